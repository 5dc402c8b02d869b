import { refused } from '../../test/support/given.js';
import { requireDecision } from './outcome.js';

const today = '2026-05-27';
const decision = { date: '2026-05-20', paragraph: '§ 41', dnr: 'KS 2026/123' };

describe('rule 6: a change of plan refers to a decision', () => {
  it.each([
    ['no §', { paragraph: '' }],
    ['a blank §', { paragraph: ' ' }],
    ['a § of what nobody sees', { paragraph: '\u200b' }],
    ['no registry number', { dnr: '' }],
    ['a blank registry number', { dnr: '\t' }],
  ])('is refused with %s', (_, missing) => {
    refused(() => requireDecision({ ...decision, ...missing }, today), 'DECISION_REFERENCE_MISSING', {});
  });

  it('is refused when the decision is not yet taken', () => {
    const date = '2026-05-28';
    refused(() => requireDecision({ ...decision, date }, today), 'IN_FUTURE', { date, today });
  });

  it.each(['2026-05-27', '2026-05-20', '2025-12-10'])('is accepted with a decision of %s', (date) => {
    expect(() => requireDecision({ ...decision, date }, today)).not.toThrow();
  });
});
