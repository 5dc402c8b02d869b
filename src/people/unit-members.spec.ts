import { refused } from '../../test/support/given.js';
import { gone, hanna, lars, register, today, unitId } from '../../test/support/register-under-test.js';
import { idOf, unitMemberIdOf } from '../kernel/identity.js';
import type { UnitMember } from './register.js';
import { addUnitMember, type AddUnitMemberData, endUnitMember } from './unit-members.js';

const there: UnitMember = { id: unitMemberIdOf(unitId, 1), unitId, personId: hanna, from: '2026-01-01', to: null };
const add = (given: Partial<AddUnitMemberData> = {}, ...unitMembers: readonly UnitMember[]) =>
  addUnitMember({ unitId, personId: hanna, ...given }, register({ unitMembers }), today);
const end = (to: string, ...unitMembers: readonly UnitMember[]) =>
  endUnitMember({ memberId: there.id, to }, register({ unitMembers }), today);

describe('rule 134: a member of a unit', () => {
  it('belongs to it from today, or from day to day', () => {
    expect(add()).toEqual({
      happened: 'UnitMemberAdded',
      kind: 'unitMember',
      member: { id: 'exempel.ks.unit-kansli.p1', unitId, personId: hanna, from: today, to: null },
    });
    expect(add({ personId: lars, from: '2026-07-01', to: '2026-07-31' }, there)).toMatchObject({
      member: { id: 'exempel.ks.unit-kansli.p2', from: '2026-07-01', to: '2026-07-31' },
    });
  });

  it('belongs to several units, and to the same one once at a time', () => {
    const other = idOf('Unit', 'exempel.ks.unit-hr');
    const elsewhere = { ...there, id: unitMemberIdOf(other, 1), unitId: other };
    expect(add({}, elsewhere)).toMatchObject({ member: { id: 'exempel.ks.unit-kansli.p1' } });
    refused(() => add({}, there), 'UNIT_MEMBER_ALREADY', { id: there.id });
    expect(add({}, { ...there, to: '2026-05-11' })).toMatchObject({ member: { id: 'exempel.ks.unit-kansli.p2' } });
  });

  it('has a first day that is not after the last day', () => {
    refused(() => add({ from: '2026-06-02', to: '2026-06-01' }), 'DATES_REVERSED');
    refused(() => end('2025-12-31', there), 'DATES_REVERSED');
  });

  it('rule 43: is somebody of the municipality, in a unit that is there', () => {
    const [nobody, nowhere] = [idOf('Person', 'nobody'), idOf('Unit', 'exempel.ks.unit-ingen')];
    refused(() => add({ personId: nobody }), 'NOT_FOUND', { id: nobody });
    refused(() => add({ personId: gone }), 'NAME_ERASED', { personId: gone });
    refused(() => add({ unitId: nowhere }), 'NOT_FOUND', { id: nowhere });
    refused(() => end('2026-06-01'), 'NOT_FOUND', { id: there.id });
  });

  it('leaves it on a last day, which may be moved until it has passed', () => {
    expect(end('2026-06-30', there)).toEqual({
      happened: 'UnitMemberEnded',
      kind: 'unitMember',
      member: { ...there, to: '2026-06-30' },
    });
    expect(end('2026-05-31', { ...there, to: '2026-06-30' })).toMatchObject({ member: { to: '2026-05-31' } });
    refused(() => end('2026-06-01', { ...there, to: '2026-05-11' }), 'UNIT_MEMBER_ENDED', {
      id: there.id,
      lastDay: '2026-05-11',
    });
    const again = { ...there, id: unitMemberIdOf(unitId, 2), from: '2026-07-01' };
    refused(() => end('2026-08-01', { ...there, to: '2026-06-30' }, again), 'UNIT_MEMBER_ALREADY', { id: again.id });
  });
});
