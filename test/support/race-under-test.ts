import { setTimeout as sleep } from 'node:timers/promises';
import type { Api, Given } from './api-under-test.js';
import type { Answer } from './app-under-test.js';

/** A command that somebody gives. */
export interface Runner {
  /** Its name where the races are counted. */
  readonly called: string;
  readonly who: string;
  readonly name: keyof Given;
  readonly input: object;
}

export type Fault = Answer['errors'][number];

export interface Finish {
  readonly accepted: readonly Runner[];
  readonly refused: readonly { readonly runner: Runner; readonly fault: Fault }[];
}

/**
 * Both commands on their way before either is answered, the first given first and the second at once or soon after;
 * each to its own service, where there are two.
 */
export async function together(
  services: readonly [Api, Api],
  runners: readonly [Runner, Runner],
  secondAfterMilliseconds = 0,
): Promise<Finish> {
  const answers = await Promise.all(
    runners.map(async (runner, index) => {
      if (index === 1 && secondAfterMilliseconds > 0) await sleep(secondAfterMilliseconds);
      const api = services[index] ?? services[0];
      return { runner, ...(await api.ask(runner.who, runner.name, { input: runner.input })) };
    }),
  );
  const refused = answers.flatMap(({ runner, errors: [fault] }) => (fault === undefined ? [] : [{ runner, fault }]));
  return { accepted: answers.filter(({ errors }) => errors.length === 0).map(({ runner }) => runner), refused };
}

/** @throws Error unless one of the two was accepted and the other refused. */
export function decided({ accepted, refused }: Finish): { winner: Runner; loser: Runner; fault: Fault } {
  const [winner, ...others] = accepted;
  const [lost] = refused;
  if (winner === undefined || others.length > 0 || lost === undefined) {
    const faults = refused.map(({ runner, fault }) => `${runner.called}: ${fault.extensions.code}`);
    throw new Error(
      `Accepted were ${accepted.map(({ called }) => called).join(' and ')}; refused ${faults.join(', ')}.`,
    );
  }
  return { winner, loser: lost.runner, fault: lost.fault };
}

/** How often each has won, race by race, for whoever reads what a run prints. */
export class Tally {
  readonly #won = new Map<string, Map<string, number>>();

  count(race: string, winner: string): void {
    const wins = this.#won.get(race) ?? new Map<string, number>();
    this.#won.set(race, wins.set(winner, (wins.get(winner) ?? 0) + 1));
  }

  print(setting: string): void {
    for (const [race, wins] of this.#won) {
      const counts = [...wins].map(([winner, times]) => `${winner} ${times}`).toSorted();
      process.stdout.write(`${race}, ${setting}: ${counts.join(', ')}\n`);
    }
  }
}
