import type { Id } from '../kernel/identity.js';
import type { Language } from '../kernel/language.js';
import { hasRole, type Person } from '../kernel/permissions.js';
import { nameIn, roleNames } from '../kernel/refusal.js';
import { task, type Waiting } from '../kernel/waiting.js';
import type { ReadHolders } from '../people/holders.js';
import type { Vacancy } from '../people/vacancies.js';
import type { Label } from '../steering-models/steering-model.js';
import { type Approval, mayReview, type ReviewChain, type ReviewStep } from './review.js';

export const stuckCauses = ['STEP_UNHELD', 'HOLDERS_BARRED', 'AUTHOR_GONE', 'ADJUSTERS_GONE'] as const;

/** A text or minutes that nobody can carry on with, and the ways out (rule 113). */
export interface Stuck {
  readonly boardId: Id<'Board'>;
  /** The id of the proposal, the matter or the meeting. */
  readonly id: string;
  readonly title: string;
  /**
   * STEP_UNHELD: nobody has the step where the review waits. HOLDERS_BARRED: everybody who has it wrote the text or
   * approved an earlier step (rules 17, 18 and 21). AUTHOR_GONE: the text waits for its author, who is a clerk no more.
   * ADJUSTERS_GONE: nobody of those who are elected to adjust the minutes is of the board any more.
   */
  readonly cause: (typeof stuckCauses)[number];
  /** The step where the review waits; null when the text waits for its author. */
  readonly step: Pick<ReviewStep, 'code' | 'name'> | null;
  /** The ids of the persons who have the step and may not act, of the author, or of the adjusters. */
  readonly persons: readonly string[];
  readonly waysOut: readonly Label[];
}

/** The parts of a proposal or a matter that decide who can carry on with it. */
export interface StuckText extends Pick<Stuck, 'boardId' | 'id' | 'title'> {
  readonly kind: 'REMOVAL' | 'MATTER';
  readonly authors: readonly string[];
  readonly approvals: readonly Approval[];
  /** The step where the review waits; null when it waits at none. */
  readonly waitingStep: Pick<ReviewStep, 'code' | 'name' | 'deputiesMayAct'> | null;
  /** The person to whom the text has returned, or who has yet to submit it; null when it waits for nobody such. */
  readonly waitsFor: string | null;
}

/** Finds out whether nobody of these people can carry on with the text; null when somebody can. */
export function stuckAt(text: StuckText, people: readonly Person[]): Stuck | null {
  const { boardId, id, title, waitingStep, waitsFor, kind } = text;
  const about = { boardId, id, title };
  if (waitingStep !== null) {
    const step = { ...waitingStep, role: 'REVIEWER' } as const;
    if (people.some((person) => mayReview(person, text, step, boardId))) return null;
    const persons = holdersOf(step, boardId, people);
    const cause = persons.length === 0 ? 'STEP_UNHELD' : 'HOLDERS_BARRED';
    const { code, name } = waitingStep;
    const waysOut = [grantStep(name), ...(kind === 'REMOVAL' ? [proposeAnew] : [])];
    return { ...about, cause, step: { code, name }, persons, waysOut };
  }
  const isThere = people.some((person) => person.personId === waitsFor && hasRole(person, 'CLERK', boardId));
  if (waitsFor === null || isThere) return null;
  return { ...about, cause: 'AUTHOR_GONE', step: null, persons: [waitsFor], waysOut: [takeOver] };
}

function holdersOf(
  step: Pick<ReviewStep, 'code' | 'deputiesMayAct'>,
  boardId: Id<'Board'>,
  people: readonly Person[],
): string[] {
  return people
    .filter(({ grants }) =>
      grants.some(
        (grant) =>
          grant.boardId === boardId &&
          grant.role === 'REVIEWER' &&
          grant.step === step.code &&
          (grant.actingFor === undefined || step.deputiesMayAct),
      ),
    )
    .map(({ personId }) => personId);
}

function grantStep({ sv, en }: Label): Label {
  return {
    sv: `Ge granskningssteget ${sv} till någon som varken har skrivit texten eller godkänt ett tidigare steg.`,
    en: `Give the step ${en} to somebody who has neither written the text nor approved an earlier step.`,
  };
}

const proposeAnew: Label = {
  sv: 'Be författaren dra tillbaka förslaget, så att någon annan kan lämna ett nytt.',
  en: 'Ask the author to withdraw the proposal, so that somebody else can make a new one.',
};

const takeOver: Label = {
  sv: 'Be en annan handläggare ta över texten och lämna in den på nytt.',
  en: 'Ask another clerk to take over the text and to submit it anew.',
};

/** Returns the steps of a chain that nobody has (rule 114). */
export function unheldSteps(
  { steps }: Pick<ReviewChain, 'steps'>,
  boardId: Id<'Board'>,
  people: readonly Person[],
): ReviewStep[] {
  return steps.filter((step) => holdersOf(step, boardId, people).length === 0);
}

/** Returns the task to give a role that loses its last holder to somebody (rule 148); null for a step of no chain. */
export function roleToFill(
  { boardId, role, step, from }: Vacancy,
  chains: readonly Pick<ReviewChain, 'steps'>[],
  language: Language,
): Waiting | null {
  const steps = chains.flatMap((chain) => chain.steps);
  const name =
    step === null ? nameIn(language, roleNames, role) : steps.find(({ code }) => code === step)?.name[language];
  // Somebody else must have the role on the first day without a holder at the latest.
  return name === undefined ? null : task('FILL_ROLE', { boardId, id: boardId, title: name, deadline: from });
}

/** The tasks of a controller: each text of the controller's boards that nobody can carry on with. */
export async function stuckAtBoards<Text extends { readonly boardId: Id<'Board'> }>(
  person: Person,
  holders: Pick<ReadHolders, 'today'>,
  texts: readonly Text[],
  stuckIn: (text: Text, people: readonly Person[]) => Stuck | null,
): Promise<Waiting[]> {
  const boards = [...Map.groupBy(texts, ({ boardId }) => boardId)];
  const tasks = boards.map(async ([boardId, all]) => {
    const people = hasRole(person, 'CONTROLLER', boardId) ? await holders.today(boardId) : null;
    const stuck = people === null ? [] : all.flatMap((text) => stuckIn(text, people) ?? []);
    return stuck.map(({ id, title }) => task('RESOLVE_STUCK', { boardId, id, title }));
  });
  return (await Promise.all(tasks)).flat();
}
