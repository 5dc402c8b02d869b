import { type GraphQLError, type GraphQLSchema, isObjectType } from 'graphql';
import type { RequestContext } from './caller.resolver.js';
import { formatError } from './errors.service.js';
import { hangUpWhenExpired, untilExpired } from './expiry.service.js';

type OnError = (shown: GraphQLError, context: RequestContext, field: string) => void;

/** Mercurius sends a subscription's errors just as they are thrown, so they are made fit for a client's eyes first. */
export function formatSubscriptionErrors(schema: GraphQLSchema, onError: OnError): GraphQLSchema {
  const type = schema.getSubscriptionType();
  for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
    const { subscribe } = field;
    if (subscribe === undefined) continue;
    field.subscribe = async (root: unknown, args: unknown, context: RequestContext, info) => {
      const onRefused = (shown: GraphQLError): void => {
        onError(shown, context, field.name);
        hangUpWhenExpired(context);
      };
      const told = <Result>(work: () => Promise<Result>) => formatted(context, onRefused, work);
      const rows: unknown = await told(async () => await subscribe(root, args, context, info));
      if (!isAsyncIterable(rows)) return rows;
      return formattedRows(told, untilExpired(context, rows[Symbol.asyncIterator]()));
    };
  }
  return schema;
}

async function formatted<Result>(
  { language }: RequestContext,
  onError: (shown: GraphQLError) => void,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const shown = formatError(error instanceof Error ? error : new Error(String(error)), language);
    onError(shown);
    throw shown;
  }
}

function isAsyncIterable(rows: unknown): rows is AsyncIterable<unknown> {
  return typeof rows === 'object' && rows !== null && Symbol.asyncIterator in rows;
}

function formattedRows(
  told: <Result>(work: () => Promise<Result>) => Promise<Result>,
  rows: AsyncIterator<unknown>,
): AsyncIterableIterator<unknown> {
  return {
    next: () => told(() => rows.next()),
    return: async () => (await rows.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
