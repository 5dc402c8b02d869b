import type { Id } from '../../kernel/identity.js';
import { isBlank } from '../../kernel/refusal.js';
import type { RowFault } from '../../kernel/row-faults.js';
import { folded, mailAddress } from '../../kernel/text.js';
import { shortened } from '../../platform/spreadsheets/table.js';
import { addPerson } from '../persons.js';
import type { Register, RegisterChange, RegisteredPerson } from '../register.js';
import { peopleHeadings as headings } from './people-columns.js';

/** The persons of a file under judgement. */
export interface PersonsOfFile {
  /** The register as the rows so far have made it. */
  readonly register: Register;
  /** The persons whom the file adds. */
  readonly added: ReadonlySet<Id<'Person'>>;
  /** The person of the row above; null when that row is at fault, and undefined before the first row. */
  above: Id<'Person'> | null | undefined;
  readonly act: Readonly<Record<'takenHere' | 'takenElsewhere', ReadonlySet<string>>> & {
    newId(row: number): Id<'Person'>;
  };
  /** Whether somebody in the register, or added by the file, has this name in any case. */
  isNameKnown(name: string): boolean;
  take(change: RegisterChange): void;
}

interface RowOfPerson {
  readonly number: number;
  readonly texts: Readonly<Record<'id' | 'name' | 'title' | 'email' | 'signIn', string>>;
}

export function fault(row: number, column: string, problem: RowFault['problem'], value: string): RowFault {
  return { row, column, problem, value: shortened(value) };
}

/**
 * Finds or adds the person of a row, who is then the person above for the next row. A row without a name is about the
 * person above, since spreadsheets merge the cells of a person. A name alone never finds somebody: two people can have it.
 */
export function personOfRow(row: RowOfPerson, file: PersonsOfFile): RowFault[] {
  const { number, texts } = row;
  const { id, name, title, email, signIn } = texts;
  const isOfPersonAbove = [id, name, title, email, signIn].every(isBlank);
  if (isOfPersonAbove && file.above !== undefined) return [];
  file.above = null;
  if (!isBlank(id)) return personWithId(row, file);
  if (isBlank(name)) return [fault(number, headings.name, 'MISSING', '')];
  const before = file.register.persons.find(({ id: known, subject }) => file.added.has(known) && subject === signIn);
  if (before !== undefined) return samePerson(row, before, 'OTHER_THAN_ABOVE', file);
  return newPerson(row, file);
}

function personWithId({ number, texts }: RowOfPerson, file: PersonsOfFile): RowFault[] {
  const { id } = texts;
  const found = file.register.persons.find((person) => person.id === id && !file.added.has(person.id));
  if (found === undefined) return [fault(number, headings.id, 'NOT_IN_REGISTER', id)];
  // Rule 46: an erased person stays erased.
  if (found.name === null) return [fault(number, headings.id, 'NAME_ERASED', id)];
  return samePerson({ number, texts }, found, 'OTHER_THAN_ID', file);
}

/** A file adds people and what they do. It changes nothing of a person who is there, so that what it says must agree. */
function samePerson(
  { number, texts }: RowOfPerson,
  { id, ...known }: RegisteredPerson,
  problem: 'OTHER_THAN_ID' | 'OTHER_THAN_ABOVE',
  file: PersonsOfFile,
): RowFault[] {
  const { name, title, email, signIn } = texts;
  const cells = [
    [headings.name, name, known.name],
    [headings.title, title, known.title],
    [headings.email, email, known.email],
    [headings.signIn, signIn, known.subject],
  ] as const;
  const others = cells.filter(([, text, there]) => !isBlank(text) && folded(there ?? '') !== text);
  if (others.length === 0) file.above = id;
  return others.map(([column, text]) => fault(number, column, problem, text));
}

function newPerson({ number, texts: { name, title, email, signIn } }: RowOfPerson, file: PersonsOfFile): RowFault[] {
  const isMailable = isBlank(email) || mailAddress.test(email);
  const ofEmail = isMailable ? [] : [fault(number, headings.email, 'NOT_AN_ADDRESS', email)];
  // Rule 55: a sign-in belongs to one person.
  const { takenHere, takenElsewhere } = file.act;
  if (takenHere.has(signIn)) return [...ofEmail, fault(number, headings.signIn, 'SIGN_IN_TAKEN', signIn)];
  if (takenElsewhere.has(signIn)) return [...ofEmail, fault(number, headings.signIn, 'SIGN_IN_OF_ANOTHER', signIn)];
  if (isBlank(signIn) && file.isNameKnown(name)) return [...ofEmail, fault(number, headings.name, 'NAME_KNOWN', name)];
  if (!isMailable) return ofEmail;
  const personId = file.act.newId(number);
  const subject = isBlank(signIn) ? null : signIn;
  file.take(addPerson({ personId, name, title, email, subject }, file.register, false));
  file.above = personId;
  return [];
}
