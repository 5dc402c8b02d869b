import { activityIdOf, goalIdOf, goalOf, type Id, idOf } from '../../src/kernel/identity.js';
import { defaultChain, returnsTo, type Review } from '../../src/reviews/review.js';
import { type ReasonCategory, reasonCategories, type RemovalProposal } from '../../src/removals/removal.js';
import { adoption } from '../support/plan-under-test.js';
import { board, planId } from './board-with-plan.js';
import type { Chance } from './chance.js';
import { type Option, timely } from './move.js';
import { holdersOf, type Name, units } from './people.js';
import type { World } from './world.js';

export const activityIds = [
  activityIdOf(goalIdOf(planId, 1), 1),
  activityIdOf(goalIdOf(planId, 1), 2),
  activityIdOf(goalIdOf(planId, 2), 1),
];

/** Activities that the first goal does not have from the start. */
const additions = [activityIdOf(goalIdOf(planId, 1), 3), activityIdOf(goalIdOf(planId, 1), 4)];

function activitiesOf(world: World): readonly Id<'Activity'>[] {
  const added = world.goals.newest(goalIdOf(planId, 1))?.activities ?? [];
  return [...activityIds, ...additions.filter((one) => added.some(({ id }) => id === one))];
}

export const writers = ['hans', 'hedda', 'karl', 'dag'] as const;
const ended = ['APPROVED', 'REJECTED', 'DECLINED', 'WITHDRAWN', 'VOIDED', 'ANNULLED'];

export function verdictOf(chance: Chance) {
  return chance.is(0.9) ? ('APPROVE' as const) : chance.of('RETURN' as const, 'RETURN' as const, 'DECLINE' as const);
}

export function removalMoves(world: World, chance: Chance): Option[] {
  return activitiesOf(world).flatMap((activityId) => {
    const goalId = goalOf(activityId);
    const proposals = world.removals.newest(activityId);
    const last = proposals.at(-1);
    const isFree = last === undefined || ended.includes(last.status);
    const isOut =
      world.goals.newest(goalId)?.activities.some(({ id, removed }) => id === activityId && removed !== null) === true;
    const text = {
      category: chance.oneOf<ReasonCategory>(reasonCategories) ?? 'OTHER',
      motivation: 'Pengarna räcker inte.',
    };
    return [
      {
        weight: timely(isFree && !isOut && last?.status !== 'APPROVED', proposals.length < 2 ? 2 : 0.3),
        make: () => [
          chance.of(...writers),
          { area: 'removal', command: 'proposeRemoval', data: { activityId, ...text } },
        ],
      },
      ...(last === undefined ? [] : ofProposal(last, text, world, chance)),
    ];
  });
}

/** Mostly somebody else than who wrote it or has approved it already. */
export function reviewerOf(step: string, { authors, approvals }: Review, chance: Chance): Name {
  const holders = holdersOf(step);
  const free = holders.filter((name) => !authors.includes(name) && !approvals.some(({ by }) => by === name));
  return chance.oneOf(chance.is(0.8) ? free : holders) ?? 'ulla';
}

function ofProposal(
  { id: proposalId, status, review, author }: RemovalProposal,
  text: { category: ReasonCategory; motivation: string },
  { answers }: World,
  chance: Chance,
): Option[] {
  const step = review.chain.steps[review.approvals.length]?.code ?? 'UNIT_MANAGER';
  const isReturned = status === 'RETURNED' || status === 'REFERRED_BACK';
  return [
    {
      weight: timely(status === 'IN_REVIEW', 6),
      make: () => {
        const verdict = verdictOf(chance);
        const data = { proposalId, version: review.version, verdict, reason: verdict === 'APPROVE' ? '' : 'Se över.' };
        return [reviewerOf(step, review, chance), { area: 'removal', command: 'reviewRemoval', data }];
      },
    },
    {
      weight: timely(isReturned, 5) + timely(status === 'IN_REVIEW' || status === 'REVIEWED', 0.3),
      make: () => [
        chance.of(...writers, 'ulla', 'bodil'),
        { area: 'removal', command: 'reviseRemoval', data: { proposalId, ...text } },
      ],
    },
    {
      // Rule 14: a withdrawal and a summons race while Tertial has not yet told the proposal of the summons.
      weight: status === 'REVIEWED' && answers.length > 0 ? 3 : 0.08,
      make: () => [
        writers.find((name) => name === author && chance.is(0.8)) ?? chance.of(...writers),
        { area: 'removal', command: 'withdrawRemoval', data: { proposalId, reason: '' } },
      ],
    },
  ];
}

/** Rule 175: whether the board has a report, or has decided on it, so that what was in it is tried to be struck. */
function isReportGiven({ matters }: World): boolean {
  const points = [...matters.all.values()].flatMap((matter) => matter?.points ?? []);
  return points.some(
    ({ subject, isBeforeBoard, decisions }) =>
      subject.kind === 'APPROVE_REPORT' && (isBeforeBoard || decisions.length > 0),
  );
}

/** A goal that the plan does not have from the start. The board has decided it in the first tertial, or after it. */
function goalMoves(world: World, chance: Chance): Option[] {
  const goalId = goalIdOf(planId, 3);
  const goal = world.goals.newest(goalId);
  const decision = { date: chance.of('2026-03-02', '2026-05-11'), paragraph: '§ 7', dnr: 'KS 2026/5' };
  const right = { ...decision, paragraph: chance.of('§ 7', '§ 8') };
  return [
    {
      weight: timely(world.plans.newest(planId)?.goalsAdded.length === 0, 0.15),
      make: () => {
        const data = { planId, goal: { title: 'Nytt mål', measures: [], activities: [] }, decision };
        return ['cilla', { area: 'plan', command: 'addGoal', data }];
      },
    },
    {
      weight: timely(goal?.struck === null, 0.15),
      make: () => {
        const data = { goalId, decision: right, reason: 'Fel paragraf.' };
        return ['cilla', { area: 'plan', command: 'correctGoalDecision', data }];
      },
    },
    {
      weight: timely(goal?.struck === null, isReportGiven(world) ? 0.8 : 0.1),
      make: () => {
        const data = { goalId, reason: 'Registrerat av misstag.' };
        return ['cilla', { area: 'plan', command: 'strikeGoal', data }];
      },
    },
  ];
}

export function planMoves(world: World, chance: Chance): Option[] {
  const activityId: Id<'Activity'> = chance.oneOf(activitiesOf(world)) ?? idOf('Activity', `${planId}.g1.a1`);
  const goal = world.goals.newest(goalOf(activityId));
  const isChanged = goal?.activities.some(({ id, changed }) => id === activityId && changed !== null) === true;
  const status = chance.of('ONGOING_AS_PLANNED', 'ONGOING_AS_PLANNED', 'NOT_STARTED', 'COMPLETED_AS_PLANNED', 'ODD');
  const report = { activityId, tertial: 'T2', status, comment: 'Enligt plan.', validOn: null } as const;
  const steps = defaultChain.steps.map((step) => ({
    ...step,
    onReturn: chance.oneOf(returnsTo) ?? 'AUTHOR',
    deputiesMayAct: chance.is(0.5),
  }));
  return [
    ...goalMoves(world, chance),
    {
      weight: 0.3,
      make: () => [chance.of(...writers), { area: 'plan', command: 'reportStatus', data: report }],
    },
    {
      weight: 0.15,
      make: () => {
        const data = { activityId, heading: 'En annan lydelse', description: '', decision: adoption };
        return ['cilla', { area: 'plan', command: 'rewordActivity', data }];
      },
    },
    {
      weight: timely(activitiesOf(world).length < activityIds.length + additions.length, 0.2),
      make: () => {
        const dates = { startDate: '2026-06-01', endDate: '2026-11-30', responsibleUnit: '' };
        const activity = { heading: 'Ny aktivitet', description: '', ...dates };
        const decision = {
          date: chance.of('2026-03-02', '2026-03-02', '2026-05-11', world.today),
          paragraph: '§ 7',
          dnr: 'KS 2026/5',
        };
        return [
          'cilla',
          { area: 'plan', command: 'addActivity', data: { goalId: goalIdOf(planId, 1), activity, decision } },
        ];
      },
    },
    {
      weight: timely(
        goal?.activities.some(({ id, added }) => id === activityId && added !== null) === true,
        isReportGiven(world) ? 2 : 0.8,
      ),
      make: () => {
        const data = { activityId, reason: 'Registrerad av misstag.' };
        return ['cilla', { area: 'plan', command: 'strikeActivity', data }];
      },
    },
    {
      weight: timely(isChanged, 0.5),
      make: () => {
        const right = { date: chance.of('2025-12-10', '2026-02-02', world.today), paragraph: '§ 7', dnr: 'KS 2026/5' };
        const data = { activityId, change: chance.of(null, 1, 2), decision: right, reason: 'Fel paragraf.' };
        return ['cilla', { area: 'plan', command: 'correctChangeDecision', data }];
      },
    },
    {
      weight: 0.05,
      make: () => {
        const responsible = chance.of(
          { unitId: units[0] },
          { unitId: units[1] },
          { personId: idOf('Person', 'hedda') },
          null,
        );
        return ['cilla', { area: 'plan', command: 'assignActivity', data: { activityId, responsible } }];
      },
    },
    {
      weight: 0.1,
      make: () => {
        const data = { planId, tertial: chance.of('T1', 'T2', 'T2'), unitIds: [], personIds: [] } as const;
        const unitIds = chance.is(0.3) ? [chance.of(...units)] : [];
        return [
          chance.of('cilla', 'cilla', 'hans'),
          { area: 'plan', command: 'remindReporters', data: { ...data, unitIds } },
        ];
      },
    },
    {
      weight: world.today < '2026-09-01' ? 0.02 : 0.3,
      make: () => {
        const data = { planId, tertial: 'T2', acceptIncomplete: chance.is(0.5) } as const;
        return ['cilla', { area: 'plan', command: 'closeFollowUp', data }];
      },
    },
    {
      weight: 0.05,
      make: () => {
        const data = { planId, tertial: chance.of('T1', 'T2', 'T3'), reason: 'Klarmarkerad för tidigt.' } as const;
        return ['cilla', { area: 'plan', command: 'reopenFollowUp', data }];
      },
    },
    {
      weight: 0.05,
      make: () => {
        const about = { planId, tertial: chance.of('T1', 'T2', 'T3') } as const;
        const data = { ...about, cutOff: '2026-12-30', reason: 'Fel dag angavs.' };
        return ['cilla', { area: 'plan', command: 'moveCutOff', data }];
      },
    },
    {
      weight: 0.15,
      make: () => [
        'cilla',
        {
          area: 'plan',
          command: 'adoptReviewChain',
          data: { boardId: board, steps: chance.is(0.5) ? steps : steps.slice(1) },
        },
      ],
    },
    {
      weight: 0.02,
      make: () => [
        'cilla',
        { area: 'plan', command: 'openFollowUp', data: { planId, tertial: 'T3', cutOff: '2026-12-31' } },
      ],
    },
  ];
}
