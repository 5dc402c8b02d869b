// What the clients do: works of one or more commands, each with an id of its own, that a killed service interrupts
// anywhere. A client remembers the command that it has no answer to and sends that same one again.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const MODEL = 'exempel.model-crash';
const ASK_AGAIN_AFTER_MS = 100;
const FIRST_YEAR = 2000;
const YEARS = 1000;

const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format();
const thisYear = Number(today().slice(0, 4));
const tertial = `T${Math.ceil(Number(today().slice(5, 7)) / 4)}`;

const statuses = {
  open: ['NOT_STARTED', 'ON_HOLD', 'ONGOING_AS_PLANNED', 'ONGOING_WITH_DEVIATION'],
  completed: ['COMPLETED_AS_PLANNED', 'COMPLETED_WITH_DEVIATION'],
};

/** The numbers from 0 to 1 that follow from a seed (Mulberry32): the same seed plays the same kills and works. */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The fields of each mutation's answer; otherwise its id. */
const askedOf = {
  reportStatus: 'planId',
  openFollowUp: 'planId',
  saveMatterDraft: 'revision',
  submitMatter: 'id versions { number hash }',
};

function asking(mutation) {
  const name = mutation[0].toUpperCase() + mutation.slice(1);
  return `mutation ($input: ${name}Input!) { answer: ${mutation}(input: $input) { ${askedOf[mutation] ?? 'id'} } }`;
}

/**
 * A command with what shall come of it: one event of a type in a stream or, with `refusal`, none. Every content has a
 * text of its own, the command's id, so that the same effect taken twice shows in the log whatever its metadata say.
 */
function command(mutation, role, boardId, { event, stream, refusal = null }, content) {
  const commandId = randomUUID();
  return {
    isRecord: true,
    commandId,
    query: asking(mutation),
    input: { commandId, ...content(commandId) },
    mutation,
    role,
    boardId,
    event,
    stream,
    refusal,
    /** Its answer each time it was sent: `acknowledged`, the code of a refusal, or null for no answer. */
    answers: [],
    /** Its outcome, by the last answer. */
    shown: null,
    sentIn: null,
    acknowledgedIn: null,
  };
}

/**
 * Writes the text that a matter's first version is made of. That is no record and no command: what was saved before the
 * service died is refused when it is sent again. Whether it was kept shows when the version is made of it.
 */
function saveFirstDraft(boardId, matterId) {
  return {
    isRecord: false,
    query: asking('saveMatterDraft'),
    input: { matterId, expectedDraftRevision: 0, brief: 'I korthet.', considerations: 'Överväganden.' },
    role: 'CLERK',
    boardId,
    refusal: 'DRAFT_CHANGED',
    answers: [],
    shown: null,
  };
}

function adoptPlan(boardId, year, goals, activities) {
  const planId = `${boardId}.${year}`;
  const activity = { startDate: `${year}-01-01`, endDate: `${year}-12-31`, responsibleUnit: 'Enheten' };
  return command('adoptPlan', 'CONTROLLER', boardId, { event: 'PlanAdopted', stream: `plan-${planId}` }, (dnr) => ({
    boardId,
    year,
    steeringModelId: MODEL,
    decision: { date: today(), paragraph: '1', dnr },
    goals: Array.from({ length: goals }, (_, goal) => ({
      title: `Mål ${goal + 1}`,
      activities: Array.from({ length: activities }, (__, n) => ({ heading: `Aktivitet ${n + 1}`, ...activity })),
    })),
  }));
}

function openMatter(boardId, number, refusal = null) {
  const stream = `matter-${boardId}.dnr-ks-${thisYear}-${number}`;
  return command('openMatter', 'CLERK', boardId, { event: 'MatterOpened', stream, refusal }, (title) => ({
    boardId,
    dnr: `KS ${thisYear}/${number}`,
    title,
  }));
}

/** The commands that must come before any work. */
export function* firstOfAll() {
  const expected = { event: 'SteeringModelAdopted', stream: `steeringModel-${MODEL}` };
  yield command('adoptSteeringModel', 'CONTROLLER', 'exempel.ks', expected, (dnr) => ({
    steeringModelId: MODEL,
    name: 'Styrmodell',
    holdsFrom: '2000-01-01',
    decision: { date: today(), paragraph: '1', dnr },
  }));
}

const SHARED_GOALS = 6;
const SHARED_ACTIVITIES = 3;

function sharedBoard(cycle) {
  return `exempel.cycle-${cycle}`;
}

/** The plan that all clients report on in a cycle. */
export function shared(cycle) {
  const boardId = sharedBoard(cycle);
  return { boardId, planId: `${boardId}.${thisYear}`, tertial };
}

/** A plan that all clients report on at the same time. Each cycle has its own, since what is reported on grows slow. */
export function* firstOfCycle(cycle) {
  const boardId = sharedBoard(cycle);
  const planId = `${boardId}.${thisYear}`;
  yield adoptPlan(boardId, thisYear, SHARED_GOALS, SHARED_ACTIVITIES);
  const expected = { event: 'FollowUpOpened', stream: `plan-${planId}` };
  yield command('openFollowUp', 'CONTROLLER', boardId, expected, () => ({
    planId,
    tertial,
    cutOff: `${thisYear}-12-31`,
  }));
}

function* reportOnShared({ pick, cycle }) {
  const boardId = sharedBoard(cycle);
  const goalId = `${boardId}.${thisYear}.g${1 + pick(SHARED_GOALS)}`;
  const expected = { event: 'ActivityStatusReported', stream: `goal-${goalId}` };
  const activity = 1 + pick(SHARED_ACTIVITIES);
  // Rule 8: a completed activity is not reported as ongoing again. So only the last one is ever completed.
  const possible = activity === SHARED_ACTIVITIES ? statuses.completed : statuses.open;
  const status = possible[pick(possible.length)];
  yield command('reportStatus', 'CLERK', boardId, expected, (comment) => ({
    activityId: `${goalId}.a${activity}`,
    tertial,
    status,
    comment,
  }));
}

function* openOneMatter({ boardId, next }) {
  yield openMatter(boardId, next());
}

function* openMatterTwice({ boardId, next }) {
  const number = next();
  yield openMatter(boardId, number);
  yield openMatter(boardId, number, 'MATTER_EXISTS');
}

function* sayTwice({ boardId, next }) {
  const said = openMatter(boardId, next());
  yield said;
  yield said;
}

/** Each goal of the plan is a reaction. */
function* adoptOnePlan({ boardId, next, pick }) {
  yield adoptPlan(`${boardId}-${next()}`, FIRST_YEAR + pick(YEARS), 1 + pick(5), 2);
}

/** A meeting is of one day. A work takes a while when the service dies under it. */
const LONGEST_WORK_IN_MINUTES = 15;

function isNearlyMidnight() {
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', timeStyle: 'short' }).format();
  const [hours, minutes] = time.split(':').map(Number);
  return 24 * 60 - (60 * hours + minutes) < LONGEST_WORK_IN_MINUTES;
}

/**
 * From the plan to the board's decision, at which the activity leaves the plan: five reactions, from the summons to the
 * matter and its proposals, and from each decision to the matter, the proposal and the activity.
 */
function* removeActivities(around) {
  const meeting = yield* comeToBoard(around);
  if (meeting) yield* meet(meeting, around);
}

/** From the plan until the meeting is to be summoned. Returns the meeting; undefined when it is too late for one today. */
function* comeToBoard({ boardId: prefix, next }) {
  if (isNearlyMidnight()) return undefined;
  const number = next();
  const boardId = `${prefix}-${number}`;
  const goalId = `${boardId}.${thisYear}.g1`;
  const proposals = [1, 2].map((activity) => ({
    activityId: `${goalId}.a${activity}`,
    proposalId: `${goalId}.a${activity}.r1`,
    stream: `removal-${goalId}.a${activity}`,
  }));
  yield adoptPlan(boardId, thisYear, 1, 2);
  for (const { activityId, proposalId, stream } of proposals) {
    yield command('proposeRemoval', 'CLERK', boardId, { event: 'RemovalProposed', stream }, (motivation) => ({
      activityId,
      category: 'LACKS_RESOURCES',
      motivation,
    }));
    for (const role of ['REVIEWER:UNIT_MANAGER', 'REVIEWER:HEAD_OF_ADMINISTRATION']) {
      yield command('reviewRemoval', role, boardId, { event: 'RemovalStepApproved', stream }, (reason) => ({
        proposalId,
        version: 1,
        verdict: 'APPROVE',
        reason,
      }));
    }
  }
  const opened = openMatter(boardId, number);
  yield opened;
  const { stream } = opened;
  const matterId = stream.slice('matter-'.length);
  for (const { proposalId } of proposals) {
    const expected = { event: 'DecisionPointAdded', stream };
    yield command('addRemovalPoint', 'CLERK', boardId, expected, () => ({ matterId, proposalId }));
  }
  yield* reviewMatter(boardId, matterId);
  const meeting = meetingToday(boardId);
  const when = { date: today(), time: '13:00', composition };
  yield atMeeting(meeting, 'scheduleMeeting', 'MeetingScheduled', (place) => ({ boardId, ...when, place }));
  yield atMeeting(meeting, 'putOnAgenda', 'MatterPutOnAgenda', () => ({ meetingId: meeting.meetingId, matterId }));
  return { ...meeting, matterId };
}

function* reviewMatter(boardId, matterId) {
  const stream = `matter-${matterId}`;
  yield saveFirstDraft(boardId, matterId);
  const expected = { event: 'MatterVersionSubmitted', stream };
  const submitted = command('submitMatter', 'CLERK', boardId, expected, () => ({ matterId, draftRevision: 1 }));
  yield submitted;
  const [{ number: version, hash }] = submitted.shown.versions;
  for (const role of ['REVIEWER:UNIT_MANAGER', 'REVIEWER:HEAD_OF_ADMINISTRATION']) {
    yield command('reviewMatter', role, boardId, { event: 'MatterStepApproved', stream }, (reason) => ({
      matterId,
      version,
      hash,
      verdict: 'APPROVE',
      reason,
    }));
  }
}

const members = ['karin', 'maria', 'lars'];
const composition = { chair: 'karin', viceChairs: ['maria'], members, substitutes: [] };
const attendance = { serving: members.map((personId) => ({ personId })), notServing: [], chair: 'karin' };

function meetingToday(boardId) {
  return { boardId, meetingId: `${boardId}.meeting-${today()}` };
}

function atMeeting({ boardId, meetingId }, mutation, event, content) {
  return command(mutation, 'SECRETARY', boardId, { event, stream: `meeting-${meetingId}` }, content);
}

/** The board is summoned to its meeting, and decides both points. */
function* meet({ matterId, ...meeting }, { pick }) {
  const { meetingId } = meeting;
  yield atMeeting(meeting, 'sendSummons', 'SummonsSent', () => ({ meetingId }));
  yield atMeeting(meeting, 'openMeeting', 'MeetingOpened', () => ({ meetingId, attendance, adjusters: members }));
  for (const point of [1, 2]) {
    const outcome = pick(4) === 0 ? 'REJECTED' : 'APPROVED';
    const decision = { meetingId, matterId, point, outcome, paragraph: '1' };
    yield atMeeting(meeting, 'decidePoint', 'DecisionRecorded', (reason) => ({ ...decision, reason }));
  }
  yield atMeeting(meeting, 'closeMeeting', 'MeetingClosed', () => ({ meetingId }));
}

/** How often each work is begun, of a hundred. */
const works = [
  [35, reportOnShared],
  [20, openOneMatter],
  [5, openMatterTwice],
  [5, sayTwice],
  [15, adoptOnePlan],
  [20, removeActivities],
];

/** How many commands have been acknowledged for the first time; all clients of a store count on the same one. */
export class Tally {
  acknowledged = 0;
}

/** One of those who send commands at the same time; each waits for its answer before it goes on. */
export class Client {
  /** All commands that it has ever sent, in order. What is no record is not among them. */
  sent = [];
  /** How often it was answered with what the views show, and not only that it is saved. */
  answeredInFull = 0;
  #doors;
  #door;
  #tally;
  #random;
  #boardId;
  #number = 0;
  #work = [][Symbol.iterator]();
  #unanswered = null;

  /**
   * @param doors the processes that it can send its commands to; it changes when one gives no answer
   * @param name by which its boards are told from those of the others
   */
  constructor(doors, { name, number, seed, tally }) {
    this.#doors = doors;
    this.#door = number % doors.length;
    this.#tally = tally;
    this.#random = chance(seed);
    this.#boardId = `exempel.${name}`;
  }

  get hasUnanswered() {
    return this.#unanswered !== null;
  }

  /** Goes on with its works until the signal, or when told of one, until that is done and with what comes of it. */
  async run({ cycle, signal, only }) {
    if (only) this.#work = only;
    while (!signal?.aborted) {
      const { value: next, done } = this.#work.next();
      if (done && only) return next;
      if (done) this.#work = this.#nextWork(cycle);
      else await this.#sendUntilAnswered(next, cycle, signal);
    }
  }

  /** Adopts a plan, from which reactions follow. */
  async adoptPlan(cycle, signal) {
    await this.run({ cycle, signal, only: adoptOnePlan(this.#among(cycle)) });
  }

  /** Is about to be summoned when the load begins, so that a short one too is full of summonses and decisions. */
  async comeToBoard(cycle) {
    const around = this.#among(cycle);
    const meeting = await this.run({ cycle, only: comeToBoard(around) });
    if (meeting) this.#work = meet(meeting, around);
  }

  /** Sends again what it has no answer to. */
  async sendAgain(cycle) {
    const unanswered = this.#unanswered;
    if (unanswered !== null) await this.#sendUntilAnswered(unanswered, cycle, AbortSignal.timeout(30_000));
  }

  async #sendUntilAnswered(next, cycle, signal) {
    if (next.isRecord && !this.sent.includes(next, -1)) {
      this.sent.push(next);
      next.sentIn = cycle;
    }
    this.#unanswered = next;
    while (!(await this.#send(next, cycle))) {
      if (signal?.aborted) return;
      await sleep(ASK_AGAIN_AFTER_MS);
    }
    this.#unanswered = null;
    // The commands after a refused one would be refused as well.
    if (next.answers.at(-1) !== 'acknowledged' && next.refusal === null) this.#work = [][Symbol.iterator]();
  }

  /** True when it was answered, with a no or with what came of it. One that is only saved is sent until that shows. */
  async #send(next, cycle) {
    const door = this.#doors[this.#door];
    const token = await door.tokenFor(next.role, next.boardId);
    const { data, errors } = await door.ask(next.query, { input: next.input }, token);
    const answer = answerIn(data, errors);
    next.answers.push(answer);
    if (answer === 'acknowledged') {
      if (next.isRecord && next.acknowledgedIn === null) this.#tally.acknowledged += 1;
      next.acknowledgedIn ??= cycle;
      next.shown = data?.answer ?? next.shown;
      if (data?.answer) this.answeredInFull += 1;
    } else if (answer === null) {
      this.#door = (this.#door + 1) % this.#doors.length;
    }
    return answer !== null && !(answer === 'acknowledged' && !data?.answer);
  }

  #nextWork(cycle) {
    let ticket = this.#pick(100);
    const [, work] = works.find(([share]) => (ticket -= share) < 0);
    return work(this.#among(cycle));
  }

  #among(cycle) {
    return { cycle, boardId: this.#boardId, next: () => (this.#number += 1), pick: (n) => this.#pick(n) };
  }

  #pick(choices) {
    return Math.floor(this.#random() * choices);
  }
}

/** These codes say that the outcome is unknown, or that the command may be sent again. */
const noAnswer = ['OUTCOME_UNKNOWN', 'STORE_UNAVAILABLE', 'ANOTHER_LOG', 'BUSY', 'INTERNAL', 'STARTING'];

function answerIn(data, errors) {
  const code = errors?.[0]?.extensions?.code;
  // It is saved, so it counts as acknowledged, and nothing of it may be lost.
  if (code === 'NOT_YET_VISIBLE' || data?.answer) return 'acknowledged';
  return code === undefined || noAnswer.includes(code) ? null : code;
}
