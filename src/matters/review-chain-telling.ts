import type { Id } from '../kernel/identity.js';
import { boardOf, idOf } from '../kernel/identity.js';
import type { Change, Narration, Words } from '../kernel/telling.js';
import { changed, counted, inEach, listed } from '../kernel/telling-words.js';
import {
  type ReviewChain,
  type ReviewChainEvent,
  reviewChainFold,
  reviewChainIdOf,
  type ReviewedKind,
  reviewedKinds,
  type ReviewStep,
} from './review-chain.js';

/** How the history of a review chain reads. The stream's id says what the chain is for. */
export const reviewChainNarration: Narration<ReviewChain, ReviewChainEvent, ReviewedKind | null> = {
  fold: reviewChainFold,
  context: (id) => Promise.resolve(kindOf(idOf('ReviewChain', id))),
  tell: (_, { before, after }, kind) => {
    const [texts, steps] = [kindWords(kind), listed(after.steps.map(({ name: { sv, en } }) => ({ sv, en })))];
    const count = counted(after.steps.length, { sv: 'steg', en: 'step' }, { sv: 'steg', en: 'steps' });
    return {
      did: {
        sv: `antog version ${after.version} av granskningskedjan för ${texts.sv}, med ${count.sv}: ${steps.sv}`,
        en: `adopted version ${after.version} of the review chain for ${texts.en}, with ${count.en}: ${steps.en}`,
      },
      changes: stepsChanged(before, after, kind),
      reason: null,
    };
  },
};

function kindOf(id: Id<'ReviewChain'>): ReviewedKind | null {
  return reviewedKinds.find((kind) => reviewChainIdOf(boardOf(id), kind) === id) ?? null;
}

function kindWords(kind: ReviewedKind | null): Words {
  switch (kind) {
    case 'REMOVAL_PROPOSAL':
      return { sv: 'förslag att ta aktiviteter ur planen', en: 'proposals to take activities out of the plan' };
    case 'FOLLOW_UP':
      return { sv: 'ärenden om uppföljning', en: 'matters of a follow-up' };
    case 'OTHER':
      return { sv: 'övriga ärenden', en: 'other matters' };
    case null:
      return { sv: 'alla texter utan egen kedja', en: 'all texts without a chain of their own' };
  }
}

function stepsChanged(before: ReviewChain, after: ReviewChain, kind: ReviewedKind | null): Change[] {
  // A kind that had no chain of its own passed the board's, which this stream does not tell of.
  const boards = { sv: 'nämndens gemensamma kedja', en: 'the common chain of the board' };
  const was = kind !== null && before.version === 0 ? boards : stepsWords(before);
  return changed({ sv: 'Steg', en: 'Steps' }, was, stepsWords(after));
}

function stepsWords({ steps }: ReviewChain): Words {
  const told = steps.map((step, index) => {
    const { sv, en } = ruleWords(step);
    return { sv: `${index + 1}. ${step.name.sv} (${sv})`, en: `${index + 1}. ${step.name.en} (${en})` };
  });
  return inEach((language) => told.map((one) => one[language]).join('; '));
}

function ruleWords({ onReturn, deputiesMayAct }: ReviewStep): Words {
  const returns = {
    AUTHOR: { sv: 'återlämnar till författaren', en: 'returns to the author' },
    PREVIOUS_STEP: { sv: 'återlämnar till steget innan', en: 'returns to the step before' },
  }[onReturn];
  return deputiesMayAct
    ? { sv: `${returns.sv}, ersättare får agera`, en: `${returns.en}, deputies may act` }
    : { sv: `${returns.sv}, ersättare får inte agera`, en: `${returns.en}, deputies may not act` };
}
