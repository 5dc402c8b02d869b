import type { Language } from '../../kernel/language.js';
import { anyMay, municipalityRoles, personRoles } from '../../kernel/permissions.js';
import { nameIn, roleNames } from '../../kernel/refusal.js';
import { peopleOfRegister } from '../../web/board-lists.page.js';
import { type Control, field, type Option } from '../../web/form-controls.js';
import { me } from '../../web/layout.page.js';
import type { Visit } from '../../web/page.page.js';
import { aNumber, asked, aText, fields, listOf, orNull, query } from '../../web/selection.js';
import { roleWords } from './role-words.js';
import { seatOptions } from './register-words.js';
import { StepNames } from './step-names.js';

/** A first and a last day. */
export const someDays = { from: aText, to: orNull(aText) };

/** The municipality and its boards, with the revisions on which they are changed. */
export const placesQuestion = query('', {
  municipality: fields({ id: aText, name: aText, revision: aNumber }),
  boards: asked(
    'first: 100',
    fields({ edges: listOf(fields({ node: fields({ id: aText, name: aText, revision: aNumber }) })) }),
  ),
});

/** The parts of the register that somebody may change (rule 96). */
export interface Managed {
  /** Whether that is all of the municipality's register. */
  readonly isAll: boolean;
  /** The ids of the boards whose roles and units the person may change. */
  readonly boardIds: readonly string[];
}

export async function managedBy({ ask }: Visit): Promise<Managed> {
  const { roles } = (await ask(me)).me;
  const own = roles.filter(({ role }) => anyMay([role], 'manageRegister'));
  return {
    isAll: own.some(({ board }) => board === null),
    boardIds: own.flatMap(({ board }) => (board === null ? [] : [board.id])),
  };
}

export function managesBoard({ isAll, boardIds }: Managed, boardId: string): boolean {
  return isAll || boardIds.includes(boardId);
}

/** Says whether the person may give a command of the register. */
export function permissionTo(command: string, allowed: boolean, language: Language) {
  return { command, allowed, code: 'FORBIDDEN', sentence: roleWords.askAdministrator[language] };
}

const aChain = fields({ steps: listOf(fields({ code: aText, name: fields({ sv: aText, en: aText }) })) });

/** The steps of the review chains of a board. Each kind of text can have a chain of its own. */
export const stepsQuestion = query('$boardId: ID!', {
  removals: asked('boardId: $boardId, kind: REMOVAL_PROPOSAL', aChain, 'reviewChain'),
  followUps: asked('boardId: $boardId, kind: FOLLOW_UP', aChain, 'reviewChain'),
  others: asked('boardId: $boardId, kind: OTHER', aChain, 'reviewChain'),
});

/** Reads the names of the review steps of boards. */
export async function stepNamesOf(boardIds: readonly string[], visit: Visit): Promise<StepNames> {
  const ofBoards = await Promise.all(
    boardIds.map(async (boardId) => (await stepsOf(boardId, visit)).map((step) => ({ boardId, ...step }))),
  );
  return new StepNames(ofBoards.flat());
}

interface OfBoard {
  readonly role: string;
  readonly board: { readonly id: string } | null;
}

/** Reads the names of the steps that the reviewers among some roles can have. */
export function stepNamesFor(roles: readonly OfBoard[], visit: Visit): Promise<StepNames> {
  const reviewing = roles.flatMap(({ role, board }) => (role === 'REVIEWER' && board !== null ? [board.id] : []));
  return stepNamesOf([...new Set(reviewing)], visit);
}

async function stepsOf(boardId: string, visit: Visit) {
  const chains = await visit.ask(stepsQuestion, { boardId });
  return Object.values(chains).flatMap((chain) => chain.steps);
}

export const registerDocuments = [placesQuestion, stepsQuestion];

/** The fields in which a person is chosen. */
export async function personControl(name: string, label: string, visit: Visit, initial?: string): Promise<Control> {
  const none = { value: '', label: roleWords.choose[visit.language] };
  const people = [none, ...(await peopleOfRegister(visit))];
  return field.pick(name, label, people, { required: true, ...(initial !== undefined && { initial }) });
}

/** The fields that say which role somebody gets for a board, and for how long. */
export async function roleControls(boardId: string, visit: Visit): Promise<readonly Control[]> {
  const { language } = visit;
  const steps = await stepsOf(boardId, visit);
  const none = { value: '', label: '' };
  const stepOptions = new Map(steps.map(({ code, name }) => [code, { value: code, label: name[language] }]));
  return [
    roleControl(personRoles, language),
    field.pick('steg', roleWords.step[language], [none, ...stepOptions.values()], {
      hint: roleWords.stepHint[language],
    }),
    // Rule 114: somebody has a step before it comes into a chain.
    field.line('nyttsteg', roleWords.newStep[language], { hint: roleWords.newStepHint[language] }),
    field.pick('plats', roleWords.seat[language], [none, ...seatOptions(language)], {
      hint: roleWords.seatHint[language],
    }),
    ...dayControls(visit),
  ];
}

/** The fields of a role for the whole municipality. */
export function municipalityRoleControls(visit: Visit): readonly Control[] {
  return [roleControl(municipalityRoles, visit.language), ...dayControls(visit)];
}

function roleControl(roles: readonly string[], language: Language): Control {
  const options: Option[] = roles.map((value) => ({ value, label: nameIn(language, roleNames, value) }));
  return field.pick('roll', roleWords.role[language], [{ value: '', label: roleWords.choose[language] }, ...options], {
    required: true,
  });
}

export function dayControls({ language, today }: Visit): readonly Control[] {
  return [
    field.day('fran', roleWords.from[language], { required: true, initial: today }),
    field.day('till', roleWords.to[language]),
  ];
}

type Texts = Readonly<Record<string, string>>;

export function daysOf({ fran, till = '' }: Texts) {
  return { from: fran, to: till === '' ? null : till };
}

/** A role as the form has it. A step and a seat are one field of the API. */
export function roleOf({ roll, steg = '', nyttsteg = '', plats = '', ...typed }: Texts) {
  const step = [steg, nyttsteg.trim(), plats].find((text) => text !== '') ?? null;
  return { role: roll, step, ...daysOf(typed) };
}

/** The fields of a form that each refusal of a role or of its days is about. */
export const roleFaults = {
  STEP_UNFIT: 'steg',
  ROLE_NEEDS_BOARD: 'roll',
  ROLE_OVERLAPS: 'fran',
  CHAIR_TAKEN: 'plats',
  DATES_REVERSED: 'till',
  NOT_FOUND: 'person',
  DEPUTY_IS_HOLDER: 'person',
  OWN_DEPUTYSHIP: 'person',
  MEMBER_HAS_NO_DEPUTY: 'person',
} as const;
