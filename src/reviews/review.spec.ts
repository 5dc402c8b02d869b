import {
  after,
  auditor,
  board,
  by,
  clerk,
  controller,
  head,
  person,
  recorded,
  refused,
  stranger,
  system,
  unitManager,
} from '../../test/support/given.js';
import { backOneStepChain, bothSteps } from '../../test/support/removal-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { decode, existing } from '../kernel/fold.js';
import { idOf } from '../kernel/identity.js';
import type { Actor } from '../kernel/permissions.js';
import { Refusal } from '../kernel/refusal.js';
import {
  approvedBy,
  backOneStep,
  beginReview,
  chainFor,
  changedBy,
  defaultChain,
  mayReview,
  requireMayReview,
  requireSoundVerdict,
  reviewChainFold,
  reviewChainIdOf,
  reviewedKinds,
  voided,
  waitingStep,
} from './review.js';
import { adoptReviewChain } from './review-chain-adoption.js';
import type { Approval, Review, ReviewChain, ReviewStep, VerdictData } from './review.js';

const economist: ReviewStep = {
  code: 'ECONOMIST',
  name: { sv: 'Ekonom', en: 'Economist' },
  role: 'REVIEWER',
  onReturn: 'PREVIOUS_STEP',
  deputiesMayAct: false,
};
const steps = [...defaultChain.steps, economist];
const adopted = { type: 'ReviewChainAdopted', data: { boardId: board, steps } } as const;

function adopt(chosen: readonly ReviewStep[]) {
  return adoptReviewChain({ boardId: board, steps: chosen }, null, by(controller));
}

describe('the review chain of a board', () => {
  it('rule 76: is unit manager, then head of administration, for a board that has adopted none', () => {
    expect(reviewChainFold.initial).toBe(defaultChain);
    expect(defaultChain.version).toBe(0);
    expect(defaultChain.steps.map(({ code, role, onReturn }) => [code, role, onReturn])).toEqual([
      ['UNIT_MANAGER', 'REVIEWER', 'AUTHOR'],
      ['HEAD_OF_ADMINISTRATION', 'REVIEWER', 'AUTHOR'],
    ]);
  });

  it('rule 76: is what the controller adopts', () => {
    expect(adopt(steps)).toEqual([adopted]);
    expect(adopt([economist])).toEqual([{ type: 'ReviewChainAdopted', data: { boardId: board, steps: [economist] } }]);
  });

  it('rule 54: lets deputies act at each step of the default chain, and of chains adopted before deputies existed', () => {
    expect(defaultChain.steps.map(({ deputiesMayAct }) => deputiesMayAct)).toEqual([true, true]);
    const { deputiesMayAct: _, ...older } = economist;
    const { type, id, stream, revision, position, recordedAt, metadata } = recorded(adopted, 0, controller);
    const data = { boardId: board, steps: [{ ...older, name: { ...older.name } }] };
    const stored = { type, version: 1, data, id, stream, revision, position, recordedAt, metadata };
    expect(decode(reviewChainFold, stored).data).toEqual({
      boardId: board,
      steps: [{ ...economist, deputiesMayAct: true }],
    });
    const none = { ...stored, data: { boardId: board } };
    expect(decode(reviewChainFold, none).data).toEqual({ boardId: board, steps: [] });
  });

  it('counts its versions', () => {
    const chain = { ...adopted, data: { boardId: board, steps: [economist] } };
    expect(after<ReviewChain, typeof adopted | typeof chain>(reviewChainFold, adopted)).toEqual({ version: 1, steps });
    expect(after<ReviewChain, typeof adopted | typeof chain>(reviewChainFold, adopted, chain)).toEqual({
      version: 2,
      steps: [economist],
    });
  });

  it('is refused without steps, since nobody would review', () => {
    refused(() => adopt([]), 'REVIEW_CHAIN_INCOMPLETE', { missing: 'steps' });
  });

  it.each([{ code: ' ' }, { name: { sv: '', en: 'Economist' } }, { name: { sv: 'Ekonom', en: ' \n' } }])(
    'rule 76: is refused with a step that cannot be told: %j',
    (nameless) => {
      refused(() => adopt([...defaultChain.steps, { ...economist, ...nameless }]), 'REVIEW_CHAIN_INCOMPLETE', {
        missing: 'names',
      });
    },
  );

  it('rule 21: is refused with the same step twice', () => {
    refused(() => adopt([economist, ...steps]), 'REVIEW_CHAIN_INCOMPLETE', { missing: 'distinct codes' });
  });

  it('rule 76: is refused with a step for another role than the reviewer’s', () => {
    const byAuditor: ReviewStep = { ...economist, role: 'AUDITOR' };
    refused(() => adopt([...defaultChain.steps, byAuditor]), 'REVIEW_CHAIN_INCOMPLETE', { missing: 'role REVIEWER' });
  });

  it.each([clerk, auditor, system])('rule 51: is adopted by no other role: $personId', (actor) => {
    refused(() => adoptReviewChain({ boardId: board, steps }, null, by(actor)), 'FORBIDDEN', {
      command: 'adoptReviewChain',
      allowed: ['CONTROLLER'],
    });
  });

  it('rule 43: is not found for another board', () => {
    refused(() => adoptReviewChain({ boardId: board, steps }, null, by(stranger)), 'NOT_FOUND', { id: board });
  });
});

describe('the review chain of a kind of text', () => {
  const own: ReviewChain = { version: 1, steps: [economist] };
  const boards: ReviewChain = { version: 2, steps };
  const chains = (adopted: Readonly<Record<string, ReviewChain>>) => (id: string) =>
    Promise.resolve(adopted[id] ?? defaultChain);

  it('rule 76: has its own id; the chain for all kinds has the board’s id', () => {
    expect(reviewChainIdOf(board, null)).toBe('exempel.ks');
    expect(reviewedKinds.map((kind) => reviewChainIdOf(board, kind))).toEqual([
      'exempel.ks.chain-removal-proposal',
      'exempel.ks.chain-follow-up',
      'exempel.ks.chain-other',
    ]);
  });

  it('rule 76: is the kind’s own chain, else the board’s, else the default', async () => {
    const both = chains({ 'exempel.ks': boards, 'exempel.ks.chain-follow-up': own });
    expect(await chainFor(board, 'FOLLOW_UP', both)).toBe(own);
    expect(await chainFor(board, 'OTHER', both)).toBe(boards);
    expect(await chainFor(board, null, both)).toBe(boards);
    expect(await chainFor(board, 'FOLLOW_UP', chains({}))).toBe(defaultChain);
    expect(await chainFor(board, null, chains({ 'exempel.ks.chain-follow-up': own }))).toBe(defaultChain);
  });
});

const otherBoard = idOf('Board', 'exempel.bun');
const at = '2026-05-12T08:00:00.000Z';
const byManager: Approval = { step: 'UNIT_MANAGER', version: 1, by: 'ulla', at };
const byHead: Approval = { step: 'HEAD_OF_ADMINISTRATION', version: 1, by: 'frida', at };
const begun = beginReview(defaultChain, 'hans');
const halfway = approvedBy(begun, byManager);
const passed = approvedBy(halfway, byHead);

describe('a review', () => {
  it('rule 76: begins with the first version, its author and no approvals', () => {
    expect(begun).toEqual({ chain: defaultChain, authors: ['hans'], version: 1, approvals: [], lapsed: [] });
  });

  it('rule 21: waits at one step after the other, and at none after the last', () => {
    expect([begun, halfway, passed].map((review) => waitingStep(review)?.code)).toEqual([
      'UNIT_MANAGER',
      'HEAD_OF_ADMINISTRATION',
      undefined,
    ]);
  });

  it('rule 20: of a changed text starts again; the lapsed approvals stay on record', () => {
    expect(changedBy(passed, 'hans')).toEqual({
      chain: defaultChain,
      authors: ['hans'],
      version: 2,
      approvals: [],
      lapsed: [byManager, byHead],
    });
  });

  it('rule 20: keeps the approvals that lapsed before', () => {
    const again = approvedBy(changedBy(halfway, 'hans'), { ...byManager, version: 2 });
    expect(changedBy(again, 'hans').lapsed).toEqual([byManager, { ...byManager, version: 2 }]);
  });

  it('rule 18: has everyone who changed the text as an author, once', () => {
    const changed = ['ulla', 'hans', 'ulla'].reduce(changedBy, begun);
    expect(changed.authors).toEqual(['hans', 'ulla']);
    expect(changed.version).toBe(4);
  });

  it('rule 14: loses its approvals without a change of the text', () => {
    expect(voided(passed)).toEqual({ ...begun, lapsed: [byManager, byHead] });
  });

  it('rule 77: goes back one step, whose approval has lapsed', () => {
    expect(backOneStep(halfway)).toEqual({ ...begun, lapsed: [byManager] });
    expect(backOneStep(passed)).toEqual({ ...halfway, lapsed: [byHead] });
    expect(backOneStep(begun)).toEqual(begun);
  });

  it('rule 76: keeps the chain it started with', () => {
    expect(changedBy(beginReview(backOneStepChain, 'hans'), 'hans').chain).toBe(backOneStepChain);
  });
});

describe('a verdict', () => {
  const approve: VerdictData = { version: 1, verdict: 'APPROVE', reason: '' };
  const stepFor = (actor: Actor, review: Review = begun, command: Partial<VerdictData> = {}) => {
    const held = requireMayReview(review, board, by(actor));
    requireSoundVerdict({ ...approve, ...command }, review);
    return held;
  };

  it('rule 21: is given at the step where the review waits', () => {
    expect(stepFor(unitManager)).toEqual({ step: defaultChain.steps[0] });
    expect(stepFor(head, halfway)).toEqual({ step: defaultChain.steps[1] });
    expect(stepFor(bothSteps)).toEqual({ step: defaultChain.steps[0] });
  });

  it('rule 21: is refused after the last step', () => {
    refused(() => stepFor(head, passed), 'NOT_YOUR_STEP', { step: '' });
  });

  it.each(['APPROVE', 'RETURN', 'DECLINE'] as const)('rule 17: is refused to the author: %s', (verdict) => {
    const own = beginReview(defaultChain, 'ulla');
    refused(() => stepFor(unitManager, own, { verdict, reason: 'Därför.' }), 'OWN_TEXT');
  });

  it('rule 18: is refused to a person who changed any version of the text', () => {
    const changed = changedBy(changedBy(begun, 'ulla'), 'hans');
    refused(() => stepFor(unitManager, changed, { version: 3 }), 'OWN_TEXT');
  });

  it('rule 17: compares persons, whatever their roles', () => {
    const everything = { ...clerk, grants: [...clerk.grants, ...unitManager.grants, ...head.grants] };
    refused(() => stepFor(everything), 'OWN_TEXT');
  });

  it('rule 21: is refused at a step that somebody else holds', () => {
    refused(() => stepFor(head), 'NOT_YOUR_STEP', { step: 'UNIT_MANAGER' });
    refused(() => stepFor(unitManager, halfway), 'NOT_YOUR_STEP', { step: 'HEAD_OF_ADMINISTRATION' });
  });

  it('rule 43: is refused to a person with the step for another board', () => {
    const grants = [{ boardId: otherBoard, role: 'REVIEWER', step: 'UNIT_MANAGER' } as const];
    refused(() => stepFor({ ...unitManager, grants }), 'NOT_YOUR_STEP', { step: 'UNIT_MANAGER' });
  });

  it('rule 51: is refused to Tertial itself', () => {
    refused(() => stepFor(system), 'NOT_YOUR_STEP', { step: 'UNIT_MANAGER' });
  });

  it('rule 21: is refused to a person who approved another step of the chain', () => {
    const once = approvedBy(begun, { ...byManager, by: 'bodil' });
    refused(() => stepFor(bothSteps, once), 'SECOND_STEP_BY_SAME_PERSON', { step: 'UNIT_MANAGER' });
  });

  it('rule 21: may come again from a person who approved an earlier version', () => {
    const changed = changedBy(halfway, 'hans');
    expect(stepFor(unitManager, changed, { version: 2 })).toEqual({ step: defaultChain.steps[0] });
  });

  it.each([0, 1, 3])('rule 20: about version %d is refused when the text is in version 2', (version) => {
    const changed = changedBy(begun, 'hans');
    refused(() => stepFor(unitManager, changed, { version }), 'CHANGED_SINCE_READ', { read: version, current: 2 });
  });

  it.each([
    ['RETURN', ''],
    ['RETURN', ' \t\n'],
    ['DECLINE', ''],
    ['DECLINE', ' \t\n'],
  ] as const)('rule 19: %s without a reason is refused: %j', (verdict, reason) => {
    refused(() => stepFor(unitManager, begun, { verdict, reason }), 'REASON_MISSING');
  });

  it.each(['RETURN', 'DECLINE'] as const)('rule 19: %s with a reason is accepted', (verdict) => {
    expect(stepFor(unitManager, begun, { verdict, reason: 'Kostnaden saknas.' })).toEqual({
      step: defaultChain.steps[0],
    });
  });

  it('rule 19: an approval needs no reason', () => {
    expect(stepFor(unitManager, begun, { reason: ' ' })).toEqual({ step: defaultChain.steps[0] });
  });
});

describe('rule 54: a deputy at a step', () => {
  const own = { boardId: board, role: 'REVIEWER', step: 'UNIT_MANAGER' } as const;
  const forUlla = { ...own, actingFor: unitManager.personId } as const;
  const deputy = { ...person('dora', 'CLERK'), grants: [forUlla] };
  const stepFor = (actor: Actor, review: Review = begun) => requireMayReview(review, board, by(actor));
  const alone: ReviewChain = {
    version: 1,
    steps: defaultChain.steps.map((step) => ({ ...step, deputiesMayAct: false })),
  };

  it('acts for the holder, and the verdict names both', () => {
    expect(stepFor(deputy)).toEqual({ step: defaultChain.steps[0], actingFor: 'ulla' });
  });

  it('acts for nobody when they hold the step themselves', () => {
    expect(stepFor({ ...deputy, grants: [forUlla, own] })).toEqual({ step: defaultChain.steps[0] });
  });

  it('may not act where the step allows no deputies; the holder may', () => {
    const strict = beginReview(alone, 'hans');
    refused(() => stepFor(deputy, strict), 'NOT_YOUR_STEP', { step: 'UNIT_MANAGER' });
    expect(stepFor({ ...deputy, grants: [forUlla, own] }, strict)).toEqual({ step: alone.steps[0] });
  });

  it('rules 17 and 18: may not review what they or the person they act for wrote', () => {
    refused(() => stepFor(deputy, beginReview(defaultChain, 'dora')), 'OWN_TEXT');
    refused(() => stepFor(deputy, beginReview(defaultChain, 'ulla')), 'DEPUTY_OF_AUTHOR', { personId: 'ulla' });
    refused(() => stepFor(deputy, changedBy(begun, 'ulla')), 'DEPUTY_OF_AUTHOR', { personId: 'ulla' });
  });

  it('rule 17: may not review the text of a clerk for whom they act, although they hold the step themselves', () => {
    const forHans = { boardId: board, role: 'CLERK', actingFor: clerk.personId } as const;
    refused(() => stepFor({ ...deputy, grants: [own, forHans] }), 'DEPUTY_OF_AUTHOR', { personId: 'hans' });
    // Rule 94: a role of the municipality counts for the board.
    const forHansInAll = { boardId: null, role: 'CONTROLLER', actingFor: clerk.personId } as const;
    refused(() => stepFor({ ...deputy, grants: [own, forHansInAll] }), 'DEPUTY_OF_AUTHOR', { personId: 'hans' });
    const elsewhere = { ...forHans, boardId: otherBoard };
    expect(stepFor({ ...deputy, grants: [own, elsewhere] })).toEqual({ step: defaultChain.steps[0] });
  });

  it('rule 21: may not approve a second step for who approved the first, nor may that person themselves', () => {
    const step = 'HEAD_OF_ADMINISTRATION';
    const forUllaAsHead = { ...own, step, actingFor: unitManager.personId } as const;
    const byUlla = approvedBy(begun, byManager);
    const second = { step: 'UNIT_MANAGER' };
    refused(() => stepFor({ ...deputy, grants: [forUllaAsHead] }, byUlla), 'SECOND_STEP_BY_SAME_PERSON', second);
    const byDora = approvedBy(begun, { ...byManager, by: 'dora', actingFor: unitManager.personId });
    const ulla = { ...unitManager, grants: [{ ...own, step }] };
    refused(() => stepFor(ulla, byDora), 'SECOND_STEP_BY_SAME_PERSON', second);
    const doris = { ...person('doris', 'CLERK'), grants: [forUllaAsHead] };
    refused(() => stepFor(doris, byDora), 'SECOND_STEP_BY_SAME_PERSON', second);
  });

  it('rules 17, 21 and 54: is told of a review exactly when they may give a verdict', () => {
    const forHans = { boardId: board, role: 'CLERK', actingFor: clerk.personId } as const;
    const reviews = [begun, beginReview(defaultChain, 'ulla'), changedBy(begun, 'dora'), beginReview(alone, 'hans')];
    const all = [[own], [forUlla], [own, forHans], [forUlla, own], []].map((grants) => ({ ...deputy, grants }));
    const wrong = wrongRows(
      all.flatMap((actor) => reviews.map((review) => ({ actor, review }))),
      ({ actor, review }) => {
        const step = existing(waitingStep(review) ?? null, 'step');
        const may = mayReview(actor, review, step, board);
        if (may) expect(() => stepFor(actor, review)).not.toThrow();
        else expect(() => stepFor(actor, review)).toThrow(Refusal);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('rule 21: may not approve a second step for another person', () => {
    const forFrida = { ...own, step: 'HEAD_OF_ADMINISTRATION', actingFor: head.personId } as const;
    const once = approvedBy(begun, { ...byManager, by: 'dora', actingFor: unitManager.personId });
    refused(() => stepFor({ ...deputy, grants: [forUlla, forFrida] }, once), 'SECOND_STEP_BY_SAME_PERSON', {
      step: 'UNIT_MANAGER',
    });
  });
});

describe('a step', () => {
  const [first] = backOneStepChain.steps;

  it('rule 76: is held by a reviewer for the board, and by the step’s name', () => {
    if (first === undefined) throw new Error('The chain has a step.');
    expect(mayReview(unitManager, begun, first, board)).toBe(true);
    expect(mayReview(unitManager, begun, first, otherBoard)).toBe(false);
    expect(mayReview(head, begun, first, board)).toBe(false);
    expect(mayReview(person('hugo', 'REVIEWER'), begun, first, board)).toBe(false);
    expect(mayReview(person('hugo', 'CLERK', 'UNIT_MANAGER'), begun, first, board)).toBe(false);
  });
});
