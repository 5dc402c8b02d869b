import { matterOf, pointStruck, untilBeforeBoard } from '../../test/support/agenda-under-test.js';
import { clerk, type Happened, recorded, secretary, system } from '../../test/support/given.js';
import {
  adjusted,
  appealed,
  appealReceivedOn,
  cancelled,
  closed,
  decisions,
  firstItem,
  inForce,
  lateItem,
  matterAdded,
  meetingAfter,
  meetingId,
  noticed,
  opened,
  scheduled,
  secondItem,
  settled,
  summoned,
  takenDownEarly,
  untilAdjusted,
  untilClosed,
  untilNoticed,
  wayToParagraph,
  withdrawnFrom,
} from '../../test/support/meeting-under-test.js';
import { matterId, otherMatterId } from '../../test/support/removal-under-test.js';
import { type Recorded, streamOf } from '../kernel/fold.js';
import type { MeetingEvent } from './meeting-event.js';
import {
  carryFinality,
  recordDecisions,
  recordForceThatHasCome,
  releaseMatters,
  releaseWithdrawn,
  summonMatters,
  voidUnsummoned,
} from './meeting-reactions.js';
import { meetingFold } from './meeting.js';

function reactions({ react }: typeof summonMatters, happened: typeof summoned, meeting = meetingAfter(scheduled())) {
  return react(recorded(happened.event, 1, happened.actor), meeting);
}

describe('the reactions to a meeting', () => {
  it('summon each matter of the summons, in the version that was sent', () => {
    const { version, hash, points } = firstItem;
    const [first, second] = reactions(summonMatters, summoned);
    const data = { meetingId, matterId, version, hash, points, addedAtMeeting: false, summonedAt: 2 };
    expect(first).toEqual({ command: 'summonMatter', data });
    expect(second?.data).toMatchObject({ matterId: secondItem.matterId });
  });

  it('summon a matter that is added at the meeting', () => {
    expect(reactions(summonMatters, matterAdded())).toMatchObject([
      { command: 'summonMatter', data: { matterId: lateItem.matterId, addedAtMeeting: true } },
    ]);
  });

  it('release the matters of a cancelled meeting', () => {
    const meeting = meetingAfter(scheduled(), summoned);
    expect(reactions(releaseMatters, cancelled, meeting)).toEqual([
      { command: 'releaseMatter', data: { meetingId, matterId } },
      { command: 'releaseMatter', data: { meetingId, matterId: secondItem.matterId } },
    ]);
    expect(reactions(releaseMatters, cancelled)).toEqual([]);
  });

  it('rule 28: release the matters that a meeting left undecided without a quorum', () => {
    const before = [scheduled(), summoned, opened, ...decisions.slice(0, 1), decisions[2], closed];
    const meeting = meetingAfter(...before.filter((one) => one !== undefined));
    expect(reactions(releaseMatters, closed, meeting)).toEqual([
      { command: 'releaseMatter', data: { meetingId, matterId } },
    ]);
    expect(reactions(releaseMatters, closed, meetingAfter(...untilClosed))).toEqual([]);
  });

  it('summon nothing to a meeting that was cancelled or closed before a retry', () => {
    for (const before of [[scheduled(), summoned, cancelled], untilClosed]) {
      expect(reactions(summonMatters, summoned, meetingAfter(...before))).toEqual([]);
    }
  });

  it('rule 171: release a matter that was not taken up, unless the board took it up after all', () => {
    const way = [scheduled(), summoned, opened, matterAdded(), withdrawnFrom('44')];
    const late = lateItem.matterId;
    expect(reactions(releaseWithdrawn, withdrawnFrom('44'), meetingAfter(...way))).toEqual([
      { command: 'releaseMatter', data: { meetingId, matterId: late } },
    ]);
    expect(reactions(releaseWithdrawn, withdrawnFrom('44'), meetingAfter(...way, matterAdded('47')))).toEqual([]);
    expect(reactions(releaseWithdrawn, cancelled, meetingAfter(...way))).toEqual([]);
    expect(reactions(summonMatters, matterAdded(), meetingAfter(...way))).toEqual([]);
  });

  it('record each decision on its matter', () => {
    const [, removal] = decisions;
    if (removal === undefined) throw new Error('Nothing was decided.');
    expect(reactions(recordDecisions, removal)).toMatchObject([
      { command: 'recordDecision', data: { meetingId, matterId, number: 2, outcome: 'APPROVED', paragraph: '45' } },
    ]);
  });

  it('ignore other events', () => {
    for (const reaction of [summonMatters, recordDecisions]) expect(reactions(reaction, cancelled)).toEqual([]);
  });
});

describe('a reaction voids an agenda item', () => {
  const matter = matterOf(...untilBeforeBoard(firstItem));

  it('for the whole matter, when it was changed or taken', () => {
    const event = { type: 'MatterNotSummoned', data: { matterId, meetingId, status: 'DRAFT' } } as const;
    expect(voidUnsummoned.react(recorded(event, 1, system), matter)).toEqual([
      { command: 'voidAgendaItem', data: { meetingId, matterId, point: null } },
    ]);
  });

  it('for a point, when its proposal could not be claimed', () => {
    const { event } = pointStruck(firstItem, 2);
    expect(voidUnsummoned.react(recorded(event, 1, system), matter)).toEqual([
      { command: 'voidAgendaItem', data: { meetingId, matterId, point: 2 } },
    ]);
  });

  it('not for a point that a clerk struck, or that was never before a meeting', () => {
    const byClerk = { type: 'DecisionPointStruck', data: { matterId, number: 2, cause: 'BY_CLERK' } } as const;
    expect(voidUnsummoned.react(recorded(byClerk, 1, clerk), matter)).toEqual([]);
    const { event } = pointStruck(firstItem, 2);
    const before = matterOf(...untilBeforeBoard(firstItem).slice(0, -1));
    expect(voidUnsummoned.react(recorded(event, 1, secretary), before)).toEqual([]);
  });
});

function inLog({ event, actor }: Happened<MeetingEvent>): Recorded<MeetingEvent> {
  return { ...recorded(event, 7, actor), stream: streamOf(meetingFold, meetingId) };
}

/** Returns the data of the commands that react to the last of `events`, when `rest` has been recorded after it. */
function carried(events: readonly Happened<MeetingEvent>[], ...rest: readonly Happened<MeetingEvent>[]) {
  const last = events.at(-1);
  if (last === undefined) throw new Error('Nothing happened.');
  return carryFinality.react(inLog(last), meetingAfter(...events, ...rest)).map(({ command, data }) => {
    expect(command).toBe('recordFinality');
    return data;
  });
}

/** Returns the expected command data for both decision points in paragraph 45. */
function ofFirst(finality: string, on: string) {
  return [1, 2].map((number) => ({ meetingId, matterId, number, finality, on }));
}

const appeal = appealed('45', '2026-06-04');

describe('Carrying the finality of a § to the points decided in it', () => {
  it('rule 40: records an appeal in time on each point of the §', () => {
    expect(carried([...untilNoticed, appeal])).toEqual(ofFirst('APPEALED', '2026-06-04'));
    expect(carried([...untilAdjusted, appealed('45', '2026-05-13')])).toEqual(ofFirst('APPEALED', '2026-05-13'));
  });

  it('rule 40: records no late appeal', () => {
    expect(carried([...untilNoticed, appealed('45', '2026-06-05', 1, true)])).toEqual([]);
  });

  it('rule 158: records anew since when a point is appealed, unless a later appeal says it', () => {
    const received = appealReceivedOn('2026-05-22');
    expect(carried([...untilNoticed, appealed('45', '2026-05-20'), received])).toEqual(
      ofFirst('APPEALED', '2026-05-22'),
    );
    const second = appealed('45', '2026-05-28', 2);
    expect(carried([...untilNoticed, appealed('45', '2026-05-20'), second, received])).toEqual([]);
    const late = [...untilNoticed, appealed('45', '2026-06-05', 1, true), appealReceivedOn('2026-06-06')];
    expect(carried(late)).toEqual([]);
  });

  it('rule 40: records no appeal that is settled since, as its ruling has its own event', () => {
    expect(carried([...untilNoticed, appeal], settled('ANNULLED', '2026-11-02'))).toEqual([]);
  });

  it('rule 35: records an annulment on each point of the §', () => {
    expect(carried(wayToParagraph.ANNULLED)).toEqual(ofFirst('ANNULLED', '2026-11-02'));
  });

  it('rule 35: records an annulment after a late appeal', () => {
    const late = [...untilNoticed, appealed('45', '2026-06-05', 1, true), settled('ANNULLED', '2026-11-02')];
    expect(carried(late)).toEqual(ofFirst('ANNULLED', '2026-11-02'));
  });

  it.each(['DISMISSED', 'WITHDRAWN'] as const)(
    'rule 85: an appeal that was %s leaves the points not yet in force',
    (ruling) => {
      expect(carried([...wayToParagraph.APPEALED, settled(ruling, '2026-11-02')])).toEqual(
        ofFirst('NOT_IN_FORCE', '2026-11-02'),
      );
      const early = [...untilAdjusted, appealed('45', '2026-05-13'), settled(ruling, '2026-05-14')];
      expect(carried(early)).toEqual(ofFirst('NOT_IN_FORCE', '2026-05-14'));
    },
  );

  it('rule 85: records no such ruling while another appeal is open, before the notice or after', () => {
    const another = appealed('45', '2026-06-04', 2);
    expect(carried([...wayToParagraph.APPEALED, another, settled('DISMISSED', '2026-11-02')])).toEqual([]);
    const early = [untilAdjusted, [appealed('45', '2026-05-13'), appealed('45', '2026-05-13', 2)]].flat();
    expect(carried([...early, settled('WITHDRAWN', '2026-05-14')])).toEqual([]);
  });

  it('rule 85: records no such ruling when the § is in force or annulled, or the appeal was late', () => {
    const dismissed = [...wayToParagraph.APPEALED, settled('DISMISSED', '2026-11-02')];
    expect(carried(dismissed, inForce(['45'], '2026-11-02'))).toEqual([]);
    const second = [...wayToParagraph.ANNULLED, appealed('45', '2026-06-04', 2)];
    expect(carried([...second, settled('DISMISSED', '2026-12-01', { appeal: 2 })])).toEqual([]);
    const late = [...untilNoticed, appealed('45', '2026-06-05', 1, true), settled('DISMISSED', '2026-06-10')];
    expect(carried(late)).toEqual([]);
  });

  it('rule 39: records legal force on each point of its §§, and on no other', () => {
    const gained = (paragraphs: string[]) => carried([...untilNoticed, inForce(paragraphs, '2026-06-05')]);
    const second = { meetingId, matterId: otherMatterId, number: 1, finality: 'IN_FORCE', on: '2026-06-05' };
    expect(gained(['45', '46'])).toEqual([...ofFirst('IN_FORCE', '2026-06-05'), second]);
    expect(gained(['46'])).toEqual([second]);
  });

  it('rule 83: undoes legal force on each point of the §§ whose notice was taken down early', () => {
    const down = (lost: string[], ...before: Happened<MeetingEvent>[]) =>
      carried([...wayToParagraph.IN_FORCE, ...before, takenDownEarly('2026-05-20', lost)]);
    expect(down(['45'])).toEqual(ofFirst('NOT_IN_FORCE', '2026-05-20'));
    expect(down(['45'], appealed('45', '2026-06-08', 1, true))).toEqual(ofFirst('APPEALED', '2026-05-20'));
    expect(down([])).toEqual([]);
  });

  it('rule 86: ignores every other event of a meeting', () => {
    expect(carryFinality.types).toEqual([
      'AppealRecorded',
      'AppealCorrected',
      'AppealSettled',
      'LegalForceGained',
      'NoticeTakenDownEarly',
      'TakingDownCorrected',
    ]);
    const others = [...untilClosed, adjusted(['45'], '2026-05-13'), noticed(['45'], '2026-05-14', '2026-06-04')];
    const meeting = meetingAfter(...others);
    expect(others.flatMap((one) => carryFinality.react(inLog(one), meeting))).toEqual([]);
    expect(carryFinality.react(inLog(appeal), null)).toEqual([]);
  });
});

describe('Recording legal force whose day has passed', () => {
  it('rule 40: is tried when a notice is posted or corrected (rules 149 and 168) and when an appeal is settled', () => {
    expect(recordForceThatHasCome.types).toEqual([
      ...['NoticePosted', 'NoticeCorrected', 'TakingDownCorrected', 'AppealSettled'],
    ]);
    const [notice] = untilNoticed.slice(-1);
    if (notice === undefined) throw new Error('There is no notice.');
    expect(recordForceThatHasCome.react(inLog(notice), meetingAfter(...untilNoticed))).toEqual([
      { command: 'recordLegalForce', data: { meetingId } },
    ]);
  });
});

describe('Each reaction to a meeting', () => {
  it.each([
    [carryFinality, 'carry finality'],
    [recordForceThatHasCome, 'record legal force that has come'],
  ])('reads the meeting itself, and has a stable name for the ids of its commands', (reaction, name) => {
    expect(reaction.name).toBe(name);
    expect(reaction.to).toBe(meetingFold);
    expect(reaction.looksAt.fold).toBe(meetingFold);
    expect(reaction.looksAt.id(inLog(appeal))).toBe(meetingId);
  });
});
