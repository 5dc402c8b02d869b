import { dayOf } from '../../src/kernel/local-time.js';
import type { Api } from '../support/api-under-test.js';
import { type MunicipalityUnderTest, startMunicipality, steeringModel } from '../support/municipality-under-test.js';

const year = 2024;
const planId = `exempel.ks.${year}`;
const formerModel = 'exempel.model-tidigare';
const decision = { date: '2023-12-13', paragraph: '198', dnr: 'KS 2023/280' };
const csv = [
  'Mål;Aktivitet;Beskrivning;Startdatum;Slutdatum;Ansvarig enhet',
  'God service;Mäta svarstider;;2024-01-15;2024-11-30;Kansli',
].join('\n');
const followUps = [
  { tertial: 'T1', cutOff: '2024-05-15', lastDay: '2024-04-30' },
  { tertial: 'T2', cutOff: '2024-09-13', lastDay: '2024-08-31' },
  { tertial: 'T3', cutOff: '2025-01-17', lastDay: '2024-12-31' },
] as const;

let municipality: MunicipalityUnderTest;
let api: Api;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-12');
  ({ api } = municipality);
  await api.give('cecilia', 'adoptSteeringModel', steeringModel);
});

afterAll(() => municipality.close());

const imported = { boardId: 'exempel.ks', year, decision, csv };

describe('The plan of a year that has ended', () => {
  it('rule 99: is refused under a model that was not in force then', async () => {
    const { steeringModelId } = steeringModel;
    const { extensions } = await api.refused('cecilia', 'importPlan', { ...imported, steeringModelId });
    expect(extensions).toMatchObject({ code: 'STEERING_MODEL_NOT_IN_FORCE' });
  });

  it('rule 98: is imported and marked as loaded afterwards', async () => {
    const model = { ...steeringModel, steeringModelId: formerModel, holdsFrom: '2024-01-01' };
    await api.give('cecilia', 'adoptSteeringModel', model);
    const { plan } = await api.give('cecilia', 'importPlan', { ...imported, steeringModelId: formerModel });
    expect(plan).toMatchObject({ id: planId, loadedAfterwards: true, decision });
  });

  it.each(followUps)(
    'rule 99: is followed up for $tertial with its own dates',
    async ({ tertial, cutOff, lastDay }) => {
      const opened = await api.give('cecilia', 'openFollowUp', { planId, tertial, cutOff });
      expect(opened).toMatchObject({ followUp: 'OPEN', cutOff, loadedAfterwards: true, modelVersion: 1 });
      const about = { tertial, comment: 'Enligt årets redovisning.' };
      const status = 'ONGOING_AS_PLANNED';
      await api.give('hanna', 'reportStatus', { ...about, activityId: `${planId}.g1.a1`, status });
      await api.give('hanna', 'assessGoal', { ...about, goalId: `${planId}.g1`, status: 'PARTLY_FULFILLED' });
      const { goals, loadedAfterwards } = await api.give('cecilia', 'closeFollowUp', { planId, tertial });
      expect(loadedAfterwards).toBe(true);
      expect(goals[0]?.assessment).toMatchObject({ validOn: lastDay });
      expect(goals[0]?.activities[0]?.status).toMatchObject({ validOn: lastDay });
      expect(dayOf(goals[0]?.assessment?.at ?? '')).toBe('2026-05-12');
    },
  );

  it('rule 98: shows the mark in the history', async () => {
    const { edges } = await api.see('rut', 'history', { of: planId, first: 100 });
    const sentences = edges.map(({ node }) => node.sentence);
    expect(sentences.filter((one) => one.includes('inläst i efterhand'))).toHaveLength(1 + followUps.length);
  });

  it('rule 49: was not known before it was loaded, and held then', async () => {
    const { errors } = await api.ask('rut', 'plan', { id: planId, asOf: { knownAt: '2026-05-11T08:00:00.000Z' } });
    expect(errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
    const view = await api.see('rut', 'tertialView', { planId, tertial: 'T2', asOf: { validOn: '2024-05-01' } });
    expect(view).toMatchObject({ loadedAfterwards: true, notReported: 1, notAssessed: 1 });
  });

  it('rule 10: nobody proposes to remove its activities', async () => {
    const proposal = { activityId: `${planId}.g1.a1`, category: 'OTHER', motivation: 'För sent.' };
    const { extensions } = await api.refused('hanna', 'proposeRemoval', proposal);
    expect(extensions).toMatchObject({ code: 'OTHER_YEARS_PLAN' });
  });
});
