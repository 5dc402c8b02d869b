import { by, type Happened, refused, secretary } from '../../../test/support/given.js';
import {
  absent,
  carin,
  david,
  electedAdjusters,
  eva,
  meetingAfter,
  meetingDay,
  meetingId,
  opened,
  scheduled,
  summoned,
  untilAdjusted,
  untilClosed,
} from '../../../test/support/meeting-under-test.js';
import { permission } from '../../../test/support/plan-under-test.js';
import type { MeetingEvent } from '../meeting-event.js';
import { meetingView, minutesView } from '../meeting-view.js';
import { meetingValidOn } from '../meeting.js';
import { closeMeeting } from '../proceedings.js';
import { adjournMeeting, dispatchParagraph, electAdjusters } from './facts.js';

const act = by(secretary, '2026-05-13');
const open = [scheduled(), summoned, opened];
const pause = { meetingId, from: '2026-05-11T14:10', until: '2026-05-11T14:30' };

function after(events: readonly Happened<MeetingEvent>[], [event]: readonly MeetingEvent[]) {
  if (event === undefined) throw new Error('Nothing happened.');
  return meetingAfter(...events, { actor: secretary, event });
}

describe('adjourning a meeting', () => {
  it('rule 116: records when it was adjourned and when it went on', () => {
    const events = adjournMeeting(pause, meetingAfter(...open), act);
    expect(events).toEqual([{ type: 'MeetingAdjourned', data: pause }]);
    const { from, until } = pause;
    expect(minutesView(after(open, events)).adjournments).toEqual([{ from, until }]);
  });

  it('rule 116: refuses times out of order, against each other, the opening, another break and the closing', () => {
    const out = { earlier: '2026-05-11T14:30', later: '2026-05-11T14:10' };
    const turned = { ...pause, from: pause.until, until: pause.from };
    refused(() => adjournMeeting(turned, meetingAfter(...open), act), 'TIMES_OUT_OF_ORDER', out);
    const once = after(open, adjournMeeting(pause, meetingAfter(...open), act));
    refused(() => adjournMeeting(pause, once, act), 'TIMES_OUT_OF_ORDER', out);
    const closing = { meetingId, closedAt: '2026-05-11T14:29' };
    const decided = meetingAfter(...untilClosed.slice(0, -1), {
      actor: secretary,
      event: { type: 'MeetingAdjourned', data: pause },
    });
    refused(() => closeMeeting(closing, decided, act), 'TIMES_OUT_OF_ORDER', { later: closing.closedAt });
    expect(closeMeeting({ ...closing, closedAt: '2026-05-12T00:10' }, decided, act)).toMatchObject([
      { data: { closedAt: '2026-05-12T00:10' } },
    ]);
  });

  it('rule 116: tells nothing of the times before the day of the meeting', () => {
    const meeting = meetingValidOn(after(open, adjournMeeting(pause, meetingAfter(...open), act)), '2026-05-10');
    expect(meeting).toMatchObject({ openedAt: null, adjournments: [], closedAt: null, elections: [] });
  });

  it('rule 43: is refused for a meeting that does not exist', () => {
    refused(() => adjournMeeting(pause, null, act), 'NOT_FOUND', { id: meetingId });
  });

  permission('adjournMeeting', 'SECRETARY', (given) =>
    adjournMeeting(pause, meetingAfter(...open), by(given.actor, meetingDay)),
  );
});

describe('electing the adjusters', () => {
  const election = { meetingId, adjusters: [carin.personId], adjustOn: '2026-05-15', adjustAt: 'Kansliet', reason: '' };
  const instead = { ...election, reason: 'Eva är sjuk.' };

  it('rule 117: replaces those elected before with a reason, and keeps both', () => {
    refused(() => electAdjusters(election, meetingAfter(...untilClosed), act), 'REASON_MISSING');
    const meeting = after(untilClosed, electAdjusters(instead, meetingAfter(...untilClosed), act));
    expect(meetingView(meeting)).toMatchObject({
      adjusters: ['carin'],
      elections: [
        { adjusters: ['eva'], reason: '' },
        { adjusters: ['carin'], date: '2026-05-15', place: 'Kansliet', reason: 'Eva är sjuk.' },
      ],
    });
  });

  it('rule 117: needs no reason when nobody is elected yet', () => {
    const [first, second, roll] = open;
    if (first === undefined || second === undefined || roll?.event.type !== 'MeetingOpened') throw new Error('Open.');
    const nobody = { ...roll, event: { ...roll.event, data: { ...roll.event.data, adjusters: [] } } };
    expect(electAdjusters(election, meetingAfter(first, second, nobody), act)).toHaveLength(1);
  });

  it('rules 36 and 117: is refused of nobody, of who was absent, and for a day before the meeting', () => {
    const given = (changes: object) => () => electAdjusters({ ...instead, ...changes }, meetingAfter(...open), act);
    refused(given({ adjusters: [] }), 'ADJUSTERS_MISSING');
    refused(given({ adjusters: [eva.personId, absent.personId] }), 'ADJUSTER_ABSENT', { personId: 'gun' });
    refused(given({ adjustOn: '2026-05-10' }), 'TOO_EARLY', { earliest: meetingDay });
    refused(() => electAdjusters(instead, meetingAfter(scheduled()), act), 'MEETING_STATUS');
  });

  it('rule 117: holds when it is given again', () => {
    expect(meetingAfter(...untilClosed, electedAdjusters(carin), electedAdjusters(david)).adjusters).toEqual(['david']);
  });

  permission('electAdjusters', 'SECRETARY', (given) =>
    electAdjusters(instead, meetingAfter(...open), by(given.actor, meetingDay)),
  );
});

describe('sending an extract', () => {
  const sent = { meetingId, paragraph: '§ 45', recipients: ['Ekonomiavdelningen', 'Revisorerna'], date: '2026-05-13' };

  it('rule 119: records to whom and when, of one §', () => {
    const events = dispatchParagraph(sent, meetingAfter(...untilAdjusted), act);
    expect(events).toEqual([{ type: 'ParagraphDispatched', data: { ...sent, paragraph: '45' } }]);
    const { paragraphs } = minutesView(after(untilAdjusted, events));
    const { recipients, date } = sent;
    expect(paragraphs.map(({ dispatches }) => dispatches)).toEqual([[{ paragraph: '45', recipients, date }], []]);
    expect(meetingValidOn(after(untilAdjusted, events), '2026-05-12')).toMatchObject({ dispatches: [] });
  });

  it('rule 119: is refused before the adjustment, of a day before it, and without a recipient', () => {
    const given = (changes: object) => () => dispatchParagraph({ ...sent, ...changes }, over, act);
    const over = meetingAfter(...untilAdjusted);
    refused(() => dispatchParagraph(sent, meetingAfter(...untilClosed), act), 'PARAGRAPH_STATUS', {
      status: 'DECIDED',
      needed: ['ADJUSTED', 'NOTICED', 'APPEALED', 'IN_FORCE'],
    });
    refused(given({ date: '2026-05-12' }), 'TOO_EARLY', { earliest: '2026-05-13' });
    refused(given({ date: '2026-05-14' }), 'IN_FUTURE');
    refused(given({ recipients: [] }), 'RECIPIENTS_MISSING');
    refused(given({ recipients: ['Kansliet', ' '] }), 'TEXT_MISSING', { field: 'recipients' });
    refused(given({ paragraph: '47' }), 'NOT_FOUND');
  });

  permission('dispatchParagraph', 'SECRETARY', (given) =>
    dispatchParagraph(sent, meetingAfter(...untilAdjusted), by(given.actor, '2026-05-13')),
  );
});
