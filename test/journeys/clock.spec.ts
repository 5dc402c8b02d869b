import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT_STORE, type EventStore } from '../../src/platform/event-store/event-store.js';
import type { Readiness } from '../../src/platform/operations/health.service.js';
import { inMemory } from '../support/app-under-test.js';
import { adoptSmallPlan, plan, startMunicipality } from '../support/municipality-under-test.js';
import type { MunicipalityUnderTest } from '../support/municipality-under-test.js';
import { until } from '../support/until.js';

const HOUR = 3_600_000;
let service: MunicipalityUnderTest;

beforeAll(async () => {
  service = await startMunicipality();
  await adoptSmallPlan(service.api, 2);
});

afterAll(() => service.close());

function set(milliseconds: number): void {
  service.clock.set(new Date(Date.parse(service.clock.now()) + milliseconds).toISOString());
}

async function alarms(): Promise<readonly string[]> {
  const { body } = await service.api.app.inject({ method: 'GET', url: '/health/ready' });
  const { alarms: raised }: Readiness = JSON.parse(body);
  return raised;
}

async function recordedTimes(): Promise<string[]> {
  const times: string[] = [];
  for await (const page of service.api.app.get<EventStore>(EVENT_STORE).readAll(0)) {
    times.push(...page.map(({ recordedAt }) => recordedAt));
  }
  return times;
}

describe('a clock that is set back', () => {
  it('is an alarm until it has come to the newest time again, and takes no recording time back', async () => {
    const { api } = service;
    expect(await alarms()).toEqual([]);
    set(-HOUR);
    expect(await alarms()).toEqual(['clock went back']);
    await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-15' });
    const times = await recordedTimes();
    expect(times).toEqual(times.toSorted());
    expect(await alarms()).toEqual(['clock went back']);
    set(HOUR);
    expect(await alarms()).toEqual([]);
  });

  it('rule 50: makes no question about the last moments miss what was acknowledged', async () => {
    const { api } = service;
    set(-HOUR);
    const dnr = 'KS 2026/7';
    await api.give('hanna', 'openMatter', { boardId: 'exempel.ks', dnr, title: 'Ärende' });
    set(2_000);
    const knownAt = new Date(Date.parse(service.clock.now()) - 1_000).toISOString();
    const { errors } = await api.ask('rut', 'matter', { id: 'exempel.ks.dnr-ks-2026-7', asOf: { knownAt } });
    expect(errors).toMatchObject([{ extensions: { code: 'MOMENT_NOT_YET' } }]);
    set(HOUR);
    const later = new Date(Date.parse(service.clock.now()) + 1_000).toISOString();
    set(HOUR);
    const asOf = { knownAt: later };
    expect(await api.see('rut', 'matter', { id: 'exempel.ks.dnr-ks-2026-7', asOf })).toMatchObject({ dnr });
  });

  it('is an alarm also when it was set while the service was stopped', async () => {
    const home = mkdtempSync(join(tmpdir(), 'tertial-clock-'));
    const places = { ...inMemory, folder: join(home, 'data') };
    const before = await startMunicipality('2026-05-12', places);
    await adoptSmallPlan(before.api, 2);
    await until(async () => (await before.api.app.inject('/tlog/checkpoint')).statusCode === 200);
    await before.close();
    const after = await startMunicipality('2026-05-11', places);
    expect((await after.api.app.inject('/health/ready')).json<Readiness>().alarms).toEqual(['clock went back']);
    await after.close();
    rmSync(home, { recursive: true });
  });
});
