import type { Id } from '../kernel/identity.js';
import type { ReadState } from '../kernel/read-state.js';
import { matterFold } from '../matters/matter.js';
import { removalFold } from '../removals/removal.js';
import type { Handled } from './decision.js';

/** Reads a matter and the removal proposals of the activity that one of its points names. */
export async function readHandled(read: ReadState, matterId: Id<'Matter'>, number: number): Promise<Handled> {
  const matter = await read(matterFold, matterId);
  const subject = matter?.points.find((point) => point.number === number)?.subject;
  const proposals = subject?.kind === 'REMOVE_ACTIVITY' ? await read(removalFold, subject.activityId) : [];
  return { matter, proposals };
}
