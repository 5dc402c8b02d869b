import { type GraphQLSchema, isObjectType } from 'graphql';
import { isStopped } from '../runtime/stopped-operations.service.js';
import type { RequestContext } from '../sign-in/caller.resolver.js';

/**
 * Wraps each subscription, so that it ends at once when its client stopped it before it began. Mercurius looks for what
 * it should end only among the subscriptions that have begun. This must be the outermost wrapper.
 */
export function endStopped(schema: GraphQLSchema): GraphQLSchema {
  const type = schema.getSubscriptionType();
  for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
    const { subscribe } = field;
    if (subscribe === undefined) continue;
    field.subscribe = async (root: unknown, args: unknown, context: RequestContext & { id?: unknown }, info) => {
      const rows: unknown = await subscribe(root, args, context, info);
      const { socket, id } = context;
      if (socket === undefined || typeof id !== 'string' || !isStopped(socket, id) || !isIterable(rows)) return rows;
      await rows[Symbol.asyncIterator]().return?.();
      return over;
    };
  }
  return schema;
}

function isIterable(rows: unknown): rows is AsyncIterable<unknown> {
  return typeof rows === 'object' && rows !== null && Symbol.asyncIterator in rows;
}

const over: AsyncIterableIterator<unknown> = {
  next: () => Promise.resolve({ done: true, value: undefined }),
  return: () => Promise.resolve({ done: true, value: undefined }),
  [Symbol.asyncIterator]() {
    return this;
  },
};
