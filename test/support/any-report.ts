import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { activityIdOf, goalIdOf, planIdOf } from '../../src/kernel/identity.js';
import { counted, type ShownAssessment, type ShownStatus } from '../../src/plans/tertial-view/shown-facts.js';
import type { ShownActivity, ShownGoal, TertialView } from '../../src/plans/tertial-view/tertial-view.js';
import { defaultModel } from '../../src/steering-models/default-model.js';
import { type ActivityStatus, phases, type SteeringModelVersion } from '../../src/steering-models/steering-model.js';
import { sampleView } from './documents-under-test.js';
import { board } from './given.js';

// Reports of any size under any model: what the properties of documents are about.

interface RealReport {
  readonly id: string;
  readonly statusVocabulary: readonly string[] | Readonly<Record<string, readonly string[]>>;
}

/** Facts of real reports, with the words of their bodies. */
export const realReports: readonly RealReport[] = JSON.parse(
  readFileSync(new URL('../inputs/real-reports.json', import.meta.url), 'utf8'),
);

/** Makes a model of the words that a body uses: its activity statuses and its goal statuses. */
export function modelOf({ statusVocabulary }: RealReport): SteeringModelVersion {
  const lists = Array.isArray(statusVocabulary) ? [statusVocabulary] : Object.values(statusVocabulary);
  const words = lists.flat().map(String);
  const activityStatuses = words.map((sv, index): ActivityStatus => {
    const phase = phases[index % phases.length] ?? 'ONGOING';
    return { code: `S${index}`, label: { sv, en: sv }, colour: null, phase, deviation: index % 2 === 1 };
  });
  const goalStatuses = words.map((sv, rank) => ({
    ...{ code: `S${rank}`, label: { sv, en: sv }, colour: null, rank },
    fulfilment: rank === words.length - 1,
  }));
  const decision = { date: '2025-11-24', paragraph: '143', dnr: 'KF 2025/88' };
  const own = words.length === 0 ? {} : { activityStatuses, goalStatuses };
  return { version: 1, holdsFrom: '2026-01-01', decision, ...defaultModel, ...own };
}

const planId = planIdOf(board, 2026);
/** A text of up to 20 000 characters. It repeats whole pieces, so that no character is cut. */
const longText = fc
  .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), fc.nat(20_000))
  .map(([piece, most]) => piece.repeat(Math.floor(most / piece.length)));

const comment = fc.oneof(
  { weight: 20, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: longText },
);

/** A status or no status: an index that is beyond the model's statuses means none. */
const reported = fc.record({ at: fc.nat(7), comment });
const goalArbitrary = fc.record({ assessed: reported, activities: fc.array(reported, { maxLength: 200 }) });
/** Up to 40 goals, and up to 200 activities together. */
export const goalsArbitrary = fc
  .array(goalArbitrary, { maxLength: 40, size: 'max' })
  .map((goals) =>
    goals.map((goal) => ({ ...goal, activities: goal.activities.slice(0, Math.floor(200 / goals.length)) })),
  );

type Given = (typeof goalsArbitrary extends fc.Arbitrary<infer Value> ? Value : never)[number];

export function viewOf(model: SteeringModelVersion, given: readonly Given[]): TertialView {
  const fact = {
    validOn: '2026-04-30',
    modelVersion: 1,
    by: 'hanna',
    at: '2026-05-11T08:00:00.000Z',
    earlier: [],
    correctionReason: null,
  };
  const goals = given.map(({ assessed, activities }, index): ShownGoal => {
    const goalId = goalIdOf(planId, index + 1);
    const grade = model.goalStatuses[assessed.at];
    const proof = { proof: null, measureProof: null, stillProved: true };
    const assessment: ShownAssessment | null =
      grade === undefined
        ? null
        : { ...fact, ...proof, code: grade.code, label: grade.label, colour: null, comment: assessed.comment };
    return {
      goalId,
      title: `Mål nummer ${index + 1}`,
      measures: [],
      assessment,
      activities: activities.map((one, at): ShownActivity => {
        const found = model.activityStatuses[one.at];
        const status: ShownStatus | null =
          found === undefined
            ? null
            : {
                ...fact,
                code: found.code,
                label: found.label,
                colour: null,
                comment: one.comment,
                deviation: found.deviation,
                warnings: [],
              };
        const nothing = { responsible: null, removalProposed: null, removed: null, annulledRemovals: [] };
        const days = { startDate: '2026-01-01', endDate: '2026-12-31', responsibleUnit: 'Stab' };
        const activityId = activityIdOf(goalId, at + 1);
        return {
          activityId,
          heading: `Aktivitet ${activityId}`,
          description: 'Så görs den.',
          ...days,
          ...nothing,
          status,
        };
      }),
    };
  });
  const activities = goals.flatMap((goal) => goal.activities);
  const [statuses, assessments] = [activities.map(({ status }) => status), goals.map(({ assessment }) => assessment)];
  return {
    ...sampleView(),
    goals,
    activityCounts: counted(model.activityStatuses, statuses, () => undefined),
    goalCounts: counted(model.goalStatuses, assessments, () => undefined),
    notReported: statuses.filter((status) => status === null).length,
    notAssessed: assessments.filter((assessment) => assessment === null).length,
    planActivities: activities.length,
  };
}
