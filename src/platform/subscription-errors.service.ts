import { type GraphQLSchema, isObjectType } from 'graphql';
import type { RequestContext } from './caller.resolver.js';
import { formatError } from './errors.service.js';
import type { Language } from '../kernel/sentences.js';

/** Mercurius sends a subscription's errors just as they are thrown, so they are made fit for a client's eyes first. */
export function formatSubscriptionErrors(schema: GraphQLSchema): GraphQLSchema {
  const type = schema.getSubscriptionType();
  for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
    const { subscribe } = field;
    if (subscribe === undefined) continue;
    field.subscribe = async (root: unknown, args: unknown, context: RequestContext, info) => {
      const { language } = context;
      const rows: unknown = await formatted(language, async () => await subscribe(root, args, context, info));
      return isAsyncIterable(rows) ? formattedRows(language, rows[Symbol.asyncIterator]()) : rows;
    };
  }
  return schema;
}

async function formatted<Result>(language: Language, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw formatError(error instanceof Error ? error : new Error(String(error)), language);
  }
}

function isAsyncIterable(rows: unknown): rows is AsyncIterable<unknown> {
  return typeof rows === 'object' && rows !== null && Symbol.asyncIterator in rows;
}

function formattedRows(language: Language, rows: AsyncIterator<unknown>): AsyncIterableIterator<unknown> {
  return {
    next: () => formatted(language, () => rows.next()),
    return: async () => (await rows.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
