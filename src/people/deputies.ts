import { deputyIdOf, type Id } from '../kernel/identity.js';
import { registerRefusals } from './register-refusals.js';
import { Refusal } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import { holderOf, requireNotEnded } from './role-assignments.js';
import {
  type Deputy,
  findIn,
  namedPersonIn,
  overlap,
  type Register,
  type RegisterChange,
  requireDays,
} from './register.js';

export interface AppointDeputyData {
  readonly roleId: Id<'RoleAssignment'>;
  readonly personId: Id<'Person'>;
  /** Today when it is left out. */
  readonly from?: IsoDate | null;
  readonly to?: IsoDate | null;
}

/** `by`: who appoints them. */
export function appointDeputy(
  { roleId, personId, ...days }: AppointDeputyData,
  register: Register,
  { by, today }: { readonly by: string; readonly today: IsoDate },
): RegisterChange {
  const role = findIn(register.roles, roleId);
  namedPersonIn(register, personId);
  requireNotEnded(role, today);
  // Rule 54: a deputy acts for somebody else.
  if (role.personId === personId) throw new Refusal(registerRefusals.DEPUTY_IS_HOLDER, {});
  // Rule 55: there is no impersonation: an administrator does not take on what somebody else may do.
  if (by === personId) throw new Refusal(registerRefusals.OWN_DEPUTYSHIP, {});
  // Rule 29: for a member serves a substitute, and nobody else.
  if (role.role === 'BOARD_MEMBER') throw new Refusal(registerRefusals.MEMBER_HAS_NO_DEPUTY, {});
  const number = register.deputies.filter((one) => one.roleId === roleId).length + 1;
  const deputy = { id: deputyIdOf(roleId, number), roleId, personId, from: days.from ?? today, to: days.to ?? null };
  requireDays(deputy);
  requireOnce(deputy, register);
  return { happened: 'DeputyAppointed', kind: 'deputy', deputy };
}

export interface EndDeputyData {
  readonly deputyId: Id<'Deputy'>;
  /** The last day. */
  readonly to: IsoDate;
}

export function endDeputy({ deputyId, to }: EndDeputyData, register: Register, today: IsoDate): RegisterChange {
  const deputy = findIn(register.deputies, deputyId);
  requireNotEnded(deputy, today);
  const ended = { ...deputy, to };
  requireDays(ended);
  requireOnce(ended, register);
  return { happened: 'DeputyEnded', kind: 'deputy', deputy: ended };
}

/** The person whose deputy it is. @throws Refusal `NOT_FOUND` */
export function representedBy(deputyId: Id<'Deputy'>, register: Register): Id<'Person'> {
  return holderOf(findIn(register.deputies, deputyId).roleId, register);
}

function requireOnce(deputy: Deputy, { deputies }: Register): void {
  const same = deputies.find(
    (other) =>
      other.id !== deputy.id &&
      other.roleId === deputy.roleId &&
      other.personId === deputy.personId &&
      overlap(other, deputy),
  );
  // Rule 54: somebody is a deputy for a role once at a time.
  if (same !== undefined) throw new Refusal(registerRefusals.ROLE_OVERLAPS, { id: same.id });
}
