import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../sign-in/caller.resolver.js';
import { formatError } from '../errors/errors.service.js';
import { hangUp, requireAsBefore, untilExpired } from '../sign-in/expiry.service.js';
import { isAsyncIterable, iteratorOf, leave, wrapSubscriptions } from './subscription-fields.service.js';

type OnError = (shown: GraphQLError, context: RequestContext, field: string) => void;

/** Wraps each subscription. Formats its errors, and ends it when the reader's session expires or their roles change. */
export function formatSubscriptionErrors(schema: GraphQLSchema, onError: OnError): GraphQLSchema {
  return wrapSubscriptions(schema, (subscribe, field) => async (root, args, context, info) => {
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
    const shown = asBefore(context, untilExpired(context, rows[Symbol.asyncIterator]()));
    return iteratorOf(
      () => told(() => shown.next()),
      () => leave(shown),
    );
  });
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
