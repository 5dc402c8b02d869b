import { execute, type GraphQLResolveInfo, type GraphQLSchema, Kind } from 'graphql';
import type { ReaderSocket } from '../sign-in/caller.resolver.js';
import {
  isAsyncIterable,
  iteratorOf,
  leave,
  type SubscriptionContext,
  wrapSubscriptions,
} from './subscription-fields.service.js';

/**
 * Key of the extension that marks a subscription. Its results are made once for all its readers as far as they do not
 * depend on who reads: a selected field that looks at its reader's rights is executed for each reader.
 */
export const SHARED = 'shared';

/** Sockets that wait for the same result ask for it at nearly the same time. */
const KEPT_FOR_MILLISECONDS = 1_000;

/**
 * Wraps each marked subscription, so that a result is executed and serialised once for all readers who sent the same
 * document and variables. Mercurius does both for each reader, and still does for fields that depend on their reader.
 */
export function shareResults(schema: GraphQLSchema): GraphQLSchema {
  return wrapSubscriptions(schema, (subscribe, { extensions }) => {
    if (extensions[SHARED] !== true) return subscribe;
    const results = new SharedResults();
    return async (root, args, context, info) => {
      const rows: unknown = await subscribe(root, args, context, info);
      if (!isAsyncIterable(rows)) return rows;
      return sent(rows[Symbol.asyncIterator](), context, (row) => results.of(row, info));
    };
  });
}

/** Sends the results of the rows, and ends with the rows. Yields a row whose result Mercurius must make and send. */
function sent(
  rows: AsyncIterator<unknown>,
  { socket, id }: SubscriptionContext,
  resultOf: (row: unknown) => Promise<Buffer | null>,
): AsyncIterableIterator<unknown> {
  let hasLeft = false;
  const end = (): Promise<IteratorResult<unknown>> => {
    hasLeft = true;
    return leave(rows);
  };
  const start = startOfMessage(socket, id);
  const next = async (): Promise<IteratorResult<unknown>> => {
    for (;;) {
      const row = await rows.next();
      if (row.done === true) return row;
      const result = await resultOf(row.value);
      if (result === null || socket === undefined) return row;
      if (hasLeft || !(await hasTaken(socket, start, result))) return end();
    }
  };
  return iteratorOf(next, end);
}

/** A message of the protocol up to its payload. */
function startOfMessage(socket: ReaderSocket | undefined, id: string): string {
  const type = socket?.protocol === 'graphql-ws' ? 'data' : 'next';
  return `${JSON.stringify({ type, id }).slice(0, -1)},"payload":`;
}

/**
 * Sends a message in two frames, because all sockets share the second. Resolves when the network has taken it: until
 * then a slow reader gets no other, and only the newest result waits. False: the socket is closed.
 */
function hasTaken(socket: ReaderSocket, start: string, result: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    socket.send(start, { binary: false, fin: false });
    socket.send(result, { binary: false, fin: true }, (error) => resolve(error === undefined || error === null));
  });
}

/** The results of one subscription field, each with the brace that ends its message. */
class SharedResults {
  readonly #kept = new WeakMap<object, Map<string, Promise<Buffer | null>>>();

  /** Null: the result depends on its reader, or has errors, which are told in the reader's language. */
  of(row: unknown, info: GraphQLResolveInfo): Promise<Buffer | null> {
    if (typeof row !== 'object' || row === null) return Promise.resolve(null);
    const results = this.#kept.get(row) ?? new Map<string, Promise<Buffer | null>>();
    this.#kept.set(row, results);
    const { operation, variableValues } = info;
    const name = JSON.stringify([operation.loc?.source.body, operation.name?.value, variableValues]);
    const known = results.get(name);
    if (known !== undefined) return known;
    const result = resultOf(row, info);
    results.set(name, result);
    // A client can send ever new documents: kept for longer, their results would fill the memory.
    setTimeout(() => results.delete(name), KEPT_FOR_MILLISECONDS).unref();
    return result;
  }
}

/** The context of a result that many readers share. A field that looks at it fails, so that no reader's rights get in. */
const NOBODY = new Proxy(
  {},
  {
    get: () => fail(),
    has: () => fail(),
    ownKeys: () => fail(),
    getOwnPropertyDescriptor: () => fail(),
  },
);

function fail(): never {
  throw new Error('The field depends on its reader.');
}

async function resultOf(row: object, info: GraphQLResolveInfo): Promise<Buffer | null> {
  const { schema, operation, fragments, variableValues } = info;
  const result = await execute({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] },
    rootValue: row,
    contextValue: NOBODY,
    // These values are parsed already. One that cannot be parsed again fails too.
    variableValues,
    operationName: operation.name?.value,
  });
  return result.errors === undefined ? Buffer.from(`${JSON.stringify(result)}}`) : null;
}
