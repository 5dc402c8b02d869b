import type { Id } from '../../kernel/identity.js';
import { isBlank, isRefusal, roleNames } from '../../kernel/refusal.js';
import { type PersonRole, personRoles } from '../../kernel/permissions.js';
import type { RowFault } from '../../kernel/row-faults.js';
import type { IsoDate } from '../../kernel/tertial.js';
import { folded, LONGEST_MAIL_ADDRESS_IN_CHARACTERS } from '../../kernel/text.js';
import { dateIn, type DateSystem } from '../../platform/spreadsheets/date-in.js';
import { type ImportRow, type Reading, readTable, shortened, type Table } from '../../platform/spreadsheets/table.js';
import type { Board, Register, RegisterChange } from '../register.js';
import { seatNames } from '../register-refusals.js';
import { grantRole } from '../role-assignments.js';
import { addUnitMember } from '../unit-members.js';
import { peopleColumns, peopleHeadings as headings } from './people-columns.js';
import { fault, personOfRow, type PersonsOfFile } from './persons-of-file.js';
import { type NamedStep, stepMeant } from './review-steps.js';

/** The facts that decide about a file of people besides the register. */
export interface ImportAct {
  readonly today: IsoDate;
  /** The sign-ins of the file that somebody in the municipality has already. */
  readonly takenHere: ReadonlySet<string>;
  /** Those that somebody in another municipality has. */
  readonly takenElsewhere: ReadonlySet<string>;
  /** The steps of the review chains of each board. */
  readonly steps: ReadonlyMap<Id<'Board'>, readonly NamedStep[]>;
  /** Returns the id of the new person in a row. The same file in the same command gets the same ids. */
  newId(row: number): Id<'Person'>;
}

/** The changes that a file makes, in the order of its rows. With a fault there are none. */
export interface PeopleImport extends Reading {
  readonly changes: readonly RegisterChange[];
}

const MOST_ROWS = 1000;
const LONGEST_TEXT_IN_CHARACTERS = 200;
const WHOLE_MUNICIPALITY = ['hela kommunen', 'the whole municipality'];

/**
 * Judges a file of people, whole, by the rules of the commands that add a person, grant a role and add a person to a unit
 * (rules 176 and 177). Each row is judged on the register as the rows above have made it.
 */
export function importPeople(table: Table, register: Register, act: ImportAct): PeopleImport {
  const file = new FileOfPeople(register, act, table.dateSystem);
  const reading = readTable(table, peopleColumns, (rows) => {
    if (rows.length === 0) return [fault(2, headings.name, 'MISSING', '')];
    return rows.flatMap((row) => file.judge(row));
  });
  return { ...reading, changes: reading.faults.length === 0 ? file.changes : [] };
}

/** The facts about a file that need no register. */
interface FirstLook {
  /** The answer to a file of too many rows, whatever the register says; null for any other file. */
  readonly tooLong: PeopleImport | null;
  /** The sign-ins that the file names, so that they can be looked for before it is judged. */
  readonly signIns: readonly string[];
}

export function lookAt(table: Table): FirstLook {
  const found = new Set<string>();
  const reading = readTable(table, peopleColumns, (rows) => {
    const [tooMany] = rows.slice(MOST_ROWS);
    if (tooMany !== undefined) return [fault(tooMany.number, headings.name, 'TOO_MANY_ROWS', '')];
    for (const { cells } of rows) found.add(folded(cells[headings.signIn] ?? ''));
    return [];
  });
  const isTooLong = reading.rows.read - reading.rows.blank > MOST_ROWS;
  return {
    tooLong: isTooLong ? { ...reading, changes: [] } : null,
    signIns: [...found].filter((signIn) => !isBlank(signIn)),
  };
}

function tooLong({ number, cells }: ImportRow): RowFault[] {
  return Object.entries(cells).flatMap(([column, cell]) => {
    const most = column === headings.email ? LONGEST_MAIL_ADDRESS_IN_CHARACTERS : LONGEST_TEXT_IN_CHARACTERS;
    return folded(cell).length > most ? [fault(number, column, 'TOO_LONG', shortened(cell))] : [];
  });
}

type Texts = Readonly<Record<keyof typeof headings, string>>;

function textsOf({ cells }: ImportRow): Texts {
  const text = (heading: string) => folded(cells[heading] ?? '');
  return {
    ...{ id: text(headings.id), name: text(headings.name), title: text(headings.title) },
    ...{ email: text(headings.email), signIn: text(headings.signIn), board: text(headings.board) },
    ...{ role: text(headings.role), step: text(headings.step), seat: text(headings.seat) },
    ...{ unit: text(headings.unit), from: text(headings.from), to: text(headings.to) },
  };
}

function nameKey(name: string): string {
  return folded(name).toLowerCase();
}

/** A file under judgement: the register as the rows so far have made it. */
class FileOfPeople implements PersonsOfFile {
  readonly changes: RegisterChange[] = [];
  readonly register: Register;
  readonly added = new Set<Id<'Person'>>();
  above: Id<'Person'> | null | undefined = undefined;
  readonly #persons;
  readonly #names;
  readonly #roles;
  readonly #members;

  constructor(
    register: Register,
    readonly act: ImportAct,
    private readonly dateSystem: DateSystem,
  ) {
    this.#persons = [...register.persons];
    this.#names = new Set(register.persons.map(({ name }) => nameKey(name ?? '')));
    this.#roles = [...register.roles];
    this.#members = [...register.unitMembers];
    this.register = { ...register, persons: this.#persons, roles: this.#roles, unitMembers: this.#members };
  }

  take(change: RegisterChange): void {
    this.changes.push(change);
    if (change.kind === 'person') {
      this.#persons.push(change.person);
      this.added.add(change.person.id);
      this.#names.add(nameKey(change.person.name ?? ''));
    }
    if (change.kind === 'role') this.#roles.push(change.role);
    if (change.kind === 'unitMember') this.#members.push(change.member);
  }

  isNameKnown(name: string): boolean {
    return this.#names.has(nameKey(name));
  }

  judge(row: ImportRow): RowFault[] {
    const long = tooLong(row);
    // Nobody knows whom the row is about, and so neither whom the next one is about.
    if (long.length > 0) this.above = null;
    return long.length > 0 ? long : this.judged(row);
  }

  private judged(row: ImportRow): RowFault[] {
    const texts = textsOf(row);
    const { number } = row;
    const ofPerson = personOfRow({ number, texts }, this);
    const { from, to, faults: ofDays } = daysOf(number, texts, this.dateSystem);
    const place = placeOf(number, texts, this.register);
    const role = roleOf(number, texts, place, this.act);
    const unit = unitOf(number, texts, place.board, this.register);
    const parts = [ofDays, place.faults, role.faults, unit.faults, missingParts(number, texts)];
    const faults = [...ofPerson, ...parts.flat()];
    const personId = this.above;
    if (faults.length > 0 || personId === null || personId === undefined) return faults;
    const given = { personId, from, to };
    const { today } = this.act;
    const { board } = place;
    const { role: code, step = null } = role;
    const { unitId } = unit;
    const rules: (() => RegisterChange)[] = [];
    if (code !== undefined && board !== undefined) {
      const granted = { ...given, boardId: board?.id ?? null, role: code, step };
      rules.push(() => grantRole(granted, this.register, today));
    }
    if (unitId !== undefined) rules.push(() => addUnitMember({ ...given, unitId }, this.register, today));
    return rules.flatMap((rule) => this.given(number, texts, rule));
  }

  /** Takes the change of a rule. Its refusal is a fault of the row, in the column that the refusal is about. */
  private given(number: number, texts: Texts, rule: () => RegisterChange): RowFault[] {
    try {
      this.take(rule());
      return [];
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const { problem, about } = told[error.code] ?? { problem: 'REFUSED', about: 'role' };
      return [fault(number, headings[about], problem, texts[about])];
    }
  }
}

/** The fault of a row for each refusal of a rule, and the column that it is about. */
const told: Readonly<Record<string, { readonly problem: RowFault['problem']; readonly about: keyof Texts }>> = {
  STEP_UNFIT: { problem: 'STEP_UNFIT', about: 'step' },
  ROLE_OVERLAPS: { problem: 'ROLE_HELD', about: 'role' },
  ROLE_NEEDS_BOARD: { problem: 'ROLE_NEEDS_BOARD', about: 'role' },
  CHAIR_TAKEN: { problem: 'CHAIR_TAKEN', about: 'seat' },
  UNIT_MEMBER_ALREADY: { problem: 'IN_UNIT_ALREADY', about: 'unit' },
  DATES_REVERSED: { problem: 'DATES_REVERSED', about: 'to' },
};

function daysOf(number: number, texts: Texts, system: DateSystem) {
  const read = (about: 'from' | 'to') => {
    const text = texts[about];
    if (isBlank(text)) return { date: null, faults: [] };
    const day = dateIn(text, system);
    return { date: day.date, faults: day.date === null ? [fault(number, headings[about], day.problem, text)] : [] };
  };
  const [from, to] = [read('from'), read('to')];
  return { from: from.date, to: to.date, faults: [...from.faults, ...to.faults] };
}

interface PlaceOfRow {
  /** The board that the row names; null for the whole municipality, and undefined for none or an unknown one. */
  readonly board?: Board | null;
  readonly faults: readonly RowFault[];
}

function placeOf(number: number, { board }: Texts, { boards }: Register): PlaceOfRow {
  if (isBlank(board)) return { faults: [] };
  if (WHOLE_MUNICIPALITY.includes(board.toLowerCase())) return { board: null, faults: [] };
  const named = namedAs(boards, board);
  const [found] = named;
  if (found !== undefined && named.length === 1) return { board: found, faults: [] };
  return { faults: [notOne(number, headings.board, named, board)] };
}

interface RoleOfRow {
  readonly role?: PersonRole;
  readonly step?: string | null;
  readonly faults: readonly RowFault[];
}

function roleOf(number: number, texts: Texts, { board }: PlaceOfRow, { steps }: ImportAct): RoleOfRow {
  const { role: text, step, seat } = texts;
  if (isBlank(text)) return { faults: [] };
  const role = personRoles.find((code) => isMeant(text, code, roleNames));
  if (role === undefined) return { faults: [fault(number, headings.role, 'UNKNOWN_ROLE', text)] };
  const isSeated = role === 'BOARD_MEMBER';
  const [unfit, column] = isSeated ? [step, headings.step] : [seat, headings.seat];
  if (!isBlank(unfit)) return { faults: [fault(number, column, 'STEP_UNFIT', unfit)] };
  if (role === 'REVIEWER' && board) return { role, ...stepMeant(number, step, steps.get(board.id) ?? []) };
  const code = isSeated ? seatMeant(seat) : step;
  if (code === undefined) return { faults: [fault(number, headings.seat, 'UNKNOWN_SEAT', seat)] };
  return { role, step: isBlank(code) ? null : code, faults: [] };
}

interface UnitOfRow {
  readonly unitId?: Id<'Unit'>;
  readonly faults: readonly RowFault[];
}

function unitOf(number: number, { unit: text }: Texts, board: PlaceOfRow['board'], { units }: Register): UnitOfRow {
  if (isBlank(text) || board === undefined) return { faults: [] };
  const named = namedAs(
    units.filter(({ boardId }) => boardId === board?.id),
    text,
  );
  const [unit] = named;
  if (unit !== undefined && named.length === 1) return { unitId: unit.id, faults: [] };
  return { faults: [notOne(number, headings.unit, named, text)] };
}

/** A place needs a role or a unit, and each of those needs its place. Nothing is taken for granted (rule 176). */
function missingParts(number: number, { board, role, step, seat, unit, from, to }: Texts): RowFault[] {
  const needsPlace = !isBlank(role) || !isBlank(unit);
  const noBoard = needsPlace && isBlank(board) ? [fault(number, headings.board, 'MISSING', '')] : [];
  const ofRole = [board, from, to].some((text) => !isBlank(text)) && !needsPlace;
  const noRole = (ofRole || !isBlank(step) || !isBlank(seat)) && isBlank(role);
  return [...noBoard, ...(noRole ? [fault(number, headings.role, 'MISSING', '')] : [])];
}

/** Returns the code of a seat, a blank text for none, and undefined for an unknown one. */
function seatMeant(seat: string): string | undefined {
  return isBlank(seat) ? '' : Object.keys(seatNames).find((code) => isMeant(seat, code, seatNames));
}

function isMeant(text: string, code: string, names: typeof roleNames): boolean {
  const { sv, en } = names[code] ?? { sv: code, en: code };
  return [code, sv, en].some((one) => one.toLowerCase() === text.toLowerCase());
}

/** Returns the thing with this id, or else all with this name in any case. */
function namedAs<Thing extends { readonly id: string; readonly name: string }>(
  things: readonly Thing[],
  text: string,
): Thing[] {
  const withId = things.filter(({ id }) => id === text);
  return withId.length > 0 ? withId : things.filter(({ name }) => folded(name).toLowerCase() === text.toLowerCase());
}

function notOne(number: number, column: string, named: readonly unknown[], text: string): RowFault {
  return fault(number, column, named.length === 0 ? 'NOT_IN_REGISTER' : 'AMBIGUOUS_IN_REGISTER', text);
}
