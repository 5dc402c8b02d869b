import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { StatedCheckpoint } from '../../kernel/stated-checkpoint.js';

@ObjectType('StatedCheckpoint', {
  description:
    'The newest signed checkpoint of the log when the paper was made: what was recorded before can be checked against it.',
})
export class StatedCheckpointRow implements StatedCheckpoint {
  @Field({ description: 'Which log it is.' })
  readonly origin!: string;

  @Field(() => Int, { description: 'How many events it vouches for.' })
  readonly size!: number;

  @Field({ description: 'Of the tree over these events (RFC 6962), in Base 64.' })
  readonly root!: string;
}
