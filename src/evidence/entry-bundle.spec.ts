import fc from 'fast-check';
import { parseEntryBundle, writeEntryBundle } from './entry-bundle.js';
import { Malformed } from './malformed.js';

describe('C2SP tlog-tiles, Log entries: a bundle', () => {
  const seed = Number(process.env.FC_SEED) || Date.now() % 2 ** 31;
  process.stdout.write(`FC_SEED=${seed}\n`);
  const bundle = Uint8Array.of(0, 1, 65, 0, 0, 0, 2, 66, 67);
  const entries = [Uint8Array.of(65), Uint8Array.of(), Uint8Array.of(66, 67)];

  it('holds its entries one after the other, each after its length', () => {
    expect(writeEntryBundle(entries)).toEqual(bundle);
    expect(parseEntryBundle(bundle, 3)).toEqual(entries);
  });

  it('has the larger byte of a length first', () => {
    expect(writeEntryBundle([new Uint8Array(0x0102)]).slice(0, 2)).toEqual(Uint8Array.of(1, 2));
  });

  it('takes an entry of as many bytes as its length can tell, and no longer one', () => {
    const longest = [new Uint8Array(65_535)];
    expect(parseEntryBundle(writeEntryBundle(longest), 1)).toEqual(longest);
    expect(() => writeEntryBundle([new Uint8Array(65_536)])).toThrow(RangeError);
  });

  it.each([
    ['fewer entries than it is wide', bundle, 4],
    ['more entries', bundle, 2],
    ['half a length', bundle.slice(0, 4), 2],
    ['half an entry', bundle.slice(0, -1), 3],
    ['more bytes', Uint8Array.of(...bundle, 0), 3],
  ])('is refused with %s', (_, bytes, width) => {
    expect(() => parseEntryBundle(bytes, width)).toThrow(Malformed);
  });

  it(`gives back any entries (FC_SEED=${seed})`, () => {
    const any = fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 256 });
    const same = fc.property(any, (given) => {
      expect(parseEntryBundle(writeEntryBundle(given), given.length)).toEqual(given);
    });
    fc.assert(same, { seed, numRuns: 50 });
  });
});
