import { by, clerk, type Happened, head, recorded, system, unitManager } from '../../test/support/given.js';
import {
  activityChange,
  activityChanged,
  activityId,
  approvedByHead,
  approvedByManager,
  backOneStepChain,
  decided,
  decisionOf,
  declined,
  finalised,
  goalAfter,
  matterId,
  model,
  proposalId,
  proposalsAfter,
  proposed,
  putToBoard,
  released,
  reported,
  returned,
  revised,
  secondText,
  voidedBySystem,
  wayTo,
  withdrawalVoided,
  withdrawn,
} from '../../test/support/removal-under-test.js';
import { Refusal } from '../kernel/refusal.js';
import { openProposal, type RemovalEvent, removalFold, type RemovalProposal } from './removal.js';
import {
  changeRemovalActivity,
  putRemovalToBoard,
  recordRemovalFinality,
  releaseRemoval,
  settleRemoval,
  voidRemoval,
} from './removal-outcome.js';
import { removalProcess, removalStatuses, removalVerdicts } from './removal-process.js';
import type { RemovalStatus, RemovalVerdict } from './removal-process.js';
import { reviewRemoval, reviseRemoval, withdrawRemoval } from './removal-proposal.js';
import { wrongRows } from '../../test/support/wrong-rows.js';

/** The result of each action in each status: + an event, S or B a refusal, 0 no effect, N `RemovalNotPutToBoard`. */
const expected: Readonly<Record<RemovalStatus, string>> = {
  //              revise change withdraw approve return decline void undo put release settle annul
  IN_REVIEW: '     +      +      +        +       +      +       +    0   N   0       0      0',
  RETURNED: '      +      0      +        S       S      S       +    0   N   0       0      0',
  REVIEWED: '      +      +      +        S       S      S       +    0   +   0       0      0',
  BEFORE_BOARD: '  B      +      B        B       B      B       0    0   N   +       +      0',
  REFERRED_BACK: ' +      0      +        S       S      S       +    0   N   0       0      0',
  APPROVED: '      S      0      S        S       S      S       0    0   N   0       0      +',
  REJECTED: '      S      0      S        S       S      S       0    0   N   0       0      +',
  DECLINED: '      S      0      S        S       S      S       0    0   N   0       0      0',
  WITHDRAWN: '     S      0      S        S       S      S       0    +   N   0       0      0',
  VOIDED: '        S      0      S        S       S      S       0    0   N   0       0      0',
  ANNULLED: '      S      0      S        S       S      S       0    0   N   0       0      0',
};

const goal = goalAfter(reported('T1', 'COMPLETED_AS_PLANNED'));
const place = { proposalId, matterId, point: 1 };

const give: Readonly<Record<RemovalVerdict, (proposals: readonly RemovalProposal[]) => RemovalEvent[]>> = {
  revise: (proposals) => reviseRemoval({ proposalId, ...secondText }, proposals, by(clerk)),
  'change activity': (proposals) =>
    changeRemovalActivity({ activityId, ...activityChange, position: 9 }, proposals, by(system)),
  withdraw: (proposals) => withdrawRemoval({ proposalId, reason: '' }, proposals, by(clerk)),
  approve: (proposals) => review('APPROVE', proposals),
  return: (proposals) => review('RETURN', proposals),
  decline: (proposals) => review('DECLINE', proposals),
  void: (proposals) => voidRemoval({ proposalId, position: 9 }, proposals, { goal, model }, by(system)),
  'void withdrawal': (proposals) =>
    putRemovalToBoard({ ...place, version: 1, summonedAt: 0 }, proposals, by(system)).filter(
      ({ type }) => type === 'RemovalWithdrawalVoided',
    ),
  'put to board': (proposals) => putRemovalToBoard({ ...place, version: 1 }, proposals, by(system)),
  release: (proposals) => releaseRemoval({ proposalId, matterId }, proposals, by(system)),
  settle: (proposals) => settleRemoval({ proposalId, ...decisionOf('APPROVED') }, proposals, by(system)),
  annul: (proposals) =>
    recordRemovalFinality({ ...place, finality: 'ANNULLED', on: '2026-11-02' }, proposals, by(system)),
};

function review(verdict: 'APPROVE' | 'RETURN' | 'DECLINE', proposals: readonly RemovalProposal[]): RemovalEvent[] {
  return reviewRemoval({ proposalId, version: 1, verdict, reason: 'Därför.' }, proposals, by(unitManager));
}

/** Returns the mark of the action's result, or a text when the result differs from the process. */
function markOf(status: RemovalStatus, verdict: RemovalVerdict): string {
  const proposals = proposalsAfter(...wayTo[status]);
  try {
    const [event] = give[verdict](proposals);
    if (event === undefined) return '0';
    if (event.type === 'RemovalNotPutToBoard') return 'N';
    const [after] = removalFold.evolve(proposals, recorded(event, 9, system));
    const leads = removalProcess[status][verdict];
    // An annulment of a decision on an open proposal changes the decision but not the proposal's status.
    if (leads === undefined) return after?.status === status ? '0' : 'leads where it should not';
    return after !== undefined && leads.includes(after.status) ? '+' : 'leads elsewhere';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'REMOVAL_BEFORE_BOARD') return 'B';
    return error.code === 'REMOVAL_STATUS' ? 'S' : error.code;
  }
}

describe('each verdict on a proposal in each status', () => {
  const cells = removalStatuses.flatMap((status) =>
    removalVerdicts.map((verdict, index) => ({ status, verdict, mark: expected[status].trim().split(/\s+/)[index] })),
  );

  it('rule 72: each status takes the verdicts of the table alone', () => {
    expect(
      wrongRows(cells, ({ status, verdict, mark }) => {
        expect(proposalsAfter(...wayTo[status]).map((proposal) => proposal.status)).toEqual([status]);
        expect(markOf(status, verdict)).toBe(mark);
        expect(removalProcess[status][verdict] !== undefined).toBe(mark === '+');
      }),
    ).toEqual([]);
  });

  it('rule 11: an open proposal allows an action other than annulment', () => {
    const open = removalStatuses.filter((status) => openProposal(proposalsAfter(...wayTo[status])) !== undefined);
    expect(open).toEqual(['IN_REVIEW', 'RETURNED', 'REVIEWED', 'BEFORE_BOARD', 'REFERRED_BACK']);
  });
});

const { IN_REVIEW, RETURNED, REVIEWED, BEFORE_BOARD, REFERRED_BACK, APPROVED, REJECTED, WITHDRAWN } = wayTo;
const backOneStep: Happened<RemovalEvent> = {
  actor: head,
  event: {
    type: 'RemovalReturned',
    data: { proposalId, version: 1, step: 'HEAD_OF_ADMINISTRATION', reason: 'Se över.', to: 'PREVIOUS_STEP' },
  },
};

/** Every transition of a proposal: the action, and a stream of events that ends with the transition. */
const ways: readonly (readonly [verdict: RemovalVerdict, ...events: readonly Happened<RemovalEvent>[]])[] = [
  ['revise', ...IN_REVIEW, revised()],
  ['change activity', ...IN_REVIEW, activityChanged],
  ['change activity', ...REVIEWED, activityChanged],
  ['change activity', ...BEFORE_BOARD, activityChanged],
  ['withdraw', ...IN_REVIEW, withdrawn],
  ['approve', ...IN_REVIEW, approvedByManager()],
  ['approve', proposed(), approvedByManager(), approvedByHead()],
  ['return', ...IN_REVIEW, returned],
  ['return', proposed(clerk, backOneStepChain), approvedByManager(), backOneStep],
  ['decline', ...IN_REVIEW, declined],
  ['void', ...IN_REVIEW, voidedBySystem],
  ['revise', ...RETURNED, revised()],
  ['withdraw', ...RETURNED, withdrawn],
  ['void', ...RETURNED, voidedBySystem],
  ['revise', ...REVIEWED, revised()],
  ['withdraw', ...REVIEWED, withdrawn],
  ['void', ...REVIEWED, voidedBySystem],
  ['put to board', ...REVIEWED, putToBoard],
  ['release', ...BEFORE_BOARD, released],
  ['release', ...BEFORE_BOARD, activityChanged, released],
  ['settle', ...BEFORE_BOARD, decided('APPROVED')],
  ['settle', ...BEFORE_BOARD, decided('REJECTED')],
  ['settle', ...BEFORE_BOARD, decided('REFERRED_BACK')],
  ['settle', ...BEFORE_BOARD, decided('POSTPONED')],
  ['settle', ...BEFORE_BOARD, decided('WITHDRAWN')],
  ['revise', ...REFERRED_BACK, revised()],
  ['withdraw', ...REFERRED_BACK, withdrawn],
  ['void', ...REFERRED_BACK, voidedBySystem],
  ['void withdrawal', ...WITHDRAWN, withdrawalVoided],
  ['annul', ...APPROVED, finalised('ANNULLED')],
  ['annul', ...REJECTED, finalised('ANNULLED')],
];

it('rule 72: a proposal follows only the transitions of the process', () => {
  const statusOf = (events: readonly Happened<RemovalEvent>[]) => proposalsAfter(...events)[0]?.status;
  const gone = ways.map(([verdict, ...events]) => `${statusOf(events.slice(0, -1))} ${verdict} ${statusOf(events)}`);
  const said = removalStatuses.flatMap((status) =>
    removalVerdicts.flatMap((verdict) =>
      (removalProcess[status][verdict] ?? []).map((to) => `${status} ${verdict} ${to}`),
    ),
  );
  expect(gone.toSorted()).toEqual(said.toSorted());
});
