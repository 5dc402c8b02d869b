import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Id } from '../../kernel/identity.js';
import type { IsoDate } from '../../kernel/tertial.js';
import { type Waiting, waitingKinds } from '../../kernel/waiting.js';
import { LocalDate } from './dates.view.js';

export const WaitingKindEnum = Object.fromEntries(waitingKinds.map((kind) => [kind, kind]));
registerEnumType(WaitingKindEnum, { name: 'WaitingKind' });

@ObjectType('Waiting', { description: 'Something that you are waited for with.' })
export class WaitingRow implements Waiting {
  @Field(() => WaitingKindEnum)
  readonly kind!: Waiting['kind'];

  @Field(() => ID)
  readonly boardId!: Id<'Board'>;

  @Field(() => ID, { description: 'Of the activity, the measure, the goal, the plan, the proposal or the matter.' })
  readonly id!: string;

  @Field()
  readonly title!: string;

  @Field(() => LocalDate, { nullable: true })
  readonly deadline!: IsoDate | null;
}

@ObjectType({ description: 'What waits for you, on all your boards. Each feature adds its own field.' })
export class WaitingForMe {}
