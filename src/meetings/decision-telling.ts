import type { Words } from '../kernel/telling.js';
import { inEach, paragraphWords } from '../kernel/telling-words.js';
import { meetingWords, outcomeWords, personsWords, wordingWords } from '../matters/board-words.js';
import { matterNamed, type NameOf } from './matter-name.js';
import type { MeetingDataOf } from './meeting-event.js';
import { voteWords } from './vote-words.js';

/** Each point was decided on its own (rule 22). Who moved what, who voted how and who took part is told as changes. */
export function decidedWords(data: MeetingDataOf<'DecisionRecorded'>, nameOf: NameOf): Words {
  const { meetingId, matterId, version, paragraph, outcome, number, votes, reservations } = data;
  const [{ sv, en }, about] = [meetingWords(meetingId), matterNamed(matterId, nameOf)];
  const [what, wording] = [outcomeWords(outcome, number), wordingWords(data)];
  const more = [...votes.map(afterVote), ...(reservations.length === 0 ? [] : [dissent(reservations)])];
  const rest = inEach((language) => more.map((one) => `; ${one[language]}`).join(''));
  const where = paragraphWords(paragraph);
  return {
    sv: `antecknade i ${where} vid ${sv} nämndens beslut i ${about.sv}, version ${version}: ${what.sv}, ${wording.sv}${rest.sv}`,
    en: `recorded in ${where} at ${en} the board's decision in ${about.en}, version ${version}: ${what.en}, ${wording.en}${rest.en}`,
  };
}

function afterVote(vote: MeetingDataOf<'DecisionRecorded'>['votes'][number]): Words {
  const { sv, en } = voteWords(vote);
  return { sv: `efter ${sv}`, en: `after ${en}` };
}

function dissent(reservations: MeetingDataOf<'DecisionRecorded'>['reservations']): Words {
  const { sv, en } = personsWords(reservations.map(({ by }) => by));
  return { sv: `mot beslutet reserverade sig ${sv}`, en: `reserving against it: ${en}` };
}
