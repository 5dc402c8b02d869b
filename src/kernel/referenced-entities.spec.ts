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

describe('what an event is about', () => {
  it('is the thing of its stream, and whoever did it', () => {
    expect(things('meeting-exempel.ks.meeting-2026-05-27', {})).toEqual([
      'exempel hans',
      'exempel.ks.meeting-2026-05-27',
    ]);
  });

  it('is also the goal and the plan that it is a part of, and the activity that is told of', () => {
    expect(things('goal-exempel.ks.2026.g1', { activityId: 'exempel.ks.2026.g1.a2', comment: 'exempel.ks' })).toEqual([
      'exempel hans',
      'exempel.ks.2026',
      'exempel.ks.2026.g1',
      'exempel.ks.2026.g1.a2',
    ]);
  });

  it('is each thing that is named anywhere, once', () => {
    const subject = { proposalId: 'exempel.ks.2026.g1.a2.r1' };
    expect(things('matter-exempel.ks.dnr-1', { points: [{ subject }, { subject }] })).toEqual([
      'exempel hans',
      'exempel.ks.2026',
      'exempel.ks.2026.g1',
      'exempel.ks.2026.g1.a2.r1',
      'exempel.ks.dnr-1',
    ]);
  });

  it('is the persons that are named where persons are, and no other words', () => {
    expect(
      things('meeting-exempel.ks.meeting-2026-05-27', {
        attendance: { chair: 'eva', serving: [{ personId: 'bo' }] },
        place: 'Ek',
      }),
    ).toEqual(['exempel bo', 'exempel eva', 'exempel hans', 'exempel.ks.meeting-2026-05-27']);
  });

  it('is the person for whom a deputy acted, and nobody where Tertial acts by itself', () => {
    const stream = 'matter-exempel.ks.dnr-1';
    expect(things(stream, {}, { actingFor: idOf('Person', 'eva') })).toContain('exempel eva');
    expect(things(stream, {}, { actor: 'system' })).toEqual(['exempel.ks.dnr-1']);
  });
});
