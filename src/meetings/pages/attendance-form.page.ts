import type { Language } from '../../kernel/language.js';
import { peopleOfRegister } from '../../web/board-lists.page.js';
import { type Control, field, type Option } from '../../web/form-controls.js';
import type { Visit } from '../../web/page.page.js';
import { called } from '../../web/selection.js';
import { boardOf, type Meeting } from './meeting-question.page.js';
import { attendanceWords as words } from './form-words.js';

type Texts = Readonly<Record<string, string>>;

const SERVES = 'tjanstgor';
const PRESENT = 'narvarar';
const GUESTS = 4;

const seatOf = (personId: string) => `plats.${personId}`;
const partyOf = (personId: string) => `parti.${personId}`;
const guestAt = (index: number) => `annan.${index}`;
const titleAt = (index: number) => `titel.${index}`;

/** The fields of an attendance: one for each member and substitute, then the chair, the parties and the guests. */
export async function attendanceControls(meeting: Meeting, visit: Visit): Promise<readonly Control[]> {
  const { language } = visit;
  const { attendance, composition } = meeting;
  const { membersNamed, substitutesNamed } = composition;
  const everybody = boardOptions(meeting);
  const replaced = (membersNamed ?? []).map((one) => ({
    value: `${SERVES}:${one.id}`,
    label: `${words.servesFor[language]} ${called(one)}`,
  }));
  const fixed = [
    { value: '', label: words.absent[language] },
    { value: PRESENT, label: words.present[language] },
  ];
  const seat = (one: Named, isMember: boolean) =>
    field.pick(
      seatOf(one.id),
      called(one),
      isMember ? [{ value: SERVES, label: words.serves[language] }, ...fixed] : [...fixed, ...replaced],
      { initial: attendance === null ? (isMember ? SERVES : '') : seatIn(attendance, one.id) },
    );
  const party = ({ value, label }: Option) =>
    field.line(partyOf(value), label, {
      initial: attendance?.parties.find(({ personId }) => personId === value)?.party ?? '',
    });
  return [
    field.group(
      words.members[language],
      (membersNamed ?? []).map((one) => seat(one, true)),
    ),
    field.group(
      words.substitutes[language],
      (substitutesNamed ?? []).map((one) => seat(one, false)),
    ),
    field.pick('ordforande', words.chair[language], everybody, { initial: attendance?.chair ?? composition.chair }),
    field.group(words.parties[language], everybody.map(party), true),
    field.group(words.guests[language], await guests(meeting, visit), true),
  ];
}

interface Named {
  readonly id: string;
  readonly name: string | null;
}

type Attendance = NonNullable<Meeting['attendance']>;

function seatIn({ serving, notServing }: Attendance, personId: string): string {
  const own = serving.find((one) => one.personId === personId);
  if (own !== undefined) return own.inPlaceOf === null ? SERVES : `${SERVES}:${own.inPlaceOf}`;
  return notServing.includes(personId) ? PRESENT : '';
}

/** The officials and guests are people of the register who do not belong to the board. */
async function guests(meeting: Meeting, visit: Visit): Promise<readonly Control[]> {
  const others = meeting.attendance?.others ?? [];
  const ofBoard = boardOf(meeting).map(({ id }) => id);
  const { language } = visit;
  const registered = await peopleOfRegister(visit);
  const people: Option[] = [
    { value: '', label: words.nobody[language] },
    ...registered.filter(({ value }) => !ofBoard.includes(value)),
  ];
  return Array.from({ length: others.length + GUESTS }, (_, index) => [
    field.pick(guestAt(index), `${words.guest[language]} ${index + 1}`, people, {
      initial: others[index]?.personId ?? '',
    }),
    field.line(titleAt(index), `${words.title[language]} ${index + 1}`, { initial: others[index]?.title ?? '' }),
  ]).flat();
}

/** The attendance that a form has. */
export function attendanceIn(typed: Texts, meeting: Meeting) {
  const ids = boardOf(meeting).map(({ id }) => id);
  const seats = ids.map((personId) => ({ personId, seat: typed[seatOf(personId)] ?? '' }));
  const indexes = Array.from({ length: (meeting.attendance?.others.length ?? 0) + GUESTS }, (_, index) => index);
  return {
    serving: seats
      .filter(({ seat }) => seat.startsWith(SERVES))
      .map(({ personId, seat }) => ({ personId, inPlaceOf: seat.slice(SERVES.length + 1) || null })),
    notServing: seats.filter(({ seat }) => seat === PRESENT).map(({ personId }) => personId),
    chair: typed.ordforande ?? '',
    parties: ids.flatMap((personId) => {
      const party = (typed[partyOf(personId)] ?? '').trim();
      return party === '' ? [] : [{ personId, party }];
    }),
    others: indexes.flatMap((index) => {
      const personId = typed[guestAt(index)] ?? '';
      return personId === '' ? [] : [{ personId, title: typed[titleAt(index)] ?? '' }];
    }),
  };
}

/** The fields of an election of those who adjust the minutes. */
export function electionControls(meeting: Meeting, language: Language, initial: readonly string[]): readonly Control[] {
  const election = meeting.elections.at(-1);
  return [
    field.checks('justerare', words.adjusters[language], boardOptions(meeting), { initial }),
    field.day('justeras', words.adjustOn[language], { initial: election?.date ?? '' }),
    field.line('justeringsplats', words.adjustAt[language], { initial: election?.place ?? '' }),
  ];
}

export function boardOptions(meeting: Meeting): readonly Option[] {
  return boardOf(meeting).map((one) => ({ value: one.id, label: called(one) }));
}
