import { getNullableType, type GraphQLSchema } from 'graphql';

/**
 * Makes each query nullable, so that a refused query is null with an error at its path, and the other queries of the
 * document keep their answers. Mutations stay as they are: the ones after a refused mutation must not be carried out.
 */
export function makeQueriesNullable(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) field.type = getNullableType(field.type);
  return schema;
}
