import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { PersonRole } from '../kernel/permissions.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { connectionOf } from '../platform/graphql-types/connection.view.js';
import { BoardIdField, PersonIdField, PersonIdsField } from '../platform/graphql-types/named.view.js';
import { LocalDate, RoleEnum } from '../platform/graphql-types/values.view.js';
import type { Days, Deputy, RoleAssignment, Unit, UnitMember } from './register.js';
import type { Vacancy } from './vacancies.js';
import type { BoardComposition } from './role-assignments.js';

@ObjectType('Municipality')
export class MunicipalityRow {
  @Field(() => ID)
  readonly id!: Id<'Municipality'>;

  @Field()
  readonly name!: string;

  @Field(() => Int)
  readonly revision!: number;
}

@ObjectType({ isAbstract: true })
abstract class DaysRow implements Days {
  @Field(() => LocalDate, { description: 'The first day of the role, deputyship or membership.' })
  readonly from!: IsoDate;

  @Field(() => LocalDate, { nullable: true, description: 'The last day, inclusive. Null when no last day is set.' })
  readonly to!: IsoDate | null;
}

@ObjectType('UnitMember', { description: 'A person who belongs to a unit in the past, present or future.' })
export class UnitMemberRow extends DaysRow implements UnitMember {
  @Field(() => ID)
  readonly id!: Id<'UnitMember'>;

  @Field(() => ID)
  readonly unitId!: Id<'Unit'>;

  @PersonIdField()
  readonly personId!: Id<'Person'>;
}

@ObjectType('Unit')
export class UnitRow implements Unit {
  @Field(() => ID)
  readonly id!: Id<'Unit'>;

  @BoardIdField()
  readonly boardId!: Id<'Board'>;

  @Field()
  readonly name!: string;

  @PersonIdField({ nullable: true })
  readonly managerId!: Id<'Person'> | null;

  @Field(() => [UnitMemberRow], { description: 'The past, present and future members, in order of addition.' })
  readonly members!: readonly UnitMemberRow[];
}

@ObjectType('Board')
export class BoardRow {
  @Field(() => ID)
  readonly id!: Id<'Board'>;

  @Field()
  readonly name!: string;

  @Field(() => Int, { description: 'The number of the newest change of the board or its units, counted from 0.' })
  readonly revision!: number;
}

@ObjectType('Deputy')
export class DeputyRow extends DaysRow implements Deputy {
  @Field(() => ID)
  readonly id!: Id<'Deputy'>;

  @Field(() => ID)
  readonly roleId!: Id<'RoleAssignment'>;

  @PersonIdField()
  readonly personId!: Id<'Person'>;
}

@ObjectType('RoleAssignment', { description: "A person's role in the past, present or future." })
export class RoleAssignmentRow extends DaysRow implements RoleAssignment {
  @Field(() => ID)
  readonly id!: Id<'RoleAssignment'>;

  @PersonIdField()
  readonly personId!: Id<'Person'>;

  @BoardIdField({ nullable: true, description: 'The board. Null for a role of the whole municipality.' })
  readonly boardId!: Id<'Board'> | null;

  @Field(() => RoleEnum)
  readonly role!: PersonRole;

  @Field(() => String, { nullable: true, description: "A reviewer's step, or a board member's seat. Otherwise null." })
  readonly step!: string | null;

  @Field(() => [DeputyRow], { description: 'The past, present and future deputies of the person in this role.' })
  readonly deputies!: readonly DeputyRow[];
}

@ObjectType('Deputyship', { description: 'A role in which the person acts as the deputy of somebody else.' })
export class DeputyshipRow extends DaysRow {
  @Field(() => ID, { description: 'The id of the deputyship, equal to `Deputy.id`. It is not the id of a person.' })
  readonly id!: Id<'Deputy'>;

  @Field(() => RoleAssignmentRow)
  readonly of!: RoleAssignmentRow;
}

@ObjectType('VacantRole', {
  description: 'A role of a board that nobody has from a day on. Work that needs it stands still.',
})
export class VacancyRow implements Vacancy {
  @BoardIdField()
  readonly boardId!: Id<'Board'>;

  @Field(() => RoleEnum)
  readonly role!: PersonRole;

  @Field(() => String, { nullable: true, description: "Code of a reviewer's step. Null for another role." })
  readonly step!: string | null;

  @Field(() => LocalDate, { description: 'The first day on which nobody has the role.' })
  readonly from!: IsoDate;
}

@ObjectType('Person')
export class PersonRow {
  @Field(() => ID)
  readonly id!: Id<'Person'>;

  @Field(() => String, { nullable: true, description: 'The name. Null when an administrator has erased it.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'The title at work, such as enhetschef. Null without one.' })
  readonly title!: string | null;

  @Field(() => String, { nullable: true, description: 'The address that reminders are mailed to. Null without one.' })
  readonly email!: string | null;

  @Field(() => String, { nullable: true, description: 'Claim `sub` of the sign-in token. Null if the name is erased.' })
  readonly subject!: string | null;

  @Field(() => Int, {
    description: 'The number of the newest change of the person or of the roles and deputies of the person, from 0.',
  })
  readonly revision!: number;

  @Field(() => [RoleAssignmentRow], { description: 'Past, present and future roles, in the order of their grants.' })
  readonly roles!: readonly RoleAssignmentRow[];

  @Field(() => [DeputyshipRow])
  readonly deputyFor!: readonly DeputyshipRow[];
}

@ObjectType('BoardComposition', { description: 'The members and substitutes of a board on one day.' })
export class BoardCompositionRow implements BoardComposition {
  @BoardIdField()
  readonly boardId!: Id<'Board'>;

  @Field(() => LocalDate)
  readonly day!: IsoDate;

  @PersonIdField({ nullable: true })
  readonly chair!: Id<'Person'> | null;

  @PersonIdsField()
  readonly viceChairs!: readonly Id<'Person'>[];

  @PersonIdsField({ description: 'All members, including the chair and the vice chairs.' })
  readonly members!: readonly Id<'Person'>[];

  @PersonIdsField({ description: 'The substitutes, in the order in which they got the role.' })
  readonly substitutes!: readonly Id<'Person'>[];
}

@ObjectType()
export class BoardConnection extends connectionOf(BoardRow, 'Board') {}

@ObjectType()
export class UnitConnection extends connectionOf(UnitRow, 'Unit') {}

@ObjectType()
export class PersonConnection extends connectionOf(PersonRow, 'Person') {}
