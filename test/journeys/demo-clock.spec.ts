import { moveClock, playCase, START } from '../../src/demo/case.service.js';
import { startApp } from '../support/app-under-test.js';

const MATTER = 'exempel.ks.dnr-ks-2026-142';
const REPORT = '{ tertialView(planId: "exempel.ks.2026", tertial: T1) { followUp removedActivities } }';
const CASE = `{ matter(id: "${MATTER}") { status points { decisions { finality { finality } } } } }`;

describe('The case of the demonstration', () => {
  it.each([
    ['2026-05-12', { tertialView: { followUp: 'OPEN', removedActivities: 0 }, code: 'NOT_FOUND' }],
    ['2026-05-18', { tertialView: { followUp: 'CLOSED', removedActivities: 0 }, matter: { status: 'IN_REVIEW' } }],
    ['2026-05-20', { matter: { status: 'BEFORE_BOARD' } }],
  ])('is played through %s, and no further', async (day, state) => {
    const { app, clock, send, close } = await startApp(START);
    const { matter: atEnd } = await playCase(app, clock, day);
    const [report, matter] = [await send('rut', REPORT), await send('rut', CASE)];
    await close();
    const code = matter.errors[0]?.extensions.code;
    expect({ today: clock.today(), atEnd, ...report.data, ...matter.data, code }).toMatchObject({
      today: day,
      atEnd: null,
      ...state,
    });
  });

  it('gains legal force when the clock is moved past the last day to appeal (rule 40)', async () => {
    const { app, clock, send, close } = await startApp(START);
    await playCase(app, clock, '2026-06-20');
    const before = await send('rut', CASE);
    await moveClock(app, clock, '2026-06-24');
    const after = await send('rut', CASE);
    await close();
    const point = (...finality: string[]) => ({
      decisions: [{ finality: finality.map((one) => ({ finality: one })) }],
    });
    const points = Array.from({ length: 3 }, () => point());
    expect(before.data).toMatchObject({ matter: { status: 'DECIDED', points } });
    expect(after.data).toMatchObject({ matter: { points: points.map(() => point('IN_FORCE')) } });
  });
});
