import { by, refused, secretary, system } from '../../test/support/given.js';
import {
  absent,
  adjusted,
  appealed,
  attendance,
  cancelled,
  carin,
  chair,
  closed,
  conflicted,
  decisions,
  electedAdjusters,
  eva,
  firstItem,
  inForce,
  lateItem,
  matterAdded,
  meetingAfter,
  meetingDay,
  meetingId,
  noticed,
  opened,
  scheduled,
  settled,
  substitute,
  summoned,
  takenDown,
  takenDownEarly,
  untilAdjusted,
  untilClosed,
  untilDecided,
  untilNoticed,
  viceChair,
} from '../../test/support/meeting-under-test.js';
import { permission } from '../../test/support/plan-under-test.js';
import { meetingValidOn } from './meeting.js';
import { minutesView } from './meeting-view.js';
import { adjustMinutes, postNotice, takeDownNotice } from './minutes.js';
import { paragraphStatus, recordLegalForce } from './paragraph.js';
import type { AdjustMinutesData, PostNoticeData, TakeDownNoticeData } from './minutes.js';

/** Knows only midsummer's eve of 2017. The spec of the Swedish calendar tests the other holidays. */
const isHoliday = (day: string) => day === '2017-06-23';

const adjust: AdjustMinutesData = {
  meetingId,
  paragraphs: ['45', '46'],
  adjusters: [chair.personId, eva.personId],
  date: '2026-05-13',
  atOnce: false,
};

const untimed = { openedAt: null, date: null, place: '' };

describe('Adjusting minutes', () => {
  const over = meetingAfter(...untilClosed);
  const act = by(secretary, '2026-06-30');

  it('rule 82: records the adjusters, the §§ and the day', () => {
    expect(adjustMinutes(adjust, over, null, act)).toEqual([
      {
        type: 'MinutesAdjusted',
        data: {
          meetingId,
          number: 1,
          paragraphs: ['45', '46'],
          adjusters: ['anna', 'eva'],
          date: '2026-05-13',
          atOnce: false,
          overdue: false,
          checkpoint: null,
        },
      },
    ]);
  });

  it('rule 89: states the newest checkpoint of the log', () => {
    const checkpoint = { origin: 'tertial.example.se/log', size: 812, root: 'bm90IGEgcm9vdA==' };
    const [event] = adjustMinutes(adjust, over, checkpoint, act);
    if (event === undefined) throw new Error('They are adjusted.');
    const meeting = meetingAfter(...untilClosed, { actor: secretary, event });
    expect(meeting.adjustments).toMatchObject([{ number: 1, checkpoint }]);
    const [first] = minutesView(meeting).paragraphs;
    expect(first?.adjustment).toMatchObject({ checkpoint });
  });

  it('rule 82: names each § once, in the order of the minutes', () => {
    const [event] = adjustMinutes({ ...adjust, paragraphs: ['46', '45', '46'] }, over, null, act);
    expect(event).toMatchObject({ data: { paragraphs: ['45', '46'] } });
  });

  it('rule 36: on day 14 is in time; on day 15 is accepted and flagged overdue', () => {
    expect(adjustMinutes({ ...adjust, date: '2026-05-25' }, over, null, act)).toMatchObject([
      { data: { overdue: false } },
    ]);
    expect(adjustMinutes({ ...adjust, date: '2026-05-26' }, over, null, act)).toMatchObject([
      { data: { overdue: true } },
    ]);
  });

  it('rule 36: is refused for a person who was not at the meeting, who is named', () => {
    const adjusters = [chair.personId, absent.personId];
    refused(() => adjustMinutes({ ...adjust, adjusters }, over, null, act), 'ADJUSTER_ABSENT', { personId: 'gun' });
  });

  it('rule 117: is refused for a person whom the board did not elect, and who did not preside', () => {
    const wasThere = { ...adjust, adjusters: [eva.personId, carin.personId] };
    const details = { personId: 'carin', elected: ['anna', 'eva'] };
    refused(() => adjustMinutes(wasThere, over, null, act), 'ADJUSTER_NOT_ELECTED', details);
    const elected = meetingAfter(...untilClosed, electedAdjusters(carin));
    expect(adjustMinutes({ ...adjust, adjusters: [carin.personId, chair.personId] }, elected, null, act)).toHaveLength(
      1,
    );
    refused(() => adjustMinutes({ ...adjust, adjusters: [eva.personId] }, elected, null, act), 'ADJUSTER_NOT_ELECTED');
  });

  it('rule 117: is accepted of who presided in a matter instead of the chair', () => {
    const presiding = { personId: chair.personId, substitute: null, chair: viceChair.personId };
    const data = { meetingId, matterId: firstItem.matterId, ...presiding };
    const jav = { actor: secretary, event: { type: 'ConflictOfInterestRecorded', data } } as const;
    const meeting = meetingAfter(...untilClosed.slice(0, 3), jav, ...untilClosed.slice(3));
    expect(adjustMinutes({ ...adjust, adjusters: [viceChair.personId] }, meeting, null, act)).toHaveLength(1);
  });

  it('rule 36: is accepted by the substitute of a member in conflict', () => {
    const data = { meetingId, attendance: { ...attendance, notServing: [] }, ...untimed, adjusters: [] };
    const roll = { actor: secretary, event: { type: 'MeetingOpened', data } } as const;
    const chosen = electedAdjusters(substitute);
    const meeting = meetingAfter(scheduled(), summoned, roll, conflicted(), ...decisions, chosen, closed);
    expect(adjustMinutes({ ...adjust, adjusters: [substitute.personId] }, meeting, null, act)).toHaveLength(1);
  });

  it('rule 36: is refused without an adjuster', () => {
    refused(() => adjustMinutes({ ...adjust, adjusters: [] }, over, null, act), 'ADJUSTERS_MISSING', {});
  });

  it('rule 82: is refused without a §', () => {
    refused(() => adjustMinutes({ ...adjust, paragraphs: [] }, over, null, act), 'PARAGRAPHS_MISSING', {});
  });

  it('rule 82: is refused for a § that the meeting does not have', () => {
    const id = `${meetingId} § 47`;
    refused(() => adjustMinutes({ ...adjust, paragraphs: ['45', '47'] }, over, null, act), 'NOT_FOUND', { id });
  });

  it('rule 82: is refused for a § that has been adjusted', () => {
    const details = { paragraph: '45', status: 'ADJUSTED', needed: ['DECIDED'] };
    refused(() => adjustMinutes(adjust, meetingAfter(...untilAdjusted), null, act), 'PARAGRAPH_STATUS', details);
  });

  it('rule 82: is refused on a day that has not come, and on one before the meeting', () => {
    const details = { date: '2026-05-13', today: '2026-05-12' };
    refused(() => adjustMinutes(adjust, over, null, by(secretary, '2026-05-12')), 'IN_FUTURE', details);
    expect(adjustMinutes(adjust, over, null, by(secretary, '2026-05-13'))).toHaveLength(1);
    const early = { ...adjust, date: '2026-05-10' };
    refused(() => adjustMinutes(early, over, null, act), 'TOO_EARLY', { date: '2026-05-10', earliest: meetingDay });
    expect(adjustMinutes({ ...adjust, date: meetingDay }, over, null, act)).toHaveLength(1);
  });

  it('rule 39: is accepted of one § at once while the meeting is open, of the rest only when it is closed', () => {
    const going = meetingAfter(...untilDecided);
    const one = { ...adjust, paragraphs: ['45'], date: meetingDay };
    expect(adjustMinutes({ ...one, atOnce: true }, going, null, act)).toMatchObject([{ data: { atOnce: true } }]);
    refused(() => adjustMinutes(one, going, null, act), 'MEETING_STATUS', { status: 'OPEN', needed: ['CLOSED'] });
    expect(adjustMinutes({ ...one, atOnce: true }, over, null, act)).toHaveLength(1);
  });

  it.each([
    ['SCHEDULED', [scheduled()]],
    ['SUMMONED', [scheduled(), summoned]],
    ['CANCELLED', [scheduled(), cancelled]],
  ])('rule 82: is refused when the meeting is %s', (status, events) => {
    refused(() => adjustMinutes(adjust, meetingAfter(...events), null, act), 'MEETING_STATUS', { status });
  });

  it('rule 26: covers the § of a decision to take up a matter', () => {
    const meeting = meetingAfter(scheduled(), summoned, opened, matterAdded('44', lateItem));
    const added = { ...adjust, paragraphs: ['44'], atOnce: true, date: meetingDay };
    expect(adjustMinutes(added, meeting, null, act)).toMatchObject([{ data: { paragraphs: ['44'] } }]);
  });

  it('rule 82: gets the next number', () => {
    const meeting = meetingAfter(...untilClosed, adjusted(['45'], '2026-05-11'));
    expect(adjustMinutes({ ...adjust, paragraphs: ['46'] }, meeting, null, act)).toMatchObject([
      { data: { number: 2 } },
    ]);
  });

  it('rule 43: is refused for a meeting that does not exist', () => {
    refused(() => adjustMinutes(adjust, null, null, act), 'NOT_FOUND', { id: meetingId });
  });

  permission('adjustMinutes', 'SECRETARY', ({ actor }) => adjustMinutes(adjust, over, null, by(actor, '2026-06-30')));
});

const post: PostNoticeData = { meetingId, paragraphs: ['45', '46'], date: '2026-05-15', keptAt: 'Kommunkansliet' };

describe('Posting the notice of an adjustment', () => {
  const adjustedOnes = meetingAfter(...untilAdjusted);
  const act = by(secretary, '2026-06-30');

  it('rules 83, 84 and 118: records its §§, the last day to appeal and where the minutes are kept', () => {
    expect(postNotice(post, adjustedOnes, isHoliday, act)).toEqual([
      {
        type: 'NoticePosted',
        data: {
          meetingId,
          number: 1,
          paragraphs: ['45', '46'],
          date: '2026-05-15',
          lastAppealDay: '2026-06-05',
          overdue: false,
          keptAt: 'Kommunkansliet',
        },
      },
    ]);
  });

  it('rule 37: is refused before the adjustment', () => {
    const details = { paragraph: '45', status: 'DECIDED', needed: ['ADJUSTED'] };
    refused(() => postNotice(post, meetingAfter(...untilClosed), isHoliday, act), 'PARAGRAPH_STATUS', details);
    const half = meetingAfter(...untilClosed, adjusted(['45'], '2026-05-13'));
    refused(() => postNotice(post, half, isHoliday, act), 'PARAGRAPH_STATUS', { paragraph: '46' });
  });

  it('rule 37: is refused on a day before that of the adjustment, and on one that has not come', () => {
    const early = { ...post, date: '2026-05-12' };
    const details = { date: '2026-05-12', earliest: '2026-05-13' };
    refused(() => postNotice(early, adjustedOnes, isHoliday, act), 'TOO_EARLY', details);
    expect(postNotice({ ...post, date: '2026-05-13' }, adjustedOnes, isHoliday, act)).toHaveLength(1);
    refused(() => postNotice(post, adjustedOnes, isHoliday, by(secretary, '2026-05-14')), 'IN_FUTURE', {});
  });

  it('rule 83: is in time on the second day after the adjustment, and later is accepted and flagged overdue', () => {
    expect(postNotice(post, adjustedOnes, isHoliday, act)).toMatchObject([{ data: { overdue: false } }]);
    const late = { ...post, date: '2026-05-16' };
    expect(postNotice(late, adjustedOnes, isHoliday, act)).toMatchObject([{ data: { overdue: true } }]);
  });

  it('rule 39: is overdue when one of its §§ is, and is not before the last adjustment of them', () => {
    const twice = [adjusted(['45'], '2026-05-11'), adjusted(['46'], '2026-05-15', 2)];
    const meeting = meetingAfter(...untilClosed, ...twice);
    expect(postNotice(post, meeting, isHoliday, act)).toMatchObject([{ data: { overdue: true } }]);
    refused(() => postNotice({ ...post, date: '2026-05-13' }, meeting, isHoliday, act), 'TOO_EARLY', {
      earliest: '2026-05-15',
    });
  });

  it('rule 39: is posted for one § at once and for the rest later, with different last days', () => {
    const going = meetingAfter(...untilDecided, adjusted(['45'], meetingDay));
    const first = postNotice({ ...post, paragraphs: ['45'], date: meetingDay }, going, isHoliday, act);
    expect(first).toMatchObject([{ data: { number: 1, paragraphs: ['45'], lastAppealDay: '2026-06-01' } }]);
    const rest = [noticed(['45'], meetingDay, '2026-06-01'), adjusted(['46'], '2026-05-20', 2)];
    const later = meetingAfter(...untilClosed, adjusted(['45'], meetingDay), ...rest);
    const second = postNotice({ ...post, paragraphs: ['46'], date: '2026-05-21' }, later, isHoliday, act);
    expect(second).toMatchObject([{ data: { number: 2, paragraphs: ['46'], lastAppealDay: '2026-06-11' } }]);
  });

  it('rule 83: is refused for a § whose notice is up, and without a §', () => {
    const details = { paragraph: '45', status: 'NOTICED' };
    refused(() => postNotice(post, meetingAfter(...untilNoticed), isHoliday, act), 'PARAGRAPH_STATUS', details);
    refused(() => postNotice({ ...post, paragraphs: [] }, adjustedOnes, isHoliday, act), 'PARAGRAPHS_MISSING', {});
  });

  it('rule 83: is refused when the meeting has not begun', () => {
    const summonedOne = meetingAfter(scheduled(), summoned);
    const details = { status: 'SUMMONED', needed: ['OPEN', 'CLOSED'] };
    refused(() => postNotice(post, summonedOne, isHoliday, act), 'MEETING_STATUS', details);
  });

  it('rule 43: is refused for a meeting that does not exist', () => {
    refused(() => postNotice(post, null, isHoliday, act), 'NOT_FOUND', { id: meetingId });
  });

  permission('postNotice', 'SECRETARY', ({ actor }) =>
    postNotice(post, adjustedOnes, isHoliday, by(actor, '2026-06-30')),
  );

  // Rule 84: these are real dates of three boards.
  it.each([
    ['Enköping', '2019-01-15', '2019-01-21', '2019-01-22', '2019-02-12'],
    ['Storuman', '2018-09-11', '2018-09-17', '2018-09-17', '2018-10-08'],
    ['a board', '2017-05-24', '2017-06-02', '2017-06-02', '2017-06-26'],
  ])('rule 38: %s, meeting %s, adjusted %s, notice %s: last day to appeal %s', (_, day, adjustedOn, date, last) => {
    const [, ...later] = untilClosed;
    const on = by(secretary, date);
    const meeting = meetingAfter(scheduled(day), ...later);
    expect(adjustMinutes({ ...adjust, date: adjustedOn }, meeting, null, on)).toMatchObject([
      { data: { overdue: false } },
    ]);
    const after = meetingAfter(scheduled(day), ...later, adjusted(['45', '46'], adjustedOn));
    expect(postNotice({ ...post, date }, after, isHoliday, on)).toMatchObject([
      { data: { lastAppealDay: last, overdue: false } },
    ]);
  });
});

const takeDown: TakeDownNoticeData = { meetingId, notice: 1, date: '2026-06-05', reason: '' };

describe('Taking a notice down', () => {
  const up = meetingAfter(...untilNoticed);
  const act = by(secretary, '2026-06-30');

  it('rules 83 and 84: is recorded from the day after the last day to appeal', () => {
    const { reason: _, ...data } = takeDown;
    expect(takeDownNotice(takeDown, up, act)).toEqual([{ type: 'NoticeTakenDown', data }]);
  });

  it('rule 83: is in time on the last day to appeal', () => {
    const onLastDay = { ...takeDown, date: '2026-06-04' };
    expect(takeDownNotice(onLastDay, up, act)).toMatchObject([{ type: 'NoticeTakenDown' }]);
  });

  const early = { ...takeDown, date: '2026-06-03' };

  it('rule 83: before the last day to appeal, needs a reason', () => {
    const details = { lastAppealDay: '2026-06-04' };
    for (const reason of ['', ' ']) {
      refused(() => takeDownNotice({ ...early, reason }, up, act), 'APPEAL_PERIOD_RUNS', details);
    }
  });

  it('rule 83: before the last day to appeal, is recorded with its day and the reason', () => {
    const data = { ...early, reason: 'Anslagstavlan målades om.' };
    expect(takeDownNotice(data, up, act)).toEqual([
      { type: 'NoticeTakenDownEarly', data: { ...data, legalForceLost: [] } },
    ]);
    const force = meetingAfter(...untilNoticed, inForce(['45', '46'], '2026-06-05'));
    expect(takeDownNotice(data, force, act)).toMatchObject([{ data: { legalForceLost: ['45', '46'] } }]);
  });

  it('rule 83: is refused on a day before the posting', () => {
    refused(() => takeDownNotice({ ...early, date: '2026-05-13', reason: 'x' }, up, act), 'TOO_EARLY', {
      earliest: '2026-05-14',
    });
  });

  it('rules 40 and 83: early, withholds legal force and lets a new notice give new days', () => {
    const down = [...untilNoticed, takenDownEarly('2026-05-20')];
    const meeting = meetingAfter(...down);
    expect(paragraphStatus(meeting, '45')).toBe('ADJUSTED');
    expect(recordLegalForce({ meetingId }, meeting, by(system, '2026-12-31'))).toEqual([]);
    const again = { meetingId, paragraphs: ['45', '46'], date: '2026-05-20', keptAt: '' };
    refused(() => postNotice({ ...again, date: '2026-05-19' }, meeting, isHoliday, act), 'TOO_EARLY', {
      earliest: '2026-05-20',
    });
    const [posted] = postNotice(again, meeting, isHoliday, act);
    expect(posted).toMatchObject({ data: { number: 2, lastAppealDay: '2026-06-10', overdue: true } });
    if (posted === undefined) throw new Error('Nothing was posted.');
    const anew = meetingAfter(...down, { actor: secretary, event: posted });
    expect(paragraphStatus(anew, '45')).toBe('NOTICED');
    expect(recordLegalForce({ meetingId }, anew, by(system, '2026-06-10'))).toEqual([]);
    expect(recordLegalForce({ meetingId }, anew, by(system, '2026-06-11'))).toMatchObject([
      { data: { parts: [{ paragraph: '45' }, { paragraph: '46' }], on: '2026-06-11' } },
    ]);
  });

  it('rules 40 and 83: early, undoes legal force, and an appeal that had been late counts', () => {
    const meeting = meetingAfter(
      ...untilNoticed,
      inForce(['45', '46'], '2026-06-05'),
      appealed('46', '2026-06-08', 1, true),
      takenDownEarly('2026-05-20', ['45', '46']),
    );
    expect(meeting.legalForce).toEqual([]);
    expect(['45', '46'].map((one) => paragraphStatus(meeting, one))).toEqual(['ADJUSTED', 'ADJUSTED']);
    const noticedAgain = meetingAfter(
      ...untilNoticed,
      appealed('46', '2026-06-08', 1, true),
      takenDownEarly('2026-05-20'),
      noticed(['45', '46'], '2026-07-01', '2026-07-22', 2),
    );
    expect(['45', '46'].map((one) => paragraphStatus(noticedAgain, one))).toEqual(['NOTICED', 'APPEALED']);
  });

  it('rule 35: early, leaves what a court annulled', () => {
    const annulled = [appealed('45', '2026-06-01'), settled('ANNULLED', '2026-06-10')];
    const meeting = meetingAfter(...untilNoticed, ...annulled, takenDownEarly('2026-05-20'));
    expect(paragraphStatus(meeting, '45')).toBe('ANNULLED');
  });

  it('early, is no fact yet on the day before it', () => {
    const meeting = meetingAfter(...untilNoticed, takenDownEarly('2026-05-20'));
    expect(meetingValidOn(meeting, '2026-05-19')?.notices).toMatchObject([{ takenDown: null, earlyReason: null }]);
  });

  it('rule 83: is refused on a day that has not come', () => {
    const details = { date: '2026-06-05', today: '2026-06-04' };
    refused(() => takeDownNotice(takeDown, up, by(secretary, '2026-06-04')), 'IN_FUTURE', details);
    expect(takeDownNotice(takeDown, up, by(secretary, '2026-06-05'))).toHaveLength(1);
  });

  it('rule 83: is refused for a notice that is down, and for one that does not exist', () => {
    const down = meetingAfter(...untilNoticed, takenDown('2026-06-08'));
    const details = { notice: 1, date: '2026-06-08' };
    refused(() => takeDownNotice(takeDown, down, act), 'NOTICE_TAKEN_DOWN', details);
    refused(() => takeDownNotice({ ...takeDown, notice: 2 }, up, act), 'NOT_FOUND', { id: `${meetingId} 2` });
  });

  it('rule 83: is refused when the meeting has not begun', () => {
    const details = { status: 'SCHEDULED', needed: ['OPEN', 'CLOSED'] };
    refused(() => takeDownNotice(takeDown, meetingAfter(scheduled()), act), 'MEETING_STATUS', details);
  });

  it('rule 43: is refused for a meeting that does not exist', () => {
    refused(() => takeDownNotice(takeDown, null, act), 'NOT_FOUND', { id: meetingId });
  });

  permission('takeDownNotice', 'SECRETARY', ({ actor }) => takeDownNotice(takeDown, up, by(actor, '2026-06-30')));
});
