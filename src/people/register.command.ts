import { Field, InputType } from '@nestjs/graphql';
import type { PersonRole } from '../kernel/permissions.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import {
  CommandIdField,
  DateField,
  IdField,
  NameField,
  OptionalDateField,
  OptionalIdField,
  OptionalNameField,
  RevisionField,
} from '../platform/commands/gateway.command.js';
import { RoleEnum } from '../platform/graphql-types/values.view.js';
import type { AddPersonData, ErasePersonNameData, RenamePersonData } from './persons.js';
import type { BoardData, RenameMunicipalityData, UnitData } from './places.js';
import type { AppointDeputyData, EndDeputyData, EndRoleData, GrantRoleData } from './role-assignments.js';

/** The input fields of every register command. The register is not event-sourced, so a command appends no event. */
@InputType({ isAbstract: true })
export abstract class RegisterCommand {
  abstract readonly commandName: string;

  @CommandIdField()
  commandId?: string;

  @RevisionField()
  expectedRevision?: number;
}

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
  @IdField('Unit', 'The id of the board, then `.unit-` and a name of your choice: exempel.ks.unit-kansli.')
  readonly unitId!: Id<'Unit'>;

  @NameField()
  readonly name!: string;

  @OptionalIdField('Person', 'The manager of the unit. Without this field the unit has no manager.')
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

@InputType('AddPersonInput')
export class AddPerson extends RegisterCommand implements AddPersonData {
  readonly commandName = 'addPerson';

  @IdField('Person', 'The id of the person. The log keeps it for ever, so do not use a name.')
  readonly personId!: Id<'Person'>;

  @NameField()
  readonly name!: string;

  @OptionalNameField('The claim `sub` of the sign-in token. Without this field it is the id of the person.')
  readonly subject?: string | null;
}

@InputType('RenamePersonInput')
export class RenamePerson extends RegisterCommand implements RenamePersonData {
  readonly commandName = 'renamePerson';

  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @NameField()
  readonly name!: string;
}

@InputType('ErasePersonNameInput')
export class ErasePersonName extends RegisterCommand implements ErasePersonNameData {
  readonly commandName = 'erasePersonName';

  @IdField('Person')
  readonly personId!: Id<'Person'>;
}

@InputType('GrantRoleInput')
export class GrantRole extends RegisterCommand implements GrantRoleData {
  readonly commandName = 'grantRole';

  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @IdField('Board')
  readonly boardId!: Id<'Board'>;

  @Field(() => RoleEnum)
  readonly role!: PersonRole;

  @OptionalNameField("The code of a reviewer's step, or a member's seat: CHAIR, VICE_CHAIR, MEMBER or SUBSTITUTE.")
  readonly step?: string | null;

  @OptionalDateField('The first day. Without this field it is today.')
  readonly from?: IsoDate | null;

  @OptionalDateField('The last day. Without this field no last day is set.')
  readonly to?: IsoDate | null;
}

@InputType('EndRoleInput')
export class EndRole extends RegisterCommand implements EndRoleData {
  readonly commandName = 'endRole';

  @IdField('RoleAssignment')
  readonly roleId!: Id<'RoleAssignment'>;

  @DateField('The last day of the role.')
  readonly to!: IsoDate;
}

@InputType('AppointDeputyInput')
export class AppointDeputy extends RegisterCommand implements AppointDeputyData {
  readonly commandName = 'appointDeputy';

  @IdField('RoleAssignment', 'The role in which the deputy acts.')
  readonly roleId!: Id<'RoleAssignment'>;

  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @OptionalDateField('The first day. Without this field it is today.')
  readonly from?: IsoDate | null;

  @OptionalDateField('The last day. Without this field no last day is set.')
  readonly to?: IsoDate | null;
}

@InputType('EndDeputyInput')
export class EndDeputy extends RegisterCommand implements EndDeputyData {
  readonly commandName = 'endDeputy';

  @IdField('Deputy')
  readonly deputyId!: Id<'Deputy'>;

  @DateField('The last day of the deputy.')
  readonly to!: IsoDate;
}
