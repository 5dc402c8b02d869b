import type { Id } from '../kernel/identity.js';
import { registerRefusals } from './register-refusals.js';
import { isBlank, Refusal, requireText } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import { findIn, hasEnded, namedPersonIn, type Register, type RegisterChange, requireNew } from './register.js';

export interface AddPersonData {
  readonly personId: Id<'Person'>;
  readonly name: string;
  /** The title at work; none when absent. */
  readonly title?: string | null;
  /** The address for mail at work; none when absent. */
  readonly email?: string | null;
  /** The claim `sub` of the person's sign-in token; the person's id when absent. */
  readonly subject?: string | null;
}

export function subjectOf({ personId, subject }: AddPersonData): string {
  return subject ?? personId;
}

/** Adds a person. `isSignInTaken` says whether a person in any municipality already has the sign-in subject. */
export function addPerson(given: AddPersonData, register: Register, isSignInTaken: boolean): RegisterChange {
  const { personId, name } = given;
  const [title, email] = [textIn(given.title), textIn(given.email)];
  const subject = subjectOf(given);
  requireText('name', name);
  requireText('subject', subject);
  requireNew(register.persons, personId);
  // Rule 55: a sign-in belongs to one person.
  if (isSignInTaken) throw new Refusal(registerRefusals.SIGN_IN_TAKEN, { subject });
  return { happened: 'PersonAdded', kind: 'person', person: { id: personId, name, title, email, subject } };
}

export interface RenamePersonData {
  readonly personId: Id<'Person'>;
  readonly name: string;
  /** The new title; an empty text removes the title, and null or an absent one leaves it. */
  readonly title?: string | null;
  /** The new address for mail; an empty text removes the address, and null or an absent one leaves it. */
  readonly email?: string | null;
}

/** Returns the title or the address that a text gives: none for a blank text. */
function textIn(given: string | null | undefined): string | null {
  return given === undefined || given === null || isBlank(given) ? null : given;
}

export function renamePerson({ personId, name, title, email }: RenamePersonData, register: Register): RegisterChange {
  requireText('name', name);
  const person = namedPersonIn(register, personId);
  return {
    happened: 'PersonRenamed',
    kind: 'person',
    person: {
      ...person,
      name,
      title: title === undefined || title === null ? person.title : textIn(title),
      email: email === undefined || email === null ? person.email : textIn(email),
    },
  };
}

export interface ErasePersonNameData {
  readonly personId: Id<'Person'>;
}

/** Erases a person's name, title, address for mail and sign-in. The id stays, because the log and the roles refer to it. */
export function erasePersonName(
  { personId }: ErasePersonNameData,
  { persons, roles, deputies }: Register,
  today: IsoDate,
): RegisterChange {
  findIn(persons, personId);
  const held = [...roles, ...deputies].filter((one) => one.personId === personId && !hasEnded(one, today));
  // Rule 56: a person with a present or future role keeps the name, so that no administrator loses the sign-in.
  if (held.length > 0) throw new Refusal(registerRefusals.HOLDS_ROLES, { personId, roles: held.map(({ id }) => id) });
  return {
    happened: 'PersonNameErased',
    kind: 'person',
    person: { id: personId, name: null, title: null, email: null, subject: null },
  };
}
