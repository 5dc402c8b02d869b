import { board, type Happened } from '../../test/support/given.js';
import {
  beforeBoard,
  drafted,
  matterAfter,
  opened,
  pointAdded,
  pointDecided,
  pointStruck,
  removal,
  report,
  wordingOf,
} from '../../test/support/matter-under-test.js';
import { activityId, matterId, planId, proposalId } from '../../test/support/removal-under-test.js';
import type { MatterEvent } from './matter.js';
import { matterView } from './matter-view.js';
import { outcomes } from './outcome.js';

function viewAfter(...events: readonly Happened<MatterEvent>[]) {
  return matterView(matterAfter(...events));
}

function statusesOf(...events: readonly Happened<MatterEvent>[]) {
  const { status, points } = viewAfter(...events);
  return [status, ...points.map((point) => point.status)];
}

describe('The view of a matter', () => {
  it('section 4.4: shows a new matter, without points', () => {
    expect(viewAfter(opened)).toEqual({
      id: matterId,
      revision: 0,
      boardId: board,
      dnr: 'KS 2026/7',
      title: 'Uppföljning tertial 1 2026',
      openedBy: 'hans',
      status: 'DRAFT',
      points: [],
      reportDisagrees: false,
    });
  });

  it('section 4.4: shows of each point what it asks the board, and about which report or activity', () => {
    expect(viewAfter(...drafted).points).toEqual([
      {
        number: 1,
        kind: 'APPROVE_REPORT',
        planId,
        tertial: 'T1',
        activityId: null,
        proposalId: null,
        proposedWording: wordingOf(report),
        status: 'DRAFT',
        decisions: [],
      },
      {
        number: 2,
        kind: 'REMOVE_ACTIVITY',
        planId: null,
        tertial: null,
        activityId,
        proposalId,
        proposedWording: wordingOf(removal),
        status: 'DRAFT',
        decisions: [],
      },
    ]);
  });

  it('section 4.4: tells where the matter and each of its points stand', () => {
    expect(statusesOf(...drafted)).toEqual(['DRAFT', 'DRAFT', 'DRAFT']);
    expect(statusesOf(...beforeBoard)).toEqual(['SUBMITTED', 'BEFORE_BOARD', 'BEFORE_BOARD']);
    expect(statusesOf(...beforeBoard, pointStruck(2))).toEqual(['SUBMITTED', 'BEFORE_BOARD', 'STRUCK']);
  });

  it.each(outcomes)('rule 22: tells what became of a point beside one that still waits: %s', (outcome) => {
    expect(statusesOf(...beforeBoard, pointDecided(2, removal, outcome))).toEqual([
      'SUBMITTED',
      'BEFORE_BOARD',
      outcome,
    ]);
  });

  it('rule 22: is decided when every point is', () => {
    const decided = [...beforeBoard, pointDecided(1, report, 'APPROVED'), pointDecided(2, removal, 'APPROVED')];
    expect(statusesOf(...decided)).toEqual(['DECIDED', 'APPROVED', 'APPROVED']);
    expect(statusesOf(...decided.slice(0, -1), pointDecided(2, removal, 'POSTPONED'))[0]).toBe('SUBMITTED');
  });

  it('rules 25 and 27: shows each decision of a point with its wording, beside the one proposed', () => {
    const last = pointDecided(2, removal, 'APPROVED');
    if (last.event.type !== 'PointDecided') throw new Error('This is no decision.');
    const amended = { ...last, event: { ...last.event, data: { ...last.event.data, wording: 'Görs 2027' } } };
    const [, point] = viewAfter(...beforeBoard, pointDecided(2, removal, 'POSTPONED'), amended).points;
    const given = { date: '2026-05-11', paragraph: '45', reason: '', recordedBy: 'sven' };
    expect(point).toMatchObject({
      proposedWording: wordingOf(removal),
      status: 'APPROVED',
      decisions: [
        { outcome: 'POSTPONED', wording: wordingOf(removal), ...given },
        { outcome: 'APPROVED', wording: 'Görs 2027', ...given },
      ],
    });
  });

  it('rule 34: flags a report that was approved beside a removal that was not', () => {
    const approved = [...beforeBoard, pointDecided(1, report, 'APPROVED')];
    const flagged = (...events: readonly Happened<MatterEvent>[]) => viewAfter(...events).reportDisagrees;
    expect(flagged(...approved)).toBe(false);
    expect(flagged(...approved, pointDecided(2, removal, 'APPROVED'))).toBe(false);
    expect(flagged(...approved, pointDecided(2, removal, 'REJECTED'))).toBe(true);
    const referredBack = [...approved, pointDecided(2, removal, 'REFERRED_BACK'), pointAdded(3, removal)];
    expect(flagged(...referredBack)).toBe(true);
    expect(flagged(...referredBack, pointDecided(3, removal, 'APPROVED'))).toBe(false);
  });
});
