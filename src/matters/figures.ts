import { type Id, planOf } from '../kernel/identity.js';
import { matterRefusals } from './matter-refusals.js';
import { Refusal } from '../kernel/refusal.js';
import type { Tertial } from '../kernel/tertial.js';
import type { TertialView } from '../plans/tertial-view/tertial-view.js';
import { type DecisionPoint, isMade, pointStatus, type PointSubject, type SubmittedPoint } from './decision-point.js';
import type { Figure, MatterTexts, MatterVersion } from './matter-version.js';

/** The placeholder of a figure, `{{name}}`: Tertial computes figures, and nobody types them (rule 74). */
const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Fills the figures into a text. */
export function filled(text: string, figures: readonly Figure[]): string {
  return text.replaceAll(placeholder, (whole, name) => {
    const figure = figures.find((one) => one.name === name);
    return figure === undefined ? whole : String(figure.value);
  });
}

/** Lists the names of the figures in the texts, each once. */
export function figuresIn({ title, brief, considerations }: MatterTexts): string[] {
  const texts = [title, brief, considerations];
  return [...new Set(texts.flatMap((text) => [...text.matchAll(placeholder)].map(([, name]) => name ?? '')))];
}

/** The source of a matter's figures: a tertial view. */
export interface FigureSource {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  /** False for a matter without a report: it only has figures of the plan's size, equal in every tertial. */
  readonly hasReport: boolean;
}

/** Finds the view of the matter's report, else of the plan that a point takes an activity out of. */
export function figureSource(points: readonly Pick<SubmittedPoint, 'subject'>[]): FigureSource | null {
  const subjects = points.map(({ subject }) => subject);
  const report = subjects.find((subject) => subject.kind === 'APPROVE_REPORT');
  if (report !== undefined) return { planId: report.planId, tertial: report.tertial, hasReport: true };
  const removal = subjects.find((subject) => subject.kind === 'REMOVE_ACTIVITY');
  return removal === undefined ? null : { planId: planOf(removal.activityId), tertial: 'T1', hasReport: false };
}

/** A point of a version with its effect: taken out of the plan, still to be decided, or not carried out. */
export interface FigurePoint {
  readonly subject: PointSubject;
  readonly fate: 'MADE' | 'PROPOSED' | 'NOT_MADE';
}

/** Computes every figure that the points give, by placeholder name. */
export function figuresFor(
  points: readonly FigurePoint[],
  { planId, hasReport }: FigureSource,
  view: TertialView,
): Figure[] {
  const removals = points.flatMap(({ subject, fate }) =>
    subject.kind === 'REMOVE_ACTIVITY' ? [{ planId: planOf(subject.activityId), fate }] : [],
  );
  const ofPlan = removals.filter((removal) => removal.planId === planId);
  // An activity with an approved removal has left the plan but was in it before this matter.
  const activities = view.planActivities + ofPlan.filter(({ fate }) => fate === 'MADE').length;
  return [
    { name: 'plan.activities', value: activities },
    { name: 'plan.remaining', value: activities - ofPlan.filter(({ fate }) => fate !== 'NOT_MADE').length },
    { name: 'removals', value: removals.length },
    ...(hasReport ? reportFigures(view) : []),
  ];
}

/** The codes come from the steering model, so another model has other figures. */
function reportFigures({ activityCounts, notReported, goalCounts, notAssessed, goals }: TertialView): Figure[] {
  return [
    ...activityCounts.map(({ code, count }) => ({ name: `activities.${code}`, value: count })),
    { name: 'activities.notReported', value: notReported },
    { name: 'activities.total', value: goals.flatMap(({ activities }) => activities).length },
    ...goalCounts.map(({ code, count }) => ({ name: `goals.${code}`, value: count })),
    { name: 'goals.notAssessed', value: notAssessed },
    { name: 'goals.total', value: goals.length },
  ];
}

/**
 * Computes the figures in the texts of a submitted version.
 *
 * @throws Refusal `UNKNOWN_FIGURE` for a placeholder that the points do not give.
 */
export function figuresOf(
  texts: MatterTexts,
  points: readonly Pick<SubmittedPoint, 'subject'>[],
  view: TertialView | null,
): Figure[] {
  const source = figureSource(points);
  const proposed = points.map(({ subject }) => ({ subject, fate: 'PROPOSED' }) as const);
  const all = source === null || view === null ? [] : figuresFor(proposed, source, view);
  const used = figuresIn(texts);
  const unknown = used.find((name) => !all.some((figure) => figure.name === name));
  if (unknown !== undefined) {
    throw new Refusal(matterRefusals.UNKNOWN_FIGURE, { given: unknown, allowed: all.map(({ name }) => name) });
  }
  return all.filter(({ name }) => used.includes(name));
}

/** A figure whose value has changed: the submitted and the current value; null when the figure no longer exists. */
export interface FigureDrift {
  readonly name: string;
  readonly written: number;
  readonly now: number | null;
}

export function drift({ figures }: Pick<MatterVersion, 'figures'>, current: readonly Figure[]): FigureDrift[] {
  return figures
    .map(({ name, value }) => ({ name, written: value, now: current.find((one) => one.name === name)?.value ?? null }))
    .filter(({ written, now }) => written !== now);
}

/**
 * Returns the effect of each point of a version. An approved removal agrees with the text; a rejected, referred or
 * postponed removal does not (rule 34).
 */
export function fatesOf(version: Pick<MatterVersion, 'points'>, points: readonly DecisionPoint[]): FigurePoint[] {
  return version.points.flatMap(({ number, subject }) => {
    const point = points.find((one) => one.number === number);
    const isGone = point === undefined || (point.struck !== null && point.decisions.length === 0);
    return isGone ? [] : [{ subject, fate: fateOf(point) }];
  });
}

function fateOf(point: DecisionPoint): FigurePoint['fate'] {
  if (isMade(point)) return 'MADE';
  if (point.decisions.length === 0 || point.isBeforeBoard) return 'PROPOSED';
  // A referred point in the newest version is proposed again.
  return point.isSubmitted && pointStatus(point) !== 'POSTPONED' ? 'PROPOSED' : 'NOT_MADE';
}
