import { type Act, actPage, type Acts, NOTHING_TO_DO, permissionIn } from '../../web/act.page.js';
import { meetingAddress, MEETINGS } from '../../web/addresses.js';
import { personsQuestion } from '../../web/board-lists.page.js';
import { field, tickedOf } from '../../web/form-controls.js';
import { called } from '../../web/selection.js';
import { attendanceControls, attendanceIn, boardOptions, electionControls } from './attendance-form.page.js';
import { decisionControls, entryIn, pointIn } from './decision-form.page.js';
import { actWords as words, decisionWords } from './form-words.js';
import { type Meeting, mattersQuestion, meetingDay, meetingQuestion } from './meeting-question.page.js';
import { afterActs } from './minutes-acts.page.js';
import { recordCorrections } from './record-corrections.page.js';
import { agendaActs } from './scheduling-acts.page.js';

/** Writes a time of day of the meeting as the API takes it; null for none. */
function timeOf({ date }: Meeting, time: string | undefined): string | null {
  return time === undefined || time === '' ? null : `${date}T${time}`;
}

const notKnown = { TIMES_OUT_OF_ORDER: 'kl', IN_FUTURE: 'kl' };
const ofAttendance = { NOT_SERVING: 'ordforande', ADJUSTER_ABSENT: 'justerare', ADJUSTERS_MISSING: 'justerare' };
const ofDecision = {
  ...{ PARAGRAPH_TAKEN: 'paragraf', PARAGRAPH_WITHDRAWN: 'paragraf' },
  ...{ PARAGRAPH_STATUS: 'paragraf', PARAGRAPH_OUT_OF_ORDER: 'paragraf' },
  ...{ WORDING_NEEDS_APPROVAL: 'lydelse', REASON_MISSING: 'skal' },
};

/** The acts while the meeting goes on. */
const proceedings: readonly Act<Meeting>[] = [
  {
    ...{ slug: 'oppna', command: 'openMeeting', faults: { ...notKnown, ...ofAttendance } },
    title: { sv: 'Öppna sammanträdet', en: 'Open the meeting' },
    done: { sv: 'Sammanträdet är öppnat.', en: 'The meeting is open.' },
    controls: async (meeting, visit) => [
      field.time('kl', words.openedAt[visit.language], { initial: meeting.time }),
      ...(await attendanceControls(meeting, visit)),
      ...electionControls(meeting, visit.language, []),
    ],
    input: (typed, meeting) => ({
      ...{ meetingId: meeting.id, attendance: attendanceIn(typed, meeting), openedAt: timeOf(meeting, typed.kl) },
      ...electionIn(typed, meeting),
    }),
  },
  {
    ...{ slug: 'narvaro', command: 'recordAttendance', faults: ofAttendance },
    title: { sv: 'Anteckna ändrad närvaro', en: 'Record a changed attendance' },
    done: { sv: 'Närvaron är antecknad.', en: 'The attendance is recorded.' },
    controls: attendanceControls,
    input: (typed, meeting) => ({ meetingId: meeting.id, attendance: attendanceIn(typed, meeting) }),
  },
  {
    ...{ slug: 'ratta-narvaro', command: 'correctAttendance', faults: { ...ofAttendance, REASON_MISSING: 'skal' } },
    title: { sv: 'Rätta närvaron', en: 'Correct the attendance' },
    done: { sv: 'Närvaron är rättad.', en: 'The attendance is corrected.' },
    controls: async (meeting, visit) => [
      ...(await attendanceControls(meeting, visit)),
      field.text('skal', decisionWords.whyCorrected[visit.language], { required: true }),
    ],
    input: (typed, meeting) => ({
      ...{ meetingId: meeting.id, attendance: attendanceIn(typed, meeting), reason: typed.skal },
    }),
  },
  {
    ...{ slug: 'jav', command: 'recordConflict', faults: { NOT_SERVING: 'person', CHAIR_IN_CONFLICT: 'ordforande' } },
    title: { sv: 'Anteckna jäv', en: 'Record a conflict of interest' },
    done: { sv: 'Jävet är antecknat.', en: 'The conflict of interest is recorded.' },
    controls: (meeting, { language }) => {
      const nobody = { value: '', label: words.nobody[language] };
      const { attendance } = meeting;
      const serving = (attendance?.serving ?? []).map(({ personId, person }) => ({
        value: personId,
        label: called(person) || personId,
      }));
      return [
        field.pick('arende', words.matter[language], itemOptions(meeting), { required: true }),
        field.pick('person', words.person[language], [nobody, ...serving], { required: true }),
        field.pick('ersattare', words.substitute[language], [nobody, ...boardOptions(meeting)]),
        field.pick('ordforande', words.chair[language], [nobody, ...boardOptions(meeting)]),
      ];
    },
    input: ({ arende, person, ersattare = '', ordforande = '' }, { id: meetingId }) => ({
      ...{ meetingId, matterId: arende, personId: person },
      ...{ substitute: ersattare || null, chair: ordforande || null },
    }),
  },
  {
    ...{ slug: 'ratta-jav', command: 'correctConflict', faults: { REASON_MISSING: 'skal' } },
    permission: ({ permitted, conflicts }) =>
      conflicts.length > 0
        ? permissionIn(permitted, 'correctConflict')
        : { command: 'correctConflict', allowed: false, code: NOTHING_TO_DO, sentence: null },
    title: { sv: 'Rätta ett antecknat jäv', en: 'Correct a conflict of interest' },
    done: { sv: 'Jävet är rättat.', en: 'The conflict of interest is corrected.' },
    controls: (meeting, { language }) => {
      const nobody = { value: '', label: words.nobody[language] };
      const recorded = meeting.conflicts.map(({ matterId, personId, person }) => ({
        value: `${matterId} ${personId}`,
        label: `${called(person) || personId}: ${itemOptions(meeting).find(({ value }) => value === matterId)?.label ?? ''}`,
      }));
      return [
        field.pick('jav', words.person[language], recorded, { required: true }),
        field.pick('person', words.rightPerson[language], [nobody, ...boardOptions(meeting)]),
        field.pick('ersattare', words.substitute[language], [nobody, ...boardOptions(meeting)]),
        field.pick('ordforande', words.chair[language], [nobody, ...boardOptions(meeting)]),
        field.text('skal', decisionWords.whyCorrected[language], { required: true }),
      ];
    },
    input: ({ jav = '', person = '', ersattare = '', ordforande = '', skal }, { id: meetingId }) => {
      const [matterId, personId] = jav.split(' ');
      const right = { personId: person, substitute: ersattare || null, chair: ordforande || null };
      return { meetingId, matterId, personId, conflict: person === '' ? null : right, reason: skal };
    },
  },
  {
    ...{ slug: 'besluta', command: 'decidePoint', grows: true, faults: ofDecision },
    title: { sv: 'Anteckna beslutet', en: 'Record the decision' },
    done: { sv: 'Beslutet är antecknat.', en: 'The decision is recorded.' },
    lead: (meeting, visit) => <Proposed {...{ meeting, visit }} />,
    controls: decisionControls,
    input: (typed, meeting, visit) => {
      const { matterId, number: point } = pointIn(meeting, visit);
      return {
        ...{ meetingId: meeting.id, matterId, point, outcome: typed.utfall },
        ...entryIn(typed, meeting, visit),
      };
    },
    permission: (meeting, visit) => permissionIn(pointIn(meeting, visit).point?.permitted ?? null, 'decidePoint'),
  },
  {
    ...{ slug: 'ratta-beslut', command: 'correctDecision', grows: true, faults: ofDecision },
    title: { sv: 'Rätta beslutet', en: 'Correct the decision' },
    done: { sv: 'Beslutet är rättat.', en: 'The decision is corrected.' },
    lead: (meeting, visit) => <Proposed {...{ meeting, visit }} />,
    controls: (meeting, visit, typed) => [
      ...decisionControls(meeting, visit, typed),
      field.text('rattas', decisionWords.whyCorrected[visit.language], { required: true }),
    ],
    input: (typed, meeting, visit) => {
      const { matterId, number: point } = pointIn(meeting, visit);
      const about = { meetingId: meeting.id, matterId, point };
      return { ...about, entry: entryIn(typed, meeting, visit), reason: typed.rattas };
    },
  },
  {
    ...{ slug: 'ta-upp', command: 'addMatterAtMeeting' },
    faults: { PARAGRAPH_TAKEN: 'paragraf', PARAGRAPH_WITHDRAWN: 'paragraf' },
    title: { sv: 'Ta upp ett ärende som inte stod i kallelsen', en: 'Take up a matter that was not in the summons' },
    done: { sv: 'Ärendet är taget upp.', en: 'The matter is taken up.' },
    controls: async ({ boardId }, { ask, language }) => {
      const lists = await Promise.all(
        (['IN_REVIEW', 'REVIEWED', 'POSTPONED'] as const).map((status) => ask(mattersQuestion, { boardId, status })),
      );
      const found = lists.flatMap(({ matters }) => matters.edges);
      return [
        field.pick(
          'arende',
          words.matter[language],
          [
            { value: '', label: words.noMatter[language] },
            ...found.map(({ node: { id, dnr, title } }) => ({ value: id, label: `${dnr} ${title}` })),
          ],
          { required: true },
        ),
        field.line('paragraf', words.paragraph[language], { required: true }),
      ];
    },
    input: ({ arende, paragraf }, { id: meetingId }) => ({ meetingId, matterId: arende, paragraph: paragraf }),
  },
  {
    ...{ slug: 'ajournera', command: 'adjournMeeting', faults: { TIMES_OUT_OF_ORDER: 'till' } },
    title: { sv: 'Anteckna en ajournering', en: 'Record an adjournment' },
    done: { sv: 'Ajourneringen är antecknad.', en: 'The adjournment is recorded.' },
    controls: (_, { language }) => [
      field.time('fran', words.from[language], { required: true }),
      field.time('till', words.until[language], { required: true }),
    ],
    input: ({ fran, till }, meeting) => ({
      ...{ meetingId: meeting.id, from: timeOf(meeting, fran), until: timeOf(meeting, till) },
    }),
  },
  {
    ...{ slug: 'valj-justerare', command: 'electAdjusters', faults: { ...ofAttendance, REASON_MISSING: 'skal' } },
    title: { sv: 'Välj justerare', en: 'Elect adjusters' },
    done: { sv: 'Justerarna är valda.', en: 'The adjusters are elected.' },
    controls: (meeting, { language }) => [
      ...electionControls(meeting, language, meeting.adjusters),
      field.text('skal', words.reason[language]),
    ],
    input: (typed, meeting) => ({
      ...{ meetingId: meeting.id, reason: typed.skal ?? '' },
      ...electionIn(typed, meeting),
    }),
  },
  {
    ...{ slug: 'avsluta', command: 'closeMeeting', faults: notKnown },
    title: { sv: 'Avsluta sammanträdet', en: 'Close the meeting' },
    done: { sv: 'Sammanträdet är avslutat.', en: 'The meeting is closed.' },
    controls: (_, { language }) => [field.time('kl', words.closedAt[language])],
    input: ({ kl }, meeting) => ({ meetingId: meeting.id, closedAt: timeOf(meeting, kl) }),
  },
];

function electionIn(typed: Readonly<Record<string, string>>, meeting: Meeting) {
  return {
    adjusters: tickedOf(typed, 'justerare', boardOptions(meeting)),
    adjustOn: typed.justeras === '' ? null : typed.justeras,
    adjustAt: typed.justeringsplats ?? '',
  };
}

function itemOptions({ agenda }: Meeting) {
  return agenda.map(({ matterId, item, matter }) => ({ value: matterId, label: (item ?? matter)?.title ?? matterId }));
}

function Proposed({ meeting, visit }: { readonly meeting: Meeting; readonly visit: Parameters<typeof pointIn>[1] }) {
  const { item, point, number } = pointIn(meeting, visit);
  if (item === null || point === undefined) return null;
  return (
    <section class="reported">
      <p class="ds-paragraph">
        {item.dnr} {item.title}
      </p>
      <p class="ds-paragraph comment">
        <span class="act">
          {decisionWords.proposal[visit.language]} {number}:
        </span>{' '}
        {point.proposedWording}
      </p>
    </section>
  );
}

/** Everything that a secretary does with a meeting, in the order in which it comes. */
export const meetingActs: Acts<Meeting> = {
  path: `${MEETINGS}/:meeting/:act`,
  acts: [...agendaActs, ...proceedings, ...afterActs, ...recordCorrections],
  documents: [meetingQuestion, mattersQuestion, personsQuestion],
  placeOf: async ({ ask, params }) => (await ask(meetingQuestion, { id: params.meeting ?? '' })).meeting,
  home: ({ id }) => meetingAddress(id),
  name: ({ board, boardId, date }, language) => `${called(board) || boardId}, ${meetingDay(date, language)}`,
  permitted: ({ permitted }) => permitted,
  revision: ({ revision }) => revision,
};

export const meetingActPage = actPage(meetingActs);
