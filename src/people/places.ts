import { boardOf, type Id } from '../kernel/identity.js';
import { requireText } from '../kernel/refusal.js';
import { findIn, namedPersonIn, type Register, type RegisterChange, requireNew } from './register.js';

export interface RenameMunicipalityData {
  readonly name: string;
}

export function renameMunicipality({ name }: RenameMunicipalityData): RegisterChange {
  requireText('name', name);
  return { happened: 'MunicipalityRenamed', kind: 'municipality', name };
}

export interface BoardData {
  readonly boardId: Id<'Board'>;
  readonly name: string;
}

export function addBoard({ boardId, name }: BoardData, register: Register): RegisterChange {
  requireText('name', name);
  requireNew(register.boards, boardId);
  return { happened: 'BoardAdded', kind: 'board', board: { id: boardId, name } };
}

export function renameBoard({ boardId, name }: BoardData, register: Register): RegisterChange {
  requireText('name', name);
  const board = findIn(register.boards, boardId);
  return { happened: 'BoardRenamed', kind: 'board', board: { ...board, name } };
}

export interface UnitData {
  readonly unitId: Id<'Unit'>;
  readonly name: string;
  readonly managerId?: Id<'Person'> | null;
}

export function addUnit(unit: UnitData, register: Register): RegisterChange {
  requireText('name', unit.name);
  findIn(register.boards, boardOf(unit.unitId));
  requireNew(register.units, unit.unitId);
  return { happened: 'UnitAdded', kind: 'unit', unit: unitOf(unit, register) };
}

/** Replaces both the name and the manager of a unit. Without `managerId`, the unit has no manager. */
export function renameUnit(unit: UnitData, register: Register): RegisterChange {
  requireText('name', unit.name);
  findIn(register.units, unit.unitId);
  return { happened: 'UnitRenamed', kind: 'unit', unit: unitOf(unit, register) };
}

function unitOf({ unitId, name, managerId = null }: UnitData, register: Register) {
  if (managerId !== null) namedPersonIn(register, managerId);
  return { id: unitId, boardId: boardOf(unitId), name, managerId };
}
