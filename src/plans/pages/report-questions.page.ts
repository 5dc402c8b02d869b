import {
  aFlag,
  type ApiDocument,
  asked,
  aText,
  fields,
  listOf,
  mutation,
  orNull,
  query,
  aNumber,
} from '../../web/selection.js';
import { aDecision, aLabel, aName, aPermission } from './tertial-questions.page.js';

const permitted = asked('tertial: $tertial', listOf(aPermission));

const recorded = { at: aText, by: aText, byNamed: orNull(aName), comment: aText };

export const anEntry = fields({ ...recorded, code: aText, label: aLabel });
export const anOutcome = fields({ ...recorded, value: aText, targetReached: orNull(aFlag) });

/** A change of the dates or of the words of an activity during the year. */
export const aChange = fields({
  ...{ number: aNumber, decision: aDecision, heading: orNull(aText) },
  ...{ startDate: orNull(aText), endDate: orNull(aText) },
});

const aPlanGoal = fields({
  id: aText,
  title: aText,
  revision: aNumber,
  permitted,
  fulfilment: asked('tertial: $tertial', orNull(aPermission)),
  measures: listOf(fields({ measureId: aText, name: aText, target: aText, permitted })),
  activities: listOf(
    fields({
      ...{ id: aText, heading: aText, description: aText, startDate: aText, endDate: aText },
      ...{ permitted, changes: listOf(aChange) },
    }),
  ),
});

const aReportedGoal = fields({
  goalId: aText,
  title: aText,
  assessment: orNull(anEntry),
  measures: listOf(fields({ measureId: aText, name: aText, target: aText, outcome: orNull(anOutcome) })),
  activities: listOf(fields({ activityId: aText, heading: aText, description: aText, status: orNull(anEntry) })),
});

const aStatus = fields({ code: aText, label: aLabel });

export const aReporting = fields({
  year: aNumber,
  board: orNull(aName),
  activityCounts: listOf(aStatus),
  goalCounts: listOf(fields({ code: aText, label: aLabel, fulfilment: aFlag })),
  goals: listOf(aReportedGoal),
});

/** All that can be reported of a tertial, what is reported, and what the person may do with each. */
export const reportQuestion = query('$planId: ID!, $tertial: Tertial!', {
  tertialView: asked('planId: $planId, tertial: $tertial', aReporting),
  plan: asked('id: $planId', fields({ goals: listOf(aPlanGoal) })),
});

/** The reports of the things in the tertial before. */
export const earlierReports = query('$planId: ID!, $tertial: Tertial!', {
  tertialView: asked(
    'planId: $planId, tertial: $tertial',
    fields({
      goals: listOf(
        fields({
          goalId: aText,
          assessment: orNull(fields({ label: aLabel, comment: aText })),
          measures: listOf(fields({ measureId: aText, outcome: orNull(fields({ value: aText, comment: aText })) })),
          activities: listOf(fields({ activityId: aText, status: orNull(fields({ label: aLabel, comment: aText })) })),
        }),
      ),
    }),
  ),
});

interface Command {
  readonly name: string;
  readonly document: ApiDocument<unknown>;
}

function command(name: string): Command {
  const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Input`;
  return {
    name,
    document: mutation(`$input: ${type}!`, { [name]: asked('input: $input', fields({ planId: aText })) }),
  };
}

/** The commands that report and correct each kind of thing, and the field that names the thing. */
export const reportCommands = {
  ACTIVITY: { idField: 'activityId', report: command('reportStatus'), correct: command('correctStatus') },
  MEASURE: { idField: 'measureId', report: command('reportMeasure'), correct: command('correctMeasure') },
  GOAL: { idField: 'goalId', report: command('assessGoal'), correct: command('correctAssessment') },
} as const;
