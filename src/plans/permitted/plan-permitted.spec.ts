import { after } from '../../../test/support/given.js';
import { actOf, answerOf, codeIn, readers, toldBy } from '../../../test/support/permitted-under-test.js';
import {
  added,
  assessed,
  change,
  closed,
  goalAfter,
  goalId,
  leaflet,
  modelId,
  modelWith,
  opened,
  planAfter,
  planId,
  planned,
  reported,
  voidedStatus,
  welcome,
} from '../../../test/support/plan-under-test.js';
import {
  matterAfter,
  pointDecided,
  report as reportOfT1,
  summonedMatter,
} from '../../../test/support/matter-under-test.js';
import { proposalAfter, proposed } from '../../../test/support/removal-under-test.js';
import { wrongRows } from '../../../test/support/wrong-rows.js';
import type { Fold, ReadState } from '../../kernel/fold.js';
import { idOf } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import type { Outcome } from '../../kernel/outcome.js';
import { type Tertial, tertials } from '../../kernel/tertial.js';
import type { Matter } from '../../matters/matter.js';
import { proposeRemoval } from '../../removals/removal-proposal.js';
import { removalFold, type RemovalProposal } from '../../removals/removal.js';
import { defaultChain } from '../../reviews/review.js';
import { correctStatus, reportStatus } from '../activity-status.js';
import { addActivity, adoptMeasure, changeActivityDates, rewordActivity } from '../activity.js';
import { reopenFollowUp } from '../corrections/reopening.js';
import { replacePlan } from '../corrections/replacing.js';
import { renameGoal, strikeActivity, strikeGoal } from '../corrections/striking.js';
import { assessGoal, correctAssessment } from '../goal-assessment.js';
import { type Goal, type GoalEvent, goalFold } from '../goal.js';
import {
  guardsOfActivity,
  guardsOfFollowUp,
  guardsOfGoal,
  guardsOfPlan,
  readGuardsOfActivity,
  readGuardsOfFollowUp,
} from './plan-permitted.js';
import { addGoal, followUpOf, type Plan, planFold } from '../plan.js';
import { closeFollowUp, moveCutOff, openFollowUp } from '../follow-up.js';
import { importReports } from '../import/reports-import.js';

const model = modelWith();
const wholeYear = { startDate: '2026-01-01', endDate: '2026-12-31' };
const removedOn = (date: string): GoalEvent => ({
  type: 'ActivityRemoved',
  data: {
    activityId: leaflet,
    decision: {
      ...{ date, paragraph: '45', dnr: 'KS 2026/7', point: 1 },
      matterId: idOf('Matter', 'exempel.ks.dnr-ks-2026-7'),
      proposalId: idOf('RemovalProposal', `${leaflet}.r1`),
    },
  },
});

const reason = 'Registrerad av misstag.';
const strikeCodes = [
  ...['ALREADY_FOLLOWED_UP', 'FORBIDDEN', 'IN_DECIDED_REPORT', 'NOT_FOUND', 'REMOVAL_PROPOSED_ALREADY'],
  ...['REPORT_BEFORE_BOARD', 'STRUCK', 'accepted'],
];

/** The facts that other streams can have: a proposal to remove the activity, or a matter with the report of T1. */
const elsewhere = {
  nothing: { proposals: [], matters: [] },
  'a proposal': { proposals: [proposalAfter(proposed())], matters: [] },
  'the report before the board': { proposals: [], matters: [matterAfter(...summonedMatter)] },
  'the report decided': { proposals: [], matters: [matterWith('APPROVED')] },
  'the report referred back': { proposals: [], matters: [matterWith('REFERRED_BACK')] },
};

function matterWith(outcome: Outcome): Matter {
  return matterAfter(...summonedMatter, pointDecided(1, reportOfT1, outcome));
}

/** The follow-ups of a plan, from none to the second one open. */
const plans: Readonly<Record<string, Plan>> = {
  'no follow-up': planAfter(),
  'T1 open': planAfter(opened('T1')),
  'T1 closed': planAfter(opened('T1'), closed('T1')),
  'T1 closed and T2 open': planAfter(opened('T1'), closed('T1'), opened('T2')),
  'all closed': planAfter(...tertials.flatMap((tertial) => [opened(tertial), closed(tertial)])),
};
const completed = reported(leaflet, 'COMPLETED_AS_PLANNED');
const goals: Readonly<Record<string, Goal | null>> = {
  'nothing reported': goalAfter(),
  reported: goalAfter(reported(leaflet, 'ON_HOLD'), assessed('NOT_FULFILLED')),
  completed: goalAfter(completed),
  voided: goalAfter(completed, voidedStatus(leaflet, 1)),
  'removed in T1': goalAfter(completed, removedOn('2026-04-15')),
  'removed in T2': goalAfter(completed, removedOn('2026-06-15')),
  'activity struck': goalAfter({ type: 'ActivityStruck', data: { activityId: leaflet, reason } }),
  'goal struck': goalAfter({ type: 'GoalStruck', data: { goalId, reason } }),
  'no goal': null,
};
const days = ['2026-01-05', '2026-06-01', '2026-12-31'];

interface Cell {
  readonly followUps: string;
  readonly reports: string;
  readonly tertial: Tertial;
  readonly today: string;
  readonly reader: string;
  readonly plan: Plan;
  readonly goal: Goal | null;
  readonly proposals: readonly RemovalProposal[];
  readonly matters: readonly Matter[];
}

const cells: readonly Cell[] = Object.entries(plans).flatMap(([followUps, plan]) =>
  Object.entries(goals).flatMap(([reports, goal]) =>
    tertials.flatMap((tertial) =>
      days.flatMap((today) =>
        Object.keys(readers).map((reader) => ({
          ...{ followUps, reports, tertial, today, reader, plan, goal },
          ...elsewhere.nothing,
        })),
      ),
    ),
  ),
);
/** The cells of one day, each with all that other streams can have. No correction depends on the day. */
const besideOthers = cells
  .filter(({ today }) => today === '2026-12-31')
  .flatMap((cell) => Object.entries(elsewhere).map(([beside, states]) => ({ ...cell, beside, ...states })));
type Give = (cell: Cell, act: Act) => unknown;

/** Decisions cannot be of a later day than today. */
function decisionOn({ today }: Cell) {
  return { ...change, date: today };
}

function report({ tertial }: Cell, status: string) {
  return { tertial, status, comment: 'Läget.', validOn: null, reason: 'Fel.' };
}

const ofPlan: Readonly<Record<string, Give>> = {
  addGoal: (cell, act) => {
    const goal = { title: 'God service', measures: [], activities: [] };
    return addGoal({ planId, goal, decision: decisionOn(cell) }, cell.plan, act);
  },
  openFollowUp: ({ plan }, act) => {
    const tertial: Tertial = tertials.find((one) => followUpOf(plan, one) === undefined) ?? 'T3';
    return openFollowUp({ planId, tertial, cutOff: '2026-12-31' }, plan, model, act);
  },
};
const corrections: Readonly<Record<string, Give>> = {
  replacePlan: (cell, act) => {
    const replacing = { planId, steeringModelId: modelId, decision: decisionOn(cell), goals: [], reason };
    return replacePlan(replacing, cell.plan, model, cell.proposals, act);
  },
  reopenFollowUp: ({ plan, tertial, matters }, act) => reopenFollowUp({ planId, tertial, reason }, plan, matters, act),
  renameGoal: ({ goal }, act) => renameGoal({ goalId, title: 'God service', reason }, goal, act),
  strikeGoal: ({ goal, ...beside }, act) => strikeGoal({ goalId, reason }, goal, beside, act),
  strikeActivity: ({ goal, ...beside }, act) => strikeActivity({ activityId: leaflet, reason }, goal, beside, act),
};
const ofFollowUp: Readonly<Record<string, Give>> = {
  importReports: ({ plan, tertial }, act) => {
    const empty = { headings: [], rows: [], faults: [], dateSystem: 1900 } as const;
    return importReports({ planId, tertial }, empty, { plan, goals: [], model }, act);
  },
  closeFollowUp: ({ plan, tertial }, act) => closeFollowUp({ planId, tertial, acceptIncomplete: true }, plan, [], act),
  moveCutOff: ({ plan, tertial }, act) =>
    moveCutOff({ planId, tertial, cutOff: '2027-01-15', reason: 'Fel dag.' }, plan, act),
};
const ofGoal: Readonly<Record<string, Give>> = {
  adoptMeasure: (cell, act) =>
    adoptMeasure({ goalId, name: 'Index', target: '78 %', decision: decisionOn(cell) }, cell.goal, act),
  addActivity: (cell, act) =>
    addActivity({ goalId, activity: planned('Nytt'), decision: decisionOn(cell) }, cell.goal, act),
  assessGoal: (cell, act) => assessGoal({ goalId, ...report(cell, 'NOT_FULFILLED') }, cell.goal, against(cell), act),
  correctAssessment: (cell, act) =>
    correctAssessment({ goalId, ...report(cell, 'NOT_FULFILLED') }, cell.goal, against(cell), act),
};
const ofActivity: Readonly<Record<string, Give>> = {
  changeActivityDates: (cell, act) =>
    changeActivityDates({ activityId: leaflet, ...wholeYear, decision: decisionOn(cell) }, cell.goal, act),
  rewordActivity: (cell, act) => {
    const words = { heading: 'Ny rubrik', description: '' };
    return rewordActivity({ activityId: leaflet, ...words, decision: decisionOn(cell) }, cell.goal, act);
  },
  reportStatus: (cell, act) =>
    reportStatus({ activityId: leaflet, ...report(cell, 'COMPLETED_AS_PLANNED') }, cell.goal, against(cell), act),
  correctStatus: (cell, act) =>
    correctStatus({ activityId: leaflet, ...report(cell, 'COMPLETED_AS_PLANNED') }, cell.goal, against(cell), act),
  proposeRemoval: ({ goal }, act) => {
    const proposed = { activityId: leaflet, category: 'OTHER', motivation: 'Därför.' } as const;
    return proposeRemoval(proposed, after(removalFold), { goal, model, chain: defaultChain }, act);
  },
};

function against({ plan }: Cell) {
  return { plan, model };
}

function guards({ plan, goal, tertial, proposals, matters }: Cell, act: Act) {
  return {
    ...guardsOfPlan(planId, plan, proposals, act),
    ...guardsOfFollowUp({ planId, tertial }, plan, matters, act),
    ...guardsOfGoal({ id: goalId, tertial }, { goal, plan, proposals, matters }, act),
    ...guardsOfActivity({ id: leaflet, tertial }, { goal, plan, model, proposals, matters }, act),
  };
}

describe('the commands about a plan and its parts that a reader is told of', () => {
  it.each([
    ['the plan', ofPlan, ['FOLLOW_UP_EXISTS', 'FORBIDDEN', 'NOT_FOUND', 'TERTIAL_NOT_BEGUN', 'accepted']],
    ['a follow-up', ofFollowUp, ['FOLLOW_UP_CLOSED', 'FOLLOW_UP_NOT_OPEN', 'FORBIDDEN', 'NOT_FOUND', 'accepted']],
    [
      'a goal',
      ofGoal,
      [
        ...['FOLLOW_UP_CLOSED', 'FOLLOW_UP_NOT_OPEN', 'FORBIDDEN', 'NOTHING_TO_CORRECT', 'NOT_FOUND', 'STRUCK'],
        'accepted',
      ],
    ],
    [
      'an activity',
      ofActivity,
      [
        ...['ACTIVITY_COMPLETED', 'ACTIVITY_REMOVED', 'FOLLOW_UP_CLOSED', 'FOLLOW_UP_NOT_OPEN', 'FORBIDDEN'],
        ...['NOTHING_TO_CORRECT', 'NOT_FOUND', 'STRUCK', 'accepted'],
      ],
    ],
  ])('rule 45: of %s are allowed or refused just as the command is', (_, commands, expected) => {
    const codes = new Set<string>();
    const wrong = wrongRows(cells, (cell) => {
      const act = actOf(cell.reader, cell.today);
      const told = guards(cell, act);
      for (const [command, give] of Object.entries(commands)) {
        const answer = answerOf(() => give(cell, act));
        codes.add(codeIn(answer));
        expect(`${command} ${toldBy(told, command)}`).toBe(`${command} ${answer}`);
      }
    });
    expect(wrong).toEqual([]);
    expect([...codes].sort()).toEqual(expected);
  });

  it.each([
    ['replacePlan', ['FORBIDDEN', 'NOT_FOUND', 'PLAN_FOLLOWED_UP', 'REMOVAL_PROPOSED_ALREADY', 'accepted']],
    [
      'reopenFollowUp',
      [
        ...['FOLLOW_UP_NOT_CLOSED_YET', 'FOLLOW_UP_NOT_OPEN', 'FORBIDDEN', 'NOT_FOUND'],
        ...['REPORT_BEFORE_BOARD', 'REPORT_DECIDED', 'accepted'],
      ],
    ],
    ['renameGoal', ['FORBIDDEN', 'NOT_FOUND', 'STRUCK', 'accepted']],
    ['strikeGoal', strikeCodes],
    ['strikeActivity', strikeCodes],
  ])('rule 45: %s is allowed or refused as its rule does, by what other streams have too', (command, expected) => {
    const codes = new Set<string>();
    const wrong = wrongRows(besideOthers, (cell) => {
      const act = actOf(cell.reader, cell.today);
      const answer = answerOf(() => corrections[command]?.(cell, act));
      codes.add(codeIn(answer));
      expect(toldBy(guards(cell, act), command)).toBe(answer);
    });
    expect(wrong).toEqual([]);
    expect([...codes].sort()).toEqual(expected);
  });

  it('rule 45: asks for the matters of the board only for a reader who may reopen the follow-up otherwise', async () => {
    const plan = planAfter(opened('T1'), closed('T1'), opened('T2'));
    const read: ReadState = <State>(fold: Fold<State, never>) => {
      const state: State = JSON.parse(JSON.stringify(fold.kind === planFold.kind ? plan : fold.initial));
      return Promise.resolve(state);
    };
    const asks = async (reader: string, tertial: Tertial) => {
      let asked = 0;
      const readMatters = () => {
        asked += 1;
        return Promise.resolve([matterAfter(...summonedMatter)]);
      };
      const told = await readGuardsOfFollowUp({ planId, tertial }, read, readMatters, actOf(reader));
      return [asked, codeIn(toldBy(told, 'reopenFollowUp'))];
    };
    expect(await asks('a controller', 'T1')).toEqual([1, 'REPORT_BEFORE_BOARD']);
    expect(await asks('a controller', 'T2')).toEqual([0, 'FOLLOW_UP_NOT_CLOSED_YET']);
    expect(await asks('another clerk', 'T1')).toEqual([0, 'FORBIDDEN']);
  });

  it('rules 45 and 175: asks for the matters of the board only where they decide about a strike', async () => {
    const addition = goalAfter(added(welcome, '2026-03-02'));
    const asks = async (reader: string, plan: Plan, activityId: typeof leaflet, goal = addition) => {
      let asked = 0;
      const read: ReadState = <State>(fold: Fold<State, never>) => {
        const found: Readonly<Record<string, unknown>> = { [planFold.kind]: plan, [goalFold.kind]: goal };
        const state: State = JSON.parse(JSON.stringify(found[fold.kind] ?? fold.initial));
        return Promise.resolve(state);
      };
      const readMatters = () => {
        asked += 1;
        return Promise.resolve([matterAfter(...summonedMatter)]);
      };
      const told = await readGuardsOfActivity({ id: activityId, tertial: 'T1' }, read, readMatters, actOf(reader));
      return [asked, codeIn(toldBy(told, 'strikeActivity'))];
    };
    const isClosed = planAfter(opened('T1'), closed('T1'));
    expect(await asks('a controller', isClosed, welcome)).toEqual([1, 'REPORT_BEFORE_BOARD']);
    expect(await asks('a controller', isClosed, leaflet)).toEqual([0, 'ALREADY_FOLLOWED_UP']);
    expect(await asks('another clerk', isClosed, welcome)).toEqual([0, 'FORBIDDEN']);
    expect(await asks('a controller', planAfter(opened('T1')), welcome)).toEqual([0, 'accepted']);
  });

  it('rule 45: are about the newest follow-up when no tertial is named', () => {
    const plan = planAfter(opened('T1'), closed('T1'), opened('T2'));
    const about = { id: goalId, tertial: null };
    const states = { goal: goalAfter(), plan, proposals: [], matters: [] };
    const told = guardsOfGoal(about, states, actOf('another clerk', '2026-06-01'));
    expect(toldBy(told, 'assessGoal')).toBe('accepted');
  });
});
