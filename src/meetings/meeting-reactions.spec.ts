import { matterOf, pointStruck, untilBeforeBoard } from '../../test/support/agenda-under-test.js';
import { clerk, recorded, secretary, system } from '../../test/support/given.js';
import {
  cancelled,
  closed,
  decisions,
  firstItem,
  lateItem,
  matterAdded,
  meetingAfter,
  meetingId,
  opened,
  scheduled,
  secondItem,
  summoned,
  untilClosed,
} from '../../test/support/meeting-under-test.js';
import { recordDecisions, releaseMatters, summonMatters, voidUnsummoned } from './meeting-reactions.js';

const { matterId } = firstItem;

function reactions({ react }: typeof summonMatters, happened: typeof summoned, meeting = meetingAfter(scheduled())) {
  return react(recorded(happened.event, 1, happened.actor), meeting);
}

describe('what follows from a meeting', () => {
  it('gives the board each matter of the summons, in the version that was sent', () => {
    const { version, hash, points } = firstItem;
    const [first, second] = reactions(summonMatters, summoned);
    const data = { meetingId, matterId, version, hash, points, addedAtMeeting: false };
    expect(first).toEqual({ command: 'summonMatter', data });
    expect(second?.data).toMatchObject({ matterId: secondItem.matterId });
  });

  it('gives it what is added at the meeting', () => {
    expect(reactions(summonMatters, matterAdded())).toMatchObject([
      { command: 'summonMatter', data: { matterId: lateItem.matterId, addedAtMeeting: true } },
    ]);
  });

  it('frees what was summoned to a meeting that is called off', () => {
    const meeting = meetingAfter(scheduled(), summoned);
    expect(reactions(releaseMatters, cancelled, meeting)).toEqual([
      { command: 'releaseMatter', data: { meetingId, matterId } },
      { command: 'releaseMatter', data: { meetingId, matterId: secondItem.matterId } },
    ]);
    expect(reactions(releaseMatters, cancelled)).toEqual([]);
  });

  it('rule 28: frees what the meeting ended without deciding, for want of a quorum', () => {
    const before = [scheduled(), summoned, opened, ...decisions.slice(0, 1), decisions[2], closed];
    const meeting = meetingAfter(...before.filter((one) => one !== undefined));
    expect(reactions(releaseMatters, closed, meeting)).toEqual([
      { command: 'releaseMatter', data: { meetingId, matterId } },
    ]);
    expect(reactions(releaseMatters, closed, meetingAfter(...untilClosed))).toEqual([]);
  });

  it('gives nothing to a meeting that was called off, or ended, before it was tried again', () => {
    for (const before of [[scheduled(), summoned, cancelled], untilClosed]) {
      expect(reactions(summonMatters, summoned, meetingAfter(...before))).toEqual([]);
    }
  });

  it('carries each decision to its matter', () => {
    const [, removal] = decisions;
    if (removal === undefined) throw new Error('Nothing was decided.');
    expect(reactions(recordDecisions, removal)).toMatchObject([
      { command: 'recordDecision', data: { meetingId, matterId, number: 2, outcome: 'APPROVED', paragraph: '45' } },
    ]);
  });

  it('nothing from other events', () => {
    for (const reaction of [summonMatters, recordDecisions]) expect(reactions(reaction, cancelled)).toEqual([]);
  });
});

describe('what could not be summoned leaves the agenda', () => {
  const matter = matterOf(...untilBeforeBoard(firstItem));

  it('the whole matter, when it was changed or taken', () => {
    const event = { type: 'MatterNotSummoned', data: { matterId, meetingId, status: 'DRAFT' } } as const;
    expect(voidUnsummoned.react(recorded(event, 1, system), matter)).toEqual([
      { command: 'voidAgendaItem', data: { meetingId, matterId, point: null } },
    ]);
  });

  it('a point, when its proposal could not be had', () => {
    const { event } = pointStruck(firstItem, 2);
    expect(voidUnsummoned.react(recorded(event, 1, system), matter)).toEqual([
      { command: 'voidAgendaItem', data: { meetingId, matterId, point: 2 } },
    ]);
  });

  it('not what a clerk strikes, nor what never was before a meeting', () => {
    const byClerk = { type: 'DecisionPointStruck', data: { matterId, number: 2, cause: 'BY_CLERK' } } as const;
    expect(voidUnsummoned.react(recorded(byClerk, 1, clerk), matter)).toEqual([]);
    const { event } = pointStruck(firstItem, 2);
    const before = matterOf(...untilBeforeBoard(firstItem).slice(0, -1));
    expect(voidUnsummoned.react(recorded(event, 1, secretary), before)).toEqual([]);
  });
});
