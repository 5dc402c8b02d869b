import { Field, InputType } from '@nestjs/graphql';
import { IsBoolean, IsOptional } from 'class-validator';
import type { Id } from '../kernel/identity.js';
import { IdField, TextField } from '../platform/commands/fields.command.js';
import { ToldCommand } from './judged.command.js';
import type { ReportMeasureData } from './measure-report.js';

/** What a measure came to in a tertial. */
@InputType({ isAbstract: true })
export abstract class MeasuredCommand extends ToldCommand implements ReportMeasureData {
  @IdField('Measure')
  readonly measureId!: Id<'Measure'>;

  @TextField('As it is measured, such as 78 %.')
  readonly value!: string;

  @Field(() => Boolean, { nullable: true, description: 'Left out when it cannot be told, as without a target.' })
  @IsOptional()
  @IsBoolean()
  readonly targetReached: boolean | null = null;
}
