import type { Id } from '../../kernel/identity.js';
import { folded } from '../../kernel/text.js';
import type { Goal } from '../goal.js';
import { reportHeadings } from './report-columns.js';

const { goal, measure, activity, assessment, status, outcome } = reportHeadings;

/** A thing of a plan: where its name and its report stand in a file, and the title of its goal. */
interface Thing<Kind extends 'Goal' | 'Measure' | 'Activity', Column extends string, Value extends string> {
  readonly kind: Kind;
  readonly id: Id<Kind>;
  readonly goalId: Id<'Goal'>;
  readonly title: string;
  readonly column: Column;
  readonly name: string;
  readonly value: Value;
}

export type Found =
  | Thing<'Goal', typeof goal, typeof assessment>
  | Thing<'Measure', typeof measure, typeof outcome>
  | Thing<'Activity', typeof activity, typeof status>;

/** The goals, measures and activities of a plan by id, and by goal and name. Names that look alike are one. */
export interface ThingsOfPlan {
  byId(id: string): Found | undefined;
  named(title: string, column: Found['column'], name: string): readonly Found[];
}

export function thingsOf(goals: readonly Goal[]): ThingsOfPlan {
  const all = goals.flatMap(({ id: goalId, title: given, measures, activities }): Found[] => {
    const title = folded(given);
    const common = { goalId, title };
    return [
      { ...common, kind: 'Goal', id: goalId, column: goal, name: title, value: assessment },
      ...measures.map(({ measureId: id, name }) => {
        return { ...common, kind: 'Measure', id, column: measure, name: folded(name), value: outcome } as const;
      }),
      ...activities.map(({ id, heading }) => {
        return { ...common, kind: 'Activity', id, column: activity, name: folded(heading), value: status } as const;
      }),
    ];
  });
  const byId = new Map<string, Found>(all.map((thing) => [thing.id, thing]));
  const byName = Map.groupBy(all, ({ title, column, name }) => JSON.stringify([title, column, name]));
  return {
    byId: (id) => byId.get(id),
    named: (title, column, name) => byName.get(JSON.stringify([title, column, name])) ?? [],
  };
}
