import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type NamedVerdict, proofVerdicts } from './tlog-proof.js';

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

const ProofVerdictEnum = Object.fromEntries(proofVerdicts.map((verdict) => [verdict, verdict]));
registerEnumType(ProofVerdictEnum, {
  name: 'ProofVerdict',
  description:
    'PROVEN: the event is in the signed log. NO_KNOWN_KEY: none of the keys of the service signed the checkpoint. FORGED: the signature is wrong. OTHER_LOG: the checkpoint is of another log. NOT_INCLUDED: the event is not in the log as it was signed.',
});

@ObjectType('ProofCheck', { description: 'The result of checking a proof with the keys of the service.' })
export class ProofCheckRow {
  @Field(() => ProofVerdictEnum)
  readonly verdict!: NamedVerdict;

  @Field(() => [String], { description: 'Public keys that signed the checkpoint, as `tertial keys` prints them.' })
  readonly keys!: readonly string[];
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

  @Field(() => ProofCheckRow, { description: 'The service has checked `file` as a verifier does.' })
  readonly check!: ProofCheckRow;
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
