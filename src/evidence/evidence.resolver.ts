import { Args, ArgsType, Field, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { IsInt, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';
import { permitInMunicipality, type Person } from '../kernel/permissions.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { printable } from '../platform/commands/gateway.command.js';
import { CheckpointRow, ConsistencyProofRow, InclusionProofRow } from './evidence.view.js';
import { Proofs } from './proofs.service.js';
import { permitToProve } from './provable.js';

const LONGEST_STREAM_IN_CHARACTERS = 250;

@ArgsType()
class InclusionArgs {
  @Field(() => ID, { description: 'Stream of the event, such as `plan-exempel.ks.2026`.' })
  @IsString()
  @MaxLength(LONGEST_STREAM_IN_CHARACTERS)
  @Matches(printable)
  readonly stream!: string;

  @Field(() => Int, { description: 'Revision of the event in its stream, from 0. NOT_FOUND for an unknown event.' })
  @IsInt()
  @Min(0)
  readonly revision!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Chooses the signed checkpoint for the proof by its size, which is the number of events that it covers. A summons (kallelse), for example, states such a size. Null chooses the newest checkpoint. NOT_FOUND if no signed checkpoint has this size. NOT_SIGNED_YET if the checkpoint does not cover the event.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly size?: number | null;
}

@ArgsType()
class ConsistencyArgs {
  @Field(() => Int, { description: 'Number of events at the earlier time. More than `to` gives INVALID_INPUT.' })
  @IsInt()
  @Min(0)
  readonly from!: number;

  @Field(() => Int, { description: 'Number of events at the later time. NOT_SIGNED_YET if no checkpoint covers them.' })
  @IsInt()
  @Min(0)
  readonly to!: number;
}

@Resolver()
export class EvidenceResolver {
  constructor(private readonly proofs: Proofs) {}

  @Query(() => CheckpointRow, { description: 'The newest signed checkpoint. NOT_SIGNED_YET when none exists.' })
  async checkpoint(@Caller() person: Person): Promise<CheckpointRow> {
    this.permit(person);
    return this.proofs.newest();
  }

  @Query(() => InclusionProofRow)
  async inclusionProof(
    @Args() { stream, revision, size = null }: InclusionArgs,
    @Caller() person: Person,
  ): Promise<InclusionProofRow> {
    permitToProve(person, stream);
    return this.proofs.inclusion(stream, revision, size);
  }

  @Query(() => ConsistencyProofRow)
  async consistencyProof(
    @Args() { from, to }: ConsistencyArgs,
    @Caller() person: Person,
  ): Promise<ConsistencyProofRow> {
    this.permit(person);
    if (from > to) throw new Refusal(refusals.INVALID_INPUT, { fields: [{ field: 'from', problem: 'max' }] });
    return this.proofs.consistency(from, to);
  }

  /** Permits an auditor of any board, because checkpoints and consistency proofs disclose no event. */
  private permit(person: Person): void {
    const { municipalityId } = person;
    permitInMunicipality(person, 'readEvidence', municipalityId, municipalityId);
  }
}
