import { actOf, answerOf, coAuthor, codeIn, readers, toldBy } from '../../test/support/permitted-under-test.js';
import {
  activityId,
  approvedByManager,
  bothSteps,
  firstText,
  goal,
  goalAfter,
  model,
  proposalId,
  proposalsAfter,
  proposed,
  reported,
  revised,
  secondText,
  wayTo,
} from '../../test/support/removal-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import type { Act } from '../kernel/permissions.js';
import { defaultChain } from '../reviews/review.js';
import { guardsOfProposal } from './removal-permitted.js';
import { removalStatuses } from './removal-process.js';
import {
  proposeRemoval,
  requireMayProposeRemoval,
  reviewRemoval,
  reviseRemoval,
  withdrawRemoval,
} from './removal-proposal.js';
import type { RemovalProposal } from './removal.js';

type Proposals = readonly RemovalProposal[];

/** Each command that a person gives about a proposal, with data that no rule can refuse. */
const commands: readonly (readonly [string, (proposals: Proposals, act: Act) => unknown])[] = [
  ['reviseRemoval', (proposals, act) => reviseRemoval({ proposalId, ...secondText }, proposals, act)],
  ['withdrawRemoval', (proposals, act) => withdrawRemoval({ proposalId, reason: '' }, proposals, act)],
  ...(['APPROVE', 'RETURN', 'DECLINE'] as const).map((verdict) => {
    const give = (proposals: Proposals, act: Act) => {
      const version = proposals.find(({ id }) => id === proposalId)?.review.version ?? 1;
      return reviewRemoval({ proposalId, version, verdict, reason: 'Därför.' }, proposals, act);
    };
    return ['reviewRemoval', give] as const;
  }),
];

/** The proposals of each status, by the author alone and with a co-author, and one at the second step. */
const cases = [
  ...removalStatuses.flatMap((status) => {
    const [first, ...rest] = wayTo[status];
    const written = first === undefined ? [] : [first, revised(coAuthor), ...rest];
    return [
      { status, proposals: proposalsAfter(...wayTo[status]) },
      { status: `${status} with a co-author`, proposals: proposalsAfter(...written) },
    ];
  }),
  { status: 'at the second step', proposals: proposalsAfter(proposed(), approvedByManager(bothSteps)) },
];

const rows = cases.flatMap((one) => Object.keys(readers).map((reader) => ({ ...one, reader })));

describe('the commands about a proposal that a reader is told of', () => {
  it('rule 45: are allowed or refused just as the command is, in every status and for everybody', () => {
    const codes = new Set<string>();
    const wrong = wrongRows(rows, ({ proposals, reader }) => {
      const act = actOf(reader);
      const told = guardsOfProposal(proposalId, proposals, act);
      for (const [command, give] of commands) {
        const answer = answerOf(() => give(proposals, act));
        codes.add(codeIn(answer));
        expect(`${command} ${toldBy(told, command)}`).toBe(`${command} ${answer}`);
      }
    });
    expect(wrong).toEqual([]);
    expect([...codes].sort()).toEqual([
      ...['DEPUTY_OF_AUTHOR', 'FORBIDDEN', 'NOT_FOUND', 'NOT_THE_AUTHOR', 'NOT_YOUR_STEP', 'OWN_TEXT'],
      ...['REMOVAL_BEFORE_BOARD', 'REMOVAL_STATUS', 'SECOND_STEP_BY_SAME_PERSON', 'accepted'],
    ]);
  });

  it('rule 45: tell of a new proposal just what the command would be answered', () => {
    const goals = [goal, goalAfter(reported('T1', 'COMPLETED_AS_PLANNED')), null];
    const days = ['2026-05-12', '2027-01-02'];
    const codes = new Set<string>();
    const all = [{ status: 'none', proposals: [] }, ...cases].flatMap((one) =>
      Object.keys(readers).flatMap((reader) =>
        goals.flatMap((goalNow) => days.map((day) => ({ ...one, reader, goalNow, day }))),
      ),
    );
    const wrong = wrongRows(all, ({ proposals, reader, goalNow, day }) => {
      const act = actOf(reader, day);
      const states = { goal: goalNow, model };
      const command = { activityId, ...firstText };
      const answer = answerOf(() => proposeRemoval(command, proposals, { ...states, chain: defaultChain }, act));
      codes.add(codeIn(answer));
      expect(answerOf(() => requireMayProposeRemoval(activityId, proposals, states, act))).toBe(answer);
    });
    expect(wrong).toEqual([]);
    expect([...codes].sort()).toEqual([
      ...['ACTIVITY_COMPLETED', 'ACTIVITY_REMOVED', 'FORBIDDEN', 'NOT_FOUND', 'OTHER_YEARS_PLAN'],
      ...['REMOVAL_ALREADY_OPEN', 'accepted'],
    ]);
  });
});
