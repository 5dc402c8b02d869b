import {
  auditor,
  board,
  by,
  clerk,
  controller,
  type Happened,
  head,
  otherClerk,
  secretary,
  stranger,
} from '../../test/support/given.js';
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
  submitted,
  wordingOf,
} from '../../test/support/matter-under-test.js';
import { goal, matterId, proposalId, proposalsAfter, wayTo } from '../../test/support/removal-under-test.js';
import type { Person } from '../kernel/act.js';
import { decidePoint } from './decision.js';
import type { MatterEvent } from './matter.js';
import { submitMatter } from './matter-draft.js';
import { matterView } from './matter-view.js';
import { waitingInMatter } from './matter-waiting.js';
import { outcomes } from './outcome.js';

function waiting(who: Person, ...events: readonly Happened<MatterEvent>[]) {
  return waitingInMatter(who, matterView(matterAfter(...events)));
}

const about = { boardId: board, id: matterId, deadline: null };
const submitting = { kind: 'SUBMIT_MATTER', ...about, title: 'Uppföljning tertial 1 2026' };
const deciding = {
  report: { kind: 'DECIDE_POINT', ...about, title: `1. ${wordingOf(report)}` },
  removal: { kind: 'DECIDE_POINT', ...about, title: `2. ${wordingOf(removal)}` },
};
/** The report is given to the board anew after a referral back, beside a removal that waits for its decision. */
const grown = [...beforeBoard, pointDecided(1, report, 'REFERRED_BACK'), pointAdded(3, report)];

describe('A draft of a matter', () => {
  it('section 4.4: waits for the clerk who opened it to submit it', () => {
    expect(waiting(clerk, ...drafted)).toEqual([submitting]);
  });

  it('section 4.4: waits for nobody as long as there is nothing in it to submit', () => {
    expect(waiting(clerk, opened)).toEqual([]);
  });

  it.each([otherClerk, secretary, head, controller, auditor])('section 4.4: does not wait for $personId', (who) => {
    expect(waiting(who, ...drafted)).toEqual([]);
  });

  it('rule 25: waits again when something was added after a referral back', () => {
    expect(waiting(clerk, ...grown)).toEqual([submitting]);
  });
});

describe('A matter before the board', () => {
  it('section 4.7: waits for the secretary to record the decision of each point', () => {
    expect(waiting(secretary, ...beforeBoard)).toEqual([deciding.report, deciding.removal]);
  });

  it('rule 22: no longer waits with a point that is decided', () => {
    expect(waiting(secretary, ...beforeBoard, pointDecided(1, report, 'APPROVED'))).toEqual([deciding.removal]);
  });

  it('rule 25: still waits with a point that is postponed', () => {
    const postponed = [...beforeBoard, pointDecided(2, removal, 'POSTPONED')];
    expect(waiting(secretary, ...postponed)).toEqual([deciding.report, deciding.removal]);
  });

  it('rule 26: waits with the points that the board has been given, and not with one that is added since', () => {
    expect(waiting(secretary, ...grown)).toEqual([deciding.removal]);
  });

  it('rule 26: does not wait with a point that was struck', () => {
    expect(waiting(secretary, ...beforeBoard, pointStruck(2))).toEqual([deciding.report]);
  });

  it.each(outcomes.filter((outcome) => outcome !== 'POSTPONED'))(
    'waits for nobody when all is decided: %s',
    (outcome) => {
      const decided = [...beforeBoard, pointDecided(1, report, outcome), pointDecided(2, removal, outcome)];
      expect([clerk, secretary].flatMap((who) => waiting(who, ...decided))).toEqual([]);
    },
  );

  it.each([clerk, otherClerk, head, controller, auditor])('rule 32: does not wait for $personId', (who) => {
    expect(waiting(who, ...beforeBoard)).toEqual([]);
  });

  it('rule 43: does not wait for another board’s secretary', () => {
    const grants = stranger.grants.map((grant) => ({ ...grant, role: 'SECRETARY' as const }));
    expect(waiting({ ...secretary, grants }, ...beforeBoard)).toEqual([]);
  });
});

describe('Whatever waits in a matter', () => {
  const reviewed = wayTo.REVIEWED;
  const atBoard = proposalsAfter(...reviewed, {
    actor: secretary,
    event: { type: 'RemovalPutToBoard', data: { proposalId, matterId, point: 2 } },
  });
  const histories = [
    [opened],
    drafted,
    [...drafted, pointStruck(1)],
    beforeBoard,
    grown,
    [...grown, submitted([3, report])],
    [...beforeBoard, pointStruck(1)],
    ...outcomes.map((outcome) => [...beforeBoard, pointDecided(2, removal, outcome)]),
  ];

  it('can be done by the person it waits for', () => {
    const people = [clerk, otherClerk, secretary, head, controller, auditor];
    const waits = histories.flatMap((events) => {
      const matter = matterAfter(...events);
      return people.flatMap((who) => waitingInMatter(who, matterView(matter)).map((one) => ({ ...one, who, matter })));
    });
    const done = waits.map(({ kind, title, who, matter }) => {
      if (kind === 'SUBMIT_MATTER') {
        const subjects = { proposals: proposalsAfter(...reviewed), goals: goal === null ? [] : [goal] };
        return submitMatter({ matterId }, matter, subjects, by(who));
      }
      const command = { matterId, point: Number.parseInt(title), outcome: 'APPROVED' } as const;
      const details = { date: '2026-05-11', paragraph: '45', wording: null, reason: '' };
      return decidePoint({ ...command, ...details }, matter, atBoard, by(who));
    });
    expect(done.filter((events) => events.length !== 1)).toEqual([]);
    expect(waits.length).toBeGreaterThan(8);
  });
});
