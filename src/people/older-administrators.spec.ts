import {
  adam,
  deputyOf,
  hanna,
  held,
  lars,
  otherBoardId,
  register,
  sara,
  today,
} from '../../test/support/register-under-test.js';
import { roleAssignmentIdOf } from '../kernel/identity.js';
import { fromOlderBuild } from './older-administrators.js';
import type { Deputy, RoleAssignment } from './register.js';

const changesOf = (roles: readonly RoleAssignment[], deputies: readonly Deputy[] = []) =>
  fromOlderBuild(register({ roles, deputies }), today).map(({ about, change }) => {
    if (change.kind === 'role') {
      expect(change).toMatchObject({ happened: 'RoleGranted', role: { personId: about, step: null, boardId: null } });
      return [change.role.id, about, change.role.from, change.role.to];
    }
    expect(change).toMatchObject({ happened: 'DeputyAppointed', kind: 'deputy' });
    return change.kind === 'deputy'
      ? [change.deputy.id, change.deputy.personId, change.deputy.from, change.deputy.to]
      : [];
  });
const elsewhere = (number: number, rest: Partial<RoleAssignment> = {}) => ({
  id: roleAssignmentIdOf(otherBoardId, number),
  boardId: otherBoardId,
  ...rest,
});

describe('rule 95: the administrators in a register of an older build', () => {
  it('become administrators of the municipality from today on, until the same day', () => {
    const roles = [
      held(1, adam, 'ADMINISTRATOR'),
      held(2, hanna, 'ADMINISTRATOR', { to: '2026-12-31' }),
      held(3, lars, 'ADMINISTRATOR', { from: '2026-06-01' }),
      held(4, sara, 'CONTROLLER'),
    ];
    expect(changesOf(roles)).toEqual([
      ['exempel.role-1', adam, today, null],
      ['exempel.role-2', hanna, today, '2026-12-31'],
      ['exempel.role-3', lars, '2026-06-01', null],
    ]);
  });

  it('do not come back when they have ended', () => {
    expect(changesOf([held(1, adam, 'ADMINISTRATOR', { to: '2026-05-11' })])).toEqual([]);
    expect(changesOf([held(1, adam, 'ADMINISTRATOR', { to: today })])).toHaveLength(1);
  });

  it('are left alone when there is, or has been, an administrator of the municipality', () => {
    for (const days of [{}, { from: '2027-01-01' }, { from: '2025-01-01', to: '2025-12-31' }]) {
      const appointed = { id: roleAssignmentIdOf(register().municipalityId, 1), boardId: null, ...days };
      expect(changesOf([held(1, adam, 'ADMINISTRATOR'), held(2, hanna, 'ADMINISTRATOR', appointed)])).toEqual([]);
    }
  });

  it('of several boards become it once at a time', () => {
    const roles = [
      held(1, adam, 'ADMINISTRATOR', { to: '2026-06-30' }),
      held(1, adam, 'ADMINISTRATOR', elsewhere(1, { from: '2026-06-01', to: '2026-08-31' })),
      held(2, adam, 'ADMINISTRATOR', elsewhere(2, { from: '2026-10-01' })),
      held(2, hanna, 'ADMINISTRATOR'),
      held(3, hanna, 'ADMINISTRATOR', elsewhere(3, { to: '2026-06-30' })),
    ];
    expect(changesOf(roles)).toEqual([
      ['exempel.role-1', adam, today, '2026-08-31'],
      ['exempel.role-2', adam, '2026-10-01', null],
      ['exempel.role-3', hanna, today, null],
    ]);
  });

  it('keep their deputies, on the days when both were that', () => {
    const roles = [
      held(1, adam, 'ADMINISTRATOR', { to: '2026-08-31' }),
      held(1, adam, 'ADMINISTRATOR', elsewhere(1)),
      held(2, hanna, 'CLERK'),
    ];
    const [ofBoard, ofOther, ofClerk] = roles;
    if (ofBoard === undefined || ofOther === undefined || ofClerk === undefined) throw new Error('There are three.');
    const deputies = [
      deputyOf(ofBoard, sara, { to: '2026-12-31' }),
      deputyOf(ofOther, sara, { from: '2026-08-01', to: '2026-10-31' }),
      deputyOf(ofOther, lars, { from: '2027-01-01' }),
      deputyOf(ofOther, hanna, { to: '2026-05-11' }),
      deputyOf(ofBoard, hanna, { from: '2026-09-01' }),
      deputyOf(ofClerk, lars),
    ];
    expect(changesOf(roles, deputies)).toEqual([
      ['exempel.role-1', adam, today, null],
      ['exempel.role-1.d1', sara, today, '2026-10-31'],
      ['exempel.role-1.d2', lars, '2027-01-01', null],
    ]);
  });
});
