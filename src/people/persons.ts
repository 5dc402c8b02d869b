import type { Id } from '../kernel/identity.js';
import { registerRefusals } from './register-refusals.js';
import { Refusal, requireText } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import { findIn, hasEnded, namedPersonIn, type Register, type RegisterChange, requireNew } from './register.js';

export interface AddPersonData {
  readonly personId: Id<'Person'>;
  readonly name: string;
  /** What the sign-in calls them; the id when it is left out. */
  readonly subject?: string | null;
}

export function subjectOf({ personId, subject }: AddPersonData): string {
  return subject ?? personId;
}

/** `isSignInTaken`: whether the subject is somebody's already, in any municipality. */
export function addPerson(given: AddPersonData, register: Register, isSignInTaken: boolean): RegisterChange {
  const { personId, name } = given;
  const subject = subjectOf(given);
  requireText('name', name);
  requireText('subject', subject);
  requireNew(register.persons, personId);
  // Rule 55: a sign-in is one person's.
  if (isSignInTaken) throw new Refusal(registerRefusals.SIGN_IN_TAKEN, { subject });
  return { happened: 'PersonAdded', kind: 'person', person: { id: personId, name, subject } };
}

export interface RenamePersonData {
  readonly personId: Id<'Person'>;
  readonly name: string;
}

export function renamePerson({ personId, name }: RenamePersonData, register: Register): RegisterChange {
  requireText('name', name);
  const person = namedPersonIn(register, personId);
  return { happened: 'PersonRenamed', kind: 'person', person: { ...person, name } };
}

export interface ErasePersonNameData {
  readonly personId: Id<'Person'>;
}

/** Leaves the id, by which the log and the roles go on telling what was done, and by whom among those of no name. */
export function erasePersonName(
  { personId }: ErasePersonNameData,
  { persons, roles, deputies }: Register,
  today: IsoDate,
): RegisterChange {
  findIn(persons, personId);
  const held = [...roles, ...deputies].filter((one) => one.personId === personId && !hasEnded(one, today));
  // Rule 56: whoever may act is known by name; and the municipality goes on having an administrator.
  if (held.length > 0) throw new Refusal(registerRefusals.HOLDS_ROLES, { personId, roles: held.map(({ id }) => id) });
  return { happened: 'PersonNameErased', kind: 'person', person: { id: personId, name: null, subject: null } };
}
