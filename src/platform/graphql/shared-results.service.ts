import { execute, type GraphQLResolveInfo, type GraphQLSchema, Kind } from 'graphql';
import type { ReaderSocket } from '../sign-in/caller.resolver.js';
import { isAsyncIterable, iteratorOf, leave, wrapSubscriptions } from './subscription-fields.service.js';
import type { SubscriptionContext } from './subscription-fields.service.js';

/**
 * Key of the extension that marks a subscription with shared results. A result is made once for all readers of the
 * subscription. A result with a field that depends on the reader's rights is made for each reader.
 */
export const SHARED = 'shared';

/**
 * A result is kept only this long, because readers that wait for the same result ask for it at nearly the same time.
 */
const KEPT_FOR_MILLISECONDS = 1_000;

/**
 * Wraps each marked subscription. A result is executed and serialised once for all readers that sent the same document
 * and variables. Mercurius would do both for each reader, and still does so for a result that depends on its reader.
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

/** Sends each row's shared result to the socket. Yields only a row whose result Mercurius must make and send. */
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

/** Returns the beginning of a WebSocket message, up to its payload. */
function startOfMessage(socket: ReaderSocket | undefined, id: string): string {
  const type = socket?.protocol === 'graphql-ws' ? 'data' : 'next';
  return `${JSON.stringify({ type, id }).slice(0, -1)},"payload":`;
}

/**
 * Sends a message in two frames, because all sockets share the second frame. Resolves to true when the network has
 * taken the message. A slow reader gets no other message before that, so that only the newest result waits for the
 * reader. Resolves to false when the socket is closed.
 */
function hasTaken(socket: ReaderSocket, start: string, result: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    socket.send(start, { binary: false, fin: false });
    socket.send(result, { binary: false, fin: true }, (error) => resolve(error === undefined || error === null));
  });
}

/** The shared results of one subscription field. Each result ends with the brace that closes its message. */
class SharedResults {
  readonly #kept = new WeakMap<object, Map<string, Promise<Buffer | null>>>();

  /**
   * Returns the result for a row. Null: the result depends on its reader, or has errors, which are in the reader's
   * language.
   */
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
    // A client can send ever new documents. If their results were kept for longer, they would fill the memory.
    setTimeout(() => results.delete(name), KEPT_FOR_MILLISECONDS).unref();
    return result;
  }
}

/**
 * The context of a shared result. A field that reads the context fails, so that no shared result depends on a reader's
 * rights.
 */
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
    // `execute` parses these values a second time. If that fails, the result is not shared.
    variableValues,
    operationName: operation.name?.value,
  });
  return result.errors === undefined ? Buffer.from(`${JSON.stringify(result)}}`) : null;
}
