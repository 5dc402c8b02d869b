import { Refusal, refusals } from './refusal.js';
import { folded } from './text.js';

declare const brand: unique symbol;

/** A text with the format of a `Thing` id. Only {@link idOf} and {@link isId} give a text this type, after a check. */
export type Id<Thing extends keyof typeof shapes> = string & { readonly [brand]: Thing };

const municipality = String.raw`[a-z0-9-]+`;
const role = String.raw`role-[1-9][0-9]*`;
const board = String.raw`${municipality}\.(?!model-|${role}(?:\.|$))[a-z0-9-]+`;
const roleAssignment = String.raw`(?:${municipality}|${board})\.${role}`;
const plan = String.raw`${board}\.[0-9]{4}`;
const unit = String.raw`${board}\.unit-[a-z0-9-]+`;
const goal = String.raw`${plan}\.g[1-9][0-9]*`;
const activity = String.raw`${goal}\.a[1-9][0-9]*`;

/**
 * The formats of ids. Except for a person's id, an id is a path: `exempel.ks.2026.g1.a2` is activity 2 of goal 1 in the
 * 2026 plan of the board `ks` in the municipality `exempel`. The path determines the municipality of an entity, and the
 * board if it has one (rule 43): `exempel.ks.role-1` is a role for a board, `exempel.role-1` one for the municipality.
 * Commands that create an entity with the same id write to the same stream.
 */
const shapes = {
  Municipality: shape(municipality),
  Board: shape(board),
  Unit: shape(unit),
  UnitMember: shape(String.raw`${unit}\.p[1-9][0-9]*`),
  RoleAssignment: shape(roleAssignment),
  Deputy: shape(String.raw`${roleAssignment}\.d[1-9][0-9]*`),
  SteeringModel: shape(String.raw`${municipality}\.model-[a-z0-9-]+`),
  Plan: shape(plan),
  Goal: shape(goal),
  Measure: shape(String.raw`${goal}\.m[1-9][0-9]*`),
  Activity: shape(activity),
  RemovalProposal: shape(String.raw`${activity}\.r[1-9][0-9]*`),
  Matter: shape(String.raw`${board}\.dnr-[\p{Ll}0-9-]+`),
  Meeting: shape(String.raw`${board}\.meeting-[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[2-9])?`),
  ReviewChain: shape(String.raw`${board}(?:\.chain-[a-z-]+)?`),
  Person: shape(String.raw`(?!system$)[A-Za-z0-9_][A-Za-z0-9._@|:+=~-]*`),
};

function shape(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`, 'u');
}

const LONGEST_ID_IN_CHARACTERS = 200;

export function isId<Thing extends keyof typeof shapes>(thing: Thing, text: string): text is Id<Thing> {
  return text.length <= LONGEST_ID_IN_CHARACTERS && shapes[thing].test(text);
}

/** @throws Refusal `NOT_FOUND` when the text does not have the format, because no entity has such an id (rule 43). */
export function idOf<Thing extends keyof typeof shapes>(thing: Thing, text: string): Id<Thing> {
  if (!isId(thing, text)) throw new Refusal(refusals.NOT_FOUND, { id: echoed(text) });
  return text;
}

/** Shortens a text that no id can be as long as, because the answer repeats it. */
function echoed(text: string): string {
  return text.length <= LONGEST_ID_IN_CHARACTERS ? text : `${text.slice(0, LONGEST_ID_IN_CHARACTERS)}…`;
}

type InMunicipality =
  Id<'Board'> | InRegister | Id<'SteeringModel'> | Id<'Matter'> | Id<'Meeting'> | Id<'ReviewChain'> | InPlan;
type InRegister = Id<'Unit'> | Id<'UnitMember'> | Id<'RoleAssignment'> | Id<'Deputy'>;
type InPlan = Id<'Plan'> | InGoal;
type InGoal = Id<'Goal'> | Id<'Measure'> | InActivity;
type InActivity = Id<'Activity'> | Id<'RemovalProposal'>;

export function municipalityOf(id: InMunicipality): Id<'Municipality'> {
  return idOf('Municipality', firstParts(id, 1));
}

export function boardOf(
  id: Exclude<InMunicipality, Id<'SteeringModel'> | Id<'RoleAssignment'> | Id<'Deputy'>>,
): Id<'Board'> {
  return idOf('Board', firstParts(id, 2));
}

/**
 * Returns the municipality of an entity that belongs to no board: the municipality itself or a steering model. Returns
 * null for any other id.
 */
export function municipalityOfBoardless(id: string): Id<'Municipality'> | null {
  if (isId('Municipality', id)) return id;
  return isId('SteeringModel', id) ? municipalityOf(id) : null;
}

/** Returns the board that the first two parts of any id name. @throws Refusal `NOT_FOUND` when they name none. */
export function boardNamedIn(id: string): Id<'Board'> {
  return idOf('Board', firstParts(id, 2));
}

/** Returns the plan that the first three parts of any id name. @throws Refusal `NOT_FOUND` when they name none. */
export function planNamedIn(id: string): Id<'Plan'> {
  return idOf('Plan', firstParts(id, 3));
}

/** Returns the board of a role or of a deputy in the role; null for a role of the municipality. */
export function boardOfRole(id: Id<'RoleAssignment'> | Id<'Deputy'>): Id<'Board'> | null {
  const start = firstParts(id, 2);
  return isId('Board', start) ? start : null;
}

/** Returns the unit of a membership. */
export function unitOf(id: Id<'UnitMember'>): Id<'Unit'> {
  return idOf('Unit', firstParts(id, 3));
}

export function planOf(id: InPlan): Id<'Plan'> {
  return idOf('Plan', firstParts(id, 3));
}

export function goalOf(id: InGoal): Id<'Goal'> {
  return idOf('Goal', firstParts(id, 4));
}

export function activityOf(id: InActivity): Id<'Activity'> {
  return idOf('Activity', firstParts(id, 5));
}

/** Returns the year of the plan that contains the entity. */
export function yearOf(id: InPlan): number {
  return Number(id.split('.')[2]);
}

export function planIdOf(boardId: Id<'Board'>, year: number): Id<'Plan'> {
  return idOf('Plan', `${boardId}.${year}`);
}

export function goalIdOf(planId: Id<'Plan'>, number: number): Id<'Goal'> {
  return idOf('Goal', `${planId}.g${number}`);
}

export function measureIdOf(goalId: Id<'Goal'>, number: number): Id<'Measure'> {
  return idOf('Measure', `${goalId}.m${number}`);
}

export function activityIdOf(goalId: Id<'Goal'>, number: number): Id<'Activity'> {
  return idOf('Activity', `${goalId}.a${number}`);
}

export function proposalIdOf(activityId: Id<'Activity'>, number: number): Id<'RemovalProposal'> {
  return idOf('RemovalProposal', `${activityId}.r${number}`);
}

/** Returns the id of the matter with a registry number. `KS 2026/123` and `KS-2026-123` give the same id. */
export function matterIdOf(boardId: Id<'Board'>, dnr: string): Id<'Matter'> {
  const slug = folded(dnr)
    .toLowerCase()
    .replaceAll(/[^\p{Ll}0-9]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  return idOf('Matter', `${boardId}.dnr-${slug}`);
}

/** Returns the id of a board's meeting on a day. `number` counts the board's meetings on that day, from 1. */
export function meetingIdOf(boardId: Id<'Board'>, day: string, number = 1): Id<'Meeting'> {
  return idOf('Meeting', `${boardId}.meeting-${day}${number === 1 ? '' : `-${number}`}`);
}

export function roleAssignmentIdOf(place: Id<'Board'> | Id<'Municipality'>, number: number): Id<'RoleAssignment'> {
  return idOf('RoleAssignment', `${place}.role-${number}`);
}

export function deputyIdOf(roleId: Id<'RoleAssignment'>, number: number): Id<'Deputy'> {
  return idOf('Deputy', `${roleId}.d${number}`);
}

/** Returns the id of a person's membership of a unit. `number` counts the memberships of the unit, from 1. */
export function unitMemberIdOf(unitId: Id<'Unit'>, number: number): Id<'UnitMember'> {
  return idOf('UnitMember', `${unitId}.p${number}`);
}

function firstParts(id: string, count: number): string {
  return id.split('.', count).join('.');
}
