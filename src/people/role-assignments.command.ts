import { Field, InputType } from '@nestjs/graphql';
import type { PersonRole } from '../kernel/act.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { DateField, IdField, OptionalDateField, OptionalNameField } from '../platform/commands/fields.command.js';
import { RoleEnum } from '../platform/graphql-types/role.view.js';
import type { AppointDeputyData, EndDeputyData } from './deputies.js';
import type { EndRoleData, GrantRoleData } from './role-assignments.js';
import { RegisterCommand } from './register.command.js';

@InputType('GrantRoleInput')
export class GrantRole extends RegisterCommand implements GrantRoleData {
  readonly commandName = 'grantRole';

  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @IdField('Board')
  readonly boardId!: Id<'Board'>;

  @Field(() => RoleEnum)
  readonly role!: PersonRole;

  @OptionalNameField("A reviewer's step, or a board member's seat: CHAIR, VICE_CHAIR, MEMBER or SUBSTITUTE.")
  readonly step?: string | null;

  @OptionalDateField('The first day; today when it is left out.')
  readonly from?: IsoDate | null;

  @OptionalDateField('The last day; until further notice when it is left out.')
  readonly to?: IsoDate | null;
}

@InputType('EndRoleInput')
export class EndRole extends RegisterCommand implements EndRoleData {
  readonly commandName = 'endRole';

  @IdField('RoleAssignment')
  readonly roleId!: Id<'RoleAssignment'>;

  @DateField('The last day.')
  readonly to!: IsoDate;
}

@InputType('AppointDeputyInput')
export class AppointDeputy extends RegisterCommand implements AppointDeputyData {
  readonly commandName = 'appointDeputy';

  @IdField('RoleAssignment', 'The role that they act in for its holder.')
  readonly roleId!: Id<'RoleAssignment'>;

  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @OptionalDateField('The first day; today when it is left out.')
  readonly from?: IsoDate | null;

  @OptionalDateField('The last day; until further notice when it is left out.')
  readonly to?: IsoDate | null;
}

@InputType('EndDeputyInput')
export class EndDeputy extends RegisterCommand implements EndDeputyData {
  readonly commandName = 'endDeputy';

  @IdField('Deputy')
  readonly deputyId!: Id<'Deputy'>;

  @DateField('The last day.')
  readonly to!: IsoDate;
}
