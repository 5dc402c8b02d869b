import { Field, InputType } from '@nestjs/graphql';
import type { PersonRole } from '../kernel/permissions.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import {
  CommandIdField,
  DateField,
  IdField,
  MailAddressField,
  NameField,
  OptionalDateField,
  OptionalIdField,
  OptionalNameField,
  RevisionField,
} from '../platform/commands/gateway.command.js';
import { RoleEnum } from '../platform/graphql-types/values.view.js';
import type { AddPersonData, ErasePersonNameData, RenamePersonData } from './persons.js';
import type { BoardData, RenameMunicipalityData, UnitData } from './places.js';
import type { AddUnitMemberData, EndUnitMemberData } from './unit-members.js';
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

@InputType('AddUnitMemberInput')
export class AddUnitMember extends RegisterCommand implements AddUnitMemberData {
  readonly commandName = 'addUnitMember';

  @IdField('Unit')
  readonly unitId!: Id<'Unit'>;

  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @OptionalDateField('The first day on which the person belongs to the unit. Null means today.')
  readonly from?: IsoDate | null;

  @OptionalDateField('The last day. Null means no last day. A day before `from` gives DATES_REVERSED.')
  readonly to?: IsoDate | null;
}

@InputType('EndUnitMemberInput')
export class EndUnitMember extends RegisterCommand implements EndUnitMemberData {
  readonly commandName = 'endUnitMember';

  @IdField('UnitMember')
  readonly memberId!: Id<'UnitMember'>;

  @DateField('The last day on which the person belongs to the unit. A day before the first day gives DATES_REVERSED.')
  readonly to!: IsoDate;
}

@InputType('AddPersonInput')
export class AddPerson extends RegisterCommand implements AddPersonData {
  readonly commandName = 'addPerson';

  @IdField('Person', 'A new id for the person. The log keeps the id for ever, so do not use a name.')
  readonly personId!: Id<'Person'>;

  @NameField()
  readonly name!: string;

  @OptionalNameField('The title at work, such as enhetschef. Null means none.')
  readonly title?: string | null;

  @MailAddressField('The address that reminders are mailed to. Null means none.')
  readonly email?: string | null;

  @OptionalNameField('The claim `sub` of the sign-in token. Null means `personId`. A claim in use gives SIGN_IN_TAKEN.')
  readonly subject?: string | null;
}

@InputType('RenamePersonInput')
export class RenamePerson extends RegisterCommand implements RenamePersonData {
  readonly commandName = 'renamePerson';

  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @NameField()
  readonly name!: string;

  @OptionalNameField('The title at work. Null leaves it as it is, and an empty text removes it.')
  readonly title?: string | null;

  @MailAddressField('The address for reminders. Null leaves it as it is, and an empty text removes it.')
  readonly email?: string | null;
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

  @OptionalNameField(
    'For a REVIEWER, the code of the step, never null. For a BOARD_MEMBER, the seat: CHAIR, VICE_CHAIR, MEMBER or ' +
      'SUBSTITUTE. Null means MEMBER. For any other role, null. A value that does not fit the role gives STEP_UNFIT.',
  )
  readonly step?: string | null;

  @OptionalDateField('The first day of the role. Null means today.')
  readonly from?: IsoDate | null;

  @OptionalDateField('The last day of the role. Null means no last day. A day before `from` gives DATES_REVERSED.')
  readonly to?: IsoDate | null;
}

@InputType('GrantMunicipalityRoleInput')
export class GrantMunicipalityRole extends RegisterCommand implements GrantRoleData {
  readonly commandName = 'grantMunicipalityRole';
  readonly boardId = null;

  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @Field(() => RoleEnum, {
    description: 'CONTROLLER, AUDITOR or ADMINISTRATOR. Each other role serves a board, and gives ROLE_NEEDS_BOARD.',
  })
  readonly role!: PersonRole;

  @OptionalDateField('The first day of the role. Null means today.')
  readonly from?: IsoDate | null;

  @OptionalDateField('The last day of the role. Null means no last day. A day before `from` gives DATES_REVERSED.')
  readonly to?: IsoDate | null;
}

@InputType('EndRoleInput')
export class EndRole extends RegisterCommand implements EndRoleData {
  readonly commandName = 'endRole';

  @IdField('RoleAssignment')
  readonly roleId!: Id<'RoleAssignment'>;

  @DateField('The last day of the role. A day before the first day gives DATES_REVERSED.')
  readonly to!: IsoDate;
}

@InputType('AppointDeputyInput')
export class AppointDeputy extends RegisterCommand implements AppointDeputyData {
  readonly commandName = 'appointDeputy';

  @IdField('RoleAssignment', 'The role in which the deputy acts. A role BOARD_MEMBER gives MEMBER_HAS_NO_DEPUTY.')
  readonly roleId!: Id<'RoleAssignment'>;

  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @OptionalDateField('The first day on which the deputy acts. Null means today.')
  readonly from?: IsoDate | null;

  @OptionalDateField("The deputy's last day. Null means no last day. A day before `from` gives DATES_REVERSED.")
  readonly to?: IsoDate | null;
}

@InputType('EndDeputyInput')
export class EndDeputy extends RegisterCommand implements EndDeputyData {
  readonly commandName = 'endDeputy';

  @IdField('Deputy')
  readonly deputyId!: Id<'Deputy'>;

  @DateField('The last day on which the deputy acts. A day before the first day gives DATES_REVERSED.')
  readonly to!: IsoDate;
}
