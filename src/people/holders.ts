import type { Id } from '../kernel/identity.js';
import type { Grant, Person } from '../kernel/permissions.js';
import type { IsoDate } from '../kernel/tertial.js';
import { holdsOn, type Register, type RoleAssignment } from './register.js';
import type { Vacancy } from './vacancies.js';

/** Returns everybody with a role for a board on a day, in person or as a deputy, with the roles that they have then. */
export function holdersOn(
  { municipalityId, roles, deputies }: Pick<Register, 'municipalityId' | 'roles' | 'deputies'>,
  boardId: Id<'Board'>,
  day: IsoDate,
): Person[] {
  const held = roles.filter((role) => role.boardId === boardId && holdsOn(role, day));
  const grants = held.flatMap((role) => [
    { personId: role.personId, grant: grantOf(role) },
    // A deputy acts only on days when both the role and the deputy's appointment apply.
    ...deputies
      .filter(({ roleId, ...days }) => roleId === role.id && holdsOn(days, day))
      .map(({ personId }) => ({ personId, grant: { ...grantOf(role), actingFor: role.personId } })),
  ]);
  return [...Map.groupBy(grants, ({ personId }) => personId)].map(([personId, all]) => ({
    kind: 'person',
    personId,
    municipalityId,
    grants: all.map(({ grant }) => grant),
  }));
}

function grantOf({ boardId, role, step }: RoleAssignment): Grant {
  return step === null ? { boardId, role } : { boardId, role, step };
}

/** The injection token of `ReadHolders`, which tells other features who has which role today. */
export const HOLDERS = 'HOLDERS';

export interface ReadHolders {
  /** Lists the roles that nobody has after a person. */
  vacanciesAfter(municipalityId: Id<'Municipality'>, personId: Id<'Person'>): Promise<readonly Vacancy[]>;
  /** Lists the roles of all boards that lose their last holder; null when the sign-in tokens say who has which role. */
  vacancies(municipalityId: Id<'Municipality'>): Promise<readonly Vacancy[] | null>;
  /** Reads everybody with a role for the board today; null when the sign-in tokens say who has which role. */
  today(boardId: Id<'Board'>): Promise<readonly Person[] | null>;
}
