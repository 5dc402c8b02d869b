import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { createApplication } from '../../src/application.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { demoSignIn } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { EVENT_STORE, type EventStore } from '../../src/platform/event-store/event-store.js';
import { JsonLog } from '../../src/platform/telemetry/json-log.service.js';
import { Plans } from '../../src/plans/plans.view.js';
import { Api } from '../support/api-under-test.js';
import { called } from '../support/app-under-test.js';
import { activity, adoptSmallPlan, plan } from '../support/municipality-under-test.js';
import { all } from '../stores/store-under-test.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';

type Line = Readonly<Record<string, unknown>>;

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const written: string[] = [];
const tokens: string[] = [];
let api: Api;

beforeAll(async () => {
  const demo = await demoSignIn();
  const app = await createApplication({
    places: { folder: 'memory', eventsUrl: null, viewsUrl: null },
    tokens: demo.tokens,
    clock: new SimulatedClock('2026-05-12T08:00:00.000Z'),
    isSimulated: true,
    demo,
    followsLog: true,
    logger: new JsonLog({ write: (line) => written.push(line) }),
  });
  api = new Api(app, async (who): Promise<Record<string, string>> => {
    if (who === '') return {};
    const token = await demo.tokenFor(called(who));
    tokens.push(token);
    return { authorization: `Bearer ${token}` };
  });
  await adoptSmallPlan(api, 3);
});

afterAll(() => api.app.close());

/** Returns the log lines that a piece of work has left. */
async function logged(work: () => Promise<unknown>): Promise<Line[]> {
  const from = written.length;
  await work();
  return written.slice(from).map((line) => JSON.parse(line));
}

/** The id that a request with these headers is answered with. */
async function idFor(headers: Record<string, string | undefined>): Promise<unknown> {
  return (await api.app.inject({ method: 'GET', url: '/health/live', headers })).headers['x-request-id'];
}

const proposal = (commandId: string, number: number) => ({
  commandId,
  activityId: activity(number),
  category: 'OTHER',
  motivation: 'Ingen ska läsa detta i loggen.',
});

describe('the log', () => {
  it('is a line of JSON for each thing, with level, time, message and context', () => {
    expect(written.length).toBeGreaterThan(3);
    for (const line of written) {
      expect(line.endsWith('}\n')).toBe(true);
      expect(JSON.parse(line)).toMatchObject({
        level: expect.stringMatching(/^(debug|info|warn|error|fatal)$/),
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        message: expect.any(String),
        context: expect.any(String),
      });
    }
  });

  it('leads from a request to its command, to the events, to what followed, and back', async () => {
    const commandId = randomUUID();
    const input = {
      planId: plan,
      goal: { title: 'Ett mål till', activities: [] },
      decision: { date: '2026-05-06', paragraph: '80', dnr: 'KS 2026/99' },
    };
    const lines = await logged(() =>
      api.ask('cecilia', 'addGoal', { input: { ...input, commandId } }, { 'x-request-id': 'request-0001' }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({
        message: 'A command was carried out.',
        command: 'addGoal',
        commandId,
        startedBy: commandId,
        correlationId: 'request-0001',
      }),
    );
    const followed = lines.find(({ command }) => command === 'establishGoal');
    expect(followed).toMatchObject({ startedBy: commandId });
    expect(followed).not.toHaveProperty('correlationId');
    const events = await all(api.app.get<EventStore>(EVENT_STORE).readAll(0));
    const caused = events.filter(({ metadata }) => metadata.correlationId === commandId);
    expect(caused.map(({ type, metadata }) => [type, metadata.commandId])).toEqual([
      ['GoalAdded', commandId],
      ['GoalEstablished', followed?.commandId],
    ]);
  });

  it('tells of a refused command its code and not its content', async () => {
    const commandId = randomUUID();
    await api.give('hanna', 'proposeRemoval', proposal(randomUUID(), 1));
    const lines = await logged(() => api.refused('hanna', 'proposeRemoval', proposal(commandId, 1)));
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'info',
        message: 'A command was refused.',
        command: 'proposeRemoval',
        commandId,
        code: 'REMOVAL_ALREADY_OPEN',
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('hanna');
  });

  it('names the person where access is refused, and only there', async () => {
    const lines = await logged(() => api.refused('rut', 'proposeRemoval', proposal(randomUUID(), 2)));
    expect(lines).toContainEqual(
      expect.objectContaining({ message: 'Access was refused.', code: 'FORBIDDEN', personId: 'rut' }),
    );
    const nobody = await logged(() => api.ask('', 'plan', { id: plan }));
    expect(nobody).toEqual([
      expect.objectContaining({ message: 'Access was refused.', code: 'UNAUTHENTICATED', personId: null }),
    ]);
    expect(written.filter((line) => line.includes('"personId"'))).toHaveLength(2);
  });

  it('tells of an incident what failed, by the number that was answered', async () => {
    const plans = api.app.get(Plans);
    Reflect.set(plans, 'one', () => {
      Reflect.deleteProperty(plans, 'one');
      const cause = Object.assign(new Error('cut off'), { params: ['Ingen ska läsa detta i loggen.'] });
      return Promise.reject(new Error('postgres://tertial:hunter2@10.0.0.7/log is gone', { cause }));
    });
    const id = 'request-0002';
    let incident: unknown;
    const lines = await logged(async () => {
      const { errors } = await api.ask('rut', 'plan', { id: plan }, { 'x-request-id': id });
      incident = Reflect.get(errors[0]?.extensions ?? {}, 'incident');
    });
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'error', message: `Incident ${String(incident)}`, correlationId: id }),
    );
    expect(JSON.stringify(lines)).toContain('postgres://***@10.0.0.7/log is gone');
  });

  it('takes of an error its words and its causes, not what a driver hangs on it', async () => {
    const [line] = await logged(async () => {
      const cause = Object.assign(new Error('cut off'), { params: ['Ingen ska läsa detta i loggen.'] });
      const failure = Object.assign(new Error('Not written', { cause }), { query: 'insert', detail: 'Ingen ska läsa' });
      new Logger('Test').warn('It failed.', failure);
      await Promise.resolve();
    });
    expect(line).toMatchObject({
      level: 'warn',
      message: 'It failed.',
      context: 'Test',
      error: { message: 'Not written', stack: expect.stringContaining('log.spec'), cause: { message: 'cut off' } },
    });
  });

  it('never has a token, a password in an address or a text of somebody’s', async () => {
    const log = new Logger('Test');
    const [token = ''] = tokens;
    log.error(`The header was authorization: Bearer ${token}`, new Error(`esdb://admin:s3cret@host?token=${token}`));
    await api.send('hanna', 'mutation ($x: Int!) { nothing(x: $x) }', { x: 'Ingen ska läsa detta i loggen.' });
    await api.app.inject({ method: 'GET', url: '/graphql?query={plan(id:"Ingen ska läsa")}' });
    const text = written.join('');
    expect(tokens.length).toBeGreaterThan(5);
    for (const secret of [...tokens, ...tokens.map((one) => one.split('.')[2] ?? one)])
      expect(text).not.toContain(secret);
    expect(text).not.toMatch(/hunter2|s3cret|Ingen ska läsa|Digital förvaltning|Aktivitet 1/);
    expect(text).toContain('esdb://***@host');
  });
});

describe('the id of a request', () => {
  it.each([
    [{ 'x-request-id': 'b7ad6b7169203331' }, 'b7ad6b7169203331'],
    [{ traceparent: `00-${TRACE}-00f067aa0ba902b7-01` }, TRACE],
    [{ 'x-request-id': 'b7ad6b71-6920', traceparent: `00-${TRACE}-00f067aa0ba902b7-01` }, 'b7ad6b71-6920'],
    [{ 'x-request-id': 'no good', traceparent: `00-${TRACE}-00f067aa0ba902b7-01` }, TRACE],
  ])('is what the caller gives, when it is well formed: %j', async (headers, id) => {
    expect(await idFor(headers)).toBe(id);
  });

  it('is a new one otherwise', async () => {
    const wrong = await wrongRowsInTurn(
      [
        {},
        { 'x-request-id': 'short' },
        { 'x-request-id': 'x'.repeat(129) },
        { 'x-request-id': '{"level":"fatal"}' },
        { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` },
        { traceparent: `00-${TRACE}-0000000000000000-01` },
        { traceparent: `ff-${TRACE}` },
      ],
      async (headers) => {
        const [one, two] = [await idFor(headers), await idFor(headers)];
        expect(one).toMatch(/^[0-9a-f-]{36}$/);
        expect(two).not.toBe(one);
      },
    );
    expect(wrong).toEqual([]);
  });
});
