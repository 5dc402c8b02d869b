import { idOf } from '../kernel/identity.js';
import { holdersOn } from './holders.js';
import type { RoleAssignment } from './register.js';

const [boardId, elsewhere] = [idOf('Board', 'exempel.ks'), idOf('Board', 'exempel.bun')];
const municipalityId = idOf('Municipality', 'exempel');
const person = (id: string) => idOf('Person', id);

function role(number: number, given: Partial<RoleAssignment>): RoleAssignment {
  const id = idOf('RoleAssignment', `exempel.ks.role-${number}`);
  const held = { personId: person('ulla'), boardId, role: 'REVIEWER', step: 'UNIT_MANAGER' } as const;
  return { id, ...held, from: '2026-01-01', to: null, ...given };
}

const roles = [
  role(1, {}),
  role(2, { personId: person('hans'), role: 'CLERK', step: null, to: '2026-05-31' }),
  role(3, { personId: person('stina'), boardId: elsewhere }),
  role(4, { step: 'HEAD_OF_ADMINISTRATION', from: '2026-06-01' }),
];
const deputies = [
  {
    id: idOf('Deputy', 'exempel.ks.role-1.d1'),
    roleId: idOf('RoleAssignment', 'exempel.ks.role-1'),
    personId: person('doris'),
    from: '2026-05-10',
    to: '2026-05-20',
  },
];

describe('who has a role for a board', () => {
  const on = (day: string) =>
    holdersOn({ municipalityId, roles, deputies }, boardId, day).map(({ personId, grants }) => [personId, grants]);
  const manager = { boardId, role: 'REVIEWER', step: 'UNIT_MANAGER' };

  it('rule 56: is told by the days of the roles', () => {
    expect(on('2026-05-01')).toEqual([
      ['ulla', [manager]],
      ['hans', [{ boardId, role: 'CLERK' }]],
    ]);
    expect(on('2026-06-01')).toEqual([['ulla', [manager, { ...manager, step: 'HEAD_OF_ADMINISTRATION' }]]]);
  });

  it('rule 54: has a deputy beside the holder on the days of both', () => {
    expect(on('2026-05-20')).toContainEqual(['doris', [{ ...manager, actingFor: 'ulla' }]]);
    expect(on('2026-05-21').map(([id]) => id)).not.toContain('doris');
  });
});
