import { type Happened, recorded } from '../../test/support/given.js';
import {
  adjusted,
  appealed,
  inForce,
  meetingAfter,
  meetingId,
  noticed,
  settled,
  untilAdjusted,
  untilClosed,
  untilNoticed,
  wayToParagraph,
} from '../../test/support/meeting-under-test.js';
import { matterId, otherMatterId } from '../../test/support/removal-under-test.js';
import { type Recorded, streamOf } from '../kernel/fold.js';
import { carryFinality, recordForceThatHasCome } from './after-meeting-reactions.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';

function inLog({ event, actor }: Happened<MeetingEvent>): Recorded<MeetingEvent> {
  return { ...recorded(event, 7, actor), stream: streamOf(meetingFold, meetingId) };
}

/** What is done in answer to the last of the events, when nothing has come after it but the rest. */
function carried(events: readonly Happened<MeetingEvent>[], ...rest: readonly Happened<MeetingEvent>[]) {
  const last = events.at(-1);
  if (last === undefined) throw new Error('Nothing happened.');
  return carryFinality.react(inLog(last), meetingAfter(...events, ...rest)).map(({ command, data }) => {
    expect(command).toBe('recordFinality');
    return data;
  });
}

/** For both points of § 45. */
function ofFirst(finality: string, on: string) {
  return [1, 2].map((number) => ({ meetingId, matterId, number, finality, on }));
}

const appeal = appealed('45', '2026-06-04');

describe('Carrying how final a § is to the points decided in it', () => {
  it('rule 40: an appeal in time is told of each point of the §', () => {
    expect(carried([...untilNoticed, appeal])).toEqual(ofFirst('APPEALED', '2026-06-04'));
    expect(carried([...untilAdjusted, appealed('45', '2026-05-13')])).toEqual(ofFirst('APPEALED', '2026-05-13'));
  });

  it('rule 40: a late one is not', () => {
    expect(carried([...untilNoticed, appealed('45', '2026-06-05', 1, true)])).toEqual([]);
  });

  it('rule 40: nor one that has been settled since: the ruling is told by its own event', () => {
    expect(carried([...untilNoticed, appeal], settled('ANNULLED', '2026-11-02'))).toEqual([]);
  });

  it('rule 35: an annulment is told of each point of the §', () => {
    expect(carried(wayToParagraph.ANNULLED)).toEqual(ofFirst('ANNULLED', '2026-11-02'));
  });

  it('rule 35: also by an appeal that was late', () => {
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

  it('rule 85: but not while another appeal is open, before the notice or after', () => {
    const another = appealed('45', '2026-06-04', 2);
    expect(carried([...wayToParagraph.APPEALED, another, settled('DISMISSED', '2026-11-02')])).toEqual([]);
    const early = [untilAdjusted, [appealed('45', '2026-05-13'), appealed('45', '2026-05-13', 2)]].flat();
    expect(carried([...early, settled('WITHDRAWN', '2026-05-14')])).toEqual([]);
  });

  it('rule 85: nor when the § is in force or annulled already, nor for an appeal that was late', () => {
    const dismissed = [...wayToParagraph.APPEALED, settled('DISMISSED', '2026-11-02')];
    expect(carried(dismissed, inForce(['45'], '2026-11-02'))).toEqual([]);
    const second = [...wayToParagraph.ANNULLED, appealed('45', '2026-06-04', 2)];
    expect(carried([...second, settled('DISMISSED', '2026-12-01', { appeal: 2 })])).toEqual([]);
    const late = [...untilNoticed, appealed('45', '2026-06-05', 1, true), settled('DISMISSED', '2026-06-10')];
    expect(carried(late)).toEqual([]);
  });

  it('rule 39: legal force is told of each point of its §§, and of no other', () => {
    const gained = (paragraphs: string[]) => carried([...untilNoticed, inForce(paragraphs, '2026-06-05')]);
    const second = { meetingId, matterId: otherMatterId, number: 1, finality: 'IN_FORCE', on: '2026-06-05' };
    expect(gained(['45', '46'])).toEqual([...ofFirst('IN_FORCE', '2026-06-05'), second]);
    expect(gained(['46'])).toEqual([second]);
  });

  it('rule 86: nothing else of a meeting makes a decision more or less final', () => {
    expect(carryFinality.types).toEqual(['AppealRecorded', 'AppealSettled', 'LegalForceGained']);
    const others = [...untilClosed, adjusted(['45'], '2026-05-13'), noticed(['45'], '2026-05-14', '2026-06-04')];
    const meeting = meetingAfter(...others);
    expect(others.flatMap((one) => carryFinality.react(inLog(one), meeting))).toEqual([]);
    expect(carryFinality.react(inLog(appeal), null)).toEqual([]);
  });
});

describe('Recording legal force that has come already', () => {
  it('rule 40: is tried when a notice is posted and when an appeal is settled', () => {
    expect(recordForceThatHasCome.types).toEqual(['NoticePosted', 'AppealSettled']);
    const [notice] = untilNoticed.slice(-1);
    if (notice === undefined) throw new Error('There is no notice.');
    expect(recordForceThatHasCome.react(inLog(notice), meetingAfter(...untilNoticed))).toEqual([
      { command: 'recordLegalForce', data: { meetingId } },
    ]);
  });
});

describe('What follows on a meeting', () => {
  it.each([
    [carryFinality, 'carry finality'],
    [recordForceThatHasCome, 'record legal force that has come'],
  ])('looks at the meeting itself, and has a name that the ids of its commands are made of', (reaction, name) => {
    expect(reaction.name).toBe(name);
    expect(reaction.to).toBe(meetingFold);
    expect(reaction.looksAt.fold).toBe(meetingFold);
    expect(reaction.looksAt.id(inLog(appeal))).toBe(meetingId);
  });
});
