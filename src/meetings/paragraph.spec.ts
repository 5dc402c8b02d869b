import { type Happened, refused } from '../../test/support/given.js';
import {
  adjusted,
  appealed,
  cancelled,
  closed,
  inForce,
  matterAdded,
  meetingAfter,
  meetingId,
  noticed,
  opened,
  scheduled,
  settled,
  summoned,
  untilClosed,
  wayToParagraph,
} from '../../test/support/meeting-under-test.js';
import type { MeetingEvent } from './meeting-event.js';
import {
  meetingProcess,
  type MeetingStatus,
  meetingStatuses,
  meetingVerdicts,
  paragraphProcess,
  type ParagraphStatus,
  paragraphStatuses,
  type ParagraphVerdict,
  paragraphVerdicts,
} from './meeting-process.js';
import { inOrder, paragraphsOf, paragraphStatus, requireMeetingVerdict, requireParagraphVerdict } from './paragraph.js';

/** What can be done to a §: x is allowed, a dot is forbidden. In the order of the verdicts. */
const expected: Readonly<Record<ParagraphStatus, string>> = {
  //         decide adjust notice appeal late dismiss dismiss-late annul force
  DECIDED: '   x      x      .      .     .     .       .            .     .',
  ADJUSTED: '  .      .      x      x     .     x       .            .     .',
  NOTICED: '   .      .      .      x     x     .       x            x     x',
  APPEALED: '  .      .      .      x     x     x       x            x     .',
  IN_FORCE: '  .      .      .      x     x     .       x            x     .',
  ANNULLED: '  .      .      .      .     .     x       x            .     .',
};

/** What § 45 comes to. Appeal 1 came in time, 2 late; another in time is 3. */
type Change = readonly [verdict: ParagraphVerdict, from: readonly Happened<MeetingEvent>[], to: ParagraphStatus];

const late = appealed('45', '2026-06-10', 2, true);
const early = appealed('45', '2026-05-13');
const another = appealed('45', '2026-06-04', 3);
const notice = noticed(['45'], '2026-05-14', '2026-06-04');
const force = inForce(['45'], '2026-06-05');
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
  ],
  NOTICED: [
    ['appeal', [...NOTICED, appealed('45', '2026-06-04')], 'APPEALED'],
    ['appeal late', [...NOTICED, late], 'NOTICED'],
    ['dismiss late', [...NOTICED, late, settled('DISMISSED', '2026-07-01', { appeal: 2 })], 'NOTICED'],
    ['annul', [...NOTICED, late, settled('ANNULLED', '2026-07-01', { appeal: 2 })], 'ANNULLED'],
    ['gain legal force', [...NOTICED, force], 'IN_FORCE'],
  ],
  APPEALED: [
    ['appeal', [...APPEALED, another], 'APPEALED'],
    ['appeal late', [...APPEALED, late], 'APPEALED'],
    ['dismiss', [...APPEALED, settled('DISMISSED', '2026-07-01')], 'NOTICED'],
    ['dismiss', [...APPEALED, another, settled('DISMISSED', '2026-07-01')], 'APPEALED'],
    ['dismiss late', [...APPEALED, late, settled('DISMISSED', '2026-07-01', { appeal: 2 })], 'APPEALED'],
    ['annul', [...APPEALED, settled('ANNULLED', '2026-07-01')], 'ANNULLED'],
  ],
  IN_FORCE: [
    ['appeal', [...IN_FORCE, another], 'APPEALED'],
    ['appeal late', [...IN_FORCE, late], 'IN_FORCE'],
    ['dismiss late', [...IN_FORCE, late, settled('DISMISSED', '2026-07-01', { appeal: 2 })], 'IN_FORCE'],
    ['annul', [...IN_FORCE, late, settled('ANNULLED', '2026-07-01', { appeal: 2 })], 'ANNULLED'],
  ],
  ANNULLED: [
    ['dismiss', [...ANNULLED, another, settled('DISMISSED', '2026-12-01', { appeal: 3 })], 'ANNULLED'],
    ['dismiss late', [...ANNULLED, late, settled('DISMISSED', '2026-12-01', { appeal: 2 })], 'ANNULLED'],
  ],
};

describe('each verdict on a § in each status', () => {
  const cells = paragraphStatuses.flatMap((status) =>
    paragraphVerdicts.map((verdict, index) => {
      const mark = expected[status].trim().split(/\s+/)[index];
      return { status, verdict, isAllowed: mark === 'x' };
    }),
  );

  it.each(cells)('rules 82–86: $status × $verdict: $isAllowed', ({ status, verdict, isAllowed }) => {
    const meeting = meetingAfter(...wayToParagraph[status]);
    expect(paragraphStatus(meeting, '45')).toBe(status);
    const require = () => requireParagraphVerdict(meeting, '45', verdict);
    if (isAllowed) expect(require).not.toThrow();
    else refused(require, 'PARAGRAPH_STATUS', { paragraph: '45', status, needed: needed(verdict) });
  });

  it.each(paragraphStatuses)('rules 82–86: %s leads where the process says, and nowhere else', (status) => {
    const reached = changes[status].map(([verdict, events, to]) => {
      expect([verdict, paragraphStatus(meetingAfter(...events), '45')]).toEqual([verdict, to]);
      return `${verdict}: ${to}`;
    });
    const said = Object.entries(paragraphProcess[status]).flatMap(([verdict, leads]) =>
      leads.map((to) => `${verdict}: ${to}`),
    );
    expect(reached.toSorted()).toEqual(said.toSorted());
  });

  function needed(verdict: ParagraphVerdict): ParagraphStatus[] {
    return cells.filter((cell) => cell.verdict === verdict && cell.isAllowed).map(({ status }) => status);
  }
});

describe('each verdict on a meeting in each status', () => {
  const wayTo: Readonly<Record<MeetingStatus, readonly Happened<MeetingEvent>[]>> = {
    SCHEDULED: [scheduled()],
    SUMMONED: [scheduled(), summoned],
    OPEN: [scheduled(), summoned, opened],
    CLOSED: [scheduled(), summoned, opened, closed],
    CANCELLED: [scheduled(), cancelled],
  };
  const cells = meetingStatuses.flatMap((status) => meetingVerdicts.map((verdict) => ({ status, verdict })));

  it.each(cells)('rule 78: $status × $verdict', ({ status, verdict }) => {
    const meeting = meetingAfter(...wayTo[status]);
    expect(meeting.status).toBe(status);
    const require = () => requireMeetingVerdict(meeting, verdict);
    if (meetingProcess[status][verdict] === undefined) refused(require, 'MEETING_STATUS', { status });
    else expect(require).not.toThrow();
  });

  it('rules 82–86: what comes after a decision needs a meeting that has begun', () => {
    refused(() => requireMeetingVerdict(meetingAfter(scheduled()), 'post notice'), 'MEETING_STATUS', {
      status: 'SCHEDULED',
      needed: ['OPEN', 'CLOSED'],
    });
  });
});

describe('the §§ of a meeting', () => {
  it('rule 80: are those of its decisions, each once, in the order of the minutes', () => {
    expect(paragraphsOf(meetingAfter(...untilClosed))).toEqual(['45', '46']);
  });

  it('rule 26: and those in which a matter was taken up', () => {
    expect(paragraphsOf(meetingAfter(scheduled(), summoned, opened, matterAdded('47')))).toEqual(['47']);
    expect(paragraphsOf(meetingAfter(...untilClosed, matterAdded('44')))).toEqual(['44', '45', '46']);
  });

  it('rule 80: are ordered as numbers', () => {
    expect(inOrder(['101', '9', '10 a', '10'])).toEqual(['9', '10', '10 a', '101']);
  });

  it('rule 43: that are not there, do not exist', () => {
    const meeting = meetingAfter(...untilClosed);
    refused(() => requireParagraphVerdict(meeting, '47', 'adjust'), 'NOT_FOUND', { id: `${meetingId} § 47` });
  });
});
