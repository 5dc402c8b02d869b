import { citedRules, citesSection, provedRules, readBook, readTexts, rulesIn } from '../support/rule-book.js';
import type { BookRule, Texts } from '../support/rule-book.js';
import { wrongRows } from '../support/wrong-rows.js';

/** Returns the faults between the rule book and the texts that cite it. */
function faultsOf(book: readonly BookRule[], texts: Texts): string[] {
  const known = new Set(book.map(({ number }) => number));
  const proved = new Set([...provedRules(texts).values()].flatMap((numbers) => [...numbers]));
  const unknown = [...texts].flatMap(([path, text]) =>
    [...citedRules(text).difference(known)].map((number) => `${path} cites rule ${String(number)}, which is not there`),
  );
  const sections = [...texts].filter(([, text]) => citesSection(text)).map(([path]) => `${path} cites a section`);
  const unproved = book
    .filter(({ number, isBuilt }) => isBuilt && !proved.has(number))
    .map(({ number }) => `no title of a spec cites rule ${String(number)}`);
  const built = book
    .filter(({ number, isBuilt }) => !isBuilt && proved.has(number))
    .map(({ number }) => `rule ${String(number)} is proved, and stands among those that are not built yet`);
  return [...unknown, ...sections, ...unproved, ...built];
}

describe('the rule book', () => {
  const book = readBook();

  // A rule stands in its chapter. A later rule has a later number there too, so the book is not in the numbers' order.
  it('numbers its rules from 1, each once', () => {
    expect(book.length).toBeGreaterThanOrEqual(90);
    const numbers = book.map(({ number }) => number).toSorted((one, other) => one - other);
    expect(numbers).toEqual(book.map((_, index) => index + 1));
  });

  it('says something in each rule', () => {
    expect(book.filter(({ firstSentence }) => !/^[A-Z].+\.$/.test(firstSentence))).toEqual([]);
  });

  it('has each rule that is cited, and a spec for each rule that it has', () => {
    expect(faultsOf(book, readTexts())).toEqual([]);
  });
});

describe('the search for faults', () => {
  const book = rulesIn(
    [
      '# The rule book',
      '## Plans',
      '### Rule 1\n\nA plan is adopted. Once.',
      '### Rule 2\n\nA plan has\ngoals.',
      '## Not built yet',
      '### Rule 3\n\nA plan sings.',
    ].join('\n\n'),
  );
  const sound = {
    'src/plans/plan.ts': '// Rules 1\n// and 2: a plan.',
    'src/plans/plan.spec.ts': "describe('rule 1: a plan', () => { it(`rule 2: ${x}`, () => undefined); });",
  };
  const faultsWith = (planted: Readonly<Record<string, string>>) =>
    faultsOf(book, new Map(Object.entries({ ...sound, ...planted })));

  it('reads the book', () => {
    expect(book).toEqual([
      { number: 1, chapter: 'Plans', firstSentence: 'A plan is adopted.', isBuilt: true },
      { number: 2, chapter: 'Plans', firstSentence: 'A plan has goals.', isBuilt: true },
      { number: 3, chapter: 'Not built yet', firstSentence: 'A plan sings.', isBuilt: false },
    ]);
  });

  it('finds none in what is sound', () => {
    expect(faultsWith({})).toEqual([]);
  });

  it('sees a rule that is not in the book, however it is cited', () => {
    const wrong = wrongRows(
      ['rule 4', 'Rules 1 and 4', 'rules 1, 2 and 4', 'rules 3–4', 'rule\n * 4', 'rules 1, 2, and 4', 'rule 2 or 4'],
      (citation) => {
        expect(faultsWith({ 'src/plans/goal.ts': `/** See ${citation}. */` })).toEqual([
          'src/plans/goal.ts cites rule 4, which is not there',
        ]);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('sees it in a document too', () => {
    expect(faultsWith({ 'docs/a.md': 'as rule 44 says' })).toEqual(['docs/a.md cites rule 44, which is not there']);
  });

  it.each(['it', 'it.each([1])', 'describe', 'test', 'describe.each([1])'])(
    'takes what %s is called for a title',
    (call) => {
      const spec = `${call}('rule 2: a plan', () => undefined); it('rule 1', () => undefined);`;
      expect(faultsWith({ 'src/plans/plan.spec.ts': spec })).toEqual([]);
    },
  );

  it('takes the texts in a table for titles', () => {
    const spec = "it.each([{ given: 'rule 1: a' }, { given: 'rule 2: b' }])('$given', () => undefined);";
    expect(faultsWith({ 'src/plans/plan.spec.ts': spec })).toEqual([]);
  });

  it('sees a rule that no title cites, though a comment and a test’s inside do', () => {
    const spec = "it('rule 1: a plan', () => { /* rule 2 */ expect('rule 2').toBe('rule 2'); });";
    expect(faultsWith({ 'src/plans/plan.spec.ts': spec })).toEqual(['no title of a spec cites rule 2']);
  });

  it('sees a rule that is proved and called not built yet', () => {
    expect(faultsWith({ 'src/plans/song.spec.ts': "it('rule 3: sings', () => undefined);" })).toEqual([
      'rule 3 is proved, and stands among those that are not built yet',
    ]);
  });

  it.each(['// Section 4.2: see there.', '(section 3)', 'sections 4 and 6'])('sees a section: %s', (text) => {
    expect(faultsWith({ 'src/plans/goal.ts': text })).toEqual(['src/plans/goal.ts cites a section']);
  });

  it.each(['RFC 6962, section 2.1.2', 'a section of the page'])('does not take for one: %s', (text) => {
    expect(faultsWith({ 'src/plans/goal.ts': text })).toEqual([]);
  });
});
