import type { Language } from '../../kernel/language.js';
import { dayWords } from '../../kernel/local-time.js';
import { type Act, NOTHING_TO_DO, permissionIn } from '../../web/act.page.js';
import { field, linesOf, type Option, tickedOf } from '../../web/form-controls.js';
import { rulings } from '../meeting-event.js';
import type { ParagraphStatus } from '../meeting-process.js';
import { boardOptions } from './attendance-form.page.js';
import { actWords as words, decisionWords } from './form-words.js';
import type { Meeting } from './meeting-question.page.js';

/** Paragraphs in one of these statuses, each as an option. */
function paragraphsIn({ paragraphs }: Meeting, ...statuses: readonly ParagraphStatus[]): Option[] {
  return paragraphs
    .filter(({ status }) => statuses.includes(status))
    .map(({ paragraph }) => ({ value: paragraph, label: `§ ${paragraph}` }));
}

const values = (options: readonly Option[]) => options.map(({ value }) => value);

/** The parts of the minutes that can be appealed: each §, and each point of a § with several. */
function partsOf({ paragraphs, decisions }: Meeting, language: Language): Option[] {
  return paragraphs.flatMap(({ paragraph }) => {
    const own = decisions.filter((one) => one.paragraph === paragraph);
    const point = { sv: 'punkt', en: 'point' }[language];
    return [
      { value: paragraph, label: `§ ${paragraph}` },
      ...(own.length < 2
        ? []
        : own.map(({ number }) => ({ value: `${paragraph}:${number}`, label: `§ ${paragraph}, ${point} ${number}` }))),
    ];
  });
}

function partsIn(ticked: readonly string[]) {
  return ticked.map((part) => {
    const [paragraph = '', point] = part.split(':');
    return { paragraph, point: point === undefined ? null : Number(point) };
  });
}

function noticeOptions({ notices }: Meeting, language: Language): Option[] {
  return notices
    .filter(({ takenDown }) => takenDown === null)
    .map(({ number, date, paragraphs }) => ({
      value: String(number),
      label: `§ ${paragraphs.join(', ')}, ${dayWords(date)[language]}`,
    }));
}

/** The appeals that wait for a ruling. */
export function appealOptions({ appeals }: Meeting, language: Language): Option[] {
  return appeals
    .filter(({ settled }) => settled === null)
    .map(({ number, receivedOn, parts }) => ({
      value: String(number),
      label: `§ ${[...new Set(parts.map(({ paragraph }) => paragraph))].join(', ')}, ${dayWords(receivedOn)[language]}`,
    }));
}

/**
 * Tells whether the command can be given about one § at least. Without such a §, what it is about is not there: the
 * refusal of the first § that tells of the command says why, and otherwise there is nothing to tell.
 */
export function ofParagraphs(command: string): NonNullable<Act<Meeting>['permission']> {
  return ({ permitted, paragraphs }) => {
    const whole = permissionIn(permitted, command);
    if (whole?.allowed !== true) return whole;
    const each = paragraphs.flatMap((one) => permissionIn(one.permitted, command) ?? []);
    const nothing = { command, allowed: false, code: NOTHING_TO_DO, sentence: null };
    return each.find(({ allowed }) => allowed) ?? each[0] ?? nothing;
  };
}

/** The acts after a decision: adjustment, notice, dispatch and appeal. */
export const afterActs: readonly Act<Meeting>[] = [
  {
    ...{ slug: 'justera', command: 'adjustMinutes' },
    permission: ofParagraphs('adjustMinutes'),
    faults: {
      ...{ PARAGRAPHS_MISSING: 'paragrafer', ADJUSTER_ABSENT: 'justerare', ADJUSTER_NOT_ELECTED: 'justerare' },
      ...{ TOO_EARLY: 'datum', IN_FUTURE: 'datum', ADJUSTERS_MISSING: 'justerare' },
    },
    title: { sv: 'Anteckna justeringen', en: 'Record the adjustment' },
    done: { sv: 'Justeringen är antecknad.', en: 'The adjustment is recorded.' },
    controls: (meeting, { language, today }) => {
      const decided = paragraphsIn(meeting, 'DECIDED');
      const yes = [{ value: 'ja', label: words.yes[language] }];
      return [
        field.checks('paragrafer', words.paragraphs[language], decided, { required: true, initial: values(decided) }),
        field.checks('justerare', words.adjusters[language], boardOptions(meeting), {
          ...{ required: true, initial: meeting.adjusters },
        }),
        field.day('datum', words.adjustedOn[language], { required: true, initial: today }),
        field.checks('omedelbart', words.atOnce[language], yes, { initial: meeting.status === 'OPEN' ? ['ja'] : [] }),
      ];
    },
    input: (typed, meeting) => ({
      ...{ meetingId: meeting.id, date: typed.datum, atOnce: typed['omedelbart.ja'] === 'ja' },
      paragraphs: tickedOf(typed, 'paragrafer', paragraphsIn(meeting, 'DECIDED')),
      adjusters: tickedOf(typed, 'justerare', boardOptions(meeting)),
    }),
  },
  {
    ...{ slug: 'anslag', command: 'postNotice' },
    permission: ofParagraphs('postNotice'),
    faults: { PARAGRAPHS_MISSING: 'paragrafer', TOO_EARLY: 'datum', IN_FUTURE: 'datum' },
    title: { sv: 'Anteckna anslaget', en: 'Record the notice' },
    done: { sv: 'Anslaget är antecknat.', en: 'The notice is recorded.' },
    controls: (meeting, { language, today }) => {
      const adjusted = paragraphsIn(meeting, 'ADJUSTED');
      return [
        field.checks('paragrafer', words.paragraphs[language], adjusted, { required: true, initial: values(adjusted) }),
        field.day('datum', words.postedOn[language], { required: true, initial: today }),
        field.line('forvaras', words.keptAt[language], { initial: meeting.notices.at(-1)?.keptAt ?? '' }),
      ];
    },
    input: (typed, meeting) => ({
      ...{ meetingId: meeting.id, date: typed.datum, keptAt: typed.forvaras ?? '' },
      paragraphs: tickedOf(typed, 'paragrafer', paragraphsIn(meeting, 'ADJUSTED')),
    }),
  },
  {
    ...{ slug: 'ratta-anslag', command: 'correctNotice', faults: { REASON_MISSING: 'skal', TOO_EARLY: 'datum' } },
    permission: ofParagraphs('correctNotice'),
    title: { sv: 'Rätta anslaget', en: 'Correct the notice' },
    done: { sv: 'Anslaget är rättat.', en: 'The notice is corrected.' },
    controls: (meeting, { language }) => {
      const [newest] = meeting.notices.slice(-1);
      return [
        field.pick('anslag', words.notice[language], noticeOptions(meeting, language), { required: true }),
        field.day('datum', words.postedOn[language], { required: true, initial: newest?.date ?? '' }),
        field.line('forvaras', words.keptAt[language], { initial: newest?.keptAt ?? '' }),
        field.text('skal', decisionWords.whyCorrected[language], { required: true }),
      ];
    },
    input: ({ anslag, datum, forvaras, skal }, { id: meetingId }) => ({
      ...{ meetingId, notice: Number(anslag), date: datum, keptAt: forvaras, reason: skal },
    }),
  },
  {
    ...{ slug: 'ta-ned-anslag', command: 'takeDownNotice' },
    permission: ofParagraphs('takeDownNotice'),
    faults: { APPEAL_PERIOD_RUNS: 'skal', TOO_EARLY: 'datum', IN_FUTURE: 'datum' },
    title: { sv: 'Anteckna att anslaget togs ned', en: 'Record that the notice was taken down' },
    done: { sv: 'Anslaget är nedtaget.', en: 'The notice is taken down.' },
    controls: (meeting, { language, today }) => [
      field.pick('anslag', words.notice[language], noticeOptions(meeting, language), { required: true }),
      field.day('datum', words.takenDownOn[language], { required: true, initial: today }),
      field.text('skal', words.early[language]),
    ],
    input: ({ anslag, datum, skal = '' }, { id: meetingId }) => ({
      ...{ meetingId, notice: Number(anslag), date: datum, reason: skal },
    }),
  },
  {
    ...{ slug: 'expediera', command: 'dispatchParagraph', faults: { TOO_EARLY: 'datum', IN_FUTURE: 'datum' } },
    permission: ofParagraphs('dispatchParagraph'),
    title: { sv: 'Anteckna expedieringen', en: 'Record the dispatch' },
    done: { sv: 'Expedieringen är antecknad.', en: 'The dispatch is recorded.' },
    controls: (meeting, { language, today }) => [
      field.pick(
        'paragraf',
        words.paragraph[language],
        paragraphsIn(meeting, 'ADJUSTED', 'NOTICED', 'APPEALED', 'IN_FORCE'),
        { required: true },
      ),
      field.text('mottagare', words.recipients[language], { required: true }),
      field.day('datum', words.sentOn[language], { required: true, initial: today }),
    ],
    input: ({ paragraf, mottagare, datum }, { id: meetingId }) => ({
      ...{ meetingId, paragraph: paragraf, recipients: linesOf(mottagare), date: datum },
    }),
  },
  {
    ...{ slug: 'overklagande', command: 'recordAppeal' },
    permission: ofParagraphs('recordAppeal'),
    faults: { PARAGRAPHS_MISSING: 'delar', TOO_EARLY: 'datum', IN_FUTURE: 'datum', PARAGRAPH_STATUS: 'delar' },
    title: { sv: 'Anteckna ett överklagande', en: 'Record an appeal' },
    done: { sv: 'Överklagandet är antecknat.', en: 'The appeal is recorded.' },
    controls: (meeting, { language, today }) => [
      field.checks('delar', words.parts[language], partsOf(meeting, language), { required: true }),
      field.day('datum', words.receivedOn[language], { required: true, initial: today }),
      field.line('mal', words.courtDnr[language]),
    ],
    input: (typed, meeting, { language }) => ({
      ...{ meetingId: meeting.id, receivedOn: typed.datum, courtDnr: typed.mal ?? '' },
      parts: partsIn(tickedOf(typed, 'delar', partsOf(meeting, language))),
    }),
  },
  {
    ...{ slug: 'avgor-overklagande', command: 'settleAppeal' },
    permission: ofParagraphs('settleAppeal'),
    faults: { NOT_APPEALED: 'delar', TOO_EARLY: 'datum', IN_FUTURE: 'datum', TEXT_MISSING: 'mal' },
    title: { sv: 'Anteckna hur överklagandet avgjordes', en: 'Record how the appeal was settled' },
    done: { sv: 'Avgörandet är antecknat.', en: 'The ruling is recorded.' },
    controls: (meeting, { language, today }) => [
      field.pick('overklagande', words.appeal[language], appealOptions(meeting, language), { required: true }),
      field.choice(
        'avgorande',
        words.ruling[language],
        rulings.map((value) => ({ value, label: words[value][language] })),
        { required: true },
      ),
      field.checks('delar', words.annulled[language], partsOf(meeting, language)),
      field.day('datum', words.takesEffect[language], { required: true, initial: today }),
      field.line('mal', words.caseNumber[language], { required: true }),
    ],
    input: (typed, meeting, { language }) => ({
      ...{ meetingId: meeting.id, appeal: Number(typed.overklagande), ruling: typed.avgorande },
      ...{ date: typed.datum, caseNumber: typed.mal },
      annulled: partsIn(tickedOf(typed, 'delar', partsOf(meeting, language))),
    }),
  },
];
