import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Id } from '../../kernel/identity.js';
import type { IsoDate } from '../../kernel/tertial.js';
import { type Waiting, waitingKinds } from '../../kernel/waiting.js';
import { LocalDate } from './values.view.js';
import { BoardIdField } from './named.view.js';

export const WaitingKindEnum = Object.fromEntries(waitingKinds.map((kind) => [kind, kind]));
registerEnumType(WaitingKindEnum, { name: 'WaitingKind' });

@ObjectType('Waiting', { description: 'A task that waits for the signed-in person.' })
export class WaitingRow implements Waiting {
  @Field(() => WaitingKindEnum)
  readonly kind!: Waiting['kind'];

  @BoardIdField()
  readonly boardId!: Id<'Board'>;

  @Field(() => ID, { description: 'Id of the activity, measure, goal, plan, proposal, matter or meeting to act on.' })
  readonly id!: string;

  @Field()
  readonly title!: string;

  @Field(() => LocalDate, { nullable: true })
  readonly deadline!: IsoDate | null;
}

@ObjectType({ description: 'Tasks for the signed-in person, from all boards on which the person has a role.' })
export class WaitingForMe {}
