import { goalOf, planOf, yearOf } from '../../src/kernel/identity.js';
import { lastDay } from '../../src/kernel/tertial.js';
import type { Finality } from '../../src/kernel/outcome.js';
import type { PointDecision } from '../../src/matters/decision-point.js';
import { isRefusal } from '../../src/kernel/refusal.js';
import { matterView } from '../../src/matters/matter-view.js';
import { stuckMatter } from '../../src/matters/matter-waiting.js';
import { removalView, stuckRemoval } from '../../src/removals/removal-view.js';
import { requireMayReview, type Review } from '../../src/reviews/review.js';
import type { Stuck } from '../../src/reviews/stuck.js';
import type { Act } from '../../src/kernel/permissions.js';
import { board } from './board-with-plan.js';
import { names, person } from './people.js';
import { claim, isSameSet } from './claim.js';
import { decisionLine, isAnnulled, isWithheld, known, partsOf } from './told.js';
import type { Told, ToldMeeting, ToldPart } from './told.js';
import type { World } from './world.js';

/** These claims hold whenever the reactions of Tertial are done. */
export function settledClaims(told: Told, world: World): void {
  claimCarried(told);
  claimNothingSilent(world);
  claimPlan(told, world);
  claimProposals(told, world);
  claimFinality(told, world);
  claimClock(told, world);
  claimReports(world);
  claimStruck(world);
  claimDecidedReports(told, world);
}

/** Rule 175: the tertial goes on to show all that the board has read in the version of the report that it decided on. */
function claimDecidedReports({ meetings }: Told, { goals, matters }: World): void {
  const out = [...goals.all.values()]
    .filter((goal) => goal !== null)
    .flatMap(({ id, struck, struckActivities }) => [
      ...struckActivities.map(({ activity, position }) => ({ id: activity.id, position })),
      ...(struck === null ? [] : [{ id, position: struck.position }]),
    ]);
  for (const matter of out.length === 0 ? [] : matters.all.values()) {
    for (const { subject, number, decisions } of matter?.points ?? []) {
      const last = decisions.at(-1);
      if (matter === null || subject.kind !== 'APPROVE_REPORT' || last === undefined || isOpenAgain(last)) continue;
      const given = matter.summoned.findLast(({ meetingId }) => meetingId === last.meetingId)?.version;
      const version = matter.versions.find((one) => one.number === given);
      const read = JSON.stringify(version?.points.find((one) => one.number === number)?.report?.read ?? null);
      const told = known(meetings, last.meetingId ?? '').decisions;
      const decidedAt = told.findLast((one) => one.matterId === matter.id && one.number === number)?.position ?? 0;
      for (const { id } of out.filter(({ position }) => position > decidedAt)) {
        claim(!read.includes(`"${id}"`), `rule 175: ${id} is struck from the report of ${matter.id} ${number}`);
      }
    }
  }
}

/** Rules 106 and 175: what was struck has no proposal, and no follow-up that was closed before shows it. */
function claimStruck({ goals, plans, removals }: World): void {
  for (const goal of goals.all.values()) {
    for (const { activity, position } of goal?.struckActivities ?? []) {
      claim(removals.newest(activity.id).length === 0, `rule 106: ${activity.id} is struck and proposed`);
      for (const { closed, tertial, undone } of plans.newest(planOf(activity.id))?.followUps ?? []) {
        const isShown = activity.added === null || activity.added.date <= lastDay(yearOf(activity.id), tertial);
        const isLate =
          undone.length === 0 && closed !== null && activity.addedAt < closed.position && closed.position < position;
        claim(!(isShown && isLate), `rule 175: ${activity.id} is struck after ${tertial} was closed with it`);
      }
    }
  }
}

/** Rule 104: a follow-up is closed when the board has approved or rejected its report, but for a court's annulment. */
function claimReports({ matters, plans }: World): void {
  for (const { subject, decisions } of [...matters.all.values()].flatMap((matter) => matter?.points ?? [])) {
    const last = decisions.at(-1);
    if (subject.kind !== 'APPROVE_REPORT' || last === undefined || isOpenAgain(last)) continue;
    const followUp = plans.newest(subject.planId)?.followUps.find(({ tertial }) => tertial === subject.tertial);
    claim((followUp?.closed ?? null) !== null, `rule 104: ${subject.tertial} is open, its report ${last.outcome}`);
  }
}

function isOpenAgain({ outcome, finality }: PointDecision): boolean {
  const isDecided = outcome === 'APPROVED' || outcome === 'REJECTED';
  return !isDecided || finality.at(-1)?.finality === 'ANNULLED';
}

const people = names.map(person);
/** The states that have been looked at: a state never changes, and neither do the people. */
const looked = new WeakSet();

/** Rule 113: where nobody can carry on with a review, the controller is told how to go on; and only there. */
function claimNothingSilent({ removals, matters, today }: World): void {
  const anybodyCan = (review: Review) => people.some((actor) => isAccepted(review, { actor, today }));
  for (const proposal of [...removals.all.values()].flat()) {
    if (proposal.status !== 'IN_REVIEW' || looked.has(proposal)) continue;
    looked.add(proposal);
    claimTold(
      proposal.id,
      stuckRemoval(removalView(proposal, { heading: '' }, { id: goalOf(proposal.id), title: '' }), people),
      anybodyCan(proposal.review),
    );
  }
  for (const matter of matters.all.values()) {
    if (matter?.status !== 'IN_REVIEW' || matter.review === null || looked.has(matter)) continue;
    looked.add(matter);
    claimTold(matter.id, stuckMatter(matterView(matter), people), anybodyCan(matter.review));
  }
}

function claimTold(id: string, stuck: Stuck | null, canGoOn: boolean): void {
  claim(
    (stuck === null) === canGoOn,
    `rule 113: ${id} ${canGoOn ? 'is said to stand still' : 'stands still, told nobody'}`,
  );
  claim(stuck === null || stuck.waysOut.length > 0, `rule 113: ${id} has no way out`);
}

/** Whether the rule of verdicts itself accepts an approval by this person. */
function isAccepted(review: Review, act: Act): boolean {
  try {
    requireMayReview(review, board, act);
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

function claimCarried({ meetings, carried }: Told): void {
  const decided = [...meetings].flatMap(([id, { decisions }]) => decisions.map((one) => decisionLine(id, one)));
  claim(isSameSet(decided, carried), 'rule 22: each decision is carried to its matter, once');
}

/** Rules 22, 32 and 35: the plan is what the board has decided, but for what a court has annulled. */
function claimPlan({ meetings }: Told, { goals }: World): void {
  const out = new Set(
    [...meetings.values()].flatMap((meeting) =>
      meeting.decisions
        .filter(
          ({ outcome, paragraph, number }) => outcome === 'APPROVED' && !isAnnulled(meeting, `${paragraph}/${number}`),
        )
        .flatMap(({ activityId }) => activityId ?? []),
    ),
  );
  for (const goal of goals.all.values()) {
    for (const { id, removed } of goal?.activities ?? []) {
      claim((removed !== null) === out.has(id), `rule 32: ${id} is ${removed === null ? 'in' : 'out of'} the plan`);
    }
  }
}

/** A proposal stands where its point stands. */
function claimProposals(told: Told, { removals }: World): void {
  const points = [...told.matters.values()].flatMap((matter) => [...matter.points.values()]);
  const byProposal = Map.groupBy(points, ({ proposalId }) => proposalId);
  for (const proposal of [...removals.all.values()].flat()) {
    const fates = (byProposal.get(proposal.id) ?? []).map(({ fate }) => fate);
    const isTheBoards = fates.some((fate) => fate === 'BEFORE_BOARD' || fate === 'POSTPONED');
    const { status } = proposal;
    const where = `${proposal.id} is ${status}, its points ${fates.join(', ')}`;
    claim(isTheBoards === (status === 'BEFORE_BOARD'), `rule 14: ${where}`);
    claim(status !== 'APPROVED' || fates.includes('APPROVED'), `rule 32: ${where}`);
    claim(status !== 'REJECTED' || fates.includes('REJECTED'), `rule 24: ${where}`);
    claim(!fates.includes('APPROVED') || status === 'APPROVED' || status === 'ANNULLED', `rule 22: ${where}`);
    claim(!fates.includes('REJECTED') || status === 'REJECTED' || status === 'ANNULLED', `rule 24: ${where}`);
  }
}

function finalityOf(meeting: ToldMeeting, part: ToldPart): Finality {
  if (isAnnulled(meeting, part)) return 'ANNULLED';
  if (isWithheld(meeting, part)) return 'APPEALED';
  return meeting.inForce.has(part) ? 'IN_FORCE' : 'NOT_IN_FORCE';
}

/** Rules 35 and 40: a point, and its proposal, are as final as the § in which they were last decided. */
function claimFinality(told: Told, { matters, removals }: World): void {
  for (const matter of matters.all.values()) {
    for (const { number, decisions, subject } of matter?.points ?? []) {
      const last = decisions.at(-1);
      if (matter === null || last === undefined || last.meetingId === null) continue;
      const due = finalityOf(known(told.meetings, last.meetingId), `${last.paragraph}/${number}`);
      const shown = last.finality.at(-1)?.finality ?? 'NOT_IN_FORCE';
      claim(shown === due, `rule 40: ${matter.id} ${number} is ${shown}, § ${last.paragraph} is ${due}`);
      if (subject.kind !== 'REMOVE_ACTIVITY') continue;
      const proposal = removals.newest(subject.activityId).find(({ id }) => id === subject.proposalId);
      const own = proposal?.decisions.findLast((one) => one.matterId === matter.id && one.point === number);
      const carried = own?.finality.at(-1)?.finality ?? 'NOT_IN_FORCE';
      claim(carried === due, `rule 40: ${subject.proposalId} is ${carried}, § ${last.paragraph} is ${due}`);
    }
  }
}

/** Rule 40: legal force comes by itself, on the day after the last one to appeal on. */
function claimClock({ meetings }: Told, { today }: World): void {
  for (const meeting of meetings.values()) {
    for (const [paragraph, last] of meeting.noticed) {
      for (const part of partsOf(meeting, { paragraph, point: null })) {
        const isDue = today > last && !isWithheld(meeting, part) && !isAnnulled(meeting, part);
        claim(isDue === meeting.inForce.has(part), `rule 40: § ${part}, to be appealed until ${last}, on ${today}`);
      }
    }
  }
}
