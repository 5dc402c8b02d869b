export const matterStatuses = [
  'DRAFT',
  'IN_REVIEW',
  'RETURNED',
  'REVIEWED',
  'BEFORE_BOARD',
  'POSTPONED',
  'REFERRED_BACK',
  'DECIDED',
  'DECLINED',
] as const;
export type MatterStatus = (typeof matterStatuses)[number];

export const matterVerdicts = [
  'change',
  'submit',
  'approve',
  'return',
  'decline',
  'summon',
  'add at the meeting',
  'release',
  'decide',
] as const;
export type MatterVerdict = (typeof matterVerdicts)[number];

/**
 * What can be done to a matter in each status, and where it leads. A status with nothing in it is an end. Submitting
 * again is a change (rule 20); what is before the board or postponed is not changed (rule 25), what was referred back is.
 */
export const matterProcess: Record<MatterStatus, Partial<Record<MatterVerdict, readonly MatterStatus[]>>> = {
  DRAFT: { change: ['DRAFT'], submit: ['IN_REVIEW'] },
  IN_REVIEW: {
    change: ['DRAFT'],
    submit: ['IN_REVIEW'],
    approve: ['IN_REVIEW', 'REVIEWED'],
    return: ['IN_REVIEW', 'RETURNED'],
    decline: ['DECLINED'],
    'add at the meeting': ['BEFORE_BOARD'],
  },
  RETURNED: { change: ['DRAFT'], submit: ['IN_REVIEW'] },
  REVIEWED: {
    change: ['DRAFT'],
    submit: ['IN_REVIEW'],
    summon: ['BEFORE_BOARD'],
    'add at the meeting': ['BEFORE_BOARD'],
  },
  BEFORE_BOARD: {
    release: ['IN_REVIEW', 'REVIEWED', 'POSTPONED'],
    decide: ['BEFORE_BOARD', 'POSTPONED', 'REFERRED_BACK', 'DECIDED'],
  },
  POSTPONED: { summon: ['BEFORE_BOARD'], 'add at the meeting': ['BEFORE_BOARD'] },
  REFERRED_BACK: { change: ['DRAFT'], submit: ['IN_REVIEW'] },
  DECIDED: {},
  DECLINED: {},
};
