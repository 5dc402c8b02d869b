import fc from 'fast-check';
import {
  by,
  clerk,
  head,
  otherClerk,
  person,
  recorded,
  refused,
  stranger,
  system,
  unitManager,
} from '../../test/support/given.js';
import {
  activityId,
  approvedByHead,
  approvedByManager,
  backOneStepChain,
  bothSteps,
  clerkAndManager,
  decided,
  decisionOf,
  declined,
  finalised,
  firstText,
  goal,
  matterId,
  model,
  planId,
  proposalAfter,
  proposalId,
  proposalsAfter,
  proposed,
  putToBoard,
  released,
  returned,
  revised,
  secondProposalId,
  secondText,
  voidedBySystem,
  wayTo,
  withdrawn,
} from '../../test/support/removal-under-test.js';
import type { Actor } from '../kernel/permissions.js';
import type { Recorded } from '../kernel/fold.js';
import { type Id, proposalIdOf } from '../kernel/identity.js';
import { Refusal } from '../kernel/refusal.js';
import { outcomes } from '../kernel/outcome.js';
import { defaultChain, type ReviewChain, verdicts } from '../reviews/review.js';
import { openProposal, proposalIn, type RemovalEvent, removalFold, type RemovalProposal } from './removal.js';
import { type RemovalStatus, removalStatuses } from './removal-process.js';
import { putRemovalToBoard, recordRemovalFinality, releaseRemoval, settleRemoval } from './removal-outcome.js';
import { proposeRemoval, reviewRemoval, reviseRemoval, withdrawRemoval } from './removal-proposal.js';

const first = { number: 1, ...firstText, activityChange: null, by: 'hans', at: '2026-05-12T08:00:00.000Z' };

describe('the proposals about an activity', () => {
  it('are none at first', () => {
    expect(removalFold.initial).toEqual([]);
  });

  it('are found by the plan', () => {
    expect(removalFold.partOf?.(activityId)).toBe(planId);
  });

  it('rule 11: are numbered in one stream, each with its own status', () => {
    const second = {
      ...proposed(otherClerk).event.data,
      proposalId: secondProposalId,
      activityId,
      ...secondText,
      proposedOn: '2026-05-12',
      chain: defaultChain,
      warnings: [],
    };
    const proposals = proposalsAfter(proposed(), withdrawn, {
      actor: otherClerk,
      event: { type: 'RemovalProposed', data: second },
    });
    expect(proposals.map(({ id, author, status }) => [id, author, status])).toEqual([
      [proposalId, 'hans', 'WITHDRAWN'],
      [secondProposalId, 'hedda', 'IN_REVIEW'],
    ]);
    expect(openProposal(proposals)?.id).toBe(secondProposalId);
  });

  it('rule 42: all have the revision of the newest event', () => {
    const { revision } = proposalAfter(proposed(), approvedByManager(), revised());
    expect(revision).toBe(2);
  });
});

describe('a proposal', () => {
  it('rule 72: is in review from the start', () => {
    expect(proposalAfter(proposed())).toEqual({
      revision: 0,
      position: 1,
      id: proposalId,
      activityId,
      author: 'hans',
      proposedOn: '2026-05-04',
      status: 'IN_REVIEW',
      versions: [first],
      review: { chain: defaultChain, authors: ['hans'], version: 1, approvals: [], lapsed: [] },
      verdicts: [],
      matter: null,
      withdrawal: null,
      changeMeanwhile: null,
      decisions: [],
      warnings: [],
    });
  });

  it('rule 21: is reviewed when every step has approved, not before', () => {
    expect(proposalAfter(proposed(), approvedByManager()).status).toBe('IN_REVIEW');
    const { status, review, verdicts: given } = proposalAfter(proposed(), approvedByManager(), approvedByHead());
    expect(status).toBe('REVIEWED');
    expect(review.approvals).toEqual([
      { step: 'UNIT_MANAGER', version: 1, by: 'ulla', at: '2026-05-12T08:00:01.000Z' },
      { step: 'HEAD_OF_ADMINISTRATION', version: 1, by: 'frida', at: '2026-05-12T08:00:02.000Z' },
    ]);
    expect(given.map(({ verdict, by: reviewer }) => [verdict, reviewer])).toEqual([
      ['APPROVE', 'ulla'],
      ['APPROVE', 'frida'],
    ]);
  });

  it.each(['RETURNED', 'REVIEWED', 'REFERRED_BACK'] as const)(
    'rule 20: changed when it is %s, goes into review as a new version; the old text and verdicts stay',
    (status) => {
      const before = proposalAfter(...wayTo[status]);
      const after = proposalAfter(...wayTo[status], revised(otherClerk));
      const at = `2026-05-12T08:00:0${wayTo[status].length}.000Z`;
      expect(after.status).toBe('IN_REVIEW');
      expect(after.versions).toEqual([first, { number: 2, ...secondText, activityChange: null, by: 'hedda', at }]);
      expect(after.verdicts).toEqual(before.verdicts);
      expect(after.review).toMatchObject({ version: 2, authors: ['hans', 'hedda'], approvals: [] });
    },
  );

  it('rule 20: changed after approval, shows which approvals lapsed', () => {
    const { review } = proposalAfter(proposed(), approvedByManager(), approvedByHead(), revised());
    expect(review.lapsed.map(({ by: reviewer, version }) => [reviewer, version])).toEqual([
      ['ulla', 1],
      ['frida', 1],
    ]);
  });

  it('rule 77: returned, waits for its author; the approvals are void and the reason is kept', () => {
    const { status, review, verdicts: given } = proposalAfter(proposed(), approvedByManager(), returned);
    expect(status).toBe('RETURNED');
    expect(review).toMatchObject({ approvals: [], lapsed: [{ by: 'ulla' }] });
    expect(given.at(-1)).toEqual({
      step: 'UNIT_MANAGER',
      version: 1,
      verdict: 'RETURN',
      reason: 'Kostnaden saknas.',
      by: 'ulla',
      at: '2026-05-12T08:00:02.000Z',
    });
  });

  it('rule 77: returned to the step before, waits there and stays in review', () => {
    const data = { proposalId, version: 1, step: 'HEAD_OF_ADMINISTRATION', reason: 'Se över.' };
    const {
      status,
      review,
      verdicts: given,
    } = proposalAfter(proposed(clerk, backOneStepChain), approvedByManager(), {
      actor: head,
      event: { type: 'RemovalReturned', data: { ...data, to: 'PREVIOUS_STEP' } },
    });
    expect(status).toBe('IN_REVIEW');
    expect(review).toMatchObject({ approvals: [], lapsed: [{ by: 'ulla' }] });
    expect(given.at(-1)).toMatchObject({ verdict: 'RETURN', reason: 'Se över.', by: 'frida' });
  });

  it('rule 77: declined, is final and keeps the reason', () => {
    const { status, verdicts: given } = proposalAfter(proposed(), declined);
    expect(status).toBe('DECLINED');
    expect(given).toMatchObject([{ verdict: 'DECLINE', reason: 'Ska genomföras.', by: 'ulla' }]);
  });

  it('rule 12: voided, is final and its approvals are void', () => {
    const { status, review } = proposalAfter(proposed(), approvedByManager(), voidedBySystem);
    expect(status).toBe('VOIDED');
    expect(review).toMatchObject({ approvals: [], lapsed: [{ by: 'ulla' }] });
  });

  it('rule 14: put to the board, names the matter and its point', () => {
    expect(proposalAfter(...wayTo.BEFORE_BOARD)).toMatchObject({
      status: 'BEFORE_BOARD',
      matter: { matterId, point: 1 },
    });
  });

  it('rule 26: not put to the board, stays unchanged', () => {
    const data = { proposalId, matterId, point: 1, status: 'IN_REVIEW' } as const;
    const after = proposalAfter(proposed(), { actor: system, event: { type: 'RemovalNotPutToBoard', data } });
    expect(after).toEqual({ ...proposalAfter(proposed()), revision: 1 });
  });

  it.each([
    ['APPROVED', 'APPROVED'],
    ['REJECTED', 'REJECTED'],
    ['REFERRED_BACK', 'REFERRED_BACK'],
    ['POSTPONED', 'BEFORE_BOARD'],
    ['WITHDRAWN', 'WITHDRAWN'],
  ] as const)('rules 22, 24 and 25: when the board’s outcome is %s, is %s', (outcome, status) => {
    const after = proposalAfter(...wayTo.BEFORE_BOARD, decided(outcome));
    expect(after.status).toBe(status);
    expect(after.decisions).toEqual([{ ...decisionOf(outcome), finality: [] }]);
  });

  it('rule 22: referred back, has lost its approvals and kept the board’s reason', () => {
    const { review, decisions } = proposalAfter(...wayTo.REFERRED_BACK);
    expect(review).toMatchObject({ approvals: [], lapsed: [{ by: 'ulla' }, { by: 'frida' }] });
    expect(decisions).toMatchObject([{ reason: 'Utred kostnaden.' }]);
  });

  it('rule 22: referred back and changed, belongs to no matter', () => {
    expect(proposalAfter(...wayTo.REFERRED_BACK, revised()).matter).toBeNull();
  });

  it('rule 25: postponed and then approved, keeps both decisions', () => {
    const { status, decisions } = proposalAfter(
      ...wayTo.BEFORE_BOARD,
      decided('POSTPONED', '2026-05-11'),
      decided('APPROVED', '2026-06-08'),
    );
    expect(status).toBe('APPROVED');
    expect(decisions.map(({ outcome, date }) => [outcome, date])).toEqual([
      ['POSTPONED', '2026-05-11'],
      ['APPROVED', '2026-06-08'],
    ]);
  });

  it('rule 40: decided, is executed but not in legal force; each finality is kept with its day', () => {
    const { status, decisions } = proposalAfter(
      ...wayTo.APPROVED,
      finalised('APPEALED', '2026-06-04'),
      finalised('NOT_IN_FORCE', '2026-09-01'),
      finalised('IN_FORCE', '2026-09-02'),
    );
    expect(status).toBe('APPROVED');
    expect(decisions).toMatchObject([
      {
        finality: [
          { finality: 'APPEALED', on: '2026-06-04' },
          { finality: 'NOT_IN_FORCE', on: '2026-09-01' },
          { finality: 'IN_FORCE', on: '2026-09-02' },
        ],
      },
    ]);
  });

  it('rule 25: postponed and then approved, keeps the finality of the approval', () => {
    const approved = decided('APPROVED', '2026-06-08');
    const { decisions } = proposalAfter(...wayTo.BEFORE_BOARD, decided('POSTPONED'), approved, finalised('IN_FORCE'));
    expect(decisions.map(({ finality }) => finality.length)).toEqual([0, 1]);
  });

  it('rule 35: annulled by a court, is final', () => {
    expect(proposalAfter(...wayTo.APPROVED, finalised('ANNULLED', '2026-11-02')).status).toBe('ANNULLED');
    const goesOn = proposalAfter(...wayTo.REFERRED_BACK, finalised('ANNULLED', '2026-11-02'));
    expect(goesOn.status).toBe('REFERRED_BACK');
  });

  it('rule 78: released, is reviewed and in no matter; put to the board again, is before it', () => {
    const after = proposalAfter(...wayTo.BEFORE_BOARD, released);
    expect(after).toMatchObject({ status: 'REVIEWED', matter: null });
    expect(after.review).toEqual(proposalAfter(...wayTo.REVIEWED).review);
    expect(proposalAfter(...wayTo.BEFORE_BOARD, released, putToBoard).status).toBe('BEFORE_BOARD');
  });

  it('rule 43: that is unknown does not exist', () => {
    expect(proposalIn(proposalsAfter(proposed()), proposalId).id).toBe(proposalId);
    refused(() => proposalIn(proposalsAfter(proposed()), secondProposalId), 'NOT_FOUND', { id: secondProposalId });
  });
});

// The test below lets any person give any command in any order.

const anyone = {
  hans: clerk,
  hedda: otherClerk,
  ulla: unitManager,
  urban: person('urban', 'REVIEWER', 'UNIT_MANAGER'),
  frida: head,
  folke: person('folke', 'REVIEWER', 'HEAD_OF_ADMINISTRATION'),
  bodil: bothSteps,
  karl: clerkAndManager,
  stina: stranger,
};
const names = ['hans', 'hedda', 'ulla', 'urban', 'frida', 'folke', 'bodil', 'karl', 'stina'] as const;

/** The persons who may review at each step. */
const holders: Readonly<Record<string, readonly string[]>> = {
  UNIT_MANAGER: ['ulla', 'urban', 'bodil', 'karl'],
  HEAD_OF_ADMINISTRATION: ['frida', 'folke', 'bodil'],
};

const chains = { default: defaultChain, 'back one step': backOneStepChain };

interface Attempt {
  readonly kind:
    | 'propose'
    | 'revise'
    | 'withdraw'
    | 'review'
    | 'put to board'
    | 'release'
    | 'settle'
    | 'annul'
    | 'put to board by a person';
  readonly who: (typeof names)[number];
  readonly verdict: (typeof verdicts)[number];
  /** The number of the newest version minus the number of the version that the command names. */
  readonly behind: number;
  readonly outcome: (typeof outcomes)[number];
  /** The number of proposals that are newer than the one that the command is about. */
  readonly back: number;
  readonly reason: string;
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constant('propose' as const) },
    { weight: 2, arbitrary: fc.constantFrom('revise' as const, 'withdraw' as const) },
    { weight: 12, arbitrary: fc.constant('review' as const) },
    { weight: 6, arbitrary: fc.constantFrom('put to board' as const, 'settle' as const) },
    { weight: 2, arbitrary: fc.constantFrom('release' as const, 'annul' as const) },
    { weight: 1, arbitrary: fc.constant('put to board by a person' as const) },
  ),
  who: fc.constantFrom(...names),
  verdict: fc.oneof(
    { weight: 6, arbitrary: fc.constant('APPROVE' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...verdicts) },
  ),
  behind: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1) }),
  outcome: fc.constantFrom(...outcomes),
  back: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
  reason: fc.constantFrom('Därför.', 'Därför.', ' '),
});

/** Runs the attempted command on the proposals; returns null when a rule refuses it. */
function tried(one: Attempt, proposals: readonly RemovalProposal[], chain: ReviewChain): RemovalEvent[] | null {
  const target = proposals.at(-1 - one.back);
  const id = target?.id ?? proposalId;
  try {
    return decide(one, id, proposals, { chain, version: (target?.review.version ?? 1) - one.behind });
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function decide(
  { kind, who, verdict, outcome, reason }: Attempt,
  id: Id<'RemovalProposal'>,
  proposals: readonly RemovalProposal[],
  { chain, version }: { chain: ReviewChain; version: number },
): RemovalEvent[] {
  const act = by(anyone[who]);
  switch (kind) {
    case 'propose':
      return proposeRemoval({ activityId, ...firstText }, proposals, { goal, model, chain }, act);
    case 'revise':
      return reviseRemoval({ proposalId: id, ...secondText }, proposals, act);
    case 'withdraw':
      return withdrawRemoval({ proposalId: id, reason }, proposals, act);
    case 'review':
      return reviewRemoval({ proposalId: id, version, verdict, reason }, proposals, act);
    case 'put to board':
      return putRemovalToBoard({ proposalId: id, version, matterId, point: 1 }, proposals, by(system));
    case 'release':
      return releaseRemoval({ proposalId: id, matterId }, proposals, by(system));
    case 'settle':
      return settleRemoval({ proposalId: id, ...decisionOf(outcome) }, proposals, by(system));
    case 'annul': {
      const annulled = { proposalId: id, matterId, point: 1, finality: 'ANNULLED', on: '2026-11-02' } as const;
      return recordRemovalFinality(annulled, proposals, by(system));
    }
    case 'put to board by a person':
      return putRemovalToBoard({ proposalId: id, version, matterId, point: 1 }, proposals, act);
  }
}

function actorOf({ kind, who }: Attempt): Actor {
  return ['put to board', 'release', 'settle', 'annul'].includes(kind) ? system : anyone[who];
}

const ends: readonly RemovalStatus[] = ['APPROVED', 'REJECTED', 'DECLINED', 'WITHDRAWN', 'VOIDED', 'ANNULLED'];

/** Rule 35: a court can annul an approval or a rejection by the board. */
function isAnnulled(before: RemovalStatus, after: RemovalStatus): boolean {
  return (before === 'APPROVED' || before === 'REJECTED') && after === 'ANNULLED';
}

/** Facts about a proposal that the test computes from the log: the writers, the number of texts, the approvals. */
interface Told {
  readonly writers: readonly string[];
  readonly texts: number;
  readonly approvals: readonly { readonly by: string; readonly step: string; readonly version: number }[];
}

function toldOf(id: Id<'RemovalProposal'>, log: readonly Recorded<RemovalEvent>[]): Told {
  return log
    .filter(({ data }) => data.proposalId === id)
    .reduce<Told>(
      (told, event) => {
        const { actor: who } = event.metadata;
        switch (event.type) {
          case 'RemovalProposed':
          case 'RemovalRevised':
            return { writers: [...told.writers, who], texts: told.texts + 1, approvals: [] };
          case 'RemovalActivityChanged':
            return { ...told, texts: told.texts + 1, approvals: [] };
          case 'RemovalStepApproved': {
            const { step, version } = event.data;
            return { ...told, approvals: [...told.approvals, { by: who, step, version }] };
          }
          case 'RemovalReturned':
            return { ...told, approvals: event.data.to === 'AUTHOR' ? [] : told.approvals.slice(0, -1) };
          case 'RemovalDecided':
            return event.data.outcome === 'REFERRED_BACK' ? { ...told, approvals: [] } : told;
          case 'RemovalWithdrawn':
          case 'RemovalVoided':
            return { ...told, approvals: [] };
          case 'RemovalDeclined':
          case 'RemovalWithdrawalVoided':
          case 'RemovalPutToBoard':
          case 'RemovalNotPutToBoard':
          case 'RemovalReleased':
          case 'RemovalFinalityRecorded':
            return told;
        }
      },
      { writers: [], texts: 0, approvals: [] },
    );
}

/** Lists the rules that the newest event broke. No order of commands may break one of these rules. */
function brokenBy(
  before: readonly RemovalProposal[],
  after: readonly RemovalProposal[],
  log: readonly Recorded<RemovalEvent>[],
  chain: ReviewChain,
): string[] {
  const codes = chain.steps.map(({ code }) => code);
  const ofProposals = after.flatMap(({ id, status, review }, index) => {
    const { writers, texts, approvals } = toldOf(id, log);
    const approvers = approvals.map((approval) => approval.by);
    return [
      id !== proposalIdOf(activityId, index + 1) && 'a proposal has not its own number',
      approvers.some((approver) => writers.includes(approver)) && 'rules 17 and 18: an author approved',
      approvals.some(({ version }) => version !== texts) && 'rule 20: an approval of another version',
      approvers.join() !== review.approvals.map((one) => one.by).join() &&
        'rule 20: approvals are not those that stand',
      review.version !== texts && 'rule 20: a text without a version',
      approvals.some((one) => !holders[one.step]?.includes(one.by)) && 'rule 21: a step by who does not hold it',
      new Set(approvers).size < approvers.length && 'rule 21: two approvals by one person',
      approvals.some(({ step }, place) => step !== codes[place]) && 'rule 21: a step out of order',
      status === 'BEFORE_BOARD' && approvals.length < codes.length && 'rule 26: before the board without a review',
    ];
  });
  return [
    after.filter(({ status }) => !ends.includes(status)).length > 1 && 'rule 11: two open proposals',
    before.some(({ id, status }) => {
      const now = proposalIn(after, id).status;
      return ends.includes(status) && now !== status && !isAnnulled(status, now);
    }) && 'an end undone',
    ...ofProposals,
  ].filter((broken) => broken !== false);
}

describe('any sequence of commands on the proposals about an activity', () => {
  const seed = Number(process.env.FC_SEED) || Date.now();
  process.stdout.write(`removals: FC_SEED=${seed}\n`);

  it('rules 11, 17, 18, 20, 21 and 26: hold', () => {
    const reached = new Set<RemovalStatus>();
    const attempts = fc.array(attempt, { maxLength: 60, size: 'max' });
    const chainNames = fc.constantFrom('default' as const, 'back one step' as const);
    const property = fc.property(chainNames, attempts, (chainName, all) => {
      const chain = chains[chainName];
      let proposals = removalFold.initial;
      const log: Recorded<RemovalEvent>[] = [];
      for (const one of all) {
        const events = tried(one, proposals, chain);
        for (const event of events ?? []) {
          const before = proposals;
          const happened = recorded(event, log.length, actorOf(one));
          log.push(happened);
          proposals = removalFold.evolve(before, happened);
          expect(brokenBy(before, proposals, log, chain)).toEqual([]);
          proposals.forEach(({ status }) => reached.add(status));
        }
      }
    });
    fc.assert(property, { numRuns: 2000, seed });
    // The runs must reach every status except VOIDED. Only the completion of the activity leads to VOIDED.
    expect([...reached].sort()).toEqual(removalStatuses.filter((status) => status !== 'VOIDED').toSorted());
  });
});
