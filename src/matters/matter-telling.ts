import { existing } from '../kernel/existing.js';
import type { Recorded } from '../kernel/fold.js';
import { type Narration, same, type Words } from '../kernel/telling.js';
import { changesBetween } from '../kernel/telling-changes.js';
import { counted, inEach, quoted } from '../kernel/telling-words.js';
import { isBlank } from '../kernel/text.js';
import { matterWords, personsWords, pointsWords } from './board-words.js';
import { type Matter, matterFold, pointIn } from './matter.js';
import {
  decidedWords,
  finalWords,
  givenBeforeWords,
  notSummonedWords,
  releasedWords,
  summonedWords,
} from './matter-at-board-telling.js';
import type { MatterDataOf, MatterEvent } from './matter-event.js';
import { approvedWords, declinedWords, returnedWords } from './matter-review-telling.js';
import { toldMatter } from './told-matter.js';

/** How the history of a matter reads. */
export const matterNarration: Narration<Matter | null, MatterEvent, null> = {
  fold: matterFold,
  context: () => Promise.resolve(null),
  tell: (event, { before, after }) => {
    const matter = existing(after, event.data.matterId);
    return {
      did: did(event, before, matter),
      changes: changesBetween(before === null ? [] : toldMatter(before), toldMatter(matter)),
      reason: reasonIn(event),
    };
  },
};

function did(event: Recorded<MatterEvent>, before: Matter | null, after: Matter): Words {
  switch (event.type) {
    case 'MatterOpened':
      return openedWords(event.data);
    case 'DecisionPointAdded':
      return ending(addedWords(event.data, after), lapsedWords(before, after));
    case 'DecisionPointStruck':
      return ending(struckWords(event.data, after), lapsedWords(before, after));
    case 'MatterVersionSubmitted':
      return ending(submittedWords(event.data, after), lapsedWords(before, after));
    case 'MatterStepApproved':
      return approvedWords(event.data, after);
    case 'MatterReturned':
      return returnedWords(event.data, after);
    case 'MatterDeclined':
      return declinedWords(event.data, after);
    case 'MatterSummoned':
      return summonedWords(event.data, after);
    case 'MatterNotSummoned':
      return notSummonedWords(event.data, after);
    case 'MatterReleased':
      return releasedWords(event.data, before, after);
    case 'MatterSubmitted':
      return givenBeforeWords(event.data, after);
    case 'PointDecided':
      return decidedWords(event.data, after);
    case 'PointFinalityRecorded':
      return finalWords(event.data, after);
  }
}

function reasonIn({ data }: MatterEvent): string | null {
  return 'reason' in data && !isBlank(data.reason) ? data.reason : null;
}

/** Rule 20: approvals of what was changed lapse by themselves. */
function lapsedWords(before: Matter | null, after: Matter): Words {
  const lost = (after.review?.lapsed.length ?? 0) - (before?.review?.lapsed.length ?? 0);
  const { sv, en } = counted(lost, { sv: 'godkännande', en: 'approval' }, { sv: 'godkännanden', en: 'approvals' });
  return lost === 0 ? same('') : { sv: `, varmed ${sv} förföll`, en: `, whereby ${en} lapsed` };
}

function ending(start: Words, end: Words): Words {
  return inEach((language) => `${start[language]}${end[language]}`);
}

function openedWords({ kind, dnr, title }: MatterDataOf<'MatterOpened'>): Words {
  const { sv, en } = matterWords({ dnr, title });
  switch (kind) {
    case 'FOLLOW_UP':
      return { sv: `öppnade ${sv} för en uppföljning`, en: `opened ${en} for a follow-up` };
    case 'OTHER':
      return { sv: `öppnade ${sv}`, en: `opened ${en}` };
  }
}

function addedWords({ number, proposedWording }: MatterDataOf<'DecisionPointAdded'>, matter: Matter): Words {
  const [point, wording, about] = [pointsWords([{ number }]), quoted(proposedWording), matterWords(matter)];
  return {
    sv: `lade till ${point.sv} i ${about.sv}: ${wording.sv}`,
    en: `added ${point.en} to ${about.en}: ${wording.en}`,
  };
}

function struckWords({ number, cause }: MatterDataOf<'DecisionPointStruck'>, matter: Matter): Words {
  const [point, about] = [pointsWords([{ number }]), matterWords(matter)];
  const wording = quoted(pointIn(matter, number).proposedWording);
  const { sv, en } = {
    sv: `strök ${point.sv}, ${wording.sv}, ur ${about.sv}`,
    en: `struck ${point.en}, ${wording.en}, from ${about.en}`,
  };
  switch (cause) {
    case 'BY_CLERK':
      return { sv, en };
    case 'PROPOSAL_NOT_AVAILABLE':
      return {
        sv: `${sv}, eftersom förslaget inte längre gick att ta upp`,
        en: `${en}, since the proposal could no longer be taken up`,
      };
  }
}

function submittedWords(data: MatterDataOf<'MatterVersionSubmitted'>, matter: Matter): Words {
  const { version, points, authors } = data;
  const [about, asked, by] = [matterWords(matter), pointsWords(points), personsWords(authors)];
  return {
    sv: `lämnade version ${version} av ${about.sv}, med ${asked.sv}, skriven av ${by.sv}, till granskning`,
    en: `submitted version ${version} of ${about.en}, with ${asked.en}, written by ${by.en}, for review`,
  };
}
