import { kindAndIdOf } from '../kernel/fold.js';
import type { LookAt } from '../kernel/history.js';
import { type Id, isId } from '../kernel/identity.js';
import { tertials } from '../kernel/tertial.js';
import { matterView } from '../matters/matter-view.js';
import { type Matter, matterFold } from '../matters/matter.js';
import { meetingView, minutesView } from '../meetings/meeting-view.js';
import { meetingFold } from '../meetings/meeting.js';
import { type Activity, type Goal, goalFold } from '../plans/goal.js';
import { planView } from '../plans/plan-view.js';
import { planFold } from '../plans/plan.js';
import { tertialView } from '../plans/tertial-view/tertial-view.js';
import { removalView } from '../removals/removal-view.js';
import { removalFold, type RemovalProposal } from '../removals/removal.js';
import { type SteeringModel, steeringModelFold } from '../steering-models/steering-model.js';

/** The subject of an export: a plan or a matter with every stream that its views need, or the whole log. */
export type Scope =
  | { readonly kind: 'plan'; readonly id: Id<'Plan'> }
  | { readonly kind: 'matter'; readonly id: Id<'Matter'> }
  | { readonly kind: 'everything' };

export const exportedViewKinds = ['plan', 'tertial', 'removal', 'matter', 'meeting', 'minutes'] as const;

export interface ViewName {
  readonly view: (typeof exportedViewKinds)[number];
  readonly id: string;
}

/** A view's content, or the name of the stream with the withheld payload that the view would need. */
export type ExportedView = ViewName & ({ readonly content: object } | { readonly withheld: string });

/** The error for a stream that cannot be folded, because a payload of the stream is withheld. */
export class PayloadWithheld extends Error {
  override readonly name = 'PayloadWithheld';

  constructor(readonly stream: string) {
    super(`A payload of ${stream} is withheld.`);
  }
}

/**
 * Makes the views of an export. The exporter and the verifier both call this function. It calls the same view functions
 * as the live service.
 *
 * @param streams all exported streams in the order of their first events; unused unless everything is exported
 */
export async function* exportedViews(
  scope: Scope,
  streams: Iterable<string>,
  look: LookAt,
): AsyncGenerator<ExportedView, void> {
  switch (scope.kind) {
    case 'plan':
      return yield* viewsOfPlan(scope.id, look);
    case 'matter':
      return yield* viewsOfMatter(scope.id, look);
    case 'everything':
      for (const stream of streams) yield* viewsOfStream(stream, look);
  }
}

async function* viewsOfStream(stream: string, look: LookAt): AsyncGenerator<ExportedView, void> {
  const [kind, id] = kindAndIdOf(stream);
  if (kind === planFold.kind && isId('Plan', id)) yield* viewsOfPlan(id, look);
  if (kind === matterFold.kind && isId('Matter', id))
    yield* shown('matter', id, await seen(look(matterFold, id)), matterView);
  if (kind === meetingFold.kind && isId('Meeting', id)) yield* viewsOfMeeting(id, look);
}

async function* viewsOfMatter(id: Id<'Matter'>, look: LookAt): AsyncGenerator<ExportedView, void> {
  const matter = await seen(look(matterFold, id));
  yield* shown('matter', id, matter, matterView);
  if (matter === null || isWithheld(matter)) return;
  for (const meetingId of meetingsOf(matter)) yield* viewsOfMeeting(meetingId, look);
}

/** Returns the meetings that have the matter in the summons, added it at the meeting, or decided one of its points. */
function meetingsOf({ summoned, points }: Matter): ReadonlySet<Id<'Meeting'>> {
  const decidedAt = points.flatMap(({ decisions }) => decisions.flatMap(({ meetingId }) => meetingId ?? []));
  return new Set([...summoned.map(({ meetingId }) => meetingId), ...decidedAt]);
}

async function* viewsOfMeeting(id: string, look: LookAt): AsyncGenerator<ExportedView, void> {
  const meeting = await seen(look(meetingFold, id));
  yield* shown('meeting', id, meeting, meetingView);
  yield* shown('minutes', id, meeting, minutesView);
}

async function* viewsOfPlan(id: string, look: LookAt): AsyncGenerator<ExportedView, void> {
  const plan = await seen(look(planFold, id));
  if (plan === null || isWithheld(plan)) return yield* shown('plan', id, plan, () => ({}));
  const goals = (await all(plan.goalIds, (goalId) => seen(look(goalFold, goalId)))).filter((goal) => goal !== null);
  const known = goals.filter(isKnown);
  const hiddenGoal = goals.find(isWithheld);
  yield* shown('plan', id, hiddenGoal ?? plan, () => planView(plan, known));
  const activities = known.flatMap((goal) => goal.activities.map((activity) => ({ activity, goal })));
  const removals = await all(activities, ({ activity }) => seen(look(removalFold, activity.id)));
  const model = await seen(look(steeringModelFold, plan.steeringModelId));
  const open = removals.filter(isKnown).filter(({ length }) => length > 0);
  const hidden = hiddenGoal ?? removals.find(isWithheld);
  for (const tertial of tertials) {
    const make = (version: SteeringModel): object => tertialView(version, plan, known, open, tertial);
    yield* shown('tertial', `${id} ${tertial}`, hidden ?? model, make);
  }
  yield* viewsOfRemovals(activities, removals);
}

function* viewsOfRemovals(
  activities: readonly { readonly activity: Activity; readonly goal: Goal }[],
  removals: readonly (readonly RemovalProposal[] | PayloadWithheld)[],
): Generator<ExportedView, void> {
  for (const [index, { activity, goal }] of activities.entries()) {
    const proposals = removals[index] ?? [];
    if (isWithheld(proposals)) yield* shown('removal', activity.id, proposals, () => ({}));
    else
      for (const one of proposals)
        yield* shown('removal', one.id, one, (proposal) => removalView(proposal, activity, goal));
  }
}

/** Yields the view of a state, or the name of the stream with a withheld payload, or nothing for a null state. */
function* shown<State>(
  view: ViewName['view'],
  id: string,
  state: State | null | PayloadWithheld,
  make: (state: State) => object,
): Generator<ExportedView, void> {
  if (isWithheld(state)) yield { view, id, withheld: state.stream };
  else if (state !== null) yield { view, id, content: make(state) };
}

function isWithheld(state: unknown): state is PayloadWithheld {
  return state instanceof PayloadWithheld;
}

function isKnown<State>(state: State): state is Exclude<State, PayloadWithheld> {
  return !isWithheld(state);
}

async function seen<State>(looking: Promise<State>): Promise<State | PayloadWithheld> {
  try {
    return await looking;
  } catch (error) {
    if (isWithheld(error)) return error;
    throw error;
  }
}

/** Awaits one item after another, so that the event store gets one request at a time. */
async function all<Item, Result>(
  items: readonly Item[],
  make: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await make(item));
  return results;
}
