import type { Api } from '../support/api-under-test.js';
import { everybody, postAdjusted, reviewedMatter, summon } from '../support/board-under-test.js';
import { type MunicipalityUnderTest, startMunicipality } from '../support/municipality-under-test.js';
import { until } from '../support/until.js';

const boardId = 'exempel.ks';

let municipality: MunicipalityUnderTest;
let api: Api;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-04');
  ({ api } = municipality);
});

afterAll(() => municipality.close());

/** A reviewed matter with one point. */
async function reviewed(number: number): Promise<string> {
  const { id: matterId } = await api.give('hanna', 'openMatter', {
    boardId,
    dnr: `KS 2026/${number}`,
    title: 'Mallar',
  });
  await api.give('hanna', 'addOtherPoint', { matterId, wording: 'Nämnden beslutar att se över mallarna.' });
  await reviewedMatter(api, matterId);
  return matterId;
}

describe('A matter that was opened by mistake', () => {
  const reason = 'Öppnat av misstag.';

  it('rule 130: is withdrawn with a reason, which the administration reads', async () => {
    const matterId = await reviewed(201);
    const withdrawn = await api.give('hugo', 'withdrawMatter', { matterId, reason });
    expect(withdrawn).toMatchObject({ status: 'WITHDRAWN', withdrawal: { reason, by: 'hugo' } });
    const { edges } = await api.see('sara', 'matters', { boardId, status: 'WITHDRAWN' });
    expect(edges.map(({ node }) => node.id)).toEqual([matterId]);
    const again = await api.refused('hanna', 'openMatter', { boardId, dnr: 'KS 2026/201', title: 'Mallar' });
    expect(again.extensions).toMatchObject({ code: 'MATTER_NUMBER_WITHDRAWN', details: { matterId } });
  });

  it('rule 130: is not withdrawn when the board has received it', async () => {
    const matterId = await reviewed(202);
    await summon(api, '2026-05-20', [matterId]);
    const refused = await api.refused('hanna', 'withdrawMatter', { matterId, reason });
    expect(refused.extensions).toMatchObject({ code: 'MATTER_WITH_BOARD', details: { dnr: 'KS 2026/202' } });
    const { permitted } = await api.see('hanna', 'matter', { id: matterId });
    expect(permitted).toContainEqual({
      command: 'withdrawMatter',
      allowed: false,
      code: 'MATTER_WITH_BOARD',
      sentence: refused.message,
    });
  });
});

describe('A decision that was entered wrong', () => {
  const reason = 'Skrivfel i protokollet.';
  const remark = { kind: 'STATEMENT', by: 'lars', text: 'Frågan behöver följas upp.' };
  const vote = {
    calledBy: 'nils',
    yesMeans: 'Bifall',
    noMeans: 'Avslag',
    yesOutcome: 'APPROVED',
    noOutcome: 'REJECTED',
  };
  const voters = { yes: ['karin', 'maria', 'lars'], no: ['nils', 'olle'], abstained: [] };

  it('rules 131 to 133: is corrected until its § is adjusted, and both are shown', async () => {
    const matterId = await reviewed(203);
    const { id: meetingId } = await summon(api, '2026-05-27', [matterId]);
    municipality.on('2026-05-27');
    await api.give('sara', 'openMeeting', { meetingId, ...everybody });
    await api.give('sara', 'decidePoint', { meetingId, matterId, point: 1, outcome: 'APPROVED', paragraph: '88' });
    const entry = { paragraph: '89', votes: [{ ...vote, ...voters }], remarks: [remark] };
    const { decisions } = await api.give('sara', 'correctDecision', { meetingId, matterId, point: 1, entry, reason });
    expect(decisions).toMatchObject([
      {
        ...{ outcome: 'APPROVED', paragraph: '89', votes: [{ calledBy: 'nils', result: 'YES' }], remarks: [remark] },
        earlier: [{ entry: { paragraph: '88', votes: [], remarks: [] }, corrected: { reason, by: 'sara' } }],
      },
    ]);
    const { points } = await api.see('hanna', 'matter', { id: matterId });
    expect(points[0]?.decisions).toMatchObject([{ outcome: 'APPROVED', paragraph: '89' }]);
    await api.give('sara', 'closeMeeting', { meetingId });
    const { paragraphs } = await api.see('sara', 'minutes', { meetingId });
    expect(paragraphs).toMatchObject([{ paragraph: '89', decisions: [{ remarks: [remark] }] }]);
    await postAdjusted(api, meetingId, '89', '2026-05-27');
    const late = { meetingId, matterId, point: 1, entry: { ...entry, paragraph: '90' }, reason };
    const refused = await api.refused('sara', 'correctDecision', late);
    expect(refused.extensions).toMatchObject({ code: 'PARAGRAPH_ADJUSTED', details: { paragraph: '89' } });
  });
});

describe('A conflict of interest and a notice that were recorded wrong', () => {
  it('rule 149: are corrected, and the last day to appeal follows', async () => {
    const matterId = await reviewed(204);
    const { id: meetingId } = await summon(api, '2026-05-28', [matterId]);
    municipality.on('2026-05-28');
    await api.give('sara', 'openMeeting', { meetingId, ...everybody });
    const conflict = { meetingId, matterId, personId: 'nils', substitute: null, chair: null };
    await api.give('sara', 'recordConflict', conflict);
    const right = { personId: 'olle', substitute: null, chair: null };
    const wrong = { meetingId, matterId, personId: 'nils', reason: 'Fel person.' };
    const { conflicts } = await api.give('sara', 'correctConflict', { ...wrong, conflict: right });
    expect(conflicts).toEqual([{ matterId, ...right }]);
    const none = await api.give('sara', 'correctConflict', { ...wrong, personId: 'olle' });
    expect(none.conflicts).toEqual([]);
    await api.give('sara', 'decidePoint', { meetingId, matterId, point: 1, outcome: 'APPROVED', paragraph: '91' });
    await api.give('sara', 'closeMeeting', { meetingId });
    municipality.on('2026-05-29');
    await postAdjusted(api, meetingId, '91', '2026-05-28');
    const corrected = { meetingId, notice: 1, date: '2026-05-29', keptAt: 'Kansliet', reason: 'Fel dag.' };
    const { notices } = await api.give('sara', 'correctNotice', corrected);
    expect(notices).toMatchObject([{ date: '2026-05-29', lastAppealDay: '2026-06-22', keptAt: 'Kansliet' }]);
  });
});

describe('A meeting that is moved, and its attendance', () => {
  it('rule 150: is held on the new day with its agenda, after a summons of its own', async () => {
    const matterId = await reviewed(205);
    const { id: meetingId } = await summon(api, '2026-06-10', [matterId]);
    const right = { time: '14:00', place: 'Biblioteket', reason: 'Salen är upptagen.' };
    const corrected = await api.give('sara', 'correctMeeting', { meetingId, ...right, time: '13:30' });
    expect(corrected).toMatchObject({ status: 'SUMMONED', time: '13:30', place: 'Biblioteket' });
    const moved = await api.give('sara', 'moveMeeting', { meetingId, date: '2026-06-11', ...right });
    const movedTo = 'exempel.ks.meeting-2026-06-11';
    expect(moved).toMatchObject({ status: 'CANCELLED', cancelReason: right.reason, movedTo });
    const there = await api.see('sara', 'meeting', { id: movedTo });
    expect(there).toMatchObject({ place: 'Biblioteket', status: 'SCHEDULED', agenda: [{ matterId, state: 'LISTED' }] });
    const summoned = await api.give('sara', 'sendSummons', { meetingId: movedTo });
    expect(summoned.agenda).toMatchObject([{ matterId, state: 'SUMMONED' }]);
    municipality.on('2026-06-11');
    await api.give('sara', 'openMeeting', { meetingId: movedTo, ...everybody });
    const attendance = { ...everybody.attendance, others: [{ personId: 'erik', title: 'ekonomichef' }] };
    const fixed = await api.give('sara', 'correctAttendance', { meetingId: movedTo, attendance, reason: 'Glömd.' });
    expect(fixed.attendance?.others).toEqual([{ personId: 'erik', title: 'ekonomichef' }]);
  });
});

describe('What the secretary noted of a meeting and after it', () => {
  it('rules 156 to 160: is corrected, each while nothing rests on it', async () => {
    const reason = 'Fel antecknat.';
    const matterId = await reviewed(206);
    const { id: meetingId, composition } = await summon(api, '2026-06-15', [matterId]);
    const { chair, viceChairs, members, substitutes } = composition;
    const other = { chair, viceChairs, members, substitutes: substitutes.toReversed() };
    const composed = await api.give('sara', 'correctComposition', { meetingId, composition: other, reason });
    expect(composed.composition).toMatchObject(other);
    municipality.on('2026-06-15');
    await api.give('sara', 'openMeeting', { meetingId, ...everybody, openedAt: '2026-06-15T13:05' });
    await api.give('sara', 'decidePoint', { meetingId, matterId, point: 1, outcome: 'APPROVED', paragraph: '95' });
    await api.give('sara', 'closeMeeting', { meetingId, closedAt: '2026-06-15T15:00' });
    const times = { openedAt: '2026-06-15T13:00', closedAt: '2026-06-15T15:10' };
    const adjournments = [{ from: '2026-06-15T14:00', until: '2026-06-15T14:15' }];
    expect(await api.give('sara', 'correctTimes', { meetingId, ...times, adjournments, reason })).toMatchObject({
      ...times,
      adjournments,
    });
    municipality.on('2026-06-17');
    const adjusting = { meetingId, adjusters: ['karin'], atOnce: false };
    await api.give('sara', 'adjustMinutes', { ...adjusting, paragraphs: ['95'], date: '2026-06-16' });
    const adjusted = { meetingId, adjustment: 1, adjusters: ['lars'], date: '2026-06-17', reason };
    const { adjustments } = await api.give('sara', 'correctAdjustment', adjusted);
    expect(adjustments).toMatchObject([{ number: 1, paragraphs: ['95'], adjusters: ['lars'], date: '2026-06-17' }]);
    const late = await api.refused('sara', 'correctTimes', { meetingId, ...times, adjournments: [], reason });
    expect(late.extensions).toMatchObject({ code: 'TIMES_ADJUSTED', details: { date: '2026-06-17' } });
    const sent = { recipients: ['Kansliet'], date: '2026-06-17' };
    await api.give('sara', 'dispatchParagraph', { meetingId, paragraph: '95', ...sent });
    const right = { recipients: ['Revisorerna'], date: '2026-06-17' };
    const { dispatches } = await api.give('sara', 'correctDispatch', { meetingId, dispatch: 1, ...right, reason });
    expect(dispatches).toEqual([{ paragraph: '95', ...right }]);
    const parts = [{ paragraph: '95', point: null }];
    await api.give('sara', 'recordAppeal', { meetingId, parts, receivedOn: '2026-06-17' });
    const appeal = { appellant: null, courtDnr: 'FR 7-26', receivedOn: '2026-06-17' };
    const { appeals } = await api.give('sara', 'correctAppeal', { meetingId, appeal: 1, ...appeal, reason });
    expect(appeals).toMatchObject([{ number: 1, courtDnr: 'FR 7-26' }]);
  });
});

describe('A matter that was recorded as taken up by mistake', () => {
  it('rule 171: is taken off again and free for another meeting, and its § is withdrawn', async () => {
    const reason = 'Fel ärende.';
    const [matterId, late] = [await reviewed(209), await reviewed(210)];
    const { id: meetingId } = await summon(api, '2026-06-17', [matterId]);
    municipality.on('2026-06-17');
    await api.give('sara', 'openMeeting', { meetingId, ...everybody });
    await api.give('sara', 'addMatterAtMeeting', { meetingId, matterId: late, paragraph: '93' });
    const status = async () => (await api.see('sara', 'matter', { id: late })).status;
    await until(async () => (await status()) === 'BEFORE_BOARD');
    const { agenda, paragraphs } = await api.give('sara', 'withdrawAddedMatter', { meetingId, matterId: late, reason });
    expect(agenda).toMatchObject([{ matterId }, { matterId: late, state: 'WITHDRAWN', paragraph: '93', item: null }]);
    expect(paragraphs).toEqual([]);
    await until(async () => (await status()) === 'REVIEWED');
    const deciding = { meetingId, matterId, point: 1, outcome: 'APPROVED' };
    const taken = await api.refused('sara', 'decidePoint', { ...deciding, paragraph: '93' });
    expect(taken.extensions).toMatchObject({ code: 'PARAGRAPH_WITHDRAWN', details: { paragraph: '93' } });
    await api.give('sara', 'decidePoint', { ...deciding, paragraph: '94' });
    await api.give('sara', 'closeMeeting', { meetingId });
  });
});

describe('A matter that was taken up, and a notice that came down', () => {
  it('rules 167 and 168: are corrected, and legal force follows from the right day', async () => {
    const reason = 'Fel antecknat.';
    const matterId = await reviewed(207);
    const late = await reviewed(208);
    const { id: meetingId } = await summon(api, '2026-06-18', [matterId]);
    municipality.on('2026-06-18');
    await api.give('sara', 'openMeeting', { meetingId, ...everybody });
    await api.give('sara', 'addMatterAtMeeting', { meetingId, matterId: late, paragraph: '97' });
    const right = { meetingId, matterId: late, paragraph: '§ 96', reason };
    const { agenda } = await api.give('sara', 'correctAddedMatter', right);
    expect(agenda).toMatchObject([{ matterId }, { matterId: late, state: 'ADDED', paragraph: '96' }]);
    for (const [one, paragraph] of [
      [matterId, '97'],
      [late, '98'],
    ])
      await api.give('sara', 'decidePoint', { meetingId, matterId: one, point: 1, outcome: 'APPROVED', paragraph });
    await api.give('sara', 'closeMeeting', { meetingId });
    const paragraphs = ['96', '97', '98'];
    const adjusting = { meetingId, paragraphs, adjusters: ['karin'], atOnce: false };
    await api.give('sara', 'adjustMinutes', { ...adjusting, date: '2026-06-18' });
    const adjusted = await api.refused('sara', 'correctAddedMatter', { ...right, paragraph: '99' });
    expect(adjusted.extensions).toMatchObject({ code: 'PARAGRAPH_ADJUSTED', details: { paragraph: '96' } });
    const { notices } = await api.give('sara', 'postNotice', { meetingId, paragraphs, date: '2026-06-18' });
    expect(notices[0]?.lastAppealDay).toBe('2026-07-09');
    municipality.on('2026-07-10');
    await municipality.tick();
    expect(await api.see('sara', 'meeting', { id: meetingId })).toMatchObject({ legalForce: [{ on: '2026-07-10' }] });
    await api.give('sara', 'takeDownNotice', { meetingId, notice: 1, date: '2026-07-10' });
    const early = { meetingId, notice: 1, date: '2026-07-08', reason };
    const asked = await api.refused('sara', 'correctTakingDown', early);
    expect(asked.extensions).toMatchObject({ code: 'APPEAL_PERIOD_RUNS' });
    const lost = await api.give('sara', 'correctTakingDown', { ...early, earlyReason: 'Stormen.' });
    expect(lost).toMatchObject({ legalForce: [], notices: [{ takenDown: '2026-07-08', earlyReason: 'Stormen.' }] });
    const finality = async () => {
      const { points } = await api.see('sara', 'matter', { id: matterId });
      return points[0]?.decisions[0]?.finality.at(-1)?.finality;
    };
    await until(async () => (await finality()) === 'NOT_IN_FORCE');
    await api.give('sara', 'correctTakingDown', { ...early, date: '2026-07-09' });
    await until(async () => (await finality()) === 'IN_FORCE');
  });
});
