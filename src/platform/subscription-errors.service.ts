import { type GraphQLError, type GraphQLSchema, isObjectType } from 'graphql';
import type { RequestContext } from './caller.resolver.js';
import { formatError } from './errors.service.js';

type OnError = (shown: GraphQLError, context: RequestContext) => void;

/** Mercurius sends a subscription's errors just as they are thrown, so they are made fit for a client's eyes first. */
export function formatSubscriptionErrors(schema: GraphQLSchema, onError: OnError): GraphQLSchema {
  const type = schema.getSubscriptionType();
  for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
    const { subscribe } = field;
    if (subscribe === undefined) continue;
    field.subscribe = async (root: unknown, args: unknown, context: RequestContext, info) => {
      const rows: unknown = await formatted(context, onError, async () => await subscribe(root, args, context, info));
      return isAsyncIterable(rows) ? formattedRows(context, onError, rows[Symbol.asyncIterator]()) : rows;
    };
  }
  return schema;
}

async function formatted<Result>(
  context: RequestContext,
  onError: OnError,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const shown = formatError(error instanceof Error ? error : new Error(String(error)), context.language);
    onError(shown, context);
    throw shown;
  }
}

function isAsyncIterable(rows: unknown): rows is AsyncIterable<unknown> {
  return typeof rows === 'object' && rows !== null && Symbol.asyncIterator in rows;
}

function formattedRows(
  context: RequestContext,
  onError: OnError,
  rows: AsyncIterator<unknown>,
): AsyncIterableIterator<unknown> {
  return {
    next: () => formatted(context, onError, () => rows.next()),
    return: async () => (await rows.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
