import type { Language } from '../../kernel/language.js';
import { anyMay, personRoles } from '../../kernel/permissions.js';
import { nameIn, roleNames } from '../../kernel/refusal.js';
import { actPage, type Acts } from '../../web/act.page.js';
import { BOARDS, reviewAddress } from '../../web/addresses.js';
import { theBoard } from '../../web/board-lists.page.js';
import { type Control, field, moreRows } from '../../web/form-controls.js';
import type { Visit } from '../../web/page.page.js';
import {
  aFlag,
  aNumber,
  asked,
  aText,
  fields,
  listOf,
  oneOf,
  orNull,
  query,
  type ValueOf,
} from '../../web/selection.js';
import { type ReviewedKind, reviewedKinds, returnsTo } from '../review.js';
import { chainWords as words, stepNumber } from './chain-words.js';

const aStep = fields({
  ...{ code: aText, name: fields({ sv: aText, en: aText }), role: oneOf(personRoles) },
  ...{ deputiesMayAct: aFlag, onReturn: oneOf(returnsTo), days: orNull(aNumber) },
});
const aChain = fields({ version: aNumber, steps: listOf(aStep) });
type Chain = ValueOf<typeof aChain>;
type Step = Chain['steps'][number];

export const chainsQuestion = query('$boardId: ID!', {
  REMOVAL_PROPOSAL: asked('boardId: $boardId, kind: REMOVAL_PROPOSAL', aChain, 'reviewChain'),
  FOLLOW_UP: asked('boardId: $boardId, kind: FOLLOW_UP', aChain, 'reviewChain'),
  OTHER: asked('boardId: $boardId, kind: OTHER', aChain, 'reviewChain'),
});

/** The review chains of a board. */
export interface ChainsPlace {
  readonly id: string;
  readonly name: string | null;
  readonly roles: readonly string[];
  readonly chains: Readonly<Record<ReviewedKind, Chain>>;
}

export async function chainsPlace(visit: Visit): Promise<ChainsPlace> {
  const board = await theBoard(visit, visit.params.board);
  return { ...board, chains: await visit.ask(chainsQuestion, { boardId: board.id }) };
}

function kindIn(text: string | undefined): ReviewedKind {
  return reviewedKinds.find((kind) => kind === text) ?? 'OTHER';
}

type Texts = Readonly<Record<string, string>>;

/** A form has room for one step more than the chain has. */
function rowsOf({ steps }: Chain, typed: Texts): readonly number[] {
  return Array.from({ length: steps.length + 1 + moreRows(typed) }, (_, index) => index);
}

function stepControls(index: number, step: Step | undefined, language: Language): Control {
  const at = (name: string) => `steg.${index}.${name}`;
  const flags = [
    { value: 'true', label: words.yes[language] },
    { value: 'false', label: words.no[language] },
  ];
  return field.group(stepNumber(index + 1)[language], [
    field.line(at('kod'), words.code[language], { initial: step?.code ?? '', hint: words.codeHint[language] }),
    field.line(at('sv'), words.nameSv[language], { initial: step?.name.sv ?? '' }),
    field.line(at('en'), words.nameEn[language], { initial: step?.name.en ?? '' }),
    field.pick(
      at('roll'),
      words.role[language],
      personRoles.map((value) => ({ value, label: nameIn(language, roleNames, value) })),
      { initial: step?.role ?? 'REVIEWER' },
    ),
    field.line(at('dagar'), words.days[language], {
      initial: String(step?.days ?? ''),
      hint: words.noDeadline[language],
    }),
    field.pick(at('ersattare'), words.deputies[language], flags, { initial: String(step?.deputiesMayAct ?? true) }),
    field.pick(
      at('ater'),
      words.onReturn[language],
      returnsTo.map((value) => ({ value, label: words[value][language] })),
      { initial: step?.onReturn ?? 'AUTHOR' },
    ),
  ]);
}

function stepIn(typed: Texts, index: number) {
  const value = (name: string) => (typed[`steg.${index}.${name}`] ?? '').trim();
  return {
    ...{ code: value('kod'), name: { sv: value('sv'), en: value('en') }, role: value('roll') },
    days: value('dagar') === '' ? null : Number(value('dagar')),
    ...{ deputiesMayAct: value('ersattare') !== 'false', onReturn: value('ater') },
  };
}

/** The page on which a controller changes the chain for one kind of texts, which the address names. */
export const chainActs: Acts<ChainsPlace> = {
  path: `${BOARDS}/:board/granskning/:act`,
  acts: [
    {
      ...{ slug: 'andra', command: 'adoptReviewChain', title: words.adopt, done: words.adopted, grows: true },
      answer: fields({ version: aNumber }),
      lead: (_, { language, query: { for: kind } }) => (
        <>
          <h2 class="ds-heading" data-size="sm">
            {words.chainFor[kindIn(kind)][language]}
          </h2>
          <p class="ds-paragraph">{words.adoptLead[language]}</p>
        </>
      ),
      controls: ({ chains }, { language, query: { for: kind } }, typed) => {
        const chain = chains[kindIn(kind)];
        return rowsOf(chain, typed).map((index) => stepControls(index, chain.steps[index], language));
      },
      input: (typed, { id, chains }, { query: { for: kind } }) => ({
        ...{ boardId: id, kind: kindIn(kind) },
        steps: rowsOf(chains[kindIn(kind)], typed)
          .map((index) => stepIn(typed, index))
          .filter(({ code, name }) => code !== '' || name.sv !== '' || name.en !== ''),
      }),
      permission: ({ roles }, { language }) => ({
        ...{ command: 'adoptReviewChain', code: 'FORBIDDEN', sentence: words.controllersOnly[language] },
        allowed: anyMay(roles, 'adoptReviewChain'),
      }),
      elsewhere: true,
    },
  ],
  documents: [chainsQuestion],
  placeOf: chainsPlace,
  home: ({ id }) => reviewAddress(id),
  name: (_, language) => words.title[language],
  permitted: () => [],
  revision: () => null,
};

export const chainActPage = actPage(chainActs);
