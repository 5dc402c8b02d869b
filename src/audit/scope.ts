import { type Id, idOf, isId, municipalityOf } from '../kernel/identity.js';

/** What a history is of, and where whoever reads it may look. */
export interface Scope {
  /** Things or persons, as the index knows them; null: all there is. */
  readonly things: readonly string[] | null;
  /** Nothing of other boards is shown; null: whoever asks has the whole log. */
  readonly boardIds: readonly Id<'Board'>[] | null;
  /** Whose common things, such as steering models, are shown too; null: nobody's. */
  readonly municipalityId: Id<'Municipality'> | null;
}

/** Of a thing, with what others at its board say of it; of a board all that is its; of a steering model what is its own. */
export function scopeOf(id: string): Scope {
  if (isId('SteeringModel', id)) return { things: [id], boardIds: [], municipalityId: municipalityOf(id) };
  const boardId = idOf('Board', id.split('.', 2).join('.'));
  return { things: id === boardId ? null : [id], boardIds: [boardId], municipalityId: null };
}

/** All there is, for whoever has the whole log. */
export const everything: Scope = { things: null, boardIds: null, municipalityId: null };
