export const removalStatuses = [
  'IN_REVIEW',
  'RETURNED',
  'REVIEWED',
  'BEFORE_BOARD',
  'REFERRED_BACK',
  'APPROVED',
  'REJECTED',
  'DECLINED',
  'WITHDRAWN',
  'VOIDED',
] as const;
export type RemovalStatus = (typeof removalStatuses)[number];

/** What can be done to a proposal in each status. A status with nothing in it is an end. */
export const process: Record<RemovalStatus, readonly ('review' | 'revise' | 'withdraw' | 'put to board' | 'settle')[]> =
  {
    IN_REVIEW: ['review', 'revise', 'withdraw'],
    RETURNED: ['revise', 'withdraw'],
    REVIEWED: ['revise', 'withdraw', 'put to board'],
    BEFORE_BOARD: ['settle'],
    REFERRED_BACK: ['revise', 'withdraw'],
    APPROVED: [],
    REJECTED: [],
    DECLINED: [],
    WITHDRAWN: [],
    VOIDED: [],
  };
