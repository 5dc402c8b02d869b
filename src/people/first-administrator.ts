import { type Id, municipalityOf } from '../kernel/identity.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { registerRefusals } from './register-refusals.js';
import type { IsoDate } from '../kernel/tertial.js';
import { grantRole, isAdministrator } from './role-assignments.js';
import { addPerson } from './persons.js';
import { addBoard, renameMunicipality } from './places.js';
import { hasEnded, type Register, type RegisterChange } from './register.js';

export interface FirstAdministratorData {
  readonly municipalityName: string;
  readonly boardId: Id<'Board'>;
  readonly personId: Id<'Person'>;
  readonly name: string;
  readonly subject?: string;
}

/** A change of the register, and the id of the municipality, board or person that the change is about. */
export interface ChangeOf {
  readonly about: string;
  readonly change: RegisterChange;
}

/**
 * Returns the changes that make a person the first administrator of the municipality. Some of them add a missing board
 * or person.
 */
export function firstAdministrator(
  { municipalityName, boardId, personId, name, subject }: FirstAdministratorData,
  register: Register,
  { isSignInTaken, today }: { readonly isSignInTaken: boolean; readonly today: IsoDate },
): ChangeOf[] {
  const { municipalityId, roles, boards, persons } = register;
  // Rule 43: the service answers as if a board of another municipality did not exist.
  if (municipalityOf(boardId) !== municipalityId) throw new Refusal(refusals.NOT_FOUND, { id: boardId });
  const isThere = roles.some((held) => isAdministrator(held) && !hasEnded(held, today));
  // Rule 56: once a municipality has an administrator, only administrators grant roles.
  if (isThere) throw new Refusal(registerRefusals.ADMINISTRATOR_EXISTS, { municipalityId });
  const added = addPersonIfMissing();
  const person = added?.kind === 'person' ? [added.person] : [];
  const withPerson = { ...register, persons: [...persons, ...person] };
  return [
    { about: municipalityId, change: renameMunicipality({ name: municipalityName }) },
    ...(boards.some(({ id }) => id === boardId)
      ? []
      : [{ about: boardId, change: addBoard({ boardId, name: boardId }, register) }]),
    ...(added === undefined ? [] : [{ about: personId, change: added }]),
    // Rule 95: only a role of the municipality reaches what belongs to the municipality.
    { about: personId, change: grantRole({ personId, boardId: null, role: 'ADMINISTRATOR' }, withPerson, today) },
  ];

  function addPersonIfMissing(): RegisterChange | undefined {
    if (persons.some(({ id }) => id === personId)) return undefined;
    return addPerson({ personId, name, ...(subject !== undefined && { subject }) }, register, isSignInTaken);
  }
}
