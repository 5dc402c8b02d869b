import { changesBetween, inWords, joined, lineInWords, mentionedIn, naming, same, text } from './history.js';

const [status, title, place] = [same('Status'), same('Rubrik'), same('Plats')];

describe('the changes between two states', () => {
  it('are the properties with another value, in the order of the later state', () => {
    const before = [
      { name: status, value: same('utkast') },
      { name: title, value: same('Uppföljning') },
    ];
    const after = [
      { name: place, value: same('Stora salen') },
      { name: title, value: same('Uppföljning') },
      { name: status, value: same('granskat') },
    ];
    expect(changesBetween(before, after)).toEqual([
      { what: place, before: null, after: same('Stora salen') },
      { what: status, before: same('utkast'), after: same('granskat') },
    ]);
  });

  it('end with the properties that are gone; one without a value keeps its place', () => {
    const before = [place, status, title].map((name) => ({ name, value: same('a') }));
    const after = [
      { name: status, value: null },
      { name: title, value: same('b') },
    ];
    expect(changesBetween(before, after)).toEqual([
      { what: status, before: same('a'), after: null },
      { what: title, before: same('a'), after: same('b') },
      { what: place, before: same('a'), after: null },
    ]);
  });

  it('are changes of any language, and none between two states without a value', () => {
    const value = { sv: 'a', en: 'a' };
    expect(changesBetween([{ name: title, value }], [{ name: title, value: { sv: 'a', en: 'b' } }])).toHaveLength(1);
    expect(changesBetween([], [{ name: title, value: null }])).toEqual([]);
  });
});

describe('a text', () => {
  const [hanna, bo] = [naming('hanna'), naming('bo')];
  const called = (id: string) => ({ hanna: 'Hanna Ek' })[id] ?? id;

  it('is a string while it names nobody', () => {
    expect(text`${same('a').sv} ${2}, ${'b'}`).toBe('a 2, b');
    expect(joined(['a', text`b`, ''], '; ')).toBe('a; b; ');
  });

  it('rule 46: gets the names when it is shown, also within other texts', () => {
    const both = joined([hanna.sv, text`${bo.sv} (ordförande)`], '; ');
    const phrase = { sv: text`antecknade ${both}`, en: text`recorded ${hanna.en}` };
    expect(inWords(phrase, called)).toEqual({
      sv: 'antecknade Hanna Ek; bo (ordförande)',
      en: 'recorded Hanna Ek',
    });
  });

  it('names in a line whom its sentence and its changes name, each once', () => {
    const changes = [{ what: title, before: null, after: { sv: text`av ${bo.sv}`, en: text`by ${hanna.en}` } }];
    const line = { did: hanna, changes, reason: 'hanna' };
    expect(mentionedIn(line)).toEqual(['hanna', 'bo']);
    expect(lineInWords(line, called)).toEqual({
      did: same('Hanna Ek'),
      changes: [{ what: title, before: null, after: { sv: 'av bo', en: 'by Hanna Ek' } }],
      reason: 'hanna',
    });
  });

  it('changes with whom it names, and not with how often it is made', () => {
    const by = (one: typeof bo) => [{ name: title, value: { sv: text`av ${one.sv}`, en: text`by ${one.en}` } }];
    expect(changesBetween(by(bo), by(hanna))).toHaveLength(1);
    expect(changesBetween(by(bo), by(naming('bo')))).toEqual([]);
    expect(changesBetween(by(bo), [{ name: title, value: same('av bo') }])).toHaveLength(1);
  });
});
