import type { TertialViewRow } from '../../src/plans/tertial-view/tertial-view-row.view.js';
import type { Api } from '../support/api-under-test.js';
import { type MunicipalityUnderTest, plannedActivity, startMunicipality } from '../support/municipality-under-test.js';
import {
  bodies,
  type Body,
  huddinge,
  jonkoping,
  ostersund,
  uddevalla,
  vansbro,
  vargarda,
  vasteras,
} from '../support/real-bodies.js';

type Goals = readonly {
  readonly title: string;
  readonly measures?: readonly { readonly name: string; readonly target: string }[];
  readonly activities?: readonly string[];
}[];

/** The follow-up of one year's plan under the words of one body. */
class FollowedUp {
  readonly plan: string;
  readonly model: string;
  readonly decision: object;

  constructor(
    readonly api: Api,
    readonly body: Body,
    readonly tertial: 'T1' | 'T2' | 'T3' = 'T3',
    readonly year: number = body.year,
  ) {
    this.plan = `exempel.ks.${year}`;
    this.model = `exempel.model-${body.id}-${year}`;
    this.decision = { date: `${year - 1}-12-10`, paragraph: '210', dnr: `KS ${year - 1}/310` };
  }

  goal(number: number): string {
    return `${this.plan}.g${number}`;
  }

  adoptModel(more: object = {}) {
    return this.api.give('cecilia', 'adoptSteeringModel', this.adopted(more));
  }

  adopted(more: object = {}): object {
    const { model: steeringModelId, year, decision } = this;
    const { name, vocabulary } = this.body;
    return { steeringModelId, name, holdsFrom: `${year}-01-01`, decision, ...vocabulary, ...more };
  }

  async adoptPlan(goals: Goals): Promise<void> {
    const { api, year, model: steeringModelId, decision } = this;
    const dates = { startDate: `${year}-01-01`, endDate: `${year}-11-30` };
    await api.give('cecilia', 'adoptPlan', {
      boardId: 'exempel.ks',
      year,
      steeringModelId,
      decision,
      goals: goals.map(({ title, measures = [], activities = [] }) => ({
        title,
        measures,
        activities: activities.map((heading) => ({ ...plannedActivity(heading), ...dates })),
      })),
    });
  }

  open(cutOff: string): Promise<TertialViewRow> {
    return this.api.give('cecilia', 'openFollowUp', { planId: this.plan, tertial: this.tertial, cutOff });
  }

  close(): Promise<TertialViewRow> {
    const { plan: planId, tertial } = this;
    return this.api.give('cecilia', 'closeFollowUp', { planId, tertial, acceptIncomplete: true });
  }

  report(activityId: string, status: string, comment = 'Så står det till.'): Promise<TertialViewRow> {
    return this.api.give('hanna', 'reportStatus', { activityId, tertial: this.tertial, status, comment });
  }

  assess(goalId: string, status: string, comment = 'Så bedöms det.'): Promise<TertialViewRow> {
    return this.api.give('hanna', 'assessGoal', { goalId, tertial: this.tertial, status, comment });
  }

  measure(measureId: string, value: string, targetReached: boolean | null): Promise<TertialViewRow> {
    return this.api.give('hanna', 'reportMeasure', { measureId, tertial: this.tertial, value, targetReached });
  }

  view(): Promise<TertialViewRow> {
    return this.api.see('rut', 'tertialView', { planId: this.plan, tertial: this.tertial });
  }
}

function counted(counts: readonly { readonly label: { readonly sv: string }; readonly count: number }[]) {
  return counts.map(({ label, count }) => [label.sv, count]);
}

/** One board follows up its years one after the other, each under the words of another body. */
const TODAY = '2026-01-15';
const CUT_OFF = '2026-01-31';
let municipality: MunicipalityUnderTest;
let api: Api;
beforeAll(async () => {
  municipality = await startMunicipality(TODAY);
  ({ api } = municipality);
});
afterAll(() => municipality.close());
beforeEach(() => {
  municipality.on(TODAY);
});

describe.each(bodies)('The steering model of $name', (body) => {
  let followedUp: FollowedUp;
  beforeAll(() => {
    followedUp = new FollowedUp(api, body, 'T3', 2001 + bodies.indexOf(body));
  });

  /** The words as the service holds them. */
  async function words() {
    const { versions } = await api.see('rut', 'steeringModel', { id: followedUp.model });
    const [version] = versions;
    if (version === undefined) throw new Error('No version is adopted.');
    const { activityStatuses, goalStatuses, notAssessed } = version;
    const completed = activityStatuses.find(({ phase, deviation }) => phase === 'COMPLETED' && !deviation);
    if (completed === undefined) throw new Error('Nothing is ever completed.');
    const others = activityStatuses.filter((status) => status !== completed);
    const last = goalStatuses.length + 1;
    return { activityStatuses, goalStatuses, notAssessed, completed, others, last };
  }

  it('rule 58: is data, adopted as the council words it', async () => {
    const { versions, name } = await followedUp.adoptModel();
    expect(name).toBe(body.name);
    expect(versions).toHaveLength(1);
    expect(versions).toMatchObject([body.vocabulary]);
  });

  it('rule 66: has a plan adopted and its follow-up opened under it', async () => {
    const { goalStatuses, completed, others } = await words();
    const called = ({ label }: { label: { sv: string } }) => label.sv;
    await followedUp.adoptPlan([
      ...goalStatuses.map((status) => ({
        title: called(status),
        activities: status.fulfilment ? [called(completed)] : [],
      })),
      { title: 'Utan bedömning', activities: [...others.map(called), 'Utan status'] },
    ]);
    const opened = await followedUp.open(CUT_OFF);
    expect(opened).toMatchObject({ followUp: 'OPEN', modelVersion: 1, notAssessed: goalStatuses.length + 1 });
  });

  it('rule 1: a code that is none of its words is refused, naming the codes allowed', async () => {
    const { activityStatuses, goalStatuses, last } = await words();
    const given = { tertial: 'T3', status: 'BLUE', comment: 'Blått.' };
    const codesOf = (statuses: readonly { code: string }[]) => statuses.map(({ code }) => code);
    const activityId = `${followedUp.goal(last)}.a1`;
    const fault = await api.refused('hanna', 'reportStatus', { ...given, activityId });
    expect(fault.extensions).toMatchObject({
      code: 'UNKNOWN_STATUS',
      details: { given: 'BLUE', allowed: codesOf(activityStatuses) },
    });
    expect(fault.message).toContain(activityStatuses.map(({ label }) => label.sv).join(', '));
    expect(await api.refused('hanna', 'assessGoal', { ...given, goalId: followedUp.goal(1) })).toMatchObject({
      extensions: { code: 'UNKNOWN_STATUS', details: { allowed: codesOf(goalStatuses) } },
    });
  });

  it('rule 2: its words need a comment, the fulfilment alone does not', async () => {
    const { goalStatuses, others, last } = await words();
    const [status] = others;
    const silent = { tertial: 'T3', comment: ' ' };
    const activityId = `${followedUp.goal(last)}.a1`;
    const report = { ...silent, activityId, status: status?.code };
    expect(await api.refused('hanna', 'reportStatus', report)).toMatchObject({
      extensions: { code: 'COMMENT_MISSING' },
    });
    for (const { code } of goalStatuses.filter(({ fulfilment }) => !fulfilment)) {
      const assessment = { ...silent, goalId: followedUp.goal(1), status: code };
      expect(await api.refused('hanna', 'assessGoal', assessment)).toMatchObject({
        extensions: { code: 'COMMENT_MISSING' },
      });
    }
  });

  it('rule 60: every one of its words is reported, and shows as the council words it', async () => {
    const { goalStatuses, completed, others, last } = await words();
    for (const [index, { code }] of others.entries()) {
      await followedUp.report(`${followedUp.goal(last)}.a${index + 1}`, code);
    }
    const fulfilled = goalStatuses.findIndex(({ fulfilment }) => fulfilment) + 1;
    await followedUp.report(`${followedUp.goal(fulfilled)}.a1`, completed.code);
    for (const [index, { code, fulfilment }] of goalStatuses.entries()) {
      await followedUp.assess(followedUp.goal(index + 1), code, fulfilment ? '' : undefined);
    }
    const { goals } = await followedUp.view();
    expect(goals.slice(0, -1).map(({ assessment }) => assessment)).toMatchObject(
      goalStatuses.map(({ code, label, colour }) => ({ code, label, colour, stillProved: true })),
    );
    const reported = goals.at(-1)?.activities.slice(0, -1) ?? [];
    expect(reported.map(({ status }) => status)).toMatchObject(
      others.map(({ code, label, colour, deviation }) => ({ code, label, colour, deviation })),
    );
  });

  it('rule 4: it is counted word by word in its order, and what is not assessed apart', async () => {
    const { activityStatuses, goalStatuses, notAssessed } = await words();
    const view = await followedUp.view();
    expect(view.activityCounts).toMatchObject(activityStatuses);
    expect(view.goalCounts).toMatchObject(goalStatuses);
    expect([...view.activityCounts, ...view.goalCounts].every(({ count }) => count === 1)).toBe(true);
    expect(view).toMatchObject({ notReported: 1, notAssessed: 1, notAssessedSign: notAssessed });
    expect(view.goals.at(-1)?.assessment).toBeNull();
  });

  it('rule 68: its follow-up is closed with a goal not assessed, and takes corrections after that', async () => {
    const { completed, others, last } = await words();
    expect(await followedUp.close()).toMatchObject({ followUp: 'CLOSED', notAssessed: 1 });
    const [wrong] = others;
    const right = {
      activityId: `${followedUp.goal(last)}.a1`,
      tertial: 'T3',
      status: completed.code,
      comment: 'Klar.',
    };
    expect(await api.refused('hanna', 'reportStatus', right)).toMatchObject({
      extensions: { code: 'FOLLOW_UP_CLOSED' },
    });
    const view = await api.give('hanna', 'correctStatus', { ...right, reason: 'Fel aktivitet.' });
    expect(view.goals.at(-1)?.activities[0]?.status).toMatchObject({
      label: completed.label,
      earlier: [{ label: wrong?.label, colour: wrong?.colour }],
    });
  });
});

describe('A body that writes out that an assessment is missing', () => {
  let followedUp: FollowedUp;
  beforeAll(() => {
    followedUp = new FollowedUp(api, vasteras);
  });

  it('rule 4: cannot have it among the statuses of goals, in whatever colour', async () => {
    const { goalStatuses, notAssessed } = vasteras.vocabulary;
    const grey = { ...notAssessed, code: 'GRA', rank: -1, fulfilment: false };
    const disguised = followedUp.adopted({ goalStatuses: [...goalStatuses, grey] });
    const fault = await api.refused('cecilia', 'adoptSteeringModel', disguised);
    expect(fault.extensions).toEqual({ code: 'NOT_ASSESSED_IS_NO_STATUS', details: { code: 'GRA' } });
  });

  it('rule 4: has it shown in its own word and colour, and never as the lowest status', async () => {
    await followedUp.adoptModel();
    await followedUp.adoptPlan([{ title: 'Frisk luft' }, { title: 'Levande sjöar' }]);
    await followedUp.open(CUT_OFF);
    const { goalCounts, notAssessed, notAssessedSign } = await followedUp.assess(followedUp.goal(1), 'ROD');
    expect(counted(goalCounts)).toEqual([
      ['Målet blir svårt att uppnå', 1],
      ['Målet kan delvis uppnås', 0],
      ['Målet kan uppnås', 0],
    ]);
    expect(notAssessed).toBe(1);
    expect(notAssessedSign).toEqual({ label: { sv: 'Bedömning saknas', en: 'No assessment' }, colour: '#9e9e9e' });
    const grey = { goalId: followedUp.goal(2), tertial: 'T3', status: 'GRA', comment: 'Bedömning saknas.' };
    expect(await api.refused('hanna', 'assessGoal', grey)).toMatchObject({
      extensions: { code: 'UNKNOWN_STATUS', details: { allowed: ['ROD', 'GUL', 'GRON'] } },
    });
    await followedUp.close();
  });

  it('rule 58: has a colour refused that is none', async () => {
    const notAssessed = { label: { sv: 'Bedömning saknas', en: 'No assessment' }, colour: 'grå' };
    const painted = followedUp.adopted({ notAssessed });
    expect(await api.refused('cecilia', 'adoptSteeringModel', painted)).toMatchObject({
      extensions: { code: 'INVALID_INPUT' },
    });
  });
});

describe('A goal that is judged on measures in per cent', () => {
  let followedUp: FollowedUp;
  const goalId = 'exempel.ks.2019.g1';
  const measureId = (number: number) => `${goalId}.m${number}`;
  const uppnatt = { goalId, tertial: 'T3', status: 'UPPNATT' };
  beforeAll(async () => {
    followedUp = new FollowedUp(api, vansbro);
    await followedUp.adoptModel();
    const measures = vansbro.measures.map((name) => ({ name, target: '100 % av förväntad målnivå' }));
    await followedUp.adoptPlan([{ title: vansbro.goal, measures, activities: ['Införa planeringsdagar'] }]);
    await followedUp.open(CUT_OFF);
  });

  it('rule 68: waits for a clerk with each of its measures, and for nobody when they are reported', async () => {
    expect(await api.waitingFor('hanna')).toEqual({ REPORT_STATUS: 1, REPORT_MEASURE: 5, ASSESS_GOAL: 1 });
    for (const number of [1, 2, 3, 4]) await followedUp.measure(measureId(number), `${100 + number} %`, true);
    const view = await followedUp.measure(measureId(5), '84 %', false);
    expect(view.measureCounts).toEqual({ reached: 4, missed: 1, untold: 0, notReported: 0 });
    expect(view.goals[0]?.measures[4]).toMatchObject({
      measureId: measureId(5),
      name: vansbro.measures[4],
      target: '100 % av förväntad målnivå',
      outcome: { value: '84 %', targetReached: false, by: 'hanna', validOn: '2019-12-31', earlier: [] },
    });
    expect(await api.waitingFor('hanna')).toEqual({ REPORT_STATUS: 1, ASSESS_GOAL: 1 });
  });

  it('rule 62: is not reached while a measure is not, whatever its activities', async () => {
    const fault = await api.refused('hanna', 'assessGoal', uppnatt);
    expect(fault.extensions).toMatchObject({
      code: 'NOT_FULFILLED_BY_MEASURES',
      details: {
        obstacles: [
          {
            measureId: measureId(5),
            name: vansbro.measures[4],
            target: '100 % av förväntad målnivå',
            value: '84 %',
          },
        ],
      },
    });
    expect(fault.message).toContain(vansbro.measures[4]);
    const partly = await followedUp.assess(goalId, 'DELVIS', 'Fyra av fem når förväntad målnivå, det femte 84 %.');
    expect(partly.goals[0]?.assessment).toMatchObject({ code: 'DELVIS', proof: null, measureProof: null });
  });

  it('rule 62: is reached when each measure is, with the proof', async () => {
    await followedUp.measure(measureId(5), '100 %', true);
    const reached = await api.give('hanna', 'assessGoal', uppnatt);
    expect(reached.goals[0]?.assessment).toMatchObject({
      code: 'UPPNATT',
      proof: null,
      measureProof: [
        ...[1, 2, 3, 4].map((number) => ({ measureId: measureId(number), value: `${100 + number} %` })),
        { measureId: measureId(5), value: '100 %' },
      ],
      stillProved: true,
    });
  });

  it('rule 8: after closing, an outcome is only corrected, with a reason, and takes the proof away', async () => {
    await followedUp.close();
    const right = { measureId: measureId(1), tertial: 'T3', value: '79 %', targetReached: false, comment: 'Omräknat.' };
    expect(await api.refused('hanna', 'reportMeasure', right)).toMatchObject({
      extensions: { code: 'FOLLOW_UP_CLOSED' },
    });
    expect(await api.refused('hanna', 'correctMeasure', { ...right, reason: ' ' })).toMatchObject({
      extensions: { code: 'REASON_MISSING' },
    });
    expect(await api.refused('rut', 'correctMeasure', { ...right, reason: 'Fel år.' })).toMatchObject({
      extensions: { code: 'FORBIDDEN', details: { allowed: ['CLERK'] } },
    });
    const { goals } = await api.give('hanna', 'correctMeasure', { ...right, reason: 'Talet var förra årets.' });
    expect(goals[0]?.measures[0]?.outcome).toMatchObject({
      value: '79 %',
      targetReached: false,
      correctionReason: 'Talet var förra årets.',
      earlier: [{ value: '101 %', targetReached: true, voided: false }],
    });
    expect(goals[0]?.assessment).toMatchObject({ code: 'UPPNATT', stillProved: false });
  });
});

describe('What bodies have counted', () => {
  async function followUp(body: Body, goals: Goals, year?: number): Promise<FollowedUp> {
    const followedUp = new FollowedUp(api, body, 'T3', year);
    await followedUp.adoptModel();
    await followedUp.adoptPlan(goals);
    await followedUp.open(CUT_OFF);
    return followedUp;
  }

  /** The code of each word as often as it was counted. */
  function codesOf(
    statuses: readonly { code: string; label: { sv: string } }[],
    counts: Readonly<Record<string, number>>,
  ) {
    return statuses.flatMap(({ code, label }) => Array.from({ length: counts[label.sv] ?? 0 }, () => code));
  }

  it('rule 4: Vårgårda 2023: 30 goals, of which 8 are met, 3 in part and 19 not', async () => {
    const codes = codesOf(vargarda.vocabulary.goalStatuses, vargarda.counts);
    expect(codes).toHaveLength(30);
    const year = await followUp(
      vargarda,
      codes.map((_, index) => ({ title: `Delmål ${index + 1}` })),
    );
    for (const [index, code] of codes.entries()) await year.assess(year.goal(index + 1), code);
    const { goalCounts, notAssessed, notAssessedSign } = await year.close();
    expect(Object.fromEntries(counted(goalCounts))).toEqual(vargarda.counts);
    expect([notAssessedSign?.label.sv, notAssessed]).toEqual(['kan inte mätas/bedömas', 0]);
  });

  it('rule 71: Huddinge: of 38 activities of the climate plan 14 are carried out, 18 in part and 6 not', async () => {
    const codes = codesOf(huddinge.vocabulary.activityStatuses, huddinge.counts);
    const activities = codes.map((_, index) => `Åtgärd ${index + 1}`);
    const year = await followUp(huddinge, [{ title: 'Klimat- och energiplanen', activities }]);
    for (const [index, code] of codes.entries()) await year.report(`${year.goal(1)}.a${index + 1}`, code);
    const { activityCounts, notReported } = await year.close();
    expect(Object.fromEntries(counted(activityCounts))).toEqual(huddinge.counts);
    expect(notReported).toBe(0);
  });

  it('rule 62: Uddevalla 2023: 4 of 5 indicators reach their target, and 2 of 3 financial goals are reached', async () => {
    const { indicators, financialGoals } = uddevalla.counts;
    const measures = Array.from({ length: indicators.reached + indicators.missed }, (_, index) => ({
      name: `Indikator ${index + 1}`,
      target: 'Målsättningen',
    }));
    const codes = codesOf(uddevalla.vocabulary.goalStatuses, financialGoals);
    const goals = [
      ...codes.map((_, index) => ({ title: `Finansiellt mål ${index + 1}` })),
      { title: 'Mål med indikatorer', measures },
    ];
    const year = await followUp(uddevalla, goals, 2024);
    for (const [index, code] of codes.entries()) await year.assess(year.goal(index + 1), code);
    for (const index of measures.keys()) {
      const reached = index < indicators.reached;
      await year.measure(`${year.goal(4)}.m${index + 1}`, reached ? 'når målsättningen' : 'försämring', reached);
    }
    const { goalCounts, notAssessed, measureCounts } = await year.close();
    expect(Object.fromEntries(counted(goalCounts))).toEqual(financialGoals);
    expect(measureCounts).toEqual({ ...indicators, untold: 0, notReported: 0 });
    expect(notAssessed).toBe(1);
  });

  it('rule 3: Jönköping’s words prove a goal as any others do', async () => {
    const year = await followUp(jonkoping, [{ title: 'Klimatmålet', activities: ['Solceller', 'Cykelvägar'] }]);
    const [first, second] = [1, 2].map((number) => `${year.goal(1)}.a${number}`);
    await year.report(first ?? '', 'GENOMFORD');
    await year.report(second ?? '', 'FORSENAD');
    const uppnatt = { goalId: year.goal(1), tertial: 'T3', status: 'UPPNATT' };
    expect(await api.refused('hanna', 'assessGoal', uppnatt)).toMatchObject({
      extensions: {
        code: 'NOT_FULFILLED_BY_ACTIVITIES',
        details: { obstacles: [{ activityId: second, heading: 'Cykelvägar', status: 'FORSENAD' }] },
      },
    });
    await year.report(second ?? '', 'GENOMFORD');
    const { goals } = await api.give('hanna', 'assessGoal', uppnatt);
    expect(goals[0]?.assessment).toMatchObject({ label: { sv: 'Målet är uppnått' }, stillProved: true });
  });
});

describe('Rule 9: other words during the year', () => {
  it('Östersund 2022: expected after tertial 1, carried out or not after tertial 3', async () => {
    const [spring, winter] = [new FollowedUp(api, ostersund, 'T1'), new FollowedUp(api, ostersund)];
    municipality.on('2022-05-09');
    await spring.adoptModel({ activityStatuses: ostersund.vocabularyT1.activityStatuses });
    const { assignments } = ostersund;
    const activities = assignments.map(({ heading }) => heading);
    await spring.adoptPlan([{ title: 'Uppdrag till kommunstyrelsen', activities }]);
    await spring.open('2022-05-20');
    const activityId = (index: number) => `exempel.ks.2022.g1.a${index + 1}`;
    for (const [index, { T1 }] of assignments.entries()) {
      await spring.report(activityId(index), 'BEDOMS_BLI_GENOMFORT', T1);
    }
    const afterT1 = await spring.close();
    expect(counted(afterT1.activityCounts)).toEqual([['bedöms bli genomfört under året', 4]]);

    municipality.on('2022-09-01');
    const rules = { activityStatusNeedsComment: false };
    await winter.adoptModel({ holdsFrom: '2022-09-01', rules });
    municipality.on('2023-01-15');
    await winter.open('2023-01-31');
    const old = { activityId: activityId(0), tertial: 'T3', status: 'BEDOMS_BLI_GENOMFORT', comment: 'Pågår.' };
    expect(await api.refused('hanna', 'reportStatus', old)).toMatchObject({
      extensions: { code: 'UNKNOWN_STATUS', details: { allowed: ['INTE_GENOMFORT', 'GENOMFORT'] } },
    });
    for (const [index, { T3 }] of assignments.entries()) {
      if (T3 !== null) await winter.report(activityId(index), T3.status, T3.comment);
    }
    const afterT3 = await winter.close();
    expect(afterT3).toMatchObject({ modelVersion: 2, notReported: 1 });
    expect(counted(afterT3.activityCounts)).toEqual([
      ['är inte genomfört under året', 1],
      ['är genomfört under året', 2],
    ]);
    expect(await spring.view()).toEqual(afterT1);
  });

  it('Vårgårda’s words in spring, Västerås’s from June: T1 stays as it was, T2 is under the new', async () => {
    const [t1, t2] = [new FollowedUp(api, vargarda, 'T1', 2025), new FollowedUp(api, vargarda, 'T2', 2025)];
    municipality.on('2025-05-08');
    await t1.adoptModel();
    await t1.adoptPlan([{ title: 'Hållbar miljö', activities: ['Rena dagvattnet'] }, { title: 'Utvecklande skola' }]);
    await t1.open('2025-05-19');
    await t1.report('exempel.ks.2025.g1.a1', 'ONGOING_AS_PLANNED');
    await t1.assess('exempel.ks.2025.g1', 'DELVIS');
    const afterT1 = await t1.close();

    municipality.on('2025-06-15');
    await t1.adoptModel({ ...vasteras.vocabulary, holdsFrom: '2025-06-15', name: vasteras.name });
    expect(await t1.view()).toEqual(afterT1);
    municipality.on('2025-09-05');
    await t2.open('2025-09-20');

    const goalId = 'exempel.ks.2025.g1';
    const entry = { goalId, comment: 'Text' };
    expect(await api.refused('hanna', 'assessGoal', { ...entry, tertial: 'T2', status: 'DELVIS' })).toMatchObject({
      extensions: { code: 'UNKNOWN_STATUS', details: { given: 'DELVIS', allowed: ['ROD', 'GUL', 'GRON'] } },
    });
    const correction = { ...entry, tertial: 'T1', reason: 'Fel mål.' };
    expect(await api.refused('hanna', 'correctAssessment', { ...correction, status: 'GUL' })).toMatchObject({
      extensions: { code: 'UNKNOWN_STATUS', details: { given: 'GUL', allowed: ['INTE', 'DELVIS', 'HELT'] } },
    });

    await t2.report('exempel.ks.2025.g1.a1', 'GENOMFORD');
    await t2.assess(goalId, 'GRON', '');
    const afterT2 = await t2.close();
    expect(afterT2).toMatchObject({
      modelVersion: 2,
      notAssessed: 1,
      notAssessedSign: vasteras.vocabulary.notAssessed,
      goals: [
        {
          assessment: { code: 'GRON', colour: '#2e7d32' },
          activities: [{ status: { label: { sv: 'Genomförd åtgärd' } } }],
        },
        { assessment: null },
      ],
    });
    expect(await t1.view()).toEqual(afterT1);
    expect(afterT1).toMatchObject({
      modelVersion: 1,
      notAssessedSign: vargarda.vocabulary.notAssessed,
      goals: [{ assessment: { label: { sv: 'delvis uppfyllt' }, colour: null } }, { assessment: null }],
    });
    const corrected = await api.give('hanna', 'correctAssessment', { ...correction, status: 'INTE' });
    expect(Object.fromEntries(counted(corrected.goalCounts))).toEqual({
      'inte uppfyllt': 1,
      'delvis uppfyllt': 0,
      uppfyllt: 0,
    });
  });
});
