// A board's year with its plan, told as steps that wait for their day: the plan is adopted, three times a year its
// activities get statuses and its goals are assessed, some activities are proposed for removal and reviewed, and the board
// decides on them and on the report at a meeting.

import { activityIdOf, goalIdOf, planIdOf } from '../../dist/kernel/identity.js';
import { defaultChain } from '../../dist/reviews/review.js';
import { establishGoal } from '../../dist/plans/activity.js';
import { correctStatus, reportStatus } from '../../dist/plans/activity-status.js';
import { goalFold } from '../../dist/plans/goal.js';
import { assessGoal } from '../../dist/plans/goal-assessment.js';
import { closeFollowUp, openFollowUp } from '../../dist/plans/follow-up.js';
import { adoptPlan, planFold } from '../../dist/plans/plan.js';
import { removalFold } from '../../dist/removals/removal.js';
import { proposeRemoval, reviewRemoval } from '../../dist/removals/removal-proposal.js';
import { defaultModel } from '../../dist/steering-models/default-model.js';
import { adoptSteeringModel, steeringModelFold } from '../../dist/steering-models/steering-model.js';
import { meetAbout } from './meetings.mjs';
import { peopleOf } from './story.mjs';
import { headingOf, pick, prose } from './texts.mjs';

const statuses = [
  'NOT_STARTED',
  'ONGOING_AS_PLANNED',
  'ONGOING_AS_PLANNED',
  'ONGOING_WITH_DEVIATION',
  'COMPLETED_AS_PLANNED',
];
const assessments = ['NOT_FULFILLED', 'BARELY_FULFILLED', 'PARTLY_FULFILLED'];

/** When things are done in each tertial: month and day. Legal force comes before the next one begins. */
const calendar = {
  T1: {
    opens: '04-20',
    reports: ['04-22', '04-28', '05-04'],
    proposes: '05-06',
    closes: '05-08',
    board: { opens: '05-12', submits: '05-15', reviews: '05-18', summons: '05-20', meets: '05-27' },
    minutes: { adjusts: '06-01', posts: '06-02' },
  },
  T2: {
    opens: '08-20',
    reports: ['08-24', '08-30', '09-04'],
    proposes: '09-05',
    closes: '09-08',
    board: { opens: '09-11', submits: '09-14', reviews: '09-17', summons: '09-21', meets: '09-28' },
    minutes: { adjusts: '10-01', posts: '10-02' },
  },
  T3: {
    opens: '10-28',
    reports: ['10-30', '11-03', '11-06'],
    proposes: '11-07',
    closes: '11-09',
    board: { opens: '11-10', submits: '11-12', reviews: '11-14', summons: '11-17', meets: '11-24' },
    minutes: { adjusts: '11-27', posts: '11-28' },
  },
};

export function modelIdOf(municipality) {
  return `${municipality}.model-standard`;
}

/** The municipality adopts its steering model, before anything else. */
export function adoptModel(story, boardId, year) {
  const steeringModelId = modelIdOf(boardId.split('.')[0]);
  const { controller } = peopleOf(boardId);
  const command = {
    steeringModelId,
    name: 'Styrmodell',
    holdsFrom: `${year}-01-01`,
    decision: decided(year - 1),
    ...defaultModel,
  };
  const doing = { actor: controller, command: 'adoptSteeringModel', at: `${year - 1}-12-02T08:00:00.000Z` };
  story.give(steeringModelFold, steeringModelId, doing, (model, act) => adoptSteeringModel(command, model, act));
}

function decided(year) {
  return { date: `${year}-12-01`, paragraph: '180', dnr: `KS ${year}/400` };
}

/** Adopts a plan and establishes its goals, as the reaction to it does. */
export function adopt(story, { boardId, year, goals, activities, random, at }) {
  const planId = planIdOf(boardId, year);
  const { controller, system } = peopleOf(boardId);
  const steeringModelId = modelIdOf(controller.municipalityId);
  const model = story.state(steeringModelFold, steeringModelId);
  const planned = Array.from({ length: goals }, (_, g) => ({
    title: `Mål ${g + 1}: ${prose(random, 1)}`,
    measures: [],
    activities: Array.from({ length: activities }, (__, n) => ({
      heading: headingOf(random, n + 1),
      description: prose(random, 2),
      startDate: `${year}-01-15`,
      endDate: `${year}-12-31`,
      responsibleUnit: pick(random, ['Stab', 'Äldreomsorg', 'Teknik', 'Skola']),
    })),
  }));
  const command = { boardId, year, steeringModelId, decision: decided(year - 1), goals: planned };
  const [adopted] = story.give(planFold, planId, { actor: controller, command: 'adoptPlan', at }, (plan, act) =>
    adoptPlan(command, plan, model, act),
  );
  for (const goal of adopted.data.goals) {
    const doing = { actor: system, command: 'establishGoal', at, cause: adopted };
    story.give(goalFold, goal.goalId, doing, (state, act) => establishGoal(goal, state, act));
  }
  return planId;
}

export function open(story, planId, tertial, at) {
  const { controller } = peopleOf(planId.split('.', 2).join('.'));
  const command = { planId, tertial, cutOff: `${planId.split('.')[2]}-12-31` };
  const model = story.state(steeringModelFold, modelIdOf(controller.municipalityId));
  story.give(planFold, planId, { actor: controller, command: 'openFollowUp', at }, (plan, act) =>
    openFollowUp(command, plan, model, act),
  );
}

/** Yields each day, as month and day, that it waits for. */
export function* planYear(story, { boardId, year, goals, activities, random }) {
  const people = peopleOf(boardId);
  const steeringModelId = modelIdOf(people.controller.municipalityId);
  const moment = (day) => `${year}-${day}T${String(8 + Math.floor(random() * 8)).padStart(2, '0')}:00:00.000Z`;
  yield `01-0${2 + Math.floor(random() * 7)}`;
  const planId = adopt(story, { boardId, year, goals, activities, random, at: moment('01-09') });
  const goalIds = Array.from({ length: goals }, (_, g) => goalIdOf(planId, g + 1));
  const activityIds = goalIds.flatMap((id) => Array.from({ length: activities }, (_, n) => activityIdOf(id, n + 1)));
  const judging = () => ({
    plan: story.state(planFold, planId),
    model: story.state(steeringModelFold, steeringModelId),
  });
  const goalOf = (activityId) => activityId.slice(0, activityId.lastIndexOf('.'));
  const activityOf = (id) => story.state(goalFold, goalOf(id)).activities.find((one) => one.id === id);
  for (const [tertial, days] of Object.entries(calendar)) {
    yield days.opens;
    open(story, planId, tertial, moment(days.opens));
    const inPlan = activityIds.filter((id) => activityOf(id).removed === null);
    for (const [part, day] of days.reports.entries()) {
      yield day;
      for (const activityId of inPlan.filter((_, n) => n % days.reports.length === part)) {
        const command = {
          activityId,
          tertial,
          status: pick(random, statuses),
          comment: prose(random, 4),
          validOn: null,
        };
        report('reportStatus', command, moment(day));
      }
    }
    for (const activityId of inPlan.filter(() => random() < 0.05)) {
      const command = { activityId, tertial, status: pick(random, statuses), comment: prose(random, 4), validOn: null };
      report('correctStatus', { ...command, reason: prose(random, 1) }, moment(days.reports[2]));
    }
    for (const goalId of goalIds) {
      const command = { goalId, tertial, status: pick(random, assessments), comment: prose(random, 3), validOn: null };
      const doing = { actor: people.clerk, command: 'assessGoal', at: moment(days.proposes) };
      story.give(goalFold, goalId, doing, (goal, act) => assessGoal(command, goal, judging(), act));
    }
    const proposed = propose(inPlan, tertial, moment(days.proposes));
    yield days.closes;
    const closing = { actor: people.controller, command: 'closeFollowUp', at: moment(days.closes) };
    const closure = { planId, tertial, acceptIncomplete: true };
    const goalsNow = () => goalIds.map((id) => story.state(goalFold, id));
    story.give(planFold, planId, closing, (plan, act) => closeFollowUp(closure, plan, goalsNow(), act));
    const about = { boardId, planId, year, tertial, proposed, goalIds, model: judging().model };
    yield* meetAbout(story, about, { ...days.board, ...days.minutes }, random);
  }
  forgetAll();

  function report(command, data, at) {
    const rule = command === 'reportStatus' ? reportStatus : correctStatus;
    const doing = { actor: people.clerk, command, at };
    story.give(goalFold, goalOf(data.activityId), doing, (goal, act) => rule(data, goal, judging(), act));
  }

  /** One or two of those that are not completed; both reviewers approve. */
  function propose(inPlan, tertial, at) {
    const open = inPlan.filter((id) => activityOf(id).reports.at(-1)?.status !== 'COMPLETED_AS_PLANNED');
    return open.slice(0, 1 + Math.floor(random() * 2)).map((activityId) => {
      const goal = story.state(goalFold, goalOf(activityId));
      const about = { goal, model: judging().model, chain: defaultChain };
      const text = { activityId, category: 'LACKS_RESOURCES', motivation: prose(random, 3) };
      const proposing = { actor: people.clerk, command: 'proposeRemoval', at };
      const [event] = story.give(removalFold, activityId, proposing, (all, act) =>
        proposeRemoval(text, all, about, act),
      );
      const { proposalId } = event.data;
      for (const actor of [people.manager, people.head]) {
        const verdict = { proposalId, version: 1, verdict: 'APPROVE', reason: '' };
        const reviewing = { actor, command: 'reviewRemoval', at };
        story.give(removalFold, activityId, reviewing, (all, act) => reviewRemoval(verdict, all, act));
      }
      return { activityId, proposalId };
    });
  }

  function forgetAll() {
    for (const id of goalIds) story.forget(`goal-${id}`);
    for (const id of activityIds) story.forget(`removal-${id}`);
    story.forget(`plan-${planId}`);
  }
}
