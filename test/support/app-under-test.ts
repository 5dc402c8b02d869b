import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Change } from '../../src/kernel/refusal.js';
import { createApplication } from '../../src/application.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { type DemoPerson, demoPeople, demoSignIn } from '../../src/platform/sign-in/demo-sign-in.service.js';
import type { Given } from '../../src/platform/feature.service.js';
import type { Places } from '../../src/platform/open-stores.service.js';

export interface Answer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: {
      readonly code: string;
      readonly details?: Readonly<Record<string, unknown>>;
      /** The last change of the thing that the refused command is about. */
      readonly latest?: Change;
    };
  }[];
}

export interface AppUnderTest {
  readonly app: NestFastifyApplication;
  readonly clock: SimulatedClock;
  tokenFor(person: DemoPerson): Promise<string>;
  /** Sends a document as one of the demo's people, by their id, or as nobody. */
  send(who: string | null, query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

export const inMemory: Places = { folder: 'memory', eventsUrl: null, viewsUrl: null };

/** The rows of `describe.each` for the stores in SQL: the name of each, and a function that makes an empty one. */
export function sqlStores(newDatabase: () => Promise<string>): [string, () => Promise<Places>][] {
  return [
    ['the embedded database', () => Promise.resolve(inMemory)],
    [
      'PostgreSQL',
      async () => {
        const url = await newDatabase();
        return { ...inMemory, eventsUrl: url, viewsUrl: url };
      },
    ],
  ];
}

/** The whole service with the demo's people, in memory or in other places, on a clock that the test sets. */
export async function startApp(
  now = '2026-05-12T08:00:00.000Z',
  places = inMemory,
  given: readonly Given[] = [],
): Promise<AppUnderTest> {
  const clock = new SimulatedClock(now);
  const demo = await demoSignIn();
  const { tokens } = demo;
  const app = await createApplication({
    places,
    tokens,
    clock,
    isSimulated: true,
    demo,
    followsLog: true,
    logger: ['fatal'],
    given,
  });
  return {
    app,
    clock,
    tokenFor: (person) => demo.tokenFor(person),
    send: async (who, query, variables = {}, headers = {}) => {
      const authorization = who === null ? {} : { authorization: `Bearer ${await demo.tokenFor(called(who))}` };
      const response = await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { ...authorization, ...headers },
        payload: { query, variables },
      });
      const { data = null, errors = [] }: Partial<Answer> = response.json();
      return { status: response.statusCode, data, errors };
    },
    close: () => app.close(),
  };
}

export function called(id: string): DemoPerson {
  const person = demoPeople.find((candidate) => candidate.id === id);
  if (person === undefined) throw new Error(`The demo has nobody called ${id}.`);
  return person;
}
