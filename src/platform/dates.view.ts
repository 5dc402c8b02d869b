import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';

export const LocalDate = givenAsItIs(GraphQLLocalDate);
export const DateTimeISO = givenAsItIs(GraphQLDateTimeISO);

/** Dates are looked at when they come in. A view has hundreds, and to look at each again takes longer than all else. */
function givenAsItIs(scalar: GraphQLScalarType): GraphQLScalarType<unknown, string> {
  return new GraphQLScalarType({ ...scalar.toConfig(), serialize: String });
}
