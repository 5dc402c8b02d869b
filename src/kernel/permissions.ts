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

/** What a person can be for a board. */
export type PersonRole = (typeof personRoles)[number];

/** SYSTEM is Tertial itself, carrying out what the board decided. Nobody can hold it. */
export type Role = PersonRole | 'SYSTEM';

/**
 * A role held for a board. A reviewer holds a step of the review chain, named by its code; a board member may have a seat
 * named in the same place.
 */
export interface Grant {
  readonly boardId: Id<'Board'>;
  readonly role: PersonRole;
  readonly step?: string;
  /** Whose it is when it is held as a deputy; absent for one's own. A deputy acts in their own name. */
  readonly actingFor?: Id<'Person'>;
}

/** A signed-in person of one municipality. */
export interface Person {
  readonly kind: 'person';
  readonly personId: Id<'Person'>;
  readonly municipalityId: Id<'Municipality'>;
  readonly grants: readonly Grant[];
}

/** Who acts: a person, or Tertial itself in a municipality's name. */
export type Actor =
  Person | { readonly kind: 'system'; readonly personId: 'system'; readonly municipalityId: Id<'Municipality'> };

/** What a rule is told of the giving of a command. Stamped by the command gateway; nothing of it comes from the client. */
export interface Act {
  readonly actor: Actor;
  /** The day in Europe/Stockholm. */
  readonly today: IsoDate;
}

/**
 * Who may give which command, and who may read what (rules 51 and 52). A command that is not the reader's own stands in
 * this table and nowhere else; the rules ask it at every door (rule 32: no person's role has `removeActivity`).
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

/** In which role somebody acts, and for whom when they hold it as a deputy. */
export interface Capacity {
  readonly role: Role;
  readonly actingFor?: Id<'Person'>;
}

export function may(role: Role, command: CommandName): boolean {
  const allowed: readonly Role[] = permissions[command];
  return allowed.includes(role);
}

/** The roles that a person holds for a board, none when the board is not theirs. */
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
 * The role in which the actor gives this command to this board.
 *
 * @throws Refusal `NOT_FOUND` when the actor holds no role for the board: to them it does not exist (rule 43).
 * @throws Refusal `FORBIDDEN` when they do but none of their roles has the command.
 */
export function permit(actor: Actor, command: CommandName, boardId: Id<'Board'>, id: string): Role {
  return permitted(capacitiesFor(actor, boardId), command, id).role;
}

/** As {@link permit}, for what belongs to the whole municipality: the role may be held for any of its boards. */
export function permitInMunicipality(
  actor: Actor,
  command: CommandName,
  municipalityId: Id<'Municipality'>,
  id: string,
): Role {
  return capacityInMunicipality(actor, command, municipalityId, id).role;
}

/** As {@link permitInMunicipality}, with the person for whom a deputy acts. */
export function capacityInMunicipality(
  actor: Actor,
  command: CommandName,
  municipalityId: Id<'Municipality'>,
  id: string,
): Capacity {
  return permitted(capacitiesIn(actor, municipalityId), command, id);
}

/** The boards for which a person may read something. */
export function boardsFor(person: Person, reading: CommandName): Id<'Board'>[] {
  const grants = person.grants.filter(({ role }) => may(role, reading));
  return [...new Set(grants.map(({ boardId }) => boardId))];
}

export function hasRole(person: Person, role: PersonRole, boardId: Id<'Board'>): boolean {
  return person.grants.some((grant) => grant.boardId === boardId && grant.role === role);
}

/**
 * The role in which a command about a thing is given, told by the thing's id alone, so that nothing need be read first.
 *
 * @throws Refusal as {@link permit} and {@link permitInMunicipality}.
 */
export function roleIn(actor: Actor, command: CommandName, id: string): Role {
  return capacityIn(actor, command, id).role;
}

/**
 * As {@link roleIn}, with the person for whom a deputy acts. A reviewer's is not told: it is a step that they hold, and
 * the verdict says for whom.
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

/** Who holds something themselves does not act for somebody else. */
export function ownFirst<Held extends { readonly actingFor?: Id<'Person'> }>(held: readonly Held[]): Held[] {
  return [
    ...held.filter(({ actingFor }) => actingFor === undefined),
    ...held.filter(({ actingFor }) => actingFor !== undefined),
  ];
}
