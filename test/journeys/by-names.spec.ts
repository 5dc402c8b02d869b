import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { fillRegister } from '../../src/demo/register.service.js';
import { isId } from '../../src/kernel/identity.js';
import { type MunicipalityUnderTest, startMunicipality } from '../support/municipality-under-test.js';

// The whole case again, as a client with pages plays it: it knows the names of things, and sends no id that it has not
// read in an answer.

type Json = null | boolean | number | string | readonly Json[] | Fields;
interface Fields {
  readonly [name: string]: Json;
}

const TITLE = 'Uppföljning av kommunstyrelsens mål, tertial 1 2026';
const plannedRows = rowsOf('verksamhetsplan-2026.csv');
const assessedRows = rowsOf('malbedomning-tertial-1-2026.csv');

let town: MunicipalityUnderTest;
const read = new Set<string>();

beforeAll(async () => {
  town = await startMunicipality('2025-12-18');
  await fillRegister(town.api.app, town.clock);
});
afterAll(() => town.close());

function sample(file: string): string {
  return readFileSync(new URL(`../../src/demo/sample/${file}`, import.meta.url), 'utf8');
}

function rowsOf(file: string): Readonly<Record<string, string>>[] {
  return parse(sample(file), { bom: true, columns: true, delimiter: ';' });
}

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function isFields(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a value that an answer has there. */
function fields(value: Json | undefined): Fields {
  if (!isFields(value)) throw new Error(`${JSON.stringify(value)} is no object.`);
  return value;
}

function list(value: Json | undefined): Fields[] {
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is no list.`);
  return value.map((one: Json) => fields(one));
}

function text(value: Json | undefined): string {
  if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} is no text.`);
  return value;
}

/** The one of a list with this text in a field. */
function called(things: readonly Fields[], field: string, name: string | undefined): Fields {
  const [found, ...others] = things.filter((thing) => thing[field] === name);
  if (found === undefined || others.length > 0) throw new Error(`${String(name)} is not there once.`);
  return found;
}

/** Sends a document. Each id in its variables is one that an answer had, or a new one within such a thing. */
async function send(who: string, document: string, variables: Fields = {}): Promise<Fields> {
  const typed = [...textsIn(variables).filter(isThing), ...personsIn(variables)].filter((one) => !isKnown(one));
  expect(typed).toEqual([]);
  const { data, errors } = await town.api.send(who, document, variables);
  expect(errors).toEqual([]);
  const plain: Json = JSON.parse(JSON.stringify(data));
  const answer = fields(plain);
  for (const one of textsIn(answer)) read.add(one);
  return answer;
}

/** The person who adopts a model gives it its id, within the municipality. */
function isKnown(id: string): boolean {
  return read.has(id) || (isId('SteeringModel', id) && read.has(id.slice(0, id.lastIndexOf('.'))));
}

/** The fields with ids of people, which have no form of their own. */
const PERSONS = ['personId', 'inPlaceOf', 'chair', 'viceChairs', 'members', 'substitutes', 'adjusters', 'notServing'];

function personsIn(value: Json, isPerson = false): string[] {
  if (typeof value === 'string') return isPerson ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one: Json) => personsIn(one, isPerson));
  return Object.entries(value).flatMap(([key, one]) => personsIn(one ?? null, PERSONS.includes(key)));
}

function isThing(value: string): boolean {
  const things = [
    ...(['Board', 'Unit', 'Plan', 'Goal', 'Activity', 'Measure', 'RemovalProposal', 'Matter', 'Meeting'] as const),
    ...(['SteeringModel', 'ReviewChain'] as const),
  ];
  return things.some((thing) => isId(thing, value)) && !/^\d/.test(value);
}

async function give(who: string, name: string, input: Fields, selection: string): Promise<Fields> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const answer = await send(who, `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, { input });
  return fields(answer[name]);
}

/** The tasks of somebody, each with the command that carries it out. */
async function tasksOf(
  who: string,
  kind: string,
): Promise<{ title: string; command: string; about: Fields; tertial: Json }[]> {
  const one = '{ kind id title tertial next { command idField } }';
  const { waitingForMe } = await send(
    who,
    `{ waitingForMe { followUps ${one} removals ${one} matters ${one} meetings ${one} } }`,
  );
  return Object.values(fields(waitingForMe))
    .flatMap((tasks) => list(tasks))
    .filter((task) => task.kind === kind)
    .map(({ id, title, tertial, next }) => {
      const { command, idField } = fields(next);
      return {
        title: text(title),
        command: text(command),
        about: { [text(idField)]: text(id) },
        tertial: tertial ?? null,
      };
    });
}

describe('the case, played by names and edges', () => {
  let board: Fields;
  let plan: Fields;
  let codes: ReadonlyMap<string, string>;

  it('a plan is imported for the board of the controller, by the name of the board', async () => {
    const { me } = await send('cecilia', '{ me { name municipality { id name } boards { id name } } }');
    const { municipality, boards } = fields(me);
    board = called(list(boards), 'name', 'Kommunstyrelsen');
    const decision = { date: '2025-11-24', paragraph: '143', dnr: 'KF 2025/88' };
    const steeringModelId = `${text(fields(municipality).id)}.model-styrmodell`;
    const model = await give(
      'cecilia',
      'adoptSteeringModel',
      { steeringModelId, name: 'Kommunens styrmodell', holdsFrom: '2026-01-01', decision },
      'id name versions { activityStatuses { code label { sv } } goalStatuses { code label { sv } } }',
    );
    const [version] = list(model.versions);
    const statuses = [...list(version?.activityStatuses), ...list(version?.goalStatuses)];
    codes = new Map(statuses.map(({ code, label }) => [text(fields(label).sv), text(code)]));
    const adopted = { date: '2025-12-17', paragraph: '210', dnr: 'KS 2025/310' };
    const imported = await give(
      'cecilia',
      'importPlan',
      {
        boardId: board.id ?? null,
        year: 2026,
        steeringModelId: model.id ?? null,
        decision: adopted,
        file: sample('verksamhetsplan-2026.csv'),
      },
      'plan { id board { name } steeringModel { name } goals { id title activities { id heading } } }',
    );
    plan = fields(imported.plan);
    expect(plan).toMatchObject({ board: { name: 'Kommunstyrelsen' }, steeringModel: { name: 'Kommunens styrmodell' } });
  });

  it('each task of the follow-up names what to report, and is gone when it is done', async () => {
    town.on('2026-05-04');
    await give('cecilia', 'openFollowUp', { planId: plan.id ?? null, tertial: 'T1', cutOff: '2026-05-15' }, 'followUp');
    town.on('2026-05-11');
    const reporting = ['hanna', 'henrik'].map(async (who) => {
      const tasks = await tasksOf(who, 'REPORT_STATUS');
      return tasks.map((task) => ({ who, ...task }));
    });
    for (const { who, title, command, about, tertial } of (await Promise.all(reporting)).flat()) {
      const row = plannedRows.find(({ Aktivitet }) => title.startsWith(Aktivitet ?? '?'));
      const status = codes.get(row?.['Status tertial 1'] ?? '') ?? null;
      await give(
        who,
        command,
        { ...about, tertial, status, comment: row?.['Kommentar tertial 1'] ?? '' },
        'notReported',
      );
    }
    const assessments = await tasksOf('hanna', 'ASSESS_GOAL');
    for (const row of assessedRows) {
      const task = assessments.find(({ title }) => title === row['Mål']);
      const status = codes.get(row['Bedömning tertial 1'] ?? '') ?? null;
      if (task === undefined) throw new Error(`No task is about ${String(row['Mål'])}.`);
      await give(
        'hanna',
        task.command,
        { ...task.about, tertial: task.tertial, status, comment: row.Kommentar ?? '' },
        'notAssessed',
      );
    }
    expect(await tasksOf('hanna', 'REPORT_STATUS')).toEqual([]);
    town.on('2026-05-13');
    const closed = await give(
      'cecilia',
      'closeFollowUp',
      { planId: plan.id ?? null, tertial: 'T1', acceptIncomplete: true },
      'followUp plan { year }',
    );
    expect(closed).toEqual({ followUp: 'CLOSED', plan: { year: 2026 } });
  });

  it('two activities are proposed for removal by their headings, and each reviewer finds them', async () => {
    const { tertialView } = await send(
      'hanna',
      'query ($planId: ID!) { tertialView(planId: $planId, tertial: T1) { goals { title activities { activityId heading } } } }',
      { planId: plan.id ?? null },
    );
    const activities = list(fields(tertialView).goals).flatMap((goal) => list(goal.activities));
    const proposed = activities.filter(({ heading }) =>
      /kommunikationsplan (?:för att|med målgrupper)/.test(text(heading)),
    );
    expect(proposed).toHaveLength(2);
    for (const { activityId, heading } of proposed) {
      const proposal = await give(
        'hanna',
        'proposeRemoval',
        { activityId: activityId ?? null, category: 'POSTPONED', motivation: 'Intranätet behöver först ses över.' },
        'activity { heading goal { title } } plan { year } authorNamed { name title } board { name }',
      );
      expect(proposal).toMatchObject({
        activity: { heading, goal: { title: expect.any(String) } },
        plan: { year: 2026 },
        authorNamed: { name: 'Hanna Handläggare', title: 'handläggare' },
        board: { name: 'Kommunstyrelsen' },
      });
    }
    for (const [who, day] of [
      ['erik', '2026-05-15'],
      ['fatima', '2026-05-18'],
    ] as const) {
      town.on(day);
      const tasks = await tasksOf(who, 'REVIEW_REMOVAL');
      expect(tasks).toHaveLength(2);
      for (const { command, about } of tasks) {
        const { removalProposal } = await send(
          who,
          'query ($proposalId: ID!) { removalProposal(id: $proposalId) { version } }',
          about,
        );
        const { version = null } = fields(removalProposal);
        await give(who, command, { ...about, version, verdict: 'APPROVE' }, 'status');
      }
    }
  });

  it('the matter takes the reviewed proposals as points, with sentences that are computed', async () => {
    const opened = await give(
      'hanna',
      'openMatter',
      { boardId: board.id ?? null, kind: 'FOLLOW_UP', dnr: 'KS 2026/142', title: TITLE },
      'id',
    );
    const about = { matterId: opened.id ?? null };
    await give('hanna', 'addReportPoint', { ...about, planId: plan.id ?? null, tertial: 'T1' }, 'id');
    const { removalProposals } = await send(
      'hanna',
      'query ($boardId: ID!) { removalProposals(boardId: $boardId, status: REVIEWED) { edges { node { id } } } }',
      { boardId: board.id ?? null },
    );
    for (const { node } of list(fields(removalProposals).edges)) {
      await give('hanna', 'addRemovalPoint', { ...about, proposalId: fields(node).id ?? null }, 'id');
    }
    const texts = { brief: '{{goals.sentence}}', considerations: '{{counts.sentence}} {{removals.sentence}}' };
    const draft = await give('hanna', 'saveMatterDraft', { ...about, ...texts, expectedDraftRevision: 0 }, 'revision');
    const submitted = await give(
      'hanna',
      'submitMatter',
      { ...about, draftRevision: draft.revision ?? null },
      'points { plan { year } activity { heading goal { title } } proposal { activity { heading } } } versions { asRead { considerations } }',
    );
    const [report, ...removals] = list(submitted.points);
    expect(report).toEqual({ plan: { year: 2026 }, activity: null, proposal: null });
    expect(removals.map(({ activity }) => fields(fields(activity).goal).title)).not.toContain(null);
    expect(removals).toHaveLength(2);
    const [version] = list(submitted.versions);
    expect(fields(version?.asRead).considerations).toBe(
      'Av 24 aktiviteter har en statusen ”Ej påbörjad”, en ”Vänteläge”, 14 ”Pågående enligt plan”, fem ”Pågående med ' +
        'avvikelse” och tre ”Avslutad enligt plan”. Två aktiviteter föreslås tas ur verksamhetsplanen, som därefter har ' +
        '22 aktiviteter.',
    );
    town.on('2026-05-19');
    for (const who of ['erik', 'fatima']) {
      const [task] = await tasksOf(who, 'REVIEW_MATTER');
      if (task === undefined) throw new Error(`${who} has no matter to review.`);
      const { matter } = await send(
        who,
        'query ($matterId: ID!) { matter(id: $matterId) { versions { number hash } } }',
        task.about,
      );
      const { number = null, hash = null } = list(fields(matter).versions).at(-1) ?? {};
      await give(who, task.command, { ...task.about, version: number, hash, verdict: 'APPROVE' }, 'status');
    }
  });

  let meetingId: Json;

  it('the board of the register is summoned to the matter', async () => {
    town.on('2026-05-20');
    const { boardComposition } = await send(
      'sara',
      'query ($boardId: ID!) { boardComposition(boardId: $boardId, day: "2026-05-27") { chair viceChairs members substitutes chairNamed { name } board { name } } }',
      { boardId: board.id ?? null },
    );
    const { chair = null, viceChairs = null, members = null, substitutes = null, ...named } = fields(boardComposition);
    expect(named).toEqual({ chairNamed: { name: 'Karin Karlsson' }, board: { name: 'Kommunstyrelsen' } });
    const composition = { chair, viceChairs, members, substitutes };
    const when = { date: '2026-05-27', time: '13:00', place: 'Stora salen' };
    const meeting = await give(
      'sara',
      'scheduleMeeting',
      { boardId: board.id ?? null, ...when, composition },
      'id board { name }',
    );
    meetingId = meeting.id ?? null;
    const [task] = await tasksOf('sara', 'PUT_ON_AGENDA');
    const agenda = await give('sara', 'putOnAgenda', { meetingId, ...task?.about }, 'agenda { matter { dnr title } }');
    expect(agenda).toEqual({ agenda: [{ matter: { dnr: 'KS 2026/142', title: TITLE } }] });
    const summoned = await give(
      'sara',
      'sendSummons',
      { meetingId },
      'summonses { items { points { activity { heading } permitted { command } } } }',
    );
    const points = list(summoned.summonses).flatMap(({ items }) => list(items).flatMap((item) => list(item.points)));
    // Rule 45: what was sent is the past, in which nobody decides.
    expect(points.map(({ permitted }) => permitted)).toEqual([null, null, null]);
  });

  it('rule 45: each point says whether the board can decide on it, before and after it has', async () => {
    town.on('2026-05-27');
    const document = `query ($meetingId: ID!) { meeting(id: $meetingId) {
      composition { chair members }
      agenda { matterId item { points { number permitted { command allowed code } } } } } }`;
    const before = fields((await send('sara', document, { meetingId: meetingId ?? null })).meeting);
    const { chair = null, members } = fields(before.composition);
    const [item] = list(before.agenda);
    const allowed = (points: Json | undefined) => list(points).map(({ permitted }) => list(permitted));
    const open = [{ command: 'decidePoint', allowed: false, code: 'MEETING_STATUS' }];
    expect(allowed(fields(item?.item).points)).toEqual([open, open, open]);
    if (!Array.isArray(members)) throw new Error('The meeting has no members.');
    const serving = members.map((personId: Json) => ({ personId, inPlaceOf: null }));
    await give(
      'sara',
      'openMeeting',
      { meetingId: meetingId ?? null, attendance: { serving, chair }, adjusters: [chair] },
      'status',
    );
    const about = { meetingId: meetingId ?? null, matterId: item?.matterId ?? null };
    const decided = { outcome: 'APPROVED', paragraph: '87' };
    for (const { number = null } of list(fields(item?.item).points)) {
      await give('sara', 'decidePoint', { ...about, point: number, ...decided }, 'status');
      const now = fields((await send('sara', document, { meetingId: meetingId ?? null })).meeting);
      const told = allowed(fields(list(now.agenda)[0]?.item).points).map(([one]) => one?.code ?? null);
      expect(told).toEqual([1, 2, 3].map((point) => (point <= Number(number) ? 'POINT_DECIDED' : null)));
    }
    const closed = await give(
      'sara',
      'closeMeeting',
      { meetingId: meetingId ?? null },
      'decisions { matter { dnr } plan { year } activity { heading goal { title } } proposal { activity { heading } } recordedByNamed { name } }',
    );
    const [report, first] = list(closed.decisions);
    expect(report).toEqual({
      matter: { dnr: 'KS 2026/142' },
      plan: { year: 2026 },
      activity: null,
      proposal: null,
      recordedByNamed: { name: 'Sara Sekreterare' },
    });
    expect(fields(first?.activity).heading).toBe(fields(fields(first?.proposal).activity).heading);
  });

  it('the decisions gain legal force, and each activity that left the plan names its matter', async () => {
    const adjusting = await tasksOf('sara', 'ADJUST_MINUTES');
    town.on('2026-06-01');
    const { meeting } = await send(
      'sara',
      'query ($meetingId: ID!) { meeting(id: $meetingId) { adjusters adjustersNamed { name } } }',
      { meetingId: meetingId ?? null },
    );
    const { adjusters = null, adjustersNamed } = fields(meeting);
    expect(adjustersNamed).toEqual([{ name: 'Karin Karlsson' }]);
    const paragraphs = ['87'];
    await give(
      'sara',
      'adjustMinutes',
      { ...adjusting[0]?.about, paragraphs, adjusters, date: '2026-06-01' },
      'status',
    );
    town.on('2026-06-02');
    const [posting] = await tasksOf('sara', 'POST_NOTICE');
    await give(
      'sara',
      'postNotice',
      { ...posting?.about, paragraphs, date: '2026-06-02', keptAt: 'Kansliet' },
      'status',
    );
    town.on('2026-06-24');
    await town.tick();
    const { tertialView } = await send(
      'lars',
      `query ($planId: ID!) { tertialView(planId: $planId, tertial: T1) { goals { activities {
        heading removed { finality matter { dnr title } proposal { id } } } } } }`,
      { planId: plan.id ?? null },
    );
    const removed = list(fields(tertialView).goals)
      .flatMap((goal) => list(goal.activities))
      .flatMap((one) => one.removed ?? []);
    // Rule 52: a board member does not read proposals, and reads the title of the matter that the board received.
    const expected = { finality: 'IN_FORCE', matter: { dnr: 'KS 2026/142', title: TITLE }, proposal: null };
    expect(removed).toEqual([expected, expected]);
  });

  it('rule 49: a thing is called what it was called at the moment of the answer', async () => {
    const proof = 'goals { assessment { proof { activityId activity { heading } } } }';
    const proofs = (view: Json | undefined) =>
      list(fields(view).goals).flatMap(({ assessment }) =>
        assessment === null || fields(assessment).proof === null ? [] : list(fields(assessment).proof),
      );
    const asked = { planId: plan.id ?? null };
    const { tertialView } = await send(
      'rut',
      `query ($planId: ID!) { tertialView(planId: $planId, tertial: T1) { ${proof} } }`,
      asked,
    );
    const [proving] = proofs(tertialView);
    const { activityId = null, activity } = fields(proving);
    const { heading } = fields(activity);
    const position = await town.api.head();
    const decision = { date: '2026-06-24', paragraph: '90', dnr: 'KS 2026/150' };
    await give('cecilia', 'rewordActivity', { activityId, heading: 'En ny rubrik', description: '', decision }, 'id');
    const document = `query ($planId: ID!, $position: Float!) {
      then: tertialView(planId: $planId, tertial: T1, asOf: { position: $position }) { ${proof} }
      ...Now }
      fragment Now on Query { now: tertialView(planId: $planId, tertial: T1) { ${proof} } }`;
    // The second time, the document is compiled.
    for (let time = 1; time <= 2; time += 1) {
      const { then, now } = await send('rut', document, { ...asked, position });
      const headings = [then, now].map(
        (view) => fields(called(proofs(view), 'activityId', text(activityId)).activity).heading,
      );
      expect(headings).toEqual([heading, 'En ny rubrik']);
    }
  });
});
