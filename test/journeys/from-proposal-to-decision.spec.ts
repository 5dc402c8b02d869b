import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { Scheduler } from '../../src/platform/processes/scheduler.service.js';
import { defaultModel } from '../../src/steering-models/default-model.js';
import type { Api } from '../support/api-under-test.js';
import {
  approveMatter,
  decideAll,
  everybody,
  meetingOn,
  postAdjusted,
  reviewedMatter,
  submittedMatter,
  summon,
  verdictOn,
} from '../support/board-under-test.js';
import { adoption, change, model, plan, startMunicipality, steeringModel } from '../support/municipality-under-test.js';

// The case of the sample municipality, over the API alone: 24 activities, two of which the board takes out of the plan.

const MATTER = 'exempel.ks.dnr-ks-2026-142';
const MEETING = 'exempel.ks.meeting-2026-05-27';
const SECOND_MEETING = 'exempel.ks.meeting-2026-06-10';
const COMMUNICATION = 'Ta fram och verkställa kommunikationsplan för att medarbetare ska känna sig inkluderande';
const CLIMATE = 'Ta fram och genomföra en kommunikationsplan med målgrupper och kommunikationspaket';

/** Figures are counted when the matter is submitted, never typed. */
const texts = {
  brief: 'Planen har {{plan.activities}} aktiviteter och {{goals.notAssessed}} mål som inte är bedömt.',
  considerations: 'När {{removals}} aktiviteter tas ur planen återstår {{plan.remaining}}.',
};

const people = ['cecilia', 'hanna', 'erik', 'fatima', 'sara', 'lars', 'rut', 'adam'];

type Row = Readonly<Record<string, string>>;

function sample(file: string): string {
  return readFileSync(new URL(`../../src/demo/sample/${file}`, import.meta.url), 'utf8');
}

function rowsOf(file: string): Row[] {
  return parse<Row>(sample(file), { bom: true, columns: true, delimiter: ';' });
}

const codes = new Map(
  [...defaultModel.activityStatuses, ...defaultModel.goalStatuses].map(({ code, label }) => [label.sv, code]),
);

function wholeFile(dryRun: boolean) {
  const csv = sample('verksamhetsplan-2026.csv');
  return { boardId: 'exempel.ks', year: 2026, steeringModelId: model, decision: adoption, csv, dryRun };
}

const brokenFile = {
  ...wholeFile(false),
  csv: [
    'Mål;Aktivitet;Beskrivning;Startdatum;Slutdatum;Ansvarig enhet;Anteckning',
    ';Första;;2026-01-01;2026-06-30;HR;',
    'Ett mål;Andra;;igår;2026-06-30;HR;',
    'Ett mål;Tredje;;2026-06-30;2026-01-01;HR;',
    'Ett mål;Fjärde;;2026-01-01;2027-01-31;HR;',
    'Ett mål;Femte;;2026-01-01;2026-06-30;HR;',
    'Ett mål;Femte;;2026-01-01;2026-06-30;HR;',
  ].join('\n'),
};

const everyFault = [
  { row: 2, column: 'Mål', problem: 'MISSING', value: '' },
  { row: 3, column: 'Startdatum', problem: 'NOT_A_DATE', value: 'igår' },
  { row: 4, column: 'Slutdatum', problem: 'DATES_REVERSED', value: '2026-01-01' },
  { row: 5, column: 'Slutdatum', problem: 'OUTSIDE_YEAR', value: '2027-01-31' },
  { row: 7, column: 'Aktivitet', problem: 'DUPLICATE', value: 'Femte' },
];

describe('from proposal to decision', () => {
  let municipality: Awaited<ReturnType<typeof startMunicipality>>;
  let api: Api;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    municipality = await startMunicipality('2025-12-18');
    ({ api } = municipality);
  });
  afterAll(() => municipality.close());

  /** The id of a goal or an activity by its words. */
  function idOf(words: string | undefined): string {
    const id = ids.get(words ?? '');
    if (id === undefined) throw new Error(`The plan has nothing called ${words ?? ''}.`);
    return id;
  }

  /** Expects the tasks that wait for everybody; nothing waits for those who are not named. */
  async function expectWaiting(expected: Readonly<Record<string, object>>): Promise<void> {
    const found: Record<string, object> = {};
    for (const who of people) {
      const waiting = await api.waitingFor(who);
      if (Object.keys(waiting).length > 0) found[who] = waiting;
    }
    expect(found).toEqual(expected);
  }

  async function viewOf(tertial: string) {
    return api.see('rut', 'tertialView', { planId: plan, tertial });
  }

  async function shownIn(tertial: string, activityId: string) {
    const { goals } = await viewOf(tertial);
    return goals.flatMap(({ activities }) => activities).find((activity) => activity.activityId === activityId);
  }

  function matter() {
    return api.see('rut', 'matter', { id: MATTER });
  }

  function decide(point: number, outcome: string, more: object = {}) {
    return { meetingId: MEETING, matterId: MATTER, point, outcome, paragraph: '87', ...more };
  }

  async function review(proposalId: string, version: number): Promise<void> {
    await api.give('erik', 'reviewRemoval', { proposalId, version, verdict: 'APPROVE' });
    await api.give('fatima', 'reviewRemoval', { proposalId, version, verdict: 'APPROVE' });
  }

  it('the controller adopts the steering model, and nothing waits for anybody', async () => {
    const { versions } = await api.give('cecilia', 'adoptSteeringModel', steeringModel);
    expect(versions).toHaveLength(1);
    expect(versions[0]).toMatchObject({ version: 1, ...defaultModel });
    await expectWaiting({});
  });

  it('rule 67: a dry run names the fault of every row of a broken file and imports nothing', async () => {
    const before = await api.head();
    const dry = await api.give('cecilia', 'importPlan', { ...brokenFile, dryRun: true });
    expect(dry).toEqual({
      goals: 0,
      activities: 0,
      rows: { read: 6, used: 0, blank: 0, refused: 6 },
      cells: { read: 29, used: 0, ignored: 0, refused: 29 },
      faults: everyFault.map((fault) => ({ ...fault, choices: null })),
      faultyRows: expect.stringMatching(/^data:application\/vnd\.openxmlformats/),
      ignoredColumns: ['Anteckning'],
      unmatched: [],
      encoding: null,
      sheet: null,
      ignoredSheets: [],
      plan: null,
    });
    expect(await api.head()).toBe(before);
  });

  it('rule 67: the broken file is refused whole, with the same faults', async () => {
    const fault = await api.refused('cecilia', 'importPlan', brokenFile);
    expect(fault).toMatchObject({ extensions: { code: 'IMPORT_FAULTS', details: { faults: everyFault } } });
    expect(fault.message).toContain('Filen har 5 fel och inget har lästs in. Rad 2: Mål saknas.');
    expect(await api.ask('cecilia', 'plan', { id: plan })).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
  });

  it('the whole file is counted in a dry run, then imported in one piece, once', async () => {
    const ignoredColumns = ['Status tertial 1', 'Kommentar tertial 1'];
    const rows = { read: 24, used: 24, blank: 0, refused: 0 };
    const cells = { read: 192, used: 144, ignored: 48, refused: 0 };
    const counted = {
      goals: 8,
      activities: 24,
      rows,
      cells,
      faults: [],
      faultyRows: null,
      ignoredColumns,
      encoding: null,
      sheet: null,
      ignoredSheets: [],
    };
    const { unmatched, ...dry } = await api.give('cecilia', 'importPlan', wholeFile(true));
    expect(dry).toEqual({ ...counted, plan: null });
    // Rule 135: a name that the register does not have is listed, and the activity keeps the text.
    const named = unmatched.reduce((sum, { activities }) => sum + activities, 0);
    expect([named, unmatched.every(({ problem }) => problem === 'UNKNOWN')]).toEqual([24, true]);
    const imported = await api.give('cecilia', 'importPlan', wholeFile(false));
    expect(imported).toMatchObject({ ...counted, plan: { id: plan, activities: 24, removed: 0, decision: adoption } });
    for (const goal of imported.plan?.goals ?? []) {
      ids.set(goal.title, goal.id);
      for (const { heading, id } of goal.activities) ids.set(heading, id);
    }
    const again = await api.refused('cecilia', 'importPlan', wholeFile(false));
    expect(again).toMatchObject({ extensions: { code: 'PLAN_EXISTS', details: { planId: plan } } });
  });

  it('an opened follow-up waits for the clerk with every status and assessment', async () => {
    municipality.on('2026-05-04');
    const opened = await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-15' });
    expect(opened).toMatchObject({ followUp: 'OPEN', cutOff: '2026-05-15', notReported: 24, notAssessed: 8 });
    await expectWaiting({ hanna: { REPORT_STATUS: 24, ASSESS_GOAL: 8 } });
    const { followUps } = await api.see('hanna', 'waitingForMe');
    expect(followUps[0]).toEqual({
      kind: 'REPORT_STATUS',
      boardId: 'exempel.ks',
      id: idOf(COMMUNICATION),
      title: COMMUNICATION,
      tertial: 'T1',
      since: '2026-05-04',
      deadline: '2026-05-15',
      next: { command: 'reportStatus', idField: 'activityId' },
    });
  });

  it('the clerk reports every status, and then the follow-up waits for the controller', async () => {
    municipality.on('2026-05-11');
    for (const row of rowsOf('verksamhetsplan-2026.csv')) {
      const status = codes.get(row['Status tertial 1'] ?? '');
      const comment = row['Kommentar tertial 1'];
      await api.give('hanna', 'reportStatus', { activityId: idOf(row.Aktivitet), tertial: 'T1', status, comment });
    }
    await expectWaiting({ hanna: { ASSESS_GOAL: 8 }, cecilia: { CLOSE_FOLLOW_UP: 1 } });
  });

  it('rule 3: a goal is not fulfilled against its activities, and each that stands in the way is named', async () => {
    const goalId = idOf('Medarbetare ska känna sig inkluderade och delaktiga');
    const fault = await api.refused('hanna', 'assessGoal', { goalId, tertial: 'T1', status: 'FULFILLED' });
    expect(fault).toMatchObject({
      extensions: {
        code: 'NOT_FULFILLED_BY_ACTIVITIES',
        details: {
          obstacles: [
            { activityId: idOf(COMMUNICATION), heading: COMMUNICATION, status: 'ON_HOLD' },
            { heading: 'Genomföra medarbetarsamtal på alla enheter', status: 'ONGOING_AS_PLANNED' },
          ],
        },
      },
    });
    expect(fault.message).toContain(COMMUNICATION);
  });

  it('the clerk assesses the goals; what is fulfilled carries its proof', async () => {
    for (const row of rowsOf('malbedomning-tertial-1-2026.csv')) {
      const status = codes.get(row['Bedömning tertial 1'] ?? '');
      await api.give('hanna', 'assessGoal', {
        goalId: idOf(row['Mål']),
        tertial: 'T1',
        status,
        comment: row.Kommentar,
      });
    }
    const { goals } = await viewOf('T1');
    const fulfilled = goals.find(({ title }) => title === 'Den nya styrmodellen ska vara införd')?.assessment;
    expect(fulfilled).toMatchObject({
      code: 'FULFILLED',
      modelVersion: 1,
      stillProved: true,
      proof: [{ status: 'COMPLETED_AS_PLANNED' }, { status: 'COMPLETED_AS_PLANNED' }],
    });
  });

  it('rule 100: the follow-up is not closed with a goal not assessed, unless the controller accepts it', async () => {
    municipality.on('2026-05-13');
    const { extensions } = await api.refused('cecilia', 'closeFollowUp', { planId: plan, tertial: 'T1' });
    expect(extensions).toMatchObject({
      code: 'FOLLOW_UP_INCOMPLETE',
      details: {
        tertial: 'T1',
        activities: [],
        measures: [],
        goals: [{ title: 'Näringslivet ska ges goda förutsättningar' }],
      },
    });
  });

  it('rule 4: the follow-up is closed with a goal not assessed, which is counted apart', async () => {
    municipality.on('2026-05-13');
    const closed = await api.give('cecilia', 'closeFollowUp', { planId: plan, tertial: 'T1', acceptIncomplete: true });
    expect(closed).toMatchObject({ followUp: 'CLOSED', notReported: 0, notAssessed: 1, planActivities: 24 });
    expect(Object.fromEntries(closed.activityCounts.map(({ code, count }) => [code, count]))).toEqual({
      NOT_STARTED: 1,
      ON_HOLD: 1,
      ONGOING_AS_PLANNED: 14,
      ONGOING_WITH_DEVIATION: 5,
      COMPLETED_AS_PLANNED: 3,
      COMPLETED_WITH_DEVIATION: 0,
    });
    expect(Object.fromEntries(closed.goalCounts.map(({ code, count }) => [code, count]))).toEqual({
      NOT_FULFILLED: 1,
      BARELY_FULFILLED: 1,
      PARTLY_FULFILLED: 4,
      FULFILLED: 1,
    });
    const notAssessed = closed.goals.filter(({ assessment }) => assessment === null).map(({ title }) => title);
    expect(notAssessed).toEqual(['Näringslivet ska ges goda förutsättningar']);
    await expectWaiting({});
  });

  it('two proposals wait for the unit manager, and show in the follow-up', async () => {
    const first = { activityId: idOf(COMMUNICATION), category: 'POSTPONED', motivation: 'Intranätet ses över först.' };
    const second = { activityId: idOf(CLIMATE), category: 'LACKS_RESOURCES', motivation: 'Det saknas resurser.' };
    const proposed = await api.give('hanna', 'proposeRemoval', first);
    expect(proposed).toMatchObject({
      id: `${idOf(COMMUNICATION)}.r1`,
      status: 'IN_REVIEW',
      heading: COMMUNICATION,
      author: 'hanna',
      proposedOn: '2026-05-13',
      version: 1,
      waitingStep: { code: 'UNIT_MANAGER', name: { sv: 'Enhetschef' } },
      warnings: [],
    });
    await api.give('hanna', 'proposeRemoval', second);
    expect((await shownIn('T1', idOf(CLIMATE)))?.removalProposed).toBe(`${idOf(CLIMATE)}.r1`);
    await expectWaiting({ erik: { REVIEW_REMOVAL: 2 } });
  });

  it('the steps of the chain come in turn', async () => {
    for (const words of [COMMUNICATION, CLIMATE]) {
      const proposalId = `${idOf(words)}.r1`;
      await api.give('erik', 'reviewRemoval', { proposalId, version: 1, verdict: 'APPROVE' });
    }
    await expectWaiting({ fatima: { REVIEW_REMOVAL: 2 } });
    for (const words of [COMMUNICATION, CLIMATE]) {
      const proposalId = `${idOf(words)}.r1`;
      const reviewed = await api.give('fatima', 'reviewRemoval', { proposalId, version: 1, verdict: 'APPROVE' });
      expect(reviewed).toMatchObject({ status: 'REVIEWED', waitingStep: null });
      expect(reviewed.approvals.map(({ step, by }) => [step, by])).toEqual([
        ['UNIT_MANAGER', 'erik'],
        ['HEAD_OF_ADMINISTRATION', 'fatima'],
      ]);
    }
    await expectWaiting({ hanna: { PUT_TO_BOARD: 2 } });
  });

  it('the clerk writes the matter, which the board does not see yet', async () => {
    municipality.on('2026-05-18');
    const title = 'Uppföljning av kommunstyrelsens mål, tertial 1 2026';
    const opened = await api.give('hanna', 'openMatter', { boardId: 'exempel.ks', dnr: 'KS 2026/142', title });
    expect(opened).toMatchObject({ id: MATTER, status: 'DRAFT', points: [], versions: [], openedBy: 'hanna' });
    await expectWaiting({ hanna: { PUT_TO_BOARD: 2 } });
    await api.give('hanna', 'addReportPoint', { matterId: MATTER, planId: plan, tertial: 'T1' });
    await api.give('hanna', 'addRemovalPoint', { matterId: MATTER, proposalId: `${idOf(COMMUNICATION)}.r1` });
    const written = await api.give('hanna', 'addRemovalPoint', {
      matterId: MATTER,
      proposalId: `${idOf(CLIMATE)}.r1`,
    });
    expect(written.points.map(({ number, status, proposedWording }) => [number, status, proposedWording])).toEqual([
      [1, 'DRAFT', 'Godkänna redovisningen av måluppföljning per tertial 1 2026'],
      [2, 'DRAFT', `Aktiviteten ${COMMUNICATION} tas ur verksamhetsplan för 2026`],
      [3, 'DRAFT', `Aktiviteten ${CLIMATE} tas ur verksamhetsplan för 2026`],
    ]);
    await expectWaiting({ hanna: { PUT_TO_BOARD: 2, SUBMIT_MATTER: 1 } });
    expect((await api.see('lars', 'matters', { boardId: 'exempel.ks' })).edges).toEqual([]);
  });

  it('rules 74 and 75: submitted, the matter is a version with its figures counted, and waits for its review', async () => {
    const submitted = await submittedMatter(api, MATTER, 'hanna', texts);
    expect(submitted).toMatchObject({
      status: 'IN_REVIEW',
      waitingStep: { code: 'UNIT_MANAGER' },
      authors: ['hanna'],
      drift: [],
    });
    expect(submitted.versions).toMatchObject([
      {
        number: 1,
        asRead: {
          brief: 'Planen har 24 aktiviteter och 1 mål som inte är bedömt.',
          considerations: 'När 2 aktiviteter tas ur planen återstår 22.',
        },
        points: [{ kind: 'APPROVE_REPORT' }, { kind: 'REMOVE_ACTIVITY' }, { kind: 'REMOVE_ACTIVITY' }],
      },
    ]);
    await expectWaiting({ hanna: { PUT_TO_BOARD: 2 }, erik: { REVIEW_MATTER: 1 } });
  });

  it('rules 17 and 26: unreviewed it comes on no agenda, and its author does not review it', async () => {
    municipality.on('2026-05-19');
    const { id } = await api.give('sara', 'scheduleMeeting', meetingOn('2026-05-27'));
    expect(id).toBe(MEETING);
    const item = { meetingId: MEETING, matterId: MATTER };
    expect(await api.refused('sara', 'putOnAgenda', item)).toMatchObject({
      extensions: { code: 'MATTER_NOT_REVIEWED', details: { status: 'IN_REVIEW' } },
    });
    const who = 'hanna as unit manager';
    expect(await api.refused(who, 'reviewMatter', await verdictOn(api, who, MATTER))).toMatchObject({
      extensions: { code: 'OWN_TEXT' },
    });
  });

  it('the matter passes its review step by step, and then waits for the secretary', async () => {
    await api.give('erik', 'reviewMatter', await verdictOn(api, 'erik', MATTER));
    await expectWaiting({ hanna: { PUT_TO_BOARD: 2 }, fatima: { REVIEW_MATTER: 1 } });
    const reviewed = await api.give('fatima', 'reviewMatter', await verdictOn(api, 'fatima', MATTER));
    expect(reviewed).toMatchObject({ status: 'REVIEWED', waitingStep: null });
    expect(reviewed.approvals.map(({ step, by }) => [step, by])).toEqual([
      ['UNIT_MANAGER', 'erik'],
      ['HEAD_OF_ADMINISTRATION', 'fatima'],
    ]);
    await expectWaiting({ hanna: { PUT_TO_BOARD: 2 }, sara: { PUT_ON_AGENDA: 1 } });
  });

  it('put on the agenda, it waits for the summons, and the board still sees nothing of it', async () => {
    municipality.on('2026-05-20');
    const planned = await api.give('sara', 'putOnAgenda', { meetingId: MEETING, matterId: MATTER });
    expect(planned).toMatchObject({ status: 'SCHEDULED', agenda: [{ matterId: MATTER, state: 'LISTED', item: null }] });
    await expectWaiting({ hanna: { PUT_TO_BOARD: 2 }, sara: { PUT_ON_AGENDA: 1, SEND_SUMMONS: 1 } });
    expect((await api.see('lars', 'matters', { boardId: 'exempel.ks' })).edges).toEqual([]);
  });

  it('rule 14: with the summons the matter and its proposals are the board’s', async () => {
    const { versions } = await api.see('hanna', 'matter', { id: MATTER });
    const summoned = await api.give('sara', 'sendSummons', { meetingId: MEETING });
    expect(summoned).toMatchObject({
      status: 'SUMMONED',
      summonses: [
        { number: 1, sentOn: '2026-05-20', items: [{ matterId: MATTER, version: 1, hash: versions[0]?.hash }] },
      ],
    });
    await expectWaiting({ sara: { OPEN_MEETING: 1 }, lars: { READ_SUMMONS: 1 } });
    const shown = await api.see('lars', 'matter', { id: MATTER });
    expect(shown).toMatchObject({
      status: 'BEFORE_BOARD',
      summoned: [{ meetingId: MEETING, version: 1, addedAtMeeting: false }],
    });
    expect(shown.points.map(({ status }) => status)).toEqual(['BEFORE_BOARD', 'BEFORE_BOARD', 'BEFORE_BOARD']);
    const proposalId = `${idOf(COMMUNICATION)}.r1`;
    expect(await api.see('rut', 'removalProposal', { id: proposalId })).toMatchObject({
      status: 'BEFORE_BOARD',
      matterId: MATTER,
    });
    expect(await api.refused('hanna', 'withdrawRemoval', { proposalId, reason: 'Ändrat läge.' })).toMatchObject({
      extensions: { code: 'REMOVAL_BEFORE_BOARD', details: { matterId: MATTER } },
    });
  });

  it('rule 33: an activity reworded after the summons leaves the point as it was', async () => {
    const reworded = { activityId: idOf(COMMUNICATION), heading: 'Kommunikationsplan för medarbetare' };
    await api.give('cecilia', 'rewordActivity', { ...reworded, decision: change });
    expect(await api.see('hanna', 'removalProposal', { id: `${idOf(COMMUNICATION)}.r1` })).toMatchObject({
      heading: 'Kommunikationsplan för medarbetare',
    });
    const { points } = await api.see('sara', 'matter', { id: MATTER });
    expect(points[1]?.proposedWording).toBe(`Aktiviteten ${COMMUNICATION} tas ur verksamhetsplan för 2026`);
  });

  it('rule 80: nothing is decided before the meeting is opened, on its day', async () => {
    expect(await api.refused('sara', 'openMeeting', { meetingId: MEETING, ...everybody })).toMatchObject({
      extensions: { code: 'MEETING_NOT_YET', details: { date: '2026-05-27' } },
    });
    municipality.on('2026-05-27');
    expect(await api.refused('sara', 'decidePoint', decide(1, 'APPROVED'))).toMatchObject({
      extensions: { code: 'MEETING_STATUS', details: { status: 'SUMMONED', needed: ['OPEN'] } },
    });
    const opened = await api.give('sara', 'openMeeting', { meetingId: MEETING, ...everybody });
    expect(opened).toMatchObject({ status: 'OPEN', attendance: { chair: 'karin' }, adjusters: ['karin', 'lars'] });
    await expectWaiting({ sara: { DECIDE_POINT: 3 } });
  });

  it('rule 27: an amended decision keeps both wordings, and takes the activity out of the plan', async () => {
    const { decisions } = await api.give('sara', 'decidePoint', decide(1, 'APPROVED'));
    expect(decisions).toMatchObject([{ number: 1, outcome: 'APPROVED', wording: decisions[0]?.proposedWording }]);
    expect((await matter()).reportDisagrees).toBe(false);
    const wording = 'Aktiviteten tas ur verksamhetsplan för 2026 och prövas igen i plan för 2027';
    expect(await api.refused('sara', 'decidePoint', decide(2, 'REJECTED', { wording }))).toMatchObject({
      extensions: { code: 'WORDING_NEEDS_APPROVAL' },
    });
    await api.give('sara', 'decidePoint', decide(2, 'APPROVED', { wording }));
    expect((await matter()).points[1]).toMatchObject({
      status: 'APPROVED',
      proposedWording: `Aktiviteten ${COMMUNICATION} tas ur verksamhetsplan för 2026`,
      decisions: [
        { meetingId: MEETING, outcome: 'APPROVED', wording, paragraph: '87', date: '2026-05-27', finality: [] },
      ],
    });
    expect(await api.see('rut', 'plan', { id: plan })).toMatchObject({ activities: 23, removed: 1 });
    await expectWaiting({ sara: { DECIDE_POINT: 1 } });
  });

  it('rules 23 and 25: a point is not referred back without a reason, and the meeting does not end before it', async () => {
    expect(await api.refused('sara', 'decidePoint', decide(3, 'REFERRED_BACK'))).toMatchObject({
      extensions: { code: 'REASON_MISSING' },
    });
    expect(await api.refused('sara', 'closeMeeting', { meetingId: MEETING })).toMatchObject({
      extensions: { code: 'POINTS_UNDECIDED', details: { points: ['KS 2026/142: 3'] } },
    });
  });

  it('rules 22 and 34: a point is referred back alone: to its author with the reason, its activity stays', async () => {
    const reason = 'Visa vad ett mindre paket skulle kosta.';
    await api.give('sara', 'decidePoint', decide(3, 'REFERRED_BACK', { reason }));
    const referred = await matter();
    expect(referred.points.map(({ status }) => status)).toEqual(['APPROVED', 'APPROVED', 'REFERRED_BACK']);
    expect(referred).toMatchObject({ status: 'REFERRED_BACK', reportDisagrees: true });
    const proposal = await api.see('hanna', 'removalProposal', { id: `${idOf(CLIMATE)}.r1` });
    expect(proposal).toMatchObject({
      status: 'REFERRED_BACK',
      approvals: [],
      decisions: [{ outcome: 'REFERRED_BACK', reason, matterId: MATTER, point: 3 }],
    });
    expect(proposal.lapsedApprovals).toHaveLength(2);
    expect(await api.see('rut', 'plan', { id: plan })).toMatchObject({ activities: 23, removed: 1 });
    await expectWaiting({ hanna: { REVISE_REMOVAL: 1, REVISE_MATTER: 1 }, sara: { CLOSE_MEETING: 1 } });
    expect(await api.refused('sara', 'decidePoint', decide(3, 'APPROVED'))).toMatchObject({
      extensions: { code: 'POINT_DECIDED', details: { point: 3, outcome: 'REFERRED_BACK' } },
    });
    expect(await api.give('sara', 'closeMeeting', { meetingId: MEETING })).toMatchObject({ status: 'CLOSED' });
    await expectWaiting({
      hanna: { REVISE_REMOVAL: 1, REVISE_MATTER: 1 },
      sara: { ADJUST_MINUTES: 1 },
      lars: { ADJUST_MINUTES: 1 },
    });
  });

  it('rule 20: the revised text is reviewed from the first step again', async () => {
    const proposalId = `${idOf(CLIMATE)}.r1`;
    const text = { proposalId, category: 'LACKS_RESOURCES', motivation: 'Också ett mindre paket kostar en tjänst.' };
    const revised = await api.give('hanna', 'reviseRemoval', text);
    expect(revised).toMatchObject({ status: 'IN_REVIEW', version: 2, waitingStep: { code: 'UNIT_MANAGER' } });
    expect(revised.versions.map(({ motivation }) => motivation)).toEqual(['Det saknas resurser.', text.motivation]);
    await expectWaiting({
      hanna: { REVISE_MATTER: 1 },
      erik: { REVIEW_REMOVAL: 1 },
      sara: { ADJUST_MINUTES: 1 },
      lars: { ADJUST_MINUTES: 1 },
    });
    expect(await api.refused('hanna', 'submitMatter', { matterId: MATTER, draftRevision: 1 })).toMatchObject({
      extensions: { code: 'PROPOSAL_NOT_REVIEWED', details: { proposalId } },
    });
    await review(proposalId, 2);
    await expectWaiting({
      hanna: { PUT_TO_BOARD: 1, REVISE_MATTER: 1 },
      sara: { ADJUST_MINUTES: 1 },
      lars: { ADJUST_MINUTES: 1 },
    });
  });

  it('rule 25: what was referred back comes back under its own number, in a version that is reviewed anew', async () => {
    const again = { matterId: MATTER, proposalId: `${idOf(CLIMATE)}.r1` };
    expect(await api.refused('hanna', 'addRemovalPoint', again)).toMatchObject({
      extensions: { code: 'POINT_EXISTS', details: { point: 3 } },
    });
    // The report has been approved: its figures are no longer this version's to tell.
    const brief = 'Nämnden har frågat vad ett mindre paket skulle kosta. Planen har {{plan.activities}} aktiviteter.';
    const submitted = await submittedMatter(api, MATTER, 'hanna', { brief });
    expect(submitted.versions).toMatchObject([
      { number: 1, points: [{ number: 1 }, { number: 2 }, { number: 3, proposalVersion: 1 }] },
      { number: 2, points: [{ number: 3, proposalVersion: 2 }] },
    ]);
    expect((await api.see('erik', 'matter', { id: MATTER })).changesSinceReviewed).toMatchObject({ from: 1, to: 2 });
    await approveMatter(api, MATTER);
    await expectWaiting({
      hanna: { PUT_TO_BOARD: 1 },
      sara: { PUT_ON_AGENDA: 1, ADJUST_MINUTES: 1 },
      lars: { ADJUST_MINUTES: 1 },
    });
  });

  it('rule 25: at the second meeting the point is approved, and the activity leaves the plan', async () => {
    municipality.on('2026-06-03');
    const summoned = await summon(api, '2026-06-10', [MATTER]);
    expect(summoned).toMatchObject({ id: SECOND_MEETING, agenda: [{ item: { version: 2, points: [{ number: 3 }] } }] });
    await expectWaiting({
      sara: { OPEN_MEETING: 1, ADJUST_MINUTES: 1 },
      lars: { READ_SUMMONS: 1, ADJUST_MINUTES: 1 },
    });
    municipality.on('2026-06-10');
    const closed = await decideAll(api, SECOND_MEETING, '95');
    expect(closed).toMatchObject({ status: 'CLOSED', paragraphs: [{ paragraph: '95', status: 'DECIDED' }] });
    const decided = await matter();
    expect(decided).toMatchObject({ status: 'DECIDED', reportDisagrees: false });
    expect(decided.points.map(({ status }) => status)).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
    expect(decided.points[2]?.decisions).toMatchObject([
      { meetingId: MEETING, outcome: 'REFERRED_BACK' },
      { meetingId: SECOND_MEETING, outcome: 'APPROVED', paragraph: '95', date: '2026-06-10' },
    ]);
    await expectWaiting({ sara: { ADJUST_MINUTES: 2 }, lars: { ADJUST_MINUTES: 2 } });
  });

  it('rule 16: the report of tertial 1 shows both activities still; that of tertial 2 does not', async () => {
    expect(await viewOf('T1')).toMatchObject({ planActivities: 22, removedActivities: 2, notReported: 0 });
    expect(await shownIn('T1', idOf(COMMUNICATION))).toMatchObject({
      status: { code: 'ON_HOLD', label: { sv: 'Vänteläge', en: 'On hold' } },
      removed: { date: '2026-05-27', paragraph: '87', dnr: 'KS 2026/142', matterId: MATTER, point: 2 },
      removalProposed: null,
    });
    expect(await shownIn('T1', idOf(CLIMATE))).toMatchObject({ removed: { date: '2026-06-10', point: 3 } });
    expect(await viewOf('T2')).toMatchObject({ followUp: 'NOT_OPENED', notReported: 22 });
    expect(await shownIn('T2', idOf(COMMUNICATION))).toBeUndefined();
    expect(await shownIn('T2', idOf(CLIMATE))).toBeUndefined();
  });

  it('rule 86: each meeting’s decisions gain legal force by themselves, the day after nobody could appeal any more', async () => {
    const scheduler = api.app.get(Scheduler);
    const finality = async () => {
      const shown = [await shownIn('T1', idOf(COMMUNICATION)), await shownIn('T1', idOf(CLIMATE))];
      return shown.map((activity) => activity?.removed?.finality);
    };
    const first = await postAdjusted(api, MEETING, '87', '2026-06-10');
    expect(first.notices).toMatchObject([{ lastAppealDay: '2026-07-01', overdue: false }]);
    municipality.on('2026-06-22');
    const second = await postAdjusted(api, SECOND_MEETING, '95', '2026-06-22');
    expect(second.notices).toMatchObject([{ lastAppealDay: '2026-07-13' }]);
    municipality.on('2026-07-01');
    await scheduler.tick();
    expect(await finality()).toEqual(['NOT_IN_FORCE', 'NOT_IN_FORCE']);
    municipality.on('2026-07-02');
    await scheduler.tick();
    expect(await finality()).toEqual(['IN_FORCE', 'NOT_IN_FORCE']);
    municipality.on('2026-07-14');
    await scheduler.tick();
    expect(await finality()).toEqual(['IN_FORCE', 'IN_FORCE']);
    expect(await api.see('rut', 'meeting', { id: SECOND_MEETING })).toMatchObject({
      legalForce: [{ parts: [{ paragraph: '95', point: null }], on: '2026-07-14' }],
    });
    expect((await matter()).points[2]?.decisions).toMatchObject([
      { outcome: 'REFERRED_BACK', finality: [] },
      { outcome: 'APPROVED', finality: [{ finality: 'IN_FORCE', on: '2026-07-14' }] },
    ]);
    await expectWaiting({ sara: { TAKE_DOWN_NOTICE: 2 } });
  });

  it('rule 15: nothing more is reported of an activity that was taken out of the plan', async () => {
    await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T2', cutOff: '2026-09-15' });
    const report = { activityId: idOf(CLIMATE), tertial: 'T2', status: 'ON_HOLD', comment: 'Vilar.' };
    expect(await api.refused('hanna', 'reportStatus', report)).toMatchObject({
      extensions: { code: 'ACTIVITY_REMOVED', details: { activityId: idOf(CLIMATE) } },
    });
    const again = { activityId: idOf(CLIMATE), category: 'OTHER', motivation: 'En gång till.' };
    expect(await api.refused('hanna', 'proposeRemoval', again)).toMatchObject({
      extensions: { code: 'ACTIVITY_REMOVED' },
    });
  });

  it('rule 24: a rejected removal leaves the activity, and proposing it anew in the tertial is warned about', async () => {
    const activityId = idOf('Utse klimatombud på varje enhet');
    const proposal = { activityId, category: 'NO_LONGER_RELEVANT', motivation: 'Ombuden behövs inte.' };
    await api.give('hanna', 'proposeRemoval', proposal);
    await review(`${activityId}.r1`, 1);
    const opening = { boardId: 'exempel.ks', dnr: 'KS 2026/150', title: 'Klimatombud' };
    const { id: matterId } = await api.give('hanna', 'openMatter', opening);
    await api.give('hanna', 'addReportPoint', { matterId, planId: plan, tertial: 'T1' });
    await api.give('hanna', 'addRemovalPoint', { matterId, proposalId: `${activityId}.r1` });
    await reviewedMatter(api, matterId);
    municipality.on('2026-08-19');
    const { id: meetingId } = await summon(api, '2026-08-26', [matterId]);
    municipality.on('2026-08-26');
    await decideAll(api, meetingId, '101', { 2: { outcome: 'REJECTED' } });
    const rejected = await api.see('rut', 'matter', { id: matterId });
    // Rule 34: the report is approved as it was, and flagged.
    expect(rejected).toMatchObject({ status: 'DECIDED', reportDisagrees: true });
    expect(await shownIn('T1', activityId)).toMatchObject({ removed: null, removalProposed: null });
    expect(await api.see('rut', 'plan', { id: plan })).toMatchObject({ activities: 22 });
    expect(await api.give('hanna', 'proposeRemoval', proposal)).toMatchObject({
      id: `${activityId}.r2`,
      status: 'IN_REVIEW',
      warnings: ['REJECTED_THIS_TERTIAL'],
    });
  });

  it('nothing of what followed from the decisions was left undone', async () => {
    expect(await api.see('cecilia', 'deadLetters')).toEqual([]);
  });
});
