import { type GraphQLError, type GraphQLSchema, isObjectType } from 'graphql';
import type { RequestContext } from '../sign-in/caller.resolver.js';
import { formatError } from '../errors/errors.service.js';
import { hangUp, requireAsBefore, untilExpired } from '../sign-in/expiry.service.js';

type OnError = (shown: GraphQLError, context: RequestContext, field: string) => void;

/** Wraps each subscription. Formats its errors, and ends it when the reader's session expires or their roles change. */
export function formatSubscriptionErrors(schema: GraphQLSchema, onError: OnError): GraphQLSchema {
  const type = schema.getSubscriptionType();
  for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
    const { subscribe } = field;
    if (subscribe === undefined) continue;
    field.subscribe = async (root: unknown, args: unknown, context: RequestContext, info) => {
      const onRefused = (shown: GraphQLError): void => {
        onError(shown, context, field.name);
        if (shown.extensions.code === 'UNAUTHENTICATED') hangUp(context);
      };
      const told = <Result>(work: () => Promise<Result>) => formatted(context, onRefused, work);
      const rows: unknown = await told(async () => {
        await requireAsBefore(context);
        return await subscribe(root, args, context, info);
      });
      if (!isAsyncIterable(rows)) return rows;
      return formattedRows(told, asBefore(context, untilExpired(context, rows[Symbol.asyncIterator]())));
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

/** Passes rows on until the reader's roles change. Then it ends the subscription with `UNAUTHENTICATED`. */
function asBefore(context: RequestContext, rows: ReturnType<typeof untilExpired>): AsyncIterator<unknown> {
  return {
    next: async () => {
      const row = await rows.next();
      try {
        if (row.done !== true) await requireAsBefore(context);
        return row;
      } catch (error) {
        await rows.return();
        throw error;
      }
    },
    return: () => rows.return(),
  };
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
