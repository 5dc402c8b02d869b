import { type Id, isId, municipalityOf } from './identity.js';
import { type CommandName, may, type Person } from './permissions.js';

/** The boards of a municipality for which a person's roles allow a query. */
export interface Reach {
  readonly municipalityId: Id<'Municipality'>;
  /** Null means every board of the municipality. */
  readonly boardIds: readonly Id<'Board'>[] | null;
}

export function reachOf({ grants, municipalityId }: Person, reading: CommandName): Reach {
  const boardIds = new Set(grants.filter(({ role }) => may(role, reading)).map(({ boardId }) => boardId));
  if (boardIds.has(null)) return { municipalityId, boardIds: null };
  return { municipalityId, boardIds: [...boardIds].filter((boardId) => boardId !== null) };
}

/** Returns the reach of one board alone. */
export function reachOfBoard(boardId: Id<'Board'>): Reach {
  return { municipalityId: municipalityOf(boardId), boardIds: [boardId] };
}

/** Returns the board with this id if it is within reach; otherwise nothing. */
export function boardsWithin({ municipalityId, boardIds }: Reach, id: string): Id<'Board'>[] {
  if (!isId('Board', id) || municipalityOf(id) !== municipalityId) return [];
  return boardIds === null || boardIds.includes(id) ? [id] : [];
}
