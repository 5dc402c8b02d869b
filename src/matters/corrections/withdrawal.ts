import { requireReason } from '../../kernel/correcting.js';
import { existing } from '../../kernel/fold.js';
import { boardOf, type Id } from '../../kernel/identity.js';
import { type Act, permit } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import type { MatterEvent } from '../matter-event.js';
import { requireVerdict } from '../matter-process.js';
import { matterRefusals } from '../matter-refusals.js';
import type { Matter } from '../matter.js';

export interface WithdrawMatterData {
  readonly matterId: Id<'Matter'>;
  readonly reason: string;
}

/** Withdraws a matter that the board has not received (rule 130). The matter and its drafts remain readable. */
export function withdrawMatter({ matterId, reason }: WithdrawMatterData, matter: Matter | null, act: Act) {
  requireMayWithdrawMatter(matterId, matter, act);
  requireReason(reason);
  return [{ type: 'MatterWithdrawn', data: { matterId, reason } }] as const satisfies MatterEvent[];
}

/** @throws Refusal when the actor may not withdraw the matter now: `MATTER_WITH_BOARD` when the board has received it. */
export function requireMayWithdrawMatter(matterId: Id<'Matter'>, matter: Matter | null, act: Act): void {
  permit(act.actor, 'withdrawMatter', boardOf(matterId), matterId);
  const { status, dnr, points } = existing(matter, matterId);
  const isEnded = status === 'DECIDED' || status === 'DECLINED' || status === 'WITHDRAWN';
  const isWithBoard = status === 'BEFORE_BOARD' || points.some(({ decisions }) => decisions.length > 0);
  // Rule 130: what the board has received, and what it has referred back or postponed, only the board can end.
  if (!isEnded && isWithBoard) throw new Refusal(matterRefusals.MATTER_WITH_BOARD, { matterId, dnr });
  requireVerdict({ status }, 'withdraw');
}
