import { type Actor, capacityIn, type CommandName } from '../../src/kernel/permissions.js';
import { type AnyEvent, type Fold, kindAndIdOf, type Recorded, streamOf, positionOf } from '../../src/kernel/fold.js';
import type { IsoDate, IsoInstant } from '../../src/kernel/tertial.js';
import { type Matter, matterFold } from '../../src/matters/matter.js';
import type { MatterEvent } from '../../src/matters/matter-event.js';
import type { KeptDraft } from '../../src/matters/matter-version.js';
import { type ReviewChain, type ReviewChainEvent, reviewChainFold } from '../../src/reviews/review.js';
import { type Meeting, meetingFold } from '../../src/meetings/meeting.js';
import type { MeetingEvent } from '../../src/meetings/meeting-event.js';
import { type Goal, type GoalEvent, goalFold } from '../../src/plans/goal.js';
import { type Plan, type PlanEvent, planFold } from '../../src/plans/plan.js';
import { type RemovalEvent, removalFold, type RemovalProposal } from '../../src/removals/removal.js';
import { type Answer, Streams } from './streams.js';

/** An event of the log with what it did to its stream. */
export type Step =
  | {
      readonly of: 'removal';
      readonly event: Recorded<RemovalEvent>;
      readonly before: readonly RemovalProposal[];
      readonly after: readonly RemovalProposal[];
    }
  | {
      readonly of: 'matter';
      readonly event: Recorded<MatterEvent>;
      readonly before: Matter | null;
      readonly after: Matter | null;
    }
  | {
      readonly of: 'meeting';
      readonly event: Recorded<MeetingEvent>;
      readonly before: Meeting | null;
      readonly after: Meeting | null;
    }
  | {
      readonly of: 'goal';
      readonly event: Recorded<GoalEvent>;
      readonly before: Goal | null;
      readonly after: Goal | null;
    }
  | { readonly of: 'plan'; readonly event: Recorded<PlanEvent> }
  | { readonly of: 'chain'; readonly event: Recorded<ReviewChainEvent> };

export const firstDayOfAll: IsoDate = '2026-05-12';

/** The whole service without its technology: one log, the newest state of everything, the drafts and the day. */
export class World {
  readonly log: Recorded[];
  readonly steps: Step[];
  readonly drafts = new Map<string, KeptDraft>();
  /** In the order of the log. */
  readonly answers: Answer[] = [];
  today: IsoDate = firstDayOfAll;

  readonly plans: Streams<Plan | null, PlanEvent>;
  readonly goals: Streams<Goal | null, GoalEvent>;
  readonly chains: Streams<ReviewChain, ReviewChainEvent>;
  readonly removals: Streams<readonly RemovalProposal[], RemovalEvent>;
  readonly matters: Streams<Matter | null, MatterEvent>;
  readonly meetings: Streams<Meeting | null, MeetingEvent>;

  constructor(from?: World) {
    this.log = [...(from?.log ?? [])];
    this.steps = [...(from?.steps ?? [])];
    const { steps } = this;
    this.plans = new Streams(planFold, (event) => steps.push({ of: 'plan', event }), from?.plans);
    this.chains = new Streams(reviewChainFold, (event) => steps.push({ of: 'chain', event }), from?.chains);
    this.goals = new Streams(
      goalFold,
      (event, before, after) => steps.push({ of: 'goal', event, before, after }),
      from?.goals,
    );
    this.removals = new Streams(
      removalFold,
      (event, before, after) => steps.push({ of: 'removal', event, before, after }),
      from?.removals,
    );
    this.matters = new Streams(
      matterFold,
      (event, before, after) => steps.push({ of: 'matter', event, before, after }),
      from?.matters,
    );
    this.meetings = new Streams(
      meetingFold,
      (event, before, after) => steps.push({ of: 'meeting', event, before, after }),
      from?.meetings,
    );
  }

  get now(): IsoInstant {
    return `${this.today}T08:00:00.000Z`;
  }

  streamsOf<State, Event extends AnyEvent>(fold: Fold<State, Event>): Streams<State, Event> {
    const { plans, goals, chains, removals, matters, meetings } = this;
    for (const streams of [plans, goals, chains, removals, matters, meetings]) {
      if (isOf(streams, fold)) return streams;
    }
    throw new Error(`The world has no streams of ${fold.kind}.`);
  }

  append<State, Event extends AnyEvent>(
    streams: Streams<State, Event>,
    id: string,
    events: readonly Event[],
    { actor, command }: { readonly actor: Actor; readonly command: CommandName },
  ): void {
    for (const event of events) {
      const { role, actingFor } = capacityIn(actor, command, id);
      const position = positionOf(this.log.length + 1);
      const recorded = {
        ...event,
        id: `event-${position}`,
        stream: streamOf(streams.fold, id),
        revision: streams.nextRevision(id),
        position,
        recordedAt: this.now,
        metadata: {
          municipalityId: actor.municipalityId,
          actor: actor.personId,
          role,
          ...(actingFor !== undefined && { actingFor }),
          commandId: `command-${position}`,
          commandHash: '',
          correlationId: `command-${position}`,
          causationId: null,
        },
      };
      this.log.push(recorded);
      this.answers.push(...streams.take(id, recorded));
    }
  }

  /** Folds the log anew from its first event. */
  replayed(): World {
    const anew = new World();
    for (const step of this.steps) {
      const [, id] = kindAndIdOf(step.event.stream);
      switch (step.of) {
        case 'removal':
          anew.removals.take(id, step.event);
          break;
        case 'matter':
          anew.matters.take(id, step.event);
          break;
        case 'meeting':
          anew.meetings.take(id, step.event);
          break;
        case 'goal':
          anew.goals.take(id, step.event);
          break;
        case 'plan':
          anew.plans.take(id, step.event);
          break;
        case 'chain':
          anew.chains.take(id, step.event);
          break;
      }
    }
    return anew;
  }

  /** The newest state of everything. */
  get states(): readonly ReadonlyMap<string, unknown>[] {
    return [this.plans, this.goals, this.chains, this.removals, this.matters, this.meetings].map(({ all }) => all);
  }
}

function isOf<State, Event extends AnyEvent>(
  streams: object,
  fold: Fold<State, Event>,
): streams is Streams<State, Event> {
  return streams instanceof Streams && streams.fold === fold;
}
