import { refused } from '../../test/support/given.js';
import { isBlank, requireText } from './refusal.js';

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
