import { positionOf } from '../../kernel/fold.js';
import type { PendingAppend } from './append-queue.js';
import type { AppendOutcome } from './event-store.js';

/** The answer of the SQL function `log.append_batch`. */
export interface BatchAnswer {
  readonly head: number;
  readonly revisions: readonly number[];
  readonly outcomes: readonly OutcomeRow[] | null;
}

interface OutcomeRow {
  readonly outcome: 'appended' | 'repeated' | 'wrong revision' | 'ids taken';
  readonly revision: number | null;
  readonly position: number | null;
}

/** The expected revision in the form that the SQL functions of the log take. */
export function expectedOf({ expected }: PendingAppend): number | null {
  if (expected === 'any') return null;
  return expected === 'no stream' ? -1 : expected;
}

/** The outcome of each append of a batch. */
export function outcomesOf(
  { head, revisions, outcomes }: BatchAnswer,
  batch: readonly PendingAppend[],
): readonly AppendOutcome[] {
  if (outcomes !== null) return outcomes.map(outcomeOf);
  let position = head;
  return batch.map(({ events }, n) => {
    position += events.length;
    return { outcome: 'appended', revision: (revisions[n] ?? -1) + events.length, position: positionOf(position) };
  });
}

function outcomeOf({ outcome, revision, position }: OutcomeRow): AppendOutcome {
  if (outcome === 'ids taken') return { outcome };
  if (outcome === 'wrong revision') return { outcome, actual: revision ?? 'no stream' };
  return { outcome, revision: Number(revision), position: positionOf(position ?? 0) };
}
