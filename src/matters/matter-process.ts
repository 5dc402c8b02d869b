import { matterRefusals } from './matter-refusals.js';
import { Refusal } from '../kernel/refusal.js';

export const matterStatuses = [
  'DRAFT',
  'IN_REVIEW',
  'RETURNED',
  'REVIEWED',
  'BEFORE_BOARD',
  'POSTPONED',
  'REFERRED_BACK',
  'DECIDED',
  'DECLINED',
] as const;
export type MatterStatus = (typeof matterStatuses)[number];

export const matterVerdicts = [
  'change',
  'submit',
  'approve',
  'return',
  'decline',
  'summon',
  'add at the meeting',
  'release',
  'strike unavailable',
  'decide',
] as const;
export type MatterVerdict = (typeof matterVerdicts)[number];

/**
 * The state machine of a matter: the actions that each status allows, and the statuses they lead to. A status without
 * actions is final. Submitting again is a change (rule 20). A matter before the board, or postponed, cannot change
 * (rule 25); a referred one can. A change of the draft texts leaves the status as it is. When the last open point is
 * struck, the board's earlier decisions settle the matter.
 */
export const matterProcess: Record<MatterStatus, Partial<Record<MatterVerdict, readonly MatterStatus[]>>> = {
  DRAFT: { change: ['DRAFT', 'DECIDED'], submit: ['IN_REVIEW'] },
  IN_REVIEW: {
    change: ['DRAFT', 'DECIDED'],
    submit: ['IN_REVIEW'],
    approve: ['IN_REVIEW', 'REVIEWED'],
    return: ['IN_REVIEW', 'RETURNED'],
    decline: ['DECLINED'],
    'add at the meeting': ['BEFORE_BOARD'],
  },
  RETURNED: { change: ['DRAFT', 'DECIDED'], submit: ['IN_REVIEW'] },
  REVIEWED: {
    change: ['DRAFT', 'DECIDED'],
    submit: ['IN_REVIEW'],
    summon: ['BEFORE_BOARD'],
    'add at the meeting': ['BEFORE_BOARD'],
  },
  BEFORE_BOARD: {
    release: ['IN_REVIEW', 'REVIEWED', 'POSTPONED'],
    // A proposal that its author withdrew or changed during the summons is no longer a point.
    'strike unavailable': ['BEFORE_BOARD', 'POSTPONED', 'REFERRED_BACK', 'DRAFT', 'DECIDED'],
    decide: ['BEFORE_BOARD', 'POSTPONED', 'REFERRED_BACK', 'DECIDED'],
  },
  POSTPONED: { summon: ['BEFORE_BOARD'], 'add at the meeting': ['BEFORE_BOARD'] },
  REFERRED_BACK: { change: ['DRAFT', 'DECIDED'], submit: ['IN_REVIEW'] },
  DECIDED: {},
  DECLINED: {},
};

export function allows({ status }: { readonly status: MatterStatus }, verdict: MatterVerdict): boolean {
  return matterProcess[status][verdict] !== undefined;
}

/** @throws Refusal `MATTER_STATUS` with the statuses that allow the action. */
export function requireVerdict(matter: { readonly status: MatterStatus }, verdict: MatterVerdict): void {
  if (!allows(matter, verdict)) {
    const needed = matterStatuses.filter((status) => allows({ status }, verdict));
    throw new Refusal(matterRefusals.MATTER_STATUS, { status: matter.status, needed });
  }
}
