import type { Vocabulary } from './steering-model.js';

/** The vocabulary and rules of the steering model that the first municipality's reports are written under. */
export const defaultModel: Vocabulary = {
  activityStatuses: [
    { code: 'NOT_STARTED', label: { sv: 'Ej påbörjad', en: 'Not started' }, phase: 'NOT_STARTED', deviation: false },
    { code: 'ON_HOLD', label: { sv: 'Vänteläge', en: 'On hold' }, phase: 'ON_HOLD', deviation: false },
    {
      code: 'ONGOING_AS_PLANNED',
      label: { sv: 'Pågående enligt plan', en: 'Ongoing as planned' },
      phase: 'ONGOING',
      deviation: false,
    },
    {
      code: 'ONGOING_WITH_DEVIATION',
      label: { sv: 'Pågående med avvikelse', en: 'Ongoing with deviation' },
      phase: 'ONGOING',
      deviation: true,
    },
    {
      code: 'COMPLETED_AS_PLANNED',
      label: { sv: 'Avslutad enligt plan', en: 'Completed as planned' },
      phase: 'COMPLETED',
      deviation: false,
    },
    {
      code: 'COMPLETED_WITH_DEVIATION',
      label: { sv: 'Avslutad med avvikelse', en: 'Completed with deviation' },
      phase: 'COMPLETED',
      deviation: true,
    },
  ],
  goalStatuses: [
    { code: 'NOT_FULFILLED', label: { sv: 'Ej uppfylld', en: 'Not fulfilled' }, rank: 0, fulfilment: false },
    { code: 'BARELY_FULFILLED', label: { sv: 'Knappt uppfylld', en: 'Barely fulfilled' }, rank: 1, fulfilment: false },
    { code: 'PARTLY_FULFILLED', label: { sv: 'Delvis uppfylld', en: 'Partly fulfilled' }, rank: 2, fulfilment: false },
    { code: 'FULFILLED', label: { sv: 'Uppfylld', en: 'Fulfilled' }, rank: 3, fulfilment: true },
  ],
  rules: {
    fulfilmentByActivities: true,
    completionWithDeviationCounts: false,
    activityStatusNeedsComment: true,
    goalStatusNeedsComment: true,
    fulfilmentNeedsComment: false,
  },
};
