import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, Matches, ValidateNested } from 'class-validator';
import type { DecisionReference } from '../kernel/outcome.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import {
  DateField,
  DecisionField,
  GatewayCommand,
  IdField,
  LabelInput,
  LineField,
} from '../platform/commands/gateway.command.js';
import { defaultModel } from './default-model.js';
import { adoptSteeringModel, phases, steeringModelFold } from './steering-model.js';
import type {
  ActivityStatus,
  AdoptSteeringModelData,
  AssessmentRules,
  GoalStatus,
  Sign,
  SteeringModelEvent,
} from './steering-model.js';

const Phase = Object.fromEntries(phases.map((phase) => [phase, phase]));
registerEnumType(Phase, { name: 'Phase' });

const CODE = /^[A-Z][A-Z0-9_]{0,49}$/;
const COLOUR = /^#[0-9a-f]{6}$/i;
const MOST_STATUSES = 50;

@InputType({ description: 'Label and colour of a status, or of a goal without an assessment (ej bedömd).' })
class SignInput implements Sign {
  @Field(() => LabelInput)
  @ValidateNested()
  @Type(() => LabelInput)
  readonly label!: LabelInput;

  @Field(() => String, { nullable: true, description: 'Colour as #rrggbb, such as #2e7d32. Null means no colour.' })
  @IsOptional()
  @Matches(COLOUR)
  readonly colour: string | null = null;
}

@InputType()
class ActivityStatusInput extends SignInput implements ActivityStatus {
  @Field({ description: 'Code of the status: a letter A-Z, then at most 49 characters of A-Z, 0-9 and underscore.' })
  @Matches(CODE)
  readonly code!: string;

  @Field(() => Phase)
  readonly phase!: (typeof phases)[number];

  @Field()
  readonly deviation!: boolean;
}

@InputType()
class GoalStatusInput extends SignInput implements GoalStatus {
  @Field({ description: 'Code of the status: a letter A-Z, then at most 49 characters of A-Z, 0-9 and underscore.' })
  @Matches(CODE)
  readonly code!: string;

  @Field(() => Int, { description: 'The rank among the goal statuses. A higher rank means a better status.' })
  readonly rank!: number;

  @Field({ description: 'True when the status means that the goal is reached. Exactly one status must have true.' })
  readonly fulfilment!: boolean;
}

@InputType()
class AssessmentRulesInput implements AssessmentRules {
  @Field({ defaultValue: defaultModel.rules.fulfilmentByActivities })
  readonly fulfilmentByActivities!: boolean;

  @Field({ defaultValue: defaultModel.rules.completionWithDeviationCounts })
  readonly completionWithDeviationCounts!: boolean;

  @Field({ defaultValue: defaultModel.rules.fulfilmentByMeasures })
  readonly fulfilmentByMeasures!: boolean;

  @Field({ defaultValue: defaultModel.rules.activityStatusNeedsComment })
  readonly activityStatusNeedsComment!: boolean;

  @Field({ defaultValue: defaultModel.rules.goalStatusNeedsComment })
  readonly goalStatusNeedsComment!: boolean;

  @Field({ defaultValue: defaultModel.rules.fulfilmentNeedsComment })
  readonly fulfilmentNeedsComment!: boolean;
}

@InputType('AdoptSteeringModelInput', {
  description: 'A version of a steering model (styrmodell). A list or rule that you leave out gets its default.',
})
export class AdoptSteeringModel extends GatewayCommand<SteeringModelEvent> implements AdoptSteeringModelData {
  readonly commandName = 'adoptSteeringModel';

  @IdField('SteeringModel', 'Id of the municipality, `.model-` and a name of your choice: exempel.model-styrmodell.')
  readonly steeringModelId!: Id<'SteeringModel'>;

  @LineField()
  readonly name!: string;

  @DateField()
  readonly holdsFrom!: IsoDate;

  @DecisionField()
  readonly decision!: DecisionReference;

  @Field(() => [ActivityStatusInput], { defaultValue: [...defaultModel.activityStatuses] })
  @ArrayMaxSize(MOST_STATUSES)
  @ValidateNested()
  @Type(() => ActivityStatusInput)
  readonly activityStatuses!: ActivityStatusInput[];

  @Field(() => [GoalStatusInput], { defaultValue: [...defaultModel.goalStatuses] })
  @ArrayMaxSize(MOST_STATUSES)
  @ValidateNested()
  @Type(() => GoalStatusInput)
  readonly goalStatuses!: GoalStatusInput[];

  @Field(() => SignInput, {
    defaultValue: defaultModel.notAssessed,
    description:
      'Label and colour for a goal without an assessment (ej bedömd). A goal status with the same label gives NOT_ASSESSED_IS_NO_STATUS.',
  })
  @ValidateNested()
  @Type(() => SignInput)
  readonly notAssessed!: SignInput;

  @Field(() => AssessmentRulesInput, { defaultValue: defaultModel.rules })
  @ValidateNested()
  @Type(() => AssessmentRulesInput)
  readonly rules!: AssessmentRulesInput;
}

@CommandHandler(AdoptSteeringModel)
export class AdoptSteeringModelHandler implements ICommandHandler<AdoptSteeringModel> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AdoptSteeringModel) {
    return this.handling.decide(steeringModelFold, command.steeringModelId, command, (model) =>
      adoptSteeringModel(command, model, command.stamp),
    );
  }
}
