import { outcomeNames } from './sentences.js';
import { same } from './telling.js';
import {
  changed,
  compared,
  counted,
  dayWords,
  decisionWords,
  listed,
  named,
  paragraphWords,
  quoted,
  tertialWords,
  textWords,
  warned,
  yesOrNo,
} from './telling-words.js';

describe('the words that all histories share', () => {
  it('writes a day with the name of its month', () => {
    expect(dayWords('2026-05-27')).toEqual({ sv: '27 maj 2026', en: '27 May 2026' });
    expect(dayWords('2026-12-01')).toEqual({ sv: '1 december 2026', en: '1 December 2026' });
  });

  it('names a tertial of a year', () => {
    expect(tertialWords('T2', 2026)).toEqual(same('tertial 2 2026'));
  });

  it('refers to a decision by its day, its paragraph and its registry number', () => {
    expect(decisionWords({ date: '2026-05-27', paragraph: '85', dnr: 'KS 2026/7' })).toEqual({
      sv: 'den 27 maj 2026, § 85 (dnr KS 2026/7)',
      en: 'of 27 May 2026, § 85 (reg. no. KS 2026/7)',
    });
  });

  it('writes a paragraph with one sign, however it was written down', () => {
    expect(['85', '§ 85', '§85'].map(paragraphWords)).toEqual(['§ 85', '§ 85', '§ 85']);
  });

  it('quotes as each language does', () => {
    expect(quoted('Rusta lekplatsen')).toEqual({ sv: '”Rusta lekplatsen”', en: '“Rusta lekplatsen”' });
    expect(quoted({ sv: 'Försenad', en: 'Delayed' })).toEqual({ sv: '”Försenad”', en: '“Delayed”' });
  });

  it('lists with a word before the last', () => {
    expect(listed([])).toEqual(same(''));
    expect(listed([same('a')])).toEqual(same('a'));
    expect(listed([same('a'), same('b'), same('c')])).toEqual({ sv: 'a, b och c', en: 'a, b and c' });
  });

  it('counts one and many', () => {
    const goals = (count: number) => counted(count, { sv: 'mål', en: 'goal' }, { sv: 'mål', en: 'goals' });
    expect([0, 1, 2].map((count) => goals(count).en)).toEqual(['0 goals', '1 goal', '2 goals']);
  });

  it('names what has a code, and gives the code where there is no name', () => {
    expect(named(outcomeNames, 'POSTPONED')).toEqual({ sv: 'bordläggning', en: 'postponement' });
    expect(named(outcomeNames, 'UNHEARD_OF')).toEqual(same('UNHEARD_OF'));
  });

  it('ends a sentence with its warnings, if there are any', () => {
    expect(warned([])).toEqual(same(''));
    expect(warned(['NOT_STARTED_AFTER_END', 'REJECTED_THIS_TERTIAL'])).toEqual({
      sv: ', med varningen att aktiviteten inte är påbörjad fast slutdatumet har passerat och nämnden har avslagit ett förslag om samma aktivitet under tertialet',
      en: ', with the warning that the activity has not started although its end date has passed and the board has rejected a proposal about the same activity in this tertial',
    });
  });

  it('says yes and no', () => {
    expect([true, false].map(yesOrNo)).toEqual([
      { sv: 'ja', en: 'yes' },
      { sv: 'nej', en: 'no' },
    ]);
  });

  it('takes a blank text for none', () => {
    expect(textWords(' ')).toBeNull();
    expect(textWords('Vakant.')).toEqual(same('Vakant.'));
  });

  it('tells a change only of what was changed', () => {
    const what = { sv: 'Status', en: 'Status' };
    expect(changed(what, same('a'), same('a'))).toEqual([]);
    expect(changed(what, null, null)).toEqual([]);
    expect(changed(what, null, same('a'))).toEqual([{ what, before: null, after: same('a') }]);
    expect(changed(what, { sv: 'a', en: 'a' }, { sv: 'a', en: 'b' })).toHaveLength(1);
  });

  it('compares two states of a thing, of which one may not be there', () => {
    const what = { sv: 'Värde', en: 'Value' };
    const say = (text: string) => textWords(text);
    expect(compared('a', 'b')(what, say)).toEqual([{ what, before: same('a'), after: same('b') }]);
    expect(compared(undefined, 'b')(what, say)).toEqual([{ what, before: null, after: same('b') }]);
    expect(compared('a', null)(what, say)).toEqual([{ what, before: same('a'), after: null }]);
    expect(compared('', undefined)(what, say)).toEqual([]);
  });
});
