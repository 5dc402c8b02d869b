import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { Language } from '../kernel/language.js';
import type { PersonRole } from '../kernel/permissions.js';
import { NamedRow } from '../platform/graphql-types/named.view.js';
import { RoleEnum } from '../platform/graphql-types/values.view.js';

@ObjectType('MyRole', { description: 'A role that you have today.' })
export class MyRoleRow {
  @Field(() => RoleEnum)
  readonly role!: PersonRole;

  @Field(() => NamedRow, { nullable: true, description: 'The board. Null for a role of the whole municipality.' })
  readonly board!: NamedRow | null;

  @Field(() => String, { nullable: true, description: "A reviewer's step, or a board member's seat. Otherwise null." })
  readonly step!: string | null;

  @Field(() => NamedRow, { nullable: true, description: 'The person whose deputy you are. Null for your own role.' })
  readonly actingFor!: NamedRow | null;
}

@ObjectType('Me', { description: 'The signed-in person.' })
export class MeRow {
  @Field(() => ID)
  readonly id!: Id<'Person'>;

  @Field(() => String, { nullable: true, description: 'The name. Null when the register does not have it.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'The title at work. Null when the register has none.' })
  readonly title!: string | null;

  @Field(() => NamedRow)
  readonly municipality!: NamedRow;

  @Field(() => [NamedRow], { description: 'The boards for which you have a role today.' })
  readonly boards!: readonly NamedRow[];

  @Field(() => [MyRoleRow], { description: 'Your own roles of today, then the roles that you have as a deputy.' })
  readonly roles!: readonly MyRoleRow[];

  @Field(() => [NamedRow], { description: 'The units that you belong to today, as a member or as the manager.' })
  readonly units!: readonly NamedRow[];

  @Field(() => String, { description: 'The language of messages to you in this request: `sv` or `en`.' })
  readonly language!: Language;
}
