import type { Vocabulary } from './steering-model.js';

/** The default vocabulary and rules, taken from the reports of the first municipality (rule 59). */
export const defaultModel: Vocabulary = {
  activityStatuses: [
    {
      code: 'NOT_STARTED',
      label: { sv: 'Ej påbörjad', en: 'Not started' },
      colour: null,
      phase: 'NOT_STARTED',
      deviation: false,
    },
    { code: 'ON_HOLD', label: { sv: 'Vänteläge', en: 'On hold' }, colour: null, phase: 'ON_HOLD', deviation: false },
    {
      code: 'ONGOING_AS_PLANNED',
      label: { sv: 'Pågående enligt plan', en: 'Ongoing as planned' },
      colour: null,
      phase: 'ONGOING',
      deviation: false,
    },
    {
      code: 'ONGOING_WITH_DEVIATION',
      label: { sv: 'Pågående med avvikelse', en: 'Ongoing with deviation' },
      colour: null,
      phase: 'ONGOING',
      deviation: true,
    },
    {
      code: 'COMPLETED_AS_PLANNED',
      label: { sv: 'Avslutad enligt plan', en: 'Completed as planned' },
      colour: null,
      phase: 'COMPLETED',
      deviation: false,
    },
    {
      code: 'COMPLETED_WITH_DEVIATION',
      label: { sv: 'Avslutad med avvikelse', en: 'Completed with deviation' },
      colour: null,
      phase: 'COMPLETED',
      deviation: true,
    },
  ],
  goalStatuses: [
    {
      code: 'NOT_FULFILLED',
      label: { sv: 'Ej uppfylld', en: 'Not fulfilled' },
      colour: null,
      rank: 0,
      fulfilment: false,
    },
    {
      code: 'BARELY_FULFILLED',
      label: { sv: 'Knappt uppfylld', en: 'Barely fulfilled' },
      colour: null,
      rank: 1,
      fulfilment: false,
    },
    {
      code: 'PARTLY_FULFILLED',
      label: { sv: 'Delvis uppfylld', en: 'Partly fulfilled' },
      colour: null,
      rank: 2,
      fulfilment: false,
    },
    { code: 'FULFILLED', label: { sv: 'Uppfylld', en: 'Fulfilled' }, colour: null, rank: 3, fulfilment: true },
  ],
  notAssessed: { label: { sv: 'Ej bedömd', en: 'Not assessed' }, colour: null },
  rules: {
    fulfilmentByActivities: true,
    completionWithDeviationCounts: false,
    fulfilmentByMeasures: false,
    activityStatusNeedsComment: true,
    goalStatusNeedsComment: true,
    fulfilmentNeedsComment: false,
  },
};
