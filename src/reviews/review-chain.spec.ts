import {
  after,
  auditor,
  board,
  by,
  clerk,
  controller,
  recorded,
  refused,
  stranger,
  system,
} from '../../test/support/given.js';
import { decode } from '../kernel/fold.js';
import {
  adoptReviewChain,
  chainFor,
  defaultChain,
  type ReviewChain,
  reviewChainFold,
  reviewChainIdOf,
  reviewedKinds,
  type ReviewStep,
} from './review-chain.js';

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
  return adoptReviewChain({ boardId: board, steps: chosen }, by(controller));
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

  it('rule 54: lets deputies act at each step of the default, and of what was adopted when there were none', () => {
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

  it('is refused without a step: then nobody would review', () => {
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
    refused(() => adoptReviewChain({ boardId: board, steps }, by(actor)), 'FORBIDDEN', {
      command: 'adoptReviewChain',
      allowed: ['CONTROLLER'],
    });
  });

  it('rule 43: is not found for another board', () => {
    refused(() => adoptReviewChain({ boardId: board, steps }, by(stranger)), 'NOT_FOUND', { id: board });
  });
});

describe('the review chain of a kind of text', () => {
  const own: ReviewChain = { version: 1, steps: [economist] };
  const boards: ReviewChain = { version: 2, steps };
  const chains = (adopted: Readonly<Record<string, ReviewChain>>) => (id: string) =>
    Promise.resolve(adopted[id] ?? defaultChain);

  it('rule 76: has an id of its own, and that for all kinds is the board’s', () => {
    expect(reviewChainIdOf(board, null)).toBe('exempel.ks');
    expect(reviewedKinds.map((kind) => reviewChainIdOf(board, kind))).toEqual([
      'exempel.ks.chain-removal-proposal',
      'exempel.ks.chain-follow-up',
      'exempel.ks.chain-other',
    ]);
  });

  it('rule 76: is its own, else the board’s, else the default', async () => {
    const both = chains({ 'exempel.ks': boards, 'exempel.ks.chain-follow-up': own });
    expect(await chainFor(board, 'FOLLOW_UP', both)).toBe(own);
    expect(await chainFor(board, 'OTHER', both)).toBe(boards);
    expect(await chainFor(board, null, both)).toBe(boards);
    expect(await chainFor(board, 'FOLLOW_UP', chains({}))).toBe(defaultChain);
    expect(await chainFor(board, null, chains({ 'exempel.ks.chain-follow-up': own }))).toBe(defaultChain);
  });
});
