import { aFlag, aNumber, asked, aText, fields, listOf, mutation, orNull, query } from './selection.js';

describe('a selection', () => {
  const title = fields({ id: aText, name: orNull(aText), count: aNumber });

  it('is the text of the document', () => {
    const plan = query('$id: ID!', { plan: asked('id: $id', title), other: asked('id: "x"', title, 'plan') });
    expect(plan.text).toBe(
      'query ($id: ID!) { plan(id: $id) { id name count } other: plan(id: "x") { id name count } }',
    );
    expect(query('', { me: fields({ id: aText }) }).text).toBe('query { me { id } }');
    expect(mutation('$input: A!', { give: asked('input: $input', fields({ id: aText })) }).text).toBe(
      'mutation ($input: A!) { give(input: $input) { id } }',
    );
  });

  it('checks the answer by the same description', () => {
    const { is } = fields({ list: listOf(title), isOpen: aFlag });
    expect(is({ list: [{ id: 'a', name: null, count: 1 }], isOpen: true })).toBe(true);
    expect(is({ list: [], isOpen: false })).toBe(true);
    const wrong = [
      null,
      'text',
      { list: [] },
      { list: null, isOpen: true },
      { list: [{ id: null, name: null, count: 1 }], isOpen: true },
      { list: [{ id: 'a', count: 1 }], isOpen: true },
      { list: [{ id: 'a', name: null, count: '1' }], isOpen: true },
    ];
    expect(wrong.filter((answer) => is(answer))).toEqual([]);
  });
});
