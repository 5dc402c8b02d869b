import { dayWords } from '../../kernel/local-time.js';
import { anyMay } from '../../kernel/permissions.js';
import { type Act, type Acts, actPage, permissionIn } from '../../web/act.page.js';
import { MATTERS, matterAddress, meetingAddress } from '../../web/addresses.js';
import { theBoard } from '../../web/board-lists.page.js';
import { type Control, field, linesOf } from '../../web/form-controls.js';
import type { Visit } from '../../web/page.page.js';
import { faultsOfVerdict, verdictControls } from '../../web/review/review.page.js';
import { aNumber, fields } from '../../web/selection.js';
import { matterProcess } from '../matter-process.js';
import { Changes, Drift, Heading, TheirDraft, VersionText } from './matter-parts.page.js';
import {
  comingMeetings,
  draftQuestion,
  followedPlans,
  type Matter,
  matterPlace,
  type MatterPlace,
  matterQuestion,
  mattersOfBoard,
  reviewedProposals,
} from './matter-question.page.js';
import { matterWords as words } from './matter-words.js';

const draftRevision = ({ draft }: MatterPlace) => field.hidden('utkast', String(draft?.revision ?? 0));
const reportHash = ({ matter: { reportDifference } }: MatterPlace) =>
  field.hidden('rapport', reportDifference?.hash ?? '');

/** The version and the report that a reviewer has read. */
function readControls(place: MatterPlace): readonly Control[] {
  const version = place.matter.versions.at(-1);
  return [
    field.hidden('version', String(version?.number ?? 0)),
    field.hidden('hash', version?.hash ?? ''),
    reportHash(place),
  ];
}

function Original({ matter, language }: { readonly matter: Matter; readonly language: Visit['language'] }) {
  const version = matter.versions.at(-1);
  return (
    <>
      <Changes {...{ matter, language }} />
      <Drift {...{ matter, language }} />
      {version !== undefined && (
        <>
          <Heading text={`${words.version[language]} ${version.number}`} />
          <VersionText {...{ version, language }} />
        </>
      )}
    </>
  );
}

/** The acts of those who write the matter. */
const writing: readonly Act<MatterPlace>[] = [
  {
    ...{ slug: 'skriv', command: 'saveMatterDraft', answer: fields({ revision: aNumber }), elsewhere: true },
    keeps: 'DRAFT',
    faults: { DRAFT_CHANGED: 'utkastet', TOO_LONG: 'brief' },
    title: { sv: 'Skriv ärendet', en: 'Write the matter' },
    button: { sv: 'Spara utkastet', en: 'Save the draft' },
    done: { sv: 'Utkastet är sparat.', en: 'The draft is saved.' },
    beside: ({ draft }, { language }) => draft !== null && <TheirDraft {...{ draft, language }} />,
    anew: (place) => ({ utkast: String(place.draft?.revision ?? 0) }),
    controls: (place, { language }) => {
      const { texts, recipients } = place.draft ?? {
        texts: { title: '', brief: '', considerations: '' },
        recipients: [],
      };
      return [
        draftRevision(place),
        field.line('title', words.title[language], { initial: texts.title || place.matter.title }),
        field.text('brief', words.brief[language], { initial: texts.brief, hint: words.figuresHint[language] }),
        field.text('considerations', words.considerations[language], { initial: texts.considerations }),
        field.text('recipients', words.recipients[language], {
          ...{ initial: recipients.join('\n'), hint: words.oneALine[language] },
        }),
      ];
    },
    input: ({ title, brief, considerations, recipients, utkast }, { matter: { id: matterId } }) => ({
      ...{ matterId, title, brief, considerations, recipients: linesOf(recipients) },
      expectedDraftRevision: Number(utkast),
    }),
  },
  {
    ...{ slug: 'uppfoljning', command: 'addReportPoint' },
    title: { sv: 'Lägg till uppföljningen', en: 'Add the follow-up' },
    done: { sv: 'Uppföljningen är en beslutspunkt.', en: 'The follow-up is a decision point.' },
    controls: async ({ matter: { boardId } }, { ask, language }) => {
      const { plans } = await ask(followedPlans, { boardId });
      const options = plans.edges.toReversed().flatMap(({ node: { id, year, followUps } }) =>
        followUps.toReversed().map(({ tertial }) => ({
          value: `${id} ${tertial}`,
          label: `${year}, tertial ${tertial.slice(1)}`,
        })),
      );
      return [field.pick('plan', words.plan[language], options, { required: true })];
    },
    input: ({ plan = '' }, { matter: { id: matterId } }) => {
      const [planId, tertial] = plan.split(' ');
      return { matterId, planId, tertial };
    },
  },
  {
    ...{ slug: 'forslag', command: 'addRemovalPoint' },
    title: { sv: 'Lägg till ett granskat förslag', en: 'Add a reviewed proposal' },
    done: { sv: 'Förslaget är en beslutspunkt.', en: 'The proposal is a decision point.' },
    controls: async ({ matter: { boardId } }, { ask, language }) => {
      const { removalProposals } = await ask(reviewedProposals, { boardId });
      const options = removalProposals.edges.map(({ node: { id, heading } }) => ({ value: id, label: heading }));
      return [field.pick('forslag', words.removal[language], options, { required: true })];
    },
    input: ({ forslag }, { matter: { id: matterId } }) => ({ matterId, proposalId: forslag }),
  },
  {
    ...{ slug: 'punkt', command: 'addOtherPoint', faults: { TEXT_MISSING: 'lydelse' } },
    title: { sv: 'Lägg till en annan beslutspunkt', en: 'Add another decision point' },
    done: { sv: 'Beslutspunkten är tillagd.', en: 'The decision point is added.' },
    controls: (_, { language }) => [field.text('lydelse', words.wording[language], { required: true })],
    input: ({ lydelse }, { matter: { id: matterId } }) => ({ matterId, wording: lydelse }),
  },
  {
    ...{ slug: 'stryk', command: 'strikePoint' },
    title: { sv: 'Stryk beslutspunkten', en: 'Strike the decision point' },
    done: { sv: 'Beslutspunkten är struken.', en: 'The decision point is struck.' },
    lead: ({ matter: { points } }, { query }) => (
      <p class="ds-paragraph">{points.find(({ number }) => number === Number(query.punkt))?.proposedWording}</p>
    ),
    input: (_, { matter: { id: matterId } }, { query }) => ({ matterId, point: Number(query.punkt) }),
    permission: ({ matter: { points } }, { query }) =>
      permissionIn(points.find(({ number }) => number === Number(query.punkt))?.permitted ?? null, 'strikePoint'),
  },
  {
    ...{ slug: 'lamna', command: 'submitMatter', faults: { DRAFT_CHANGED: 'utkastet' } },
    title: { sv: 'Lämna till granskning', en: 'Submit for review' },
    done: { sv: 'Ärendet är lämnat till granskning.', en: 'The matter is in review.' },
    beside: ({ draft }, { language }) => draft !== null && <TheirDraft {...{ draft, language }} />,
    anew: (place) => ({ utkast: String(place.draft?.revision ?? 0) }),
    lead: ({ draft }, { language }) => draft !== null && <TheirDraft {...{ draft, language }} />,
    controls: (place) => [draftRevision(place)],
    input: ({ utkast }, { matter: { id: matterId } }) => ({ matterId, draftRevision: Number(utkast) }),
  },
  {
    ...{ slug: 'aterkalla', command: 'withdrawMatter', faults: faultsOfVerdict },
    title: { sv: 'Dra tillbaka ärendet', en: 'Withdraw the matter' },
    done: { sv: 'Ärendet är tillbakadraget.', en: 'The matter is withdrawn.' },
    controls: (_, { language }) => [field.text('skal', words.reason[language], { required: true })],
    input: ({ skal }, { matter: { id: matterId } }) => ({ matterId, reason: skal }),
  },
];

/** The acts of those who review the matter, and of the secretary. */
const reviewing: readonly Act<MatterPlace>[] = [
  {
    ...{ slug: 'granska', command: 'reviewMatter', faults: faultsOfVerdict },
    title: { sv: 'Granska ärendet', en: 'Review the matter' },
    button: { sv: 'Lämna utlåtandet', en: 'Give the verdict' },
    done: { sv: 'Utlåtandet är lämnat.', en: 'The verdict is given.' },
    lead: ({ matter }, { language }) => <Original {...{ matter, language }} />,
    controls: (place, { language }) => [...readControls(place), ...verdictControls(language)],
    input: ({ utlatande, skal, version, hash, rapport }, { matter: { id: matterId } }) => ({
      ...{ matterId, version: Number(version), hash, verdict: utlatande, reason: skal },
      reportHash: rapport === '' ? null : rapport,
    }),
  },
  {
    ...{ slug: 'godta', command: 'acceptReportChange' },
    title: { sv: 'Godta de ändrade siffrorna', en: 'Accept the changed figures' },
    done: { sv: 'De ändrade siffrorna är godtagna.', en: 'The changed figures are accepted.' },
    lead: ({ matter }, { language }) => <Drift {...{ matter, language }} />,
    controls: readControls,
    input: ({ version, rapport }, { matter: { id: matterId } }) => ({
      ...{ matterId, version: Number(version), reportHash: rapport },
    }),
  },
  {
    ...{ slug: 'satt-upp', command: 'putOnAgenda', elsewhere: true, then: meetingAddress },
    title: words.toAgenda,
    done: { sv: 'Ärendet står på föredragningslistan.', en: 'The matter is on the agenda.' },
    controls: async ({ matter: { boardId } }, { ask, language, today }) => {
      const lists = await Promise.all(
        (['SCHEDULED', 'SUMMONED'] as const).map((status) => ask(comingMeetings, { boardId, status })),
      );
      const options = lists
        .flatMap(({ meetings }) => meetings.edges.map(({ node }) => node))
        .filter(({ date }) => date >= today)
        .map(({ id, date, place }) => ({ value: id, label: `${dayWords(date)[language]}, ${place}` }));
      return [field.pick('sammantrade', words.meetingOn[language], options, { required: true })];
    },
    input: ({ sammantrade }, { matter: { id: matterId } }) => ({ meetingId: sammantrade, matterId }),
    permission: ({ matter: { status }, roles }) => ({
      ...{ command: 'putOnAgenda', code: 'FORBIDDEN', sentence: null },
      allowed: matterProcess[status].summon !== undefined && mayOf(roles, 'putOnAgenda'),
    }),
  },
];

function mayOf(roles: readonly string[], command: 'putOnAgenda' | 'openMatter'): boolean {
  return anyMay(roles, command);
}

export const matterActs: Acts<MatterPlace> = {
  path: `${MATTERS}/:matter/:act`,
  acts: [...writing, ...reviewing],
  documents: [matterQuestion, draftQuestion, reviewedProposals, followedPlans, comingMeetings],
  placeOf: matterPlace,
  home: ({ matter: { id } }) => matterAddress(id),
  name: ({ matter: { dnr, title } }) => `${dnr} ${title}`,
  permitted: ({ matter: { permitted } }) => permitted,
  revision: ({ matter: { revision } }) => revision,
};

export const matterActPage = actPage(matterActs);

type BoardPlace = Awaited<ReturnType<typeof theBoard>>;

const boardActs: Acts<BoardPlace> = {
  path: `${MATTERS}/namnd/:board/:act`,
  acts: [
    {
      ...{ slug: 'nytt', command: 'openMatter', then: matterAddress },
      faults: { MATTER_EXISTS: 'dnr', MATTER_NUMBER_WITHDRAWN: 'dnr', INVALID_INPUT: 'dnr', TEXT_MISSING: 'rubrik' },
      title: words.open,
      done: { sv: 'Ärendet är öppnat.', en: 'The matter is open.' },
      controls: (_, { language }) => [
        field.choice(
          'slag',
          words.kind[language],
          (['FOLLOW_UP', 'OTHER'] as const).map((value) => ({ value, label: words[value][language] })),
          { required: true, initial: 'FOLLOW_UP' },
        ),
        field.line('dnr', words.dnr[language], { required: true }),
        field.line('rubrik', words.title[language], { required: true }),
      ],
      input: ({ slag, dnr, rubrik }, { id: boardId }) => ({ boardId, kind: slag, dnr, title: rubrik }),
      permission: ({ roles }) => ({
        ...{ command: 'openMatter', code: 'FORBIDDEN', sentence: null, allowed: mayOf(roles, 'openMatter') },
      }),
    },
  ],
  documents: [mattersOfBoard],
  // Whoever may not read matters is refused here as on the list.
  placeOf: async (visit) => {
    const board = await theBoard(visit, visit.params.board);
    await visit.ask(mattersOfBoard, { boardId: board.id, after: null });
    return board;
  },
  home: () => MATTERS,
  name: (_, language) => words.matters[language],
  permitted: () => [],
  revision: () => null,
};

export const openMatterPage = actPage(boardActs);
