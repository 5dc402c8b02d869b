import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Id } from '../../kernel/identity.js';
import type { IsoDate, Tertial } from '../../kernel/tertial.js';
import { type NextCommand, type Waiting, waitingKinds } from '../../kernel/waiting.js';
import { LocalDate, TertialEnum } from './values.view.js';
import { BoardIdField } from './named.view.js';

export const WaitingKindEnum = Object.fromEntries(waitingKinds.map((kind) => [kind, kind]));
registerEnumType(WaitingKindEnum, { name: 'WaitingKind' });

@ObjectType('NextCommand', { description: 'The command that carries a task out.' })
class NextCommandRow implements NextCommand {
  @Field({ description: 'The name of the mutation, such as `reportStatus`.' })
  readonly command!: string;

  @Field({ description: "The field of the mutation's input that takes the `id` of the task, such as `activityId`." })
  readonly idField!: string;
}

@ObjectType('Waiting', { description: 'A task that waits for the signed-in person.' })
export class WaitingRow implements Waiting {
  @Field(() => WaitingKindEnum)
  readonly kind!: Waiting['kind'];

  @BoardIdField()
  readonly boardId!: Id<'Board'>;

  @Field(() => ID, {
    description: 'Id of the activity, measure, goal, plan, proposal, matter, meeting or board to act on.',
  })
  readonly id!: string;

  @Field({ description: 'The title, with the goal where another activity of the plan has the same heading.' })
  readonly title!: string;

  @Field(() => TertialEnum, { nullable: true, description: 'The tertial that the task is about. Null without one.' })
  readonly tertial!: Tertial | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day on which the task came. Null if no event tells it.' })
  readonly since!: IsoDate | null;

  @Field(() => LocalDate, { nullable: true })
  readonly deadline!: IsoDate | null;

  @Field(() => NextCommandRow, { nullable: true, description: 'Null for a task that you do without a command.' })
  readonly next!: NextCommandRow | null;
}

@ObjectType({
  description:
    'Tasks for the signed-in person, from all boards on which the person has a role. In each list the nearest deadline comes first, then the oldest task.',
})
export class WaitingForMe {}
