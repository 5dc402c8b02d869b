import { idOf, municipalityOf } from '../kernel/identity.js';
import type { Act } from '../kernel/permissions.js';
import type { MeetingEvent } from './meeting-event.js';
import type { Meeting } from './meeting.js';
import { by, refused, secretary } from '../../test/support/given.js';
import {
  appealed,
  inForce,
  meetingAfter,
  meetingDay,
  meetingId,
  noticed,
  scheduled,
  settled,
  untilAdjusted,
  untilClosed,
  untilNoticed,
  wayToParagraph,
} from '../../test/support/meeting-under-test.js';
import { permission } from '../../test/support/plan-under-test.js';
import { recordAppeal, type RecordAppealData, settleAppeal, type SettleAppealData } from './appeal.js';
import { paragraphStatus, partStatus, recordLegalForce } from './paragraph.js';

const act = by(secretary, '2026-12-01');
const whole = { paragraph: '45', point: null };
const appeal: RecordAppealData = {
  meetingId,
  parts: [whole],
  appellant: null,
  courtDnr: '',
  receivedOn: '2026-06-04',
};

describe('Recording an appeal', () => {
  const up = meetingAfter(...untilNoticed);

  it('rule 40: on the last day is in time and withholds legal force', () => {
    expect(recordAppeal(appeal, up, act)).toEqual([
      {
        type: 'AppealRecorded',
        data: { ...appeal, number: 1, parts: [{ ...whole, late: false }] },
      },
    ]);
    expect(paragraphStatus(meetingAfter(...untilNoticed, appealed('45', '2026-06-04')), '45')).toBe('APPEALED');
  });

  it('rule 40: on the day after is recorded as late, and withholds nothing', () => {
    expect(recordAppeal({ ...appeal, receivedOn: '2026-06-05' }, up, act)).toMatchObject([
      { data: { parts: [{ late: true }] } },
    ]);
    const after = meetingAfter(...untilNoticed, appealed('45', '2026-06-05', 1, true));
    expect(paragraphStatus(after, '45')).toBe('NOTICED');
  });

  it('rule 40: of one § leaves the others of the notice as they are', () => {
    expect(paragraphStatus(meetingAfter(...untilNoticed, appealed('45', '2026-06-04')), '46')).toBe('NOTICED');
  });

  it('rule 40: in time but recorded after legal force, takes the legal force away', () => {
    const force = meetingAfter(...untilNoticed, inForce(['45', '46'], '2026-06-05'));
    expect(recordAppeal(appeal, force, act)).toMatchObject([{ data: { parts: [{ late: false }] } }]);
    const after = meetingAfter(...untilNoticed, inForce(['45', '46'], '2026-06-05'), appealed('45', '2026-06-04'));
    expect(paragraphStatus(after, '45')).toBe('APPEALED');
    expect(paragraphStatus(after, '46')).toBe('IN_FORCE');
    const alone = meetingAfter(...untilNoticed, inForce(['45'], '2026-06-05'), appealed('45', '2026-06-04'));
    expect(alone.legalForce).toEqual([]);
  });

  it('rule 40: that is late leaves the legal force', () => {
    const force = [...untilNoticed, inForce(['45', '46'], '2026-06-05')];
    expect(recordAppeal({ ...appeal, receivedOn: '2026-06-08' }, meetingAfter(...force), act)).toMatchObject([
      { data: { parts: [{ late: true }] } },
    ]);
    expect(paragraphStatus(meetingAfter(...force, appealed('45', '2026-06-08', 1, true)), '45')).toBe('IN_FORCE');
  });

  it('rule 85: before the notice is in time, and withholds legal force once the notice is up', () => {
    const early = { ...appeal, receivedOn: '2026-05-13' };
    expect(recordAppeal(early, meetingAfter(...untilAdjusted), act)).toMatchObject([
      { data: { parts: [{ late: false }] } },
    ]);
    const [, ...rest] = untilNoticed.slice(untilAdjusted.length - 1);
    const after = meetingAfter(...untilAdjusted, appealed('45', '2026-05-13'), ...rest);
    expect(paragraphStatus(after, '45')).toBe('APPEALED');
  });

  it('rule 85: is refused before the § is adjusted', () => {
    const details = { paragraph: '45', status: 'DECIDED', needed: ['ADJUSTED', 'NOTICED', 'APPEALED', 'IN_FORCE'] };
    refused(() => recordAppeal(appeal, meetingAfter(...untilClosed), act), 'PARAGRAPH_STATUS', details);
  });

  it('rule 35: is refused for an annulled §, in time or late', () => {
    const annulled = meetingAfter(...wayToParagraph.ANNULLED);
    refused(() => recordAppeal(appeal, annulled, act), 'PARAGRAPH_STATUS', { status: 'ANNULLED' });
    const late = { ...appeal, receivedOn: '2026-06-05' };
    refused(() => recordAppeal(late, annulled, act), 'PARAGRAPH_STATUS', {
      status: 'ANNULLED',
      needed: ['NOTICED', 'APPEALED', 'IN_FORCE'],
    });
  });

  it('rule 85: is refused on a day that has not come, and on one before the meeting', () => {
    refused(() => recordAppeal(appeal, up, by(secretary, '2026-06-03')), 'IN_FUTURE', { date: '2026-06-04' });
    const early = { ...appeal, receivedOn: '2026-05-10' };
    refused(() => recordAppeal(early, up, act), 'TOO_EARLY', { earliest: meetingDay });
  });

  it('rule 85: is refused for a § that is not there, and before the meeting', () => {
    const id = `${meetingId} § 47`;
    refused(() => recordAppeal({ ...appeal, parts: [{ ...whole, paragraph: '47' }] }, up, act), 'NOT_FOUND', { id });
    refused(() => recordAppeal(appeal, meetingAfter(scheduled()), act), 'MEETING_STATUS', { status: 'SCHEDULED' });
  });

  it('rule 85: gets the next number', () => {
    const second = meetingAfter(...untilNoticed, appealed('46', '2026-06-01'));
    expect(recordAppeal(appeal, second, act)).toMatchObject([{ data: { number: 2 } }]);
  });

  it('rule 43: is refused for a meeting that does not exist', () => {
    refused(() => recordAppeal(appeal, null, act), 'NOT_FOUND', { id: meetingId });
  });

  permission('recordAppeal', 'SECRETARY', ({ actor }) => recordAppeal(appeal, up, by(actor, '2026-12-01')));
});

const settle: SettleAppealData = {
  meetingId,
  appeal: 1,
  ruling: 'DISMISSED',
  annulled: [],
  date: '2026-11-02',
  caseNumber: 'Mål 1234-26',
};

describe('Settling an appeal', () => {
  const appealedOne = meetingAfter(...wayToParagraph.APPEALED);
  const withLate = [...untilNoticed, appealed('45', '2026-06-08', 1, true)];

  it('rule 85: records the ruling, its day and the case', () => {
    expect(settleAppeal(settle, appealedOne, act)).toEqual([
      {
        type: 'AppealSettled',
        data: {
          meetingId,
          appeal: 1,
          parts: [whole],
          annulled: [],
          ruling: 'DISMISSED',
          date: '2026-11-02',
          caseNumber: 'Mål 1234-26',
        },
      },
    ]);
  });

  it('rule 85: is refused without a case number, unless the appeal was withdrawn', () => {
    const nameless = { ...settle, caseNumber: ' ' };
    refused(() => settleAppeal(nameless, appealedOne, act), 'TEXT_MISSING', { field: 'caseNumber' });
    expect(settleAppeal({ ...nameless, ruling: 'WITHDRAWN' }, appealedOne, act)).toHaveLength(1);
  });

  it('rule 35: annuls the § when the court annuls it', () => {
    expect(settleAppeal({ ...settle, ruling: 'ANNULLED' }, appealedOne, act)).toHaveLength(1);
    expect(paragraphStatus(meetingAfter(...wayToParagraph.ANNULLED), '45')).toBe('ANNULLED');
    expect(paragraphStatus(meetingAfter(...wayToParagraph.ANNULLED), '46')).toBe('NOTICED');
  });

  it('rule 40: leaves legal force withheld while another appeal is open', () => {
    const two = [...wayToParagraph.APPEALED, appealed('45', '2026-06-04', 2), settled('DISMISSED', '2026-11-02')];
    expect(paragraphStatus(meetingAfter(...two), '45')).toBe('APPEALED');
    const both = meetingAfter(...two, settled('WITHDRAWN', '2026-11-03', { appeal: 2 }));
    expect(paragraphStatus(both, '45')).toBe('NOTICED');
  });

  it('rule 85: dismisses a late appeal, or annuls the § when the court accepts it', () => {
    const late = meetingAfter(...withLate);
    expect(settleAppeal(settle, late, act)).toHaveLength(1);
    expect(settleAppeal({ ...settle, ruling: 'ANNULLED' }, late, act)).toHaveLength(1);
    const inForceOne = meetingAfter(...withLate, inForce(['45'], '2026-06-05'));
    expect(settleAppeal({ ...settle, ruling: 'ANNULLED' }, inForceOne, act)).toHaveLength(1);
  });

  it('rule 85: cannot annul the § before its notice is posted', () => {
    const early = meetingAfter(...untilAdjusted, appealed('45', '2026-05-13'));
    const annul: SettleAppealData = { ...settle, ruling: 'ANNULLED' };
    refused(() => settleAppeal(annul, early, act), 'PARAGRAPH_STATUS', {
      status: 'ADJUSTED',
      needed: ['NOTICED', 'APPEALED', 'IN_FORCE'],
    });
    expect(settleAppeal({ ...settle, ruling: 'WITHDRAWN' }, early, act)).toHaveLength(1);
  });

  it('rule 35: can dismiss another appeal of an annulled §, and not annul it again', () => {
    const two = meetingAfter(
      ...wayToParagraph.APPEALED,
      appealed('45', '2026-06-04', 2),
      settled('ANNULLED', '2026-11-02'),
    );
    expect(settleAppeal({ ...settle, appeal: 2 }, two, act)).toHaveLength(1);
    const twice: SettleAppealData = { ...settle, appeal: 2, ruling: 'ANNULLED' };
    refused(() => settleAppeal(twice, two, act), 'PARAGRAPH_STATUS', { status: 'ANNULLED' });
  });

  it('rule 85: is refused twice, and for an appeal that does not exist', () => {
    const done = meetingAfter(...wayToParagraph.APPEALED, settled('WITHDRAWN', '2026-06-10'));
    refused(() => settleAppeal(settle, done, act), 'APPEAL_SETTLED', { appeal: 1, ruling: 'WITHDRAWN' });
    const id = `${meetingId} 2`;
    refused(() => settleAppeal({ ...settle, appeal: 2 }, appealedOne, act), 'NOT_FOUND', { id });
  });

  it('rule 85: is refused on a day that has not come, and on one before the appeal', () => {
    refused(() => settleAppeal(settle, appealedOne, by(secretary, '2026-11-01')), 'IN_FUTURE', {});
    const early = { ...settle, date: '2026-06-03' };
    refused(() => settleAppeal(early, appealedOne, act), 'TOO_EARLY', { earliest: '2026-06-04' });
  });

  it('rule 85: is refused before the meeting', () => {
    refused(() => settleAppeal(settle, meetingAfter(scheduled()), act), 'MEETING_STATUS', { status: 'SCHEDULED' });
  });

  it('rule 43: is refused for a meeting that does not exist', () => {
    refused(() => settleAppeal(settle, null, act), 'NOT_FOUND', { id: meetingId });
  });

  permission('settleAppeal', 'SECRETARY', ({ actor }) => settleAppeal(settle, appealedOne, by(actor, '2026-12-01')));
});

describe('An appeal of points', () => {
  const [first, second] = [1, 2].map((point) => ({ paragraph: '45', point }));
  if (first === undefined || second === undefined) throw new Error('There are two points.');
  const appellant = idOf('Person', 'kajsa');
  const ofSecond: RecordAppealData = { ...appeal, parts: [second], appellant, courtDnr: 'FR 2210-26' };
  const happened = (events: readonly MeetingEvent[], actor: Act['actor'] = secretary) =>
    events.map((event) => ({ actor, event }));
  const withAppeal = [...untilNoticed, ...happened(recordAppeal(ofSecond, meetingAfter(...untilNoticed), act))];
  const annul: SettleAppealData = { ...settle, ruling: 'ANNULLED', caseNumber: '' };
  const statuses = (meeting: Meeting) => [first, second].map((part) => partStatus(meeting, part));

  it('rule 120: names the appellant and the number at the court, and withholds those points alone', () => {
    const meeting = meetingAfter(...withAppeal);
    expect(meeting.appeals).toMatchObject([{ parts: [{ ...second, late: false }], appellant, courtDnr: 'FR 2210-26' }]);
    expect(statuses(meeting)).toEqual(['NOTICED', 'APPEALED']);
    expect(paragraphStatus(meeting, '45')).toBe('APPEALED');
  });

  it('rule 120: lets the other points gain legal force, and the court annul those alone', () => {
    const system = { kind: 'system', personId: 'system', municipalityId: municipalityOf(meetingId) } as const;
    const gained = recordLegalForce({ meetingId }, meetingAfter(...withAppeal), by(system, '2026-06-05'));
    const parts = [first, { paragraph: '46', point: null }];
    expect(gained).toEqual([{ type: 'LegalForceGained', data: { meetingId, parts, on: '2026-06-05' } }]);
    const inForceOthers = [...withAppeal, ...happened(gained, system)];
    expect(statuses(meetingAfter(...inForceOthers))).toEqual(['IN_FORCE', 'APPEALED']);
    const ruled = settleAppeal(annul, meetingAfter(...inForceOthers), act);
    expect(ruled).toMatchObject([{ data: { annulled: [second], caseNumber: 'FR 2210-26' } }]);
    const after = meetingAfter(...inForceOthers, ...happened(ruled));
    expect(statuses(after)).toEqual(['IN_FORCE', 'ANNULLED']);
    expect(paragraphStatus(after, '45')).toBe('IN_FORCE');
    refused(() => recordAppeal(ofSecond, after, act), 'PARAGRAPH_STATUS', { status: 'ANNULLED' });
  });

  it('rule 120: of the whole § is annulled in the points that the court names, and dismissed in the rest', () => {
    const ofWhole = meetingAfter(...untilNoticed, appealed('45', '2026-06-04'));
    const partly = { ...annul, annulled: [first], caseNumber: '2210-26' };
    const ruled = settleAppeal(partly, ofWhole, act);
    const after = meetingAfter(...untilNoticed, appealed('45', '2026-06-04'), ...happened(ruled));
    expect(statuses(after)).toEqual(['ANNULLED', 'NOTICED']);
    expect(paragraphStatus(after, '45')).toBe('NOTICED');
    const other = { appeal: 1, paragraph: '46', point: null };
    refused(() => settleAppeal({ ...partly, annulled: [other] }, ofWhole, act), 'NOT_APPEALED', other);
    refused(() => settleAppeal({ ...partly, ruling: 'DISMISSED' }, ofWhole, act), 'NOT_APPEALED', { appeal: 1 });
  });

  it('rule 120: of one point takes its legal force alone', () => {
    const force = [...untilNoticed, inForce(['45', '46'], '2026-06-05')];
    const late = happened(recordAppeal(ofSecond, meetingAfter(...force), act));
    expect(statuses(meetingAfter(...force, ...late))).toEqual(['IN_FORCE', 'APPEALED']);
    expect(meetingAfter(...force, ...late).legalForce).toEqual([
      { parts: [first, { paragraph: '46', point: null }], on: '2026-06-05' },
    ]);
  });

  it('rule 120: is of points and §§ of several notices, some of them too late', () => {
    const both = { ...appeal, parts: [second, { paragraph: '§ 46', point: null }, second] };
    const apart = meetingAfter(
      ...untilAdjusted,
      noticed(['45'], '2026-05-13', '2026-06-03'),
      noticed(['46'], '2026-05-14', '2026-06-04', 2),
    );
    expect(recordAppeal(both, apart, act)).toMatchObject([
      {
        data: {
          parts: [
            { ...second, late: true },
            { paragraph: '46', point: null, late: false },
          ],
        },
      },
    ]);
  });

  it('rule 120: is refused without a part, and of a point that the § does not have', () => {
    const up = meetingAfter(...untilNoticed);
    refused(() => recordAppeal({ ...appeal, parts: [] }, up, act), 'PARAGRAPHS_MISSING');
    const third = { paragraph: '45', point: 3 };
    refused(() => recordAppeal({ ...appeal, parts: [third] }, up, act), 'NOT_FOUND', { id: `${meetingId} § 45, 3` });
  });
});
