import type { Language } from '../kernel/language.js';

export const meetingStatuses = ['SCHEDULED', 'SUMMONED', 'OPEN', 'CLOSED', 'CANCELLED'] as const;
export type MeetingStatus = (typeof meetingStatuses)[number];

export const meetingActions = [
  'put on agenda',
  'take off agenda',
  'summon',
  'cancel',
  'move',
  'correct meeting',
  'correct composition',
  'open',
  'record attendance',
  'record conflict',
  'add matter',
  'decide',
  'close',
  'adjust at once',
  'adjust',
  'post notice',
  'take down notice',
  'appeal',
  'settle appeal',
  'adjourn',
  'elect adjusters',
  'dispatch',
  'correct decision',
  'correct conflict',
  'correct attendance',
  'correct notice',
  'correct times',
  'correct adjustment',
  'correct dispatch',
  'correct appeal',
  'correct added matter',
  'withdraw added matter',
  'correct taking down',
] as const;
export type MeetingAction = (typeof meetingActions)[number];

/** Lists the actions that each meeting status allows, and the status that each action leads to. */
export const meetingProcess: Record<MeetingStatus, Partial<Record<MeetingAction, MeetingStatus>>> = {
  SCHEDULED: {
    'put on agenda': 'SCHEDULED',
    'take off agenda': 'SCHEDULED',
    summon: 'SUMMONED',
    cancel: 'CANCELLED',
    move: 'CANCELLED',
    'correct meeting': 'SCHEDULED',
    'correct composition': 'SCHEDULED',
  },
  SUMMONED: {
    'put on agenda': 'SUMMONED',
    'take off agenda': 'SUMMONED',
    // The secretary sends a late matter in a second summons, which supplements the first.
    summon: 'SUMMONED',
    cancel: 'CANCELLED',
    move: 'CANCELLED',
    'correct meeting': 'SUMMONED',
    'correct composition': 'SUMMONED',
    open: 'OPEN',
  },
  OPEN: {
    'record attendance': 'OPEN',
    'record conflict': 'OPEN',
    'add matter': 'OPEN',
    decide: 'OPEN',
    close: 'CLOSED',
    adjourn: 'OPEN',
    'elect adjusters': 'OPEN',
    // Rule 39: the adjusters can confirm an urgent paragraph at once, and its notice can follow during the meeting.
    'adjust at once': 'OPEN',
    'post notice': 'OPEN',
    'take down notice': 'OPEN',
    appeal: 'OPEN',
    'settle appeal': 'OPEN',
    dispatch: 'OPEN',
    'correct decision': 'OPEN',
    'correct conflict': 'OPEN',
    'correct attendance': 'OPEN',
    'correct notice': 'OPEN',
    'correct times': 'OPEN',
    'correct adjustment': 'OPEN',
    'correct dispatch': 'OPEN',
    'correct appeal': 'OPEN',
    'correct added matter': 'OPEN',
    'withdraw added matter': 'OPEN',
    'correct taking down': 'OPEN',
  },
  CLOSED: {
    'correct attendance': 'CLOSED',
    'adjust at once': 'CLOSED',
    adjust: 'CLOSED',
    'post notice': 'CLOSED',
    'take down notice': 'CLOSED',
    appeal: 'CLOSED',
    'settle appeal': 'CLOSED',
    dispatch: 'CLOSED',
    'correct decision': 'CLOSED',
    'correct notice': 'CLOSED',
    'correct times': 'CLOSED',
    'correct adjustment': 'CLOSED',
    'correct dispatch': 'CLOSED',
    'correct appeal': 'CLOSED',
    'correct added matter': 'CLOSED',
    'withdraw added matter': 'CLOSED',
    'correct taking down': 'CLOSED',
    // Rule 117: others can be elected when an adjuster cannot adjust the minutes.
    'elect adjusters': 'CLOSED',
  },
  CANCELLED: {},
};

/** The action of each command about a meeting. Urgent paragraphs are adjusted at once, also while the meeting is open. */
export const actionOfCommand = {
  putOnAgenda: 'put on agenda',
  takeOffAgenda: 'take off agenda',
  sendSummons: 'summon',
  cancelMeeting: 'cancel',
  moveMeeting: 'move',
  correctMeeting: 'correct meeting',
  correctComposition: 'correct composition',
  openMeeting: 'open',
  recordAttendance: 'record attendance',
  recordConflict: 'record conflict',
  addMatterAtMeeting: 'add matter',
  decidePoint: 'decide',
  closeMeeting: 'close',
  adjustMinutes: 'adjust at once',
  postNotice: 'post notice',
  takeDownNotice: 'take down notice',
  recordAppeal: 'appeal',
  settleAppeal: 'settle appeal',
  adjournMeeting: 'adjourn',
  electAdjusters: 'elect adjusters',
  dispatchParagraph: 'dispatch',
  correctDecision: 'correct decision',
  correctConflict: 'correct conflict',
  correctAttendance: 'correct attendance',
  correctNotice: 'correct notice',
  correctTimes: 'correct times',
  correctAdjustment: 'correct adjustment',
  correctDispatch: 'correct dispatch',
  correctAppeal: 'correct appeal',
  correctAddedMatter: 'correct added matter',
  withdrawAddedMatter: 'withdraw added matter',
  correctTakingDown: 'correct taking down',
} as const satisfies Readonly<Record<string, MeetingAction>>;
export type MeetingCommand = keyof typeof actionOfCommand;

export const paragraphStatuses = ['DECIDED', 'ADJUSTED', 'NOTICED', 'APPEALED', 'IN_FORCE', 'ANNULLED'] as const;
export type ParagraphStatus = (typeof paragraphStatuses)[number];

export const paragraphActions = [
  'decide',
  'adjust',
  'post notice',
  'take down early',
  'appeal',
  'appeal late',
  'dismiss',
  'dismiss late',
  'annul',
  'gain legal force',
  'dispatch',
] as const;
export type ParagraphAction = (typeof paragraphActions)[number];

/**
 * Lists the actions that each status of a paragraph (§) allows, and the statuses that each action can lead to.
 *
 * The posting of the notice starts the appeal period. An appeal that comes earlier therefore changes the status only
 * when the secretary posts the notice. A notice that is taken down early leaves the paragraph as it was before the
 * notice. A late appeal does not withhold legal force, but a court can accept the appeal and annul the paragraph. If
 * the secretary records a timely appeal after the paragraph has gained legal force, the paragraph loses its legal
 * force. After an annulment the secretary can still record that a court dismissed another appeal or that the appellant
 * withdrew that appeal.
 */
export const paragraphProcess: Record<ParagraphStatus, Partial<Record<ParagraphAction, readonly ParagraphStatus[]>>> = {
  DECIDED: { decide: ['DECIDED'], adjust: ['ADJUSTED'] },
  ADJUSTED: {
    'post notice': ['NOTICED', 'APPEALED'],
    appeal: ['ADJUSTED'],
    dismiss: ['ADJUSTED'],
    dispatch: ['ADJUSTED'],
  },
  NOTICED: {
    'take down early': ['ADJUSTED'],
    appeal: ['APPEALED'],
    'appeal late': ['NOTICED'],
    'dismiss late': ['NOTICED'],
    annul: ['ANNULLED'],
    'gain legal force': ['IN_FORCE'],
    dispatch: ['NOTICED'],
  },
  APPEALED: {
    'take down early': ['ADJUSTED'],
    appeal: ['APPEALED'],
    'appeal late': ['APPEALED'],
    dismiss: ['APPEALED', 'NOTICED'],
    'dismiss late': ['APPEALED'],
    annul: ['ANNULLED'],
    dispatch: ['APPEALED'],
  },
  IN_FORCE: {
    'take down early': ['ADJUSTED'],
    appeal: ['APPEALED'],
    'appeal late': ['IN_FORCE'],
    'dismiss late': ['IN_FORCE'],
    annul: ['ANNULLED'],
    dispatch: ['IN_FORCE'],
  },
  ANNULLED: { 'take down early': ['ANNULLED'], dismiss: ['ANNULLED'], 'dismiss late': ['ANNULLED'] },
};

export const meetingStatusNames: Record<string, Record<Language, string>> = {
  SCHEDULED: { sv: 'planerat', en: 'scheduled' },
  SUMMONED: { sv: 'sammankallat', en: 'summoned' },
  OPEN: { sv: 'öppnat', en: 'open' },
  CLOSED: { sv: 'avslutat', en: 'closed' },
  CANCELLED: { sv: 'inställt', en: 'cancelled' },
};

export const paragraphStatusNames: Record<string, Record<Language, string>> = {
  DECIDED: { sv: 'beslutad', en: 'decided' },
  ADJUSTED: { sv: 'justerad', en: 'adjusted' },
  NOTICED: { sv: 'anslagen', en: 'noticed' },
  APPEALED: { sv: 'överklagad', en: 'appealed' },
  IN_FORCE: { sv: 'lagakraftvunnen', en: 'in legal force' },
  ANNULLED: { sv: 'upphävd', en: 'annulled' },
};
