import fc from 'fast-check';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { base64Of, bytesOfHex, bytesOfBase64, decimalOf, hexOf, joined, sameBytes, utf8Of } from './encoding.js';

const base64Vectors = [
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
  ['fooba', 'Zm9vYmE='],
  ['foobar', 'Zm9vYmFy'],
] as const;

describe('Base 64', () => {
  const seed = Number(process.env.FC_SEED) || Date.now() % 2 ** 31;
  process.stdout.write(`FC_SEED=${seed}\n`);

  it('RFC 4648, section 10: agrees with the test vectors', () => {
    const wrong = wrongRows(base64Vectors, ([text, encoded]) => {
      expect(base64Of(utf8Of(text))).toBe(encoded);
      expect(bytesOfBase64(encoded)).toEqual(utf8Of(text));
    });
    expect(wrong).toEqual([]);
  });

  it(`is what others make of the bytes, and gives them back (FC_SEED=${seed})`, () => {
    const same = fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(bytesOfBase64(base64Of(bytes))).toEqual(bytes);
    });
    fc.assert(same, { seed });
  });

  it('is refused in another writing: each bytes have one', () => {
    const wrong = wrongRows(
      ['Zg', 'Zg=', 'Zg===', 'Zh==', 'Zm9=', 'Z g=', ' Zg=', 'Zg==\n', 'Zm9v=', '====', 'Zm-_', 'Zg==Zg==', 'é==='],
      (text) => {
        expect(bytesOfBase64(text)).toBeNull();
      },
    );
    expect(wrong).toEqual([]);
  });
});

describe('a number in decimal digits', () => {
  it.each([
    ['0', 0],
    ['10', 10],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('%s', (text, number) => {
    expect(decimalOf(text)).toBe(number);
  });

  it('is refused in another writing', () => {
    const wrong = wrongRows(
      ['', '-1', '+1', '01', '00', '1.0', '1e3', '0x1', ' 1', '1\n', '٣', '9007199254740992'],
      (text) => {
        expect(decimalOf(text)).toBeNull();
      },
    );
    expect(wrong).toEqual([]);
  });
});

describe('bytes', () => {
  it('are put one after the other', () => {
    expect(joined(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('are the same when there are as many and each is', () => {
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
    expect(sameBytes(Uint8Array.of(1), Uint8Array.of(1, 2))).toBe(false);
  });

  it('are had again from their digits', () => {
    expect(bytesOfHex('000aff')).toEqual(Uint8Array.of(0, 10, 255));
    expect(bytesOfHex('')).toEqual(Uint8Array.of());
    expect(['0', 'FF', '0g', ' 00', '00\n'].map(bytesOfHex)).toEqual([null, null, null, null, null]);
  });

  it('are two digits each', () => {
    expect(hexOf(Uint8Array.of(0, 10, 255))).toBe('000aff');
  });
});
