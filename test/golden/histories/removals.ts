import { idOf } from '../../../src/kernel/identity.js';
import { matterFold } from '../../../src/matters/matter.js';
import { goalFold } from '../../../src/plans/goal.js';
import { removalHistory } from '../../../src/removals/history/removal-history.js';
import type { RemovalStatus } from '../../../src/removals/removal-process.js';
import type { RemovalEvent } from '../../../src/removals/removal.js';
import { defaultChain } from '../../../src/reviews/review.js';
import { board, clerk, type Happened, head, otherClerk, system } from '../../support/given.js';
import {
  activityChange,
  activityChanged,
  activityId,
  approvedByHead,
  approvedByManager,
  backOneStepChain,
  decided,
  declined,
  finalised,
  firstText,
  goalId,
  matterId,
  proposalId,
  proposed,
  putToBoard,
  released,
  returned,
  revised,
  voidedBySystem,
  wayTo,
  withdrawalVoided,
  withdrawn,
} from '../../support/removal-under-test.js';
import { stream } from '../../support/streams-under-test.js';
import { streamsOf } from '../histories.js';

const planned = {
  description: '',
  startDate: '2026-01-01',
  endDate: '2026-12-31',
  responsibleUnit: 'Stab',
  responsible: null,
};

export const goal = stream(goalFold, goalId, {
  type: 'GoalEstablished',
  data: {
    goalId,
    title: 'Digital förvaltning',
    measures: [],
    activities: [{ activityId, heading: 'Införa e-arkiv', ...planned }],
  },
});

const matter = stream(matterFold, matterId, {
  type: 'MatterOpened',
  data: { matterId, boardId: board, kind: 'FOLLOW_UP', dnr: 'KS 2026/7', title: 'Uppföljning tertial 1 2026' },
});

function byClerk(event: RemovalEvent): Happened<RemovalEvent> {
  return { actor: clerk, event };
}

const dated: Happened<RemovalEvent> = {
  actor: system,
  event: {
    type: 'RemovalActivityChanged',
    data: {
      proposalId,
      ...{ ...activityChange, heading: null, description: null },
      ...{ startDate: '2026-03-01', endDate: '2026-10-31' },
    },
  },
};

function notPut(status: RemovalStatus): Happened<RemovalEvent> {
  return { actor: system, event: { type: 'RemovalNotPutToBoard', data: { proposalId, matterId, point: 1, status } } };
}

const proposedWithWarning = byClerk({
  type: 'RemovalProposed',
  data: {
    proposalId,
    activityId,
    ...firstText,
    proposedOn: '2026-05-04',
    chain: defaultChain,
    warnings: ['REJECTED_THIS_TERTIAL'],
  },
});

const step = { proposalId, version: 1, reason: '' };
const approvedByDeputy: Happened<RemovalEvent> = {
  actor: otherClerk,
  event: {
    type: 'RemovalStepApproved',
    data: { ...step, step: 'UNIT_MANAGER', actingFor: idOf('Person', 'ulla') },
  },
};
const approvedByLawyer: Happened<RemovalEvent> = {
  actor: head,
  event: { type: 'RemovalStepApproved', data: { ...step, step: 'LAWYER' } },
};
const returnedOneStep: Happened<RemovalEvent> = {
  actor: head,
  event: {
    type: 'RemovalReturned',
    data: { ...step, step: 'HEAD_OF_ADMINISTRATION', reason: 'Se över kostnaden.', to: 'PREVIOUS_STEP' },
  },
};

export const removalHistories = [
  streamsOf(removalHistory, activityId, [goal, matter], {
    'rule 24: a proposal that was accepted with a warning': [proposedWithWarning],
    'rule 20: a new version after an approval': [proposed(), approvedByManager(), revised()],
    'a new version before any approval': [proposed(), revised()],
    'rule 20: a rewording of the activity after an approval': [proposed(), approvedByManager(), activityChanged],
    'a rewording of the activity before any approval': [proposed(), activityChanged],
    'rule 20: new dates of the activity after the review': [...wayTo.REVIEWED, dated],
    'rule 33: a rewording while the board has the proposal': [...wayTo.BEFORE_BOARD, activityChanged, released],
    'a proposal that its author withdrew': [proposed(), withdrawn],
    'a proposal that was withdrawn without a reason': [
      proposed(),
      byClerk({ type: 'RemovalWithdrawn', data: { proposalId, reason: '' } }),
    ],
    'rule 14: a withdrawal that came after the summons': [...wayTo.WITHDRAWN, withdrawalVoided, putToBoard],
    'rule 12: a proposal that came too late': [proposed(), voidedBySystem],
    'rule 21: approvals of every step': [proposed(), approvedByManager(), approvedByHead()],
    'an approval by a deputy': [proposed(), approvedByDeputy],
    'an approval at a step that the chain does not have': [proposed(), approvedByLawyer],
    'a return to the author': [proposed(), returned],
    'a return to the previous step': [proposed(clerk, backOneStepChain), approvedByManager(), returnedOneStep],
    'a proposal that was declined': [proposed(), declined],
    'a proposal that was submitted to the board': [...wayTo.REVIEWED, putToBoard],
    'rule 14: a proposal that was withdrawn before the summons': [...wayTo.WITHDRAWN, notPut('WITHDRAWN')],
    'rule 20: a proposal whose text is newer than the matter': [...wayTo.REVIEWED, notPut('REVIEWED')],
    'a proposal that its matter released': [...wayTo.BEFORE_BOARD, released],
    'a proposal that was approved': wayTo.APPROVED,
    'a proposal that was rejected': [...wayTo.BEFORE_BOARD, decided('REJECTED')],
    'a proposal that was referred back': [...wayTo.BEFORE_BOARD, decided('REFERRED_BACK')],
    'a proposal that was postponed': [...wayTo.BEFORE_BOARD, decided('POSTPONED')],
    'a proposal that was dropped at the meeting': [...wayTo.BEFORE_BOARD, decided('WITHDRAWN')],
    'rule 40: a decision that gained legal force': [...wayTo.APPROVED, finalised('IN_FORCE')],
    'an appeal and its end': [...wayTo.APPROVED, finalised('APPEALED'), finalised('NOT_IN_FORCE', '2026-09-01')],
    'rule 35: a decision that a court annulled': [...wayTo.APPROVED, finalised('ANNULLED', '2026-11-02')],
  }),
  streamsOf(removalHistory, activityId, [], {
    'a proposal whose activity and matter are unknown': [...wayTo.REVIEWED, putToBoard, decided('APPROVED')],
  }),
];
