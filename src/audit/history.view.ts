import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Role } from '../kernel/permissions.js';
import type { Words } from '../kernel/history.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import { connectionOf } from '../platform/graphql-types/connection.view.js';
import { DateTimeISO, LabelView, LocalDate } from '../platform/graphql-types/values.view.js';
import type { TimelinePlace } from './timeline.js';
import type { Doer, HistoryEntry, Named } from './describe-event.js';

@ObjectType('HistoryPerson')
export class HistoryPersonRow implements Named {
  @Field(() => ID)
  readonly personId!: Id<'Person'>;

  @Field(() => String, {
    nullable: true,
    description: "The person's name in the register now. Null when the register has no name or the query has `asOf`.",
  })
  readonly name!: string | null;
}

@ObjectType('HistoryActor', { description: 'The actor of an event, and the role in which the actor acted.' })
export class HistoryActorRow implements Doer {
  @Field(() => HistoryPersonRow, {
    nullable: true,
    description: 'The person who acted. Null: Tertial itself acted, for instance to carry out a decision of the board.',
  })
  readonly person!: HistoryPersonRow | null;

  @Field(() => String)
  readonly role!: Role;

  @Field(() => LabelView)
  readonly roleLabel!: Words;

  @Field(() => HistoryPersonRow, { nullable: true, description: 'The person whose deputy acted. Null: no deputy.' })
  readonly actingFor!: HistoryPersonRow | null;
}

@ObjectType('HistoryChange', { description: 'One property that an event changed.' })
export class HistoryChangeRow {
  @Field(() => LabelView)
  readonly what!: Words;

  @Field(() => LabelView, { nullable: true, description: 'The value before the event. Null: the property had none.' })
  readonly before!: Words | null;

  @Field(() => LabelView, { nullable: true, description: 'The value after the event. Null: the property has none.' })
  readonly after!: Words | null;
}

@ObjectType('HistoryEntry', {
  description:
    'An event of the log in words. Only the names of people in an entry can change, because they are the current names.',
})
export class HistoryEntryRow implements HistoryEntry {
  @Field(() => Int, { description: 'The number of events before this one in the log.' })
  readonly index!: number;

  @Field(() => Float, { description: 'The position in the log: a whole number that rises with each event, with gaps.' })
  readonly position!: number;

  @Field(() => ID)
  readonly eventId!: string;

  @Field()
  readonly type!: string;

  @Field({ description: 'The kind and the id of the changed entity, such as goal-exempel.ks.2026.g1.' })
  readonly stream!: string;

  @Field(() => Int, { description: 'The number of events before this one in its stream.' })
  readonly revision!: number;

  @Field(() => DateTimeISO)
  readonly recordedAt!: IsoInstant;

  @Field(() => LocalDate, { nullable: true, description: 'The day on which a reported fact holds. Null: no report.' })
  readonly validOn!: IsoDate | null;

  @Field(() => HistoryActorRow)
  readonly actor!: HistoryActorRow;

  @Field(() => LabelView, { description: 'The event as a sentence: the actor, the role, the act and the reason.' })
  readonly sentences!: Words;

  @Field(() => [HistoryChangeRow])
  readonly changes!: readonly HistoryChangeRow[];

  @Field(() => String, { nullable: true, description: 'The reason, comment or motivation by the actor. Null: none.' })
  readonly reason!: string | null;

  @Field(() => ID, {
    description:
      'The id of the first command in the chain of causes of this event. A person or a timer gave the command.',
  })
  readonly correlationId!: string;

  @Field(() => ID, { nullable: true, description: 'The id of the event that caused this one. Null: no event did.' })
  readonly causationId!: string | null;
}

@ObjectType()
export class HistoryConnection extends connectionOf(HistoryEntryRow, 'History') {}

@ObjectType('Timeline', {
  description: 'The events of an entity, one after another. A position can be the asOf of a query.',
})
export class TimelineRow implements TimelinePlace {
  @Field(() => Int)
  readonly count!: number;

  @Field(() => Int, { description: 'The number of the event in the time line, from 1. 0: before the first event.' })
  readonly number!: number;

  @Field(() => DateTimeISO, { nullable: true, description: 'The time of the event. Null: before the first event.' })
  readonly at!: IsoInstant | null;

  @Field(() => Float, { nullable: true, description: 'The log position of the event. Null: before the first event.' })
  readonly position!: number | null;

  @Field(() => Float, { nullable: true, description: 'The log position of the event before. Null: there is none.' })
  readonly previous!: number | null;

  @Field(() => Float, { nullable: true, description: 'The log position of the event after. Null: there is none.' })
  readonly next!: number | null;
}
