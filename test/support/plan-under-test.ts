import { type Act, type CommandName, may, type Person, personRoles, type Role } from '../../src/kernel/permissions.js';
import type { DecisionReference } from '../../src/kernel/outcome.js';
import { existing } from '../../src/kernel/fold.js';
import type { Id } from '../../src/kernel/identity.js';
import {
  activityIdOf,
  goalIdOf,
  idOf,
  matterIdOf,
  measureIdOf,
  planIdOf,
  proposalIdOf,
} from '../../src/kernel/identity.js';
import type { IsoDate, Tertial } from '../../src/kernel/tertial.js';
import type { PlanAndModel } from '../../src/plans/activity-status.js';
import { type Goal, type GoalEvent, goalFold } from '../../src/plans/goal.js';
import type { RemovalDecision } from '../../src/plans/activity-changes.js';
import type { WithResponsible } from '../../src/plans/responsible.js';
import { type AdoptedGoal, type Plan, type PlanEvent, planFold, type PlannedActivity } from '../../src/plans/plan.js';
import { defaultModel } from '../../src/steering-models/default-model.js';
import type { AssessmentRules, SteeringModel, Vocabulary } from '../../src/steering-models/steering-model.js';
import { after, board, by, person, refused, system } from './given.js';
import { wrongRows } from './wrong-rows.js';

export const modelId = idOf('SteeringModel', 'exempel.model-standard');
export const planId = planIdOf(board, 2026);
export const goalId = goalIdOf(planId, 1);
export const leaflet = activityIdOf(goalId, 1);
export const talks = activityIdOf(goalId, 2);
/** An activity that the goal does not have from the start. */
export const welcome = activityIdOf(goalId, 3);

/** The board's decision to adopt the plan. */
export const adoption: DecisionReference = { date: '2025-12-10', paragraph: '§ 180', dnr: 'KS 2025/400' };

/** A decision during the year to change it. */
export const change: DecisionReference = { date: '2026-05-06', paragraph: '§ 71', dnr: 'KS 2026/90' };

export function planned(heading: string, startDate = '2026-01-15', endDate = '2026-11-30'): PlannedActivity {
  return { heading, description: `${heading}, steg för steg.`, startDate, endDate, responsibleUnit: 'Kommunikation' };
}

/** An activity as the log has it, without a responsible unit or person of the register. */
export function adopted(...words: Parameters<typeof planned>): PlannedActivity & WithResponsible {
  return { ...planned(...words), responsible: null };
}

export const adoptedGoal: AdoptedGoal = {
  goalId,
  title: 'Medarbetare ska känna sig delaktiga',
  measures: [],
  activities: [
    { activityId: leaflet, ...adopted('Ta fram en kommunikationsplan') },
    { activityId: talks, ...adopted('Genomföra medarbetarsamtal') },
  ],
};

export function modelWith(rules: Partial<AssessmentRules> = {}): SteeringModel {
  const version = { version: 1, holdsFrom: '2026-01-01', decision: adoption, ...defaultModel };
  const versions = [{ ...version, rules: { ...defaultModel.rules, ...rules } }];
  const municipalityId = idOf('Municipality', 'exempel');
  return { revision: 0, position: 1, id: modelId, municipalityId, name: 'Styrmodell', versions };
}

/** Other words and no activity rule: what the council adopts in June. */
export const newVocabulary: Vocabulary = {
  activityStatuses: [
    { code: 'RED', label: { sv: 'Röd', en: 'Red' }, colour: null, phase: 'ONGOING', deviation: true },
    { code: 'GREEN', label: { sv: 'Grön', en: 'Green' }, colour: null, phase: 'COMPLETED', deviation: false },
  ],
  goalStatuses: [
    { code: 'MISSED', label: { sv: 'Nås inte', en: 'Missed' }, colour: null, rank: 0, fulfilment: false },
    { code: 'REACHED', label: { sv: 'Nås', en: 'Reached' }, colour: null, rank: 1, fulfilment: true },
  ],
  notAssessed: { label: { sv: 'Grå', en: 'Grey' }, colour: null },
  rules: { ...defaultModel.rules, fulfilmentByActivities: false },
};

/** The default model, and from 15 June another one. */
export const modelRenewedInJune: SteeringModel = {
  ...modelWith(),
  versions: [
    ...modelWith().versions,
    { version: 2, holdsFrom: '2026-06-15', decision: { ...change, date: '2026-06-10' }, ...newVocabulary },
  ],
};

export function opened(tertial: Tertial): PlanEvent {
  return { type: 'FollowUpOpened', data: { planId, tertial, cutOff: '2026-12-31' } };
}

export function closed(tertial: Tertial): PlanEvent {
  return { type: 'FollowUpClosed', data: { planId, tertial } };
}

/** The plan as adopted with one goal, and what has happened to it since. */
export function planAfter(...events: readonly PlanEvent[]): Plan {
  const data = { planId, steeringModelId: modelId, decision: adoption, goals: [adoptedGoal] };
  return existing(after(planFold, { type: 'PlanAdopted', data }, ...events), planId);
}

/** The plan and the model while the follow-up of T1 is open, under the default model but for the rules given. */
export function planAndModel(rules: Partial<AssessmentRules> = {}): PlanAndModel {
  return { plan: planAfter(opened('T1')), model: modelWith(rules) };
}

export const closedFollowUp: PlanAndModel = { plan: planAfter(opened('T1'), closed('T1')), model: modelWith() };

export const twoFollowUps: PlanAndModel = {
  plan: planAfter(opened('T1'), opened('T2')),
  model: modelRenewedInJune,
};

export const established: GoalEvent = { type: 'GoalEstablished', data: adoptedGoal };

/** The goal as adopted with two activities and no measures, and what has happened to it since. */
export function goalAfter(...events: readonly GoalEvent[]): Goal {
  return existing(after(goalFold, established, ...events), goalId);
}

export function reported(activityId: Id<'Activity'>, status: string, tertial: Tertial = 'T1'): GoalEvent {
  return { type: 'ActivityStatusReported', data: { activityId, ...entry(status, tertial), warnings: [] } };
}

export function corrected(
  activityId: Id<'Activity'>,
  status: string,
  corrects: number,
  tertial: Tertial = 'T1',
): GoalEvent {
  const data = { activityId, ...entry(status, tertial), warnings: [], corrects, reason: 'Fel aktivitet.' };
  return { type: 'ActivityStatusCorrected', data };
}

export function assessed(status: string, tertial: Tertial = 'T1'): GoalEvent {
  return { type: 'GoalAssessed', data: { goalId, ...entry(status, tertial), proof: null } };
}

/** As it came after the follow-up was closed. */
export function voidedStatus(activityId: Id<'Activity'>, number: number): GoalEvent {
  return { type: 'ActivityStatusVoided', data: { activityId, number, cause: 'FOLLOW_UP_CLOSED' } };
}

export function voidedAssessment(number: number): GoalEvent {
  return { type: 'GoalAssessmentVoided', data: { goalId, number, cause: 'FOLLOW_UP_CLOSED' } };
}

export const index = measureIdOf(goalId, 1);

/** The reported value of the goal's measure. */
export function measured(value: string, targetReached: boolean | null, tertial: Tertial = 'T1'): GoalEvent {
  return { type: 'MeasureReported', data: outcome(value, targetReached, tertial) };
}

export function measuredAnew(value: string, targetReached: boolean | null, corrects: number): GoalEvent {
  const data = { ...outcome(value, targetReached, 'T1'), corrects, reason: 'Fel enkät.' };
  return { type: 'MeasureReportCorrected', data };
}

export function voidedOutcome(number: number): GoalEvent {
  return { type: 'MeasureReportVoided', data: { measureId: index, number, cause: 'FOLLOW_UP_CLOSED' } };
}

function outcome(value: string, targetReached: boolean | null, tertial: Tertial) {
  return { measureId: index, tertial, value, targetReached, comment: `Det blev ${value}.`, validOn: daysOf[tertial] };
}

/** A measure that the board adopts in May or on another day. */
export function measureAdoptedOn(date: IsoDate, number = 1): GoalEvent {
  const measure = { name: 'Medarbetarindex', target: 'Minst 78' };
  const data = { measureId: measureIdOf(goalId, number), ...measure, decision: { ...change, date } };
  return { type: 'MeasureAdopted', data };
}

export const measureAdopted = measureAdoptedOn(change.date);

export function added(activityId: Id<'Activity'>, date: IsoDate): GoalEvent {
  const data = { activityId, ...adopted('Införa gemensam introduktion'), decision: { ...change, date } };
  return { type: 'ActivityAdded', data };
}

const daysOf = { T1: '2026-04-30', T2: '2026-08-31', T3: '2026-12-31' } as const;

function entry(status: string, tertial: Tertial) {
  const modelVersion = defaultStatuses.includes(status) ? 1 : 2;
  return { tertial, status, comment: `Läget är ${status}.`, validOn: daysOf[tertial], modelVersion };
}

const defaultStatuses = [...defaultModel.activityStatuses, ...defaultModel.goalStatuses].map(({ code }) => code);

export function removal(activityId: Id<'Activity'>, date: IsoDate): RemovalDecision {
  const matterId = matterIdOf(board, 'KS 2026/123');
  const proposalId = proposalIdOf(activityId, 1);
  return { date, paragraph: '§ 85', dnr: 'KS 2026/123', matterId, point: 2, proposalId };
}

export function removed(activityId: Id<'Activity'>, date: IsoDate = '2026-05-06'): GoalEvent {
  return { type: 'ActivityRemoved', data: { activityId, decision: removal(activityId, date) } };
}

/** A court annulled the decision that took it out of the plan. */
export function restored(activityId: Id<'Activity'>, date: IsoDate = '2026-11-02'): GoalEvent {
  const { matterId, point, proposalId } = removal(activityId, date);
  return { type: 'ActivityRestored', data: { activityId, annulled: { date, matterId, point, proposalId } } };
}

/** A person who holds every role there is, for a board. */
export function everyRoleFor(boardId: Id<'Board'>): Person {
  return { ...person('alva', 'CLERK'), grants: personRoles.map((role) => ({ boardId, role })) };
}

/** Specifies who may give a command, by giving it as everybody in turn. */
export function permission(command: CommandName, only: Role, give: (act: Act) => unknown): void {
  const others = personRoles.filter((role) => role !== only);

  if (only === 'SYSTEM') {
    it('rule 32: is refused to a person, whatever roles they hold', () => {
      refused(() => give(by(everyRoleFor(board))), 'FORBIDDEN', { command, allowed: ['SYSTEM'] });
    });
  } else {
    it(`rule 32: is refused to the system, for only a ${only} gives it`, () => {
      refused(() => give(by(system)), 'FORBIDDEN', { command, allowed: [only] });
    });
  }

  it('rule 51: is refused to a person of any other role', () => {
    const wrong = wrongRows(others, (role) => {
      refused(() => give(by(person('olle', role))), 'FORBIDDEN', { command, allowed: [only] });
      expect(may(role, command)).toBe(false);
    });
    expect(wrong).toEqual([]);
  });

  it('rule 43: to a person of another board, what it is about does not exist', () => {
    refused(() => give(by(everyRoleFor(idOf('Board', 'exempel.bun')))), 'NOT_FOUND');
  });

  it('rule 43: to another municipality, what it is about does not exist', () => {
    const municipalityId = idOf('Municipality', 'annan');
    refused(() => give(by({ ...everyRoleFor(idOf('Board', 'annan.ks')), municipalityId })), 'NOT_FOUND');
    refused(() => give(by({ ...system, municipalityId })), 'NOT_FOUND');
  });
}
