import type { Id } from '../kernel/identity.js';
import type { Act } from '../kernel/permissions.js';
import { isBlank } from '../kernel/refusal.js';
import type { IsoInstant } from '../kernel/tertial.js';
import { type Proposing, requireMayProposeRemoval } from './removal-proposal.js';
import type { ReasonCategory, RemovalProposal } from './removal.js';

export interface SaveRemovalDraftData {
  readonly activityId: Id<'Activity'>;
  /** Null while the person has chosen none. */
  readonly category?: ReasonCategory | null;
  readonly motivation: string;
}

/** What somebody has written of a proposal. It is no record (rule 47), and nobody else reads it. */
export interface RemovalDraft {
  /** The id of the activity. */
  readonly id: Id<'Activity'>;
  readonly category: ReasonCategory | null;
  readonly motivation: string;
  readonly at: IsoInstant;
}

/**
 * Returns the draft of whoever could propose it now. An empty one is null, and takes the draft away that was there.
 *
 * @throws Refusal as the proposal would get whatever it says
 */
export function saveRemovalDraft(
  { activityId, category = null, motivation }: SaveRemovalDraftData,
  proposals: readonly RemovalProposal[],
  states: Pick<Proposing, 'goal' | 'model'>,
  act: Act,
  at: IsoInstant,
): RemovalDraft | null {
  requireMayProposeRemoval(activityId, proposals, states, act);
  return category === null && isBlank(motivation) ? null : { id: activityId, category, motivation, at };
}
