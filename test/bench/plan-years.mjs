// A board's year with its plan, told as steps that wait for their day: the plan is adopted, three times a year its
// activities get statuses and its goals are assessed, some activities are proposed for removal, reviewed, and decided by
// the board in a matter, and leave the plan.

import { activityIdOf, goalIdOf, matterIdOf, planIdOf } from '../../dist/kernel/identity.js';
import { decidePoint } from '../../dist/matters/decision.js';
import { matterFold } from '../../dist/matters/matter.js';
import { addRemovalPoint, addReportPoint, openMatter, submitMatter } from '../../dist/matters/matter-draft.js';
import { defaultChain } from '../../dist/matters/review-chain.js';
import { establishGoal, removeActivity } from '../../dist/plans/activity.js';
import { correctStatus, reportStatus } from '../../dist/plans/activity-status.js';
import { closeFollowUp, openFollowUp } from '../../dist/plans/follow-up.js';
import { goalFold } from '../../dist/plans/goal.js';
import { assessGoal } from '../../dist/plans/goal-assessment.js';
import { adoptPlan, planFold } from '../../dist/plans/plan.js';
import { removalFold } from '../../dist/removals/removal.js';
import { putRemovalToBoard, settleRemoval } from '../../dist/removals/removal-outcome.js';
import { proposeRemoval, reviewRemoval } from '../../dist/removals/removal-proposal.js';
import { defaultModel } from '../../dist/steering-models/default-model.js';
import { adoptSteeringModel, steeringModelFold } from '../../dist/steering-models/steering-model.js';
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

/** When things are done in each tertial: month and day. */
const calendar = {
  T1: {
    opens: '04-20',
    reports: ['04-22', '04-28', '05-04'],
    closes: '05-08',
    proposes: '05-06',
    board: ['05-12', '05-15', '05-27'],
  },
  T2: {
    opens: '08-20',
    reports: ['08-24', '08-30', '09-04'],
    closes: '09-08',
    proposes: '09-05',
    board: ['09-14', '09-17', '09-29'],
  },
  T3: {
    opens: '11-24',
    reports: ['11-27', '12-01', '12-06'],
    closes: '12-10',
    proposes: '12-04',
    board: ['12-11', '12-14', '12-22'],
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
  story.give(planFold, planId, { actor: controller, command: 'openFollowUp', at }, (plan, act) =>
    openFollowUp(command, plan, act),
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
    story.give(planFold, planId, closing, (plan, act) => closeFollowUp({ planId, tertial }, plan, act));
    yield* boardsDecision(tertial, days.board, proposed);
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

  function* boardsDecision(tertial, [opens, submits, meets], proposed) {
    yield opens;
    const dnr = `KS ${year}/${100 + Number(tertial.slice(1))}`;
    const matterId = matterIdOf(boardId, dnr);
    const give = (command, day, rule) => {
      const actor = command === 'decidePoint' ? people.secretary : people.clerk;
      return story.give(matterFold, matterId, { actor, command, at: moment(day) }, rule);
    };
    const of = (activityId) => story.state(removalFold, activityId);
    give('openMatter', opens, (matter, act) =>
      openMatter({ boardId, dnr, title: `Uppföljning ${tertial} ${year}` }, matter, act),
    );
    give('addReportPoint', opens, (matter, act) =>
      addReportPoint({ matterId, planId, tertial }, matter, story.state(planFold, planId), act),
    );
    for (const { activityId, proposalId } of proposed) {
      const about = { proposals: of(activityId), goal: story.state(goalFold, goalOf(activityId)) };
      give('addRemovalPoint', opens, (matter, act) => addRemovalPoint({ matterId, proposalId }, matter, about, act));
    }
    yield submits;
    const subjects = {
      proposals: proposed.flatMap(({ activityId }) => of(activityId)),
      goals: goalIds.map((id) => story.state(goalFold, id)),
    };
    const [submitted] = give('submitMatter', submits, (matter, act) =>
      submitMatter({ matterId }, matter, subjects, act),
    );
    for (const { number: point, subject } of submitted.data.points) {
      if (subject.kind !== 'REMOVE_ACTIVITY') continue;
      const { activityId, proposalId, version } = subject;
      const doing = { actor: people.system, command: 'putRemovalToBoard', at: moment(submits), cause: submitted };
      const data = { proposalId, version, matterId, point };
      story.give(removalFold, activityId, doing, (all, act) => putRemovalToBoard(data, all, act));
    }
    yield meets;
    for (const { number: point, subject } of story.state(matterFold, matterId).points) {
      const outcome = subject.kind === 'APPROVE_REPORT' || random() < 0.8 ? 'APPROVED' : 'REJECTED';
      const decision = {
        matterId,
        point,
        outcome,
        date: `${year}-${meets}`,
        paragraph: '87',
        wording: null,
        reason: '',
      };
      const proposals = proposed.flatMap(({ activityId }) => of(activityId));
      const [event] = give('decidePoint', meets, (matter, act) => decidePoint(decision, matter, proposals, act));
      if (subject.kind === 'REMOVE_ACTIVITY') settle(subject, event, meets);
    }
    story.forget(`matter-${matterId}`);
  }

  function settle({ activityId, proposalId }, { data, ...cause }, day) {
    const { matterId, number: point, outcome, reason, date, paragraph, dnr } = data;
    const doing = { actor: people.system, at: moment(day), cause };
    const command = { proposalId, matterId, point, outcome, reason, date, paragraph, dnr };
    story.give(removalFold, activityId, { ...doing, command: 'settleRemoval' }, (all, act) =>
      settleRemoval(command, all, act),
    );
    if (outcome !== 'APPROVED') return;
    const decision = { date, paragraph, dnr, matterId, point, proposalId };
    story.give(goalFold, goalOf(activityId), { ...doing, command: 'removeActivity' }, (goal, act) =>
      removeActivity({ activityId, decision }, goal, act),
    );
  }

  function forgetAll() {
    for (const id of goalIds) story.forget(`goal-${id}`);
    for (const id of activityIds) story.forget(`removal-${id}`);
    story.forget(`plan-${planId}`);
  }
}
