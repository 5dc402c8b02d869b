import type { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import type { DemoPerson } from '../../src/platform/sign-in/demo-sign-in.service.js';
import type { Given } from '../../src/platform/feature.service.js';
import { Scheduler } from '../../src/platform/processes/scheduler.service.js';
import { Api, type SignIn } from './api-under-test.js';
import { type AppUnderTest, called, inMemory, startApp } from './app-under-test.js';

/** More people than the demo has, and some of its people in a second role: four eyes look at the person. */
const others: Readonly<Record<string, DemoPerson>> = {
  hugo: { id: 'hugo', name: 'Hugo Handläggare', role: 'CLERK' },
  'hanna as unit manager': { id: 'hanna', name: 'Hanna', role: 'REVIEWER', step: 'UNIT_MANAGER' },
  ella: { id: 'ella', name: 'Ella Enhetschef', role: 'REVIEWER', step: 'UNIT_MANAGER' },
  stina: { id: 'stina', name: 'Stina Sekreterare', role: 'SECRETARY' },
  'erik as head': { id: 'erik', name: 'Erik', role: 'REVIEWER', step: 'HEAD_OF_ADMINISTRATION' },
};

export interface MunicipalityUnderTest {
  readonly api: Api;
  readonly clock: SimulatedClock;
  /** Sets the clock to a morning. */
  on(day: string): void;
  /** Does what time alone has brought due, at once. */
  tick(): Promise<void>;
  signIn: SignIn;
  close(): Promise<void>;
}

/** The demo's municipality over its API, with nothing in it yet. `''` is nobody. */
export async function startMunicipality(
  day = '2026-05-12',
  places = inMemory,
  given: readonly Given[] = [],
): Promise<MunicipalityUnderTest> {
  const service: AppUnderTest = await startApp(`${day}T08:00:00.000Z`, places, given);
  const { app, clock } = service;
  const signIn = async (who: string): Promise<Record<string, string>> =>
    who === '' ? {} : { authorization: `Bearer ${await service.tokenFor(others[who] ?? called(who))}` };
  const on = (to: string): void => {
    clock.set(`${to}T08:00:00.000Z`);
  };
  return {
    api: new Api(app, signIn),
    clock,
    on,
    tick: () => app.get(Scheduler).tick(),
    signIn,
    close: () => service.close(),
  };
}

export const model = 'exempel.model-styrmodell';
export const adoption = { date: '2025-12-17', paragraph: '210', dnr: 'KS 2025/310' } as const;
export const change = { date: '2026-05-06', paragraph: '80', dnr: 'KS 2026/99' } as const;

export function plannedActivity(heading: string) {
  return { heading, description: '', startDate: '2026-01-01', endDate: '2026-11-30', responsibleUnit: 'Kansli' };
}

export const steeringModel = {
  steeringModelId: model,
  name: 'Styrmodell',
  holdsFrom: '2026-01-01',
  decision: { date: '2025-11-24', paragraph: '143', dnr: 'KF 2025/88' },
} as const;

/** A plan of two goals, with as many activities in the first as are asked for and one in the second. */
export async function adoptSmallPlan(api: Api, activities: number): Promise<void> {
  await api.give('cecilia', 'adoptSteeringModel', steeringModel);
  const headings = Array.from({ length: activities }, (_, index) => `Aktivitet ${index + 1}`);
  await api.give('cecilia', 'adoptPlan', {
    boardId: 'exempel.ks',
    year: 2026,
    steeringModelId: model,
    decision: adoption,
    goals: [
      { title: 'Digital förvaltning', activities: headings.map(plannedActivity) },
      { title: 'God service', activities: [plannedActivity('Mäta svarstider')] },
    ],
  });
}

export const plan = 'exempel.ks.2026';

export function activity(number: number, goal = 1): string {
  return `${plan}.g${goal}.a${number}`;
}
