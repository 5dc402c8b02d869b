import type { Language } from '../../kernel/language.js';
import { timeIn } from '../../kernel/local-time.js';
import { anyMay } from '../../kernel/permissions.js';
import { type Acts, actPage, permissions } from '../../web/act.page.js';
import { MATTERS, matterAddress, proposalAddress, PROPOSALS } from '../../web/addresses.js';
import { theBoard } from '../../web/board-lists.page.js';
import { ChangedText } from '../../web/review/changed-text.page.js';
import { field } from '../../web/form-controls.js';
import type { Visit } from '../../web/page.page.js';
import { aReview, faultsOfVerdict, verdictControls, Verdicts } from '../../web/review/review.page.js';
import { aName, aNumber, asked, aText, called, fields, listOf, oneOf, orNull, query } from '../../web/selection.js';
import type { ValueOf } from '../../web/selection.js';
import { reviewWords } from '../../web/words.js';
import { reasonNames } from '../reason-names.js';
import { removalStatuses } from '../removal-process.js';
import { reasonCategories } from '../removal.js';
import { removalWords as words } from './removal-words.js';

const warnings = [
  'COMPLETED_BEFORE_START',
  'NOT_STARTED_AFTER_END',
  'NO_LONGER_COMPLETED',
  'REJECTED_THIS_TERTIAL',
] as const;
const aVersion = fields({
  ...{ number: aNumber, at: aText, by: aText, byNamed: orNull(aName) },
  ...{ category: oneOf(reasonCategories), motivation: aText },
});
const aProposal = fields({
  ...{ id: aText, boardId: aText, planId: aText, heading: aText, revision: aNumber, version: aNumber },
  ...{ status: oneOf(removalStatuses), category: oneOf(reasonCategories), motivation: aText, permitted: permissions },
  ...{
    author: aText,
    authorNamed: orNull(aName),
    proposedOn: aText,
    warnings: listOf(oneOf(warnings)),
    versions: listOf(aVersion),
  },
  activity: fields({ heading: aText, goal: fields({ title: aText }) }),
  matter: orNull(fields({ id: aText, dnr: aText, title: aText })),
  decisions: listOf(
    fields({ date: aText, paragraph: aText, dnr: aText, matterId: aText, outcome: aText, reason: aText }),
  ),
  ...aReview,
});
type Proposal = ValueOf<typeof aProposal>;

export const proposalQuestion = query('$id: ID!, $asOf: AsOfInput', {
  removalProposal: asked('id: $id, asOf: $asOf', aProposal),
});

const openMatters = query('$boardId: ID!, $status: MatterStatus', {
  matters: asked(
    'boardId: $boardId, status: $status, first: 100',
    fields({ edges: listOf(fields({ node: fields({ id: aText, dnr: aText, title: aText, kind: aText }) })) }),
  ),
});

interface ProposedProps {
  readonly proposal: Proposal;
  readonly language: Language;
}

/** The reason and the motivation. What changed since the version before stands word by word. */
export function Proposed({
  proposal: { versions, author, authorNamed, category, motivation },
  language,
}: ProposedProps) {
  const [before, now] = versions.length < 2 ? [undefined, versions.at(-1)] : versions.slice(-2);
  return (
    <section class="reported">
      <p class="ds-paragraph">
        <span class="act">{words.category[language]}:</span> {reasonNames[category][language]}
        {before !== undefined &&
          before.category !== category &&
          ` (${words.was[language]} ${reasonNames[before.category][language]})`}
      </p>
      <p class="ds-paragraph comment">{motivation}</p>
      {before !== undefined && before.motivation !== motivation && (
        <>
          <p class="ds-paragraph act">{words.changed[language]}</p>
          <ChangedText {...{ before: before.motivation, after: motivation, language }} />
        </>
      )}
      <p class="aside">
        {called(now?.byNamed ?? authorNamed) || author}
        {now !== undefined && ` ${timeIn(language, now.at)}`}.
      </p>
    </section>
  );
}

interface Place {
  readonly proposal: Proposal;
  readonly roles: readonly string[];
}

export async function proposalPlace(visit: Visit): Promise<Place> {
  const { removalProposal: proposal } = await visit.ask(proposalQuestion, { id: visit.params.proposal ?? '' });
  return { proposal, roles: (await theBoard(visit, proposal.boardId)).roles };
}

interface Written {
  /** Null in a draft in which none is chosen. */
  readonly category: string | null;
  readonly motivation: string;
}

export function proposalControls(language: Language, known: Written | null, required = true) {
  const categories = reasonCategories.map((value) => ({ value, label: reasonNames[value][language] }));
  return [
    field.choice('kategori', words.category[language], categories, { required, initial: known?.category ?? '' }),
    field.text('motivering', words.motivation[language], { required, initial: known?.motivation ?? '' }),
  ];
}

export const faults = { TEXT_MISSING: 'motivering', MOTIVATION_MISSING: 'motivering', ...faultsOfVerdict };

export const removalActs: Acts<Place> = {
  path: `${PROPOSALS}/:proposal/:act`,
  acts: [
    {
      ...{ slug: 'granska', command: 'reviewRemoval', faults },
      title: { sv: 'Granska förslaget', en: 'Review the proposal' },
      button: { sv: 'Lämna utlåtandet', en: 'Give the verdict' },
      done: { sv: 'Utlåtandet är lämnat.', en: 'The verdict is given.' },
      lead: ({ proposal }, { language }) => <Original {...{ proposal, language }} />,
      controls: ({ proposal }, { language }) => [
        ...verdictControls(language),
        field.hidden('version', String(proposal.version)),
      ],
      input: ({ utlatande, skal, version }, { proposal: { id: proposalId } }) => ({
        ...{ proposalId, version: Number(version), verdict: utlatande, reason: skal },
      }),
    },
    {
      ...{ slug: 'andra', command: 'reviseRemoval', faults },
      keeps: 'TYPED',
      title: { sv: 'Skriv om förslaget', en: 'Revise the proposal' },
      button: { sv: 'Lämna till granskning', en: 'Submit for review' },
      done: { sv: 'Förslaget är omskrivet och lämnat till granskning.', en: 'The proposal is revised and in review.' },
      lead: ({ proposal }, { language }) => <Verdicts {...{ of: proposal, language }} />,
      controls: ({ proposal }, { language }) => proposalControls(language, proposal),
      input: ({ kategori, motivering }, { proposal: { id: proposalId } }) => ({
        ...{ proposalId, category: kategori, motivation: motivering },
      }),
    },
    {
      ...{ slug: 'aterkalla', command: 'withdrawRemoval', faults },
      title: { sv: 'Dra tillbaka förslaget', en: 'Withdraw the proposal' },
      done: { sv: 'Förslaget är tillbakadraget.', en: 'The proposal is withdrawn.' },
      controls: (_, { language }) => [field.text('skal', reviewWords.reason[language], { required: true })],
      input: ({ skal }, { proposal: { id: proposalId } }) => ({ proposalId, reason: skal }),
    },
    {
      ...{ slug: 'till-arende', command: 'addRemovalPoint', elsewhere: true, then: matterAddress },
      title: words.toMatter,
      done: { sv: 'Förslaget ligger i ärendet.', en: 'The proposal is in the matter.' },
      lead: ({ proposal: { boardId } }, { language }) => (
        <p class="ds-paragraph">
          <a class="ds-link" href={`${MATTERS}/namnd/${boardId}/nytt`}>
            {words.openMatter[language]}
          </a>
        </p>
      ),
      controls: async ({ proposal: { boardId } }, { ask, language }) => {
        const statuses = ['DRAFT', 'RETURNED', 'IN_REVIEW', 'REVIEWED', 'REFERRED_BACK'] as const;
        const lists = await Promise.all(statuses.map((status) => ask(openMatters, { boardId, status })));
        const found = lists.flatMap(({ matters }) => matters.edges.map(({ node }) => node));
        const options = found
          .filter(({ kind }) => kind === 'FOLLOW_UP')
          .map(({ id, dnr, title }) => ({ value: id, label: `${dnr} ${title}` }));
        return [field.pick('arende', words.matter[language], options, { required: true })];
      },
      input: ({ arende }, { proposal: { id: proposalId } }) => ({ matterId: arende, proposalId }),
      permission: ({ proposal: { status }, roles }) => ({
        ...{ command: 'addRemovalPoint', code: 'FORBIDDEN', sentence: null },
        allowed: status === 'REVIEWED' && anyMay(roles, 'addRemovalPoint'),
      }),
    },
  ],
  documents: [proposalQuestion, openMatters],
  placeOf: proposalPlace,
  home: ({ proposal: { id } }) => proposalAddress(id),
  name: ({ proposal: { heading } }) => heading,
  permitted: ({ proposal: { permitted } }) => permitted,
  revision: ({ proposal: { revision } }) => revision,
};

function Original({ proposal, language }: ProposedProps) {
  return (
    <>
      <p class="ds-paragraph">
        {words.goal[language]}: {proposal.activity.goal.title}.
      </p>
      <Proposed {...{ proposal, language }} />
    </>
  );
}

export const removalActPage = actPage(removalActs);
