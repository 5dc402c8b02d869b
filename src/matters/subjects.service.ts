import { Injectable } from '@nestjs/common';
import { activityOf, goalOf, planOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { goalFold } from '../plans/goal.js';
import { type Plan, planFold } from '../plans/plan.js';
import { type TertialView, tertialView } from '../plans/tertial-view.js';
import { removalFold } from '../removals/removal.js';
import { steeringModelFold } from '../steering-models/steering-model.js';
import { isUndecided } from './decision-point.js';
import { type FigureSource, figureSource } from './figures.js';
import type { Matter } from './matter.js';
import type { Subjects } from './matter-submission.js';

/** Reads the newest state of what a matter's points speak of, each thing once: a version is made of what is in the log. */
@Injectable()
export class SubjectsReader {
  constructor(private readonly handling: CommandHandling) {}

  async of(matter: Matter | null): Promise<Subjects> {
    const left = (matter?.points ?? []).filter(isUndecided);
    const subjects = left.map(({ subject }) => subject);
    const ids = subjects.flatMap((subject) => (subject.kind === 'REMOVE_ACTIVITY' ? [subject.proposalId] : []));
    const reported = subjects.flatMap((subject) => (subject.kind === 'APPROVE_REPORT' ? [subject.planId] : []));
    const source = figureSource(left);
    const plans = await this.newestOf([...reported, ...ids.map(planOf)], (id) => this.handling.read(planFold, id));
    const proposals = await this.newestOf(ids.map(activityOf), (id) => this.handling.read(removalFold, id));
    const goals = await this.newestOf(ids.map(goalOf), (id) => this.handling.read(goalFold, id));
    return {
      plans: plans.filter((plan) => plan !== null),
      proposals: proposals.flat(),
      goals: goals.filter((goal) => goal !== null),
      view: source === null ? null : await this.viewOf(source, plans),
    };
  }

  private async viewOf(
    { planId, tertial }: FigureSource,
    plans: readonly (Plan | null)[],
  ): Promise<TertialView | null> {
    const plan = plans.find((one) => one?.id === planId) ?? null;
    if (plan === null) return null;
    const model = await this.handling.read(steeringModelFold, plan.steeringModelId);
    const goals = await this.newestOf(plan.goalIds, (id) => this.handling.read(goalFold, id));
    // Figures count no proposals.
    return model === null
      ? null
      : tertialView(
          model,
          plan,
          goals.filter((goal) => goal !== null),
          [],
          tertial,
        );
  }

  private newestOf<ThingId, State>(ids: readonly ThingId[], read: (id: ThingId) => Promise<State>): Promise<State[]> {
    return Promise.all([...new Set(ids)].map(read));
  }
}
