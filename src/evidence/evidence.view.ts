import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('Checkpoint', { description: 'The head of the log’s tree, signed (C2SP tlog-checkpoint).' })
export class CheckpointRow {
  @Field({ description: 'Which log it is.' })
  readonly origin!: string;

  @Field(() => Int, { description: 'How many events it vouches for.' })
  readonly size!: number;

  @Field({ description: 'Of the tree over these events (RFC 6962), in Base 64.' })
  readonly root!: string;

  @Field({ description: 'The signed note, word for word: this is what to keep, and what a key verifies.' })
  readonly note!: string;
}

@ObjectType('InclusionProof', { description: 'That an event is in the log, where a signed checkpoint says.' })
export class InclusionProofRow {
  @Field(() => Int, { description: 'Of the event in the log, from 0.' })
  readonly index!: number;

  @Field({
    description:
      'The leaf: canonical JSON (RFC 8785) of the event without its data, its command’s hash and its salt, with the commitment as payload.',
  })
  readonly entry!: string;

  @Field({
    description: 'SHA-256 of the event’s salt and the canonical JSON of its command’s hash and its data; hexadecimal.',
  })
  readonly commitment!: string;

  @Field(() => [String], { description: 'In Base 64, from the leaf’s sibling to the root’s child (RFC 6962).' })
  readonly hashes!: readonly string[];

  @Field(() => CheckpointRow)
  readonly checkpoint!: CheckpointRow;

  @Field({ description: 'The same as a file, for whoever has no way to the log (C2SP tlog-proof).' })
  readonly file!: string;
}

@ObjectType('ConsistencyProof', { description: 'That the log begins with what it was when it was smaller.' })
export class ConsistencyProofRow {
  @Field(() => Int)
  readonly from!: number;

  @Field(() => Int)
  readonly to!: number;

  @Field({ description: 'Of the smaller tree, in Base 64.' })
  readonly fromRoot!: string;

  @Field({ description: 'Of the larger tree, in Base 64.' })
  readonly toRoot!: string;

  @Field(() => [String], { description: 'In Base 64 (RFC 6962, section 2.1.2).' })
  readonly hashes!: readonly string[];
}
