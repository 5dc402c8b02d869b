import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { IsInt, Min } from 'class-validator';
import { boardOf, type Id } from '../kernel/identity.js';
import { canonicalHash } from '../platform/runtime/hashing.service.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { IdField } from '../platform/commands/fields.command.js';
import { matterFold } from './matter.js';
import { MatterDrafts } from './matter-drafts.service.js';
import type { MatterEvent } from './matter-event.js';
import { submitMatter, type SubmitMatterData } from './matter-submission.js';
import { chainFor, reviewChainFold } from './review-chain.js';
import { readSubjects } from './subjects.js';

@InputType('SubmitMatterInput')
export class SubmitMatter extends GatewayCommand<MatterEvent> implements SubmitMatterData {
  readonly commandName = 'submitMatter';

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int, { description: 'The revision of the draft that you have read; 0 when none was saved.' })
  @IsInt()
  @Min(0)
  readonly draftRevision!: number;
}

@CommandHandler(SubmitMatter)
export class SubmitMatterHandler implements ICommandHandler<SubmitMatter> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly drafts: MatterDrafts,
  ) {}

  execute(command: SubmitMatter) {
    const { matterId, stamp } = command;
    return this.handling.decide(matterFold, matterId, command, async (matter) => {
      const draft = await this.drafts.kept(matterId);
      const chain = await chainFor(boardOf(matterId), matter?.kind ?? null, (id) =>
        this.handling.read(reviewChainFold, id),
      );
      const subjects = await readSubjects(this.handling.read, matter);
      return submitMatter(command, matter, { ...subjects, draft, chain, hashOf: canonicalHash }, stamp);
    });
  }
}
