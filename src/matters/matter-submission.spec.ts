import {
  by,
  clerk,
  controller,
  head,
  otherClerk,
  refused,
  secretary,
  stranger,
  system,
} from '../../test/support/given.js';
import {
  attachment,
  basisOf,
  both,
  drafted,
  figures,
  hashOf,
  inReview,
  matterAfter,
  opened,
  other,
  pointAdded,
  pointStruckByClerk,
  referredBack,
  removal,
  report,
  reviewedMatter,
  submittedPoints,
  texts,
  versionSubmitted,
  wayToMatter,
  wordingOf,
} from '../../test/support/matter-under-test.js';
import {
  activityId,
  approvedByHead,
  approvedByManager,
  backOneStepChain,
  goalId,
  matterId,
  otherActivityId,
  planId,
  proposalId,
  proposalsAfter,
  reported,
  revised,
  secondText,
  wayTo,
} from '../../test/support/removal-under-test.js';
import {
  draft,
  goalNow,
  openPlan,
  pointsWithReport,
  submitting,
  viewNow,
} from '../../test/support/submission-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { canonicalHash } from '../platform/runtime/hashing.service.js';
import type { Actor } from '../kernel/permissions.js';
import { idOf } from '../kernel/identity.js';
import { removalStatuses } from '../removals/removal-process.js';
import type { Matter } from './matter.js';
import type { MatterEvent } from './matter-event.js';
import { submitMatter, type Submitting } from './matter-submission.js';
import type { MatterContent, MatterTexts } from './matter-version.js';
import { reportOf } from './tertial-report.js';
import { defaultChain } from '../reviews/review.js';

const draftMatter = matterAfter(...drafted);

function submit(
  matter: Matter | null = draftMatter,
  given: Partial<Submitting> = {},
  actor: Actor = clerk,
  draftRevision = 3,
): MatterEvent[] {
  return submitMatter({ matterId, draftRevision }, matter, { ...submitting, ...given }, by(actor));
}

function dataOf(events: readonly MatterEvent[]) {
  const [event] = events;
  if (event?.type !== 'MatterVersionSubmitted') throw new Error('No version was submitted.');
  return event.data;
}

function draftWith(changed: Partial<MatterTexts>): Partial<Submitting> {
  const content = { texts: { ...texts, ...changed }, attachments: [], recipients: [] };
  return { draft: { ...draft, content } };
}

describe('submitting a matter', () => {
  it('rule 75: makes a version of the draft and the points, for the reviewers', () => {
    expect(submit()).toEqual([versionSubmitted(1, both, { points: pointsWithReport() }).event]);
  });

  it('rule 75: hashes the content, all of it and nothing else', () => {
    const hashed: object[] = [];
    const hash = (content: object) => {
      hashed.push(content);
      return hashOf(7);
    };
    const { points, hash: given } = dataOf(submit(draftMatter, { hashOf: hash }));
    expect(given).toBe(hashOf(7));
    expect(hashed.at(-1)).toEqual({ texts, figures, points, attachments: [attachment], recipients: ['Revisorerna'] });
  });

  it('rule 74: keeps the texts with their placeholders, and the figures of that moment', () => {
    const removed = { date: '2026-05-11', paragraph: '45', dnr: 'KS 2026/7', matterId, point: 2, proposalId };
    const fewer = viewNow({ type: 'ActivityRemoved', data: { activityId, decision: removed } });
    expect(dataOf(submit(draftMatter, { view: fewer }))).toMatchObject({
      texts,
      figures: [{ value: 1 }, { value: 0 }, { value: 1 }],
    });
  });

  it('rule 33: takes the activity’s wording as it is that day', () => {
    const decision = { date: '2026-05-11', paragraph: '40', dnr: 'KS 2026/5' };
    const data = { activityId, heading: 'Arkivera digitalt', description: '', decision };
    const goals = [goalNow({ type: 'ActivityReworded', data })];
    expect(dataOf(submit(draftMatter, { goals })).points).toMatchObject([
      { number: 1, proposedWording: wordingOf(report) },
      { number: 2, proposedWording: 'Aktiviteten Arkivera digitalt tas ur verksamhetsplan för 2026' },
    ]);
  });

  it('rule 108: holds the reason for a removal and the activity as it stands, also in the hash', () => {
    const hashed: object[] = [];
    const hash = (content: object) => {
      hashed.push(content);
      return hashOf(7);
    };
    const goals = [goalNow(reported('T1', 'ONGOING_AS_PLANNED'), reported('T2', 'ON_HOLD'))];
    const { points } = dataOf(submit(draftMatter, { goals, hashOf: hash }));
    const label = { sv: 'Vänteläge', en: 'On hold' };
    const status = { tertial: 'T2', code: 'ON_HOLD', label, comment: 'Läget.', validOn: '2026-04-30' } as const;
    expect(points.map(({ removal: basis }) => basis)).toEqual([undefined, basisOf(activityId, { status })]);
    expect(hashed.at(-1)).toMatchObject({ points });
  });

  it('rule 108: takes the reason from the version of the proposal that is reviewed that day', () => {
    const again = [revised(), approvedByManager(undefined, 2), approvedByHead(undefined, 2)];
    const proposals = proposalsAfter(...wayTo.REVIEWED, ...again);
    expect(dataOf(submit(draftMatter, { proposals })).points[1]?.removal).toEqual(basisOf(activityId, secondText));
  });

  it('rule 108: leaves a version from before as it was, so that its hash is of what it held', () => {
    const old = versionSubmitted(1, both, { points: submittedPoints(both) });
    const [version] = matterAfter(...drafted, old).versions;
    if (version === undefined || old.event.type !== 'MatterVersionSubmitted') throw new Error('No version.');
    const contentOf = (content: MatterContent) => {
      const { texts: written, figures: computed, points, attachments, recipients } = content;
      return canonicalHash({ texts: written, figures: computed, points, attachments, recipients });
    };
    expect(contentOf(version)).toBe(contentOf(old.event.data));
    expect(version.points.some((point) => 'removal' in point)).toBe(false);
  });

  it('rule 110: holds the report that the board is asked to approve, whole, with a hash of its own', () => {
    const hashed: object[] = [];
    const hash = (content: object) => {
      hashed.push(content);
      return hashOf(hashed.length);
    };
    const goals = [goalNow(reported('T1', 'ON_HOLD'))];
    const { points, hash: whole } = dataOf(submit(draftMatter, { goals, hashOf: hash }));
    const read = reportOf(viewNow(reported('T1', 'ON_HOLD')));
    expect(points.map(({ report: held }) => held)).toEqual([{ hash: hashOf(1), read }, undefined]);
    expect(read.goals[0]?.activities[0]?.status).toMatchObject({ code: 'ON_HOLD', comment: 'Läget.' });
    expect(hashed).toMatchObject([read, { points }]);
    expect(whole).toBe(hashOf(2));
  });

  it('rule 109: names the goal of an activity when another activity of the plan has the same heading', () => {
    const decision = { date: '2026-05-11', paragraph: '40', dnr: 'KS 2026/5' };
    const data = { activityId: otherActivityId, heading: 'INFÖRA  e-arkiv', description: '', decision };
    const goals = [goalNow({ type: 'ActivityReworded', data })];
    expect(dataOf(submit(draftMatter, { goals })).points[1]?.proposedWording).toBe(
      'Aktiviteten Införa e-arkiv under målet Digital förvaltning tas ur verksamhetsplan för 2026',
    );
  });

  it('rule 26: binds the point to the version that is reviewed that day', () => {
    const again = [revised(), approvedByManager(undefined, 2), approvedByHead(undefined, 2)];
    const proposals = proposalsAfter(...wayTo.REVIEWED, ...again);
    expect(dataOf(submit(draftMatter, { proposals })).points[1]?.subject).toEqual({ ...removal, version: 2 });
  });

  it('keeps the wording of a point in words of its own', () => {
    const matter = matterAfter(opened, pointAdded(1, other));
    const given = draftWith({ brief: 'Kort.', considerations: 'Överväganden.' });
    expect(dataOf(submit(matter, { ...given, view: null })).points).toEqual([
      { number: 1, subject: other, proposedWording: wordingOf(other) },
    ]);
  });

  it('rule 18: names as authors who submits it, who wrote the draft and who added points, each once', () => {
    const matter = matterAfter(...drafted, pointAdded(3, other, otherClerk));
    const written = { draft: { ...draft, authors: ['ulla', 'hans'] } };
    expect(dataOf(submit(matter, written, otherClerk)).authors).toEqual(['hedda', 'ulla', 'hans']);
  });

  it('rule 20: makes the next version while the last is reviewed, and when it has been', () => {
    for (const events of [inReview, reviewedMatter, wayToMatter.RETURNED]) {
      expect(dataOf(submit(matterAfter(...events))).version).toBe(2);
    }
  });

  it('rule 76: begins under the chain that holds, and keeps it', () => {
    expect(dataOf(submit(draftMatter, { chain: backOneStepChain })).chain).toBe(backOneStepChain);
    expect(dataOf(submit(matterAfter(...inReview), { chain: backOneStepChain })).chain).toEqual(defaultChain);
  });

  it('rule 22: brings back what was referred back, under its own number, and not what is decided', () => {
    const again = [revised(), approvedByManager(undefined, 2), approvedByHead(undefined, 2)];
    const proposals = proposalsAfter(...wayTo.REFERRED_BACK, ...again);
    const { version, points } = dataOf(submit(matterAfter(...referredBack), { proposals }));
    expect(version).toBe(2);
    const backAgain = { number: 2, subject: { ...removal, version: 2 }, proposedWording: wordingOf(removal) };
    expect(points).toEqual([{ ...backAgain, removal: basisOf(activityId, secondText) }]);
  });

  it('rule 25: brings what is added after a referral back along', () => {
    const matter = matterAfter(...referredBack, pointAdded(3, other));
    expect(dataOf(submit(matter)).points.map(({ number }) => number)).toEqual([2, 3]);
  });

  it('rule 25: makes no version while a point is postponed', () => {
    refused(() => submit(matterAfter(...wayToMatter.POSTPONED)), 'MATTER_POSTPONED', { point: 2 });
  });

  it('leaves out what was struck', () => {
    const matter = matterAfter(...drafted, pointStruckByClerk(1));
    expect(dataOf(submit(matter)).points.map(({ number }) => number)).toEqual([2]);
  });

  it.each(['BEFORE_BOARD', 'DECIDED', 'DECLINED', 'WITHDRAWN'] as const)(
    'is refused when the matter is %s',
    (status) => {
      refused(() => submit(matterAfter(...wayToMatter[status])), 'MATTER_STATUS', {
        status,
        needed: ['DRAFT', 'IN_REVIEW', 'RETURNED', 'REVIEWED', 'REFERRED_BACK'],
      });
    },
  );

  it('rule 42: is refused when the draft has been changed since it was read', () => {
    refused(() => submit(draftMatter, {}, clerk, 2), 'DRAFT_CHANGED', { expected: 2, actual: 3, by: 'hans' });
    refused(() => submit(draftMatter, { draft: null }), 'DRAFT_CHANGED', { expected: 3, actual: 0 });
  });

  it.each(['title', 'brief', 'considerations'])('rule 73: is refused with a blank %s', (field) => {
    refused(() => submit(draftMatter, draftWith({ [field]: ' \n' })), 'TEXT_MISSING', { field });
  });

  it('rule 74: is refused with a figure that there is not', () => {
    refused(() => submit(draftMatter, draftWith({ brief: '{{activities.DONE}}' })), 'UNKNOWN_FIGURE', {
      given: 'activities.DONE',
    });
  });

  it('rule 26: is refused with a proposal that is no longer REVIEWED', () => {
    const wrong = wrongRows(
      removalStatuses.filter((status) => status !== 'REVIEWED'),
      (status) => {
        refused(() => submit(draftMatter, { proposals: proposalsAfter(...wayTo[status]) }), 'PROPOSAL_NOT_REVIEWED', {
          proposalId,
          status,
        });
      },
    );
    expect(wrong).toEqual([]);
  });

  it('rule 73: is refused with a follow-up that is not ready', () => {
    refused(() => submit(draftMatter, { plans: [openPlan] }), 'FOLLOW_UP_NOT_CLOSED', { tertial: 'T1' });
    refused(() => submit(draftMatter, { plans: [] }), 'NOT_FOUND', { id: planId });
  });

  it('refuses a matter without points', () => {
    refused(() => submit(matterAfter(opened)), 'MATTER_WITHOUT_POINTS');
    refused(() => submit(matterAfter(opened, pointAdded(1, report), pointStruckByClerk(1))), 'MATTER_WITHOUT_POINTS');
  });

  it('refuses what is not there: the matter, the proposal, the activity', () => {
    refused(() => submit(null), 'NOT_FOUND', { id: matterId });
    refused(() => submit(draftMatter, { proposals: [] }), 'NOT_FOUND', { id: proposalId });
    refused(() => submit(draftMatter, { goals: [] }), 'NOT_FOUND', { id: activityId });
  });

  it('finds the activity among the goals of the plan', () => {
    const goals = [{ ...goalNow(), id: idOf('Goal', `${planId}.g2`), activities: [] }, goalNow()];
    expect(goals.map(({ id }) => id)).toEqual([`${planId}.g2`, goalId]);
    expect(dataOf(submit(draftMatter, { goals })).points).toHaveLength(both.length);
  });

  it('rule 43: is not found by another board’s clerk', () => {
    refused(() => submit(draftMatter, {}, stranger), 'NOT_FOUND', { id: matterId });
  });

  it.each([controller, head, secretary, system])('rule 51: is done by no other role: $personId', (actor) => {
    refused(() => submit(draftMatter, {}, actor), 'FORBIDDEN', { command: 'submitMatter', allowed: ['CLERK'] });
  });
});
