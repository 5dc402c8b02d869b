import { Refusal } from '../../kernel/refusal.js';
import type { Tertial } from '../../kernel/tertial.js';
import type { Visit } from '../../web/page.page.js';
import type { ValueOf } from '../../web/selection.js';
import { webRefusals } from '../../web/web-refusals.js';
import { tertialNamed } from './plan-addresses.js';
import {
  type aChange,
  type anEntry,
  type anOutcome,
  type aReporting,
  reportCommands,
  reportQuestion,
} from './report-questions.page.js';

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
  /** The name and, of a measure, the target in the plan of now. A closed tertial keeps others. */
  readonly inPlan: { readonly name: string; readonly target: string };
  readonly entry: Entry | null;
  /** The words and the days of an activity in the plan of now. Null for another thing. */
  readonly words: Answer['plan']['goals'][number]['activities'][number] | null;
  /** The changes of an activity during the year, oldest first. */
  readonly changes: readonly ValueOf<typeof aChange>[];
  /** The revision of the goal, which counts what is reported of it and its parts. */
  readonly revision: number;
  readonly permitted: readonly Permission[];
  /** Says what stands in the way of the assessment as fulfilled. Null: nothing, or the thing is no goal. */
  readonly obstacle: string | null;
}

/** The place of a page about a thing: its tertial, the thing, and the other things of the tertial. */
export interface Place {
  readonly planId: string;
  readonly tertial: Tertial;
  readonly reporting: ValueOf<typeof aReporting>;
  readonly things: readonly Thing[];
  readonly thing: Thing;
}

export async function placeOf({ ask, params }: Visit): Promise<Place> {
  const { plan: planId = '', thing: part = '' } = params;
  const tertial = tertialNamed(params.tertial);
  if (tertial === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
  const answer = await ask(reportQuestion, { planId, tertial });
  const things = thingsIn(answer);
  const thing = things.find(({ id }) => id === `${planId}.${part}`);
  if (thing === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
  return { planId, tertial, reporting: answer.tertialView, things, thing };
}

/** The things of a tertial in the order in which they are reported: the parts of a goal first, then the goal itself. */
export function thingsIn({ tertialView, plan }: Answer): Thing[] {
  const plans = new Map(plan.goals.map((goal) => [goal.id, goal]));
  return tertialView.goals.flatMap((goal) => {
    const of = plans.get(goal.goalId);
    const own = {
      goalTitle: goal.title,
      description: '',
      revision: of?.revision ?? 0,
      obstacle: null,
      changes: [],
      words: null,
    };
    const titled = { name: of?.title ?? goal.title, target: '' };
    const activities = goal.activities.map(({ activityId: id, heading, description, status }): Thing => {
      const words = of?.activities.find((one) => one.id === id) ?? null;
      const { permitted, changes } = words ?? { permitted: [], changes: [] };
      const inPlan = { name: heading, target: '' };
      return {
        ...own,
        kind: 'ACTIVITY',
        id,
        name: heading,
        description,
        inPlan,
        entry: status,
        permitted,
        changes,
        words,
      };
    });
    const measures = goal.measures.map(({ measureId: id, name, target, outcome }): Thing => {
      const inPlan = of?.measures.find((one) => one.measureId === id) ?? { name, target, permitted: [] };
      const { permitted } = inPlan;
      return { ...own, kind: 'MEASURE', id, name, description: target, inPlan, entry: outcome, permitted };
    });
    const obstacle = of?.fulfilment?.sentence ?? null;
    const whole = { kind: 'GOAL', id: goal.goalId, name: goal.title, inPlan: titled, entry: goal.assessment } as const;
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
