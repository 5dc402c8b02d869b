import { idOf } from '../../kernel/identity.js';
import type { Moment } from '../../kernel/moment.js';
import type { Person } from '../../kernel/permissions.js';
import type { ReadStates } from '../database/state-tables.view.js';
import type { RequestContext } from '../sign-in/caller.resolver.js';
import { type AskedThings, References } from './reference-fields.service.js';

const person: Person = {
  kind: 'person',
  personId: idOf('Person', 'rut'),
  municipalityId: idOf('Municipality', 'exempel'),
  grants: [],
};
const goalId = idOf('Goal', 'exempel.ks.2026.g1');
const goal = { kind: 'goal', idField: 'goalId' } as const;
const unread: ReadStates = {
  one: () => Promise.reject(new Error('Nothing is read.')),
  load: () => Promise.reject(new Error('Nothing is read.')),
  parts: () => Promise.reject(new Error('Nothing is read.')),
};

function contextOf(reader: Person | null): RequestContext {
  return { person: reader, expiresAt: 0, language: 'sv', mediaType: 'application/json' };
}

let asked: Partial<AskedThings>[];
let moments: (Moment | null)[];
let references: References;

beforeEach(() => {
  asked = [];
  moments = [];
  references = new References(
    (ids) => {
      asked.push({ goal: ids.goal, matter: ids.matter });
      return Promise.resolve(new Map([[goalId, { id: goalId, title: 'God service' }]]));
    },
    {
      momentOf: ({ asOf }) => Promise.resolve(asOf ? { position: asOf.position ?? 0, validOn: null } : null),
      states: (moment) => {
        moments.push(moment);
        return unread;
      },
    },
  );
});

describe('the things beside ids', () => {
  it('are read once for all that a request asks for at the same time, each once', async () => {
    const context = contextOf(person);
    const found = await Promise.all([
      references.of(goal, goalId, context, null),
      references.of(goal, goalId, context, null),
      references.of({ kind: 'matter', idField: 'matterId' }, 'unknown', context, null),
    ]);
    expect(found).toEqual([{ id: goalId, title: 'God service' }, { id: goalId, title: 'God service' }, null]);
    expect(asked).toEqual([{ goal: [goalId], matter: ['unknown'] }]);
  });

  it('rule 49: are read as of the moment of the answer, each moment by itself', async () => {
    const context = contextOf(person);
    await Promise.all([
      references.of(goal, goalId, context, null),
      references.of(goal, goalId, context, { position: 7 }),
      references.of(goal, goalId, context, { position: 7 }),
    ]);
    expect(moments).toEqual([null, { position: 7, validOn: null }]);
  });

  it('rule 43: are read for each request by itself, and for nobody not at all', async () => {
    await Promise.all([
      references.of(goal, goalId, contextOf(person), null),
      references.of(goal, goalId, contextOf(person), null),
    ]);
    expect(asked).toHaveLength(2);
    expect(await references.of(goal, goalId, contextOf(null), null)).toBeNull();
    expect(asked).toHaveLength(2);
  });
});
