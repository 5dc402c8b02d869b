import { addDays } from '../kernel/days.js';
import type { Id } from '../kernel/identity.js';
import type { PersonRole } from '../kernel/permissions.js';
import type { IsoDate } from '../kernel/tertial.js';
import { holdsOn, type Register, type RoleAssignment } from './register.js';

/** A role of a board that nobody has from a day on. */
export interface Vacancy {
  readonly boardId: Id<'Board'>;
  readonly role: PersonRole;
  /** The code of a reviewer's step; null for another role. */
  readonly step: string | null;
  /** The first day without a holder. */
  readonly from: IsoDate;
}

/** The roles without which work stands still. */
const needed: readonly PersonRole[] = ['CONTROLLER', 'CLERK', 'REVIEWER', 'SECRETARY'];

type Roles = Pick<Register, 'roles'>;

/**
 * Lists the needed roles that have lost their last holder, or will lose the last one, each with its first day without
 * one (rule 148). A role that nobody has ever had is not among them. A deputy acts only while the role has a holder,
 * so that deputies do not count.
 */
export function vacancies({ roles }: Roles, today: IsoDate): Vacancy[] {
  const kinds = Map.groupBy(roles.filter(isNeeded), (role) => `${role.boardId ?? ''} ${role.role} ${role.step ?? ''}`);
  return [...kinds.values()].flatMap(([first, ...others]) => {
    if (first === undefined || first.boardId === null) return [];
    const { boardId, role, step } = first;
    const from = daysAfter([first, ...others], today).find((day) => !isHeld(first, roles, day));
    return from === undefined ? [] : [{ boardId, role, step, from }];
  });
}

/** Lists those of {@link vacancies} that the person was the last to have. */
export function vacanciesAfter(personId: Id<'Person'>, { roles }: Roles, today: IsoDate): Vacancy[] {
  const own = roles.filter((role) => role.personId === personId);
  return vacancies({ roles }, today).filter((vacancy) =>
    own.some((role) => isSameRole(role, vacancy) && role.to !== null && addDays(role.to, 1) === vacancy.from),
  );
}

function isNeeded({ boardId, role }: RoleAssignment): boolean {
  return boardId !== null && needed.includes(role);
}

/** Returns today and each later day that follows on the last day of a role, in order. */
function daysAfter(roles: readonly RoleAssignment[], today: IsoDate): IsoDate[] {
  const ends = roles.flatMap(({ to }) => (to === null ? [] : [addDays(to, 1)]));
  return [...new Set([today, ...ends.filter((day) => day > today)])].toSorted();
}

/** Rule 94: a role of the municipality counts for each of its boards. */
function isHeld(wanted: RoleAssignment, roles: readonly RoleAssignment[], day: IsoDate): boolean {
  return roles.some(
    (role) => holdsOn(role, day) && (isSameRole(role, wanted) || (role.boardId === null && role.role === wanted.role)),
  );
}

function isSameRole(one: Pick<RoleAssignment, 'boardId' | 'role' | 'step'>, other: typeof one): boolean {
  return one.boardId === other.boardId && one.role === other.role && one.step === other.step;
}
