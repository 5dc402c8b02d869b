import { refused } from '../../test/support/given.js';
import {
  adam,
  boardId,
  gone,
  hanna,
  held,
  heldForAll,
  lars,
  otherBoardId,
  register,
  sara,
  today,
} from '../../test/support/register-under-test.js';
import { roleAssignmentIdOf, idOf } from '../kernel/identity.js';
import { endRole, grantRole, type GrantRoleData, holderOf } from './role-assignments.js';
import type { RoleAssignment } from './register.js';

const clerk: GrantRoleData = { personId: hanna, boardId, role: 'CLERK' };
const grant = (given: Partial<GrantRoleData>, ...roles: readonly RoleAssignment[]) =>
  grantRole({ ...clerk, ...given }, register({ roles }), today);
const end = (roleId: RoleAssignment['id'], to: string, ...roles: readonly RoleAssignment[]) =>
  endRole({ roleId, to }, register({ roles }), today);

describe('a role', () => {
  it('rule 56: is granted for a board, from today and until further notice when nothing else is said', () => {
    expect(grant({})).toEqual({
      happened: 'RoleGranted',
      kind: 'role',
      role: { id: 'exempel.ks.role-1', personId: hanna, boardId, role: 'CLERK', step: null, from: today, to: null },
    });
    expect(grant({ from: '2026-06-01', to: '2026-06-30', step: null })).toMatchObject({
      role: { from: '2026-06-01', to: '2026-06-30' },
    });
  });

  it('rule 94: is granted for the municipality, and gets the next number there', () => {
    const before = [heldForAll(1, sara, 'AUDITOR'), held(1, hanna, 'AUDITOR')];
    expect(grant({ boardId: null, role: 'AUDITOR' }, ...before)).toEqual({
      happened: 'RoleGranted',
      kind: 'role',
      role: {
        id: 'exempel.role-2',
        personId: hanna,
        boardId: null,
        role: 'AUDITOR',
        step: null,
        from: today,
        to: null,
      },
    });
    refused(() => grant({ boardId: null, role: 'AUDITOR' }, heldForAll(1, hanna, 'AUDITOR')), 'ROLE_OVERLAPS');
  });

  it.each(['CLERK', 'REVIEWER', 'SECRETARY', 'BOARD_MEMBER'] as const)('rule 94: %s serves one board', (role) => {
    const step = role === 'REVIEWER' ? 'UNIT_MANAGER' : null;
    refused(() => grant({ boardId: null, role, step }), 'ROLE_NEEDS_BOARD', { role });
  });

  it('gets the next number of its board', () => {
    const elsewhere = held(1, hanna, 'CLERK', { id: roleAssignmentIdOf(otherBoardId, 1), boardId: otherBoardId });
    expect(grant({ role: 'AUDITOR' }, held(1, sara, 'SECRETARY'), elsewhere)).toMatchObject({
      role: { id: 'exempel.ks.role-2' },
    });
  });

  it('may be for a day, and is refused when it ends before it begins', () => {
    expect(grant({ from: today, to: today })).toMatchObject({ role: { from: today, to: today } });
    refused(() => grant({ from: today, to: '2026-05-11' }), 'DATES_REVERSED', {
      startDate: today,
      endDate: '2026-05-11',
    });
  });

  it('rule 43: is granted to nobody and at no board that is not there', () => {
    const nobody = idOf('Person', 'nobody');
    const nowhere = idOf('Board', 'annan.ks');
    refused(() => grant({ personId: nobody }), 'NOT_FOUND', { id: nobody });
    refused(() => grant({ boardId: nowhere }), 'NOT_FOUND', { id: nowhere });
  });

  it('rule 46: is not granted to who has no name any more', () => {
    refused(() => grant({ personId: gone }), 'NAME_ERASED', { personId: gone });
  });

  it.each([
    ['before and after', { from: '2026-01-01', to: null }],
    ['on its last day', { from: '2026-01-01', to: today }],
    ['on its first day', { from: '2026-06-30', to: null }],
  ])('is not held twice at a time: %s', (_, days) => {
    refused(() => grant({ from: today, to: '2026-06-30' }, held(1, hanna, 'CLERK', days)), 'ROLE_OVERLAPS', {
      id: 'exempel.ks.role-1',
    });
  });

  it('may be held again later, beside others, at another board, and by somebody else', () => {
    const before = held(1, hanna, 'CLERK', { to: '2026-05-11' });
    const after = held(2, hanna, 'CLERK', { from: '2026-07-01' });
    const elsewhere = held(3, hanna, 'CLERK', { boardId: otherBoardId });
    const others = [held(4, sara, 'CLERK'), held(5, hanna, 'SECRETARY')];
    expect(grant({ to: '2026-06-30' }, before, after, elsewhere, ...others)).toMatchObject({ happened: 'RoleGranted' });
  });
});

describe('a step', () => {
  it('rule 21: is held by a reviewer, who may hold several', () => {
    const one = held(1, hanna, 'REVIEWER', { step: 'UNIT_MANAGER' });
    expect(grant({ role: 'REVIEWER', step: 'ECONOMIST' }, one)).toMatchObject({ role: { step: 'ECONOMIST' } });
    refused(() => grant({ role: 'REVIEWER', step: 'UNIT_MANAGER' }, one), 'ROLE_OVERLAPS');
  });

  it.each([undefined, null, '', 'unit manager', 'Unit_Manager'])('of a reviewer is a code, not %j', (step) => {
    refused(() => grant({ role: 'REVIEWER', ...(step !== undefined && { step }) }), 'STEP_UNFIT', {
      role: 'REVIEWER',
      allowed: [],
    });
  });

  it.each([null, 'CHAIR', 'VICE_CHAIR', 'MEMBER', 'SUBSTITUTE'])('of a board member is a seat: %j', (step) => {
    expect(grant({ role: 'BOARD_MEMBER', step })).toMatchObject({ role: { step } });
  });

  it('of a board member is nothing else', () => {
    refused(() => grant({ role: 'BOARD_MEMBER', step: 'MAYOR' }), 'STEP_UNFIT', {
      role: 'BOARD_MEMBER',
      step: 'MAYOR',
      allowed: ['CHAIR', 'VICE_CHAIR', 'MEMBER', 'SUBSTITUTE'],
    });
  });

  it.each(['CONTROLLER', 'CLERK', 'SECRETARY', 'AUDITOR', 'ADMINISTRATOR'] as const)('is not held by %s', (role) => {
    refused(() => grant({ role, step: 'CHAIR' }), 'STEP_UNFIT', { role, allowed: [] });
  });

  it('is one seat at a time', () => {
    const member = held(1, lars, 'BOARD_MEMBER', { step: 'MEMBER' });
    refused(() => grant({ personId: lars, role: 'BOARD_MEMBER', step: 'CHAIR' }, member), 'ROLE_OVERLAPS', {
      id: member.id,
    });
  });

  it('rule 31: is one chair at a time, whose vote decides; other seats are several people’s', () => {
    const chair = held(1, lars, 'BOARD_MEMBER', { step: 'CHAIR', to: '2026-12-31' });
    const member = { personId: sara, role: 'BOARD_MEMBER' } as const;
    refused(() => grant({ ...member, step: 'CHAIR' }, chair), 'CHAIR_TAKEN', { personId: lars });
    expect(grant({ ...member, step: 'CHAIR', from: '2027-01-01' }, chair)).toMatchObject({ happened: 'RoleGranted' });
    expect(grant({ ...member, step: 'VICE_CHAIR' }, chair)).toMatchObject({ happened: 'RoleGranted' });
    const elsewhere = { ...chair, boardId: otherBoardId };
    expect(grant({ ...member, step: 'CHAIR' }, elsewhere)).toMatchObject({ happened: 'RoleGranted' });
  });
});

describe('the end of a role', () => {
  const role = held(1, hanna, 'CLERK');

  it('is a last day, and the role stays on record', () => {
    expect(end(role.id, '2026-06-30', role)).toEqual({
      happened: 'RoleEnded',
      kind: 'role',
      role: { ...role, to: '2026-06-30' },
    });
    expect(end(role.id, '2026-05-01', role)).toMatchObject({ role: { to: '2026-05-01' } });
  });

  it('is told of the person who holds it', () => {
    expect(holderOf(role.id, register({ roles: [role] }))).toBe(hanna);
    refused(() => holderOf(role.id, register()), 'NOT_FOUND', { id: role.id });
  });

  it('may be another day as long as it has not come', () => {
    const ending = { ...role, to: today };
    expect(end(role.id, '2026-06-30', ending)).toMatchObject({ role: { to: '2026-06-30' } });
  });

  it('rule 49: is not changed when it has passed', () => {
    refused(() => end(role.id, '2026-06-30', { ...role, to: '2026-05-11' }), 'ROLE_ENDED', {
      id: role.id,
      lastDay: '2026-05-11',
    });
  });

  it('is refused before the first day, and in the next role’s time', () => {
    refused(() => end(role.id, '2025-12-31', role), 'DATES_REVERSED');
    const [first, next] = [{ ...role, to: '2026-05-31' }, held(2, hanna, 'CLERK', { from: '2026-06-01' })];
    refused(() => end(role.id, '2026-06-01', first, next), 'ROLE_OVERLAPS', { id: next.id });
  });

  it('rule 43: is of no role that is not there', () => {
    refused(() => end(role.id, today), 'NOT_FOUND', { id: role.id });
  });
});

describe('rule 56: the last administrator', () => {
  const role = heldForAll(1, adam, 'ADMINISTRATOR');
  const refusal = (...others: readonly RoleAssignment[]) => {
    refused(() => end(role.id, '2026-06-30', role, ...others), 'LAST_ADMINISTRATOR');
  };

  it('stays: somebody is administrator of the municipality without an end', () => {
    refusal();
    refusal(heldForAll(2, hanna, 'ADMINISTRATOR', { to: '2030-12-31' }));
    refusal(heldForAll(2, hanna, 'AUDITOR'));
    refusal(held(1, hanna, 'ADMINISTRATOR'));
  });

  it('stays until the next one has begun', () => {
    refusal(heldForAll(2, hanna, 'ADMINISTRATOR', { from: '2026-07-01' }));
    const next = heldForAll(2, hanna, 'ADMINISTRATOR', { from: '2026-06-30' });
    expect(end(role.id, '2026-06-30', role, next)).toMatchObject({ happened: 'RoleEnded' });
  });

  it('is of the municipality: a board may be without one', () => {
    const ofBoard = held(1, hanna, 'ADMINISTRATOR');
    expect(end(ofBoard.id, '2026-06-30', ofBoard)).toMatchObject({ happened: 'RoleEnded' });
  });
});
