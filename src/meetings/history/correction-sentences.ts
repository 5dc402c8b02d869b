import { paragraphWords } from '../../kernel/history-labels.js';
import { same, type Sentences } from '../../kernel/history.js';
import { meetingWords, pointsWords } from '../../matters/history/board-labels.js';
import type { MeetingCorrectionEvent } from '../correction.js';
import type { Meeting } from '../meeting.js';
import { matterNamed, type NameOf } from './meeting-labels.js';

interface Context {
  readonly meeting: Meeting;
  readonly nameOf: NameOf;
}

/** The sentences of corrections. The list of changed properties shows the wrong and the right. */
export const correctionSentences: Sentences<MeetingCorrectionEvent, Context> = {
  DecisionCorrected: ({ data: { meetingId, matterId, number, entry } }, { meeting, nameOf }) => {
    const [{ sv, en }, about] = [meetingWords(meetingId), matterNamed(matterId, nameOf)];
    const point = pointsWords([{ number }]);
    const where = paragraphWords(entry.paragraph);
    const found = meeting.decisions.find((one) => one.matterId === matterId && one.number === number);
    const before = found?.earlier.at(-1)?.entry.paragraph ?? entry.paragraph;
    const earlier =
      before === entry.paragraph
        ? same('')
        : { sv: ` (tidigare ${paragraphWords(before)})`, en: ` (before ${paragraphWords(before)})` };
    return {
      sv: `rättade i ${where}${earlier.sv} vid ${sv} uppgifterna om beslutet om ${point.sv} i ${about.sv}`,
      en: `corrected in ${where}${earlier.en} at ${en} the record of the decision on ${point.en} of ${about.en}`,
    };
  },
};
