import type { Act } from '../kernel/act.js';
import { boardOf, type Id } from '../kernel/identity.js';
import { permit } from '../kernel/may.js';
import { Refusal } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import { isBlank, requireText } from '../kernel/text.js';
import { existing } from '../plans/plan.js';
import { proposalIn, type RemovalProposal } from '../removals/removal.js';
import { type DecisionPoint, type Matter, type MatterEvent, pointIn, pointStatus } from './matter.js';
import type { Outcome } from './outcome.js';

export interface DecidePointData {
  readonly matterId: Id<'Matter'>;
  readonly point: number;
  readonly outcome: Outcome;
  /** The day of the meeting. */
  readonly date: IsoDate;
  /** § in the minutes. */
  readonly paragraph: string;
  /** Null: as proposed. */
  readonly wording: string | null;
  readonly reason: string;
}

/** Records the board's decision of one point. Each point is decided on its own (rule 22). */
export function decidePoint(
  command: DecidePointData,
  matter: Matter | null,
  proposals: readonly RemovalProposal[],
  act: Act,
): MatterEvent[] {
  const { matterId, point: number, outcome, date, paragraph, reason } = command;
  // Rule 32: the board decides; the secretary records it, and nobody else can.
  permit(act.actor, 'decidePoint', boardOf(matterId), matterId);
  const decided = existing(matter, matterId);
  const point = pointIn(decided, number);
  requireUndecided(point, matterId, proposals);
  if (date > act.today) throw new Refusal('IN_FUTURE', { date, today: act.today });
  if (isBlank(paragraph)) throw new Refusal('DECISION_REFERENCE_MISSING', {});
  // Rule 23: what is referred back goes back with a reason.
  if (outcome === 'REFERRED_BACK' && isBlank(reason)) throw new Refusal('REASON_MISSING', {});
  const { subject, proposedWording } = point;
  const wording = command.wording ?? proposedWording;
  requireText('wording', wording);
  // Rule 27: an amended wording is a decision to approve something else than was proposed.
  if (wording !== proposedWording && outcome !== 'APPROVED') throw new Refusal('WORDING_NEEDS_APPROVAL', {});
  const decision = { outcome, date, paragraph, wording, proposedWording, reason };
  return [{ type: 'PointDecided', data: { matterId, dnr: decided.dnr, number, subject, ...decision } }];
}

function requireUndecided(point: DecisionPoint, matterId: string, proposals: readonly RemovalProposal[]): void {
  const { number, subject } = point;
  const status = pointStatus(point);
  if (status === 'DRAFT' || status === 'STRUCK') throw new Refusal('POINT_NOT_BEFORE_BOARD', { point: number });
  // Rule 22: a point is decided once; only a postponed one comes back.
  if (status !== 'BEFORE_BOARD' && status !== 'POSTPONED') {
    throw new Refusal('POINT_DECIDED', { point: number, outcome: status });
  }
  if (subject.kind === 'REMOVE_ACTIVITY') {
    const { matter, review } = proposalIn(proposals, subject.proposalId);
    // Rule 26: the board decides the very proposal that was reviewed and given to it in this matter.
    if (matter?.matterId !== matterId || matter.point !== number || review.version !== subject.version) {
      throw new Refusal('POINT_NOT_BEFORE_BOARD', { point: number });
    }
  }
}
