import { type ExecutionResult, GraphQLObjectType, GraphQLSchema, GraphQLString, parse, subscribe } from 'graphql';
import { setImmediate as turn } from 'node:timers/promises';
import type { ReaderSocket } from '../sign-in/caller.resolver.js';
import { SHARED, shareResults } from './shared-results.service.js';
import { isAsyncIterable } from './subscription-fields.service.js';

const { jest } = import.meta;

/** The WebSocket of a reader who reads when the test says so. */
class SocketUnderTest implements ReaderSocket {
  readonly messages: unknown[] = [];
  isOpen = true;
  isSlow = false;
  #part = '';
  #waiting: (() => void)[] = [];

  constructor(readonly protocol = 'graphql-transport-ws') {}

  send: ReaderSocket['send'] = (data, { binary, fin }, sent) => {
    expect(binary).toBe(false);
    const taken = (): void => sent?.(this.isOpen ? undefined : new Error('The socket is closed.'));
    this.#part += data.toString();
    if (fin && this.isOpen) {
      this.messages.push(JSON.parse(this.#part));
      this.#part = '';
    }
    if (this.isSlow) this.#waiting.push(taken);
    else taken();
  };

  close(): void {
    this.isOpen = false;
  }

  read(): void {
    this.isSlow = false;
    for (const taken of this.#waiting.splice(0)) taken();
  }
}

/** Yields what the test gives, the newest alone. */
class RowsUnderTest implements AsyncIterableIterator<unknown> {
  asked = 0;
  hasEnded = false;
  #newest: { readonly row: unknown } | undefined;
  #wake = (): void => undefined;

  give(row: unknown): void {
    this.#newest = { row };
    this.#wake();
  }

  async next(): Promise<IteratorResult<unknown>> {
    this.asked += 1;
    while (this.#newest === undefined && !this.hasEnded) await new Promise<void>((resolve) => (this.#wake = resolve));
    const newest = this.#newest;
    this.#newest = undefined;
    return this.hasEnded || newest === undefined
      ? { done: true, value: undefined }
      : { done: false, value: newest.row };
  }

  return(): Promise<IteratorResult<unknown>> {
    this.hasEnded = true;
    this.#wake();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

let executions: number;
let rowsOf: Map<string, RowsUnderTest>;

const view = new GraphQLObjectType<{ title: string }, { who: string }>({
  name: 'View',
  fields: {
    title: {
      type: GraphQLString,
      args: { suffix: { type: GraphQLString } },
      resolve: ({ title }, { suffix }) => {
        executions += 1;
        return `${title}${suffix ?? ''}`;
      },
    },
    reader: { type: GraphQLString, resolve: (_view, _args, context) => context.who },
    // Like a field that shows nothing to somebody without a right, and never fails.
    secret: {
      type: GraphQLString,
      resolve: (_view, _args, context) => ('who' in context && context.who === 'one' ? 'Secret' : null),
    },
    known: { type: GraphQLString, resolve: (_view, _args, context) => String(Object.keys(context).length > 0) },
    broken: { type: GraphQLString, resolve: () => Promise.reject(new Error('Broken.')) },
  },
});

function schemaWith(extensions: object): GraphQLSchema {
  const field = {
    type: view,
    extensions: { ...extensions },
    resolve: (row: unknown) => row,
    subscribe: (_root: unknown, _args: unknown, { who }: { who: string }) => rowsFor(who),
  };
  const query = new GraphQLObjectType({ name: 'Query', fields: { none: { type: GraphQLString } } });
  const subscription = new GraphQLObjectType({ name: 'Subscription', fields: { view: field } });
  return shareResults(new GraphQLSchema({ query, subscription }));
}

function rowsFor(who: string): RowsUnderTest {
  const rows = rowsOf.get(who) ?? new RowsUnderTest();
  rowsOf.set(who, rows);
  return rows;
}

/** Subscribes like Mercurius: it executes each row that the subscription yields, and gets the results. */
async function reader(
  who: string,
  { query = 'subscription { view { title } }', variables = {}, operationName = '', schema = shared } = {},
  socket = new SocketUnderTest(),
) {
  const contextValue = { who, id: `id of ${who}`, socket };
  const given = { schema, document: parse(query), contextValue, variableValues: variables };
  const iterator = await subscribe({ ...given, ...(operationName !== '' && { operationName }) });
  if (!isAsyncIterable(iterator) || !('return' in iterator)) throw new Error(JSON.stringify(iterator));
  const others: ExecutionResult[] = [];
  const end = (async () => {
    for await (const result of iterator) others.push(result);
    return 'the end';
  })();
  await idle();
  return { socket, rows: rowsFor(who), others, end, leave: () => iterator.return() };
}

async function idle(): Promise<void> {
  for (let n = 0; n < 20; n += 1) await turn();
}

function next(who: string, view: object) {
  return { type: 'next', id: `id of ${who}`, payload: { data: { view } } };
}

let shared: GraphQLSchema;

beforeEach(() => {
  executions = 0;
  rowsOf = new Map();
  shared = schemaWith({ [SHARED]: true });
});

describe('a result that is shared', () => {
  it('is executed once for all readers, and each gets it under an id of their own', async () => {
    const [one, two] = [await reader('one'), await reader('two')];
    const row = { title: 'Plan' };
    for (const { rows } of [one, two]) rows.give(row);
    await idle();
    expect(one.socket.messages).toEqual([next('one', { title: 'Plan' })]);
    expect(two.socket.messages).toEqual([next('two', { title: 'Plan' })]);
    expect(executions).toBe(1);
    expect([one.others, two.others]).toEqual([[], []]);
  });

  it('is executed anew for another row, though it is equal', async () => {
    const { rows, socket } = await reader('one');
    for (let n = 0; n < 2; n += 1) {
      rows.give({ title: 'Plan' });
      await idle();
    }
    expect(socket.messages).toHaveLength(2);
    expect(executions).toBe(2);
  });

  it('is executed for each document, operation and variables', async () => {
    const variables = 'subscription ($s: String) { view { title(suffix: $s) } }';
    const operations = 'subscription A { view { a: title } } subscription B { view { b: title } }';
    const readers = [
      await reader('one'),
      await reader('two', { query: 'subscription { view { other: title } }' }),
      await reader('three', { query: variables, variables: { s: '!' } }),
      await reader('four', { query: variables, variables: { s: '?' } }),
      await reader('five', { query: operations, operationName: 'A' }),
      await reader('six', { query: operations, operationName: 'B' }),
      await reader('seven', { query: 'fragment F on View { title } subscription { view { ...F } }' }),
    ];
    const row = { title: 'Plan' };
    for (const { rows } of readers) rows.give(row);
    await idle();
    expect(readers.flatMap(({ socket }) => socket.messages)).toEqual([
      next('one', { title: 'Plan' }),
      next('two', { other: 'Plan' }),
      next('three', { title: 'Plan!' }),
      next('four', { title: 'Plan?' }),
      next('five', { a: 'Plan' }),
      next('six', { b: 'Plan' }),
      next('seven', { title: 'Plan' }),
    ]);
  });

  it('is not kept for long, because a client can send ever new documents', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    try {
      const row = { title: 'Plan' };
      for (const who of ['one', 'two', 'three']) {
        const { rows } = await reader(who);
        rows.give(row);
        await idle();
        jest.advanceTimersByTime(600);
      }
      expect(executions).toBe(2);
      jest.advanceTimersByTime(1_000);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it('is sent in the words of the older protocol to who speaks it', async () => {
    const { rows, socket } = await reader('one', {}, new SocketUnderTest('graphql-ws'));
    rows.give({ title: 'Plan' });
    await idle();
    expect(socket.messages).toEqual([{ ...next('one', { title: 'Plan' }), type: 'data' }]);
  });
});

describe('a result that is not shared', () => {
  it.each([
    ['depends on its reader', '{ title reader }', { title: 'Plan', reader: 'one' }],
    ['has errors', '{ title broken }', { title: 'Plan', broken: null }],
  ])('because it %s is left to Mercurius', async (_, selection, expected) => {
    const { rows, socket, others } = await reader('one', { query: `subscription { view ${selection} }` });
    rows.give({ title: 'Plan' });
    await idle();
    expect(others).toMatchObject([{ data: { view: expected } }]);
    expect(socket.messages).toEqual([]);
  });

  it.each([
    ['reader', 'one', 'two'],
    ['secret', 'Secret', null],
    ['known', 'true', 'true'],
  ])('because its field %s looks at the rights of its reader is made for each of them', async (field, mine, theirs) => {
    const query = `subscription { view { title ${field} } }`;
    const [one, two] = [await reader('one', { query }), await reader('two', { query })];
    const row = { title: 'Plan' };
    for (const { rows } of [one, two]) rows.give(row);
    await idle();
    expect(one.others).toEqual([{ data: { view: { title: 'Plan', [field]: mine } } }]);
    expect(two.others).toEqual([{ data: { view: { title: 'Plan', [field]: theirs } } }]);
    expect([one.socket.messages, two.socket.messages]).toEqual([[], []]);
  });

  it('because it is null is left to Mercurius', async () => {
    const { rows, others } = await reader('one');
    rows.give(null);
    await idle();
    expect(others).toEqual([{ data: { view: null } }]);
  });

  it('because its field has no mark is left to Mercurius', async () => {
    const { rows, others, socket } = await reader('one', { schema: schemaWith({}) });
    rows.give({ title: 'Plan' });
    await idle();
    expect(others).toEqual([{ data: { view: { title: 'Plan' } } }]);
    expect(socket.messages).toEqual([]);
  });
});

describe('a reader of shared results', () => {
  it('who is slow gets one at a time', async () => {
    const { rows, socket } = await reader('one');
    socket.isSlow = true;
    for (const title of ['first', 'second', 'third']) {
      rows.give({ title });
      await idle();
    }
    expect(socket.messages).toEqual([next('one', { title: 'first' })]);
    expect(rows.asked).toBe(1);
    socket.read();
    await idle();
    expect(socket.messages).toEqual([next('one', { title: 'first' }), next('one', { title: 'third' })]);
  });

  it('who leaves ends the rows', async () => {
    const { rows, leave, end } = await reader('one');
    await leave();
    expect(await end).toBe('the end');
    expect(rows.hasEnded).toBe(true);
  });

  it('who leaves while a result is made is not sent it', async () => {
    const { rows, socket, leave, end } = await reader('one');
    rows.give({ title: 'Plan' });
    await Promise.resolve();
    await leave();
    expect(await end).toBe('the end');
    expect(socket.messages).toEqual([]);
  });

  it('whose socket is closed ends the rows', async () => {
    const { rows, socket, end } = await reader('one');
    socket.close();
    rows.give({ title: 'Plan' });
    expect(await end).toBe('the end');
    expect(rows.hasEnded).toBe(true);
  });
});
