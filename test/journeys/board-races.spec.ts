import { EVENT_STORE, type EventStore } from '../../src/platform/event-store/event-store.js';
import { ownIn } from '../../src/platform/event-store/foreign-event.js';
import type { Api } from '../support/api-under-test.js';
import {
  asRead,
  decision,
  everyone,
  followUp,
  members,
  reviewedMatter,
  reviewedProposal,
  scheduledMeeting,
  summonedMeeting,
  writtenMatter,
} from '../support/board-day-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { activity, type MunicipalityUnderTest, startMunicipality } from '../support/municipality-under-test.js';
import { onPostgres } from '../support/postgres-under-test.js';
import { decided, type Fault, type Runner, Tally, together } from '../support/race-under-test.js';

// What two do in the same instant, over the API: each is given first in half of the rounds, and both are on their way
// before either is answered.

/** The § in which a matter is decided: its number, because a board takes each § once a year. */
function paragraphOf(matterId: string): string {
  return matterId.split('-').at(-1) ?? '';
}

interface Setting {
  readonly setting: string;
  readonly services: number;
  readonly rounds: readonly number[];
}

const settings: readonly Setting[] = [
  { setting: 'in one service', services: 1, rounds: [1, 2, 3, 4] },
  { setting: 'in two services', services: 2, rounds: [1, 2] },
];
/** Two services share a server. */
const newDatabase = onPostgres();
const LONGEST_START_IN_MILLISECONDS = 180_000;
/** A summons has claimed its proposals soon after it was sent, and before it is answered. */
const MILLISECONDS_TO_CLAIM = 8;

describe.each(settings)('two in the same instant, $setting', ({ setting, services, rounds }) => {
  let municipalities: MunicipalityUnderTest[];
  let api: Api;
  let apis: readonly [Api, Api];
  let number = 200;
  let day = 1;
  let proposed = 2;
  const tally = new Tally();

  beforeAll(async () => {
    const url = services === 1 ? null : await newDatabase();
    const places = url === null ? inMemory : { folder: '', eventsUrl: url, viewsUrl: url };
    municipalities = [];
    for (let n = 0; n < services; n += 1) municipalities.push(await startMunicipality('2026-05-04', places));
    const [first, second = first] = municipalities;
    if (first === undefined || second === undefined) throw new Error('There is no service.');
    ({ api } = first);
    apis = [first.api, second.api];
    await followUp(api, 2 + 3 * rounds.length);
  }, LONGEST_START_IN_MILLISECONDS);
  afterAll(async () => {
    tally.print(setting);
    for (const { close } of municipalities) await close();
  });

  async function newMatter(wordings: readonly string[] = ['Anta förslaget']): Promise<string> {
    number += 1;
    return writtenMatter(api, number, { title: `Ärende ${number}`, wordings });
  }

  async function newReviewedMatter(): Promise<string> {
    const matterId = await newMatter();
    await reviewedMatter(api, matterId);
    return matterId;
  }

  function nextDay(): string {
    day += 1;
    return `2026-${String(6 + Math.floor(day / 28)).padStart(2, '0')}-${String((day % 28) + 1).padStart(2, '0')}`;
  }

  /** A meeting that is open, with a matter of one point before it. */
  async function openMeeting(): Promise<{ meetingId: string; matterId: string; expectedRevision: number }> {
    const matterId = await newReviewedMatter();
    const date = nextDay();
    const meetingId = await summonedMeeting(api, date, [matterId]);
    for (const municipality of municipalities) municipality.on(date);
    const opening = { meetingId, attendance: everyone, adjusters: ['maria'] };
    const { revision } = await api.give('sara', 'openMeeting', opening);
    return { meetingId, matterId, expectedRevision: revision };
  }

  /** The position of the event about the thing in the log; null when the log has none. */
  async function positionOf(type: string, id: string): Promise<number | null> {
    const store = api.app.get<EventStore>(EVENT_STORE);
    for await (const page of store.readAll(0)) {
      const found = ownIn(page).find((event) => event.type === type && JSON.stringify(event.data).includes(`"${id}"`));
      if (found !== undefined) return found.position;
    }
    return null;
  }

  /** Runs them, each first in every second round, and counts who won. */
  async function race(name: string, round: number, one: Runner, other: Runner) {
    const finish = decided(await together(apis, round % 2 === 1 ? [one, other] : [other, one]));
    tally.count(name, finish.winner.called);
    return finish;
  }

  /** The answer to the loser: who was first, with what, in which role. */
  function expectToldOf(fault: Fault, codes: readonly string[], event: string, actor: string, role: string): void {
    expect(codes).toContain(fault.extensions.code);
    expect(fault.extensions.latest).toEqual({ event, actor, role, at: expect.stringMatching(/^2026-/) });
  }

  /** Rule 42: whoever named the revision that they read is told of all that was done since. */
  function expectConflict(fault: Fault, event: string, actor: string): void {
    expect(fault.extensions).toMatchObject({ code: 'REVISION_CONFLICT', details: { changes: [{ event, actor }] } });
  }

  describe('rule 21: two reviewers who hold the same step', () => {
    const approving = (read: object): Runner => ({
      called: 'approval',
      who: 'erik',
      name: 'reviewMatter',
      input: { ...read, verdict: 'APPROVE' },
    });
    const returning = (read: object): Runner => ({
      called: 'return',
      who: 'ella',
      name: 'reviewMatter',
      input: { ...read, verdict: 'RETURN', reason: 'Skriv mer.' },
    });

    async function submitted() {
      const matterId = await newMatter();
      const { revision: expectedRevision } = await api.give('hanna', 'submitMatter', { matterId, draftRevision: 1 });
      return { ...(await asRead(api, matterId)), expectedRevision };
    }

    it.each(rounds)('round %i: one verdict is given, and the other is told of it', async (round) => {
      const { expectedRevision: _, ...read } = await submitted();
      const { winner, fault } = await race('approval, return', round, approving(read), returning(read));
      const event = winner.called === 'approval' ? 'MatterStepApproved' : 'MatterReturned';
      expectToldOf(fault, ['NOT_YOUR_STEP', 'MATTER_STATUS'], event, winner.who, 'REVIEWER');
      expect((await api.see('rut', 'matter', { id: read.matterId })).verdicts).toMatchObject([{ by: winner.who }]);
    });

    it.each(rounds)('round %i, rule 42: with the revision that they read', async (round) => {
      const read = await submitted();
      const { winner, fault } = await race('approval, return (42)', round, approving(read), returning(read));
      expectConflict(fault, winner.called === 'approval' ? 'MatterStepApproved' : 'MatterReturned', winner.who);
    });
  });

  describe('rule 22: two secretaries who record what was decided of one point', () => {
    const recording = (who: string, outcome: string, { meetingId, matterId, ...more }: Opened): Runner => ({
      called: outcome,
      who,
      name: 'decidePoint',
      input: { ...decision(meetingId, matterId, 1, outcome, paragraphOf(matterId)), ...more },
    });
    type Opened =
      Awaited<ReturnType<typeof openMeeting>> | Omit<Awaited<ReturnType<typeof openMeeting>>, 'expectedRevision'>;

    it.each(rounds)('round %i: one decision is recorded, and the other is told which', async (round) => {
      const { meetingId, matterId } = await openMeeting();
      const about = { meetingId, matterId };
      const one = recording('sara', 'APPROVED', about);
      const { winner, fault } = await race('two decisions', round, one, recording('stina', 'REJECTED', about));
      expectToldOf(fault, ['POINT_DECIDED'], 'DecisionRecorded', winner.who, 'SECRETARY');
      expect(fault.extensions.details).toEqual({ point: 1, outcome: winner.called });
      const { points } = await api.see('rut', 'matter', { id: matterId });
      expect(points[0]?.decisions).toMatchObject([{ outcome: winner.called, recordedBy: 'system' }]);
    });

    it.each(rounds)('round %i, rule 42: with the revision that they read', async (round) => {
      const opened = await openMeeting();
      const one = recording('sara', 'APPROVED', opened);
      const { winner, fault } = await race('two decisions (42)', round, one, recording('stina', 'REJECTED', opened));
      expectConflict(fault, 'DecisionRecorded', winner.who);
    });
  });

  describe('rule 14: the author withdraws, and a reviewer approves', () => {
    async function waitingForHead() {
      proposed += 1;
      const input = { activityId: activity(proposed), category: 'OTHER', motivation: 'Text' };
      const { id: proposalId } = await api.give('hanna', 'proposeRemoval', input);
      const approval = { proposalId, version: 1, verdict: 'APPROVE' };
      const { revision: expectedRevision } = await api.give('erik', 'reviewRemoval', approval);
      return { proposalId, expectedRevision };
    }
    const withdrawal = (input: object): Runner => ({
      called: 'withdrawal',
      who: 'hanna',
      name: 'withdrawRemoval',
      input,
    });
    const approval = (input: object): Runner => ({
      called: 'approval',
      who: 'fatima',
      name: 'reviewRemoval',
      input: { ...input, version: 1, verdict: 'APPROVE' },
    });

    it.each(rounds)('round %i: it is withdrawn, whether it was approved first or not', async (round) => {
      const { proposalId } = await waitingForHead();
      const runners = [withdrawal({ proposalId }), approval({ proposalId })] as const;
      const { refused } = await together(apis, round % 2 === 1 ? runners : [runners[1], runners[0]]);
      tally.count('withdrawal, approval', refused.length === 0 ? 'approval, then withdrawal' : 'withdrawal');
      for (const { fault } of refused) expectToldOf(fault, ['REMOVAL_STATUS'], 'RemovalWithdrawn', 'hanna', 'CLERK');
      expect(await api.see('rut', 'removalProposal', { id: proposalId })).toMatchObject({
        status: 'WITHDRAWN',
        approvals: [],
        lapsedApprovals: refused.length === 0 ? [{ by: 'erik' }, { by: 'fatima' }] : [{ by: 'erik' }],
      });
    });

    it.each(rounds)('round %i, rule 42: with the revision that they read, one of them is refused', async (round) => {
      const read = await waitingForHead();
      const { winner, fault } = await race('withdrawal, approval (42)', round, withdrawal(read), approval(read));
      expectConflict(fault, winner.called === 'approval' ? 'RemovalStepApproved' : 'RemovalWithdrawn', winner.who);
    });
  });

  describe('rule 14: the author withdraws what the secretary sends', () => {
    it.each(rounds)('round %i: the order of the log decides', async (round) => {
      proposed += 1;
      const proposalId = await reviewedProposal(api, proposed);
      number += 1;
      const title = `Ärende ${number}`;
      const matterId = await writtenMatter(api, number, { title, proposalIds: [proposalId], wordings: ['Mer'] });
      await reviewedMatter(api, matterId);
      const meetingId = await scheduledMeeting(api, nextDay());
      await api.give('sara', 'putOnAgenda', { meetingId, matterId });
      const sending: Runner = { called: 'summons', who: 'sara', name: 'sendSummons', input: { meetingId } };
      const back: Runner = { called: 'withdrawal', who: 'hanna', name: 'withdrawRemoval', input: { proposalId } };
      const { refused } = await together(apis, [sending, back], round * MILLISECONDS_TO_CLAIM);
      for (const { fault } of refused) {
        expectToldOf(fault, ['REMOVAL_BEFORE_BOARD'], 'RemovalPutToBoard', 'system', 'SYSTEM');
      }
      const { points } = await api.see('rut', 'matter', { id: matterId });
      const { status } = await api.see('rut', 'removalProposal', { id: proposalId });
      const withdrawnAt = await positionOf('RemovalWithdrawn', proposalId);
      const isBoards = withdrawnAt === null || withdrawnAt > ((await positionOf('SummonsSent', meetingId)) ?? Infinity);
      tally.count('withdrawal, summons', isBoards ? 'summons' : 'withdrawal');
      expect(await positionOf('RemovalWithdrawalVoided', proposalId)).toEqual(
        isBoards && withdrawnAt !== null ? expect.any(Number) : null,
      );
      expect({ status, point: points[0]?.status }).toEqual({
        status: isBoards ? 'BEFORE_BOARD' : 'WITHDRAWN',
        point: isBoards ? 'BEFORE_BOARD' : 'STRUCK',
      });
      const { agenda } = await api.see('rut', 'meeting', { id: meetingId });
      expect(agenda[0]?.item?.points.map((point) => point.number)).toEqual(isBoards ? [1, 2] : [2]);
    });
  });

  describe('rule 26: two summonses to two meetings take the same matter', () => {
    it.each(rounds)('round %i: it is before one of them, and no longer on the agenda of the other', async (round) => {
      const matterId = await newReviewedMatter();
      const meetingIds: string[] = [];
      for (const date of [nextDay(), nextDay()]) {
        const meetingId = await scheduledMeeting(api, date);
        await api.give('sara', 'putOnAgenda', { meetingId, matterId });
        meetingIds.push(meetingId);
      }
      const [first = '', second = ''] = meetingIds;
      const one: Runner = { called: 'earlier', who: 'sara', name: 'sendSummons', input: { meetingId: first } };
      const other: Runner = { called: 'later', who: 'stina', name: 'sendSummons', input: { meetingId: second } };
      const { refused } = await together(apis, round % 2 === 1 ? [one, other] : [other, one]);
      const { summoned, status } = await api.see('rut', 'matter', { id: matterId });
      expect(status).toBe('BEFORE_BOARD');
      expect(summoned).toHaveLength(1);
      const taken = summoned[0]?.meetingId ?? '';
      tally.count('two summonses', taken === first ? 'earlier' : 'later');
      const lost = taken === first ? second : first;
      for (const { fault } of refused) expect(fault.extensions.code).toBe('MATTER_NOT_REVIEWED');
      const states = await Promise.all(
        [taken, lost].map(async (id) => (await api.see('rut', 'meeting', { id })).agenda[0]?.state),
      );
      expect(states).toEqual(['SUMMONED', refused.length === 0 ? 'VOIDED' : 'LISTED']);
    });
  });

  describe('rule 20: the author submits a changed version, and a reviewer approves the one before', () => {
    async function changed() {
      const matterId = await newMatter();
      const { revision: expectedRevision } = await api.give('hanna', 'submitMatter', { matterId, draftRevision: 1 });
      const read = await asRead(api, matterId);
      await api.give('hanna', 'saveMatterDraft', { matterId, expectedDraftRevision: 1, brief: 'Ändrat.' });
      return { matterId, read, expectedRevision };
    }
    const submitting = (input: object): Runner => ({
      called: 'version',
      who: 'hanna',
      name: 'submitMatter',
      input: { ...input, draftRevision: 2 },
    });
    const approving = (input: object): Runner => ({
      called: 'approval',
      who: 'erik',
      name: 'reviewMatter',
      input: { ...input, verdict: 'APPROVE' },
    });

    it.each(rounds)('round %i: nobody has approved the changed version', async (round) => {
      const { matterId, read } = await changed();
      const runners = [submitting({ matterId }), approving(read)] as const;
      const { refused } = await together(apis, round % 2 === 1 ? runners : [runners[1], runners[0]]);
      tally.count('version, approval', refused.length === 0 ? 'approval, then version' : 'version');
      for (const { fault } of refused) {
        expectToldOf(fault, ['CHANGED_SINCE_READ'], 'MatterVersionSubmitted', 'hanna', 'CLERK');
      }
      expect(await api.see('rut', 'matter', { id: matterId })).toMatchObject({
        status: 'IN_REVIEW',
        versions: [{ number: 1 }, { number: 2 }],
        approvals: [],
        lapsedApprovals: refused.length === 0 ? [{ by: 'erik', version: 1 }] : [],
      });
    });

    it.each(rounds)('round %i, rule 42: with the revision that they read, one of them is refused', async (round) => {
      const { matterId, read, expectedRevision } = await changed();
      const one = submitting({ matterId, expectedRevision });
      const { winner, fault } = await race(
        'version, approval (42)',
        round,
        one,
        approving({ ...read, expectedRevision }),
      );
      expectConflict(fault, winner.called === 'approval' ? 'MatterStepApproved' : 'MatterVersionSubmitted', winner.who);
    });
  });

  describe('rule 29: a conflict of interest is recorded, and a decision in which that member voted', () => {
    const vote = { yesMeans: 'Bifall', noMeans: 'Avslag', yesOutcome: 'APPROVED', noOutcome: 'REJECTED' };
    const votes = [{ ...vote, yes: members.slice(0, 3), no: members.slice(3), abstained: [] }];
    const conflict = ({ meetingId, matterId, ...more }: object & { meetingId: string; matterId: string }): Runner => ({
      called: 'conflict',
      who: 'stina',
      name: 'recordConflict',
      input: { meetingId, matterId, personId: 'lars', substitute: 'petra', ...more },
    });
    const deciding = ({ meetingId, matterId, ...more }: object & { meetingId: string; matterId: string }): Runner => ({
      called: 'decision',
      who: 'sara',
      name: 'decidePoint',
      input: { ...decision(meetingId, matterId, 1, 'APPROVED', paragraphOf(matterId)), votes, ...more },
    });

    it.each(rounds)('round %i: the member voted or was in conflict, never both', async (round) => {
      const { meetingId, matterId } = await openMeeting();
      const about = { meetingId, matterId };
      const { winner, fault } = await race('conflict, decision', round, conflict(about), deciding(about));
      const event = winner.called === 'conflict' ? 'ConflictOfInterestRecorded' : 'DecisionRecorded';
      expectToldOf(fault, ['VOTES_DO_NOT_ADD_UP', 'POINT_DECIDED'], event, winner.who, 'SECRETARY');
      const { conflicts, decisions } = await api.see('rut', 'meeting', { id: meetingId });
      expect(conflicts.length + decisions.length).toBe(1);
    });

    it.each(rounds)('round %i, rule 42: with the revision that they read', async (round) => {
      const opened = await openMeeting();
      const { winner, fault } = await race('conflict, decision (42)', round, conflict(opened), deciding(opened));
      expectConflict(
        fault,
        winner.called === 'conflict' ? 'ConflictOfInterestRecorded' : 'DecisionRecorded',
        winner.who,
      );
    });
  });
});
