import { Field, InputType } from '@nestjs/graphql';
import type { IsoDate, Tertial } from '../kernel/tertial.js';
import { LocalDate } from '../platform/graphql-types/dates.view.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { OptionalTextField, TextField } from '../platform/commands/fields.command.js';
import { TertialEnum } from '../platform/graphql-types/tertial.view.js';
import type { ReportedFact } from './follow-up.js';
import type { GoalEvent } from './goal.js';

/** What is told of an activity, a measure or a goal for a tertial. */
@InputType({ isAbstract: true })
export abstract class ToldCommand extends GatewayCommand<GoalEvent> implements ReportedFact {
  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @OptionalTextField()
  readonly comment!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The day the fact holds. When left out: today, or the last day of a tertial that has ended.',
  })
  readonly validOn: IsoDate | null = null;
}

/** What is told in a word of the steering model. */
@InputType({ isAbstract: true })
export abstract class JudgedCommand extends ToldCommand {
  @TextField('A code of the steering model in force.')
  readonly status!: string;
}
