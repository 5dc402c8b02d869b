import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { codePointsOf } from '../../../test/support/font-under-test.js';
import { isCovered } from './font-coverage.js';
import { missingCharacters, typesetText, visibleText } from './shown-text.js';

const seed = Number(process.env.FC_SEED ?? Date.now());
const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ minLength: 1 }),
    fc.integer({ max: 0xffff, min: 0 }).map((code) => String.fromCharCode(code)),
  ),
});

describe(`what a form shows of a text (FC_SEED=${seed})`, () => {
  it('has the characters that the fonts of the PDF have in both weights, and no others', () => {
    const packages = createRequire(import.meta.url);
    const codes = (font: string) => codePointsOf(readFileSync(packages.resolve(`@expo-google-fonts/${font}.ttf`)));
    const serif = ['400Regular/SourceSerif4_400Regular', '600SemiBold/SourceSerif4_600SemiBold'];
    const sans = ['400Regular/SourceSans3_400Regular', '600SemiBold/SourceSans3_600SemiBold'];
    const families = [
      serif.map((font) => codes(`source-serif-4/${font}`)),
      sans.map((font) => codes(`source-sans-3/${font}`)),
    ];
    const all = Array.from({ length: 0x110000 }, (_, code) => code);
    const inAll = (code: number) => families.some((weights) => weights.every((weight) => weight.has(code)));
    expect(all.filter((code) => isCovered(code) !== inAll(code))).toEqual([]);
  });

  it('is the text, where the fonts have its characters', () => {
    const text = 'Å, ä och ö – §\u00a012, ”citat” · č đ ŋ š ŧ ž · € ½ ≥ 5\nNy rad';
    expect(typesetText(text)).toBe(text);
    expect(missingCharacters(text)).toEqual([]);
  });

  it('has a code point for what nobody sees and for what the fonts lack', () => {
    expect(visibleText('a\u0000\u202E\uD800😀漢\r\nb\tc')).toBe('a[U+0000][U+202E][U+D800]😀漢\nb c');
    expect(typesetText('a\u0000\u202E\uD800😀漢\r\nb\tc')).toBe('a[U+0000][U+202E][U+D800][U+1F600][U+6F22]\nb c');
  });

  it('is told before review: each missing character once', () => {
    expect(missingCharacters('😀 漢 😀 \u200F')).toEqual([
      { character: '😀', codePoint: 'U+1F600' },
      { character: '漢', codePoint: 'U+6F22' },
      { character: '\u200F', codePoint: 'U+200F' },
    ]);
  });

  it('has covered characters alone, and is changed where a character is missing alone', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = typesetText(text);
        expect(Array.from(shown).every((one) => one === '\n' || isCovered(one.codePointAt(0) ?? 0))).toBe(true);
        expect(
          shown !== visibleText(text) ||
            visibleText(text) !== text.replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n').replaceAll('\t', ' '),
        ).toBe(missingCharacters(text).length > 0);
      }),
      { seed },
    );
  });
});
