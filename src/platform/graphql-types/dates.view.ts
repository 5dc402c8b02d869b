import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';

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
