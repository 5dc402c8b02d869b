import type { Api } from '../support/api-under-test.js';
import {
  approveProposal,
  boardId,
  decision,
  everyone,
  followUp,
  matterIdFor,
  meetingIdOn,
  minutesOf,
  reviewedMatter,
  reviewedProposal,
  scheduledMeeting,
  serving,
  summonedMeeting,
  waitingForEach,
  writtenMatter,
} from '../support/board-day-under-test.js';
import { activity, plan, startMunicipality } from '../support/municipality-under-test.js';

// A board's day and all that comes after it, over the API alone: from the summons until a court has spoken.

const FOLLOW_UP = matterIdFor(142);
const GUIDELINES = matterIdFor(150);
const POSTPONED = matterIdFor(151);
const LATE = matterIdFor(160);
const MEETING = meetingIdOn('2026-05-13');
const NEXT = meetingIdOn('2026-06-10');

/** The activities of the proposals, by what becomes of them. */
const ANNULLED = activity(1);
const BY_CHAIR = activity(2);
const REFERRED = activity(3);
const REJECTED = activity(4);
const LATER = activity(5);

describe('a meeting of the board', () => {
  let municipality: Awaited<ReturnType<typeof startMunicipality>>;
  let api: Api;

  beforeAll(async () => {
    municipality = await startMunicipality('2026-05-04');
    ({ api } = municipality);
    await followUp(api, 6);
  });
  afterAll(() => municipality.close());

  function decide(matterId: string, point: number, outcome: string, paragraph: string, more: object = {}) {
    return { ...decision(MEETING, matterId, point, outcome, paragraph), ...more };
  }

  function wholes(...paragraphs: readonly string[]) {
    return paragraphs.map((paragraph) => ({ paragraph, point: null }));
  }

  async function refusal(name: Parameters<Api['refused']>[1], input: object, who = 'sara') {
    const { extensions } = await api.refused(who, name, input);
    return extensions;
  }

  async function shown(activityId: string) {
    const { goals } = await api.see('rut', 'tertialView', { planId: plan, tertial: 'T1' });
    const found = goals.flatMap(({ activities }) => activities).find((one) => one.activityId === activityId);
    if (found === undefined) throw new Error(`${activityId} is not shown.`);
    return found;
  }

  async function statuses(meetingId = MEETING): Promise<Record<string, string>> {
    const { paragraphs } = await api.see('rut', 'meeting', { id: meetingId });
    return Object.fromEntries(paragraphs.map(({ paragraph, status }) => [paragraph, status]));
  }

  describe('before', () => {
    it('rule 73: three matters pass their review, and wait for the secretary; a fourth is still reviewed', async () => {
      const proposalIds: string[] = [];
      for (const number of [1, 2, 3, 4, 5]) proposalIds.push(await reviewedProposal(api, number));
      expect(await waitingForEach(api)).toEqual({ hanna: { PUT_TO_BOARD: 5 } });
      const title = 'Uppföljning tertial 1 2026';
      await writtenMatter(api, 142, { title, report: true, proposalIds: proposalIds.slice(0, 4) });
      await writtenMatter(api, 150, {
        title: 'Riktlinjer',
        wordings: ['Anta riktlinjerna', 'Se över riktlinjerna varje år'],
      });
      await writtenMatter(api, 151, { title: 'Svarstider', proposalIds: proposalIds.slice(4) });
      await writtenMatter(api, 160, { title: 'Yttrande till länsstyrelsen', wordings: ['Avge yttrandet'] });
      expect(await waitingForEach(api)).toEqual({ hanna: { PUT_TO_BOARD: 5, SUBMIT_MATTER: 4 } });
      await api.give('hanna', 'submitMatter', { matterId: LATE, draftRevision: 1 });
      for (const matterId of [FOLLOW_UP, GUIDELINES, POSTPONED]) await reviewedMatter(api, matterId);
      expect(await waitingForEach(api)).toEqual({
        hanna: { PUT_TO_BOARD: 5 },
        erik: { REVIEW_MATTER: 1 },
        sara: { PUT_ON_AGENDA: 3 },
      });
    });

    it('rule 26: the members are sent the exact versions, and what is not reviewed is not put on the agenda', async () => {
      await scheduledMeeting(api, '2026-05-13');
      expect(await refusal('sendSummons', { meetingId: MEETING })).toMatchObject({ code: 'AGENDA_EMPTY' });
      expect(await refusal('putOnAgenda', { meetingId: MEETING, matterId: LATE })).toMatchObject({
        code: 'MATTER_NOT_REVIEWED',
        details: { status: 'IN_REVIEW' },
      });
      for (const matterId of [FOLLOW_UP, GUIDELINES, POSTPONED]) {
        await api.give('sara', 'putOnAgenda', { meetingId: MEETING, matterId });
      }
      expect((await waitingForEach(api)).sara).toMatchObject({ SEND_SUMMONS: 1 });
      const { summonses } = await api.give('sara', 'sendSummons', { meetingId: MEETING });
      const { versions } = await api.see('rut', 'matter', { id: FOLLOW_UP });
      expect(summonses).toMatchObject([
        { number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/), items: [{ hash: versions[0]?.hash }, {}, {}] },
      ]);
      expect(await waitingForEach(api)).toEqual({
        erik: { REVIEW_MATTER: 1 },
        sara: { OPEN_MEETING: 1 },
        lars: { READ_SUMMONS: 1 },
      });
    });

    it('rule 14: after the summons the author withdraws nothing, and the secretary takes nothing off', async () => {
      expect(await refusal('withdrawRemoval', { proposalId: `${ANNULLED}.r1` }, 'hanna')).toMatchObject({
        code: 'REMOVAL_BEFORE_BOARD',
        details: { matterId: FOLLOW_UP },
      });
      const item = { meetingId: MEETING, matterId: FOLLOW_UP };
      expect(await refusal('takeOffAgenda', item)).toMatchObject({ code: 'SUMMONED_ALREADY' });
      const point = { matterId: FOLLOW_UP, wording: 'För sent.' };
      expect(await refusal('addOtherPoint', point, 'hanna')).toMatchObject({ code: 'MATTER_STATUS' });
    });

    it('rule 53: a board member reads the summoned version', async () => {
      expect(await api.see('lars', 'matter', { id: FOLLOW_UP })).toMatchObject({ status: 'BEFORE_BOARD', authors: [] });
      const { errors } = await api.ask('lars', 'matter', { id: LATE });
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    });

    it('rule 36: who adjusts the minutes is at the meeting, which is not opened before its day', async () => {
      const opening = { meetingId: MEETING, attendance: everyone, adjusters: ['karin', 'lars'] };
      expect(await refusal('openMeeting', opening)).toMatchObject({ code: 'MEETING_NOT_YET' });
      municipality.on('2026-05-13');
      expect(await refusal('openMeeting', { ...opening, adjusters: ['rolf'] })).toMatchObject({ code: 'NOT_SERVING' });
      const others = [{ personId: 'cecilia', title: 'ekonomichef' }];
      const parties = [
        { personId: 'karin', party: 'S' },
        { personId: 'lars', party: 'M' },
      ];
      const attendance = { ...everyone, others, parties };
      const election = { adjustOn: '2026-05-20', adjustAt: 'Kommunkansliet' };
      const noLater = { ...opening, attendance, ...election, openedAt: '2026-05-14T13:05' };
      expect(await refusal('openMeeting', noLater)).toMatchObject({ code: 'IN_FUTURE' });
      const opened = { ...noLater, openedAt: '2026-05-13T13:05' };
      expect(await api.give('sara', 'openMeeting', opened)).toMatchObject({
        status: 'OPEN',
        openedAt: '2026-05-13T13:05',
        attendance: { others, parties },
        adjusters: ['karin', 'lars'],
        elections: [{ date: '2026-05-20', place: 'Kommunkansliet', reason: '' }],
      });
      expect(await waitingForEach(api)).toEqual({ erik: { REVIEW_MATTER: 1 }, sara: { DECIDE_POINT: 8 } });
    });
  });

  describe('the follow-up, §§ 87–91', () => {
    it('rule 22: each point is decided on its own, and rule 32: only by the board, through its secretary', async () => {
      const approved = decide(FOLLOW_UP, 1, 'APPROVED', '87', { proposalsPut: ['Förvaltningens förslag'] });
      for (const who of ['cecilia', 'hanna', 'fatima', 'lars', 'rut', 'adam']) {
        expect(await refusal('decidePoint', approved, who)).toMatchObject({ code: 'FORBIDDEN' });
      }
      await api.give('sara', 'decidePoint', approved);
      expect(await refusal('decidePoint', approved)).toMatchObject({
        code: 'POINT_DECIDED',
        latest: { event: 'DecisionRecorded', actor: 'sara', role: 'SECRETARY' },
      });
      await api.give('sara', 'decidePoint', decide(FOLLOW_UP, 2, 'APPROVED', '88'));
      expect(await shown(ANNULLED)).toMatchObject({ removed: { paragraph: '88', finality: 'NOT_IN_FORCE' } });
      expect(await shown(BY_CHAIR)).toMatchObject({ removed: null });
    });

    const tie = {
      yesMeans: 'Bifall till förvaltningens förslag',
      noMeans: 'Avslag',
      yesOutcome: 'APPROVED',
      noOutcome: 'REJECTED',
      yes: ['karin', 'maria'],
      no: ['lars', 'nils'],
      abstained: ['olle'],
    };
    const motions = [{ by: 'nils', outcome: 'REJECTED', wording: 'Avslag på förslaget' }];
    const proposalsPut = ['Förvaltningens förslag', 'Avslag'];

    it('rule 31: votes add up to those who serve, and the outcome is what the vote came to', async () => {
      const voting = (vote: object, outcome = 'APPROVED') =>
        refusal('decidePoint', decide(FOLLOW_UP, 3, outcome, '89', { motions, votes: [{ ...tie, ...vote }] }));
      expect(await voting({ abstained: [] })).toMatchObject({
        code: 'VOTES_DO_NOT_ADD_UP',
        details: { missing: ['olle'], extra: [] },
      });
      expect(await voting({ abstained: ['olle', 'petra'] })).toMatchObject({
        code: 'VOTES_DO_NOT_ADD_UP',
        details: { missing: [], extra: ['petra'] },
      });
      expect(await voting({}, 'REJECTED')).toMatchObject({ code: 'VOTE_AGAINST_OUTCOME' });
      const byChair = { yes: ['olle', 'maria'], abstained: ['karin'] };
      expect(await voting(byChair)).toMatchObject({ code: 'CHAIR_MUST_VOTE', details: { personId: 'karin' } });
    });

    it('rule 30: who abstained or was absent does not reserve', async () => {
      for (const by of ['olle', 'petra', 'rolf']) {
        const more = { motions, votes: [tie], reservations: [{ by, text: 'Fel beslut.' }] };
        expect(await refusal('decidePoint', decide(FOLLOW_UP, 3, 'APPROVED', '89', more))).toMatchObject({
          code: 'RESERVATION_NOT_ALLOWED',
          details: { personId: by },
        });
      }
    });

    it('rule 30: who voted with the winners does not reserve', async () => {
      const unanimous = { ...tie, yes: ['karin', 'maria', 'lars', 'nils', 'olle'], no: [], abstained: [] };
      const winners = [
        { by: 'karin', votes: [unanimous] },
        { by: 'maria', votes: [tie] },
      ];
      for (const { by, votes } of winners) {
        const more = { motions, votes, reservations: [{ by, text: 'emot' }] };
        expect(await refusal('decidePoint', decide(FOLLOW_UP, 3, 'APPROVED', '89', more))).toMatchObject({
          code: 'RESERVATION_BY_WINNER',
          details: { personId: by },
        });
      }
    });

    it('rule 31: at a tie the chair’s vote decides, and both facts are kept', async () => {
      const reservations = [{ by: 'nils', text: 'Aktiviteten behövs.' }];
      const more = { motions, proposalsPut, votes: [tie], reservations };
      const { decisions } = await api.give('sara', 'decidePoint', decide(FOLLOW_UP, 3, 'APPROVED', '89', more));
      expect(decisions.at(-1)).toMatchObject({
        outcome: 'APPROVED',
        votes: [{ ...tie, result: 'YES', decidedBy: 'CHAIR' }],
        reservations,
        chair: 'karin',
      });
      expect(await shown(BY_CHAIR)).toMatchObject({ removed: { paragraph: '89' } });
    });

    it('rule 23: nothing is referred back without a reason; rule 22: with one it goes back to its author', async () => {
      const back = decide(FOLLOW_UP, 4, 'REFERRED_BACK', '90');
      expect(await refusal('decidePoint', back)).toMatchObject({ code: 'REASON_MISSING' });
      await api.give('sara', 'decidePoint', { ...back, reason: 'Beskriv följderna för medborgarna.' });
      expect(await shown(REFERRED)).toMatchObject({ removed: null, removalProposed: `${REFERRED}.r1` });
      expect(await api.see('hanna', 'removalProposal', { id: `${REFERRED}.r1` })).toMatchObject({
        status: 'REFERRED_BACK',
        decisions: [{ outcome: 'REFERRED_BACK', reason: 'Beskriv följderna för medborgarna.' }],
      });
    });

    it('rule 24: what is rejected stays in the plan; rule 34: the report is left as it was, and flagged', async () => {
      await api.give('sara', 'decidePoint', decide(FOLLOW_UP, 5, 'REJECTED', '91', { reason: 'Aktiviteten behövs.' }));
      expect(await shown(REJECTED)).toMatchObject({ removed: null, removalProposed: null });
      const matter = await api.see('hanna', 'matter', { id: FOLLOW_UP });
      expect(matter).toMatchObject({ status: 'REFERRED_BACK', reportDisagrees: true, versions: [{ number: 1 }] });
      const outcomes = ['APPROVED', 'APPROVED', 'APPROVED', 'REFERRED_BACK', 'REJECTED'];
      expect(matter.points.map(({ status }) => status)).toEqual(outcomes);
      expect(await waitingForEach(api)).toEqual({
        hanna: { REVISE_REMOVAL: 1, REVISE_MATTER: 1 },
        erik: { REVIEW_MATTER: 1 },
        sara: { DECIDE_POINT: 3 },
      });
    });
  });

  describe('the guidelines, § 92, with a conflict of interest', () => {
    const amended = 'Anta riktlinjerna med ändringen att de gäller från 2027';
    const conflict = { meetingId: MEETING, matterId: GUIDELINES, personId: 'lars', substitute: 'petra', chair: null };

    it('rule 29: a member in conflict is absent, and a substitute who is free serves', async () => {
      const taken = { ...conflict, substitute: 'maria' };
      expect(await refusal('recordConflict', taken)).toMatchObject({ code: 'ATTENDANCE_UNSOUND' });
      const presiding = { ...conflict, personId: 'karin' };
      expect(await refusal('recordConflict', presiding)).toMatchObject({ code: 'CHAIR_IN_CONFLICT' });
      const { conflicts } = await api.give('sara', 'recordConflict', conflict);
      expect(conflicts).toEqual([{ matterId: GUIDELINES, personId: 'lars', substitute: 'petra', chair: null }]);
      expect(await refusal('recordConflict', conflict)).toMatchObject({ code: 'NOT_SERVING' });
    });

    it('rule 29: who is in conflict cannot move, vote or reserve', async () => {
      const refused = (more: object) => refusal('decidePoint', decide(GUIDELINES, 1, 'APPROVED', '92', more));
      const motion = { by: 'lars', outcome: 'REJECTED', wording: 'Avslag' };
      expect(await refused({ motions: [motion] })).toMatchObject({
        code: 'NOT_SERVING',
        details: { personId: 'lars' },
      });
      const vote = { yesMeans: 'Bifall', noMeans: 'Avslag', yes: ['karin', 'maria', 'nils'], no: ['lars', 'olle'] };
      expect(await refused({ votes: [vote] })).toMatchObject({
        code: 'VOTES_DO_NOT_ADD_UP',
        details: { missing: ['petra'], extra: ['lars'] },
      });
      expect(await refused({ reservations: [{ by: 'lars', text: '' }] })).toMatchObject({
        code: 'RESERVATION_NOT_ALLOWED',
        details: { personId: 'lars' },
      });
    });

    it('rule 27: an amended wording is kept beside the proposed one, and a motion that was taken back is told', async () => {
      const rejecting = decide(GUIDELINES, 1, 'REJECTED', '92', { wording: amended });
      expect(await refusal('decidePoint', rejecting)).toMatchObject({ code: 'WORDING_NEEDS_APPROVAL' });
      const motions = [
        { by: 'maria', outcome: 'APPROVED', wording: amended, withdrawn: false },
        { by: 'petra', outcome: 'REFERRED_BACK', wording: 'Återremiss', withdrawn: true },
      ];
      const reservations = [{ by: 'petra', text: 'Riktlinjerna är för vaga.' }];
      const more = { wording: amended, motions, proposalsPut: ['Marias förslag'], reservations };
      const { decisions } = await api.give('sara', 'decidePoint', decide(GUIDELINES, 1, 'APPROVED', '92', more));
      const recorded = decisions.at(-1);
      expect(recorded).toMatchObject({ wording: amended, proposedWording: 'Anta riktlinjerna', motions, reservations });
      expect(recorded?.serving.map(({ personId }) => personId)).toEqual(['karin', 'maria', 'nils', 'olle', 'petra']);
      expect(recorded?.serving.at(-1)).toEqual({ personId: 'petra', inPlaceOf: 'lars' });
      await api.give('sara', 'decidePoint', decide(GUIDELINES, 2, 'WITHDRAWN', '92'));
      expect(await api.see('lars', 'matter', { id: GUIDELINES })).toMatchObject({ status: 'DECIDED' });
    });

    it('rule 29: in the next matter the member serves again, and the substitute does not', async () => {
      const votes = [
        {
          yesMeans: 'Bordläggning',
          noMeans: 'Avgörande',
          yes: ['petra'],
          no: everyone.serving.map((one) => one.personId),
        },
      ];
      expect(await refusal('decidePoint', decide(POSTPONED, 1, 'POSTPONED', '93', { votes }))).toMatchObject({
        code: 'VOTES_DO_NOT_ADD_UP',
        details: { missing: [], extra: ['petra'] },
      });
    });
  });

  describe('the response times, § 93, when somebody has left', () => {
    it('rule 28: half or fewer decide nothing; when a substitute comes, they do', async () => {
      const left = { serving: serving('karin', 'lars'), notServing: [], chair: 'karin' };
      await api.give('sara', 'recordAttendance', { meetingId: MEETING, attendance: left });
      const postponed = decide(POSTPONED, 1, 'POSTPONED', '93');
      expect(await refusal('decidePoint', postponed)).toMatchObject({
        code: 'NO_QUORUM',
        details: { serving: 2, members: 5 },
      });
      const lateItem = { meetingId: MEETING, matterId: LATE, paragraph: '94' };
      expect(await refusal('addMatterAtMeeting', lateItem)).toMatchObject({ code: 'NO_QUORUM' });
      const stranger = { ...left, serving: [...left.serving, { personId: 'hanna' }] };
      expect(await refusal('recordAttendance', { meetingId: MEETING, attendance: stranger })).toMatchObject({
        code: 'ATTENDANCE_UNSOUND',
      });
      const come = { ...left, serving: [...left.serving, { personId: 'rolf', inPlaceOf: 'maria' }] };
      await api.give('sara', 'recordAttendance', { meetingId: MEETING, attendance: come });
      const { decisions } = await api.give('sara', 'decidePoint', postponed);
      expect(decisions.at(-1)?.serving).toEqual([
        { personId: 'karin', inPlaceOf: null },
        { personId: 'lars', inPlaceOf: null },
        { personId: 'rolf', inPlaceOf: 'maria' },
      ]);
    });

    it('rule 25: what is postponed stays the board’s, and nothing is added to it', async () => {
      const point = { matterId: POSTPONED, wording: 'Något mer.' };
      expect(await refusal('addOtherPoint', point, 'hanna')).toMatchObject({
        code: 'MATTER_POSTPONED',
        details: { point: 1 },
      });
      expect(await refusal('submitMatter', { matterId: POSTPONED, draftRevision: 1 }, 'hanna')).toMatchObject({
        code: 'MATTER_POSTPONED',
      });
      const withdrawn = { proposalId: `${LATER}.r1` };
      expect(await refusal('withdrawRemoval', withdrawn, 'hanna')).toMatchObject({ code: 'REMOVAL_BEFORE_BOARD' });
      expect(await shown(LATER)).toMatchObject({ removed: null, removalProposed: `${LATER}.r1` });
      expect((await waitingForEach(api)).sara).toEqual({ PUT_ON_AGENDA: 1, CLOSE_MEETING: 1 });
    });
  });

  describe('the statement, §§ 94 and 95, that could not wait', () => {
    it('rule 26: what was not on the summons is decided only when the board first adds it', async () => {
      const statement = decide(LATE, 1, 'APPROVED', '95');
      expect(await refusal('decidePoint', statement)).toMatchObject({ code: 'POINT_NOT_BEFORE_BOARD' });
      const { agenda } = await api.give('sara', 'addMatterAtMeeting', {
        meetingId: MEETING,
        matterId: LATE,
        paragraph: '94',
      });
      expect(agenda.at(-1)).toMatchObject({ state: 'ADDED', paragraph: '94' });
      expect(await refusal('closeMeeting', { meetingId: MEETING })).toMatchObject({
        code: 'POINTS_UNDECIDED',
        details: { points: ['KS 2026/160: 1'] },
      });
      await api.give('sara', 'decidePoint', statement);
      expect(await api.see('lars', 'matter', { id: LATE })).toMatchObject({ summoned: [{ addedAtMeeting: true }] });
    });

    it('rule 37: no notice before the adjustment', async () => {
      const notice = { meetingId: MEETING, paragraphs: ['95'], date: '2026-05-13' };
      expect(await refusal('postNotice', notice)).toMatchObject({
        code: 'PARAGRAPH_STATUS',
        details: { paragraph: '95', status: 'DECIDED', needed: ['ADJUSTED'] },
      });
    });

    it('rule 39: it is adjusted at once, with a notice and an appeal period of its own', async () => {
      const today = '2026-05-13';
      const adjustment = { meetingId: MEETING, paragraphs: ['94', '95'], adjusters: ['karin', 'lars'], date: today };
      expect(await refusal('adjustMinutes', adjustment)).toMatchObject({ code: 'MEETING_STATUS' });
      await api.give('sara', 'adjustMinutes', { ...adjustment, atOnce: true });
      expect((await waitingForEach(api)).sara).toMatchObject({ POST_NOTICE: 1 });
      const posted = { meetingId: MEETING, paragraphs: ['94', '95'], date: today };
      const { notices, adjustments } = await api.give('sara', 'postNotice', posted);
      expect(adjustments).toMatchObject([{ atOnce: true, overdue: false }]);
      expect(notices).toMatchObject([{ number: 1, lastAppealDay: '2026-06-03', overdue: false }]);
    });

    it('rule 116: the meeting was adjourned for a while', async () => {
      const pause = { meetingId: MEETING, from: '2026-05-13T14:10', until: '2026-05-13T14:30' };
      const turned = { ...pause, until: '2026-05-13T14:00' };
      expect(await refusal('adjournMeeting', turned)).toMatchObject({ code: 'TIMES_OUT_OF_ORDER' });
      expect((await api.give('sara', 'adjournMeeting', pause)).adjournments).toHaveLength(1);
      const early = { meetingId: MEETING, closedAt: '2026-05-13T14:20' };
      expect(await refusal('closeMeeting', early)).toMatchObject({ code: 'TIMES_OUT_OF_ORDER' });
    });

    it('the meeting is closed when all is decided, and its minutes wait for the secretary and an adjuster', async () => {
      const closing = { meetingId: MEETING, closedAt: '2026-05-13T16:45' };
      expect(await api.give('sara', 'closeMeeting', closing)).toMatchObject({ status: 'CLOSED' });
      expect(await refusal('decidePoint', decide(GUIDELINES, 1, 'APPROVED', '96'))).toMatchObject({
        code: 'MEETING_STATUS',
        latest: { event: 'MeetingClosed' },
      });
      expect(await waitingForEach(api)).toEqual({
        hanna: { REVISE_REMOVAL: 1, REVISE_MATTER: 1 },
        sara: { PUT_ON_AGENDA: 1, ADJUST_MINUTES: 1 },
        lars: { ADJUST_MINUTES: 1 },
      });
    });
  });

  describe('until the next meeting', () => {
    it('rule 24: a new proposal in the same tertial is accepted with a warning', async () => {
      municipality.on('2026-05-20');
      const again = { activityId: REJECTED, category: 'OTHER', motivation: 'Läget har ändrats.' };
      const { id: proposalId, warnings } = await api.give('hanna', 'proposeRemoval', again);
      expect(warnings).toEqual(['REJECTED_THIS_TERTIAL']);
      await api.give('hanna', 'withdrawRemoval', { proposalId });
    });

    it('rule 22: what was referred back is revised, reviewed anew, and comes back under its own number', async () => {
      const motivation = 'Följderna för medborgarna är små.';
      const proposalId = `${REFERRED}.r1`;
      const { version } = await api.give('hanna', 'reviseRemoval', { proposalId, category: 'OTHER', motivation });
      await approveProposal(api, proposalId, version);
      await reviewedMatter(api, FOLLOW_UP);
      expect((await api.see('hanna', 'matter', { id: FOLLOW_UP })).versions.at(-1)).toMatchObject({
        number: 2,
        points: [{ number: 4, proposalVersion: 2 }],
      });
      expect(await waitingForEach(api)).toEqual({
        hanna: { PUT_TO_BOARD: 1 },
        sara: { PUT_ON_AGENDA: 2, ADJUST_MINUTES: 1 },
        lars: { ADJUST_MINUTES: 1 },
      });
    });

    it('rule 36: minutes adjusted on day 15 are accepted and flagged; who was absent does not adjust them', async () => {
      municipality.on('2026-05-28');
      const rest = ['87', '88', '89', '90', '91', '92', '93'];
      const adjustment = { meetingId: MEETING, paragraphs: rest, adjusters: ['karin', 'lars'], date: '2026-05-28' };
      const byCecilia = { ...adjustment, adjusters: ['karin', 'cecilia'] };
      expect(await refusal('adjustMinutes', byCecilia)).toMatchObject({
        code: 'ADJUSTER_ABSENT',
        details: { personId: 'cecilia' },
      });
      const byMaria = { ...adjustment, adjusters: ['karin', 'maria'] };
      expect(await refusal('adjustMinutes', byMaria)).toMatchObject({
        code: 'ADJUSTER_NOT_ELECTED',
        details: { personId: 'maria', elected: ['karin', 'lars'] },
      });
      const { adjustments } = await api.give('sara', 'adjustMinutes', adjustment);
      expect(adjustments.map(({ overdue }) => overdue)).toEqual([false, true]);
      expect((await waitingForEach(api)).sara).toEqual({ PUT_ON_AGENDA: 2, POST_NOTICE: 1 });
    });

    it('rule 38: the last appeal day moves past midsummer’s eve and its weekend', async () => {
      municipality.on('2026-05-29');
      const paragraphs = ['87', '88', '89', '90', '91', '92', '93'];
      const posting = { meetingId: MEETING, paragraphs, date: '2026-05-29', keptAt: 'Kommunkansliet' };
      const { notices } = await api.give('sara', 'postNotice', posting);
      const days = { number: 2, lastAppealDay: '2026-06-22', overdue: false };
      expect(notices.at(-1)).toMatchObject({ ...days, keptAt: 'Kommunkansliet' });
      const early = { meetingId: MEETING, notice: 1, date: '2026-05-29' };
      expect(await refusal('takeDownNotice', early)).toMatchObject({ code: 'APPEAL_PERIOD_RUNS' });
    });

    it('rule 119: the extract of a § is sent when it is adjusted', async () => {
      const sent = { meetingId: MEETING, paragraph: '§ 92', recipients: ['Kommundirektören'], date: '2026-05-29' };
      expect(await refusal('dispatchParagraph', { ...sent, date: '2026-05-27' })).toMatchObject({ code: 'TOO_EARLY' });
      const { dispatches } = await api.give('sara', 'dispatchParagraph', sent);
      expect(dispatches).toEqual([{ paragraph: '92', recipients: ['Kommundirektören'], date: '2026-05-29' }]);
    });

    it('rule 39: the § that was adjusted at once is final before the rest', async () => {
      municipality.on('2026-06-04');
      await municipality.tick();
      expect(await statuses()).toMatchObject({ 93: 'NOTICED', 94: 'IN_FORCE', 95: 'IN_FORCE' });
      expect((await waitingForEach(api)).sara).toEqual({ PUT_ON_AGENDA: 2, TAKE_DOWN_NOTICE: 1 });
      const { notices } = await api.give('sara', 'takeDownNotice', {
        meetingId: MEETING,
        notice: 1,
        date: '2026-06-04',
      });
      expect(notices.map(({ takenDown }) => takenDown)).toEqual(['2026-06-04', null]);
    });
  });

  describe('the next meeting', () => {
    it('rule 25: what was postponed comes back on a second summons, in the version that it was', async () => {
      await summonedMeeting(api, '2026-06-10', [POSTPONED, FOLLOW_UP]);
      const { summoned } = await api.see('lars', 'matter', { id: POSTPONED });
      expect(summoned).toMatchObject([
        { meetingId: MEETING, version: 1 },
        { meetingId: NEXT, version: 1 },
      ]);
      const { agenda } = await api.see('lars', 'meeting', { id: NEXT });
      expect(agenda).toMatchObject([
        { item: { matterId: POSTPONED, points: [{ number: 1 }] } },
        { item: { matterId: FOLLOW_UP, version: 2, points: [{ number: 4 }] } },
      ]);
      expect(await waitingForEach(api)).toEqual({ sara: { OPEN_MEETING: 1 }, lars: { READ_SUMMONS: 1 } });
    });

    it('rule 22: both are decided there, and nothing else of their matters is', async () => {
      municipality.on('2026-06-10');
      await api.give('sara', 'openMeeting', { meetingId: NEXT, attendance: everyone, adjusters: ['maria'] });
      expect(await refusal('decidePoint', decision(NEXT, FOLLOW_UP, 5, 'APPROVED', '102'))).toMatchObject({
        code: 'POINT_NOT_BEFORE_BOARD',
      });
      for (const paragraph of ['87', '087', '§ 87', '87.']) {
        expect(await refusal('decidePoint', decision(NEXT, POSTPONED, 1, 'APPROVED', paragraph))).toMatchObject({
          code: 'PARAGRAPH_TAKEN',
          details: { paragraph: '87', date: '2026-05-13' },
        });
      }
      await api.give('sara', 'decidePoint', decision(NEXT, POSTPONED, 1, 'APPROVED', '§ 0101.'));
      expect(await refusal('decidePoint', decision(NEXT, FOLLOW_UP, 4, 'APPROVED', '101'))).toMatchObject({
        code: 'PARAGRAPH_TAKEN',
      });
      await api.give('sara', 'decidePoint', decision(NEXT, FOLLOW_UP, 4, 'APPROVED', '102'));
      await api.give('sara', 'closeMeeting', { meetingId: NEXT });
      expect(await shown(LATER)).toMatchObject({ removed: { paragraph: '101' } });
      expect(await shown(REFERRED)).toMatchObject({ removed: { paragraph: '102' } });
      const { points } = await api.see('hanna', 'matter', { id: POSTPONED });
      expect(points[0]?.decisions.map(({ outcome, meetingId }) => [outcome, meetingId])).toEqual([
        ['POSTPONED', MEETING],
        ['APPROVED', NEXT],
      ]);
      municipality.on('2026-06-12');
      const after = { meetingId: NEXT, paragraphs: ['101', '102'], date: '2026-06-12' };
      await api.give('sara', 'adjustMinutes', { ...after, adjusters: ['maria'] });
      const { notices } = await api.give('sara', 'postNotice', after);
      expect(notices).toMatchObject([{ lastAppealDay: '2026-07-03' }]);
    });
  });

  describe('until a court has spoken', () => {
    it('rule 40: an appeal on the last day withholds legal force; the removal is executed all the same', async () => {
      municipality.on('2026-06-22');
      const appeal = { meetingId: MEETING, parts: [{ paragraph: '88' }], receivedOn: '2026-06-22' };
      const { appeals } = await api.give('sara', 'recordAppeal', appeal);
      expect(appeals).toMatchObject([{ number: 1, parts: [{ paragraph: '88', late: false }], settled: null }]);
      expect(await statuses()).toMatchObject({ 88: 'APPEALED', 89: 'NOTICED' });
      expect(await shown(ANNULLED)).toMatchObject({ removed: { paragraph: '88', finality: 'APPEALED' } });
      expect(await shown(BY_CHAIR)).toMatchObject({ removed: { paragraph: '89', finality: 'NOT_IN_FORCE' } });
      expect(await waitingForEach(api)).toEqual({ sara: { SETTLE_APPEAL: 1 } });
    });

    it('rule 40: after a month without anybody there, the others gain legal force, each on its own day', async () => {
      municipality.on('2026-07-25');
      await municipality.tick();
      const { legalForce } = await api.see('rut', 'meeting', { id: MEETING });
      expect(legalForce).toEqual([
        { parts: wholes('94', '95'), on: '2026-06-04' },
        { parts: wholes('87', '89', '90', '91', '92', '93'), on: '2026-06-23' },
      ]);
      expect(await api.see('rut', 'meeting', { id: NEXT })).toMatchObject({
        legalForce: [{ parts: wholes('101', '102'), on: '2026-07-04' }],
      });
      expect(await statuses()).toMatchObject({ 88: 'APPEALED', 89: 'IN_FORCE' });
      expect(await shown(BY_CHAIR)).toMatchObject({ removed: { finality: 'IN_FORCE' } });
      expect(await shown(LATER)).toMatchObject({ removed: { finality: 'IN_FORCE' } });
      const before = await api.head();
      await municipality.tick();
      expect(await api.head()).toBe(before);
    });

    it('rule 40: one that comes too late is recorded, and withholds nothing', async () => {
      const late = { meetingId: MEETING, parts: [{ paragraph: '89' }], receivedOn: '2026-07-24' };
      const { appeals } = await api.give('sara', 'recordAppeal', late);
      expect(appeals.at(-1)).toMatchObject({ number: 2, parts: [{ late: true }] });
      expect(await statuses()).toMatchObject({ 89: 'IN_FORCE' });
      const dismissed = {
        meetingId: MEETING,
        appeal: 2,
        ruling: 'DISMISSED',
        date: '2026-07-25',
        caseNumber: '4711-26',
      };
      await api.give('sara', 'settleAppeal', dismissed);
    });

    it('rule 120: the court annuls one point of a §, and the other point stands', async () => {
      const point = { paragraph: '92', point: 1 };
      const late = { meetingId: MEETING, parts: [point], appellant: 'kajsa', receivedOn: '2026-07-24' };
      const { appeals } = await api.give('sara', 'recordAppeal', { ...late, courtDnr: '4800-26' });
      expect(appeals.at(-1)).toMatchObject({ number: 3, parts: [point], appellant: 'kajsa', courtDnr: '4800-26' });
      const ruling = { meetingId: MEETING, appeal: 3, ruling: 'ANNULLED', date: '2026-07-25' };
      const other = { ...ruling, annulled: [{ paragraph: '92', point: 2 }] };
      expect(await refusal('settleAppeal', other)).toMatchObject({ code: 'NOT_APPEALED', details: { point: 2 } });
      await api.give('sara', 'settleAppeal', ruling);
      const { paragraphs } = await minutesOf(api, MEETING);
      const { decisions } = paragraphs.find(({ paragraph }) => paragraph === '92') ?? {};
      expect(decisions?.map(({ number, status }) => [number, status])).toEqual([
        [1, 'ANNULLED'],
        [2, 'IN_FORCE'],
      ]);
      const { points } = await api.see('hanna', 'matter', { id: GUIDELINES });
      expect(points.map((one) => one.decisions.at(-1)?.finality.at(-1)?.finality)).toEqual(['ANNULLED', 'IN_FORCE']);
    });

    it('rule 35: what the court annuls is in the plan again, and its history keeps the interval', async () => {
      municipality.on('2026-08-20');
      const ruling = { meetingId: MEETING, appeal: 1, ruling: 'ANNULLED', date: '2026-08-20', caseNumber: '3512-26' };
      await api.give('sara', 'settleAppeal', ruling);
      const interval = { decision: { date: '2026-05-13', paragraph: '88' }, annulledOn: '2026-08-20' };
      expect(await shown(ANNULLED)).toMatchObject({ removed: null, annulledRemovals: [interval] });
      const { goals, removed } = await api.see('rut', 'plan', { id: plan });
      const activities = goals.flatMap((goal) => goal.activities);
      expect(activities.find(({ id }) => id === ANNULLED)).toMatchObject({
        removed: null,
        annulledRemovals: [interval],
      });
      expect(removed).toBe(3);
      expect(await statuses()).toMatchObject({ 88: 'ANNULLED', 89: 'IN_FORCE' });
      const again = { ...ruling, ruling: 'DISMISSED' };
      expect(await refusal('settleAppeal', again)).toMatchObject({
        code: 'APPEAL_SETTLED',
        latest: { event: 'AppealSettled', actor: 'sara' },
      });
      const proposal = { activityId: ANNULLED, category: 'OTHER', motivation: 'Efter domen.' };
      expect(await api.give('hanna', 'proposeRemoval', proposal)).toMatchObject({ id: `${ANNULLED}.r2` });
    });

    it('rule 15: statuses are reported of it again, and not of what is out of the plan', async () => {
      await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T2', cutOff: '2026-09-04' });
      const status = { tertial: 'T2', status: 'ON_HOLD', comment: 'Väntar på nytt beslut.' };
      const removed = { ...status, activityId: BY_CHAIR };
      expect(await refusal('reportStatus', removed, 'hanna')).toMatchObject({ code: 'ACTIVITY_REMOVED' });
      const { goals } = await api.give('hanna', 'reportStatus', { ...status, activityId: ANNULLED });
      const shownIds = goals.flatMap(({ activities }) => activities).map(({ activityId }) => activityId);
      expect(shownIds).toEqual(expect.arrayContaining([ANNULLED, REJECTED]));
      expect((await waitingForEach(api)).hanna).toEqual({ REPORT_STATUS: 3, ASSESS_GOAL: 2 });
      await api.give('cecilia', 'closeFollowUp', { planId: plan, tertial: 'T2', acceptIncomplete: true });
    });

    it('rule 83: a notice that came down too early gives no legal force; a new one gives new days', async () => {
      const early = { meetingId: NEXT, notice: 1, date: '2026-06-20' };
      expect(await shown(LATER)).toMatchObject({ removed: { paragraph: '101', finality: 'IN_FORCE' } });
      expect(await refusal('takeDownNotice', early)).toMatchObject({
        code: 'APPEAL_PERIOD_RUNS',
        details: { lastAppealDay: '2026-07-03' },
      });
      const reason = 'Anslagstavlan målades om.';
      const { notices } = await api.give('sara', 'takeDownNotice', { ...early, reason });
      expect(notices).toMatchObject([{ takenDown: '2026-06-20', earlyReason: reason }]);
      expect(await statuses(NEXT)).toEqual({ '101': 'ADJUSTED', '102': 'ADJUSTED' });
      expect(await shown(LATER)).toMatchObject({ removed: { paragraph: '101', finality: 'NOT_IN_FORCE' } });
      expect((await waitingForEach(api)).sara).toMatchObject({ POST_NOTICE: 1 });
      const again = { meetingId: NEXT, paragraphs: ['101', '102'], date: '2026-08-20' };
      const { notices: posted } = await api.give('sara', 'postNotice', again);
      expect(posted.at(-1)).toMatchObject({ number: 2, lastAppealDay: '2026-09-10', takenDown: null });
      municipality.on('2026-09-11');
      await municipality.tick();
      expect(await shown(LATER)).toMatchObject({ removed: { paragraph: '101', finality: 'IN_FORCE' } });
    });

    it('the notices are taken down, each once, and then nothing waits for the secretary', async () => {
      expect((await waitingForEach(api)).sara).toEqual({ TAKE_DOWN_NOTICE: 2 });
      const down = { meetingId: MEETING, notice: 2, date: '2026-08-20' };
      await api.give('sara', 'takeDownNotice', down);
      expect(await refusal('takeDownNotice', down)).toMatchObject({ code: 'NOTICE_TAKEN_DOWN' });
      await api.give('sara', 'takeDownNotice', { ...down, meetingId: NEXT, date: '2026-09-10' });
      expect(await waitingForEach(api)).toEqual({ erik: { REVIEW_REMOVAL: 1 } });
    });
  });

  describe('the minutes (Kommunallagen 5:66–67)', () => {
    it('tell who served and which matters were handled', async () => {
      const minutes = await minutesOf(api, MEETING);
      expect(minutes).toMatchObject({ boardId, date: '2026-05-13', status: 'CLOSED', adjusters: ['karin', 'lars'] });
      expect(minutes.served.map(({ personId }) => personId).toSorted()).toEqual([
        'karin',
        'lars',
        'maria',
        'nils',
        'olle',
        'petra',
        'rolf',
      ]);
      expect(minutes).toMatchObject({
        openedAt: '2026-05-13T13:05',
        adjournments: [{ from: '2026-05-13T14:10', until: '2026-05-13T14:30' }],
        closedAt: '2026-05-13T16:45',
        others: [{ personId: 'cecilia', title: 'ekonomichef' }],
        parties: [
          { personId: 'karin', party: 'S' },
          { personId: 'lars', party: 'M' },
        ],
        elections: [{ adjusters: ['karin', 'lars'], place: 'Kommunkansliet' }],
      });
      expect(minutes.matters.map(({ dnr }) => dnr)).toEqual([
        'KS 2026/142',
        'KS 2026/150',
        'KS 2026/151',
        'KS 2026/160',
      ]);
      const numbers = ['87', '88', '89', '90', '91', '92', '93', '94', '95'];
      expect(minutes.paragraphs.map(({ paragraph }) => paragraph)).toEqual(numbers);
    });

    it('tell of each § the proposals and motions, how the board decided, who voted how, and who reserved', async () => {
      const { paragraphs } = await minutesOf(api, MEETING);
      const of = (number: string) => paragraphs.find(({ paragraph }) => paragraph === number);
      expect(of('89')).toMatchObject({
        dnr: 'KS 2026/142',
        status: 'IN_FORCE',
        inForceOn: '2026-06-23',
        decisions: [
          {
            outcome: 'APPROVED',
            proposedWording: null,
            motions: [{ by: 'nils', outcome: 'REJECTED' }],
            proposalsPut: ['Förvaltningens förslag', 'Avslag'],
            votes: [{ yes: ['karin', 'maria'], no: ['lars', 'nils'], abstained: ['olle'], decidedBy: 'CHAIR' }],
            reservations: [{ by: 'nils', text: 'Aktiviteten behövs.' }],
            chair: 'karin',
          },
        ],
        adjustment: { date: '2026-05-28', overdue: true },
        notice: { lastAppealDay: '2026-06-22', takenDown: '2026-08-20' },
      });
      expect(of('90')).toMatchObject({
        decisions: [{ outcome: 'REFERRED_BACK', reason: expect.stringContaining('följderna') }],
      });
      expect(of('92')).toMatchObject({
        conflicts: [{ personId: 'lars', substitute: 'petra' }],
        decisions: [{ proposedWording: 'Anta riktlinjerna', motions: [{ by: 'maria' }] }, { outcome: 'WITHDRAWN' }],
      });
      expect(of('92')?.decisions[0]?.motions).toHaveLength(1);
    });

    it('tell what became of each § since', async () => {
      const { paragraphs } = await minutesOf(api, MEETING);
      const of = (number: string) => paragraphs.find(({ paragraph }) => paragraph === number);
      expect(of('88')).toMatchObject({
        status: 'ANNULLED',
        inForceOn: null,
        appeals: [{ receivedOn: '2026-06-22', settled: { ruling: 'ANNULLED', caseNumber: '3512-26' } }],
      });
      expect(of('94')).toMatchObject({ takenUp: { chair: expect.any(String) }, decisions: [] });
      expect(of('95')).toMatchObject({ inForceOn: '2026-06-04', adjustment: { atOnce: true }, notice: { number: 1 } });
    });
  });
});
