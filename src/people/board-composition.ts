import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { type RoleAssignment, holdsOn } from './register.js';

export const seats = ['CHAIR', 'VICE_CHAIR', 'MEMBER', 'SUBSTITUTE'] as const;

/** What a board member is on the board; without any told, a member. */

/** Who sat on a board on a day (rule 79). */
export interface BoardComposition {
  readonly boardId: Id<'Board'>;
  readonly day: IsoDate;
  readonly chair: Id<'Person'> | null;
  readonly viceChairs: readonly Id<'Person'>[];
  /** All members, the chair and the vice chairs among them. */
  readonly members: readonly Id<'Person'>[];
  readonly substitutes: readonly Id<'Person'>[];
}

/** In the order in which the roles were granted, which for substitutes is the order given. */
export function boardComposition(
  roles: readonly RoleAssignment[],
  boardId: Id<'Board'>,
  day: IsoDate,
): BoardComposition {
  const serving = roles.filter(
    (held) => held.boardId === boardId && held.role === 'BOARD_MEMBER' && holdsOn(held, day),
  );
  const having = (...seated: readonly (string | null)[]) =>
    serving.filter(({ step }) => seated.includes(step)).map(({ personId }) => personId);
  return {
    boardId,
    day,
    chair: having('CHAIR')[0] ?? null,
    viceChairs: having('VICE_CHAIR'),
    members: having('CHAIR', 'VICE_CHAIR', 'MEMBER', null),
    substitutes: having('SUBSTITUTE'),
  };
}
