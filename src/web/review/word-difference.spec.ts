import fc from 'fast-check';
import { wordDifference } from './word-difference.js';

function shownAs(before: string, after: string): string {
  const signs = { same: ['', ''], removed: ['[-', '-]'], added: ['[+', '+]'] } as const;
  return wordDifference(before, after)
    .map(({ kind, text }) => `${signs[kind][0]}${text}${signs[kind][1]}`)
    .join('');
}

describe('the difference of two texts', () => {
  it.each([
    ['', '', ''],
    ['Lika.', 'Lika.', 'Lika.'],
    ['', 'Ny text.', '[+Ny text.+]'],
    ['Gammal text.', '', '[-Gammal text.-]'],
    ['Det saknas resurser i år.', 'Det saknas pengar i år.', 'Det saknas [-resurser -][+pengar +]i år.'],
    ['Allt är väl.', 'Allt är inte väl.', 'Allt är [+inte +]väl.'],
    ['a b c d', 'b c x d', '[-a -]b c [+x +]d'],
    ['En rad.\n\nEn till.', 'En rad.\n\nTvå till.', 'En rad.\n\n[-En -][+Två +]till.'],
  ])('of %j and %j', (before, after, shown) => {
    expect(shownAs(before, after)).toBe(shown);
  });

  it('holds each text whole, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'åäö', ' ', '\n', '  ', '🙂'), { maxLength: 30 })
      .map((one) => one.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = wordDifference(before, after);
        const without = (kind: string) => runs.filter((run) => run.kind !== kind).map((run) => run.text);
        expect(without('added').join('')).toBe(before);
        expect(without('removed').join('')).toBe(after);
      }),
    );
  });

  it('of two long texts is one change between their first and last common words', () => {
    const words = (one: string) => Array.from({ length: 5000 }, (_, index) => `${one}${index}`).join(' ');
    const runs = wordDifference(`Början ${words('a')} slut`, `Början ${words('b')} slut`);
    expect(runs.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
  });
});
