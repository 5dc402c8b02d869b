import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Role } from '../kernel/permissions.js';
import type { Words } from '../kernel/history.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import { connectionOf } from '../platform/graphql-types/connection.view.js';
import { DateTimeISO, LabelView, LocalDate } from '../platform/graphql-types/values.view.js';
import type { Doer, HistoryEntry, Named } from './describe-event.js';

@ObjectType('HistoryPerson')
export class HistoryPersonRow implements Named {
  @Field(() => ID)
  readonly personId!: Id<'Person'>;

  @Field(() => String, {
    nullable: true,
    description: 'As the register has it now; null: it has none, or it is asked as of a moment.',
  })
  readonly name!: string | null;
}

@ObjectType('HistoryActor', { description: 'Who did it, and in which role.' })
export class HistoryActorRow implements Doer {
  @Field(() => HistoryPersonRow, {
    nullable: true,
    description: 'Null: Tertial itself, carrying out what the board has decided.',
  })
  readonly person!: HistoryPersonRow | null;

  @Field(() => String)
  readonly role!: Role;

  @Field(() => LabelView)
  readonly roleLabel!: Words;

  @Field(() => HistoryPersonRow, { nullable: true, description: 'Whose role it was, when a deputy acted.' })
  readonly actingFor!: HistoryPersonRow | null;
}

@ObjectType('HistoryChange', { description: 'What became of one thing.' })
export class HistoryChangeRow {
  @Field(() => LabelView)
  readonly what!: Words;

  @Field(() => LabelView, { nullable: true, description: 'Null: there was nothing before.' })
  readonly before!: Words | null;

  @Field(() => LabelView, { nullable: true, description: 'Null: there is nothing any more.' })
  readonly after!: Words | null;
}

@ObjectType('HistoryEntry', {
  description:
    'An event, as it is told. It is told the same for ever, but for the names of people, which are as they are now.',
})
export class HistoryEntryRow implements HistoryEntry {
  @Field(() => Int, { description: 'How many events there are before it in the log.' })
  readonly index!: number;

  @Field(() => Float, { description: 'Its place in the log: a whole number, ascending, with holes.' })
  readonly position!: number;

  @Field(() => ID)
  readonly eventId!: string;

  @Field()
  readonly type!: string;

  @Field({ description: 'What kind of thing it happened to, and the id of that.' })
  readonly stream!: string;

  @Field(() => Int, { description: 'How many events there are before it in the stream.' })
  readonly revision!: number;

  @Field(() => DateTimeISO)
  readonly recordedAt!: IsoInstant;

  @Field(() => LocalDate, { nullable: true, description: 'The day on which what it tells holds, where it tells one.' })
  readonly validOn!: IsoDate | null;

  @Field(() => HistoryActorRow)
  readonly actor!: HistoryActorRow;

  @Field(() => LabelView, { description: 'Who did what, from what to what, and why.' })
  readonly sentences!: Words;

  @Field(() => [HistoryChangeRow])
  readonly changes!: readonly HistoryChangeRow[];

  @Field(() => String, { nullable: true, description: 'In the words of whoever did it.' })
  readonly reason!: string | null;

  @Field(() => ID, { description: 'The command that started it all.' })
  readonly correlationId!: string;

  @Field(() => ID, { nullable: true, description: "The event that it followed from; null: it was a person's command." })
  readonly causationId!: string | null;
}

@ObjectType()
export class HistoryConnection extends connectionOf(HistoryEntryRow, 'History') {}
