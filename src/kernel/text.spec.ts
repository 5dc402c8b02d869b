import fc from 'fast-check';
import { refused } from '../../test/support/given.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { isBlank } from './refusal.js';
import { folded, forbiddenIn, soundTexts } from './text.js';

/** Every code point, as a text. */
const codePoints = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));

describe('A blank text', () => {
  it('has nothing but what Unicode calls white space or ignores when it shows a text', () => {
    const blank = codePoints.filter((one) => isBlank(one));
    expect(blank).toEqual(codePoints.filter((one) => /[\p{White_Space}\p{Default_Ignorable_Code_Point}]/u.test(one)));
    for (const one of ['\u200b', '\u00a0', '\u00ad', '\u3164', '\u2060', '\ufeff', '\u{e0020}', '\u0085', '\ufe0f']) {
      expect(blank).toContain(one);
    }
    expect(isBlank(blank.join(''))).toBe(true);
    expect([isBlank(null), isBlank(undefined), isBlank('')]).toEqual([true, true, true]);
  });

  it('is not one with anything to see', () => {
    expect(wrongRows(['a', ' . ', '\u200b1', '🙂', '§'], (text) => expect(isBlank(text)).toBe(false))).toEqual([]);
  });
});

describe('A forbidden character', () => {
  it('is a control character but tab and line ends', () => {
    const forbidden = codePoints.filter((one) => forbiddenIn(one)?.problem === 'CONTROL_CHARACTER');
    expect(forbidden).toEqual(codePoints.filter((one) => /\p{Cc}/u.test(one) && !/[\t\n\r]/.test(one)));
    expect(forbidden).toHaveLength(62);
  });

  it('is a surrogate without its other half', () => {
    expect(forbiddenIn('a\ud83d')).toEqual({ problem: 'LONE_SURROGATE', codePoint: 'U+D83D' });
    expect(forbiddenIn('\ude42\ud83d')?.codePoint).toBe('U+DE42');
    expect(forbiddenIn('🙂')).toBeNull();
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => forbiddenIn(text)?.problem !== 'LONE_SURROGATE'));
    const halves = fc.array(fc.constantFrom('a', '\ud83d', '\ude42'));
    const isLone = (text: string) => forbiddenIn(text)?.problem === 'LONE_SURROGATE';
    fc.assert(fc.property(halves, (parts) => isLone(parts.join('')) === !parts.join('').isWellFormed()));
  });

  it('is what embeds, overrides or isolates a direction of writing, and no mark of one', () => {
    const forbidden = codePoints.filter((one) => forbiddenIn(one)?.problem === 'BIDIRECTIONAL_CONTROL');
    expect(forbidden.map((one) => one.charCodeAt(0).toString(16))).toEqual([
      '202a',
      '202b',
      '202c',
      '202d',
      '202e',
      '2066',
      '2067',
      '2068',
      '2069',
    ]);
    expect(forbiddenIn('\u200e\u200f\u061c')).toBeNull();
  });

  it('is none of what people write', () => {
    const text = 'Åtgärd\tett,\r\n”två” – naïve, 日本語, العربية, עברית, 👩‍👩‍👧 § 12';
    expect(forbiddenIn(text)).toBeNull();
  });
});

describe('An input', () => {
  it('is the same with its texts in normal form C, however deep', () => {
    const input = { title: 'A\u030a', list: [{ name: 'o\u0308', n: 1 }], no: null, yes: true, none: undefined };
    expect(soundTexts(input, '')).toEqual({
      title: 'Å',
      list: [{ name: 'ö', n: 1 }],
      no: null,
      yes: true,
      none: undefined,
    });
    expect(soundTexts('o\u0308', 'id')).toBe('ö');
  });

  it('is refused with each field that has a forbidden character', () => {
    const input = { title: '\u0000', list: [{ name: 'a' }, { name: '\u202e' }], texts: ['\ud800'] };
    refused(() => soundTexts(input, ''), 'INVALID_INPUT', {
      fields: [
        { field: 'title', problem: 'CONTROL_CHARACTER' },
        { field: 'list.1.name', problem: 'BIDIRECTIONAL_CONTROL' },
        { field: 'texts.0', problem: 'LONE_SURROGATE' },
      ],
    });
    refused(() => soundTexts('\u0007', 'id'), 'INVALID_INPUT', {
      fields: [{ field: 'id', problem: 'CONTROL_CHARACTER' }],
    });
  });

  it('may have any character in a file, which its reader checks', () => {
    const input = { csv: 'o\u0308\u0000', within: { csv: 'o\u0308' } };
    expect(soundTexts(input, '', (field) => field === 'csv')).toEqual({ csv: 'o\u0308\u0000', within: { csv: 'ö' } });
  });
});

describe('A folded name', () => {
  it('is one text for what looks alike', () => {
    const alike = [
      'Ökad trygghet',
      'O\u0308kad trygghet',
      ' Ökad\u00a0 trygghet\n',
      'Ö\u00adkad\u200b\t\u2009trygg\ufeffhet',
    ];
    expect(new Set(alike.map(folded))).toEqual(new Set(['Ökad trygghet']));
  });

  it('is folded once and for all, and has a space at most between two words', () => {
    const seen = fc.constantFrom(' ', '\u00a0', '\t', '\u200b', '\u0308', 'o', 'A', '\u030a', '\u2009', '\u00ad');
    const names = fc.array(fc.oneof(seen, fc.string({ unit: 'binary', maxLength: 1 }))).map((parts) => parts.join(''));
    fc.assert(
      fc.property(names, (name) => {
        const once = folded(name);
        expect(folded(once)).toBe(once);
        expect(folded(name.normalize('NFD'))).toBe(once);
        expect(once).not.toMatch(/^ | $| {2}|[^\P{White_Space} ]|\p{Default_Ignorable_Code_Point}/u);
      }),
    );
  });

  it('is blank when the name is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => isBlank(name) === (folded(name) === '')));
  });
});
