import { activityOf, goalOf, planOf } from '../kernel/identity.js';
import type { ReadState } from '../kernel/fold.js';
import { goalFold } from '../plans/goal.js';
import { type Plan, planFold } from '../plans/plan.js';
import { type TertialView, tertialView } from '../plans/tertial-view/tertial-view.js';
import { removalFold } from '../removals/removal.js';
import { steeringModelFold } from '../steering-models/steering-model.js';
import { isUndecided } from './decision-point.js';
import { type FigureSource, figureSource } from './figures.js';
import type { Matter } from './matter.js';
import type { Subjects } from './matter-submission.js';

/** Reads the newest state of each thing that the points of a matter name, each once. */
export async function readSubjects(read: ReadState, matter: Matter | null): Promise<Subjects> {
  const left = (matter?.points ?? []).filter(isUndecided);
  const subjects = left.map(({ subject }) => subject);
  const ids = subjects.flatMap((subject) => (subject.kind === 'REMOVE_ACTIVITY' ? [subject.proposalId] : []));
  const reported = subjects.flatMap((subject) => (subject.kind === 'APPROVE_REPORT' ? [subject.planId] : []));
  const source = figureSource(left);
  const plans = await readEach([...reported, ...ids.map(planOf)], (id) => read(planFold, id));
  const proposals = await readEach(ids.map(activityOf), (id) => read(removalFold, id));
  const goals = await readEach(ids.map(goalOf), (id) => read(goalFold, id));
  return {
    plans: plans.filter((plan) => plan !== null),
    proposals: proposals.flat(),
    goals: goals.filter((goal) => goal !== null),
    view: source === null ? null : await readView(read, source, plans),
  };
}

async function readView(
  read: ReadState,
  { planId, tertial }: FigureSource,
  plans: readonly (Plan | null)[],
): Promise<TertialView | null> {
  const plan = plans.find((one) => one?.id === planId) ?? null;
  if (plan === null) return null;
  const model = await read(steeringModelFold, plan.steeringModelId);
  const goals = await readEach(plan.goalIds, (id) => read(goalFold, id));
  const found = goals.filter((goal) => goal !== null);
  // Figures count no proposals.
  return model === null ? null : tertialView(model, plan, found, [], tertial);
}

function readEach<ThingId, State>(ids: readonly ThingId[], read: (id: ThingId) => Promise<State>): Promise<State[]> {
  return Promise.all([...new Set(ids)].map(read));
}
