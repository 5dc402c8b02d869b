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
  'WITHDRAWN',
] as const;
export type MatterStatus = (typeof matterStatuses)[number];

export const matterVerdicts = [
  'change',
  'submit',
  'approve',
  'return',
  'decline',
  'accept report change',
  'summon',
  'add at the meeting',
  'release',
  'strike unavailable',
  'decide',
  'withdraw',
] as const;
export type MatterVerdict = (typeof matterVerdicts)[number];

/**
 * The state machine of a matter. Each status lists the actions that it allows, with the statuses to which each action
 * can lead. A status without actions is final. A submission during a review makes the approvals lapse, like any change
 * (rule 20). Nobody can change a matter that is before the board or postponed, but a clerk can change a matter that the
 * board referred back (rule 25). A save of the draft keeps the status. When a strike leaves no undecided point and the
 * board has decided a point before, the matter becomes DECIDED.
 */
export const matterProcess: Record<MatterStatus, Partial<Record<MatterVerdict, readonly MatterStatus[]>>> = {
  DRAFT: { change: ['DRAFT', 'DECIDED'], submit: ['IN_REVIEW'], withdraw: ['WITHDRAWN'] },
  IN_REVIEW: {
    change: ['DRAFT', 'DECIDED'],
    submit: ['IN_REVIEW'],
    approve: ['IN_REVIEW', 'REVIEWED'],
    return: ['IN_REVIEW', 'RETURNED'],
    decline: ['DECLINED'],
    'accept report change': ['IN_REVIEW'],
    'add at the meeting': ['BEFORE_BOARD'],
    withdraw: ['WITHDRAWN'],
  },
  RETURNED: { change: ['DRAFT', 'DECIDED'], submit: ['IN_REVIEW'], withdraw: ['WITHDRAWN'] },
  REVIEWED: {
    change: ['DRAFT', 'DECIDED'],
    submit: ['IN_REVIEW'],
    'accept report change': ['REVIEWED'],
    summon: ['BEFORE_BOARD'],
    'add at the meeting': ['BEFORE_BOARD'],
    withdraw: ['WITHDRAWN'],
  },
  BEFORE_BOARD: {
    release: ['IN_REVIEW', 'REVIEWED', 'POSTPONED'],
    // Tertial strikes a point if the author withdrew or changed its removal proposal before the summons took effect.
    'strike unavailable': ['BEFORE_BOARD', 'POSTPONED', 'REFERRED_BACK', 'DRAFT', 'DECIDED'],
    decide: ['BEFORE_BOARD', 'POSTPONED', 'REFERRED_BACK', 'DECIDED'],
  },
  POSTPONED: {
    'accept report change': ['POSTPONED'],
    summon: ['BEFORE_BOARD'],
    'add at the meeting': ['BEFORE_BOARD'],
  },
  REFERRED_BACK: { change: ['DRAFT', 'DECIDED'], submit: ['IN_REVIEW'] },
  DECIDED: {},
  DECLINED: {},
  WITHDRAWN: {},
};

export function allows({ status }: { readonly status: MatterStatus }, verdict: MatterVerdict): boolean {
  return matterProcess[status][verdict] !== undefined;
}

/** @throws Refusal `MATTER_STATUS`, with the allowed statuses, when the status of the matter forbids the action. */
export function requireVerdict(matter: { readonly status: MatterStatus }, verdict: MatterVerdict): void {
  if (!allows(matter, verdict)) {
    const needed = matterStatuses.filter((status) => allows({ status }, verdict));
    throw new Refusal(matterRefusals.MATTER_STATUS, { status: matter.status, needed });
  }
}
