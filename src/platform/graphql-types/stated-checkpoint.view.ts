import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { StatedCheckpoint } from '../../kernel/stated-checkpoint.js';

@ObjectType('StatedCheckpoint', {
  description:
    'The newest signed checkpoint of the log when the document was made. Earlier events can be verified against it.',
})
export class StatedCheckpointRow implements StatedCheckpoint {
  @Field({ description: 'Name of the log.' })
  readonly origin!: string;

  @Field(() => Int, { description: 'Number of events that the checkpoint covers.' })
  readonly size!: number;

  @Field({ description: 'Root hash of the Merkle tree over these events (RFC 6962), in Base64.' })
  readonly root!: string;
}
