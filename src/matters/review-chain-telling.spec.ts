import { board, controller, type Happened } from '../../test/support/given.js';
import { said, tellingOf } from '../../test/support/telling-under-test.js';
import { defaultChain, type ReviewChainEvent, type ReviewStep } from './review-chain.js';
import { reviewChainNarration } from './review-chain-telling.js';

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

const defaultSteps = {
  sv: '1. Enhetschef (återlämnar till författaren, ersättare får agera); 2. Förvaltningschef (återlämnar till författaren, ersättare får agera)',
  en: '1. Unit manager (returns to the author, deputies may act); 2. Head of administration (returns to the author, deputies may act)',
};
const longer = {
  sv: `${defaultSteps.sv}; 3. Ekonom (återlämnar till steget innan, ersättare får inte agera)`,
  en: `${defaultSteps.en}; 3. Economist (returns to the step before, deputies may not act)`,
};

describe('the history of a review chain', () => {
  it('section 4.5: tells of the board’s first, which takes the place of the default', async () => {
    const events = [adopted(...defaultChain.steps, economist)];
    expect(said(await tellingOf(reviewChainNarration, 'exempel.ks', events))).toEqual({
      sv: {
        did: 'antog version 1 av granskningskedjan för alla texter utan egen kedja, med 3 steg: Enhetschef, Förvaltningschef och Ekonom',
        changes: [['Steg', defaultSteps.sv, longer.sv]],
      },
      en: {
        did: 'adopted version 1 of the review chain for all texts without a chain of their own, with 3 steps: Unit manager, Head of administration and Economist',
        changes: [['Steps', defaultSteps.en, longer.en]],
      },
      reason: null,
    });
  });

  it('section 4.5: tells of the next, with the steps that it takes the place of', async () => {
    const events = [adopted(...defaultChain.steps, economist), adopted(economist)];
    expect(said(await tellingOf(reviewChainNarration, 'exempel.ks', events))).toEqual({
      sv: {
        did: 'antog version 2 av granskningskedjan för alla texter utan egen kedja, med 1 steg: Ekonom',
        changes: [['Steg', longer.sv, '1. Ekonom (återlämnar till steget innan, ersättare får inte agera)']],
      },
      en: {
        did: 'adopted version 2 of the review chain for all texts without a chain of their own, with 1 step: Economist',
        changes: [['Steps', longer.en, '1. Economist (returns to the step before, deputies may not act)']],
      },
      reason: null,
    });
  });

  it.each([
    ['follow-up', 'ärenden om uppföljning', 'matters of a follow-up'],
    ['other', 'övriga ärenden', 'other matters'],
    ['removal-proposal', 'förslag att ta aktiviteter ur planen', 'proposals to take activities out of the plan'],
  ])(
    'section 4.5: tells of the first for a kind of text, which passed the board’s until then: %s',
    async (kind, sv, en) => {
      const events = [adopted(economist)];
      expect(said(await tellingOf(reviewChainNarration, `exempel.ks.chain-${kind}`, events))).toEqual({
        sv: {
          did: `antog version 1 av granskningskedjan för ${sv}, med 1 steg: Ekonom`,
          changes: [
            ['Steg', 'nämndens gemensamma kedja', '1. Ekonom (återlämnar till steget innan, ersättare får inte agera)'],
          ],
        },
        en: {
          did: `adopted version 1 of the review chain for ${en}, with 1 step: Economist`,
          changes: [
            [
              'Steps',
              'the common chain of the board',
              '1. Economist (returns to the step before, deputies may not act)',
            ],
          ],
        },
        reason: null,
      });
    },
  );

  it('tells of the next for a kind of text as of the board’s', async () => {
    const events = [adopted(economist), adopted(...defaultChain.steps)];
    const { sv } = said(await tellingOf(reviewChainNarration, 'exempel.ks.chain-other', events));
    expect(sv.changes).toEqual([
      ['Steg', '1. Ekonom (återlämnar till steget innan, ersättare får inte agera)', defaultSteps.sv],
    ]);
  });
});
