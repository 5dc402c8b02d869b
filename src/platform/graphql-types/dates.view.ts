import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';

export const LocalDate = givenAsItIs(GraphQLLocalDate);
/** An instant is a text wherever it goes; what comes in is made the one in UTC with milliseconds. */
export const DateTimeISO = new GraphQLScalarType({
  ...givenAsItIs(GraphQLDateTimeISO).toConfig(),
  parseValue: (value) => GraphQLDateTimeISO.parseValue(value).toISOString(),
  parseLiteral: (node) => GraphQLDateTimeISO.parseLiteral(node, {}).toISOString(),
});

/** Dates are looked at when they come in. A view has hundreds, and to look at each again takes longer than all else. */
function givenAsItIs(scalar: GraphQLScalarType): GraphQLScalarType<unknown, string> {
  return new GraphQLScalarType({ ...scalar.toConfig(), serialize: String });
}
