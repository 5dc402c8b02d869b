import { activityOf, boardOf, goalOf, type Id, isId, municipalityOf, yearOf } from '../kernel/identity.js';
import { type CommandName, may, type Person, rolesFor } from '../kernel/permissions.js';
import { asSummoned, matterView } from '../matters/matter-view.js';
import { type Matter, matterFold } from '../matters/matter.js';
import { meetingFold } from '../meetings/meeting.js';
import { type Goal, goalFold } from '../plans/goal.js';
import { planFold } from '../plans/plan.js';
import type { ReadStates } from '../platform/database/state-tables.view.js';
import type { Feature } from '../platform/feature.service.js';
import type {
  ActivityReferenceRow,
  MatterReferenceRow,
  MeasureReferenceRow,
  MeetingReferenceRow,
  PlanReferenceRow,
  ProposalReferenceRow,
  ReferenceRow,
  SteeringModelReferenceRow,
} from '../platform/graphql-types/reference.view.js';
import type { AskedThings, FindThings } from '../platform/graphql/reference-fields.service.js';
import { steeringModelFold } from '../steering-models/steering-model.js';

/** Finds what things are called. Each kind of stream is read once for all ids that are asked for. */
const findThings: FindThings = async (asked, states, person) => {
  const found: readonly (readonly ReferenceRow[])[] = await Promise.all([
    plansIn(asked, states, person),
    partsOfGoals(asked, states, person),
    mattersIn(asked, states, person),
    meetingsIn(asked, states, person),
    modelsIn(asked, states, person),
  ]);
  return new Map(found.flat().map((row) => [row.id, row]));
};

type InBoard = Parameters<typeof boardOf>[0];

/** Whether the person's roles allow a reading at the board of the thing (rules 43 and 52). */
function mayRead(person: Person, reading: CommandName, id: InBoard): boolean {
  return rolesFor(person, boardOf(id)).some((role) => may(role, reading));
}

async function plansIn({ plan }: AskedThings, states: ReadStates, person: Person): Promise<PlanReferenceRow[]> {
  const ids = plan.filter((id) => isId('Plan', id)).filter((id) => mayRead(person, 'readPlans', id));
  const plans = await states.load(planFold, ids);
  return plans.flatMap((one) => (one === null ? [] : [{ id: one.id, year: yearOf(one.id) }]));
}

type PartsOfGoals = (ActivityReferenceRow | MeasureReferenceRow | ProposalReferenceRow | GoalRow)[];
type GoalRow = Pick<Goal, 'id' | 'title'>;

async function partsOfGoals(asked: AskedThings, states: ReadStates, person: Person): Promise<PartsOfGoals> {
  const proposals = asked.proposal
    .filter((id) => isId('RemovalProposal', id))
    .filter((id) => mayRead(person, 'readRemovals', id));
  const goalIds = [
    ...asked.goal.filter((id) => isId('Goal', id)),
    ...asked.activity.filter((id) => isId('Activity', id)).map(goalOf),
    ...asked.measure.filter((id) => isId('Measure', id)).map(goalOf),
    ...proposals.map(goalOf),
  ];
  const ids = [...new Set(goalIds)].filter((id) => mayRead(person, 'readPlans', id));
  const goals = (await states.load(goalFold, ids)).filter((goal) => goal !== null);
  const activities = goals.flatMap(activitiesOf);
  const activityOfId = new Map(activities.map((activity) => [activity.id, activity]));
  return [
    ...goals.map(goalRow),
    ...activities,
    ...goals.flatMap(measuresOf),
    ...proposals.flatMap((id) => {
      const activity = activityOfId.get(activityOf(id));
      return activity === undefined ? [] : [{ id, activity }];
    }),
  ];
}

function goalRow({ id, title }: Goal): GoalRow {
  return { id, title };
}

function activitiesOf(goal: Goal): ActivityReferenceRow[] {
  return goal.activities.map(({ id, heading }) => ({ id, heading, goal: goalRow(goal) }));
}

function measuresOf(goal: Goal): MeasureReferenceRow[] {
  return goal.measures.map(({ measureId: id, name }) => ({ id, name, goal: goalRow(goal) }));
}

async function mattersIn({ matter }: AskedThings, states: ReadStates, person: Person): Promise<MatterReferenceRow[]> {
  const ids = matter.filter((id) => isId('Matter', id));
  const matters = (await states.load(matterFold, ids)).filter((one) => one !== null);
  return matters.flatMap((one) => {
    const title = titleFor(person, one);
    return title === null ? [] : [{ id: one.id, dnr: one.dnr, title }];
  });
}

/** Returns the title that a person may read. A board member reads that of the version that the board has (rule 53). */
function titleFor(person: Person, matter: Matter): string | null {
  if (mayRead(person, 'readMatters', matter.id)) return matter.title;
  if (!mayRead(person, 'readSubmittedMatters', matter.id)) return null;
  return asSummoned(matterView(matter))?.title ?? null;
}

async function meetingsIn(
  { meeting }: AskedThings,
  states: ReadStates,
  person: Person,
): Promise<MeetingReferenceRow[]> {
  const ids = meeting.filter((id) => isId('Meeting', id)).filter((id) => mayRead(person, 'readMeetings', id));
  const meetings = await states.load(meetingFold, ids);
  return meetings.flatMap((one) => (one === null ? [] : [{ id: one.id, date: one.date, place: one.place }]));
}

async function modelsIn(
  { steeringModel }: AskedThings,
  states: ReadStates,
  { municipalityId, grants }: Person,
): Promise<SteeringModelReferenceRow[]> {
  if (!grants.some(({ role }) => may(role, 'readSteeringModels'))) return [];
  const isOwn = (id: Id<'SteeringModel'>) => municipalityOf(id) === municipalityId;
  const models = await states.load(
    steeringModelFold,
    steeringModel.filter((id) => isId('SteeringModel', id)).filter(isOwn),
  );
  return models.flatMap((one) => (one === null ? [] : [{ id: one.id, name: one.name }]));
}

/** Tells what things are called, of all features. */
export const references: Feature = { histories: [], reactions: [], things: findThings };
