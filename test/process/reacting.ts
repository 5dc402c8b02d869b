import { existing } from '../../src/kernel/fold.js';
import { activityOf, goalOf, idOf, planOf } from '../../src/kernel/identity.js';
import type { SystemCommand } from '../../src/kernel/reaction.js';
import { summonMatter, type SummonMatterData } from '../../src/matters/matter-before-board.js';
import * as ofMatters from '../../src/matters/matter-reactions.js';
import { scheduleMoved } from '../../src/meetings/corrections/meeting-correction.js';
import * as ofMeetings from '../../src/meetings/meeting-reactions.js';
import { nextDue, recordLegalForceCommand } from '../../src/meetings/paragraph.js';
import { voidReopeningOfDecided } from '../../src/plans/corrections/reopening.js';
import {
  recheckStrike,
  strikeVoided,
  voidStrikeOfProposed,
  type VoidStrikeData,
} from '../../src/plans/corrections/striking.js';
import * as ofPlans from '../../src/plans/plan-reactions.js';
import { voidRemoval, type VoidRemovalData } from '../../src/removals/removal-outcome.js';
import * as ofRemovals from '../../src/removals/removal-reactions.js';
import { daysLater } from './days.js';
import { model, reportsOf } from './reading.js';
import type { World } from './world.js';

const system = { kind: 'system', personId: 'system', municipalityId: idOf('Municipality', 'exempel') } as const;

/** Every reaction of the features. */
export function reacting(world: World): World {
  const { plans, goals, removals, matters, meetings } = world;
  plans.answeredBy(ofPlans.establishGoals, plans);
  goals.answeredBy(ofPlans.voidLateReports, plans);
  goals.answeredBy(recheckStrike, goals);
  removals.answeredBy(voidStrikeOfProposed, goals);
  matters.answeredBy(voidReopeningOfDecided, matters);
  removals.answeredBy(ofRemovals.removeActivityOfApproved, removals);
  removals.answeredBy(ofRemovals.recheckProposal, removals);
  removals.answeredBy(ofRemovals.restoreActivityOfAnnulled, removals);
  goals.answeredBy(ofRemovals.reviewChangedActivity, goals);
  matters.answeredBy(ofMatters.claimProposals, matters);
  removals.answeredBy(ofMatters.strikeUnavailable, removals);
  matters.answeredBy(ofMatters.settleProposals, matters);
  matters.answeredBy(ofMatters.releaseProposals, matters);
  matters.answeredBy(ofMatters.finaliseProposals, matters);
  meetings.answeredBy(ofMeetings.summonMatters, meetings);
  meetings.answeredBy(ofMeetings.releaseMatters, meetings);
  meetings.answeredBy(ofMeetings.releaseWithdrawn, meetings);
  meetings.answeredBy(scheduleMoved, meetings);
  meetings.answeredBy(ofMeetings.recordDecisions, meetings);
  meetings.answeredBy(ofMeetings.correctDecisions, meetings);
  matters.answeredBy(ofMeetings.voidUnsummoned, matters);
  meetings.answeredBy(ofMeetings.recordForceThatHasCome, meetings);
  meetings.answeredBy(ofMeetings.carryFinality, meetings);
  return world;
}

/** Lets Tertial do what it does by itself, in the order of the log, until there is nothing left to do. */
export function settle(world: World): void {
  for (let next = world.answers.shift(); next !== undefined; next = world.answers.shift()) {
    for (const command of next()) giveItself(world, command);
  }
}

function giveItself(world: World, command: SystemCommand): void {
  const act = { actor: system, today: world.today };
  const given = { actor: system, command: command.command };
  if (isVoidRemoval(command)) {
    const { proposalId } = command.data;
    const id = activityOf(proposalId);
    const beside = { goal: world.goals.newest(goalOf(proposalId)), model };
    world.append(world.removals, id, voidRemoval(command.data, world.removals.newest(id), beside, act), given);
    return;
  }
  if (isVoidStrike(command)) {
    const { goalId, activityId } = command.data;
    const goal = existing(world.goals.newest(goalId), goalId);
    const ofActivities = activityId === null ? goal.activities.map(({ id }) => id) : [activityId];
    const beside = {
      plan: existing(world.plans.newest(planOf(goalId)), goalId),
      proposals: ofActivities.flatMap((id) => world.removals.newest(id)),
    };
    world.append(world.goals, goalId, strikeVoided(command.data, goal, beside), given);
    return;
  }
  if (isSummonMatter(command)) {
    const { matterId } = command.data;
    const matter = world.matters.newest(matterId);
    world.append(world.matters, matterId, summonMatter(command.data, matter, reportsOf(world, matter), act), given);
    return;
  }
  command.decide((fold, id, rule) => {
    const streams = world.streamsOf(fold);
    const events = rule(streams.newest(id), act, () => {
      throw new Error(`${command.command} reads beside its stream.`);
    });
    if (events instanceof Promise) throw new Error(`${command.command} waits.`);
    world.append(streams, id, events, given);
  });
}

function isVoidStrike(command: SystemCommand): command is SystemCommand & { readonly data: VoidStrikeData } {
  return command.command === 'voidStrike';
}

/** The commands that read beside their stream, which the service does asynchronously and the model at once. */
function isVoidRemoval(command: SystemCommand): command is SystemCommand & { readonly data: VoidRemovalData } {
  return command.command === 'voidRemoval';
}

function isSummonMatter(command: SystemCommand): command is SystemCommand & { readonly data: SummonMatterData } {
  return command.command === 'summonMatter';
}

/** The scheduler: days pass, and what has fallen due by then is recorded. */
export function pass(world: World, days: number): void {
  world.today = daysLater(world.today, days);
  for (const [meetingId, meeting] of world.meetings.all) {
    const due = meeting === null ? null : nextDue(meeting);
    if (due !== null && due <= world.today)
      giveItself(world, recordLegalForceCommand({ meetingId: idOf('Meeting', meetingId) }));
  }
}
