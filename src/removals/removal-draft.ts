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

/** A proposal that somebody is writing. It is no record (rule 47), and nobody else reads it. */
export interface RemovalDraft {
  /** The id of the activity. */
  readonly id: Id<'Activity'>;
  readonly category: ReasonCategory | null;
  readonly motivation: string;
  readonly at: IsoInstant;
}

/** A draft as it is kept. */
export interface KeptRemovalDraft extends RemovalDraft {
  /** The number of proposals that the activity had when it was written. */
  readonly proposals: number;
}

export function isEmptyDraft({ category = null, motivation }: SaveRemovalDraftData): boolean {
  return category === null && isBlank(motivation);
}

/** Whether a person's draft has become a proposal, in the order of the log (rule 50). */
export function hasBecomeProposal(
  draft: Pick<KeptRemovalDraft, 'proposals'>,
  proposals: readonly RemovalProposal[],
  personId: Id<'Person'>,
): boolean {
  return proposals.slice(draft.proposals).some(({ author }) => author === personId);
}

/**
 * Returns the draft of whoever could propose it now. An empty one is null.
 *
 * @throws Refusal as the proposal would get whatever it says
 */
export function saveRemovalDraft(
  command: SaveRemovalDraftData,
  proposals: readonly RemovalProposal[],
  states: Pick<Proposing, 'goal' | 'model'>,
  act: Act,
  at: IsoInstant,
): KeptRemovalDraft | null {
  const { activityId, category = null, motivation } = command;
  requireMayProposeRemoval(activityId, proposals, states, act);
  return isEmptyDraft(command) ? null : { id: activityId, category, motivation, at, proposals: proposals.length };
}
