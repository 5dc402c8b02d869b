import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import type { IsoDate } from '../kernel/tertial.js';
import { type Outcome, outcomes } from './outcome.js';
import { SubjectsReader } from './subjects.service.js';
import type { Id } from '../kernel/identity.js';
import { Decisions } from '../platform/decisions.service.js';
import { DeskCommand } from '../platform/desk.command.js';
import { DateField, IdField, OptionalTextField, ParagraphField } from '../platform/fields.command.js';
import { type MatterEvent, matterFold } from './matter.js';
import { decidePoint, type DecidePointData } from './decision.js';

export const OutcomeEnum = Object.fromEntries(outcomes.map((outcome) => [outcome, outcome]));
registerEnumType(OutcomeEnum, { name: 'Outcome', description: 'Bifall, avslag, återremiss, bordläggning, utgår.' });

const LONGEST_WORDING_IN_CHARACTERS = 10_000;

@InputType('DecidePointInput')
export class DecidePoint extends DeskCommand<MatterEvent> implements DecidePointData {
  readonly commandName = 'decidePoint';

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int)
  @IsInt()
  readonly point!: number;

  @Field(() => OutcomeEnum)
  readonly outcome!: Outcome;

  @DateField('The day of the meeting.')
  readonly date!: IsoDate;

  @ParagraphField()
  readonly paragraph!: string;

  @Field(() => String, { nullable: true, description: 'When the board decided on another wording than proposed.' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_WORDING_IN_CHARACTERS)
  readonly wording: string | null = null;

  @OptionalTextField('Needed to refer a point back.')
  readonly reason!: string;
}

@CommandHandler(DecidePoint)
export class DecidePointHandler implements ICommandHandler<DecidePoint> {
  constructor(
    private readonly decisions: Decisions,
    private readonly subjects: SubjectsReader,
  ) {}

  execute(command: DecidePoint) {
    return this.decisions.decide(matterFold, command.matterId, command, async (matter) => {
      const { proposals } = await this.subjects.of(matter);
      return decidePoint(command, matter, proposals, command.stamp);
    });
  }
}
