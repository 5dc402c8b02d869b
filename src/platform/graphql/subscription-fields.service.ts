import { type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import type { RequestContext } from '../sign-in/caller.resolver.js';

/** The context of a subscription: that of its WebSocket, and the id that the client gave to the subscription. */
export interface SubscriptionContext extends RequestContext {
  readonly id: string;
}

/** The function of a subscription field that begins the subscription, and gives its rows or an error. */
export type Subscribe = GraphQLFieldResolver<unknown, SubscriptionContext, unknown>;

/** Replaces, in each subscription field, the function that begins the subscription. */
export function wrapSubscriptions(
  schema: GraphQLSchema,
  wrapped: (subscribe: Subscribe, field: GraphQLField<unknown, unknown>) => Subscribe,
): GraphQLSchema {
  const type = schema.getSubscriptionType();
  for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
    if (field.subscribe !== undefined) field.subscribe = wrapped(field.subscribe, field);
  }
  return schema;
}

export function isAsyncIterable(rows: unknown): rows is AsyncIterable<unknown> {
  return typeof rows === 'object' && rows !== null && Symbol.asyncIterator in rows;
}

/** Makes an iterator from its functions `next` and `return`. */
export function iteratorOf(
  next: () => Promise<IteratorResult<unknown>>,
  leave: () => Promise<IteratorResult<unknown>>,
): AsyncIterableIterator<unknown> {
  return {
    next,
    return: leave,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Ends the rows, and waits until they have ended. */
export async function leave(rows: AsyncIterator<unknown>): Promise<IteratorResult<unknown>> {
  return (await rows.return?.()) ?? { done: true, value: undefined };
}
