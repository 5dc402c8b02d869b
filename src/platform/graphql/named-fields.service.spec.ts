import { idOf } from '../../kernel/identity.js';
import { type AskedNames, Names } from './named-fields.service.js';

const exempel = idOf('Municipality', 'exempel');
const annan = idOf('Municipality', 'annan');

let asked: (AskedNames & { readonly municipality: string })[];
let names: Names;

beforeEach(() => {
  asked = [];
  names = new Names((municipality, ids) => {
    asked.push({ municipality, ...ids });
    if (ids.person.includes('fails')) return Promise.reject(new Error('No register.'));
    return Promise.resolve([
      { kind: 'person' as const, id: 'hanna', name: `Hanna i ${municipality}` },
      { kind: 'board' as const, id: 'hanna', name: 'A board with the id of a person' },
      { kind: 'person' as const, id: 'gone', name: null },
    ]);
  });
});

describe('names', () => {
  it('are read by one query for all that is asked for at the same time, each once', async () => {
    const found = await Promise.all([
      names.of(exempel, 'person', 'hanna'),
      names.of(exempel, 'person', 'hanna'),
      names.of(exempel, 'person', 'gone'),
      names.of(exempel, 'person', 'unknown'),
      names.of(exempel, 'board', 'hanna'),
    ]);
    expect(found.map(({ name }) => name)).toEqual([
      'Hanna i exempel',
      'Hanna i exempel',
      null,
      null,
      'A board with the id of a person',
    ]);
    expect(asked).toEqual([
      { municipality: 'exempel', person: ['hanna', 'gone', 'unknown'], board: ['hanna'], unit: [] },
    ]);
  });

  it('rule 43: are read for each municipality by itself', async () => {
    const [own, other] = await Promise.all([names.of(exempel, 'person', 'hanna'), names.of(annan, 'person', 'hanna')]);
    expect([own.name, other.name]).toEqual(['Hanna i exempel', 'Hanna i annan']);
  });

  it('are read anew each time, also after a failure', async () => {
    await expect(names.of(exempel, 'person', 'fails')).rejects.toThrow('No register.');
    await names.of(exempel, 'person', 'hanna');
    await names.of(exempel, 'person', 'hanna');
    expect(asked.map(({ person }) => person)).toEqual([['fails'], ['hanna'], ['hanna']]);
  });
});
