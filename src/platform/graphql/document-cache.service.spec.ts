import { parse } from 'graphql';
import { DocumentCacheBudget, LARGEST_CACHE_IN_BYTES, weightOf } from './document-cache.service.js';

describe('the memory of cached documents', () => {
  const document = parse(`{ a # ${'x'.repeat(1_000)}\n b(c: "d") }`);

  it('grows by each token, each comment and each character', () => {
    const weigh = (text: string) => weightOf(parse(text));
    expect(weigh('{ a a }')).toBeGreaterThan(weigh('{ a }') + 1_000);
    expect(weigh('{ a #\n }')).toBeGreaterThan(weigh('{ a }') + 100);
    expect(weigh(`{ a #${'x'.repeat(1_000)}\n }`)).toBe(weigh('{ a #\n }') + 2_000);
  });

  it('is given back when there is no room for one more', () => {
    const budget = new DocumentCacheBudget();
    const room = Math.floor(LARGEST_CACHE_IN_BYTES / weightOf(document));
    let forgotten = 0;
    const add = (count: number) => {
      for (let time = 0; time < count; time += 1) budget.add(document, () => (forgotten += 1));
      return forgotten;
    };
    expect(add(room)).toBe(0);
    expect(add(1)).toBe(1);
    expect(add(room - 1)).toBe(1);
    expect(add(1)).toBe(2);
  });
});
