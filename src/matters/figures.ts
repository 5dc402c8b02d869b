import { type Id, planOf } from '../kernel/identity.js';
import { matterRefusals } from './matter-refusals.js';
import { Refusal } from '../kernel/refusal.js';
import type { Tertial } from '../kernel/tertial.js';
import {
  countsSentence,
  deviationsSentence,
  goalsSentence,
  removalsSentence,
} from '../plans/tertial-view/counts-in-words.js';
import type { TertialView } from '../plans/tertial-view/tertial-view.js';
import { type DecisionPoint, isMade, pointStatus, type PointSubject, type SubmittedPoint } from './decision-point.js';
import type { Figure, MatterTexts, MatterVersion } from './matter-version.js';

/** Matches `{{name}}`, the placeholder of a computed number or sentence. Authors never type those (rule 74). */
const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Replaces each placeholder in the text by its figure. A placeholder without a figure stays. */
export function filled(text: string, figures: readonly Figure[]): string {
  return text.replaceAll(placeholder, (whole, name) => {
    const figure = figures.find((one) => one.name === name);
    return figure === undefined ? whole : String(figure.value);
  });
}

/** Lists the names in the placeholders of the texts, each once. */
export function figuresIn({ title, brief, considerations }: MatterTexts): string[] {
  const texts = [title, brief, considerations];
  return [...new Set(texts.flatMap((text) => [...text.matchAll(placeholder)].map(([, name]) => name ?? '')))];
}

/** The plan and the tertial of the tertial view that gives the computed numbers in the texts of a matter. */
export interface FigureSource {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  /** Whether a point is about a report. If not, the numbers count only the activities of the plan and the removals. */
  readonly hasReport: boolean;
}

/**
 * Returns the plan and tertial of the first report point, else the plan of the first removal point, else null. The
 * numbers of a removal are the same in every tertial, so a removal point gives T1.
 */
export function figureSource(points: readonly Pick<SubmittedPoint, 'subject'>[]): FigureSource | null {
  const subjects = points.map(({ subject }) => subject);
  const report = subjects.find((subject) => subject.kind === 'APPROVE_REPORT');
  if (report !== undefined) return { planId: report.planId, tertial: report.tertial, hasReport: true };
  const removal = subjects.find((subject) => subject.kind === 'REMOVE_ACTIVITY');
  return removal === undefined ? null : { planId: planOf(removal.activityId), tertial: 'T1', hasReport: false };
}

/**
 * A decision point and its fate. MADE: the board approved the point, and no court has annulled that decision.
 * PROPOSED: the board has not decided the point, the point is before the board again, or the board referred the point
 * back and the newest version contains the point. NOT_MADE: any other point.
 */
export interface FigurePoint {
  readonly subject: PointSubject;
  readonly fate: 'MADE' | 'PROPOSED' | 'NOT_MADE';
}

/** Computes every figure that a text about these points may use, each with the name of its placeholder. */
export function figuresFor(
  points: readonly FigurePoint[],
  { planId, hasReport }: FigureSource,
  view: TertialView,
): Figure[] {
  const removals = points.flatMap(({ subject, fate }) =>
    subject.kind === 'REMOVE_ACTIVITY' ? [{ planId: planOf(subject.activityId), fate }] : [],
  );
  const ofPlan = removals.filter((removal) => removal.planId === planId);
  // The sum adds the activities that this matter took out of the plan, because the view no longer counts them.
  const activities = view.planActivities + ofPlan.filter(({ fate }) => fate === 'MADE').length;
  const remaining = activities - ofPlan.filter(({ fate }) => fate !== 'NOT_MADE').length;
  return [
    { name: 'plan.activities', value: activities },
    { name: 'plan.remaining', value: remaining },
    { name: 'removals', value: removals.length },
    { name: 'removals.sentence', value: removalsSentence(ofPlan.length, remaining) },
    ...(hasReport ? reportFigures(view) : []),
  ];
}

/**
 * Computes the counts of a report, and the sentences that tell them. Most names contain a status code, so another
 * steering model gives other names. The sentences have the words of the model that the tertial is judged under.
 */
function reportFigures(view: TertialView): Figure[] {
  const { activityCounts, notReported, goalCounts, notAssessed, goals } = view;
  return [
    { name: 'counts.sentence', value: countsSentence(view) },
    { name: 'deviations.sentence', value: deviationsSentence(view) },
    { name: 'goals.sentence', value: goalsSentence(view) },
    ...activityCounts.map(({ code, count }) => ({ name: `activities.${code}`, value: count })),
    { name: 'activities.notReported', value: notReported },
    { name: 'activities.total', value: goals.flatMap(({ activities }) => activities).length },
    ...goalCounts.map(({ code, count }) => ({ name: `goals.${code}`, value: count })),
    { name: 'goals.notAssessed', value: notAssessed },
    { name: 'goals.total', value: goals.length },
  ];
}

/**
 * Computes the figures for the placeholders in the texts of a new version.
 *
 * @throws Refusal `UNKNOWN_FIGURE` when the points give no figure for a placeholder.
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

/** A figure that has changed since submission. `now` is null when the data no longer gives this figure. */
export interface FigureDrift {
  readonly name: string;
  readonly written: Figure['value'];
  readonly now: Figure['value'] | null;
}

export function drift({ figures }: Pick<MatterVersion, 'figures'>, current: readonly Figure[]): FigureDrift[] {
  return figures
    .map(({ name, value }) => ({ name, written: value, now: current.find((one) => one.name === name)?.value ?? null }))
    .filter(({ written, now }) => written !== now);
}

/**
 * Returns the points of a version, each with its `fate`, without the points that were struck before a decision. The
 * texts assume that the board approves every removal, so any other outcome changes the numbers (rule 34).
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
  // A point that the board referred back is proposed again when the newest version contains it.
  return point.isSubmitted && pointStatus(point) !== 'POSTPONED' ? 'PROPOSED' : 'NOT_MADE';
}
