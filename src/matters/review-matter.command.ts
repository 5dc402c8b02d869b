import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { IsInt, IsString, MaxLength } from 'class-validator';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { IdField, OptionalTextField } from '../platform/commands/fields.command.js';
import { VerdictEnum } from '../platform/graphql-types/review.view.js';
import { matterFold } from './matter.js';
import type { MatterEvent } from './matter-event.js';
import { reviewMatter, type ReviewMatterData } from './matter-review.js';
import type { Verdict } from './review.js';

const SHA256_IN_HEXADECIMAL_DIGITS = 64;

@InputType('ReviewMatterInput')
export class ReviewMatter extends GatewayCommand<MatterEvent> implements ReviewMatterData {
  readonly commandName = 'reviewMatter';

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int, { description: 'The version that you have read.' })
  @IsInt()
  readonly version!: number;

  @Field({ description: 'Of the version that you have read: the verdict binds to exactly that.' })
  @IsString()
  @MaxLength(SHA256_IN_HEXADECIMAL_DIGITS)
  readonly hash!: string;

  @Field(() => VerdictEnum)
  readonly verdict!: Verdict;

  @OptionalTextField('Needed to return or to decline.')
  readonly reason!: string;
}

@CommandHandler(ReviewMatter)
export class ReviewMatterHandler implements ICommandHandler<ReviewMatter> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ReviewMatter) {
    return this.handling.decide(matterFold, command.matterId, command, (matter) =>
      reviewMatter(command, matter, command.stamp),
    );
  }
}
