import type { Words } from '../kernel/history.js';
import type { ReasonCategory } from './removal.js';

/** The name of each reason category of a removal proposal. */
export const reasonNames: Readonly<Record<ReasonCategory, Words>> = {
  POSTPONED: { sv: 'uppskjuten', en: 'postponed' },
  LACKS_RESOURCES: { sv: 'resurser saknas', en: 'lack of resources' },
  NO_LONGER_RELEVANT: { sv: 'inte längre aktuell', en: 'no longer relevant' },
  DONE_ELSEWHERE: { sv: 'görs på annat håll', en: 'done elsewhere' },
  OTHER: { sv: 'annat', en: 'other' },
};
