import { municipalityRoles, type PersonRole } from '../kernel/permissions.js';
import { deputyIdOf, type Id, roleAssignmentIdOf } from '../kernel/identity.js';
import { Refusal } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import { registerRefusals } from './register-refusals.js';
import { findIn, hasEnded, holdsOn, namedPersonIn, overlap, requireDays } from './register.js';
import type { Days, Deputy, Register, RegisterChange, RoleAssignment } from './register.js';

/** The seats of a board. A board member without a seat counts as MEMBER. */
export const seats = ['CHAIR', 'VICE_CHAIR', 'MEMBER', 'SUBSTITUTE'] as const;

/** The members and substitutes of a board on one day (rule 79). */
export interface BoardComposition {
  readonly boardId: Id<'Board'>;
  readonly day: IsoDate;
  readonly chair: Id<'Person'> | null;
  readonly viceChairs: readonly Id<'Person'>[];
  /** All members, including the chair and the vice chairs. */
  readonly members: readonly Id<'Person'>[];
  readonly substitutes: readonly Id<'Person'>[];
}

/** Returns the members and substitutes on a day. Each list has the order in which the persons got their roles. */
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

export interface GrantRoleData {
  readonly personId: Id<'Person'>;
  /** Null for a role of the whole municipality. */
  readonly boardId: Id<'Board'> | null;
  readonly role: PersonRole;
  readonly step?: string | null;
  /** The first day; today when absent. */
  readonly from?: IsoDate | null;
  readonly to?: IsoDate | null;
}

export function grantRole(given: GrantRoleData, register: Register, today: IsoDate): RegisterChange {
  const { personId, boardId, role } = given;
  if (boardId !== null) findIn(register.boards, boardId);
  namedPersonIn(register, personId);
  const number = register.roles.filter((one) => one.boardId === boardId).length + 1;
  const id = roleAssignmentIdOf(boardId ?? register.municipalityId, number);
  const [step, from, to] = [given.step ?? null, given.from ?? today, given.to ?? null];
  const granted = { id, personId, boardId, role, step, from, to };
  requirePlace(granted);
  requireStep(granted);
  requireDays(granted);
  requireRoom(granted, register);
  return { happened: 'RoleGranted', kind: 'role', role: granted };
}

export interface EndRoleData {
  readonly roleId: Id<'RoleAssignment'>;
  /** The last day of the role. */
  readonly to: IsoDate;
}

export function endRole({ roleId, to }: EndRoleData, register: Register, today: IsoDate): RegisterChange {
  const held = findIn(register.roles, roleId);
  requireNotEnded(held, today);
  const ended = { ...held, to };
  requireDays(ended);
  requireRoom(ended, register);
  requireAdministrator(ended, register);
  return { happened: 'RoleEnded', kind: 'role', role: ended };
}

/** Returns the person with the role. @throws Refusal `NOT_FOUND` */
export function holderOf(roleId: Id<'RoleAssignment'>, register: Register): Id<'Person'> {
  return findIn(register.roles, roleId).personId;
}

/** @throws Refusal `ROLE_ENDED` when the last day of the role or of the deputy is before today. */
export function requireNotEnded(held: Days & { readonly id: string }, today: IsoDate): void {
  // Rule 49: nobody changes a role that has ended, because the roles of past days must stay the same.
  if (held.to !== null && hasEnded(held, today))
    throw new Refusal(registerRefusals.ROLE_ENDED, { id: held.id, lastDay: held.to });
}

function requirePlace({ boardId, role }: RoleAssignment): void {
  if (boardId !== null || municipalityRoles.includes(role)) return;
  // Rule 94: the other roles serve one board.
  throw new Refusal(registerRefusals.ROLE_NEEDS_BOARD, { role, allowed: municipalityRoles });
}

const stepCode = /^[A-Z][A-Z0-9_]{0,49}$/;

function requireStep({ role, step }: Pick<RoleAssignment, 'role' | 'step'>): void {
  // Rule 21: only a reviewer has a step of a review chain, and only a board member has a seat.
  if (!isFit(role, step)) {
    throw new Refusal(registerRefusals.STEP_UNFIT, {
      role,
      step: step ?? '',
      allowed: role === 'BOARD_MEMBER' ? seats : [],
    });
  }
}

function isFit(role: PersonRole, step: string | null): boolean {
  if (role === 'REVIEWER') return step !== null && stepCode.test(step);
  if (role === 'BOARD_MEMBER') return step === null || seats.some((seat) => seat === step);
  return step === null;
}

/** Whether a person may not have the two roles at the same time. A reviewer may have several steps. */
function isSame(one: RoleAssignment, other: RoleAssignment): boolean {
  const isSameRole = one.personId === other.personId && one.boardId === other.boardId && one.role === other.role;
  return isSameRole && (one.role === 'BOARD_MEMBER' || one.step === other.step);
}

function requireRoom(held: RoleAssignment, { roles }: Register): void {
  const others = roles.filter((other) => other.id !== held.id && overlap(other, held));
  const same = others.find((other) => isSame(other, held));
  // Rule 56: a person cannot have the same role twice at the same time.
  if (same !== undefined) throw new Refusal(registerRefusals.ROLE_OVERLAPS, { id: same.id });
  const chair = isChair(held) ? others.find((other) => other.boardId === held.boardId && isChair(other)) : undefined;
  // Rule 31: the chair's vote decides a tie, so a board has only one chair at a time.
  if (chair !== undefined) throw new Refusal(registerRefusals.CHAIR_TAKEN, { personId: chair.personId });
}

function isChair({ role, step }: RoleAssignment): boolean {
  return role === 'BOARD_MEMBER' && step === 'CHAIR';
}

/** Whether the role is that of an administrator of the whole municipality. */
export function isAdministrator({ role, boardId }: RoleAssignment): boolean {
  return role === 'ADMINISTRATOR' && boardId === null;
}

function requireAdministrator(ended: RoleAssignment, { roles }: Register): void {
  if (!isAdministrator(ended) || ended.to === null) return;
  const lastDay = ended.to;
  const isFollowed = roles.some(
    (other) => other.id !== ended.id && isAdministrator(other) && other.to === null && holdsOn(other, lastDay),
  );
  // Rule 56: the municipality must have an administrator on every future day.
  if (!isFollowed) throw new Refusal(registerRefusals.LAST_ADMINISTRATOR, {});
}

export interface AppointDeputyData {
  readonly roleId: Id<'RoleAssignment'>;
  readonly personId: Id<'Person'>;
  /** The first day; today when absent. */
  readonly from?: IsoDate | null;
  readonly to?: IsoDate | null;
}

/** Appoints a deputy for a role. `by` is the id of the administrator who gives the command. */
export function appointDeputy(
  { roleId, personId, ...days }: AppointDeputyData,
  register: Register,
  { by, today }: { readonly by: string; readonly today: IsoDate },
): RegisterChange {
  const role = findIn(register.roles, roleId);
  namedPersonIn(register, personId);
  requireNotEnded(role, today);
  // Rule 54: nobody is their own deputy.
  if (role.personId === personId) throw new Refusal(registerRefusals.DEPUTY_IS_HOLDER, {});
  // Rule 55: an administrator cannot appoint themselves, because that would be impersonation.
  if (by === personId) throw new Refusal(registerRefusals.OWN_DEPUTYSHIP, {});
  // Rule 29: a board member has no deputy, because only a substitute serves in the member's place.
  if (role.role === 'BOARD_MEMBER') throw new Refusal(registerRefusals.MEMBER_HAS_NO_DEPUTY, {});
  const number = register.deputies.filter((one) => one.roleId === roleId).length + 1;
  const deputy = { id: deputyIdOf(roleId, number), roleId, personId, from: days.from ?? today, to: days.to ?? null };
  requireDays(deputy);
  requireOnce(deputy, register);
  return { happened: 'DeputyAppointed', kind: 'deputy', deputy };
}

export interface EndDeputyData {
  readonly deputyId: Id<'Deputy'>;
  /** The last day on which the deputy acts. */
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

/** Returns the person that the deputy acts for. @throws Refusal `NOT_FOUND` */
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
  // Rule 54: a person cannot be a deputy for the same role twice at the same time.
  if (same !== undefined) throw new Refusal(registerRefusals.ROLE_OVERLAPS, { id: same.id });
}
