import { type Json, type Metadata } from './fold.js';
import { idOf } from './identity.js';
import { referencedEntities } from './referenced-entities.js';

const metadata: Metadata = {
  municipalityId: idOf('Municipality', 'exempel'),
  actor: idOf('Person', 'hans'),
  role: 'CLERK',
  commandId: '',
  commandHash: '',
  correlationId: '',
  causationId: null,
};

const things = (stream: string, data: Json, by: Partial<Metadata> = {}) =>
  referencedEntities({ stream, data, metadata: { ...metadata, ...by } }).toSorted();

describe('the entities that an event refers to', () => {
  it('is the entity of its stream, and the actor', () => {
    expect(things('meeting-exempel.ks.meeting-2026-05-27', {})).toEqual([
      'exempel hans',
      'exempel.ks.meeting-2026-05-27',
    ]);
  });

  it('includes the goal and the plan that the entity is part of, and the activity in the data', () => {
    expect(things('goal-exempel.ks.2026.g1', { activityId: 'exempel.ks.2026.g1.a2', comment: 'exempel.ks' })).toEqual([
      'exempel hans',
      'exempel.ks.2026',
      'exempel.ks.2026.g1',
      'exempel.ks.2026.g1.a2',
    ]);
  });

  it('includes each entity named anywhere in the data, once', () => {
    const subject = { proposalId: 'exempel.ks.2026.g1.a2.r1' };
    expect(things('matter-exempel.ks.dnr-1', { points: [{ subject }, { subject }] })).toEqual([
      'exempel hans',
      'exempel.ks.2026',
      'exempel.ks.2026.g1',
      'exempel.ks.2026.g1.a2.r1',
      'exempel.ks.dnr-1',
    ]);
  });

  it('includes the persons in the fields for persons, and no other texts', () => {
    expect(
      things('meeting-exempel.ks.meeting-2026-05-27', {
        attendance: { chair: 'eva', serving: [{ personId: 'bo' }] },
        place: 'Ek',
      }),
    ).toEqual(['exempel bo', 'exempel eva', 'exempel hans', 'exempel.ks.meeting-2026-05-27']);
  });

  it('includes who moved, who voted how, and who made a reservation or a statement', () => {
    const decision = {
      motions: [{ by: 'mona', wording: 'Avslag' }],
      votes: [{ calledBy: 'carl', yes: ['ylva'], no: ['nils'], abstained: ['abbe'], yesMeans: 'bifall' }],
      reservations: [{ by: 'rolf', text: 'Nej' }],
    };
    const persons = ['abbe', 'carl', 'hans', 'mona', 'nils', 'rolf', 'ylva'].map((one) => `exempel ${one}`);
    expect(things('meeting-exempel.ks.meeting-2026-05-27', decision)).toEqual([
      ...persons,
      'exempel.ks.meeting-2026-05-27',
    ]);
  });

  it('includes the holder for whom a deputy acted, and nobody when Tertial acts', () => {
    const stream = 'matter-exempel.ks.dnr-1';
    expect(things(stream, {}, { actingFor: idOf('Person', 'eva') })).toContain('exempel eva');
    expect(things(stream, {}, { actor: 'system' })).toEqual(['exempel.ks.dnr-1']);
  });
});
