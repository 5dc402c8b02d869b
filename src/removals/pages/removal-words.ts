import type { Words } from '../../kernel/history.js';
import type { RemovalStatus } from '../removal-process.js';

/** The texts of the pages of proposals to take an activity out of the plan. */
export const removalWords = {
  proposals: { sv: 'Förslag att ta ur planen', en: 'Removal proposals' },
  proposal: { sv: 'Förslag att ta ur planen', en: 'Removal proposal' },
  none: { sv: 'Nämnden har inga förslag.', en: 'The board has no proposals.' },
  noBoards: { sv: 'Du har ingen roll i någon nämnd.', en: 'You have no role for any board.' },
  more: { sv: 'Äldre förslag', en: 'Older proposals' },
  proposedOn: { sv: 'Föreslogs den', en: 'Proposed on' },
  goal: { sv: 'Mål', en: 'Goal' },
  category: { sv: 'Skäl', en: 'Reason' },
  draftSaved: { sv: 'Ditt utkast sparades', en: 'Your draft was saved' },
  writeDraft: { sv: 'Skriv ett utkast i stället', en: 'Write a draft instead' },
  goOnWithDraft: { sv: 'Skriv vidare på utkastet', en: 'Go on with the draft' },
  draftGone: { sv: 'Utkastet är tömt och borttaget.', en: 'The draft is empty and taken away.' },
  motivation: { sv: 'Motivering', en: 'Motivation' },
  was: { sv: 'var', en: 'was' },
  changed: { sv: 'Ändrat sedan förra versionen', en: 'Changed since the last version' },
  matter: { sv: 'Ärende', en: 'Matter' },
  decided: { sv: 'Nämnden beslutade den', en: 'The board decided on' },
  toMatter: { sv: 'Lägg förslaget i ett ärende', en: 'Put the proposal into a matter' },
  openMatter: { sv: 'Öppna ett ärende', en: 'Open a matter' },
  plan: { sv: 'Till verksamhetsplanen', en: 'To the plan' },
} satisfies Readonly<Record<string, Words>>;

export const statusSentences: Readonly<Record<RemovalStatus, Words>> = {
  IN_REVIEW: { sv: 'Under granskning.', en: 'In review.' },
  RETURNED: { sv: 'Återlämnat för omarbetning.', en: 'Returned for changes.' },
  REVIEWED: { sv: 'Granskat. Kan läggas i ett ärende.', en: 'Reviewed. Can be put into a matter.' },
  BEFORE_BOARD: { sv: 'Hos nämnden.', en: 'Before the board.' },
  REFERRED_BACK: { sv: 'Återremitterat av nämnden.', en: 'Referred back by the board.' },
  APPROVED: { sv: 'Bifallet. Aktiviteten har tagits ur planen.', en: 'Approved. The activity has left the plan.' },
  REJECTED: { sv: 'Avslaget. Aktiviteten är kvar i planen.', en: 'Rejected. The activity stays in the plan.' },
  DECLINED: { sv: 'Avstyrkt.', en: 'Declined.' },
  WITHDRAWN: { sv: 'Tillbakadraget.', en: 'Withdrawn.' },
  VOIDED: { sv: 'Inaktuellt.', en: 'Void.' },
  ANNULLED: { sv: 'Beslutet upphävdes.', en: 'The decision was annulled.' },
};
