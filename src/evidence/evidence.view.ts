import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('Checkpoint', { description: 'Signed size and root hash of the log’s Merkle tree (C2SP tlog-checkpoint).' })
export class CheckpointRow {
  @Field({ description: 'Name of the log, such as tertial.example.se/log.' })
  readonly origin!: string;

  @Field(() => Int, { description: 'Number of events that the checkpoint covers.' })
  readonly size!: number;

  @Field({ description: 'Root hash of the Merkle tree over the covered events (RFC 6962), in Base 64.' })
  readonly root!: string;

  @Field({ description: 'Text of the signed note. Keep the text to verify the log later with the log’s public key.' })
  readonly note!: string;
}

@ObjectType('InclusionProof', { description: 'A proof that a signed checkpoint covers an event.' })
export class InclusionProofRow {
  @Field(() => Int, { description: 'Index of the event in the log, from 0.' })
  readonly index!: number;

  @Field({
    description:
      'Leaf of the event in the Merkle tree: canonical JSON (RFC 8785) of the event without data, command hash and salt. The JSON field `payload` is the commitment.',
  })
  readonly entry!: string;

  @Field({
    description: 'SHA-256 in hexadecimal of the event’s salt followed by canonical JSON of command hash and data.',
  })
  readonly commitment!: string;

  @Field(() => [String], { description: 'Base 64 hashes from the leaf’s sibling to a child of the root (RFC 6962).' })
  readonly hashes!: readonly string[];

  @Field(() => CheckpointRow)
  readonly checkpoint!: CheckpointRow;

  @Field({ description: 'The same proof as a file that can be verified offline (C2SP tlog-proof).' })
  readonly file!: string;
}

@ObjectType('ConsistencyProof', { description: 'Proof that the first `from` events are unchanged among `to` events.' })
export class ConsistencyProofRow {
  @Field(() => Int)
  readonly from!: number;

  @Field(() => Int)
  readonly to!: number;

  @Field({ description: 'Root hash of the Merkle tree over the first `from` events, in Base 64.' })
  readonly fromRoot!: string;

  @Field({ description: 'Root hash of the Merkle tree over the first `to` events, in Base 64.' })
  readonly toRoot!: string;

  @Field(() => [String], { description: 'Hashes of the proof, in Base 64 (RFC 6962, section 2.1.2).' })
  readonly hashes!: readonly string[];
}
