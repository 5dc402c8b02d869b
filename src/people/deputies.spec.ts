import { refused } from '../../test/support/given.js';
import {
  adam,
  deputyOf,
  gone,
  hanna,
  held,
  lars,
  register,
  sara,
  today,
} from '../../test/support/register-under-test.js';
import { idOf } from '../kernel/identity.js';
import type { Deputy } from './register.js';
import { appointDeputy, type AppointDeputyData, endDeputy, representedBy } from './role-assignments.js';

const role = held(1, sara, 'SECRETARY');
const there = deputyOf(role, hanna);
const appoint = (given: Partial<AppointDeputyData> = {}, ...deputies: readonly Deputy[]) =>
  appointDeputy({ roleId: role.id, personId: hanna, ...given }, register({ roles: [role], deputies }), {
    by: adam,
    today,
  });
const end = (to: string, ...deputies: readonly Deputy[]) =>
  endDeputy({ deputyId: there.id, to }, register({ roles: [role], deputies }), today);

describe('rule 54: a deputy', () => {
  it('is appointed to act in a role for who holds it', () => {
    expect(appoint()).toEqual({
      happened: 'DeputyAppointed',
      kind: 'deputy',
      deputy: { id: 'exempel.ks.role-1.d1', roleId: role.id, personId: hanna, from: today, to: null },
    });
    expect(appoint({ personId: lars, from: '2026-07-01', to: '2026-07-31' }, there)).toMatchObject({
      deputy: { id: 'exempel.ks.role-1.d2', from: '2026-07-01', to: '2026-07-31' },
    });
  });

  it('is somebody else than the holder', () => {
    refused(() => appoint({ personId: sara }), 'DEPUTY_IS_HOLDER');
  });

  it('rule 55: is not who appoints them: there is no impersonation', () => {
    refused(() => appoint({ personId: adam }), 'OWN_DEPUTYSHIP');
  });

  it('rule 29: does not serve for a board member', () => {
    const member = held(1, lars, 'BOARD_MEMBER', { step: 'MEMBER' });
    const given = { roleId: member.id, personId: hanna };
    refused(() => appointDeputy(given, register({ roles: [member] }), { by: adam, today }), 'MEMBER_HAS_NO_DEPUTY');
  });

  it('rule 43: is somebody of the municipality, in a role that is there', () => {
    const nobody = idOf('Person', 'nobody');
    refused(() => appoint({ personId: nobody }), 'NOT_FOUND', { id: nobody });
    refused(() => appoint({ personId: gone }), 'NAME_ERASED', { personId: gone });
    const given = { roleId: role.id, personId: hanna };
    refused(() => appointDeputy(given, register(), { by: adam, today }), 'NOT_FOUND', { id: role.id });
  });

  it('is not appointed in a role that has ended', () => {
    const ended = { ...role, to: '2026-05-11' };
    const given = { roleId: role.id, personId: hanna };
    refused(() => appointDeputy(given, register({ roles: [ended] }), { by: adam, today }), 'ROLE_ENDED', {
      id: role.id,
      lastDay: '2026-05-11',
    });
  });

  it('is one once at a time, and for a day at least', () => {
    refused(() => appoint({}, there), 'ROLE_OVERLAPS', { id: there.id });
    refused(() => appoint({ to: '2026-05-11' }), 'DATES_REVERSED');
    expect(appoint({}, { ...there, to: '2026-05-11' })).toMatchObject({ happened: 'DeputyAppointed' });
    expect(appoint({}, { ...there, personId: lars })).toMatchObject({ happened: 'DeputyAppointed' });
    expect(appoint({}, { ...there, roleId: held(2, sara, 'CLERK').id })).toMatchObject({ happened: 'DeputyAppointed' });
  });
});

describe('the end of a deputy', () => {
  it('is a last day', () => {
    expect(end('2026-06-30', there)).toEqual({
      happened: 'DeputyEnded',
      kind: 'deputy',
      deputy: { ...there, to: '2026-06-30' },
    });
    expect(representedBy(there.id, register({ roles: [role], deputies: [there] }))).toBe(sara);
  });

  it('is refused before the first day, when it has passed, in the next time, and of none that is there', () => {
    refused(() => end('2025-12-31', there), 'DATES_REVERSED');
    refused(() => end('2026-06-30', { ...there, to: '2026-05-11' }), 'ROLE_ENDED', { id: there.id });
    const next = { ...there, id: idOf('Deputy', 'exempel.ks.role-1.d2'), from: '2026-06-30' };
    refused(() => end('2026-06-30', { ...there, to: '2026-05-31' }, next), 'ROLE_OVERLAPS', { id: next.id });
    refused(() => end('2026-06-30'), 'NOT_FOUND', { id: there.id });
    refused(() => representedBy(there.id, register()), 'NOT_FOUND', { id: there.id });
  });
});
