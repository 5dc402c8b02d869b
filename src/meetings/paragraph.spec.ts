import { by, type Happened, refused, system } from '../../test/support/given.js';
import {
  adjusted,
  appealed,
  cancelled,
  closed,
  dispatchedOn,
  inForce,
  matterAdded,
  meetingAfter,
  meetingDay,
  meetingId,
  noticed,
  opened,
  scheduled,
  settled,
  summoned,
  takenDownEarly,
  untilAdjusted,
  untilClosed,
  untilNoticed,
  wayToParagraph,
} from '../../test/support/meeting-under-test.js';
import { permission } from '../../test/support/plan-under-test.js';
import type { MeetingEvent } from './meeting-event.js';
import {
  meetingProcess,
  meetingStatuses,
  meetingActions,
  paragraphProcess,
  paragraphStatuses,
  paragraphActions,
} from './meeting-process.js';
import type { MeetingStatus, ParagraphStatus, ParagraphAction } from './meeting-process.js';
import {
  inOrder,
  nextDue,
  paragraphsOf,
  paragraphStatus,
  recordLegalForce,
  requireMeetingAllows,
  requireParagraphAllows,
} from './paragraph.js';
import { wrongRows } from '../../test/support/wrong-rows.js';

/** The actions that each status allows, in the order of `paragraphActions`. An x is allowed, a dot is forbidden. */
const expected: Readonly<Record<ParagraphStatus, string>> = {
  // Action: decide adjust notice early appeal late dismiss dismiss-late annul force dispatch
  DECIDED: '   x      x      .      .    .     .     .       .            .     .     .',
  ADJUSTED: '  .      .      x      .    x     .     x       .            .     .     x',
  NOTICED: '   .      .      .      x    x     x     .       x            x     x     x',
  APPEALED: '  .      .      .      x    x     x     x       x            x     .     x',
  IN_FORCE: '  .      .      .      x    x     x     .       x            x     .     x',
  ANNULLED: '  .      .      .      x    .     .     x       x            .     .     .',
};

/** An action, the events up to and including the action, and the status that paragraph 45 has after them. */
type Change = readonly [action: ParagraphAction, from: readonly Happened<MeetingEvent>[], to: ParagraphStatus];

const late = appealed('45', '2026-06-10', 2, true);
const early = appealed('45', '2026-05-13');
const another = appealed('45', '2026-06-04', 3);
const notice = noticed(['45'], '2026-05-14', '2026-06-04');
const force = inForce(['45'], '2026-06-05');
const dispatched = dispatchedOn('2026-06-08');
const { DECIDED, ADJUSTED, NOTICED, APPEALED, IN_FORCE, ANNULLED } = wayToParagraph;

const changes: Readonly<Record<ParagraphStatus, readonly Change[]>> = {
  DECIDED: [
    ['decide', DECIDED, 'DECIDED'],
    ['adjust', [...DECIDED, adjusted(['45'], '2026-05-13')], 'ADJUSTED'],
  ],
  ADJUSTED: [
    ['post notice', [...ADJUSTED, notice], 'NOTICED'],
    ['post notice', [...ADJUSTED, early, notice], 'APPEALED'],
    ['appeal', [...ADJUSTED, early], 'ADJUSTED'],
    ['dismiss', [...ADJUSTED, early, settled('WITHDRAWN', '2026-05-14')], 'ADJUSTED'],
    ['dispatch', [...ADJUSTED, dispatched], 'ADJUSTED'],
  ],
  NOTICED: [
    ['take down early', [...NOTICED, takenDownEarly('2026-05-20')], 'ADJUSTED'],
    ['appeal', [...NOTICED, appealed('45', '2026-06-04')], 'APPEALED'],
    ['appeal late', [...NOTICED, late], 'NOTICED'],
    ['dismiss late', [...NOTICED, late, settled('DISMISSED', '2026-07-01', { appeal: 2 })], 'NOTICED'],
    ['annul', [...NOTICED, late, settled('ANNULLED', '2026-07-01', { appeal: 2 })], 'ANNULLED'],
    ['gain legal force', [...NOTICED, force], 'IN_FORCE'],
    ['dispatch', [...NOTICED, dispatched], 'NOTICED'],
  ],
  APPEALED: [
    ['take down early', [...APPEALED, takenDownEarly('2026-05-20')], 'ADJUSTED'],
    ['appeal', [...APPEALED, another], 'APPEALED'],
    ['appeal late', [...APPEALED, late], 'APPEALED'],
    ['dismiss', [...APPEALED, settled('DISMISSED', '2026-07-01')], 'NOTICED'],
    ['dismiss', [...APPEALED, another, settled('DISMISSED', '2026-07-01')], 'APPEALED'],
    ['dismiss late', [...APPEALED, late, settled('DISMISSED', '2026-07-01', { appeal: 2 })], 'APPEALED'],
    ['annul', [...APPEALED, settled('ANNULLED', '2026-07-01')], 'ANNULLED'],
    ['dispatch', [...APPEALED, dispatched], 'APPEALED'],
  ],
  IN_FORCE: [
    ['take down early', [...IN_FORCE, takenDownEarly('2026-05-20', ['45', '46'])], 'ADJUSTED'],
    ['appeal', [...IN_FORCE, another], 'APPEALED'],
    ['appeal late', [...IN_FORCE, late], 'IN_FORCE'],
    ['dismiss late', [...IN_FORCE, late, settled('DISMISSED', '2026-07-01', { appeal: 2 })], 'IN_FORCE'],
    ['annul', [...IN_FORCE, late, settled('ANNULLED', '2026-07-01', { appeal: 2 })], 'ANNULLED'],
    ['dispatch', [...IN_FORCE, dispatched], 'IN_FORCE'],
  ],
  ANNULLED: [
    ['take down early', [...ANNULLED, takenDownEarly('2026-05-20')], 'ANNULLED'],
    ['dismiss', [...ANNULLED, another, settled('DISMISSED', '2026-12-01', { appeal: 3 })], 'ANNULLED'],
    ['dismiss late', [...ANNULLED, late, settled('DISMISSED', '2026-12-01', { appeal: 2 })], 'ANNULLED'],
  ],
};

describe('each action on a § in each status', () => {
  const cells = paragraphStatuses.flatMap((status) =>
    paragraphActions.map((action, index) => {
      const mark = expected[status].trim().split(/\s+/)[index];
      return { status, action, isAllowed: mark === 'x' };
    }),
  );

  it('rules 82–86: allows each action in the statuses of the table alone', () => {
    expect(
      wrongRows(cells, ({ status, action, isAllowed }) => {
        const meeting = meetingAfter(...wayToParagraph[status]);
        expect(paragraphStatus(meeting, '45')).toBe(status);
        const require = () => requireParagraphAllows(meeting, '45', action);
        if (isAllowed) expect(require).not.toThrow();
        else refused(require, 'PARAGRAPH_STATUS', { paragraph: '45', status, needed: needed(action) });
      }),
    ).toEqual([]);
  });

  it.each(paragraphStatuses)('rules 82–86: %s leads only to the statuses in the table', (status) => {
    const reached = changes[status].map(([action, events, to]) => {
      expect([action, paragraphStatus(meetingAfter(...events), '45')]).toEqual([action, to]);
      return `${action}: ${to}`;
    });
    const said = Object.entries(paragraphProcess[status]).flatMap(([action, leads]) =>
      leads.map((to) => `${action}: ${to}`),
    );
    expect(reached.toSorted()).toEqual(said.toSorted());
  });

  function needed(action: ParagraphAction): ParagraphStatus[] {
    return cells.filter((cell) => cell.action === action && cell.isAllowed).map(({ status }) => status);
  }
});

describe('each action on a meeting in each status', () => {
  const wayTo: Readonly<Record<MeetingStatus, readonly Happened<MeetingEvent>[]>> = {
    SCHEDULED: [scheduled()],
    SUMMONED: [scheduled(), summoned],
    OPEN: [scheduled(), summoned, opened],
    CLOSED: [scheduled(), summoned, opened, closed],
    CANCELLED: [scheduled(), cancelled],
  };
  const cells = meetingStatuses.flatMap((status) => meetingActions.map((action) => ({ status, action })));

  it('rule 78: allows each action in the statuses of the table alone', () => {
    expect(
      wrongRows(cells, ({ status, action }) => {
        const meeting = meetingAfter(...wayTo[status]);
        expect(meeting.status).toBe(status);
        const require = () => requireMeetingAllows(meeting, action);
        if (meetingProcess[status][action] === undefined) refused(require, 'MEETING_STATUS', { status });
        else expect(require).not.toThrow();
      }),
    ).toEqual([]);
  });

  it('rules 82–86: adjustments, notices and appeals need a meeting that has begun', () => {
    refused(() => requireMeetingAllows(meetingAfter(scheduled()), 'post notice'), 'MEETING_STATUS', {
      status: 'SCHEDULED',
      needed: ['OPEN', 'CLOSED'],
    });
  });
});

describe('the §§ of a meeting', () => {
  it('rule 80: are those of its decisions, each once, in the order of the minutes', () => {
    expect(paragraphsOf(meetingAfter(...untilClosed))).toEqual(['45', '46']);
  });

  it('rule 26: are also those in which a matter was taken up', () => {
    expect(paragraphsOf(meetingAfter(scheduled(), summoned, opened, matterAdded('47')))).toEqual(['47']);
    expect(paragraphsOf(meetingAfter(...untilClosed, matterAdded('44')))).toEqual(['44', '45', '46']);
  });

  it('rule 80: are sorted as numbers', () => {
    expect(inOrder(['101', '9', '10 a', '10'])).toEqual(['9', '10', '10 a', '101']);
  });

  it('rule 43: are not found when the meeting does not have them', () => {
    const meeting = meetingAfter(...untilClosed);
    refused(() => requireParagraphAllows(meeting, '47', 'adjust'), 'NOT_FOUND', { id: `${meetingId} § 47` });
  });
});

function on(today: string, ...events: readonly Happened<MeetingEvent>[]) {
  return recordLegalForce({ meetingId }, meetingAfter(...events), by(system, today));
}

function gained(paragraphs: readonly string[], day: string) {
  const parts = paragraphs.map((paragraph) => ({ paragraph, point: null }));
  return { type: 'LegalForceGained', data: { meetingId, parts, on: day } };
}

/** Paragraph 45 is adjusted and its notice posted on the day of the meeting. Paragraph 46 follows later. */
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

  it('rule 40: when done later, records the day on which it was gained', () => {
    expect(on('2026-07-15', ...untilNoticed)).toEqual([gained(['45', '46'], '2026-06-05')]);
  });

  it('rule 39: is done for each § by itself, in the order of the days', () => {
    expect(on('2026-06-02', ...apart)).toEqual([gained(['45'], '2026-06-02')]);
    expect(on('2026-06-30', ...apart)).toEqual([gained(['45'], '2026-06-02'), gained(['46'], '2026-06-12')]);
  });

  it('rule 39: is in the order of the days even when the later § got its notice first', () => {
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

  it('rule 86: is gained on the day after the last day when the appeal was withdrawn before it', () => {
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

  it('rule 35: is not done for an annulled §', () => {
    expect(on('2026-12-01', ...wayToParagraph.ANNULLED)).toEqual([gained(['46'], '2026-06-05')]);
  });

  it('rule 86: is done once, and not before the notice', () => {
    expect(on('2026-12-01', ...wayToParagraph.IN_FORCE)).toEqual([]);
    expect(on('2026-12-01', ...untilClosed)).toEqual([]);
    expect(on('2026-12-01', ...untilAdjusted)).toEqual([]);
  });

  it('rule 40: is done again after an appeal in time took it away', () => {
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

  it('rule 86: is the day of the ruling when an appeal was dismissed', () => {
    const one = [...apart.slice(0, -2), appealed('45', '2026-05-30'), settled('DISMISSED', '2026-11-02')];
    expect(nextDue(meetingAfter(...one))).toBe('2026-11-02');
  });

  it('rule 40: is exactly the first day on which something is recorded', () => {
    const before = on('2026-06-01', ...apart);
    const day = on('2026-06-02', ...apart);
    expect([before.length, day.length]).toEqual([0, 1]);
  });
});
