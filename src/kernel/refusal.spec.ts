import { refused } from '../../test/support/given.js';
import { isBlank, Refusal, refusals, requireText } from './refusal.js';

describe('a text that is asked for', () => {
  it.each(['', ' ', '\t\n', '\u00a0'])('is missing when it is %j, and the refusal names the field', (text) => {
    refused(() => requireText('title', text), 'TEXT_MISSING', { field: 'title' });
  });

  it.each(['Ärende', ' a ', '.', '0'])('is there when it is %j', (text) => {
    expect(() => requireText('title', text)).not.toThrow();
  });
});

describe('blank', () => {
  it.each([null, undefined, '', '  '])('is %j', (text) => {
    expect(isBlank(text)).toBe(true);
  });

  it('is no text with a letter in it', () => {
    expect(isBlank(' a ')).toBe(false);
  });
});

it('rule 97: a refusal calls a person by the name that its reader may know, and by the id otherwise', () => {
  const change = { event: 'RemovalRevised', actor: 'hedda', role: 'CLERK', at: '2026-05-12T08:00:00.000Z' };
  const refusal = new Refusal(refusals.REVISION_CONFLICT, { expected: 1, actual: 2, changes: [change] });
  expect(refusal.persons()).toEqual(['hedda']);
  const named = refusal.naming(new Map([['hedda', 'Hedda Holm']])).after(change);
  expect(named.sentence('sv')).toContain('av Hedda Holm (handläggare)');
  expect(named.sentence('en')).toContain('by Hedda Holm (clerk)');
  expect([named.details, named.latest]).toEqual([refusal.details, change]);
  expect(refusal.naming(new Map()).sentence('sv')).toBe(refusal.sentence('sv'));
  expect(new Refusal(refusals.REASON_MISSING, {}).persons()).toEqual([]);
});
