import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';
import { finalities, type Finality, type FinalityRecord, outcomes } from '../../kernel/outcome.js';
import { personRoles } from '../../kernel/permissions.js';
import type { StatedCheckpoint } from '../../kernel/stated-checkpoint.js';
import { type IsoDate, tertials } from '../../kernel/tertial.js';
import { warningSentences } from '../../kernel/warning.js';

export const LocalDate = givenAsItIs(GraphQLLocalDate);
/** An instant, as an ISO 8601 string. The scalar converts input to UTC with milliseconds. */
export const DateTimeISO = new GraphQLScalarType({
  ...givenAsItIs(GraphQLDateTimeISO).toConfig(),
  parseValue: (value) => GraphQLDateTimeISO.parseValue(value).toISOString(),
  parseLiteral: (node) => GraphQLDateTimeISO.parseLiteral(node, {}).toISOString(),
});

/** Skips the scalar's check of output, because it would take most of the time of a view with hundreds of dates. */
function givenAsItIs(scalar: GraphQLScalarType): GraphQLScalarType<unknown, string> {
  return new GraphQLScalarType({ ...scalar.toConfig(), serialize: String });
}

export const TertialEnum = Object.fromEntries(tertials.map((tertial) => [tertial, tertial]));
registerEnumType(TertialEnum, {
  name: 'Tertial',
  description: 'Four months of a year. T1 starts on 1 January, T2 on 1 May and T3 on 1 September.',
});

export const OutcomeEnum = Object.fromEntries(outcomes.map((outcome) => [outcome, outcome]));
registerEnumType(OutcomeEnum, {
  name: 'Outcome',
  description:
    'Outcome of a decision point: approved (bifall), rejected (avslag), referred back (återremiss), postponed (bordläggning) or withdrawn (utgår).',
});

export const RoleEnum = Object.fromEntries(personRoles.map((role) => [role, role]));
registerEnumType(RoleEnum, { name: 'Role' });

export const WarningEnum = Object.fromEntries(Object.keys(warningSentences).map((code) => [code, code]));
registerEnumType(WarningEnum, {
  name: 'Warning',
  description: 'Code of a warning. The service accepted the command, but you should check its values.',
  valuesMap: Object.fromEntries(
    Object.entries(warningSentences).map(([code, { sv, en }]) => [code, { description: `${sv} ${en}` }]),
  ),
});

export const FinalityEnum = Object.fromEntries(finalities.map((finality) => [finality, finality]));
registerEnumType(FinalityEnum, {
  name: 'Finality',
  description: 'Whether a decision of the board is not yet in force, appealed, in force (laga kraft) or annulled.',
});

@ObjectType('FinalityRecord', { description: 'Finality of a decision, and the first day on which it applies.' })
export class FinalityRecordRow implements FinalityRecord {
  @Field(() => FinalityEnum)
  readonly finality!: Finality;

  @Field(() => LocalDate)
  readonly on!: IsoDate;
}

@ObjectType('DecisionReference', { description: 'Day, minutes paragraph and registry number (dnr) of a decision.' })
export class DecisionReferenceView {
  @Field(() => LocalDate)
  readonly date!: IsoDate;

  @Field()
  readonly paragraph!: string;

  @Field()
  readonly dnr!: string;
}

@ObjectType('StatedCheckpoint', {
  description:
    'The newest signed checkpoint of the log when the document was made. A reader can verify the events that it covers.',
})
export class StatedCheckpointRow implements StatedCheckpoint {
  @Field({ description: 'Name of the log.' })
  readonly origin!: string;

  @Field(() => Int, { description: 'Number of events that the checkpoint covers.' })
  readonly size!: number;

  @Field({ description: 'Root hash of the Merkle tree over the covered events (RFC 6962), in Base64.' })
  readonly root!: string;
}

@ObjectType('Label', { description: 'A name in Swedish and English.' })
export class LabelView {
  @Field()
  readonly sv!: string;

  @Field()
  readonly en!: string;
}

@ObjectType('Sign', { description: 'Label and colour of a status in the steering model (styrmodell).' })
export class SignView {
  @Field(() => LabelView)
  readonly label!: LabelView;

  @Field(() => String, { nullable: true, description: 'Colour, such as #2e7d32. Null when the status has none.' })
  readonly colour!: string | null;
}
