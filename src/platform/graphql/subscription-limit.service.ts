import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { ReaderSocket } from '../sign-in/caller.resolver.js';
import { isAsyncIterable, iteratorOf, leave, wrapSubscriptions } from './subscription-fields.service.js';

/** The most subscriptions that a WebSocket may have at the same time. */
export const MOST_SUBSCRIPTIONS = 100;
/** WebSocket close code of graphql-transport-ws. */
const TOO_MANY = 4429;

/** Wraps each subscription, so that a WebSocket is closed when it begins more of them than it may have. */
export function limitSubscriptions(schema: GraphQLSchema, onRefused: (code: string) => void): GraphQLSchema {
  const begun = new WeakMap<ReaderSocket, Set<object>>();
  return wrapSubscriptions(schema, (subscribe) => async (root, args, context, info) => {
    const rows: unknown = await subscribe(root, args, context, info);
    const { socket } = context;
    if (socket === undefined || !isAsyncIterable(rows)) return rows;
    const iterator = rows[Symbol.asyncIterator]();
    const open = begun.get(socket) ?? new Set<object>();
    begun.set(socket, open);
    if (open.size >= MOST_SUBSCRIPTIONS) {
      await leave(iterator);
      onRefused('TOO_MANY_REQUESTS');
      socket.close(TOO_MANY, 'Too many subscriptions');
      throw new GraphQLError('The WebSocket has too many subscriptions.');
    }
    open.add(iterator);
    const next = async (): Promise<IteratorResult<unknown>> => {
      let isOver = true;
      try {
        const row = await iterator.next();
        isOver = row.done === true;
        return row;
      } finally {
        if (isOver) open.delete(iterator);
      }
    };
    return iteratorOf(next, () => {
      open.delete(iterator);
      return leave(iterator);
    });
  });
}
