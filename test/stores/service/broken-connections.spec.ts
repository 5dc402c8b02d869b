import { EVENT_STORE, type EventStore } from '../../../src/platform/event-store/event-store.js';
import type { Api } from '../../support/api-under-test.js';
import { type Answer, sqlStores } from '../../support/app-under-test.js';
import { driverFaults, FaultyDrivers } from '../../support/faulty-driver.js';
import { adoptSmallPlan, model, plan, startMunicipality } from '../../support/municipality-under-test.js';
import type { MunicipalityUnderTest } from '../../support/municipality-under-test.js';
import { onPostgres } from '../../support/postgres-under-test.js';
import { until } from '../../support/until.js';

const newDatabase = onPostgres();
const boardId = 'exempel.ks';
const faulty = new FaultyDrivers();

/** Every fault at every statement, or a few at each. The seed says which. */
const isAll = process.env.STORE_RUNS === 'all';
const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 1_000));
const FEW = 2;

beforeAll(() => {
  faulty.install();
  process.stdout.write(`broken connections: FC_SEED=${seed}\n`);
});
afterAll(() => faulty.remove());

/** The faults of the n-th statement. A fault after it took effect is no answer of the server. */
function plansFor(n: number) {
  const before = driverFaults.map((fault) => ({ fault, n, isAfter: false }));
  const after = driverFaults.filter(({ isAnswer }) => !isAnswer).map((fault) => ({ fault, n, isAfter: true }));
  if (isAll) return [...before, ...after];
  return [before, after].flatMap((plans) => plans.filter((_, at) => (at + n * FEW + seed) % plans.length < FEW));
}

interface Command {
  readonly who: string;
  readonly name: string;
  readonly input: object;
  /** How often the command took effect. */
  effects(): Promise<number>;
}

async function eventsOf({ app }: Api, stream: string): Promise<number> {
  let count = 0;
  for await (const page of app.get<EventStore>(EVENT_STORE).readStream(stream)) count += page.length;
  return count;
}

function numberIn(data: Answer['data'], name: string): number {
  const field: unknown = data?.[name];
  return typeof field === 'object' && field !== null && 'revision' in field ? Number(field.revision) : -1;
}

/** Commands of each kind, about something new each time. */
const commands: Readonly<Record<string, (api: Api, number: number) => Promise<Command>>> = {
  'with events': (api, number) =>
    Promise.resolve({
      who: 'hanna',
      name: 'openMatter',
      input: { boardId, dnr: `KS 2026/${number}`, title: `Ärende ${number}` },
      effects: () => eventsOf(api, `matter-exempel.ks.dnr-ks-2026-${number}`),
    }),
  'with reactions': (api, number) =>
    Promise.resolve({
      who: 'cecilia',
      name: 'adoptPlan',
      input: {
        boardId,
        year: 2030 + number,
        steeringModelId: model,
        decision: { date: '2025-12-17', paragraph: '210', dnr: 'KS 2025/310' },
        goals: [{ title: 'God service', activities: [] }],
      },
      effects: () => eventsOf(api, `plan-exempel.ks.${2030 + number}`),
    }),
  'about the register': (api, number) =>
    Promise.resolve({
      who: 'adam',
      name: 'addPerson',
      input: { personId: `p-${number}`, name: `Person ${number}` },
      // The first change of a person has the revision 0.
      effects: async () => numberIn((await api.ask('adam', 'person', { id: `p-${number}` })).data, 'person') + 1,
    }),
  'about a draft': async (api, number) => {
    await api.give('hanna', 'openMatter', { boardId, dnr: `KS 2025/${number}`, title: `Ärende ${number}` });
    const matterId = `exempel.ks.dnr-ks-2025-${number}`;
    return {
      who: 'hanna',
      name: 'saveMatterDraft',
      input: { matterId, expectedDraftRevision: 0, brief: 'Kort.' },
      effects: async () => numberIn((await api.ask('hanna', 'matterDraft', { matterId })).data, 'matterDraft'),
    };
  },
};

const NOTHING_DONE = ['STORE_UNAVAILABLE', 'ANOTHER_LOG', 'SIGN_IN_UNAVAILABLE', 'STARTING', 'BUSY'];

/** Why the answer to a command is not true; null when it is. */
async function liesIn(api: Api, { who, name, input, effects }: Command, { errors }: Answer): Promise<string | null> {
  const [fault, ...more] = errors;
  const done = await effects();
  if (more.length > 0) return `several errors: ${JSON.stringify(errors)}`;
  const { code = 'done', details = {} } = fault?.extensions ?? {};
  const told = `${code}, and it took effect ${done} times`;
  const isTrue = code === 'OUTCOME_UNKNOWN' ? done <= 1 : NOTHING_DONE.includes(code) ? done === 0 : done === 1;
  if (!isTrue || !['done', 'NOT_YET_VISIBLE', 'OUTCOME_UNKNOWN', ...NOTHING_DONE].includes(code)) return told;
  if (/hemligt|ECONN|relation|disk/.test(JSON.stringify(errors)))
    return `an inner error is told: ${JSON.stringify(errors)}`;
  const { commandId } = details;
  if (commandId === undefined && !['done', ...NOTHING_DONE].includes(code)) return `${code} tells no command id`;
  // Sending it again is safe, with the id that was told.
  const again = await api.ask(who, name, { input: { ...input, ...(commandId !== undefined && { commandId }) } });
  const after = await effects();
  if (code !== 'done' && again.errors.length > 0) return `${told}; sent again: ${JSON.stringify(again.errors)}`;
  return after === 1 ? null : `${told}; sent again it took effect ${after} times`;
}

/** The requests, with the refusals that may answer them besides their data. */
const questions: Readonly<Record<string, { readonly who: string; readonly args: object }>> = {
  plan: { who: 'rut', args: { id: plan } },
  tertialView: { who: 'rut', args: { planId: plan, tertial: 'T1', asOf: { position: 3 } } },
  matters: { who: 'rut', args: { boardId } },
  history: { who: 'rut', args: { of: plan } },
  persons: { who: 'adam', args: {} },
  names: { who: 'rut', args: { ids: ['rut'] } },
  deadLetters: { who: 'cecilia', args: {} },
  waitingForMe: { who: 'hanna', args: {} },
  checkpoint: { who: 'rut', args: {} },
  consistencyProof: { who: 'rut', args: { from: 1, to: 2 } },
};

describe.each(sqlStores(newDatabase))('a driver that fails at any statement of %s', (_, place) => {
  let service: MunicipalityUnderTest;
  let number = 0;

  beforeAll(async () => {
    service = await startMunicipality('2026-05-12', await place());
    await adoptSmallPlan(service.api, 2);
    await until(async () => (await service.api.ask('rut', 'checkpoint', {})).errors.length === 0);
  });

  afterAll(() => service.close());

  it.each(Object.keys(commands))('a command %s: is done, refused or unknown, as it says', async (kind) => {
    const { api } = service;
    const lies: string[] = [];
    let isReached = true;
    for (let n = 1; isReached; n += 1) {
      isReached = false;
      for (const planned of plansFor(n)) {
        number += 1;
        const command = await commands[kind]?.(api, number);
        if (command === undefined) throw new Error(`There is no command ${kind}.`);
        let answer: Answer = { status: 0, data: null, errors: [] };
        const wasReached = await faulty.with(planned, async () => {
          answer = await api.ask(command.who, command.name, { input: command.input });
        });
        isReached ||= wasReached;
        const lie = await liesIn(api, command, answer);
        if (lie !== null) lies.push(`${planned.fault.name} at ${n}${planned.isAfter ? ', done' : ''}: ${lie}`);
      }
    }
    expect(lies).toEqual([]);
  });

  it.each(Object.entries(questions))('the question %s: is answered or refused', async (name, { who, args }) => {
    const { api } = service;
    const wrong: string[] = [];
    let isReached = true;
    for (let n = 1; isReached; n += 1) {
      isReached = false;
      for (const planned of plansFor(n)) {
        let answer: Answer = { status: 0, data: null, errors: [] };
        const wasReached = await faulty.with(planned, async () => {
          answer = await api.ask(who, name, args);
        });
        isReached ||= wasReached;
        const codes = answer.errors.map(({ extensions: { code } }) => code);
        if (codes.some((code) => !NOTHING_DONE.includes(code)) || (codes.length === 0 && answer.data === null)) {
          wrong.push(`${planned.fault.name} at ${n}: ${JSON.stringify(answer)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('the public checkpoint and tiles: are given or refused', async () => {
    const { app } = service.api;
    for (const url of ['/tlog/checkpoint', '/tlog/tile/0/000.p/1']) {
      for (const planned of plansFor(2)) {
        await faulty.with(planned, async () => {
          const { statusCode, body } = await app.inject({ method: 'GET', url });
          expect([200, 404, 503]).toContain(statusCode);
          expect(body).not.toMatch(/hemligt|ECONN|relation|disk/);
        });
      }
    }
  });
});
