import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { PersonRole } from '../kernel/permissions.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { connectionOf } from '../platform/graphql-types/connection.view.js';
import { LocalDate, RoleEnum } from '../platform/graphql-types/values.view.js';
import type { Days, Deputy, RoleAssignment, Unit } from './register.js';
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

@ObjectType('Unit')
export class UnitRow implements Unit {
  @Field(() => ID)
  readonly id!: Id<'Unit'>;

  @Field(() => ID)
  readonly boardId!: Id<'Board'>;

  @Field()
  readonly name!: string;

  @Field(() => ID, { nullable: true })
  readonly managerId!: Id<'Person'> | null;
}

@ObjectType('Board')
export class BoardRow {
  @Field(() => ID)
  readonly id!: Id<'Board'>;

  @Field()
  readonly name!: string;

  @Field(() => Int, { description: 'Of the board and its units.' })
  readonly revision!: number;
}

@ObjectType({ isAbstract: true })
abstract class DaysRow implements Days {
  @Field(() => LocalDate, { description: 'The first day.' })
  readonly from!: IsoDate;

  @Field(() => LocalDate, { nullable: true, description: 'The last day. Null: until further notice.' })
  readonly to!: IsoDate | null;
}

@ObjectType('Deputy')
export class DeputyRow extends DaysRow implements Deputy {
  @Field(() => ID)
  readonly id!: Id<'Deputy'>;

  @Field(() => ID)
  readonly roleId!: Id<'RoleAssignment'>;

  @Field(() => ID)
  readonly personId!: Id<'Person'>;
}

@ObjectType('RoleAssignment', { description: 'A role that somebody holds for a board, or has held, or will hold.' })
export class RoleAssignmentRow extends DaysRow implements RoleAssignment {
  @Field(() => ID)
  readonly id!: Id<'RoleAssignment'>;

  @Field(() => ID)
  readonly personId!: Id<'Person'>;

  @Field(() => ID)
  readonly boardId!: Id<'Board'>;

  @Field(() => RoleEnum)
  readonly role!: PersonRole;

  @Field(() => String, { nullable: true, description: "A reviewer's step, or a board member's seat." })
  readonly step!: string | null;

  @Field(() => [DeputyRow], { description: 'Who act in it for its holder.' })
  readonly deputies!: readonly DeputyRow[];
}

@ObjectType('Deputyship', { description: 'A role in which somebody acts for its holder.' })
export class DeputyshipRow extends DaysRow {
  @Field(() => ID, { description: "The deputy's." })
  readonly id!: Id<'Deputy'>;

  @Field(() => RoleAssignmentRow)
  readonly of!: RoleAssignmentRow;
}

@ObjectType('Person')
export class PersonRow {
  @Field(() => ID)
  readonly id!: Id<'Person'>;

  @Field(() => String, { nullable: true, description: 'Null: erased.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'What the sign-in calls them. Null: erased.' })
  readonly subject!: string | null;

  @Field(() => Int, { description: 'Of the person, their roles and their deputies.' })
  readonly revision!: number;

  @Field(() => [RoleAssignmentRow], { description: 'In the order in which they were granted.' })
  readonly roles!: readonly RoleAssignmentRow[];

  @Field(() => [DeputyshipRow])
  readonly deputyFor!: readonly DeputyshipRow[];
}

@ObjectType('Named')
export class NamedRow {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'Null: unknown here, or erased.' })
  readonly name!: string | null;
}

@ObjectType('BoardComposition', { description: 'Who sat on a board on a day.' })
export class BoardCompositionRow implements BoardComposition {
  @Field(() => ID)
  readonly boardId!: Id<'Board'>;

  @Field(() => LocalDate)
  readonly day!: IsoDate;

  @Field(() => ID, { nullable: true })
  readonly chair!: Id<'Person'> | null;

  @Field(() => [ID])
  readonly viceChairs!: readonly Id<'Person'>[];

  @Field(() => [ID], { description: 'All members, the chair and the vice chairs among them.' })
  readonly members!: readonly Id<'Person'>[];

  @Field(() => [ID], { description: 'In the order in which they were granted the seat.' })
  readonly substitutes!: readonly Id<'Person'>[];
}

@ObjectType()
export class BoardConnection extends connectionOf(BoardRow, 'Board') {}

@ObjectType()
export class UnitConnection extends connectionOf(UnitRow, 'Unit') {}

@ObjectType()
export class PersonConnection extends connectionOf(PersonRow, 'Person') {}
