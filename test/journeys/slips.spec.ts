import type { Api } from '../support/api-under-test.js';
import { activity, adoptSmallPlan, change, plan, startMunicipality } from '../support/municipality-under-test.js';
import type { MunicipalityUnderTest } from '../support/municipality-under-test.js';

let municipality: MunicipalityUnderTest;
let api: Api;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-04');
  ({ api } = municipality);
  await adoptSmallPlan(api, 3);
  await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-15' });
  const report = { activityId: activity(1), tertial: 'T1', status: 'ON_HOLD', comment: 'Väntar.' };
  await api.give('hanna', 'reportStatus', report);
});

afterAll(() => municipality.close());

describe('The words of a closed tertial', () => {
  it('rule 214: a rewording in September does not reach tertial 1', async () => {
    await api.give('cecilia', 'closeFollowUp', { planId: plan, tertial: 'T1', acceptIncomplete: true });
    municipality.on('2026-09-07');
    const words = { activityId: activity(1), heading: 'Ny rubrik', description: 'Ny text.', decision: change };
    const { goals } = await api.give('cecilia', 'rewordActivity', words);
    expect(goals[0]?.activities[0]?.heading).toBe('Ny rubrik');
    const shown = async (tertial: string) => {
      const view = await api.see('rut', 'tertialView', { planId: plan, tertial });
      return view.goals[0]?.activities[0]?.heading;
    };
    expect([await shown('T1'), await shown('T2')]).toEqual(['Aktivitet 1', 'Ny rubrik']);
  });
});
