import { boardOf, type Id } from '../../kernel/identity.js';
import { existing } from '../../kernel/fold.js';
import { type Act, permit } from '../../kernel/permissions.js';
import { type Reaction, systemCommand } from '../../kernel/reaction.js';
import { Refusal } from '../../kernel/refusal.js';
import type { Tertial } from '../../kernel/tertial.js';
import { type DecisionPoint, type PointDecision, pointStatus } from '../../matters/decision-point.js';
import type { MatterEvent } from '../../matters/matter-event.js';
import { type Matter, matterFold } from '../../matters/matter.js';
import { requireReason } from '../../kernel/correcting.js';
import { correctionRefusals } from '../correction-refusals.js';
import type { AboutFollowUp } from '../follow-up.js';
import { followUpOf, type Plan, type PlanEvent, planFold, requireOpened } from '../plan.js';

export interface ReopenFollowUpData {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  readonly reason: string;
}

/**
 * Opens a closed follow-up again, which was closed by mistake (rule 104). Its next closing freezes the words anew.
 *
 * @param matters the matters of the plan's board
 * @throws Refusal `REPORT_DECIDED` or `REPORT_BEFORE_BOARD` when the board has decided on the report or has it.
 */
export function reopenFollowUp(
  { planId, tertial, reason }: ReopenFollowUpData,
  plan: Plan | null,
  matters: readonly Matter[],
  act: Act,
): PlanEvent[] {
  requireMayReopenFollowUp({ planId, tertial }, plan, matters, act);
  requireReason(reason);
  return [{ type: 'FollowUpReopened', data: { planId, tertial, reason } }];
}

/**
 * Throws the refusal that every reopening of the follow-up by the actor would now get.
 *
 * @param matters the matters of the plan's board
 */
export function requireMayReopenFollowUp(
  { planId, tertial }: AboutFollowUp,
  plan: Plan | null,
  matters: readonly Matter[],
  act: Act,
): void {
  permit(act.actor, 'reopenFollowUp', boardOf(planId), planId);
  if (requireOpened(existing(plan, planId), tertial).closed === null)
    throw new Refusal(correctionRefusals.FOLLOW_UP_NOT_CLOSED_YET, { tertial });
  const [report] = reportsAtBoard({ planId, tertial }, matters);
  if (report === undefined) return;
  const { matterId, dnr, decision } = report;
  if (decision === null) throw new Refusal(correctionRefusals.REPORT_BEFORE_BOARD, { tertial, matterId, dnr });
  const { paragraph, date } = decision;
  throw new Refusal(correctionRefusals.REPORT_DECIDED, { tertial, matterId, dnr, paragraph, date });
}

/** The report of a follow-up that the board has before it, or has decided on. */
export interface ReportAtBoard {
  readonly matterId: Id<'Matter'>;
  readonly dnr: string;
  /** Null while the board has not decided. */
  readonly decision: PointDecision | null;
  /** The position in the log at which the board received it. Later than all others when nobody knows it. */
  readonly receivedAt: number;
}

/** Returns the reports of a follow-up that the board has or has decided on, which a correction leaves as they are. */
export function reportsAtBoard({ planId, tertial }: AboutFollowUp, matters: readonly Matter[]): ReportAtBoard[] {
  return matters.flatMap((matter) =>
    matter.points.filter((one) => isReportOf(one, planId, tertial)).flatMap((point) => atBoard(matter, point)),
  );
}

function isReportOf({ subject }: DecisionPoint, planId: Id<'Plan'>, tertial: Tertial): boolean {
  return subject.kind === 'APPROVE_REPORT' && subject.planId === planId && subject.tertial === tertial;
}

function atBoard({ id: matterId, dnr, meetingId, summoned }: Matter, point: DecisionPoint): ReportAtBoard[] {
  const receivedBy = (id: Id<'Meeting'> | null) =>
    summoned.findLast((one) => one.meetingId === id)?.position ?? Number.POSITIVE_INFINITY;
  const status = pointStatus(point);
  // Rule 25: a postponed point stays with the board until it returns.
  if (status === 'BEFORE_BOARD' || status === 'POSTPONED')
    return [{ matterId, dnr, decision: null, receivedAt: receivedBy(meetingId) }];
  const decision = point.decisions.at(-1);
  // Rule 35: a decision that a court annulled does not stand.
  if (decision === undefined || decision.finality.at(-1)?.finality === 'ANNULLED') return [];
  const isDecided = decision.outcome === 'APPROVED' || decision.outcome === 'REJECTED';
  return isDecided ? [{ matterId, dnr, decision, receivedAt: receivedBy(decision.meetingId) }] : [];
}

export interface VoidReopeningData {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  /** The position of the board's decision in the log. */
  readonly position: number;
}

/** Closes a reopened follow-up again as it was, because the board has decided on its report. */
export function voidReopening(
  { planId, tertial, position }: VoidReopeningData,
  plan: Plan | null,
  act: Act,
): PlanEvent[] {
  permit(act.actor, 'voidReopening', boardOf(planId), planId);
  const { corrections } = existing(plan, planId);
  const reopened = corrections.findLast((one) => one.kind === 'FOLLOW_UP_REOPENED' && one.tertial === tertial);
  const isOpen = plan !== null && followUpOf(plan, tertial)?.closed === null;
  if (!isOpen || reopened === undefined || reopened.position > position) return [];
  return [{ type: 'FollowUpReopeningVoided', data: { planId, tertial, cause: 'DECIDED_BY_BOARD' } }];
}

export const voidReopeningCommand = systemCommand({
  name: 'voidReopening',
  fold: planFold,
  id: ({ planId }) => planId,
  rule: voidReopening,
});

/**
 * Voids the reopening of a follow-up when the board decides on its report. The decision and the reopening are in
 * different streams, so a rule cannot prevent that they come in the same instant.
 */
export const voidReopeningOfDecided: Reaction<MatterEvent, Matter | null> = {
  name: 'void reopening of decided report',
  to: matterFold,
  types: ['PointDecided'],
  looksAt: { fold: matterFold, id: ({ data }) => data.matterId },
  react: ({ type, data, position }) => {
    if (type !== 'PointDecided' || data.subject.kind !== 'APPROVE_REPORT') return [];
    if (data.outcome !== 'APPROVED' && data.outcome !== 'REJECTED') return [];
    const { planId, tertial } = data.subject;
    return [voidReopeningCommand({ planId, tertial, position })];
  },
};
