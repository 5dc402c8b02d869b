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
    "The outcome of the board's decision on a point of a matter: approved (bifall), rejected (avslag), referred back " +
    'to the administration (återremiss), postponed (bordläggning) or withdrawn (utgår).',
});

export const RoleEnum = Object.fromEntries(personRoles.map((role) => [role, role]));
registerEnumType(RoleEnum, { name: 'Role' });

export const WarningEnum = Object.fromEntries(Object.keys(warningSentences).map((code) => [code, code]));
registerEnumType(WarningEnum, {
  name: 'Warning',
  description: 'Code of a warning. The service accepted the command, but a person should check the given values.',
  valuesMap: Object.fromEntries(
    Object.entries(warningSentences).map(([code, { sv, en }]) => [code, { description: `${sv} ${en}` }]),
  ),
});

export const FinalityEnum = Object.fromEntries(finalities.map((finality) => [finality, finality]));
registerEnumType(FinalityEnum, {
  name: 'Finality',
  description: "Whether the board's decision is not yet in legal force (laga kraft), appealed, in force or annulled.",
});

@ObjectType('FinalityRecord', { description: "A finality of the board's decision and the first day of the finality." })
export class FinalityRecordRow implements FinalityRecord {
  @Field(() => FinalityEnum)
  readonly finality!: Finality;

  @Field(() => LocalDate)
  readonly on!: IsoDate;
}

@ObjectType('DecisionReference', { description: 'A decision by its day, paragraph (§) and registry number (dnr).' })
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
    'The newest signed checkpoint of the event log when the secretary sent the summons or recorded the adjustment of ' +
    'the minutes. A reader can verify all events that the checkpoint covers.',
})
export class StatedCheckpointRow implements StatedCheckpoint {
  @Field({ description: 'The name of the event log, such as tertial.example.se/tlog.' })
  readonly origin!: string;

  @Field(() => Int, { description: 'The checkpoint covers this number of events, from the first event on.' })
  readonly size!: number;

  @Field({ description: 'Root hash of the Merkle tree over the covered events (RFC 6962), in Base64.' })
  readonly root!: string;
}

@ObjectType('Label', { description: 'A name in Swedish (sv) and in English (en).' })
export class LabelView {
  @Field()
  readonly sv!: string;

  @Field()
  readonly en!: string;
}

@ObjectType('Sign', { description: 'Label and colour of a status or of a missing assessment (ej bedömd).' })
export class SignView {
  @Field(() => LabelView)
  readonly label!: LabelView;

  @Field(() => String, { nullable: true, description: 'Colour, such as #2e7d32. Null when there is no colour.' })
  readonly colour!: string | null;
}
