import { type Id, idOf, isId, municipalityOf } from './identity.js';
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

/** The roles that a person can hold for a board. */
export type PersonRole = (typeof personRoles)[number];

/** SYSTEM is Tertial itself when it carries out a decision of the board. No person can hold it. */
export type Role = PersonRole | 'SYSTEM';

/**
 * A role assignment for a board. For a reviewer, `name` is the code of their step in the review chain; for a board
 * member it can name the seat.
 */
export interface Grant {
  readonly boardId: Id<'Board'>;
  readonly role: PersonRole;
  readonly step?: string;
  /** The holder whom a deputy stands in for; absent for the person's own role. A deputy acts in their own name. */
  readonly actingFor?: Id<'Person'>;
}

/** A signed-in person of one municipality. */
export interface Person {
  readonly kind: 'person';
  readonly personId: Id<'Person'>;
  readonly municipalityId: Id<'Municipality'>;
  readonly grants: readonly Grant[];
}

/** The actor of a command: a person, or Tertial itself for a municipality. */
export type Actor =
  Person | { readonly kind: 'system'; readonly personId: 'system'; readonly municipalityId: Id<'Municipality'> };

/** The context of a command. The command gateway sets every field; the client sets none. */
export interface Act {
  readonly actor: Actor;
  /** Today in Europe/Stockholm. */
  readonly today: IsoDate;
}

/**
 * The roles that may give each command and make each query (rules 51 and 52). Every entry point asks this table. Rule
 * 32: no role of a person has `removeActivity`.
 */
export const permissions = {
  adoptSteeringModel: ['CONTROLLER'],
  adoptPlan: ['CONTROLLER'],
  importPlan: ['CONTROLLER'],
  addGoal: ['CONTROLLER'],
  adoptMeasure: ['CONTROLLER'],
  addActivity: ['CONTROLLER'],
  changeActivityDates: ['CONTROLLER'],
  rewordActivity: ['CONTROLLER'],
  openFollowUp: ['CONTROLLER'],
  closeFollowUp: ['CONTROLLER'],
  reportStatus: ['CLERK'],
  correctStatus: ['CLERK'],
  reportMeasure: ['CLERK'],
  correctMeasure: ['CLERK'],
  assessGoal: ['CLERK'],
  correctAssessment: ['CLERK'],
  adoptReviewChain: ['CONTROLLER'],
  proposeRemoval: ['CLERK'],
  reviseRemoval: ['CLERK', 'REVIEWER'],
  withdrawRemoval: ['CLERK'],
  reviewRemoval: ['REVIEWER'],
  openMatter: ['CLERK'],
  addReportPoint: ['CLERK'],
  addRemovalPoint: ['CLERK'],
  strikePoint: ['CLERK', 'SYSTEM'],
  addOtherPoint: ['CLERK'],
  draftMatter: ['CLERK', 'REVIEWER'],
  submitMatter: ['CLERK'],
  reviewMatter: ['REVIEWER'],

  scheduleMeeting: ['SECRETARY'],
  cancelMeeting: ['SECRETARY'],
  putOnAgenda: ['SECRETARY'],
  takeOffAgenda: ['SECRETARY'],
  sendSummons: ['SECRETARY'],
  openMeeting: ['SECRETARY'],
  recordAttendance: ['SECRETARY'],
  recordConflict: ['SECRETARY'],
  addMatterAtMeeting: ['SECRETARY'],
  decidePoint: ['SECRETARY'],
  closeMeeting: ['SECRETARY'],
  adjustMinutes: ['SECRETARY'],
  postNotice: ['SECRETARY'],
  takeDownNotice: ['SECRETARY'],
  recordAppeal: ['SECRETARY'],
  settleAppeal: ['SECRETARY'],

  establishGoal: ['SYSTEM'],
  voidStatus: ['SYSTEM'],
  voidMeasure: ['SYSTEM'],
  voidAssessment: ['SYSTEM'],
  voidRemoval: ['SYSTEM'],
  summonMatter: ['SYSTEM'],
  releaseMatter: ['SYSTEM'],
  voidAgendaItem: ['SYSTEM'],
  recordDecision: ['SYSTEM'],
  recordLegalForce: ['SYSTEM'],
  recordFinality: ['SYSTEM'],
  putRemovalToBoard: ['SYSTEM'],
  releaseRemoval: ['SYSTEM'],
  settleRemoval: ['SYSTEM'],
  recordRemovalFinality: ['SYSTEM'],
  removeActivity: ['SYSTEM'],
  restoreActivity: ['SYSTEM'],

  manageRegister: ['ADMINISTRATOR'],

  readRegister: ['SECRETARY', 'AUDITOR', 'ADMINISTRATOR'],
  readNames: ['CONTROLLER', 'CLERK', 'REVIEWER', 'SECRETARY', 'BOARD_MEMBER', 'AUDITOR', 'ADMINISTRATOR'],
  readSteeringModels: ['CONTROLLER', 'CLERK', 'REVIEWER', 'SECRETARY', 'BOARD_MEMBER', 'AUDITOR', 'ADMINISTRATOR'],
  readPlans: ['CONTROLLER', 'CLERK', 'REVIEWER', 'SECRETARY', 'BOARD_MEMBER', 'AUDITOR'],
  readRemovals: ['CONTROLLER', 'CLERK', 'REVIEWER', 'SECRETARY', 'AUDITOR'],
  readMatters: ['CONTROLLER', 'CLERK', 'REVIEWER', 'SECRETARY', 'AUDITOR'],
  readSubmittedMatters: ['BOARD_MEMBER'],
  readMeetings: ['CONTROLLER', 'CLERK', 'REVIEWER', 'SECRETARY', 'BOARD_MEMBER', 'AUDITOR'],
  readDeadLetters: ['CONTROLLER', 'AUDITOR'],
  readHistory: ['CONTROLLER', 'CLERK', 'REVIEWER', 'SECRETARY', 'AUDITOR'],
  readEvidence: ['AUDITOR'],
} as const satisfies Record<string, readonly Role[]>;

export type CommandName = keyof typeof permissions;

/** The role that an actor uses, and the holder when the actor is a deputy. */
export interface Capacity {
  readonly role: Role;
  readonly actingFor?: Id<'Person'>;
}

export function may(role: Role, command: CommandName): boolean {
  const allowed: readonly Role[] = permissions[command];
  return allowed.includes(role);
}

/** Returns an actor's roles for a board; none for a board of another municipality. */
export function rolesFor(actor: Actor, boardId: Id<'Board'>): Role[] {
  return capacitiesFor(actor, boardId).map(({ role }) => role);
}

function capacitiesFor(actor: Actor, boardId: Id<'Board'>): readonly Capacity[] {
  if (actor.kind === 'system') return boardId.startsWith(`${actor.municipalityId}.`) ? [{ role: 'SYSTEM' }] : [];
  return actor.grants.filter((grant) => grant.boardId === boardId);
}

function capacitiesIn(actor: Actor, municipalityId: Id<'Municipality'>): readonly Capacity[] {
  if (actor.municipalityId !== municipalityId) return [];
  return actor.kind === 'system' ? [{ role: 'SYSTEM' }] : actor.grants;
}

/**
 * Returns the role in which the actor gives a command to a board.
 *
 * @throws Refusal `NOT_FOUND` when the actor has no role for the board: the board does not exist for them (rule 43).
 * @throws Refusal `FORBIDDEN` when none of the actor's roles has the command.
 */
export function permit(actor: Actor, command: CommandName, boardId: Id<'Board'>, id: string): Role {
  return permitted(capacitiesFor(actor, boardId), command, id).role;
}

/** As {@link permit} for an entity of the whole municipality: a role for any of its boards is enough. */
export function permitInMunicipality(
  actor: Actor,
  command: CommandName,
  municipalityId: Id<'Municipality'>,
  id: string,
): Role {
  return capacityInMunicipality(actor, command, municipalityId, id).role;
}

/** As {@link permitInMunicipality}; also returns the holder for whom a deputy acts. */
export function capacityInMunicipality(
  actor: Actor,
  command: CommandName,
  municipalityId: Id<'Municipality'>,
  id: string,
): Capacity {
  return permitted(capacitiesIn(actor, municipalityId), command, id);
}

/** Returns the boards for which a person may make a query. */
export function boardsFor(person: Person, reading: CommandName): Id<'Board'>[] {
  const grants = person.grants.filter(({ role }) => may(role, reading));
  return [...new Set(grants.map(({ boardId }) => boardId))];
}

export function hasRole(person: Person, role: PersonRole, boardId: Id<'Board'>): boolean {
  return person.grants.some((grant) => grant.boardId === boardId && grant.role === role);
}

/**
 * Returns the role in which the actor gives a command about an entity. The entity's id is enough, so nothing is read.
 *
 * @throws Refusal as {@link permit} and {@link permitInMunicipality}.
 */
export function roleIn(actor: Actor, command: CommandName, id: string): Role {
  return capacityIn(actor, command, id).role;
}

/**
 * As {@link roleIn}; also returns the holder for whom a deputy acts. A reviewer's holder is left out: it depends on the
 * step, and the verdict names the holder.
 */
export function capacityIn(actor: Actor, command: CommandName, id: string): Capacity {
  const held = isId('SteeringModel', id)
    ? capacitiesIn(actor, municipalityOf(id))
    : capacitiesFor(actor, idOf('Board', id.split('.', 2).join('.')));
  const { role, actingFor } = permitted(held, command, id);
  return actingFor === undefined || role === 'REVIEWER' ? { role } : { role, actingFor };
}

function permitted(held: readonly Capacity[], command: CommandName, id: string): Capacity {
  if (held.length === 0) throw new Refusal(refusals.NOT_FOUND, { id });
  const capacity = ownFirst(held).find(({ role }) => may(role, command));
  if (capacity === undefined) throw new Refusal(refusals.FORBIDDEN, { command, allowed: permissions[command] });
  return capacity;
}

/** Sorts the roles that are the person's own before the roles that they hold as a deputy. */
export function ownFirst<Held extends { readonly actingFor?: Id<'Person'> }>(held: readonly Held[]): Held[] {
  return [
    ...held.filter(({ actingFor }) => actingFor === undefined),
    ...held.filter(({ actingFor }) => actingFor !== undefined),
  ];
}
