import type { Actor, Person } from '../../src/kernel/permissions.js';
import type { DecisionReference, Finality, Outcome } from '../../src/kernel/outcome.js';
import { idOf } from '../../src/kernel/identity.js';
import { type Goal, type GoalEvent, goalFold } from '../../src/plans/goal.js';
import type { BoardDecision, RemovalStatus } from '../../src/removals/removal-process.js';
import {
  type ActivityChange,
  type RemovalEvent,
  removalFold,
  type RemovalProposal,
} from '../../src/removals/removal.js';
import { defaultChain, type ReviewChain } from '../../src/reviews/review.js';
import { defaultModel } from '../../src/steering-models/default-model.js';
import { type SteeringModel, steeringModelFold } from '../../src/steering-models/steering-model.js';
import { after, clerk, type Happened, head, person, system, unitManager } from './given.js';

// Two activities of one goal, and the proposal to take the first of them out of the plan.

export const planId = idOf('Plan', 'exempel.ks.2026');
export const goalId = idOf('Goal', 'exempel.ks.2026.g1');
export const activityId = idOf('Activity', 'exempel.ks.2026.g1.a1');
export const otherActivityId = idOf('Activity', 'exempel.ks.2026.g1.a2');
export const proposalId = idOf('RemovalProposal', 'exempel.ks.2026.g1.a1.r1');
export const secondProposalId = idOf('RemovalProposal', 'exempel.ks.2026.g1.a1.r2');
export const matterId = idOf('Matter', 'exempel.ks.dnr-ks-2026-7');
export const otherMatterId = idOf('Matter', 'exempel.ks.dnr-ks-2026-8');

/** Holds both steps of the default chain. */
export const bothSteps: Person = { ...person('bodil', 'REVIEWER'), grants: [...unitManager.grants, ...head.grants] };
/** Writes proposals and holds the first step as well. */
export const clerkAndManager: Person = {
  ...person('karl', 'CLERK'),
  grants: [...clerk.grants, ...unitManager.grants],
};

/** The default chain, but what the head returns goes to the unit manager. */
export const backOneStepChain: ReviewChain = {
  version: 1,
  steps: defaultChain.steps.map((step) => ({ ...step, onReturn: 'PREVIOUS_STEP' })),
};

const adoption: DecisionReference = { date: '2025-12-10', paragraph: '112', dnr: 'KS 2025/301' };

export const model: SteeringModel | null = after(steeringModelFold, {
  type: 'SteeringModelAdopted',
  data: {
    steeringModelId: idOf('SteeringModel', 'exempel.model-2026'),
    name: 'Styrmodell',
    holdsFrom: '2026-01-01',
    decision: adoption,
    ...defaultModel,
  },
});

const planned = {
  description: '',
  startDate: '2026-01-01',
  endDate: '2026-12-31',
  responsibleUnit: 'Stab',
  responsible: null,
};

/** The goal with its two activities, and what happened to it since. */
export function goalAfter(...events: readonly GoalEvent[]): Goal | null {
  const activities = [
    { activityId, heading: 'Införa e-arkiv', ...planned },
    { activityId: otherActivityId, heading: 'Se över taxorna', ...planned },
  ];
  const established = { goalId, title: 'Digital förvaltning', measures: [], activities };
  return after(goalFold, { type: 'GoalEstablished', data: established }, ...events);
}

/** A status of the first activity. */
export function reported(tertial: 'T1' | 'T2', status: string, modelVersion = 1): GoalEvent {
  const data = { activityId, tertial, status, comment: 'Läget.', validOn: '2026-04-30', modelVersion, warnings: [] };
  return { type: 'ActivityStatusReported', data };
}

export const goal = goalAfter();

export const firstText = { category: 'LACKS_RESOURCES', motivation: 'Tjänsten är vakant.' } as const;
export const secondText = { category: 'POSTPONED', motivation: 'Görs nästa år.' } as const;

export function proposed(actor: Actor = clerk, chain = defaultChain): Happened<RemovalEvent> {
  const data = { proposalId, activityId, ...firstText, proposedOn: '2026-05-04', chain, warnings: [] };
  return { actor, event: { type: 'RemovalProposed', data } };
}

export function revised(actor: Actor = clerk): Happened<RemovalEvent> {
  return { actor, event: { type: 'RemovalRevised', data: { proposalId, ...secondText } } };
}

/** The changes of a decision to the activity. */
export const activityChange: ActivityChange = {
  heading: 'Avveckla e-arkiv',
  description: 'Gallra.',
  startDate: null,
  endDate: null,
  decision: { date: '2026-05-06', paragraph: '40', dnr: 'KS 2026/9' },
};

export const activityChanged: Happened<RemovalEvent> = {
  actor: system,
  event: { type: 'RemovalActivityChanged', data: { proposalId, ...activityChange } },
};

function verdict(type: 'RemovalStepApproved' | 'RemovalDeclined', step: string, actor: Actor, version: number) {
  const reason = type === 'RemovalDeclined' ? 'Ska genomföras.' : '';
  return { actor, event: { type, data: { proposalId, version, step, reason } } } as const;
}

export function approvedByManager(actor: Actor = unitManager, version = 1): Happened<RemovalEvent> {
  return verdict('RemovalStepApproved', 'UNIT_MANAGER', actor, version);
}

export function approvedByHead(actor: Actor = head, version = 1): Happened<RemovalEvent> {
  return verdict('RemovalStepApproved', 'HEAD_OF_ADMINISTRATION', actor, version);
}

export const declined: Happened<RemovalEvent> = verdict('RemovalDeclined', 'UNIT_MANAGER', unitManager, 1);

export const returned: Happened<RemovalEvent> = {
  actor: unitManager,
  event: {
    type: 'RemovalReturned',
    data: { proposalId, version: 1, step: 'UNIT_MANAGER', reason: 'Kostnaden saknas.', to: 'AUTHOR' },
  },
};

export const withdrawn: Happened<RemovalEvent> = {
  actor: clerk,
  event: { type: 'RemovalWithdrawn', data: { proposalId, reason: 'Tjänsten är tillsatt.' } },
};

export const withdrawalVoided: Happened<RemovalEvent> = {
  actor: system,
  event: { type: 'RemovalWithdrawalVoided', data: { proposalId, cause: 'SUMMONED' } },
};

export const voidedBySystem: Happened<RemovalEvent> = {
  actor: system,
  event: { type: 'RemovalVoided', data: { proposalId, cause: 'ACTIVITY_COMPLETED' } },
};

export const putToBoard: Happened<RemovalEvent> = {
  actor: system,
  event: { type: 'RemovalPutToBoard', data: { proposalId, matterId, point: 1 } },
};

export function decisionOf(outcome: Outcome, date = '2026-05-11'): BoardDecision {
  const reason = outcome === 'REFERRED_BACK' ? 'Utred kostnaden.' : '';
  return { matterId, point: 1, outcome, reason, date, paragraph: '45', dnr: 'KS 2026/7' };
}

export function decided(outcome: Outcome, date?: string): Happened<RemovalEvent> {
  return { actor: system, event: { type: 'RemovalDecided', data: { proposalId, ...decisionOf(outcome, date) } } };
}

export const released: Happened<RemovalEvent> = {
  actor: system,
  event: { type: 'RemovalReleased', data: { proposalId, matterId } },
};

export function finalised(finality: Finality, on = '2026-06-05'): Happened<RemovalEvent> {
  const data = { proposalId, matterId, point: 1, finality, on };
  return { actor: system, event: { type: 'RemovalFinalityRecorded', data } };
}

const reviewed = [proposed(), approvedByManager(), approvedByHead()];
const beforeBoard = [...reviewed, putToBoard];

/** A way to each status that a proposal can have. */
export const wayTo: Readonly<Record<RemovalStatus, readonly Happened<RemovalEvent>[]>> = {
  IN_REVIEW: [proposed()],
  RETURNED: [proposed(), returned],
  REVIEWED: reviewed,
  BEFORE_BOARD: beforeBoard,
  REFERRED_BACK: [...beforeBoard, decided('REFERRED_BACK')],
  APPROVED: [...beforeBoard, decided('APPROVED')],
  REJECTED: [...beforeBoard, decided('REJECTED')],
  DECLINED: [proposed(), declined],
  WITHDRAWN: [...reviewed, withdrawn],
  VOIDED: [proposed(), voidedBySystem],
  ANNULLED: [...beforeBoard, decided('APPROVED'), finalised('ANNULLED', '2026-11-02')],
};

export function proposalsAfter(...events: readonly Happened<RemovalEvent>[]): readonly RemovalProposal[] {
  return after(removalFold, ...events);
}

/** The one proposal of a history. */
export function proposalAfter(...events: readonly Happened<RemovalEvent>[]): RemovalProposal {
  const [proposal] = proposalsAfter(...events);
  if (proposal === undefined) throw new Error('Nothing was proposed.');
  return proposal;
}
