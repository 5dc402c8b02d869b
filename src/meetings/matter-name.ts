import type { Id } from '../kernel/identity.js';
import type { Words } from '../kernel/telling.js';
import { matterWords } from '../matters/board-words.js';
import type { Meeting } from './meeting.js';

/** What a matter is called, as the history of a meeting tells it. */
export interface MatterName {
  readonly id: Id<'Matter'>;
  readonly dnr: string;
  readonly title: string;
}

/** Null: the meeting knows a matter that is only listed by its id. */
export type NameOf = (matterId: Id<'Matter'>) => MatterName | null;

/** Names as the members were sent them; that of a matter which is only listed is looked up. */
export function namesIn(meetings: readonly Meeting[], lookedUp: MatterName | null): NameOf {
  const listed = meetings.flatMap(({ agenda }) => agenda.flatMap((one) => ('item' in one ? [one.item] : [])));
  const summoned = meetings.flatMap(({ summonses }) => summonses.flatMap(({ items }) => items));
  const sent = [...summoned, ...listed].map(({ matterId: id, dnr, title }) => ({ id, dnr, title }));
  const all = lookedUp === null ? sent : [lookedUp, ...sent];
  return (matterId) => all.findLast(({ id }) => id === matterId) ?? null;
}

/** By its id when it has no name. */
export function matterNamed(matterId: Id<'Matter'>, nameOf: NameOf): Words {
  const name = nameOf(matterId);
  return name === null ? { sv: `ärendet ${matterId}`, en: `the matter ${matterId}` } : matterWords(name);
}
