import type { ValueOf } from '../../web/selection.js';
import { type anEntry, type anOutcome, reportCommands, type reportQuestion } from './report-questions.page.js';

type Answer = ValueOf<typeof reportQuestion>;
type Permission = Answer['plan']['goals'][number]['permitted'][number];

/** The report of a thing: a status or an assessment by its code, or an outcome by its value. */
export type Entry = ValueOf<typeof anEntry> | ValueOf<typeof anOutcome>;

/** An activity, a measure or a goal of a tertial, with what is reported of it. */
export interface Thing {
  readonly kind: 'ACTIVITY' | 'MEASURE' | 'GOAL';
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly goalTitle: string;
  readonly entry: Entry | null;
  /** The revision of the goal, which counts what is reported of it and its parts. */
  readonly revision: number;
  readonly permitted: readonly Permission[];
  /** Says what stands in the way of the assessment as fulfilled. Null: nothing, or the thing is no goal. */
  readonly obstacle: string | null;
}

/** The things of a tertial in the order in which they are reported: the parts of a goal first, then the goal itself. */
export function thingsIn({ tertialView, plan }: Answer): Thing[] {
  const plans = new Map(plan.goals.map((goal) => [goal.id, goal]));
  return tertialView.goals.flatMap((goal) => {
    const of = plans.get(goal.goalId);
    const own = { goalTitle: goal.title, description: '', revision: of?.revision ?? 0, obstacle: null };
    const activities = goal.activities.map(({ activityId: id, heading, description, status }): Thing => {
      const permitted = of?.activities.find((one) => one.id === id)?.permitted ?? [];
      return { ...own, kind: 'ACTIVITY', id, name: heading, description, entry: status, permitted };
    });
    const measures = goal.measures.map(({ measureId: id, name, target, outcome }): Thing => {
      const permitted = of?.measures.find((one) => one.measureId === id)?.permitted ?? [];
      return { ...own, kind: 'MEASURE', id, name, description: target, entry: outcome, permitted };
    });
    const obstacle = of?.fulfilment?.sentence ?? null;
    const whole = { kind: 'GOAL', id: goal.goalId, name: goal.title, entry: goal.assessment } as const;
    return [...activities, ...measures, { ...own, ...whole, obstacle, permitted: of?.permitted ?? [] }];
  });
}

/**
 * Returns the next thing after one, round the tertial, that nobody has reported and that the person may report. Undefined:
 * there is none.
 */
export function nextUnreported(things: readonly Thing[], after: string): Thing | undefined {
  const at = things.findIndex(({ id }) => id === after);
  return [...things.slice(at + 1), ...things.slice(0, Math.max(at, 0))].find(
    (thing) => thing.entry === null && permissionIn(thing, reportCommands[thing.kind].report.name)?.allowed === true,
  );
}

export function permissionIn({ permitted }: Thing, command: string): Permission | undefined {
  return permitted.find((one) => one.command === command);
}
