import { dayWords } from '../../kernel/local-time.js';
import type { Act } from '../../web/act.page.js';
import { field } from '../../web/form-controls.js';
import { actWords as words, decisionWords } from './form-words.js';
import type { Meeting } from './meeting-question.page.js';
import { ofParagraphs } from './minutes-acts.page.js';

/** The matters that the board took up at the meeting. */
function addedTo({ agenda }: Meeting) {
  return agenda.filter(({ state }) => state === 'ADDED');
}

function downIn({ notices }: Meeting) {
  return notices.filter(({ takenDown }) => takenDown !== null);
}

function addedOptions(meeting: Meeting) {
  return addedTo(meeting).map(({ matterId, item, paragraph }) => ({
    value: matterId,
    label: `§ ${paragraph ?? ''}, ${item?.dnr ?? ''} ${item?.title ?? ''}`,
  }));
}

/** The corrections of what the board took up without a summons, and of notices that came down. */
export const lateCorrections: readonly Act<Meeting>[] = [
  {
    ...{ slug: 'ratta-upptaget', command: 'correctAddedMatter', permission: ofParagraphs('correctAddedMatter') },
    faults: {
      ...{ PARAGRAPH_TAKEN: 'paragraf', PARAGRAPH_WITHDRAWN: 'paragraf' },
      ...{ PARAGRAPH_NOT_A_NUMBER: 'paragraf', NOTHING_CORRECTED: 'paragraf' },
    },
    title: {
      sv: 'Rätta paragrafen för ett upptaget ärende',
      en: 'Correct the paragraph of a matter that was taken up',
    },
    done: { sv: 'Paragrafen är rättad.', en: 'The paragraph is corrected.' },
    controls: (meeting, { language }) => [
      field.pick('arende', words.matter[language], addedOptions(meeting), { required: true }),
      field.line('paragraf', words.paragraph[language], {
        ...{ required: true, initial: addedTo(meeting)[0]?.paragraph ?? '' },
      }),
      field.text('skal', decisionWords.whyCorrected[language], { required: true }),
    ],
    input: ({ arende, paragraf, skal }, { id: meetingId }) => ({
      ...{ meetingId, matterId: arende, paragraph: paragraf, reason: skal },
    }),
  },
  {
    ...{ slug: 'ta-tillbaka-upptaget', command: 'withdrawAddedMatter' },
    ...{ permission: ofParagraphs('withdrawAddedMatter'), faults: { REASON_MISSING: 'skal' } },
    title: { sv: 'Ta tillbaka ett upptaget ärende', en: 'Take back a matter that was taken up' },
    done: { sv: 'Ärendet är tillbakataget.', en: 'The matter is taken back.' },
    controls: (meeting, { language }) => [
      field.pick('arende', words.matter[language], addedOptions(meeting), { required: true }),
      field.text('skal', decisionWords.whyCorrected[language], { required: true }),
    ],
    input: ({ arende, skal }, { id: meetingId }) => ({ meetingId, matterId: arende, reason: skal }),
  },
  {
    ...{ slug: 'ratta-nedtagning', command: 'correctTakingDown', permission: ofParagraphs('correctTakingDown') },
    faults: {
      ...{ TOO_EARLY: 'datum', IN_FUTURE: 'datum', NOTHING_CORRECTED: 'datum', TAKING_DOWN_RELIED_ON: 'datum' },
      ...{ TAKING_DOWN_APPEALED: 'datum', APPEAL_PERIOD_RUNS: 'fortid', REASON_MISSING: 'skal' },
    },
    title: { sv: 'Rätta dagen då anslaget togs ned', en: 'Correct the day on which the notice came down' },
    done: { sv: 'Nedtagningen är rättad.', en: 'The taking down is corrected.' },
    controls: (meeting, { language }) => {
      const down = downIn(meeting);
      const options = down.map(({ number, paragraphs, takenDown }) => ({
        value: String(number),
        label: `§ ${paragraphs.join(', ')}, ${dayWords(takenDown ?? '')[language]}`,
      }));
      const newest = down.at(-1);
      return [
        field.pick('anslag', words.notice[language], options, {
          ...{ required: true, initial: String(newest?.number ?? '') },
        }),
        field.day('datum', words.takenDownOn[language], {
          ...{ initial: newest?.takenDown ?? '', hint: words.stillUp[language] },
        }),
        field.text('fortid', words.early[language], { initial: newest?.earlyReason ?? '' }),
        field.text('skal', decisionWords.whyCorrected[language], { required: true }),
      ];
    },
    input: ({ anslag, datum = '', fortid = '', skal }, { id: meetingId }) => ({
      ...{ meetingId, notice: Number(anslag), date: datum || null, earlyReason: fortid, reason: skal },
    }),
  },
];
