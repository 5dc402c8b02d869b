import type { Act } from '../../src/kernel/act.js';
import type { AnyEvent } from '../../src/kernel/fold.js';
import { activityOf, goalOf, type Id, idOf } from '../../src/kernel/identity.js';
import type { CommandName } from '../../src/kernel/permissions.js';
import type { ReactionCommand } from '../../src/kernel/reaction.js';
import { recordDecision, recordFinality, releaseMatter, summonMatter } from '../../src/matters/matter-before-board.js';
import { strikePoint } from '../../src/matters/matter-points.js';
import * as ofMatters from '../../src/matters/matter-reactions.js';
import * as ofMinutes from '../../src/meetings/after-meeting-reactions.js';
import { voidAgendaItem } from '../../src/meetings/agenda.js';
import { nextDue, recordLegalForce } from '../../src/meetings/legal-force.js';
import * as ofMeetings from '../../src/meetings/meeting-reactions.js';
import { establishGoal, removeActivity, restoreActivity } from '../../src/plans/activity.js';
import { voidStatus } from '../../src/plans/activity-status.js';
import type { AdoptedGoal } from '../../src/plans/plan.js';
import * as ofPlans from '../../src/plans/plan-reactions.js';
import {
  putRemovalToBoard,
  recordRemovalFinality,
  releaseRemoval,
  settleRemoval,
  voidRemoval,
  type VoidRemovalData,
} from '../../src/removals/removal-outcome.js';
import * as ofRemovals from '../../src/removals/removal-reactions.js';
import { daysLater } from './days.js';
import { model } from './reading.js';
import type { Streams } from './streams.js';
import type { World } from './world.js';

const system = { kind: 'system', personId: 'system', municipalityId: idOf('Municipality', 'exempel') } as const;

/** Every reaction of the features. */
export function reacting(world: World): World {
  const { plans, goals, removals, matters, meetings } = world;
  plans.answeredBy(ofPlans.establishGoals, plans);
  goals.answeredBy(ofPlans.voidLateReports, plans);
  removals.answeredBy(ofRemovals.removeActivityOfApproved, removals);
  removals.answeredBy(ofRemovals.recheckProposal, removals);
  removals.answeredBy(ofRemovals.restoreActivityOfAnnulled, removals);
  matters.answeredBy(ofMatters.claimProposals, matters);
  removals.answeredBy(ofMatters.strikeUnavailable, removals);
  matters.answeredBy(ofMatters.settleProposals, matters);
  matters.answeredBy(ofMatters.releaseProposals, matters);
  matters.answeredBy(ofMatters.finaliseProposals, matters);
  meetings.answeredBy(ofMeetings.summonMatters, meetings);
  meetings.answeredBy(ofMeetings.releaseMatters, meetings);
  meetings.answeredBy(ofMeetings.recordDecisions, meetings);
  matters.answeredBy(ofMeetings.voidUnsummoned, matters);
  meetings.answeredBy(ofMinutes.recordForceThatHasCome, meetings);
  meetings.answeredBy(ofMinutes.carryFinality, meetings);
  return world;
}

interface SystemRule {
  give(data: object, world: World): void;
}

function rule<Data extends object, State, Event extends AnyEvent>(
  command: CommandName,
  streamsIn: (world: World) => Streams<State, Event>,
  idIn: (data: Data) => string,
  decide: (data: Data, state: State, act: Act, world: World) => readonly Event[],
): [CommandName, SystemRule] {
  const ruled = {
    give(data: Data, world: World) {
      const streams = streamsIn(world);
      const id = idIn(data);
      const events = decide(data, streams.newest(id), { actor: system, today: world.today }, world);
      world.append(streams, id, events, { actor: system, command });
    },
  };
  return [command, ruled];
}

const removals = (world: World) => world.removals;
const matters = (world: World) => world.matters;
const meetings = (world: World) => world.meetings;
const goals = (world: World) => world.goals;
const activityIn = ({ proposalId }: { readonly proposalId: Id<'RemovalProposal'> }) => activityOf(proposalId);
const matterIn = ({ matterId }: { readonly matterId: Id<'Matter'> }) => matterId;
const meetingIn = ({ meetingId }: { readonly meetingId: Id<'Meeting'> }) => meetingId;
const goalIn = ({ activityId }: { readonly activityId: Id<'Activity'> }) => goalOf(activityId);

const rules = new Map<string, SystemRule>([
  rule('establishGoal', goals, ({ goalId }: AdoptedGoal) => goalId, establishGoal),
  rule('voidStatus', goals, goalIn, voidStatus),
  rule('removeActivity', goals, goalIn, removeActivity),
  rule('restoreActivity', goals, goalIn, restoreActivity),
  rule('putRemovalToBoard', removals, activityIn, putRemovalToBoard),
  rule('releaseRemoval', removals, activityIn, releaseRemoval),
  rule('settleRemoval', removals, activityIn, settleRemoval),
  rule('recordRemovalFinality', removals, activityIn, recordRemovalFinality),
  rule('voidRemoval', removals, activityIn, (data: VoidRemovalData, proposals, act, world) =>
    voidRemoval(data, proposals, { goal: world.goals.newest(goalOf(data.proposalId)), model }, act),
  ),
  rule('strikePoint', matters, matterIn, strikePoint),
  rule('summonMatter', matters, matterIn, summonMatter),
  rule('releaseMatter', matters, matterIn, releaseMatter),
  rule('recordDecision', matters, matterIn, recordDecision),
  rule('recordFinality', matters, matterIn, recordFinality),
  rule('voidAgendaItem', meetings, meetingIn, voidAgendaItem),
  rule('recordLegalForce', meetings, meetingIn, recordLegalForce),
]);

/** Lets Tertial do what it does by itself, in the order of the log, until there is nothing left to do. */
export function settle(world: World): void {
  for (let next = world.answers.shift(); next !== undefined; next = world.answers.shift()) {
    for (const command of next()) giveItself(world, command);
  }
}

function giveItself(world: World, { command, data }: ReactionCommand): void {
  const found = rules.get(command);
  if (found === undefined) throw new Error(`Nobody gives the command ${command}.`);
  found.give(data, world);
}

/** The scheduler: days pass, and what has fallen due by then is recorded. */
export function pass(world: World, days: number): void {
  world.today = daysLater(world.today, days);
  for (const [meetingId, meeting] of world.meetings.all) {
    const due = meeting === null ? null : nextDue(meeting);
    if (due !== null && due <= world.today) giveItself(world, { command: 'recordLegalForce', data: { meetingId } });
  }
}
