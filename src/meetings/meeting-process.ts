export const meetingStatuses = ['SCHEDULED', 'SUMMONED', 'OPEN', 'CLOSED', 'CANCELLED'] as const;
export type MeetingStatus = (typeof meetingStatuses)[number];

export const meetingVerdicts = [
  'put on agenda',
  'take off agenda',
  'summon',
  'cancel',
  'open',
  'record attendance',
  'record conflict',
  'add matter',
  'decide',
  'close',
  'adjust',
  'post notice',
  'take down notice',
  'appeal',
  'settle appeal',
] as const;
export type MeetingVerdict = (typeof meetingVerdicts)[number];

const afterwards = {
  adjust: 'CLOSED',
  'post notice': 'CLOSED',
  'take down notice': 'CLOSED',
  appeal: 'CLOSED',
  'settle appeal': 'CLOSED',
} as const;

/** What can be done at a meeting in each status, and where it leads. A status with nothing in it is an end. */
export const meetingProcess: Record<MeetingStatus, Partial<Record<MeetingVerdict, MeetingStatus>>> = {
  SCHEDULED: {
    'put on agenda': 'SCHEDULED',
    'take off agenda': 'SCHEDULED',
    summon: 'SUMMONED',
    cancel: 'CANCELLED',
  },
  SUMMONED: {
    'put on agenda': 'SUMMONED',
    'take off agenda': 'SUMMONED',
    // What came late is sent in a supplement to the summons.
    summon: 'SUMMONED',
    cancel: 'CANCELLED',
    open: 'OPEN',
  },
  OPEN: {
    'record attendance': 'OPEN',
    'record conflict': 'OPEN',
    'add matter': 'OPEN',
    decide: 'OPEN',
    close: 'CLOSED',
    // Rule 39: a § can be adjusted at once, and its notice posted, before the meeting is over.
    adjust: 'OPEN',
    'post notice': 'OPEN',
  },
  CLOSED: afterwards,
  CANCELLED: {},
};

export const paragraphStatuses = ['DECIDED', 'ADJUSTED', 'NOTICED', 'APPEALED', 'IN_FORCE', 'ANNULLED'] as const;
export type ParagraphStatus = (typeof paragraphStatuses)[number];

export const paragraphVerdicts = [
  'adjust',
  'post notice',
  'appeal',
  'appeal late',
  'dismiss',
  'annul',
  'gain legal force',
] as const;
export type ParagraphVerdict = (typeof paragraphVerdicts)[number];

/** How a § becomes final. A late appeal withholds nothing; an annulled § is out of the world, its history is not. */
export const paragraphProcess: Record<
  ParagraphStatus,
  Partial<Record<ParagraphVerdict, readonly ParagraphStatus[]>>
> = {
  DECIDED: { adjust: ['ADJUSTED'] },
  ADJUSTED: { 'post notice': ['NOTICED'] },
  NOTICED: { appeal: ['APPEALED'], 'appeal late': ['NOTICED'], 'gain legal force': ['IN_FORCE'] },
  APPEALED: {
    appeal: ['APPEALED'],
    'appeal late': ['APPEALED'],
    dismiss: ['APPEALED', 'NOTICED'],
    annul: ['ANNULLED'],
  },
  IN_FORCE: { 'appeal late': ['IN_FORCE'] },
  ANNULLED: {},
};
