import { type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';

/**
 * Removes the resolvers that Nest gives to every plain field. GraphQL reads such a field itself, and compiled
 * operations read it without a call.
 */
export function removeDefaultResolvers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) if (isPlain(field)) delete field.resolve;
  }
  return schema;
}

const OWN_VALUE = Symbol('the value of the property with the name of the field');

/** Whether the resolver only reads the property with the field's name, and gives nothing when it is absent. */
function isPlain({ name, resolve }: GraphQLField<unknown, unknown>): boolean {
  if (resolve?.name !== NAME_IN_NEST || resolve.length !== 1) return false;
  const read = (parent: object): unknown => Reflect.apply(resolve, undefined, [parent]);
  return read({ [name]: OWN_VALUE }) === OWN_VALUE && read({}) === undefined;
}

/** The name that `@nestjs/graphql` 13 gives to the default resolver of a field. */
const NAME_IN_NEST = 'rootFieldResolver';
