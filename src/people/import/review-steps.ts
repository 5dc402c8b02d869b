import type { Words } from '../../kernel/history.js';
import type { Id } from '../../kernel/identity.js';
import { isBlank } from '../../kernel/refusal.js';
import type { RowFault } from '../../kernel/row-faults.js';
import { folded } from '../../kernel/text.js';
import { peopleHeadings as headings } from './people-columns.js';
import { fault } from './persons-of-file.js';

/** A step of a review chain. A reviewer's role has its code, and people know it by its name. */
export interface NamedStep {
  readonly code: string;
  readonly name: Words;
}

/** The injection token of `ReadReviewSteps`, which the feature of the review chains provides. */
export const REVIEW_STEPS = 'REVIEW_STEPS';

/** Reads the steps of all review chains for new texts of a board. */
export type ReadReviewSteps = (boardId: Id<'Board'>) => Promise<readonly NamedStep[]>;

interface StepOfRow {
  readonly step: string | null;
  readonly faults: readonly RowFault[];
}

/** Finds the step that a cell means: by its exact code, or else by its name or code in any case (rule 176). */
export function stepMeant(number: number, text: string, steps: readonly NamedStep[]): StepOfRow {
  const atFault = (problem: RowFault['problem'], choices: readonly Words[]) => ({
    step: null,
    faults: [{ ...fault(number, headings.step, problem, text), choices }],
  });
  if (isBlank(text)) return atFault('MISSING', namesOf(steps));
  const exact = steps.filter(({ code }) => code === text);
  const meant = exact.length > 0 ? exact : steps.filter((step) => isMeant(text, step));
  const [code, ...others] = new Set(meant.map((step) => step.code));
  if (code === undefined) return atFault('UNKNOWN_STEP', namesOf(steps));
  if (others.length === 0) return { step: code, faults: [] };
  const codes = [code, ...others].map((one) => `”${one}”`);
  return atFault(
    'AMBIGUOUS_STEP',
    codes.map((one) => ({ sv: one, en: one })),
  );
}

function isMeant(text: string, { code, name: { sv, en } }: NamedStep): boolean {
  return [code, sv, en].some((one) => folded(one).toLowerCase() === text.toLowerCase());
}

/** Returns each name once. The same step can have another name in another chain of the board. */
function namesOf(steps: readonly NamedStep[]): Words[] {
  return [...new Map(steps.map(({ name: { sv, en } }) => [JSON.stringify([sv, en]), { sv, en }])).values()];
}
