import { createHash } from 'node:crypto';
import { canonicalHash } from './hashing.service.js';

describe('the canonical hash', () => {
  it('is SHA-256 of its canonical JSON (RFC 8785)', () => {
    const canonical = '{"a":"å","b":[1,{"c":null,"d":true}]}';
    const content = { b: [1, { d: true, c: null }], a: 'å' };
    expect(canonicalHash(content)).toBe(createHash('sha256').update(canonical).digest('hex'));
  });

  it('ignores the order of fields and depends on everything else', () => {
    expect(canonicalHash({ a: 1, b: 2 })).toBe(canonicalHash({ b: 2, a: 1 }));
    expect(canonicalHash({ a: [1, 2] })).not.toBe(canonicalHash({ a: [2, 1] }));
    expect(canonicalHash({ a: 1 })).not.toBe(canonicalHash({ a: '1' }));
  });
});
