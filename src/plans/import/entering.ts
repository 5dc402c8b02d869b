import { boardOf, type Id, planOf } from '../../kernel/identity.js';
import { existing, type ReadState } from '../../kernel/fold.js';
import { type Act, permit } from '../../kernel/permissions.js';
import { itself, type Reaction, systemCommand } from '../../kernel/reaction.js';
import type { Tertial } from '../../kernel/tertial.js';
import { type SteeringModel, steeringModelFold } from '../../steering-models/steering-model.js';
import type { PlanAndModel } from '../activity-status.js';
import { type Goal, type GoalEvent, goalFold } from '../goal.js';
import type { ImportedOfGoal, LeftOutCause } from '../imported-reports.js';
import { type Plan, type PlanEvent, planFold } from '../plan.js';
import { judgeReports, type RefusedReport } from './judged-reports.js';

/** The reports that an imported file has of one goal. */
export interface EnterReportsData extends ImportedOfGoal {
  readonly tertial: Tertial;
}

/**
 * Enters the reports of an imported file in the stream of their goal. The goal can have changed since the file was
 * judged. A report that a rule now refuses is left out, with an event that says so (rule 128).
 */
export function enterReports(data: EnterReportsData, goal: Goal | null, against: PlanAndModel, act: Act): GoalEvent[] {
  const { goalId, tertial, statuses, outcomes, assessment } = data;
  permit(act.actor, 'enterReports', boardOf(goalId), goalId);
  // The process that enters the reports can have an earlier day than the one that judged the file.
  const days = [...statuses, ...outcomes, ...(assessment === null ? [] : [assessment])].map(({ validOn }) => validOn);
  const today = days.reduce((latest, day) => (day > latest ? day : latest), act.today);
  const { events, refused } = judgeReports(data, tertial, goal, against, today);
  return [
    ...events,
    ...refused.map(({ about, refusal: { code } }): GoalEvent => {
      return { type: 'ImportedReportLeftOut', data: { goalId, about, tertial, cause: causeOf(code) } };
    }),
  ];
}

function causeOf(code: RefusedReport['refusal']['code']): LeftOutCause {
  switch (code) {
    case 'STRUCK':
    case 'ACTIVITY_REMOVED':
    case 'COMPLETED_ALREADY':
      return code;
    case 'NOT_FULFILLED_BY_ACTIVITIES':
    case 'NOT_FULFILLED_BY_MEASURES':
      return 'NOT_FULFILLED';
    default:
      return 'MODEL_CHANGED';
  }
}

export const enterReportsCommand = systemCommand({
  name: 'enterReports',
  fold: goalFold,
  id: ({ goalId }: EnterReportsData) => goalId,
  rule: async (data: EnterReportsData, goal, act, read) =>
    enterReports(data, goal, await readBesides(read, data.goalId), act),
});

async function readBesides(read: ReadState, goalId: Id<'Goal'>): Promise<PlanAndModel> {
  const plan: Plan = existing(await read(planFold, planOf(goalId)), goalId);
  const model: SteeringModel | null = await read(steeringModelFold, plan.steeringModelId);
  return { plan, model: existing(model, plan.steeringModelId) };
}

/** Enters the reports of an imported file goal by goal, in the name of the clerk who imported the file. */
export const enterImportedReports: Reaction<PlanEvent, Plan | null> = {
  name: 'enter imported reports',
  to: planFold,
  types: ['ReportsImported'],
  looksAt: itself(planFold),
  inNameOfAuthor: true,
  react: ({ type, data }) =>
    type === 'ReportsImported'
      ? data.goals.map((ofGoal) => enterReportsCommand({ ...ofGoal, tertial: data.tertial }))
      : [],
};
