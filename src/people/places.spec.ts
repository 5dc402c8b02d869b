import { refused } from '../../test/support/given.js';
import { boardId, gone, hanna, register, unitId } from '../../test/support/register-under-test.js';
import { idOf } from '../kernel/identity.js';
import { addBoard, addUnit, renameBoard, renameMunicipality, renameUnit } from './places.js';

const newBoard = idOf('Board', 'exempel.sn');
const newUnit = idOf('Unit', 'exempel.ks.unit-hr');
const nobody = idOf('Person', 'nobody');

describe('a municipality', () => {
  it('is called what the administrator says', () => {
    expect(renameMunicipality({ name: 'Exempels kommun' })).toEqual({
      happened: 'MunicipalityRenamed',
      kind: 'municipality',
      name: 'Exempels kommun',
    });
    refused(() => renameMunicipality({ name: ' ' }), 'TEXT_MISSING', { field: 'name' });
  });
});

describe('a board', () => {
  it('rule 56: is added, and called otherwise later', () => {
    expect(addBoard({ boardId: newBoard, name: 'Socialnämnden' }, register())).toEqual({
      happened: 'BoardAdded',
      kind: 'board',
      board: { id: newBoard, name: 'Socialnämnden' },
    });
    expect(renameBoard({ boardId, name: 'KS' }, register())).toMatchObject({
      happened: 'BoardRenamed',
      board: { id: boardId, name: 'KS' },
    });
  });

  it('rule 46: is added once: its id goes on meaning it', () => {
    refused(() => addBoard({ boardId, name: 'Ny' }, register()), 'ALREADY_REGISTERED', { id: boardId });
  });

  it('is refused without a name', () => {
    refused(() => addBoard({ boardId: newBoard, name: '' }, register()), 'TEXT_MISSING', { field: 'name' });
    refused(() => renameBoard({ boardId, name: ' \n' }, register()), 'TEXT_MISSING', { field: 'name' });
  });

  it('rule 43: is not found when there is none', () => {
    refused(() => renameBoard({ boardId: newBoard, name: 'SN' }, register()), 'NOT_FOUND', { id: newBoard });
  });
});

describe('a unit', () => {
  it('rule 56: is added under its board, with a manager or without', () => {
    expect(addUnit({ unitId: newUnit, name: 'HR' }, register())).toEqual({
      happened: 'UnitAdded',
      kind: 'unit',
      unit: { id: newUnit, boardId, name: 'HR', managerId: null },
    });
    expect(addUnit({ unitId: newUnit, name: 'HR', managerId: hanna }, register())).toMatchObject({
      unit: { managerId: hanna },
    });
  });

  it('is said whole when it is renamed', () => {
    const managed = register({ units: [{ id: unitId, boardId, name: 'Kansli', managerId: hanna }] });
    expect(renameUnit({ unitId, name: 'Stab' }, managed)).toEqual({
      happened: 'UnitRenamed',
      kind: 'unit',
      unit: { id: unitId, boardId, name: 'Stab', managerId: null },
    });
  });

  it('is refused without a name, a second time, and with a manager who is not there', () => {
    refused(() => addUnit({ unitId: newUnit, name: ' ' }, register()), 'TEXT_MISSING');
    refused(() => renameUnit({ unitId, name: ' ' }, register()), 'TEXT_MISSING');
    refused(() => addUnit({ unitId, name: 'Stab' }, register()), 'ALREADY_REGISTERED', { id: unitId });
    refused(() => renameUnit({ unitId, name: 'Stab', managerId: nobody }, register()), 'NOT_FOUND', { id: nobody });
    refused(() => addUnit({ unitId: newUnit, name: 'HR', managerId: gone }, register()), 'NAME_ERASED', {
      personId: gone,
    });
  });

  it('rule 43: is not found when it or its board is not there', () => {
    const elsewhere = idOf('Unit', 'exempel.sn.unit-hr');
    refused(() => addUnit({ unitId: elsewhere, name: 'HR' }, register()), 'NOT_FOUND', { id: 'exempel.sn' });
    refused(() => renameUnit({ unitId: newUnit, name: 'HR' }, register()), 'NOT_FOUND', { id: newUnit });
  });
});
