import type { Words } from '../../kernel/history.js';
import type { Outcome } from '../../kernel/outcome.js';
import type { MeetingStatus, ParagraphStatus } from '../meeting-process.js';

/** The texts of the pages of meetings. */
export const meetingWords = {
  meetings: { sv: 'Sammanträden', en: 'Meetings' },
  none: { sv: 'Nämnden har inga sammanträden än.', en: 'The board has no meetings yet.' },
  noBoards: { sv: 'Du har ingen roll i någon nämnd.', en: 'You have no role for any board.' },
  older: { sv: 'Äldre sammanträden', en: 'Older meetings' },
  schedule: { sv: 'Planera ett sammanträde', en: 'Schedule a meeting' },
  composition: { sv: 'Nämnden enligt registret', en: 'The board by the register' },
  noComposition: {
    sv: 'Registret säger inte vilka som sitter i nämnden. Be en administratör lägga in ledamöterna.',
    en: 'The register does not tell who belongs to the board. Ask an administrator to add the members.',
  },
  meeting: { sv: 'Sammanträde den', en: 'Meeting on' },
  at: { sv: 'kl.', en: 'at' },
  atTime: { sv: 'Kl.', en: 'At' },
  on: { sv: 'den', en: 'on' },
  movedTo: { sv: 'Till det flyttade sammanträdet', en: 'To the moved meeting' },
  why: { sv: 'Skäl', en: 'Reason' },
  clock: { sv: 'Datum', en: 'Dates' },
  agenda: { sv: 'Föredragningslista', en: 'Agenda' },
  agendaEmpty: { sv: 'Inget ärende står på listan än.', en: 'No matter is on the agenda yet.' },
  summonses: { sv: 'Kallelser', en: 'Summonses' },
  summons: { sv: 'Kallelse', en: 'Summons' },
  supplement: { sv: 'Kompletterande kallelse', en: 'Supplementary summons' },
  sentBy: { sv: 'Skickad av', en: 'Sent by' },
  version: { sv: 'version', en: 'version' },
  attendance: { sv: 'Närvaro', en: 'Attendance' },
  chair: { sv: 'Ordförande', en: 'Chair' },
  serving: { sv: 'Tjänstgörande', en: 'Voting' },
  inPlaceOf: { sv: 'för', en: 'for' },
  notServing: { sv: 'Närvarande utan att tjänstgöra', en: 'Present without a vote' },
  others: { sv: 'Övriga', en: 'Others' },
  conflict: { sv: 'Jäv', en: 'Conflict of interest' },
  servesInstead: { sv: 'tjänstgör i stället', en: 'serves instead' },
  adjourned: { sv: 'Ajournerat', en: 'Adjourned' },
  publication: { sv: 'Publicering', en: 'Publication' },
  minutes: { sv: 'Protokoll', en: 'Minutes' },
  noDecisions: { sv: 'Inget är beslutat än.', en: 'Nothing is decided yet.' },
  point: { sv: 'Punkt', en: 'Point' },
  decidedToTakeUp: {
    sv: 'Nämnden beslutade att ta upp ärendet, som inte stod i kallelsen.',
    en: 'The board decided to take up the matter, which was not in the summons.',
  },
  decide: { sv: 'Anteckna beslutet i punkt', en: 'Record the decision on point' },
  correct: { sv: 'Rätta beslutet i punkt', en: 'Correct the decision on point' },
  undecided: { sv: 'Inte beslutad', en: 'Not decided' },
  instead: { sv: 'Förslaget löd', en: 'The proposal was' },
  motions: { sv: 'Yrkanden', en: 'Motions' },
  withdrawn: { sv: 'återtaget', en: 'withdrawn' },
  put: { sv: 'Propositionsordning', en: 'Proposals put' },
  vote: { sv: 'Omröstning', en: 'Vote' },
  calledBy: { sv: 'begärd av', en: 'called by' },
  yes: { sv: 'Ja', en: 'Yes' },
  no: { sv: 'Nej', en: 'No' },
  abstained: { sv: 'Avstår', en: 'Abstains' },
  reservation: { sv: 'Reservation', en: 'Reservation' },
  NOTE: { sv: 'Protokollsanteckning', en: 'Note in the minutes' },
  STATEMENT: { sv: 'Särskilt yttrande', en: 'Separate statement' },
  corrected: { sv: 'Rättad', en: 'Corrected' },
  adjusters: { sv: 'Justerare', en: 'Adjusters' },
  opened: { sv: 'Öppnades', en: 'Opened' },
  closed: { sv: 'Avslutades', en: 'Closed' },
  dispatched: { sv: 'Expedierad', en: 'Dispatched' },
  keptAt: { sv: 'Protokollet förvaras hos', en: 'The minutes are kept at' },
  late: { sv: 'för sent', en: 'too late' },
} satisfies Readonly<Record<string, Words>>;

/** The dates of a meeting and of its minutes, in the order in which they come. */
export const clockWords = {
  summoned: { sv: 'Kallelsen skickades', en: 'The summons was sent' },
  meeting: { sv: 'Sammanträdet', en: 'The meeting' },
  adjustBy: { sv: 'Ska vara justerat senast', en: 'To be adjusted by' },
  adjusted: { sv: 'Justerades', en: 'Adjusted' },
  noticeBy: { sv: 'Ska vara anslaget senast', en: 'The notice is to be posted by' },
  noticed: { sv: 'Anslogs', en: 'The notice was posted' },
  appealBy: { sv: 'Sista dag att överklaga', en: 'Last day to appeal' },
  takenDown: { sv: 'Anslaget togs ned', en: 'The notice was taken down' },
  appealed: { sv: 'Överklagades', en: 'Appealed' },
  ruled: { sv: 'Överklagandet avgjordes', en: 'The appeal was settled' },
  force: { sv: 'Vann laga kraft', en: 'Gained legal force' },
} satisfies Readonly<Record<string, Words>>;

export const statusSentences: Readonly<Record<MeetingStatus, Words>> = {
  SCHEDULED: { sv: 'Sammanträdet är planerat. Kallelsen är inte skickad.', en: 'The meeting is scheduled.' },
  SUMMONED: { sv: 'Kallelsen är skickad.', en: 'The summons has been sent.' },
  OPEN: { sv: 'Sammanträdet pågår.', en: 'The meeting is open.' },
  CLOSED: { sv: 'Sammanträdet är avslutat.', en: 'The meeting is closed.' },
  CANCELLED: { sv: 'Sammanträdet är inställt.', en: 'The meeting is cancelled.' },
};

export const stateNames = {
  LISTED: { sv: 'Inte med i någon kallelse än', en: 'In no summons yet' },
  SUMMONED: { sv: 'Med i kallelsen', en: 'In the summons' },
  ADDED: { sv: 'Togs upp vid sammanträdet', en: 'Taken up at the meeting' },
  VOIDED: { sv: 'Utgick ur listan', en: 'Left the agenda' },
  WITHDRAWN: { sv: 'Togs inte upp, paragrafen utgår', en: 'Not taken up, the § is withdrawn' },
} satisfies Readonly<Record<string, Words>>;

export const paragraphSigns: Readonly<Record<ParagraphStatus, Words>> = {
  DECIDED: { sv: 'Beslutad, inte justerad', en: 'Decided, not adjusted' },
  ADJUSTED: { sv: 'Justerad', en: 'Adjusted' },
  NOTICED: { sv: 'Anslagen', en: 'Noticed' },
  APPEALED: { sv: 'Överklagad', en: 'Appealed' },
  IN_FORCE: { sv: 'Laga kraft', en: 'In legal force' },
  ANNULLED: { sv: 'Upphävd', en: 'Annulled' },
};

export const outcomeSigns: Readonly<Record<Outcome, Words>> = {
  APPROVED: { sv: 'Bifall', en: 'Approved' },
  REJECTED: { sv: 'Avslag', en: 'Rejected' },
  REFERRED_BACK: { sv: 'Återremiss', en: 'Referred back' },
  POSTPONED: { sv: 'Bordläggning', en: 'Postponed' },
  WITHDRAWN: { sv: 'Utgår', en: 'Withdrawn' },
};
