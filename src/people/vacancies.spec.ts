import {
  adam,
  boardId,
  deputyOf,
  hanna,
  held,
  heldForAll,
  register,
  sara,
} from '../../test/support/register-under-test.js';
import type { RoleAssignment } from './register.js';
import { endDeputy, endRole } from './role-assignments.js';
import { vacanciesAfter, vacancies } from './vacancies.js';

const today = '2026-05-12';
const to = '2026-05-31';
const step = { step: 'UNIT_MANAGER' };
const reviewer = (number: number, personId: typeof hanna, rest: Partial<RoleAssignment> = {}) =>
  held(number, personId, 'REVIEWER', { ...step, ...rest });
const vacancy = { boardId, role: 'REVIEWER', ...step, from: '2026-06-01' };
const on = (...roles: RoleAssignment[]) => vacancies(register({ roles }), today);

describe('rule 148: a role that loses its last holder', () => {
  it('is told with the first day on which nobody has it', () => {
    expect(on(reviewer(1, hanna, { to }))).toEqual([vacancy]);
    expect(on(reviewer(1, hanna, { to: '2026-05-01' }))).toEqual([{ ...vacancy, from: today }]);
    expect(on(held(1, hanna, 'SECRETARY', { to }))).toMatchObject([{ role: 'SECRETARY', from: '2026-06-01' }]);
  });

  it('is not told while somebody else has it, from the next day on at the latest', () => {
    expect(on(reviewer(1, hanna, { to }), reviewer(2, sara))).toEqual([]);
    expect(on(reviewer(1, hanna, { to }), reviewer(2, sara, { from: '2026-06-01' }))).toEqual([]);
    expect(on(reviewer(1, hanna, { to }), reviewer(2, sara, { from: '2026-06-02' }))).toEqual([vacancy]);
    expect(on(reviewer(1, hanna, { to }), reviewer(2, sara, { to: '2026-06-30' }))).toMatchObject([
      { from: '2026-07-01' },
    ]);
    expect(on(reviewer(1, hanna, { to }), reviewer(2, sara, { step: 'HEAD_OF_ADMINISTRATION' }))).toEqual([vacancy]);
  });

  it('rule 94: is held by whoever has it for the municipality', () => {
    const controller = held(1, hanna, 'CONTROLLER', { to });
    expect(on(controller)).toHaveLength(1);
    expect(on(controller, heldForAll(1, sara, 'CONTROLLER'))).toEqual([]);
  });

  it('is not told of a seat or of an auditor, who carry nothing on', () => {
    expect(on(held(1, hanna, 'BOARD_MEMBER', { to }), held(2, sara, 'AUDITOR', { to }))).toEqual([]);
  });

  it('is told with the person whose role ends, also when a deputyship of the role ends', () => {
    const role = reviewer(1, hanna);
    const ended = endRole({ roleId: role.id, to }, register({ roles: [role] }), today);
    if (ended.kind !== 'role') throw new Error(ended.kind);
    const after = register({ roles: [ended.role, reviewer(2, sara, { to: '2026-05-20' })] });
    expect(vacanciesAfter(hanna, after, today)).toEqual([vacancy]);
    expect([sara, adam].map((other) => vacanciesAfter(other, after, today))).toEqual([[], []]);
    const deputy = deputyOf(role, sara);
    const alone = register({ roles: [role], deputies: [deputy] });
    expect(endDeputy({ deputyId: deputy.id, to }, alone, today)).toMatchObject({ happened: 'DeputyEnded' });
    expect(vacanciesAfter(hanna, register({ roles: [ended.role], deputies: [deputy] }), today)).toEqual([vacancy]);
  });
});
