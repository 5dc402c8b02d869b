import { type GraphQLSchema, isObjectType } from 'graphql';
import { withinField } from '../runtime/carried-out.service.js';

/** Wraps each mutation, so that an error in its answer can tell whether the command was carried out. */
export function noteMutations(schema: GraphQLSchema): GraphQLSchema {
  const type = schema.getMutationType();
  for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
    const { resolve } = field;
    if (resolve === undefined) continue;
    field.resolve = (root: unknown, args, context: object, info): unknown =>
      withinField(context, info.path.key, () => resolve(root, args, context, info));
  }
  return schema;
}
