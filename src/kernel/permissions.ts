import { boardNamedIn, type Id, municipalityOf, municipalityOfBoardless } from './identity.js';
import { ownFirst } from './own-first.js';
import { permissions } from './permission-table.js';
import { Refusal, refusals } from './refusal.js';
import type { IsoDate } from './tertial.js';

export const personRoles = [
  'CONTROLLER',
  'CLERK',
  'REVIEWER',
  'SECRETARY',
  'BOARD_MEMBER',
  'AUDITOR',
  'ADMINISTRATOR',
] as const;
export type PersonRole = (typeof personRoles)[number];

/** The roles that a person can have for the whole municipality (rule 94). Each other role serves one board. */
export const municipalityRoles: readonly PersonRole[] = ['CONTROLLER', 'AUDITOR', 'ADMINISTRATOR'];

/** The role of an actor. Tertial itself has the role SYSTEM, which no person can have. */
export type Role = PersonRole | 'SYSTEM';

/**
 * A role that a person has for a board or for the whole municipality. For a reviewer, `step` is the code of a step in
 * the review chain. For a board member, `step` can be the seat, such as CHAIR.
 */
export interface Grant {
  /** Null for a role of the municipality, which counts for each of its boards (rule 94). */
  readonly boardId: Id<'Board'> | null;
  readonly role: PersonRole;
  readonly step?: string;
  /** The person whom this person represents as a deputy; absent for the person's own role. */
  readonly actingFor?: Id<'Person'>;
}

/** A signed-in person of one municipality. */
export interface Person {
  readonly kind: 'person';
  readonly personId: Id<'Person'>;
  readonly municipalityId: Id<'Municipality'>;
  readonly grants: readonly Grant[];
}

/** The actor of a command: a signed-in person, or Tertial itself within one municipality. */
export type Actor =
  Person | { readonly kind: 'system'; readonly personId: 'system'; readonly municipalityId: Id<'Municipality'> };

/** The actor and the day of a command. The service sets both, so that a client cannot choose them. */
export interface Act {
  readonly actor: Actor;
  /** Today in Europe/Stockholm. */
  readonly today: IsoDate;
}

export type CommandName = keyof typeof permissions;

/** The commands on what belongs to the municipality. Only a role of the municipality allows them (rule 95). */
export const municipalityCommands: readonly CommandName[] = ['adoptSteeringModel', 'manageMunicipality'];

/** The role in which an actor acts, and the person whom the actor represents as a deputy. */
export interface Capacity {
  readonly role: Role;
  readonly actingFor?: Id<'Person'>;
}

export function may(role: Role, command: CommandName): boolean {
  const allowed: readonly Role[] = permissions[command];
  return allowed.includes(role);
}

/** Whether one of the roles, as the API names them, allows a command. */
export function anyMay(roles: readonly string[], command: CommandName): boolean {
  return personRoles.some((role) => roles.includes(role) && may(role, command));
}

/** Returns an actor's roles for a board; none for a board of another municipality. */
export function rolesFor(actor: Actor, boardId: Id<'Board'>): Role[] {
  return capacitiesFor(actor, boardId).map(({ role }) => role);
}

function capacitiesFor(actor: Actor, boardId: Id<'Board'>): readonly Held[] {
  if (actor.kind === 'person') return grantsFor(actor, boardId);
  return municipalityOf(boardId) === actor.municipalityId ? [{ role: 'SYSTEM' }] : [];
}

/** Returns a person's roles for a board. They include the person's roles of the board's municipality. */
export function grantsFor({ grants, municipalityId }: Person, boardId: Id<'Board'>): readonly Grant[] {
  if (municipalityOf(boardId) !== municipalityId) return [];
  // Rule 94: a role of the municipality counts for each of its boards.
  return grants.filter((grant) => grant.boardId === boardId || grant.boardId === null);
}

function capacitiesIn(actor: Actor, municipalityId: Id<'Municipality'>): readonly Held[] {
  if (actor.municipalityId !== municipalityId) return [];
  return actor.kind === 'system' ? [{ role: 'SYSTEM' }] : actor.grants;
}

/**
 * Returns the role in which the actor gives a command about an entity of a board, or makes a query.
 *
 * @throws Refusal `NOT_FOUND`, as for an unknown id, when the actor has no role for the board (rule 43).
 * @throws Refusal `FORBIDDEN` when none of the actor's roles allows the command.
 */
export function permit(actor: Actor, command: CommandName, boardId: Id<'Board'>, id: string): Role {
  return capacityAt(actor, command, boardId, id).role;
}

/** Does the same as {@link permit}; also returns the person whom a deputy represents. */
export function capacityAt(actor: Actor, command: CommandName, boardId: Id<'Board'>, id: string): Capacity {
  return permitted(capacitiesFor(actor, boardId), command, id);
}

/**
 * Does the same as {@link permit} for an entity of a municipality. For a reading, a role for any board of the
 * municipality counts. For the {@link municipalityCommands}, only a role of the municipality does.
 */
export function permitInMunicipality(
  actor: Actor,
  command: CommandName,
  municipalityId: Id<'Municipality'>,
  id: string,
): Role {
  return capacityInMunicipality(actor, command, municipalityId, id).role;
}

/** Does the same as {@link permitInMunicipality}; also returns the person whom a deputy represents. */
export function capacityInMunicipality(
  actor: Actor,
  command: CommandName,
  municipalityId: Id<'Municipality'>,
  id: string,
): Capacity {
  return permitted(capacitiesIn(actor, municipalityId), command, id);
}

export function hasRole(person: Person, role: PersonRole, boardId: Id<'Board'>): boolean {
  return grantsFor(person, boardId).some((grant) => grant.role === role);
}

/**
 * Returns the role in which the actor gives a command about an entity. The check needs the id only and reads no data.
 *
 * @throws Refusal `NOT_FOUND` or `FORBIDDEN`, as {@link permit} and {@link permitInMunicipality} do.
 */
export function roleIn(actor: Actor, command: CommandName, id: string): Role {
  return capacityIn(actor, command, id).role;
}

/**
 * Does the same as {@link roleIn} and also returns the person whom a deputy represents. It leaves that person out for a
 * reviewer, because the verdict event has that person in its data.
 */
export function capacityIn(actor: Actor, command: CommandName, id: string): Capacity {
  const own = municipalityOfBoardless(id);
  const held = own === null ? capacitiesFor(actor, boardNamedIn(id)) : capacitiesIn(actor, own);
  const { role, actingFor } = permitted(held, command, id);
  return actingFor === undefined || role === 'REVIEWER' ? { role } : { role, actingFor };
}

type Held = Capacity & Partial<Pick<Grant, 'boardId'>>;

function permitted(held: readonly Held[], command: CommandName, id: string): Capacity {
  if (held.length === 0) throw new Refusal(refusals.NOT_FOUND, { id });
  // Rule 95: what belongs to the municipality needs a role of the municipality.
  const isOfMunicipality = municipalityCommands.includes(command);
  const counting = isOfMunicipality ? held.filter(({ boardId }) => boardId === null) : held;
  const capacity = ownFirst(counting).find(({ role }) => may(role, command));
  if (capacity !== undefined) return capacity;
  const scope = isOfMunicipality ? { scope: 'MUNICIPALITY' as const } : {};
  throw new Refusal(refusals.FORBIDDEN, { command, allowed: permissions[command], ...scope });
}
