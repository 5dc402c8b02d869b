import { type Id, planOf } from '../kernel/identity.js';
import { matterRefusals } from './matter-refusals.js';
import { Refusal } from '../kernel/refusal.js';
import type { Tertial } from '../kernel/tertial.js';
import type { TertialView } from '../plans/tertial-view/tertial-view.js';
import { type DecisionPoint, isMade, pointStatus, type PointSubject, type SubmittedPoint } from './decision-point.js';
import type { Figure, MatterTexts, MatterVersion } from './matter-version.js';

/** Figures in the texts are computed, never typed: they stand there as `{{name}}` (rule 74). */
const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The text as it is read. */
export function filled(text: string, figures: readonly Figure[]): string {
  return text.replaceAll(placeholder, (whole, name) => {
    const figure = figures.find((one) => one.name === name);
    return figure === undefined ? whole : String(figure.value);
  });
}

/** The names of the figures that stand in the texts, each once. */
export function figuresIn({ title, brief, considerations }: MatterTexts): string[] {
  const texts = [title, brief, considerations];
  return [...new Set(texts.flatMap((text) => [...text.matchAll(placeholder)].map(([, name]) => name ?? '')))];
}

/** The tertial view that a matter's figures are taken from. */
export interface FigureSource {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  /** False: the matter has no report, and only the size of the plan is told, which is the same in every tertial. */
  readonly hasReport: boolean;
}

/** That of the report which the board is asked to approve, else of the plan that something is to be taken out of. */
export function figureSource(points: readonly Pick<SubmittedPoint, 'subject'>[]): FigureSource | null {
  const subjects = points.map(({ subject }) => subject);
  const report = subjects.find((subject) => subject.kind === 'APPROVE_REPORT');
  if (report !== undefined) return { planId: report.planId, tertial: report.tertial, hasReport: true };
  const removal = subjects.find((subject) => subject.kind === 'REMOVE_ACTIVITY');
  return removal === undefined ? null : { planId: planOf(removal.activityId), tertial: 'T1', hasReport: false };
}

/** A point of a version, and what has become of it: taken out of the plan, to be decided, or not to be done. */
export interface FigurePoint {
  readonly subject: PointSubject;
  readonly fate: 'MADE' | 'PROPOSED' | 'NOT_MADE';
}

/** Every figure there is for points, by the names that placeholders have. */
export function figuresFor(
  points: readonly FigurePoint[],
  { planId, hasReport }: FigureSource,
  view: TertialView,
): Figure[] {
  const removals = points.flatMap(({ subject, fate }) =>
    subject.kind === 'REMOVE_ACTIVITY' ? [{ planId: planOf(subject.activityId), fate }] : [],
  );
  const ofPlan = removals.filter((removal) => removal.planId === planId);
  // What the board has approved is no longer in the plan, and was there before this matter.
  const activities = view.planActivities + ofPlan.filter(({ fate }) => fate === 'MADE').length;
  return [
    { name: 'plan.activities', value: activities },
    { name: 'plan.remaining', value: activities - ofPlan.filter(({ fate }) => fate !== 'NOT_MADE').length },
    { name: 'removals', value: removals.length },
    ...(hasReport ? reportFigures(view) : []),
  ];
}

/** The codes are the steering model's, so that another model has other figures. */
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
 * The figures that stand in the texts of a version that is submitted.
 *
 * @throws Refusal `UNKNOWN_FIGURE` for a placeholder that is none of those that the points give.
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

/** A figure that no longer agrees: what was written, and what it is now; null when there is no such figure any more. */
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
 * What has become of a version's points. A removal that is approved is what was written; one that is rejected, referred
 * back or postponed is not (rule 34).
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
  // What was referred back and stands in the newest version is proposed anew.
  return point.isSubmitted && pointStatus(point) !== 'POSTPONED' ? 'PROPOSED' : 'NOT_MADE';
}
