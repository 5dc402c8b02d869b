import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { IsoInstant } from '../../kernel/tertial.js';
import { DateTimeISO } from '../../platform/graphql-types/values.view.js';

@ObjectType('FormerCheckpoint', { description: 'The newest signed checkpoint of a log that was given up for another.' })
export class FormerCheckpointRow {
  @Field()
  readonly origin!: string;

  @Field(() => Int, { description: 'Number of events that the checkpoint covers.' })
  readonly size!: number;

  @Field({ description: 'Root hash of the Merkle tree over the covered events (RFC 6962), in Base 64.' })
  readonly root!: string;
}

@ObjectType('LogAdoption', { description: 'The adoption of another log by the operator (LogAdopted).' })
export class LogAdoptionRow {
  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;

  @Field(() => Int, { description: 'Number of events of your municipality that were lost.' })
  readonly lost!: number;

  @Field(() => DateTimeISO, {
    nullable: true,
    description: 'Time of recording of the first lost event. Null: unknown.',
  })
  readonly lostFrom!: IsoInstant | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'Time of recording of the last lost event. Null: unknown.' })
  readonly lostTo!: IsoInstant | null;

  @Field(() => FormerCheckpointRow, { nullable: true, description: 'Null: the former log was not signed.' })
  readonly formerCheckpoint!: FormerCheckpointRow | null;
}

@ObjectType('Alarm', { description: 'A condition that an operator must look at, as /health/ready names it.' })
export class AlarmRow {
  @Field({ description: 'Name of the alarm, such as `another log`.' })
  readonly name!: string;

  @Field(() => DateTimeISO, {
    nullable: true,
    description:
      'When the process that answers raised the alarm. Null: the alarm is not raised and has a history only.',
  })
  readonly since!: IsoInstant | null;

  @Field(() => [LogAdoptionRow], { description: 'What operators did about the alarm before, oldest first.' })
  readonly history!: readonly LogAdoptionRow[];
}
