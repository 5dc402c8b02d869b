import type { Words } from '../../kernel/history.js';
import type { MatterStatus } from '../matter-process.js';

/** The texts of the pages of matters. */
export const matterWords = {
  matters: { sv: 'Ärenden', en: 'Matters' },
  none: { sv: 'Nämnden har inga ärenden.', en: 'The board has no matters.' },
  noBoards: { sv: 'Du har ingen roll i någon nämnd.', en: 'You have no role for any board.' },
  more: { sv: 'Äldre ärenden', en: 'Older matters' },
  open: { sv: 'Öppna ett ärende', en: 'Open a matter' },
  dnr: { sv: 'Diarienummer, till exempel KS 2026/142', en: 'Registry number, such as KS 2026/142' },
  title: { sv: 'Rubrik', en: 'Title' },
  kind: { sv: 'Ärendet gäller', en: 'The matter is about' },
  FOLLOW_UP: { sv: 'Uppföljning av en plan', en: 'The follow-up of a plan' },
  OTHER: { sv: 'Annat', en: 'Other' },
  brief: { sv: 'Ärendet i korthet', en: 'The matter in brief' },
  considerations: { sv: 'Förvaltningens övervägande', en: 'Considerations' },
  recipients: { sv: 'Beslutet skickas till', en: 'The decision is sent to' },
  oneALine: { sv: 'En mottagare på varje rad.', en: 'One recipient a line.' },
  attachments: { sv: 'Bilagor', en: 'Attachments' },
  points: { sv: 'Förslag till beslut', en: 'Proposal for decision' },
  noPoints: { sv: 'Ärendet har ingen beslutspunkt än.', en: 'The matter has no decision point yet.' },
  figures: { sv: 'Siffror i texten', en: 'Figures in the text' },
  figuresHint: {
    sv: 'Skriv {{plan.activities}} eller {{counts.sentence}} där uppföljningens siffror ska stå. De sätts in när ärendet lämnas till granskning.',
    en: 'Write {{plan.activities}} or {{counts.sentence}} where the figures of the follow-up shall stand. They are put in when the matter is submitted.',
  },
  drift: { sv: 'Siffror som har ändrats sedan dess', en: 'Figures that have changed since' },
  now: { sv: 'nu', en: 'now' },
  report: { sv: 'Ändrat i rapporten sedan ärendet granskades', en: 'Changed in the report since the review' },
  versions: { sv: 'Versioner', en: 'Versions' },
  version: { sv: 'Version', en: 'Version' },
  ofAll: { sv: 'av', en: 'of' },
  newest: { sv: 'Till den senaste versionen', en: 'To the newest version' },
  draftOnly: { sv: 'Ärendet är inte lämnat till granskning än.', en: 'The matter has not been submitted yet.' },
  draftBy: { sv: 'Utkastet sparades av', en: 'The draft was saved by' },
  theirs: { sv: 'Utkastet som det är nu', en: 'The draft as it is now' },
  before: { sv: 'Före', en: 'Before' },
  meeting: { sv: 'Kallad till sammanträdet den', en: 'Summoned to the meeting on' },
  proposal: { sv: 'Förslaget att ta ur planen', en: 'The removal proposal' },
  motivation: { sv: 'Motivering', en: 'Motivation' },
  strike: { sv: 'Stryk punkt', en: 'Strike point' },
  plan: { sv: 'Verksamhetsplan och tertial', en: 'Plan and tertial' },
  wording: { sv: 'Beslutspunktens lydelse', en: 'Wording of the decision point' },
  reason: { sv: 'Skäl', en: 'Reason' },
  removal: { sv: 'Granskat förslag', en: 'Reviewed proposal' },
  toAgenda: { sv: 'Sätt upp på ett sammanträde', en: 'Put on the agenda of a meeting' },
  meetingOn: { sv: 'Sammanträde', en: 'Meeting' },
} satisfies Readonly<Record<string, Words>>;

export const matterSentences: Readonly<Record<MatterStatus, Words>> = {
  DRAFT: { sv: 'Utkast.', en: 'Draft.' },
  IN_REVIEW: { sv: 'Under granskning.', en: 'In review.' },
  RETURNED: { sv: 'Återlämnat för omarbetning.', en: 'Returned for changes.' },
  REVIEWED: { sv: 'Granskat. Kan sättas upp på ett sammanträde.', en: 'Reviewed. Can be put on an agenda.' },
  BEFORE_BOARD: { sv: 'Hos nämnden.', en: 'Before the board.' },
  POSTPONED: { sv: 'Bordlagt.', en: 'Postponed.' },
  REFERRED_BACK: { sv: 'Återremitterat.', en: 'Referred back.' },
  DECIDED: { sv: 'Avgjort.', en: 'Decided.' },
  DECLINED: { sv: 'Avstyrkt.', en: 'Declined.' },
  WITHDRAWN: { sv: 'Tillbakadraget.', en: 'Withdrawn.' },
};

/** The name of a part of a text, beside its change. */
export const partWords: Readonly<Record<string, Words>> = {
  title: matterWords.title,
  brief: matterWords.brief,
  considerations: matterWords.considerations,
};

/** The signs of the points of a matter. */
export const pointSigns: Readonly<Record<string, Words>> = {
  DRAFT: { sv: 'Inte hos nämnden än', en: 'Not before the board yet' },
  BEFORE_BOARD: { sv: 'Hos nämnden', en: 'Before the board' },
  APPROVED: { sv: 'Bifall', en: 'Approved' },
  REJECTED: { sv: 'Avslag', en: 'Rejected' },
  REFERRED_BACK: { sv: 'Återremiss', en: 'Referred back' },
  POSTPONED: { sv: 'Bordläggning', en: 'Postponed' },
  WITHDRAWN: { sv: 'Utgick', en: 'Withdrawn' },
  STRUCK: { sv: 'Struken', en: 'Struck' },
};
