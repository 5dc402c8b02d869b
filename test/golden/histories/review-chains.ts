import { reviewChainHistory } from '../../../src/reviews/review-chain-history.js';
import { defaultChain, type ReviewChainEvent, type ReviewStep } from '../../../src/reviews/review.js';
import { board, controller, type Happened } from '../../support/given.js';
import { streamsOf } from '../histories.js';

const economist: ReviewStep = {
  code: 'ECONOMIST',
  name: { sv: 'Ekonom', en: 'Economist' },
  role: 'REVIEWER',
  onReturn: 'PREVIOUS_STEP',
  deputiesMayAct: false,
};

function adopted(...steps: readonly ReviewStep[]): Happened<ReviewChainEvent> {
  return { actor: controller, event: { type: 'ReviewChainAdopted', data: { boardId: board, steps } } };
}

export const reviewChainHistories = [
  streamsOf(reviewChainHistory, 'exempel.ks', [], {
    'the chain of a board': [adopted(...defaultChain.steps, economist), adopted(economist)],
  }),
  streamsOf(reviewChainHistory, 'exempel.ks.chain-follow-up', [], {
    'the chain of follow-ups': [adopted(economist)],
  }),
  streamsOf(reviewChainHistory, 'exempel.ks.chain-removal-proposal', [], {
    'the chain of removal proposals': [adopted(economist)],
  }),
  streamsOf(reviewChainHistory, 'exempel.ks.chain-other', [], {
    'the chain of other matters': [adopted(economist), adopted(...defaultChain.steps)],
  }),
];
