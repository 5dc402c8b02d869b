import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { IdField, NameField, OptionalIdField } from '../platform/commands/fields.command.js';
import type { BoardData, RenameMunicipalityData, UnitData } from './places.js';
import { RegisterCommand } from './register.command.js';

@InputType('RenameMunicipalityInput')
export class RenameMunicipality extends RegisterCommand implements RenameMunicipalityData {
  readonly commandName = 'renameMunicipality';

  @NameField()
  readonly name!: string;
}

@InputType({ isAbstract: true })
abstract class BoardInput extends RegisterCommand implements BoardData {
  @IdField('Board')
  readonly boardId!: Id<'Board'>;

  @NameField()
  readonly name!: string;
}

@InputType('AddBoardInput')
export class AddBoard extends BoardInput {
  readonly commandName = 'addBoard';
}

@InputType('RenameBoardInput')
export class RenameBoard extends BoardInput {
  readonly commandName = 'renameBoard';
}

@InputType({ isAbstract: true })
abstract class UnitInput extends RegisterCommand implements UnitData {
  @IdField('Unit', 'Of the board that it belongs to: exempel.ks.unit-kansli.')
  readonly unitId!: Id<'Unit'>;

  @NameField()
  readonly name!: string;

  @OptionalIdField('Person', 'Left out: the unit has no manager.')
  readonly managerId?: Id<'Person'> | null;
}

@InputType('AddUnitInput')
export class AddUnit extends UnitInput {
  readonly commandName = 'addUnit';
}

@InputType('RenameUnitInput')
export class RenameUnit extends UnitInput {
  readonly commandName = 'renameUnit';
}
