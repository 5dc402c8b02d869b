import { isRefusal, type Refusal } from './refusal.js';

/**
 * The commands that concern a thing, by the names of their mutations. Each has the guard that its rule calls before the
 * rule looks at the data of a command. The guard throws the refusal that every such command would now get.
 */
export type Guards = Readonly<Record<string, () => unknown>>;

/** Whether an actor may now give a command (rule 45). `refusal` is null when a command with sound data would be accepted. */
export interface Permitted {
  readonly command: string;
  readonly refusal: Refusal | null;
}

/** @param only the commands that are asked about; null for all */
export function permittedBy(guards: Guards, only: readonly string[] | null = null): Permitted[] {
  const asked = Object.entries(guards).filter(([command]) => only?.includes(command) ?? true);
  return asked.map(([command, guard]) => ({ command, refusal: refusalOf(guard) }));
}

export function isPermitted(guard: () => unknown): boolean {
  return refusalOf(guard) === null;
}

/** Returns the refusal that the guard throws; null when it throws none. */
export function refusalOf(guard: () => unknown): Refusal | null {
  const { stackTraceLimit } = Error;
  // Nobody reads the stack trace of such a refusal. A plan gives thousands, and a trace takes longer than its guard.
  Error.stackTraceLimit = 0;
  try {
    guard();
    return null;
  } catch (error) {
    if (isRefusal(error)) return error;
    // A guard that is itself at fault fails again, and is told with its trace.
    Error.stackTraceLimit = stackTraceLimit;
    guard();
    throw error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
