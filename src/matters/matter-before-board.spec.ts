import { auditor, board, by, clerk, head, refused, secretary, system } from '../../test/support/given.js';
import {
  both,
  finalityRecorded,
  hashOf,
  inReview,
  matterAfter,
  matterReleased,
  meetingId,
  nextMeetingId,
  notSummoned,
  pointDecided,
  pointStruck,
  removal,
  report,
  reviewedMatter,
  submittedBefore,
  submittedPoints,
  summoned,
  summonedMatter,
  unchanged,
  versionSubmitted,
  wayToMatter,
  wordingOf,
  drafted,
} from '../../test/support/matter-under-test.js';
import { matterId } from '../../test/support/removal-under-test.js';
import type { Actor } from '../kernel/permissions.js';
import { idOf, meetingIdOf } from '../kernel/identity.js';
import { pointsForBoard } from './decision-point.js';
import type { Matter } from './matter.js';
import { recordDecision, recordFinality, releaseMatter, summonMatter } from './matter-before-board.js';
import type { RecordDecisionData, RecordFinalityData, SummonMatterData } from './matter-before-board.js';
import { matterStatuses } from './matter-process.js';
import { outcomes } from '../kernel/outcome.js';

const reviewed = matterAfter(...reviewedMatter);
const before = matterAfter(...summonedMatter);
const elsewhere = { ...system, municipalityId: idOf('Municipality', 'annan') };
const people = [clerk, head, secretary, auditor];

describe('summoning a matter', () => {
  const summon = (matter: Matter | null = reviewed, given: Partial<SummonMatterData> = {}, actor: Actor = system) => {
    const summons = { matterId, meetingId, version: 1, hash: hashOf(1), points: submittedPoints(both) };
    return summonMatter({ ...summons, addedAtMeeting: false, ...given }, matter, unchanged, by(actor));
  };

  it('rule 26: gives the board the version that the members were sent', () => {
    expect(summon()).toEqual([summoned().event]);
  });

  it('rule 14: keeps the place of the summons in the log', () => {
    expect(summon(reviewed, { summonedAt: 41 })).toMatchObject([{ type: 'MatterSummoned', data: { summonedAt: 41 } }]);
  });

  it('rule 26: gives it what the board decides to take up, also before its review is done', () => {
    const added = summon(matterAfter(...inReview), { addedAtMeeting: true });
    expect(added).toMatchObject([{ type: 'MatterSummoned', data: { addedAtMeeting: true } }]);
    expect(summon(reviewed, { addedAtMeeting: true })).toHaveLength(1);
  });

  it('rule 26: is not done with what is not reviewed, unless the board takes it up', () => {
    expect(summon(matterAfter(...inReview))).toEqual([notSummoned('IN_REVIEW').event]);
  });

  it('rule 26: is not done with another version, or another content of it', () => {
    expect(summon(reviewed, { version: 2 })).toEqual([notSummoned('REVIEWED').event]);
    expect(summon(reviewed, { hash: hashOf(2) })).toEqual([notSummoned('REVIEWED').event]);
    const newer = matterAfter(...inReview, versionSubmitted(2));
    expect(summon(newer, { addedAtMeeting: true })).toEqual([notSummoned('IN_REVIEW').event]);
  });

  it('rule 25: gives the board again what was postponed', () => {
    const points = submittedPoints([[2, removal]]);
    const given = { meetingId: nextMeetingId, points };
    expect(summon(matterAfter(...wayToMatter.POSTPONED), given)).toEqual([
      summoned(1, [[2, removal]], nextMeetingId).event,
    ]);
  });

  it('rule 22: gives the board nothing again that it has decided', () => {
    const given = { meetingId: nextMeetingId };
    const postponed = matterAfter(...wayToMatter.POSTPONED);
    expect(summon(postponed, given)).toEqual([summoned(1, [[2, removal]], nextMeetingId).event]);
    expect(summon(postponed, { ...given, points: submittedPoints([[1, report]]) })).toEqual([
      notSummoned('POSTPONED', nextMeetingId).event,
    ]);
  });

  it('has nothing to do when that meeting has it already; another meeting cannot have it', () => {
    expect(summon(before)).toEqual([]);
    expect(summon(before, { meetingId: nextMeetingId })).toEqual([notSummoned('BEFORE_BOARD', nextMeetingId).event]);
  });

  it('refuses a matter that is not there', () => {
    refused(() => summon(null), 'NOT_FOUND', { id: matterId });
  });

  it.each(people)('rule 32: is done by Tertial itself, not by $personId', (actor) => {
    refused(() => summon(reviewed, {}, actor), 'FORBIDDEN', { command: 'summonMatter', allowed: ['SYSTEM'] });
  });

  it('rule 43: does not reach into another municipality', () => {
    refused(() => summon(reviewed, {}, elsewhere), 'NOT_FOUND', { id: matterId });
  });
});

describe('releasing a matter', () => {
  const release = (matter: Matter | null = before, meeting = meetingId, actor: Actor = system) =>
    releaseMatter({ matterId, meetingId: meeting }, matter, by(actor));

  it('rule 78: takes it back from the meeting that will not handle it', () => {
    expect(release()).toEqual([matterReleased().event]);
  });

  it('rule 28: gives another meeting only what this one had too few members left to decide', () => {
    const half = [...summonedMatter, pointDecided(1, report, 'APPROVED')];
    expect(release(matterAfter(...half))).toEqual([matterReleased().event]);
    const free = matterAfter(...half, matterReleased());
    expect(free.status).toBe('REVIEWED');
    expect(pointsForBoard(free.points).map(({ number }) => number)).toEqual([2]);
  });

  it('has nothing to do when another meeting has it, or none', () => {
    expect(release(before, nextMeetingId)).toEqual([]);
    expect(release(reviewed)).toEqual([]);
    expect(release(matterAfter(...wayToMatter.DECIDED))).toEqual([]);
    expect(release(matterAfter(...summonedMatter, matterReleased()))).toEqual([]);
  });

  it('refuses a matter that is not there', () => {
    refused(() => release(null), 'NOT_FOUND', { id: matterId });
  });

  it.each(people)('rule 51: is done by Tertial itself, not by $personId', (actor) => {
    refused(() => release(before, meetingId, actor), 'FORBIDDEN', { command: 'releaseMatter' });
  });
});

describe('the board’s decision of a point', () => {
  const decision = { outcome: 'APPROVED', date: '2026-05-11', paragraph: '45', reason: '' } as const;
  const record = (given: Partial<RecordDecisionData> = {}, matter: Matter | null = before, actor: Actor = system) => {
    const command = { matterId, meetingId, number: 2, wording: wordingOf(removal), ...decision, ...given };
    return recordDecision(command, matter, by(actor));
  };

  it.each(outcomes)('rule 22: is carried to that very point: %s', (outcome) => {
    const reason = outcome === 'REFERRED_BACK' ? 'Utred kostnaden.' : '';
    expect(record({ outcome, reason })).toEqual([pointDecided(2, removal, outcome).event]);
    expect(record({ number: 1, wording: wordingOf(report) })).toEqual([pointDecided(1, report, 'APPROVED').event]);
  });

  it('rule 27: keeps both wordings when the board amends the proposal', () => {
    const wording = 'Aktiviteten tas ur planen och förs in i planen för 2027';
    expect(record({ wording })).toMatchObject([{ data: { wording, proposedWording: wordingOf(removal) } }]);
  });

  it('rule 26: has nothing to do with what that meeting has not before it', () => {
    expect(record({}, reviewed)).toEqual([]);
    expect(record({ meetingId: nextMeetingId })).toEqual([]);
    expect(record({}, matterAfter(...summonedMatter, pointStruck(2)))).toEqual([]);
    expect(record({}, matterAfter(...drafted, submittedBefore(...both)))).toEqual([]);
  });

  it('rule 22: is made once at a meeting', () => {
    expect(record({}, matterAfter(...summonedMatter, pointDecided(2, removal, 'REJECTED')))).toEqual([]);
    expect(record({}, matterAfter(...summonedMatter, pointDecided(2, removal, 'POSTPONED')))).toEqual([]);
  });

  it('refuses what is not there: the matter, the point', () => {
    refused(() => record({}, null), 'NOT_FOUND', { id: matterId });
    refused(() => record({ number: 3 }), 'NOT_FOUND', { id: `${matterId} 3` });
  });

  it.each(people)('rule 32: is carried by Tertial itself, not by $personId', (actor) => {
    refused(() => record({}, before, actor), 'FORBIDDEN', { command: 'recordDecision', allowed: ['SYSTEM'] });
  });
});

describe('how final a decision is', () => {
  const decided = matterAfter(...wayToMatter.DECIDED);
  const record = (given: Partial<RecordFinalityData> = {}, matter: Matter | null = decided, actor: Actor = system) => {
    const finality = { finality: 'IN_FORCE', on: '2026-06-09' } as const;
    return recordFinality({ matterId, meetingId, number: 2, ...finality, ...given }, matter, by(actor));
  };

  it('rule 40: is carried to the point', () => {
    expect(record()).toEqual([finalityRecorded(2, removal, 'IN_FORCE').event]);
    expect(record({ number: 1, finality: 'APPEALED' })).toEqual([finalityRecorded(1, report, 'APPEALED').event]);
  });

  it('has nothing to do when it is so already', () => {
    const known = matterAfter(...wayToMatter.DECIDED, finalityRecorded(2, removal, 'IN_FORCE'));
    expect(record({}, known)).toEqual([]);
    expect(record({ finality: 'ANNULLED' }, known)).toHaveLength(1);
    expect(record({ on: '2026-06-10' }, known)).toHaveLength(1);
  });

  it('is about the meeting that took the point’s last decision', () => {
    expect(record({ meetingId: meetingIdOf(board, '2026-05-11', 2) })).toEqual([]);
    expect(record({}, before)).toEqual([]);
  });

  it('refuses what is not there: the matter, the point', () => {
    refused(() => record({}, null), 'NOT_FOUND', { id: matterId });
    refused(() => record({ number: 3 }), 'NOT_FOUND', { id: `${matterId} 3` });
  });

  it.each(people)('rule 51: is carried by Tertial itself, not by $personId', (actor) => {
    refused(() => record({}, decided, actor), 'FORBIDDEN', { command: 'recordFinality' });
  });
});

describe('the statuses in which the board gets a matter', () => {
  const allowed = { false: ['REVIEWED', 'POSTPONED'], true: ['IN_REVIEW', 'REVIEWED', 'POSTPONED'] };

  it.each([true, false])('rule 26: are told by the process: added at the meeting %s', (addedAtMeeting) => {
    const given = {
      matterId,
      meetingId: nextMeetingId,
      version: 1,
      hash: hashOf(1),
      points: submittedPoints(both),
      addedAtMeeting,
    };
    const got = matterStatuses.filter((status) =>
      summonMatter(given, matterAfter(...wayToMatter[status]), unchanged, by(system)).some(
        ({ type }) => type === 'MatterSummoned',
      ),
    );
    expect(got).toEqual(allowed[`${addedAtMeeting}`]);
  });
});
