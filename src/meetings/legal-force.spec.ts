import { by, type Happened, refused, system } from '../../test/support/given.js';
import {
  adjusted,
  appealed,
  inForce,
  meetingAfter,
  meetingDay,
  meetingId,
  noticed,
  settled,
  untilAdjusted,
  untilClosed,
  untilNoticed,
  wayToParagraph,
} from '../../test/support/meeting-under-test.js';
import { permission } from '../../test/support/plan-under-test.js';
import {
  adjustmentDue,
  lastAppealDay,
  legalForceFrom,
  nextDue,
  noticeDue,
  noticeTakenDownFrom,
  recordLegalForce,
} from './legal-force.js';
import type { MeetingEvent } from './meeting-event.js';

const noHolidays = () => false;

function holidays(...days: string[]) {
  return (day: string) => days.includes(day);
}

describe('rule 36: the minutes are adjusted within 14 days', () => {
  it.each([
    ['within a month', '2026-05-13', '2026-05-27'],
    ['over the year', '2026-12-22', '2027-01-05'],
    ['over a leap day', '2028-02-20', '2028-03-05'],
    ['over the night to summer time', '2026-03-25', '2026-04-08'],
    ['over the night to winter time', '2026-10-21', '2026-11-04'],
    ['to a Sunday, which moves nothing', '2026-05-24', '2026-06-07'],
  ])('%s', (_, meeting, due) => {
    expect(adjustmentDue(meeting)).toBe(due);
  });
});

describe('rule 83: the notice is posted by the second day after adjustment', () => {
  it.each([
    ['2019-01-21', '2019-01-23'],
    ['2026-12-31', '2027-01-02'],
    ['2028-02-28', '2028-03-01'],
  ])('adjusted %s: %s', (adjusted, due) => {
    expect(noticeDue(adjusted)).toBe(due);
  });
});

describe('rule 38: the last appeal day', () => {
  it('is the same weekday three weeks after posting', () => {
    expect(lastAppealDay('2019-01-22', noHolidays)).toBe('2019-02-12');
  });

  it('is moved past a Saturday and a Sunday', () => {
    expect(lastAppealDay('2026-05-09', noHolidays)).toBe('2026-06-01');
    expect(lastAppealDay('2026-05-10', noHolidays)).toBe('2026-06-01');
  });

  it('is moved past a holiday, and past the weekend after it', () => {
    expect(lastAppealDay('2026-04-23', holidays('2026-05-14'))).toBe('2026-05-15');
    expect(lastAppealDay('2026-04-10', holidays('2026-05-01'))).toBe('2026-05-04');
  });

  it('is moved past a holiday after the weekend, and another after that', () => {
    expect(lastAppealDay('2025-12-06', holidays('2025-12-29', '2025-12-30'))).toBe('2025-12-31');
  });

  it('is not moved by holidays before it', () => {
    expect(lastAppealDay('2026-04-07', holidays('2026-04-08', '2026-04-27'))).toBe('2026-04-28');
  });

  it('comes after a change to summer or winter time as after any other night', () => {
    expect(lastAppealDay('2026-03-16', noHolidays)).toBe('2026-04-06');
    expect(lastAppealDay('2026-10-12', noHolidays)).toBe('2026-11-02');
  });
});

describe('after the last appeal day', () => {
  it('rule 40: the decision has legal force from the day after, be it a Saturday', () => {
    expect(legalForceFrom('2019-02-12')).toBe('2019-02-13');
    expect(legalForceFrom('2026-06-05')).toBe('2026-06-06');
  });

  it('rule 83: the notice may be taken down from the day after', () => {
    expect(noticeTakenDownFrom('2019-02-12')).toBe('2019-02-13');
    expect(noticeTakenDownFrom('2026-12-31')).toBe('2027-01-01');
  });
});

function on(today: string, ...events: readonly Happened<MeetingEvent>[]) {
  return recordLegalForce({ meetingId }, meetingAfter(...events), by(system, today));
}

function gained(paragraphs: readonly string[], day: string) {
  return { type: 'LegalForceGained', data: { meetingId, paragraphs, on: day } };
}

/** § 45 adjusted at once and noticed on the day of the meeting; § 46 later. */
const apart = [
  ...untilClosed,
  adjusted(['45'], meetingDay),
  noticed(['45'], meetingDay, '2026-06-01'),
  adjusted(['46'], '2026-05-20', 2),
  noticed(['46'], '2026-05-21', '2026-06-11', 2),
];

describe('Recording legal force', () => {
  it('rule 40: is done on the day after the last day to appeal, not on the last day', () => {
    expect(on('2026-06-04', ...untilNoticed)).toEqual([]);
    expect(on('2026-06-05', ...untilNoticed)).toEqual([gained(['45', '46'], '2026-06-05')]);
  });

  it('rule 40: done later, tells the day on which it was gained', () => {
    expect(on('2026-07-15', ...untilNoticed)).toEqual([gained(['45', '46'], '2026-06-05')]);
  });

  it('rule 39: is a fact of each § by itself, in the order of the days', () => {
    expect(on('2026-06-02', ...apart)).toEqual([gained(['45'], '2026-06-02')]);
    expect(on('2026-06-30', ...apart)).toEqual([gained(['45'], '2026-06-02'), gained(['46'], '2026-06-12')]);
  });

  it('rule 39: is in the order of the days also when the later § got its notice first', () => {
    const swapped = [
      ...untilAdjusted,
      noticed(['46'], '2026-05-14', '2026-06-04'),
      noticed(['45'], '2026-05-15', '2026-06-05', 2),
    ];
    expect(on('2026-06-30', ...swapped)).toEqual([gained(['46'], '2026-06-05'), gained(['45'], '2026-06-06')]);
  });

  it('rule 40: is withheld by an appeal on the last day, for its § only', () => {
    expect(on('2026-06-05', ...untilNoticed, appealed('45', '2026-06-04'))).toEqual([gained(['46'], '2026-06-05')]);
  });

  it('rule 40: is not withheld by a late appeal', () => {
    const late = appealed('45', '2026-06-05', 1, true);
    expect(on('2026-06-05', ...untilNoticed, late)).toEqual([gained(['45', '46'], '2026-06-05')]);
    const dismissed = settled('DISMISSED', '2026-06-10');
    expect(on('2026-06-20', ...untilNoticed, late, dismissed)).toEqual([gained(['45', '46'], '2026-06-05')]);
  });

  it('rule 86: is gained on the day of the ruling when an appeal was dismissed later', () => {
    const dismissed = [...wayToParagraph.APPEALED, settled('DISMISSED', '2026-11-02')];
    expect(on('2026-11-02', ...dismissed)).toEqual([gained(['46'], '2026-06-05'), gained(['45'], '2026-11-02')]);
  });

  it('rule 86: is gained on the day after the last day when the appeal was taken back before it', () => {
    const taken = [...untilNoticed, appealed('45', '2026-05-20'), settled('WITHDRAWN', '2026-05-25')];
    expect(on('2026-06-04', ...taken)).toEqual([]);
    expect(on('2026-06-05', ...taken)).toEqual([gained(['45', '46'], '2026-06-05')]);
  });

  it('rule 86: waits for the last of several rulings', () => {
    const two = [
      ...wayToParagraph.APPEALED,
      appealed('45', '2026-06-04', 2),
      settled('DISMISSED', '2026-11-02', { appeal: 2 }),
    ];
    expect(on('2026-11-02', ...two)).toEqual([gained(['46'], '2026-06-05')]);
    const both = [...two, settled('WITHDRAWN', '2026-10-01')];
    expect(on('2026-11-02', ...both)).toContainEqual(gained(['45'], '2026-11-02'));
  });

  it('rule 35: is not for an annulled §', () => {
    expect(on('2026-12-01', ...wayToParagraph.ANNULLED)).toEqual([gained(['46'], '2026-06-05')]);
  });

  it('rule 86: is done once, and not before the notice', () => {
    expect(on('2026-12-01', ...wayToParagraph.IN_FORCE)).toEqual([]);
    expect(on('2026-12-01', ...untilClosed)).toEqual([]);
    expect(on('2026-12-01', ...untilAdjusted)).toEqual([]);
  });

  it('rule 40: is done again when it was taken away by an appeal that had come in time', () => {
    const again = [...wayToParagraph.IN_FORCE, appealed('45', '2026-06-04'), settled('WITHDRAWN', '2026-06-15')];
    expect(on('2026-06-15', ...again)).toEqual([gained(['45'], '2026-06-15')]);
  });

  it('rule 43: is refused for a meeting that does not exist', () => {
    refused(() => recordLegalForce({ meetingId }, null, by(system)), 'NOT_FOUND', { id: meetingId });
  });

  permission('recordLegalForce', 'SYSTEM', (act) =>
    recordLegalForce({ meetingId }, meetingAfter(...untilNoticed), act),
  );
});

describe('The first day on which there is something to record', () => {
  it('rule 39: is the first of its §§', () => {
    expect(nextDue(meetingAfter(...apart))).toBe('2026-06-02');
    expect(nextDue(meetingAfter(...apart, inForce(['45'], '2026-06-02')))).toBe('2026-06-12');
  });

  it('rule 40: is none while all are appealed, in force, annulled or without a notice', () => {
    expect(nextDue(meetingAfter(...untilAdjusted))).toBeNull();
    expect(nextDue(meetingAfter(...wayToParagraph.IN_FORCE))).toBeNull();
    expect(nextDue(meetingAfter(...apart.slice(0, -2), appealed('45', '2026-05-30')))).toBeNull();
  });

  it('rule 86: is the ruling’s when an appeal was dismissed', () => {
    const one = [...apart.slice(0, -2), appealed('45', '2026-05-30'), settled('DISMISSED', '2026-11-02')];
    expect(nextDue(meetingAfter(...one))).toBe('2026-11-02');
  });

  it('rule 40: is exactly the first day on which something is recorded', () => {
    const before = on('2026-06-01', ...apart);
    const day = on('2026-06-02', ...apart);
    expect([before.length, day.length]).toEqual([0, 1]);
  });
});
