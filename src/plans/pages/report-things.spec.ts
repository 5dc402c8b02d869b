import { nextUnreported, type Thing } from './report-things.page.js';

function activity(id: string, told: { readonly reported?: true; readonly refused?: true } = {}): Thing {
  const { reported = false, refused = false } = told;
  const by = { at: '2026-05-04T08:00:00.000Z', by: 'anna', byNamed: null, comment: '' };
  return {
    ...{
      kind: 'ACTIVITY',
      id,
      name: id,
      description: '',
      goalTitle: 'A goal',
      revision: 1,
      obstacle: null,
      changes: [],
      words: null,
    },
    inPlan: { name: id, target: '' },
    entry: reported ? { ...by, code: 'DONE', label: { sv: 'Klar', en: 'Done' } } : null,
    permitted: [
      {
        command: 'reportStatus',
        allowed: !refused,
        code: refused ? 'ACTIVITY_REMOVED' : null,
        sentence: refused ? 'It is removed.' : null,
      },
    ],
  };
}

describe('the next thing to report', () => {
  it('comes after the present one, and is found from the beginning when nothing comes after', () => {
    const things = [activity('a'), activity('b'), activity('c')];
    expect(['a', 'b', 'c'].map((id) => nextUnreported(things, id)?.id)).toEqual(['b', 'c', 'a']);
  });

  it('is none that somebody has reported', () => {
    const things = [activity('a'), activity('b', { reported: true }), activity('c')];
    expect(nextUnreported(things, 'a')?.id).toBe('c');
  });

  it('is none that the person may not report, such as a removed activity', () => {
    const things = [activity('a'), activity('b', { refused: true }), activity('c')];
    expect(nextUnreported(things, 'a')?.id).toBe('c');
    expect(nextUnreported(things.slice(0, 2), 'a')).toBeUndefined();
  });
});
