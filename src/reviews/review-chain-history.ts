import { counted, inEach, listed } from '../kernel/history-labels.js';
import type { StreamHistory, Words } from '../kernel/history.js';
import { boardOf, type Id, idOf } from '../kernel/identity.js';
import { reviewChainFold, reviewChainIdOf, reviewedKinds } from './review.js';
import type { ReviewChain, ReviewChainEvent, ReviewedKind, ReviewStep } from './review.js';

interface Context {
  /** The kind of text that the stream's id names; null for the board's common chain. */
  readonly kind: ReviewedKind | null;
  readonly chain: ReviewChain;
}

export const reviewChainHistory: StreamHistory<ReviewChain, ReviewChainEvent, Context> = {
  fold: reviewChainFold,
  context: ({ id, after: chain }) => Promise.resolve({ kind: kindOf(idOf('ReviewChain', id)), chain }),
  sentences: {
    ReviewChainAdopted: (_, { kind, chain: { version, steps } }) => {
      const [texts, names] = [kindWords(kind), listed(steps.map(({ name }) => name))];
      const count = counted(steps.length, { sv: 'steg', en: 'step' }, { sv: 'steg', en: 'steps' });
      return {
        sv: `antog version ${version} av granskningskedjan för ${texts.sv}, med ${count.sv}: ${names.sv}`,
        en: `adopted version ${version} of the review chain for ${texts.en}, with ${count.en}: ${names.en}`,
      };
    },
  },
  describe: (chain, _, { kind }) => {
    // A kind without its own chain uses the board's common chain, which is in another stream.
    const ofBoard = { sv: 'nämndens gemensamma kedja', en: 'the common chain of the board' };
    const value = kind !== null && chain.version === 0 ? ofBoard : stepsWords(chain);
    return [{ name: { sv: 'Steg', en: 'Steps' }, value }];
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

function stepsWords({ steps }: ReviewChain): Words {
  const numbered = steps.map((step, index) => {
    const { sv, en } = ruleWords(step);
    return { sv: `${index + 1}. ${step.name.sv} (${sv})`, en: `${index + 1}. ${step.name.en} (${en})` };
  });
  return inEach((language) => numbered.map((one) => one[language]).join('; '));
}

function ruleWords({ onReturn, deputiesMayAct, days }: ReviewStep): Words {
  const returns = {
    AUTHOR: { sv: 'återlämnar till författaren', en: 'returns to the author' },
    PREVIOUS_STEP: { sv: 'återlämnar till steget innan', en: 'returns to the step before' },
  }[onReturn];
  const deputies = deputiesMayAct
    ? { sv: `${returns.sv}, ersättare får agera`, en: `${returns.en}, deputies may act` }
    : { sv: `${returns.sv}, ersättare får inte agera`, en: `${returns.en}, deputies may not act` };
  if (typeof days !== 'number') return deputies;
  const within = counted(days, { sv: 'dag', en: 'day' }, { sv: 'dagar', en: 'days' });
  return { sv: `${deputies.sv}, svar inom ${within.sv}`, en: `${deputies.en}, verdict within ${within.en}` };
}
