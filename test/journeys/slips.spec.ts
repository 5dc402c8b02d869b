import type { Api } from '../support/api-under-test.js';
import {
  activity,
  adoption,
  adoptSmallPlan,
  change,
  model,
  plan,
  plannedActivity,
  startMunicipality,
} from '../support/municipality-under-test.js';
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

describe('A plan of another year that was recorded wrong', () => {
  const planId = 'exempel.ks.2027';

  it('rule 107: is replaced before its first follow-up, and both are shown', async () => {
    const goal = (title: string) => ({
      title,
      activities: [{ ...plannedActivity('Mäta svarstider'), startDate: '2027-01-01', endDate: '2027-11-30' }],
    });
    const wrong = {
      boardId: 'exempel.ks',
      year: 2027,
      steeringModelId: model,
      decision: adoption,
      goals: [goal('Fel')],
    };
    await api.give('cecilia', 'adoptPlan', wrong);
    const right = { planId, steeringModelId: model, decision: adoption, reason: 'Fel fil lästes in.' };
    const replaced = await api.give('cecilia', 'replacePlan', { ...right, goals: [goal('Rätt')] });
    expect(replaced).toMatchObject({ activities: 1, goals: [{ id: `${planId}.g2`, title: 'Rätt' }] });
    const shown = await api.see('rut', 'plan', { id: planId });
    expect(shown.corrections.map(({ kind }) => kind)).toEqual(['PLAN_REPLACED', 'GOAL_STRUCK']);
    const position = (shown.corrections[0]?.position ?? 0) - 1;
    const before = await api.see('rut', 'plan', { id: planId, asOf: { position } });
    expect(before).toMatchObject({ corrections: [], goals: [{ id: `${planId}.g1`, title: 'Fel' }] });
    const compared = { planId, from: { tertial: 'T1', asOf: { position } }, to: { tertial: 'T1' } };
    const { differences } = await api.see('rut', 'comparePlan', compared);
    expect(differences.map(({ kind }) => kind).toSorted()).toEqual([
      'ACTIVITY_ADDED',
      'ACTIVITY_STRUCK',
      'GOAL_ADDED',
      'GOAL_STRUCK',
    ]);
  });
});

describe('A plan that was recorded wrong', () => {
  const reason = 'Registrerad av misstag.';

  it('rule 105: gets the right title of a goal, and shows both', async () => {
    const { goals, corrections } = await api.give('cecilia', 'renameGoal', {
      goalId: `${plan}.g2`,
      title: 'Bra service',
      reason,
    });
    expect(goals.map(({ title }) => title)).toEqual(['Digital förvaltning', 'Bra service']);
    expect(corrections).toMatchObject([
      { kind: 'GOAL_RENAMED', before: 'God service', after: 'Bra service', reason, by: 'cecilia' },
    ]);
  });

  it('rule 166: gets the right target of a measure, and an outcome says no more that it was reached', async () => {
    const goalId = `${plan}.g1`;
    const adopted = { goalId, name: 'Svarstid', target: 'Högst 5 dagar', decision: { ...change, date: '2026-03-02' } };
    await api.give('cecilia', 'adoptMeasure', adopted);
    const measureId = `${goalId}.m1`;
    const outcome = { measureId, tertial: 'T1', value: '4 dagar', targetReached: true, comment: '' };
    await api.give('hanna', 'reportMeasure', outcome);
    const right = { measureId, name: 'Svarstid', target: 'Högst 3 dagar' };
    const { goals, corrections } = await api.give('cecilia', 'redefineMeasure', { ...right, reason });
    expect(goals[0]?.measures).toMatchObject([right]);
    expect(corrections.at(-1)).toMatchObject({
      ...{ kind: 'MEASURE_REDEFINED', by: 'cecilia', reason },
      ...{ before: 'Svarstid: Högst 5 dagar', after: 'Svarstid: Högst 3 dagar' },
    });
    const view = await api.see('rut', 'tertialView', { planId: plan, tertial: 'T1' });
    expect(view.goals[0]?.measures).toMatchObject([
      { target: 'Högst 3 dagar', outcome: { value: '4 dagar', targetReached: null } },
    ]);
    const { permitted } = (await api.see('cecilia', 'plan', { id: plan })).goals[0]?.measures[0] ?? {};
    expect(permitted?.find(({ command }) => command === 'redefineMeasure')).toMatchObject({ allowed: true });
  });

  it('rule 173: gets the right reference to the decisions that added a measure and changed an activity', async () => {
    const measureId = `${plan}.g1.m1`;
    const right = { date: '2026-03-09', paragraph: '14', dnr: 'KS 2026/31' };
    const given = { measureId, decision: right, reason };
    const { corrections } = await api.give('cecilia', 'correctMeasureDecision', given);
    expect(corrections.at(-1)).toMatchObject({ kind: 'DECISION_CORRECTED', after: '2026-03-09, 14, KS 2026/31' });
    const moved = { ...right, date: '2026-05-02' };
    const refused = await api.refused('cecilia', 'correctMeasureDecision', { measureId, decision: moved, reason });
    expect(refused.extensions).toMatchObject({ code: 'DECISION_IN_ANOTHER_TERTIAL' });
    const ofActivity = { activityId: activity(2), decision: right, reason };
    const none = await api.refused('cecilia', 'correctActivityDecision', ofActivity);
    expect(none.extensions).toMatchObject({ code: 'NO_DECISION_OF_ITS_OWN' });
    const dates = { activityId: activity(2), startDate: '2026-02-01', endDate: '2026-11-30' };
    await api.give('cecilia', 'changeActivityDates', { ...dates, decision: { ...change, date: '2026-04-01' } });
    const changed = await api.give('cecilia', 'correctChangeDecision', ofActivity);
    expect(changed.corrections.at(-1)).toMatchObject({ kind: 'DECISION_CORRECTED', id: activity(2) });
    await api.give('cecilia', 'changeActivityDates', { ...dates, decision: { ...change, date: '2026-04-02' } });
    const older = { ...right, paragraph: '15' };
    const { goals } = await api.give('cecilia', 'correctChangeDecision', { ...ofActivity, change: 1, decision: older });
    const newer = { ...change, date: '2026-04-02' };
    expect(goals[0]?.activities[1]?.changes).toMatchObject([
      { number: 1, decision: older },
      { number: 2, decision: newer },
    ]);
    const third = await api.refused('cecilia', 'correctChangeDecision', { ...ofActivity, change: 3 });
    expect(third.extensions).toMatchObject({ code: 'NO_SUCH_CHANGE', details: { changes: 2 } });
  });

  it('rule 174: gets the right reference to the decision that added a goal, and history tells of both', async () => {
    const decision = { date: '2026-03-02', paragraph: '31', dnr: 'KS 2026/99' };
    await api.give('cecilia', 'addGoal', { planId: plan, goal: { title: 'Trygga skolvägar' }, decision });
    const right = { date: '2026-03-09', paragraph: '14', dnr: 'KS 2026/31' };
    const goalId = `${plan}.g3`;
    const { goals, corrections } = await api.give('cecilia', 'correctGoalDecision', {
      goalId,
      decision: right,
      reason,
    });
    expect(goals[2]).toMatchObject({ id: goalId, added: right });
    const [wrong, now] = ['2026-03-02, 31, KS 2026/99', '2026-03-09, 14, KS 2026/31'];
    expect(corrections.at(-1)).toMatchObject({ kind: 'DECISION_CORRECTED', id: goalId, before: wrong, after: now });
    const ofPlan = await api.refused('cecilia', 'correctGoalDecision', {
      ...{ goalId: `${plan}.g1`, decision: right, reason },
    });
    expect(ofPlan.extensions).toMatchObject({ code: 'NO_DECISION_OF_ITS_OWN' });
    const position = (corrections.at(-1)?.position ?? 0) - 1;
    const before = await api.see('rut', 'plan', { id: plan, asOf: { position } });
    expect(before.goals[2]).toMatchObject({ id: goalId, added: decision });
    await api.give('cecilia', 'strikeGoal', { goalId, reason });
  });

  it('rule 172: leaves out a measure that the board never adopted, and none that has been followed up', async () => {
    const goalId = `${plan}.g1`;
    const adopted = { goalId, name: 'Nöjda användare', target: '', decision: { ...change, date: '2026-03-02' } };
    await api.give('cecilia', 'adoptMeasure', adopted);
    const { goals, corrections } = await api.give('cecilia', 'strikeMeasure', { measureId: `${goalId}.m2`, reason });
    expect(goals[0]?.measures).toMatchObject([{ measureId: `${goalId}.m1` }]);
    const before = 'Nöjda användare';
    expect(corrections.at(-1)).toMatchObject({ kind: 'MEASURE_STRUCK', before, after: null, by: 'cecilia', reason });
    const view = await api.see('rut', 'tertialView', { planId: plan, tertial: 'T1' });
    expect(view.goals[0]?.measures).toHaveLength(1);
    const outcome = { measureId: `${goalId}.m2`, tertial: 'T1', value: '80 %', targetReached: null, comment: '' };
    expect((await api.refused('hanna', 'reportMeasure', outcome)).extensions).toMatchObject({ code: 'STRUCK' });
  });

  it('rule 175: leaves out what was added in the wrong tertial with its reports, which is then added anew', async () => {
    const goalId = `${plan}.g1`;
    const wrong = { ...change, date: '2026-03-02' };
    const given = { ...plannedActivity('Öppna kundtjänst på lördagar'), startDate: '2026-05-01' };
    await api.give('cecilia', 'addActivity', { goalId, activity: given, decision: wrong });
    const report = { activityId: activity(4), tertial: 'T1', status: 'ON_HOLD', comment: 'Väntar.' };
    await api.give('hanna', 'reportStatus', report);
    const decision = { ...change, date: '2026-05-02' };
    const moved = { activityId: activity(4), decision, reason };
    const refused = await api.refused('cecilia', 'correctActivityDecision', moved);
    expect(refused.extensions).toMatchObject({ code: 'DECISION_IN_ANOTHER_TERTIAL' });
    const struck = await api.give('cecilia', 'strikeActivity', { activityId: activity(4), reason });
    expect(struck.corrections.at(-1)).toMatchObject({ kind: 'ACTIVITY_STRUCK', id: activity(4), reason });
    await api.give('cecilia', 'addActivity', { goalId, activity: given, decision });
    const inT1 = await api.see('rut', 'tertialView', { planId: plan, tertial: 'T1' });
    expect(inT1.goals[0]?.activities.map(({ activityId }) => activityId)).not.toContain(activity(5));
    const inT2 = await api.see('rut', 'tertialView', { planId: plan, tertial: 'T2' });
    expect(inT2.goals[0]?.activities).toContainEqual(
      expect.objectContaining({ activityId: activity(5), status: null }),
    );
    await api.give('cecilia', 'strikeActivity', { activityId: activity(5), reason });
  });

  it('rule 106: leaves out an activity and a goal that the board never adopted', async () => {
    const { goals } = await api.give('cecilia', 'strikeActivity', { activityId: activity(3), reason });
    expect(goals[0]?.activities.map(({ id }) => id)).toEqual([activity(1), activity(2)]);
    const struck = await api.give('cecilia', 'strikeGoal', { goalId: `${plan}.g2`, reason });
    expect(struck).toMatchObject({ activities: 2, removed: 0, goals: [{ title: 'Digital förvaltning' }] });
    const view = await api.see('rut', 'tertialView', { planId: plan, tertial: 'T1' });
    expect(view).toMatchObject({ planActivities: 2, notReported: 1, notAssessed: 1 });
  });

  it('rule 106: refuses what has been followed up, and takes no report of what was struck', async () => {
    const followed = await api.refused('cecilia', 'strikeActivity', { activityId: activity(1), reason });
    expect(followed.extensions).toMatchObject({ code: 'ALREADY_FOLLOWED_UP', details: { tertial: 'T1' } });
    const report = { activityId: activity(3), tertial: 'T1', status: 'ON_HOLD', comment: 'Väntar.' };
    expect((await api.refused('hanna', 'reportStatus', report)).extensions).toMatchObject({ code: 'STRUCK' });
  });

  it('rule 49: as of a moment before, shows the plan as it was known', async () => {
    const { corrections } = await api.see('rut', 'plan', { id: plan });
    const first = corrections[0]?.position ?? 0;
    const before = await api.see('rut', 'plan', { id: plan, asOf: { position: first - 1 } });
    expect(before).toMatchObject({ activities: 4, corrections: [], goals: [{}, { title: 'God service' }] });
  });
});

describe('A follow-up that was recorded wrong', () => {
  const about = { planId: plan, tertial: 'T1' };

  it('rule 103: gets the right cut-off date', async () => {
    const moved = { ...about, cutOff: '2026-05-22', reason: 'Fel dag angavs.' };
    const { followUps } = await api.give('cecilia', 'moveCutOff', moved);
    expect(followUps).toMatchObject([{ cutOff: '2026-05-22' }]);
    const view = await api.see('rut', 'tertialView', about);
    expect(view.corrections).toMatchObject([{ kind: 'CUT_OFF_MOVED', before: '2026-05-15', after: '2026-05-22' }]);
    const byWhom = `{ tertialView(planId: "${plan}", tertial: T1) { corrections { by byNamed { id } } } }`;
    const corrections = [{ by: 'cecilia', byNamed: { id: 'cecilia' } }];
    expect(await api.send('rut', byWhom)).toMatchObject({ data: { tertialView: { corrections } }, errors: [] });
  });

  it('rule 104: is opened again, reported and closed again', async () => {
    await api.give('cecilia', 'closeFollowUp', { ...about, acceptIncomplete: true });
    const { followUps } = await api.give('cecilia', 'reopenFollowUp', { ...about, reason: 'En status saknas.' });
    expect(followUps).toMatchObject([{ closedAt: null }]);
    const report = { activityId: activity(2), tertial: 'T1', status: 'ON_HOLD', comment: 'Väntar.' };
    const view = await api.give('hanna', 'reportStatus', report);
    expect(view).toMatchObject({ followUp: 'OPEN', notReported: 0 });
  });
});

describe('The words of a closed tertial', () => {
  it('rule 101: a rewording in September does not reach tertial 1', async () => {
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

describe('A follow-up whose report is before the board', () => {
  const reason = 'Registrerad av misstag.';

  async function toldOfReopening() {
    const { followUps } = await api.see('cecilia', 'plan', { id: plan });
    return followUps.flatMap(({ permitted }) => permitted ?? []).filter(({ command }) => command === 'reopenFollowUp');
  }

  async function toldOfStriking(activityId: string) {
    const { goals } = await api.see('cecilia', 'plan', { id: plan });
    const found = goals[0]?.activities.find(({ id }) => id === activityId);
    return found?.permitted?.filter(({ command }) => command === 'strikeActivity');
  }

  async function addedInMarch(heading: string) {
    const decision = { ...change, date: '2026-03-02' };
    const given = { goalId: `${plan}.g1`, activity: plannedActivity(heading), decision };
    const { goals } = await api.give('cecilia', 'addActivity', given);
    return goals[0]?.activities.at(-1)?.id ?? '';
  }

  it('rules 104 and 175: is not opened again, and nothing is taken out of it', async () => {
    const late = await addedInMarch('Öppna kundtjänst på söndagar');
    const matterId = 'exempel.ks.dnr-ks-2026-77';
    await api.give('hanna', 'openMatter', { boardId: 'exempel.ks', dnr: 'KS 2026/77', title: 'Uppföljning' });
    await api.give('hanna', 'addReportPoint', { matterId, planId: plan, tertial: 'T1' });
    const texts = { matterId, brief: 'Kort.', considerations: 'Överväganden.' };
    await api.give('hanna', 'saveMatterDraft', { ...texts, expectedDraftRevision: 0 });
    const { versions } = await api.give('hanna', 'submitMatter', { matterId, draftRevision: 1 });
    const read = { matterId, version: 1, hash: versions[0]?.hash, verdict: 'APPROVE' };
    for (const reviewer of ['ella', 'erik as head']) await api.give(reviewer, 'reviewMatter', read);
    const members = ['karin', 'maria', 'lars'];
    const composition = { chair: 'karin', viceChairs: ['maria'], members, substitutes: ['petra'] };
    const meeting = { boardId: 'exempel.ks', date: '2026-09-23', time: '13:00', place: 'Kommunhuset', composition };
    const { id: meetingId } = await api.give('sara', 'scheduleMeeting', meeting);
    await api.give('sara', 'putOnAgenda', { meetingId, matterId });
    await api.give('sara', 'sendSummons', { meetingId });
    const reopening = { planId: plan, tertial: 'T1', reason: 'Klarmarkerad för tidigt.' };
    const waiting = await api.refused('cecilia', 'reopenFollowUp', reopening);
    expect(waiting.extensions).toMatchObject({ code: 'REPORT_BEFORE_BOARD', details: { dnr: 'KS 2026/77' } });
    expect(await toldOfReopening()).toMatchObject([{ code: 'REPORT_BEFORE_BOARD', sentence: waiting.message }]);
    const striking = { activityId: late, reason };
    const summoned = await api.refused('cecilia', 'strikeActivity', striking);
    expect(summoned.extensions).toMatchObject({ code: 'REPORT_BEFORE_BOARD', details: { tertial: 'T1' } });
    expect(await toldOfStriking(late)).toMatchObject([{ code: 'REPORT_BEFORE_BOARD', sentence: summoned.message }]);
    municipality.on('2026-09-23');
    const attendance = { serving: members.map((personId) => ({ personId })), notServing: [], chair: 'karin' };
    await api.give('sara', 'openMeeting', { meetingId, attendance, adjusters: ['maria'] });
    await api.give('sara', 'decidePoint', { meetingId, matterId, point: 1, outcome: 'APPROVED', paragraph: '87' });
    const decided = await api.refused('cecilia', 'reopenFollowUp', reopening);
    expect(decided.extensions).toMatchObject({ code: 'REPORT_DECIDED', details: { paragraph: '87' } });
    expect(await toldOfReopening()).toMatchObject([{ code: 'REPORT_DECIDED', sentence: decided.message }]);
    const held = await api.refused('cecilia', 'strikeActivity', striking);
    expect(held.extensions).toMatchObject({ code: 'IN_DECIDED_REPORT', details: { tertial: 'T1', paragraph: '87' } });
    expect(await toldOfStriking(late)).toMatchObject([{ code: 'IN_DECIDED_REPORT', sentence: held.message }]);
    const later = await addedInMarch('Öppna kundtjänst på lördagar');
    expect(await toldOfStriking(later)).toMatchObject([{ allowed: true }]);
    const { corrections } = await api.give('cecilia', 'strikeActivity', { activityId: later, reason });
    expect(corrections.at(-1)).toMatchObject({ kind: 'ACTIVITY_STRUCK', id: later });
  });
});
