import {
  always,
  boardId,
  deputyOf,
  gone,
  hanna,
  held,
  lars,
  otherBoardId,
  register,
  sara,
  today,
  unitId,
} from '../../test/support/register-under-test.js';
import { unitMemberIdOf } from '../kernel/identity.js';
import { directoryOf, reportersOn } from './directory.js';
import type { Register } from './register.js';

const member = { id: unitMemberIdOf(unitId, 1), unitId, personId: hanna, ...always };
const units: Register['units'] = [{ id: unitId, boardId, name: 'Kansli', managerId: sara }];
const clerk = held(1, hanna, 'CLERK');

describe('rule 137: who reports for a board', () => {
  const idsOf = (persons: readonly { readonly personId: string }[]) => persons.map(({ personId }) => personId);

  it('is each unit’s members of the day and its manager, and the clerks with their deputies', () => {
    const both = register({ units, unitMembers: [member], roles: [clerk], deputies: [deputyOf(clerk, lars)] });
    const { units: found, clerks } = reportersOn(both, boardId, today);
    expect(found).toEqual([{ id: unitId, persons: [hanna, sara] }]);
    expect(idsOf(clerks)).toEqual([hanna, lars]);
  });

  it('is nobody whose membership or role has ended, has another role, or is of another board', () => {
    const ended = { from: '2026-01-01', to: '2026-05-11' };
    const roles = [held(1, hanna, 'CLERK', ended), held(2, sara, 'SECRETARY')];
    const past = register({ units, unitMembers: [{ ...member, ...ended }], roles });
    expect(reportersOn(past, boardId, today)).toEqual({ units: [{ id: unitId, persons: [sara] }], clerks: [] });
    expect(reportersOn(register({ units, roles: [clerk] }), otherBoardId, today)).toEqual({ units: [], clerks: [] });
  });
});

describe('rule 135: what can be responsible for a board’s activities', () => {
  const named = (of: Register) => directoryOf(of, boardId).persons.map(({ id }) => id);

  it('is its units, and who belongs to it by a role, as a deputy or by a unit', () => {
    expect(directoryOf(register({ units }), boardId).units).toEqual([{ id: unitId, name: 'Kansli' }]);
    expect(named(register({ roles: [clerk], deputies: [deputyOf(clerk, lars)] }))).toEqual([hanna, lars]);
    expect(named(register({ units, unitMembers: [member] }))).toEqual([hanna, sara]);
    expect(named(register())).toEqual([]);
  });

  it('rule 46: is nobody whose name has been erased', () => {
    expect(named(register({ unitMembers: [{ ...member, personId: gone }] }))).toEqual([]);
  });

  it('rule 43: is nobody and no unit of another board', () => {
    const elsewhere = register({ units, unitMembers: [member], roles: [clerk] });
    expect(directoryOf(elsewhere, otherBoardId)).toEqual({ units: [], persons: [] });
  });
});
