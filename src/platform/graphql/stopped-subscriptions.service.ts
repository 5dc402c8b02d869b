import type { GraphQLSchema } from 'graphql';
import { isStopped } from '../runtime/stopped-operations.service.js';
import { isAsyncIterable, iteratorOf, leave, wrapSubscriptions } from './subscription-fields.service.js';

/**
 * Wraps each subscription, so that it ends at once when its client stopped it before it began. Mercurius looks for what
 * it should end only among the subscriptions that have begun. This must be the outermost wrapper.
 */
export function endStopped(schema: GraphQLSchema): GraphQLSchema {
  return wrapSubscriptions(schema, (subscribe) => async (root, args, context, info) => {
    const rows: unknown = await subscribe(root, args, context, info);
    const { socket, id } = context;
    if (socket === undefined || !isStopped(socket, id) || !isAsyncIterable(rows)) return rows;
    await leave(rows[Symbol.asyncIterator]());
    return iteratorOf(over, over);
  });
}

function over(): Promise<IteratorResult<unknown>> {
  return Promise.resolve({ done: true, value: undefined });
}
