import { type Act, NOTHING_TO_DO, permissionIn } from '../../web/act.page.js';
import { field } from '../../web/form-controls.js';
import { actWords as words } from './form-words.js';
import { type Meeting, mattersQuestion } from './meeting-question.page.js';

/** The acts before the meeting. */
export const agendaActs: readonly Act<Meeting>[] = [
  {
    ...{ slug: 'satt-upp', command: 'putOnAgenda', faults: { ON_AGENDA_ALREADY: 'arende' } },
    title: { sv: 'Sätt upp ett ärende', en: 'Put a matter on the agenda' },
    done: { sv: 'Ärendet står på föredragningslistan.', en: 'The matter is on the agenda.' },
    controls: async ({ boardId, agenda }, { ask, language, query }) => {
      const lists = await Promise.all(
        (['REVIEWED', 'POSTPONED', 'IN_REVIEW'] as const).map((status) => ask(mattersQuestion, { boardId, status })),
      );
      const listed = agenda.filter(({ state }) => state !== 'VOIDED').map(({ matterId }) => matterId);
      const matters = lists
        .flatMap((list) => list.matters.edges.map(({ node }) => node))
        .filter(({ id }) => !listed.includes(id))
        .map(({ id, dnr, title }) => ({ value: id, label: `${dnr} ${title}` }));
      const none = { value: '', label: words.noMatter[language] };
      const initial = query.arende ?? '';
      return [field.pick('arende', words.matter[language], [none, ...matters], { required: true, initial })];
    },
    input: ({ arende }, { id: meetingId }) => ({ meetingId, matterId: arende }),
  },
  {
    ...{ slug: 'ta-bort', command: 'takeOffAgenda', faults: { NOT_ON_AGENDA: 'arende' } },
    permission: ({ permitted, agenda }) =>
      agenda.some(({ state }) => state === 'LISTED')
        ? permissionIn(permitted, 'takeOffAgenda')
        : { command: 'takeOffAgenda', allowed: false, code: NOTHING_TO_DO, sentence: null },
    title: { sv: 'Ta bort ett ärende ur listan', en: 'Take a matter off the agenda' },
    done: { sv: 'Ärendet är borttaget ur föredragningslistan.', en: 'The matter is off the agenda.' },
    controls: ({ agenda }, { language }) => [
      field.pick(
        'arende',
        words.matter[language],
        agenda
          .filter(({ state }) => state === 'LISTED')
          .map(({ matterId, matter }) => ({ value: matterId, label: matter?.title ?? matterId })),
        { required: true },
      ),
    ],
    input: ({ arende }, { id: meetingId }) => ({ meetingId, matterId: arende }),
  },
  {
    ...{ slug: 'kalla', command: 'sendSummons' },
    title: { sv: 'Skicka kallelsen', en: 'Send the summons' },
    done: { sv: 'Kallelsen är skickad.', en: 'The summons has been sent.' },
    lead: ({ agenda }, { language }) => (
      <>
        <p class="ds-paragraph">{words.summonsHolds[language]}</p>
        <ul class="ds-list">
          {agenda
            .filter(({ state }) => state === 'LISTED')
            .map(({ matterId, matter }) => (
              <li key={matterId}>
                {matter?.title} ({matter?.dnr})
              </li>
            ))}
        </ul>
      </>
    ),
    input: (_, { id: meetingId }) => ({ meetingId }),
  },
  {
    ...{ slug: 'ratta-tid', command: 'correctMeeting', faults: { REASON_MISSING: 'skal' } },
    title: { sv: 'Ändra klockslag eller plats', en: 'Change the time or the place' },
    done: { sv: 'Klockslag och plats är ändrade.', en: 'The time and the place are changed.' },
    controls: (meeting, { language }) => [
      field.time('kl', words.time[language], { required: true, initial: meeting.time }),
      field.line('plats', words.place[language], { required: true, initial: meeting.place }),
      field.text('skal', words.reason[language], { required: true }),
    ],
    input: ({ kl, plats, skal }, { id: meetingId }) => ({ meetingId, time: kl, place: plats, reason: skal }),
  },
  {
    ...{ slug: 'flytta', command: 'moveMeeting', faults: { REASON_MISSING: 'skal', IN_THE_PAST: 'datum' } },
    title: { sv: 'Flytta sammanträdet till en annan dag', en: 'Move the meeting to another day' },
    done: { sv: 'Sammanträdet är flyttat.', en: 'The meeting is moved.' },
    controls: (meeting, { language }) => [
      field.day('datum', words.date[language], { required: true }),
      field.time('kl', words.time[language], { required: true, initial: meeting.time }),
      field.line('plats', words.place[language], { required: true, initial: meeting.place }),
      field.text('skal', words.reason[language], { required: true }),
    ],
    input: ({ datum, kl, plats, skal }, { id: meetingId }) => ({
      ...{ meetingId, date: datum, time: kl, place: plats, number: 1, reason: skal },
    }),
  },
  {
    ...{ slug: 'stall-in', command: 'cancelMeeting', faults: { REASON_MISSING: 'skal' } },
    title: { sv: 'Ställ in sammanträdet', en: 'Cancel the meeting' },
    done: { sv: 'Sammanträdet är inställt.', en: 'The meeting is cancelled.' },
    controls: (_, { language }) => [field.text('skal', words.reason[language], { required: true })],
    input: ({ skal }, { id: meetingId }) => ({ meetingId, reason: skal }),
  },
];
