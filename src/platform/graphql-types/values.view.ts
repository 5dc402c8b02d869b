import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';
import { finalities, type Finality, type FinalityRecord, outcomes } from '../../kernel/outcome.js';
import { personRoles } from '../../kernel/permissions.js';
import type { StatedCheckpoint } from '../../kernel/stated-checkpoint.js';
import { type IsoDate, tertials } from '../../kernel/tertial.js';
import { warningSentences } from '../../kernel/warning.js';

export const LocalDate = givenAsItIs(GraphQLLocalDate);
/** Instants are strings everywhere. Input is converted to UTC with milliseconds. */
export const DateTimeISO = new GraphQLScalarType({
  ...givenAsItIs(GraphQLDateTimeISO).toConfig(),
  parseValue: (value) => GraphQLDateTimeISO.parseValue(value).toISOString(),
  parseLiteral: (node) => GraphQLDateTimeISO.parseLiteral(node, {}).toISOString(),
});

/** Skips the check of output, which would dominate the time of a view with hundreds of dates. */
function givenAsItIs(scalar: GraphQLScalarType): GraphQLScalarType<unknown, string> {
  return new GraphQLScalarType({ ...scalar.toConfig(), serialize: String });
}

export const TertialEnum = Object.fromEntries(tertials.map((tertial) => [tertial, tertial]));
registerEnumType(TertialEnum, {
  name: 'Tertial',
  description: 'T1 1 January–30 April, T2 1 May–31 August, T3 1 September–31 December.',
});

export const OutcomeEnum = Object.fromEntries(outcomes.map((outcome) => [outcome, outcome]));
registerEnumType(OutcomeEnum, { name: 'Outcome', description: 'Bifall, avslag, återremiss, bordläggning, utgår.' });

export const RoleEnum = Object.fromEntries(personRoles.map((role) => [role, role]));
registerEnumType(RoleEnum, { name: 'Role' });

export const WarningEnum = Object.fromEntries(Object.keys(warningSentences).map((code) => [code, code]));
registerEnumType(WarningEnum, {
  name: 'Warning',
  description: 'A value that is accepted but should be checked.',
  valuesMap: Object.fromEntries(
    Object.entries(warningSentences).map(([code, { sv, en }]) => [code, { description: `${sv} ${en}` }]),
  ),
});

export const FinalityEnum = Object.fromEntries(finalities.map((finality) => [finality, finality]));
registerEnumType(FinalityEnum, {
  name: 'Finality',
  description: 'Whether a decision of the board is in force, appealed or annulled.',
});

@ObjectType('FinalityRecord', { description: 'The finality of a decision and its first day.' })
export class FinalityRecordRow implements FinalityRecord {
  @Field(() => FinalityEnum)
  readonly finality!: Finality;

  @Field(() => LocalDate)
  readonly on!: IsoDate;
}

@ObjectType('DecisionReference', { description: 'Reference to a decision in the minutes.' })
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
    'The newest signed checkpoint of the log when the document was made. Earlier events can be verified against it.',
})
export class StatedCheckpointRow implements StatedCheckpoint {
  @Field({ description: 'Name of the log.' })
  readonly origin!: string;

  @Field(() => Int, { description: 'Number of events that the checkpoint covers.' })
  readonly size!: number;

  @Field({ description: 'Root hash of the Merkle tree over these events (RFC 6962), in Base64.' })
  readonly root!: string;
}

@ObjectType('Label', { description: 'A name in Swedish and English.' })
export class LabelView {
  @Field()
  readonly sv!: string;

  @Field()
  readonly en!: string;
}

@ObjectType('Sign', { description: 'How a status or an assessment is shown.' })
export class SignView {
  @Field(() => LabelView)
  readonly label!: LabelView;

  @Field(() => String, { nullable: true, description: 'Colour beside the label, such as #2e7d32.' })
  readonly colour!: string | null;
}
