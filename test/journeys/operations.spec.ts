import { setTimeout as sleep } from 'node:timers/promises';
import { EVENT_STORE, type EventStore } from '../../src/platform/event-store/event-store.js';
import { Keeping } from '../../src/documents/making/keeping.service.js';
import { adoptSmallPlan, plan, startMunicipality } from '../support/municipality-under-test.js';
import { Socket } from '../support/socket-under-test.js';
import { events, newStream } from '../stores/store-under-test.js';

type Service = Awaited<ReturnType<typeof startMunicipality>>;

let service: Service;

beforeAll(async () => {
  service = await startMunicipality();
});

afterAll(() => service.close());

async function get(path: string, of: Service = service): Promise<{ status: number; body: string; type: unknown }> {
  const { statusCode: status, body, headers } = await of.api.app.inject({ method: 'GET', url: path });
  return { status, body, type: headers['content-type'] };
}

async function ready(): Promise<{ status: number; answer: unknown }> {
  const { status, body } = await get('/health/ready');
  return { status, answer: JSON.parse(body) };
}

/** The value of a series, by its name and labels as they are written; undefined when there is none. */
async function measured(series: string, of: Service = service): Promise<number | undefined> {
  const { body } = await get('/metrics', of);
  const line = body.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
}

const none = { events: 0, seconds: 0 };

describe('the health of the service', () => {
  it('is told to whoever asks: it lives, it is ready', async () => {
    expect(await get('/health/live')).toMatchObject({ status: 200, body: '{"status":"live"}' });
    expect(await ready()).toEqual({
      status: 200,
      answer: {
        status: 'ready',
        stores: { events: 'up', views: 'up' },
        behind: { views: none, reactions: none },
        lagging: [],
        alarms: [],
      },
    });
  });

  it.each([
    ['failed', () => Promise.reject(new Error('no route to postgres://tertial:hunter2@10.0.0.7'))],
    ['silent', () => sleep(2_500, 7)],
  ])('is not ready with a store that is %s, and lives', async (state, head) => {
    const store = service.api.app.get<EventStore>(EVENT_STORE);
    Reflect.set(store, 'head', head);
    try {
      const { status, answer } = await ready();
      expect(status).toBe(503);
      expect(answer).toEqual({
        status: 'store down',
        stores: { events: state, views: 'up' },
        behind: null,
        lagging: [],
        alarms: [],
      });
      expect((await get('/health/live')).status).toBe(200);
    } finally {
      Reflect.deleteProperty(store, 'head');
    }
  });

  it('is not ready from the moment that it is told to stop', async () => {
    const other = await startMunicipality();
    // It is one of the parts that finish their work, which takes as long as it takes.
    const part = other.api.app.get(Keeping);
    const meanwhile: Awaited<ReturnType<typeof get>>[] = [];
    part.onModuleDestroy = async () => void meanwhile.push(await get('/health/ready', other));
    await other.close();
    const { status, body } = meanwhile[0] ?? (await get('/health/ready', other));
    expect(status).toBe(503);
    expect(JSON.parse(body)).toMatchObject({ status: 'stopping', stores: { events: 'up', views: 'up' } });
  });
});

describe('what is measured', () => {
  beforeAll(async () => {
    await adoptSmallPlan(service.api, 2);
  });

  it('is told in the format of Prometheus', async () => {
    const { status, type, body } = await get('/metrics');
    expect({ status, type }).toEqual({ status: 200, type: expect.stringMatching(/^text\/plain; version=0\.0\.4/) });
    expect(body).toContain('# TYPE tertial_append_seconds histogram');
    expect(body).toContain('process_cpu_seconds_total');
  });

  it('is how many commands were carried out, of people and of Tertial itself', async () => {
    expect(await measured('tertial_commands_total{command="adoptPlan",outcome="accepted"}')).toBe(1);
    expect(await measured('tertial_commands_total{command="establishGoal",outcome="accepted"}')).toBe(2);
  });

  it('is what was refused, by command and by code', async () => {
    await service.api.refused('rut', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-15' });
    await service.api.ask('', 'plan', { id: plan });
    expect(await measured('tertial_commands_total{command="openFollowUp",outcome="refused"}')).toBe(1);
    expect(await measured('tertial_refusals_total{code="FORBIDDEN"}')).toBe(1);
    expect(await measured('tertial_refusals_total{code="UNAUTHENTICATED"}')).toBe(1);
  });

  it('is how long appends take, how many go together and which were too late', async () => {
    const store = service.api.app.get<EventStore>(EVENT_STORE);
    const stream = newStream().replace('test', 'removal');
    const before = (await measured('tertial_append_seconds_count{outcome="wrong_revision"}')) ?? 0;
    expect(await store.append(stream, 7, events(1))).toMatchObject({ outcome: 'wrong revision' });
    expect(await measured('tertial_append_seconds_count{outcome="wrong_revision"}')).toBe(before + 1);
    expect(await measured('tertial_lost_races_total')).toBe(before + 1);
    const appended = (await measured('tertial_append_seconds_count{outcome="appended"}')) ?? 0;
    expect(appended).toBeGreaterThanOrEqual(3);
    expect(await measured('tertial_append_batch_size_sum')).toBeGreaterThanOrEqual(appended);
    await expect(store.append('', 'any', events(1))).rejects.toThrow('cannot be named');
    expect(await measured('tertial_append_seconds_count{outcome="failed"}')).toBe(1);
  });

  it('is how far behind the views and the reactions are, and how many dead letters there are', async () => {
    for (const name of ['projection_lag_events', 'projection_lag_seconds', 'reaction_lag_events', 'dead_letters']) {
      expect(await measured(`tertial_${name}`)).toBe(0);
    }
    const store = service.api.app.get<EventStore>(EVENT_STORE);
    Reflect.set(store, 'head', () => Promise.reject(new Error('gone')));
    expect(await measured('tertial_projection_lag_events')).toBeNaN();
    Reflect.deleteProperty(store, 'head');
  });

  it('is how many sockets are open', async () => {
    await service.api.app.listen(0, '127.0.0.1');
    expect(await measured('tertial_open_sockets')).toBe(0);
    const socket = new Socket(`${(await service.api.app.getUrl()).replace('http', 'ws')}/graphql`);
    expect(await socket.open(await service.signIn('rut'))).toMatchObject({ type: 'connection_ack' });
    expect(await measured('tertial_open_sockets')).toBe(1);
    socket.subscribe('1', `subscription { tertialViewChanged(planId: "${plan}", tertial: T9) { year } }`);
    expect(await socket.next()).toMatchObject({ type: 'error' });
    socket.close();
  });

  it('is each service’s own', async () => {
    const other = await startMunicipality();
    expect(await measured('tertial_commands_total{command="adoptPlan",outcome="accepted"}', other)).toBeUndefined();
    await other.close();
  });
});
