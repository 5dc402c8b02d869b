import {
  auditor,
  by,
  clerk,
  head,
  otherClerk,
  refused,
  secretary,
  stranger,
  system,
  unitManager,
} from '../../test/support/given.js';
import {
  both,
  drafted,
  hashOf,
  inReview,
  matterAfter,
  matterApprovedByHead,
  matterApprovedByManager,
  matterDeclined,
  matterReturned,
  matterReturnedOneStep,
  pointAdded,
  other,
  referredBack,
  removal,
  unchanged,
  versionSubmitted,
  wayToMatter,
} from '../../test/support/matter-under-test.js';
import { backOneStepChain, bothSteps, clerkAndManager, matterId } from '../../test/support/removal-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import type { Actor } from '../kernel/permissions.js';
import type { Matter } from './matter.js';
import { reviewMatter, type ReviewMatterData } from './matter-review.js';
import { matterStatuses } from './matter-process.js';
import { verdicts } from '../reviews/review.js';

const reviewing = matterAfter(...inReview);
const halfway = matterAfter(...inReview, matterApprovedByManager());

function review(actor: Actor = unitManager, matter: Matter | null = reviewing, given: Partial<ReviewMatterData> = {}) {
  const command = {
    matterId,
    version: 1,
    hash: hashOf(1),
    verdict: 'APPROVE',
    reason: '',
    reportHash: null,
    ...given,
  } as const;
  return reviewMatter(command, matter, unchanged, by(actor));
}

describe('reviewing a matter', () => {
  it('rule 21: approves step by step', () => {
    expect(review()).toEqual([matterApprovedByManager().event]);
    expect(review(head, halfway)).toEqual([matterApprovedByHead().event]);
  });

  it('rule 77: returns it to the author, with a reason', () => {
    const given = { verdict: 'RETURN', reason: 'Analysen saknas.' } as const;
    expect(review(unitManager, reviewing, given)).toEqual([matterReturned().event]);
  });

  it('rule 77: returns it to where the chain says, and to the author from the first step', () => {
    const { event, actor } = versionSubmitted();
    if (event.type !== 'MatterVersionSubmitted') throw new Error('A version is submitted.');
    const version = { actor, event: { ...event, data: { ...event.data, chain: backOneStepChain } } };
    const given = { verdict: 'RETURN', reason: 'Granska kostnaden.' } as const;
    const second = matterAfter(...drafted, version, matterApprovedByManager());
    expect(review(head, second, given)).toEqual([matterReturnedOneStep().event]);
    expect(review(unitManager, matterAfter(...drafted, version), given)).toMatchObject([{ data: { to: 'AUTHOR' } }]);
    expect(review(head, halfway, given)).toMatchObject([{ data: { to: 'AUTHOR' } }]);
  });

  it('rule 77: declines it, with a reason', () => {
    const given = { verdict: 'DECLINE', reason: 'Ska inte till nämnden.' } as const;
    expect(review(unitManager, reviewing, given)).toEqual([matterDeclined().event]);
  });

  it.each(verdicts)('rule 17: is refused to the author, whatever roles they hold: %s', (verdict) => {
    const own = matterAfter(...drafted, versionSubmitted(1, both, { by: clerkAndManager }));
    refused(() => review(clerkAndManager, own, { verdict, reason: 'Därför.' }), 'OWN_TEXT');
  });

  it('rule 18: is refused to a reviewer who has written in the draft', () => {
    const edited = matterAfter(...drafted, versionSubmitted(1, both, { authors: ['hans', 'ulla'] }));
    refused(() => review(unitManager, edited), 'OWN_TEXT');
  });

  it('rule 18: is refused to a reviewer who wrote in an earlier version', () => {
    const edited = [versionSubmitted(1, both, { authors: ['hans', 'ulla'] }), versionSubmitted(2)];
    refused(() => review(unitManager, matterAfter(...drafted, ...edited), { version: 2, hash: hashOf(2) }), 'OWN_TEXT');
  });

  it.each(['RETURN', 'DECLINE'] as const)('rule 19: is refused without a reason: %s', (verdict) => {
    refused(() => review(unitManager, reviewing, { verdict, reason: ' \n' }), 'REASON_MISSING');
  });

  it('rule 20: is refused when another version was read', () => {
    const newer = matterAfter(...inReview, versionSubmitted(2));
    refused(() => review(unitManager, newer), 'CHANGED_SINCE_READ', { read: 1, current: 2 });
  });

  it('rule 20: is refused when something else was read than that version holds', () => {
    refused(() => review(unitManager, reviewing, { hash: hashOf(2) }), 'CHANGED_SINCE_READ', { read: 1, current: 1 });
  });

  it('rule 20: is refused when a point was changed since', () => {
    const changed = matterAfter(...inReview, pointAdded(3, other, otherClerk));
    refused(() => review(unitManager, changed), 'MATTER_STATUS', { status: 'DRAFT', needed: ['IN_REVIEW'] });
  });

  it('rule 21: is refused at another’s step, and at a second one', () => {
    refused(() => review(head), 'NOT_YOUR_STEP', { step: 'UNIT_MANAGER' });
    const first = matterAfter(...inReview, matterApprovedByManager(1, bothSteps));
    refused(() => review(bothSteps, first), 'SECOND_STEP_BY_SAME_PERSON', { step: 'UNIT_MANAGER' });
  });

  it('rule 22: begins anew for what comes back from the board', () => {
    const again = matterAfter(...referredBack, versionSubmitted(2, [[2, { ...removal, version: 2 }]]));
    const given = { version: 2, hash: hashOf(2) };
    expect(review(unitManager, again, given)).toEqual([matterApprovedByManager(2).event]);
  });

  it('is refused in every status but IN_REVIEW', () => {
    const wrong = wrongRows(
      matterStatuses.filter((status) => status !== 'IN_REVIEW'),
      (status) => {
        for (const verdict of verdicts) {
          const given = { verdict, reason: 'Därför.' };
          refused(() => review(unitManager, matterAfter(...wayToMatter[status]), given), 'MATTER_STATUS', {
            status,
            needed: ['IN_REVIEW'],
          });
        }
      },
    );
    expect(wrong).toEqual([]);
  });

  it('refuses a matter that is not there', () => {
    refused(() => review(unitManager, null), 'NOT_FOUND', { id: matterId });
  });

  it('cannot be in review without a version', () => {
    expect(() => review(unitManager, { ...matterAfter(...drafted), status: 'IN_REVIEW' })).toThrow(/without a version/);
  });

  it('rule 43: is not found by another board’s reviewer', () => {
    refused(() => review(stranger), 'NOT_FOUND', { id: matterId });
  });

  it.each([clerk, secretary, auditor, system])('rule 51: is done by no other role: $personId', (actor) => {
    refused(() => review(actor), 'FORBIDDEN', { command: 'reviewMatter', allowed: ['REVIEWER'] });
  });
});
