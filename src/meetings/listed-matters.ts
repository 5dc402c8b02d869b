import type { ReadState } from '../kernel/read-state.js';
import { type Matter, matterFold } from '../matters/matter.js';
import type { Meeting } from './meeting.js';

/** Reads each matter that the agenda lists to be summoned. */
export async function readListedMatters(read: ReadState, meeting: Meeting | null): Promise<Matter[]> {
  const ids = (meeting?.agenda ?? []).filter(({ state }) => state === 'LISTED').map(({ matterId }) => matterId);
  const matters = await Promise.all(ids.map((id) => read(matterFold, id)));
  return matters.filter((matter) => matter !== null);
}
