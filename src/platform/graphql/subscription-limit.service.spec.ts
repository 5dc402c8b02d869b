import { GraphQLObjectType, GraphQLSchema, GraphQLString, parse, subscribe } from 'graphql';
import type { ReaderSocket } from '../sign-in/caller.resolver.js';
import { isAsyncIterable } from './subscription-fields.service.js';
import { limitSubscriptions, MOST_SUBSCRIPTIONS } from './subscription-limit.service.js';

/** Remembers how it was closed. */
class SocketUnderTest implements ReaderSocket {
  readonly protocol = 'graphql-transport-ws';
  readonly closed: unknown[] = [];

  send(): void {
    throw new Error('Nothing is sent.');
  }

  close(code: number, reason: string): void {
    this.closed.push([code, reason]);
  }
}

type How = 'waits' | 'ends' | 'fails';

let begun: number;
let left: number;
let refused: string[];
let schema: GraphQLSchema;

beforeEach(() => {
  [begun, left, refused] = [0, 0, []];
  const none = { type: GraphQLString };
  const rows = {
    ...none,
    args: { how: none },
    subscribe: (_root: unknown, { how }: { how: How }) => rowsThat(how),
  };
  const query = new GraphQLObjectType({ name: 'Query', fields: { none } });
  const subscription = new GraphQLObjectType({ name: 'Subscription', fields: { rows } });
  schema = limitSubscriptions(new GraphQLSchema({ query, subscription }), (code) => refused.push(code));
});

function rowsThat(how: How): AsyncIterableIterator<unknown> {
  begun += 1;
  return {
    next: () => {
      if (how === 'fails') return Promise.reject(new Error('Failed.'));
      return how === 'ends' ? Promise.resolve({ done: true, value: undefined }) : new Promise(() => null);
    },
    return: () => {
      left += 1;
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function begin(socket: SocketUnderTest, how: How = 'waits'): Promise<AsyncIterator<unknown> | null> {
  const document = parse(`subscription { rows(how: "${how}") }`);
  const rows: unknown = await subscribe({ schema, document, contextValue: { socket, id: '1' } });
  return isAsyncIterable(rows) ? rows[Symbol.asyncIterator]() : null;
}

describe('the subscriptions of a WebSocket', () => {
  it('are so many at most, and one more closes it', async () => {
    const [socket, other] = [new SocketUnderTest(), new SocketUnderTest()];
    for (let n = 0; n < MOST_SUBSCRIPTIONS; n += 1) expect(await begin(socket)).not.toBeNull();
    expect([socket.closed, refused, left]).toEqual([[], [], 0]);
    expect(await begin(socket)).toBeNull();
    expect(socket.closed).toEqual([[4429, 'Too many subscriptions']]);
    expect(refused).toEqual(['TOO_MANY_REQUESTS']);
    expect([begun, left]).toEqual([MOST_SUBSCRIPTIONS + 1, 1]);
    expect(await begin(other)).not.toBeNull();
    expect(other.closed).toEqual([]);
  });

  it.each<[string, How, (rows: AsyncIterator<unknown> | null) => Promise<unknown> | undefined]>([
    ['are left', 'waits', (rows) => rows?.return?.()],
    ['have ended', 'ends', (rows) => rows?.next()],
    ['have failed', 'fails', (rows) => rows?.next().catch(() => null)],
  ])('do not count when they %s', async (_, how, end) => {
    const socket = new SocketUnderTest();
    for (let n = 0; n < 2 * MOST_SUBSCRIPTIONS; n += 1) await end(await begin(socket, how));
    expect(await begin(socket)).not.toBeNull();
    expect(socket.closed).toEqual([]);
  });
});
