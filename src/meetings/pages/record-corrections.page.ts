import { dayWords } from '../../kernel/local-time.js';
import type { Act } from '../../web/act.page.js';
import { field, linesOf, tickedOf } from '../../web/form-controls.js';
import { boardOptions } from './attendance-form.page.js';
import { peopleOfRegister } from '../../web/board-lists.page.js';
import type { Visit } from '../../web/page.page.js';
import { actWords as words, attendanceWords, decisionWords } from './form-words.js';
import { lateCorrections } from './late-corrections.page.js';
import type { Meeting } from './meeting-question.page.js';
import { appealOptions, ofParagraphs } from './minutes-acts.page.js';

/** The recorded adjournments, and room for one that was left out. */
function breaksOf({ adjournments }: Meeting) {
  return [...adjournments, { from: '', until: '' }];
}

/** Returns the time of day in a local time, such as `13:05`. */
function clockIn(time: string | null): string {
  return time?.slice(11) ?? '';
}

/** A time of day on the day of the recorded time, or on the day of the meeting. Null: nothing is typed. */
function corrected({ date }: Meeting, recorded: string | null, clock = ''): string | null {
  const day = recorded === null || recorded === '' ? date : recorded.slice(0, 10);
  return clock === '' ? null : `${day}T${clock}`;
}

type Texts = Readonly<Record<string, string>>;

const MEMBER = 'ledamot';
const SUBSTITUTE = 'ersattare';
/** The number of people who can be added at once. */
const ADDED = 4;

/** One field for each member and substitute, room for new ones, and who presides. */
async function compositionControls(meeting: Meeting, visit: Visit) {
  const { language } = visit;
  const { chair, viceChairs, members } = meeting.composition;
  const own = boardOptions(meeting);
  const registered = await peopleOfRegister(visit);
  const others = registered.filter(({ value }) => !own.some((one) => one.value === value));
  const seats = [
    { value: MEMBER, label: seatWords.member[language] },
    { value: SUBSTITUTE, label: seatWords.substitute[language] },
  ];
  const out = { value: '', label: seatWords.out[language] };
  return [
    field.group(
      seatWords.board[language],
      own.map(({ value, label }) =>
        field.pick(`plats.${value}`, label, [...seats, out], {
          initial: members.includes(value) ? MEMBER : SUBSTITUTE,
        }),
      ),
    ),
    field.group(
      seatWords.added[language],
      Array.from({ length: ADDED }, (_, index) => [
        field.pick(`ny.${index}`, `${seatWords.person[language]} ${index + 1}`, [out, ...others]),
        field.pick(`nyplats.${index}`, `${seatWords.seat[language]} ${index + 1}`, seats, { initial: MEMBER }),
      ]).flat(),
      true,
    ),
    field.pick('ordforande', attendanceWords.chair[language], [...own, ...others], { initial: chair }),
    field.checks('vice', seatWords.vice[language], own, { initial: viceChairs }),
    field.text('skal', decisionWords.whyCorrected[language], { required: true }),
  ];
}

/** The composition that a form has. The orders stay as they were, and who is new comes last. */
function compositionIn(typed: Texts, meeting: Meeting) {
  const { members, substitutes, viceChairs } = meeting.composition;
  const added = Array.from({ length: ADDED }, (_, index) => ({
    id: typed[`ny.${index}`] ?? '',
    seat: typed[`nyplats.${index}`] ?? '',
  })).filter(({ id }) => id !== '');
  const now = [...members, ...substitutes].map((id) => ({ id, seat: typed[`plats.${id}`] ?? '' }));
  const of = (seat: string, first: readonly string[]) => {
    const all = [...now, ...added].filter((one) => one.seat === seat).map(({ id }) => id);
    return [...first.filter((id) => all.includes(id)), ...all.filter((id) => !first.includes(id))];
  };
  const vice = tickedOf(typed, 'vice', boardOptions(meeting));
  return {
    chair: typed.ordforande ?? '',
    viceChairs: [...viceChairs.filter((id) => vice.includes(id)), ...vice.filter((id) => !viceChairs.includes(id))],
    members: of(MEMBER, members),
    substitutes: of(SUBSTITUTE, substitutes),
  };
}

const seatWords = {
  board: { sv: 'Ledamöter och ersättare', en: 'Members and substitutes' },
  member: { sv: 'Ledamot', en: 'Member' },
  substitute: { sv: 'Ersättare', en: 'Substitute' },
  out: { sv: 'Ingen av dem', en: 'Neither' },
  added: { sv: 'Fler ledamöter och ersättare', en: 'More members and substitutes' },
  person: { sv: 'Person', en: 'Person' },
  seat: { sv: 'Plats', en: 'Seat' },
  vice: { sv: 'Vice ordförande', en: 'Vice chairs' },
} as const;

/** The corrections of a meeting's record and of what followed its decisions. */
export const recordCorrections: readonly Act<Meeting>[] = [
  ...lateCorrections,
  {
    ...{ slug: 'ratta-sammansattning', command: 'correctComposition' },
    faults: { ATTENDANCE_UNSOUND: 'ordforande', REASON_MISSING: 'skal' },
    title: { sv: 'Rätta sammansättningen', en: 'Correct the composition' },
    done: { sv: 'Sammansättningen är rättad.', en: 'The composition is corrected.' },
    controls: compositionControls,
    input: (typed, meeting) => ({
      ...{ meetingId: meeting.id, reason: typed.skal, composition: compositionIn(typed, meeting) },
    }),
  },
  {
    ...{
      slug: 'ratta-tider',
      command: 'correctTimes',
      faults: { REASON_MISSING: 'skal', TIMES_OUT_OF_ORDER: 'oppnat' },
    },
    title: { sv: 'Rätta tiderna', en: 'Correct the times' },
    done: { sv: 'Tiderna är rättade.', en: 'The times are corrected.' },
    controls: (meeting, { language }) => [
      field.time('oppnat', words.openedAt[language], { initial: clockIn(meeting.openedAt) }),
      ...breaksOf(meeting).map(({ from, until }, index) =>
        field.group(`${words.adjournment[language]} ${index + 1}`, [
          field.time(`fran.${index}`, words.from[language], { initial: clockIn(from) }),
          field.time(`till.${index}`, words.until[language], { initial: clockIn(until) }),
        ]),
      ),
      ...(meeting.status === 'CLOSED'
        ? [field.time('avslutat', words.closedAt[language], { initial: clockIn(meeting.closedAt) })]
        : []),
      field.text('skal', decisionWords.whyCorrected[language], { required: true }),
    ],
    input: (typed, meeting) => ({
      ...{ meetingId: meeting.id, reason: typed.skal },
      openedAt: corrected(meeting, meeting.openedAt, typed.oppnat),
      closedAt: corrected(meeting, meeting.closedAt, typed.avslutat),
      adjournments: breaksOf(meeting)
        .map((one, index) => ({
          from: corrected(meeting, one.from, typed[`fran.${index}`]) ?? '',
          until: corrected(meeting, one.until, typed[`till.${index}`]) ?? '',
        }))
        .filter(({ from, until }) => from !== '' || until !== ''),
    }),
  },
  {
    ...{ slug: 'ratta-justering', command: 'correctAdjustment' },
    permission: ofParagraphs('correctAdjustment'),
    faults: {
      ...{ ADJUSTER_ABSENT: 'justerare', ADJUSTER_NOT_ELECTED: 'justerare', ADJUSTERS_MISSING: 'justerare' },
      ...{ TOO_EARLY: 'datum', IN_FUTURE: 'datum', REASON_MISSING: 'skal' },
    },
    title: { sv: 'Rätta justeringen', en: 'Correct the adjustment' },
    done: { sv: 'Justeringen är rättad.', en: 'The adjustment is corrected.' },
    controls: (meeting, { language }) => {
      const options = meeting.adjustments.map(({ number, paragraphs, date }) => ({
        value: String(number),
        label: `§ ${paragraphs.join(', ')}, ${dayWords(date)[language]}`,
      }));
      return [
        field.pick('justering', words.adjustment[language], options, { required: true }),
        field.checks('justerare', words.adjusters[language], boardOptions(meeting), {
          ...{ required: true, initial: meeting.adjusters },
        }),
        field.day('datum', words.adjustedOn[language], {
          ...{ required: true, initial: meeting.adjustments.at(-1)?.date ?? '' },
        }),
        field.text('skal', decisionWords.whyCorrected[language], { required: true }),
      ];
    },
    input: (typed, meeting) => ({
      ...{ meetingId: meeting.id, adjustment: Number(typed.justering), date: typed.datum, reason: typed.skal },
      adjusters: tickedOf(typed, 'justerare', boardOptions(meeting)),
    }),
  },
  {
    ...{ slug: 'ratta-expediering', command: 'correctDispatch' },
    permission: ofParagraphs('correctDispatch'),
    faults: { TOO_EARLY: 'datum', IN_FUTURE: 'datum', REASON_MISSING: 'skal', RECIPIENTS_MISSING: 'mottagare' },
    title: { sv: 'Rätta expedieringen', en: 'Correct the dispatch' },
    done: { sv: 'Expedieringen är rättad.', en: 'The dispatch is corrected.' },
    controls: ({ dispatches }, { language }) => {
      const options = dispatches.map(({ paragraph, date }, index) => ({
        value: String(index + 1),
        label: `§ ${paragraph}, ${dayWords(date)[language]}`,
      }));
      const newest = dispatches.at(-1);
      return [
        field.pick('expediering', words.dispatch[language], options, {
          ...{ required: true, initial: String(dispatches.length) },
        }),
        field.text('mottagare', words.recipients[language], {
          ...{ required: true, initial: newest?.recipients.join('\n') ?? '' },
        }),
        field.day('datum', words.sentOn[language], { required: true, initial: newest?.date ?? '' }),
        field.text('skal', decisionWords.whyCorrected[language], { required: true }),
      ];
    },
    input: ({ expediering, mottagare, datum, skal }, { id: meetingId }) => ({
      ...{ meetingId, dispatch: Number(expediering), recipients: linesOf(mottagare), date: datum, reason: skal },
    }),
  },
  {
    ...{ slug: 'ratta-overklagande', command: 'correctAppeal' },
    permission: ofParagraphs('correctAppeal'),
    faults: { TOO_EARLY: 'datum', IN_FUTURE: 'datum', APPEAL_TIMELINESS: 'datum', REASON_MISSING: 'skal' },
    title: { sv: 'Rätta överklagandet', en: 'Correct the appeal' },
    done: { sv: 'Överklagandet är rättat.', en: 'The appeal is corrected.' },
    controls: (meeting, { language }) => {
      const open = meeting.appeals.find(({ settled }) => settled === null);
      return [
        field.pick('overklagande', words.appeal[language], appealOptions(meeting, language), { required: true }),
        field.day('datum', words.receivedOn[language], { required: true, initial: open?.receivedOn ?? '' }),
        field.line('mal', words.courtDnr[language], { initial: open?.courtDnr ?? '' }),
        field.text('skal', decisionWords.whyCorrected[language], { required: true }),
      ];
    },
    input: ({ overklagande, datum, mal, skal }, { id: meetingId, appeals }) => {
      const appeal = Number(overklagande);
      const appellant = appeals.find(({ number }) => number === appeal)?.appellant ?? null;
      return { meetingId, appeal, appellant, receivedOn: datum, courtDnr: mal ?? '', reason: skal };
    },
  },
];
