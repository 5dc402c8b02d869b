import { tertials } from '../../kernel/tertial.js';
import { phases } from '../../steering-models/steering-model.js';
import { aFlag, aNumber, asked, aText, fields, listOf, oneOf, orNull, query } from '../../web/selection.js';

export const aLabel = fields({ sv: aText, en: aText });
export const aName = fields({ id: aText, name: orNull(aText) });
export const aPermission = fields({ command: aText, allowed: aFlag, code: orNull(aText), sentence: orNull(aText) });
export const aDecision = fields({ date: aText, paragraph: aText, dnr: aText });

const fact = { code: aText, label: aLabel, colour: orNull(aText), comment: aText, correctionReason: orNull(aText) };

const aStatus = fields({ ...fact, deviation: aFlag });
const anAssessment = fields({ ...fact, stillProved: aFlag });

export const anActivity = fields({
  activityId: aText,
  heading: aText,
  startDate: aText,
  endDate: aText,
  responsibleUnit: aText,
  responsible: orNull(fields({ unit: orNull(aName), person: orNull(aName) })),
  status: orNull(aStatus),
  removalProposed: orNull(aText),
  removed: orNull(aDecision),
});

export const aMeasure = fields({
  measureId: aText,
  name: aText,
  target: aText,
  outcome: orNull(fields({ value: aText, targetReached: orNull(aFlag), comment: aText })),
});

export const aGoal = fields({
  goalId: aText,
  title: aText,
  assessment: orNull(anAssessment),
  measures: listOf(aMeasure),
  activities: listOf(anActivity),
});

const aStatusCount = fields({
  ...{ code: aText, label: aLabel, colour: orNull(aText), count: aNumber },
  phase: oneOf(phases),
  deviation: aFlag,
});

const aGoalCount = fields({
  ...{ code: aText, label: aLabel, colour: orNull(aText), count: aNumber },
  rank: aNumber,
  fulfilment: aFlag,
});

export const aTertial = fields({
  planId: aText,
  year: aNumber,
  tertial: oneOf(tertials),
  board: orNull(aName),
  followUp: oneOf(['NOT_OPENED', 'OPEN', 'CLOSED']),
  cutOff: orNull(aText),
  loadedAfterwards: aFlag,
  goals: listOf(aGoal),
  activityCounts: listOf(aStatusCount),
  notReported: aNumber,
  goalCounts: listOf(aGoalCount),
  notAssessed: aNumber,
  notAssessedSign: orNull(fields({ label: aLabel, colour: orNull(aText) })),
});

/** A tertial of a plan, with all that its page shows. */
export const tertialQuestion = query('$planId: ID!, $tertial: Tertial!, $asOf: AsOfInput', {
  tertialView: asked('planId: $planId, tertial: $tertial, asOf: $asOf', aTertial),
});

export const aSign = fields({ code: aText, label: aLabel, colour: orNull(aText) });

export const anEarlierGoal = fields({
  goalId: aText,
  assessment: orNull(aSign),
  activities: listOf(fields({ activityId: aText, status: orNull(aSign) })),
  measures: listOf(fields({ measureId: aText, outcome: orNull(fields({ value: aText })) })),
});

/** The reports of an earlier tertial, to stand beside those of this one. */
export const earlierQuestion = query('$planId: ID!, $tertial: Tertial!, $asOf: AsOfInput', {
  tertialView: asked('planId: $planId, tertial: $tertial, asOf: $asOf', fields({ goals: listOf(anEarlierGoal) })),
});
