import type { PlanComparisonRow, PlanDifferenceRow } from '../../src/plans/comparison/plan-comparison.view.js';
import type { Api } from '../support/api-under-test.js';
import { change, plan, startMunicipality } from '../support/municipality-under-test.js';
import { copyOfPlayedCase } from '../support/played-case.js';

// The sample municipality's plan, compared by its auditor: before and after the board's decision, before and after a
// correction, and one tertial with the next.

const BEFORE_MEETING = { knownAt: '2026-05-26T12:00:00.000Z' };
const AFTER_MEETING = { knownAt: '2026-05-30T12:00:00.000Z' };
const COMMUNICATION = 'Ta fram och verkställa kommunikationsplan för att medarbetare ska känna sig inkluderande';
const CLIMATE = 'Ta fram och genomföra en kommunikationsplan med målgrupper och kommunikationspaket';

describe('a plan compared with itself', () => {
  let municipality: Awaited<ReturnType<typeof startMunicipality>>;
  let api: Api;

  beforeAll(async () => {
    const { places, end } = await copyOfPlayedCase();
    municipality = await startMunicipality(end.slice(0, 10), places);
    ({ api } = municipality);
  });
  afterAll(() => municipality.close());

  function compare(from: object, to: object): Promise<PlanComparisonRow> {
    return api.see('rut', 'comparePlan', {
      planId: plan,
      from: { tertial: 'T1', ...from },
      to: { tertial: 'T1', ...to },
    });
  }

  function about(words: string, { differences }: PlanComparisonRow): PlanDifferenceRow | undefined {
    return differences.find(({ heading }) => heading === words);
  }

  it('rule 88: the board’s meeting took two activities out of the plan, and each is still told of', async () => {
    const compared = await compare({ asOf: BEFORE_MEETING }, { asOf: AFTER_MEETING });
    expect(compared.summary).toEqual({
      sv: '2 aktiviteter har tagits ur planen',
      en: '2 activities have been taken out of the plan',
    });
    expect(compared.differences.map(({ kind, heading }) => [kind, heading])).toEqual([
      ['ACTIVITY_REMOVED', COMMUNICATION],
      ['ACTIVITY_REMOVED', CLIMATE],
    ]);
    expect(about(COMMUNICATION, compared)).toMatchObject({
      before: { heading: COMMUNICATION, inPlan: true, inTertial: true, status: { label: { sv: 'Vänteläge' } } },
      after: { heading: COMMUNICATION, inPlan: false, inTertial: true },
      by: 'system',
      reason: expect.stringContaining('kommunens intranät'),
      decision: { date: '2026-05-27', paragraph: '87', dnr: 'KS 2026/142' },
      removal: { matterId: 'exempel.ks.dnr-ks-2026-142', point: 2 },
    });
    expect(compared.from).toMatchObject({ followUp: 'CLOSED', planActivities: 24, removedActivities: 0 });
    expect(compared.to).toMatchObject({ followUp: 'CLOSED', planActivities: 22, removedActivities: 2 });
  });

  it('rule 88: at the event behind a difference it is there, and right before it is not', async () => {
    const compared = await compare({ asOf: BEFORE_MEETING }, {});
    const [position = 0] = about(CLIMATE, compared)?.events ?? [];
    const at = (of: number) => ({ asOf: { position: of } });
    expect((await compare(at(position - 1), at(position))).differences).toEqual([about(CLIMATE, compared)]);
    expect((await compare(at(position), at(position))).differences).toEqual([]);
  });

  it('rule 8: a correction is told with who, why and both statuses', async () => {
    const position = await api.head();
    municipality.on('2026-06-26');
    const { goals } = await api.see('rut', 'plan', { id: plan });
    const [, { id: activityId } = { id: '' }] = goals[0]?.activities ?? [];
    const right = { activityId, tertial: 'T1', status: 'COMPLETED_WITH_DEVIATION', comment: 'Klart i april.' };
    await api.give('hanna', 'correctStatus', { ...right, reason: 'Fel enhet hade svarat.' });
    const compared = await compare({ asOf: { position } }, {});
    expect(compared.summary.sv).toBe('1 aktivitet har ändrad status');
    expect(compared.differences).toMatchObject([
      {
        activityId,
        kind: 'STATUS_CHANGED',
        before: { status: { code: 'ONGOING_AS_PLANNED', label: { sv: 'Pågående enligt plan' }, by: 'hanna' } },
        after: { status: { label: { sv: 'Avslutad med avvikelse' }, comment: 'Klart i april.', by: 'hanna' } },
        by: 'hanna',
        reason: 'Fel enhet hade svarat.',
      },
    ]);
    expect(compared.from.activityCounts.map(({ count }) => count)).toEqual([1, 1, 14, 5, 3, 0]);
    expect(compared.to.activityCounts.map(({ count }) => count)).toEqual([1, 1, 13, 5, 3, 1]);
  });

  it('rule 16: tertial 2 differs from tertial 1 in what has left and come, and in each status', async () => {
    municipality.on('2026-09-01');
    await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T2', cutOff: '2026-09-15' });
    const { goals } = await api.see('rut', 'plan', { id: plan });
    const [goalId = ''] = goals.map(({ id }) => id);
    const activity = { heading: 'Utse samordnare', description: '', startDate: '2026-06-01', endDate: '2026-12-01' };
    await api.give('cecilia', 'addActivity', {
      goalId,
      activity: { ...activity, responsibleUnit: 'HR' },
      decision: change,
    });
    const added = `${goalId}.a${(goals[0]?.activities.length ?? 0) + 1}`;
    const report = { tertial: 'T2', status: 'ON_HOLD', comment: 'Väntar.' };
    for (const activityId of [added, `${goalId}.a2`]) {
      await api.give('hanna', 'reportStatus', { ...report, activityId });
    }
    const compared = await compare({ tertial: 'T1' }, { tertial: 'T2' });
    expect(compared.summary.sv).toBe(
      '1 aktivitet har ändrad status, 21 saknar status, 2 har tagits ur planen, 1 har tillkommit, 7 mål saknar bedömning',
    );
    expect(about(CLIMATE, compared)).toMatchObject({
      kind: 'ACTIVITY_REMOVED',
      before: { inTertial: true },
      after: { inTertial: false, status: null },
      decision: { paragraph: '87' },
    });
    expect(about('Utse samordnare', compared)).toMatchObject({
      activityId: added,
      kind: 'ACTIVITY_ADDED',
      before: { inPlan: true, inTertial: false },
      after: { inPlan: true, inTertial: true, status: { label: { sv: 'Vänteläge' } } },
      by: 'cecilia',
      decision: change,
    });
    expect(compared).toMatchObject({ from: { tertial: 'T1', notReported: 0 }, to: { tertial: 'T2', notReported: 21 } });
  });

  it('rule 49: the same moments differ in the same, whatever has been recorded since', async () => {
    const first = await compare({ asOf: BEFORE_MEETING }, { asOf: AFTER_MEETING });
    expect(first.differences.map(({ kind }) => kind)).toEqual(['ACTIVITY_REMOVED', 'ACTIVITY_REMOVED']);
    expect(first.to.activityCounts.map(({ count }) => count)).toEqual([1, 1, 14, 5, 3, 0]);
    const backwards = await compare({ asOf: AFTER_MEETING }, { asOf: BEFORE_MEETING });
    expect(backwards.summary.sv).toBe('2 aktiviteter har ännu inte tagits ur planen');
  });

  it('rule 88: a plan that was not there at a moment is not found, and a later moment is not known', async () => {
    const [side, before] = [{ tertial: 'T1' }, { tertial: 'T1', asOf: { knownAt: '2025-12-01T00:00:00.000Z' } }];
    for (const sides of [
      { from: before, to: side },
      { from: side, to: before },
    ]) {
      expect(await api.ask('rut', 'comparePlan', { planId: plan, ...sides })).toMatchObject({
        data: null,
        errors: [{ extensions: { code: 'NOT_FOUND', details: { id: plan } } }],
      });
    }
    const later = { tertial: 'T1', asOf: { position: 1_000_000 } };
    expect(await api.ask('rut', 'comparePlan', { planId: plan, from: side, to: later })).toMatchObject({
      errors: [{ extensions: { code: 'MOMENT_NOT_YET' } }],
    });
  });

  it('rule 43: another board’s plan is as what has never been', async () => {
    const side = { tertial: 'T1' };
    expect(await api.ask('rut', 'comparePlan', { planId: 'exempel.bun.2026', from: side, to: side })).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
  });
});
