import { connect } from 'node:net';
import { type DoorUnderTest, openDoor } from '../support/request-gate-under-test.js';
import { adoptSmallPlan, plan } from '../support/municipality-under-test.js';
import { Socket } from '../support/socket-under-test.js';
import { until } from '../support/until.js';
import { Api } from '../support/api-under-test.js';

// The messages of a WebSocket in their order (graphql-transport-ws), and out of it.

const following = `subscription { tertialViewChanged(planId: "${plan}", tertial: T1) { planActivities } }`;

const protocols = [
  { protocol: 'graphql-transport-ws', begin: 'subscribe', stop: 'complete', row: 'next' },
  { protocol: 'graphql-ws', begin: 'start', stop: 'stop', row: 'data' },
];

let door: DoorUnderTest;
let headers: { authorization: string };

beforeAll(async () => {
  door = await openDoor();
  await adoptSmallPlan(new Api(door.app, () => door.signIn('controller')), 2);
  headers = await door.signIn('auditor');
});
afterAll(() => door.app.close());

async function metric(name: string): Promise<number> {
  const { body } = await door.app.inject('/metrics');
  const line = body.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}

describe.each(protocols)('a WebSocket of $protocol', ({ protocol, begin, stop, row }) => {
  let socket: Socket;

  beforeEach(() => {
    socket = new Socket(door.socketUrl, protocol);
  });
  afterEach(() => socket.close());

  const open = async () => expect(await socket.open(headers)).toEqual({ type: 'connection_ack' });
  const subscribe = (id: string, query = following) => socket.send({ id, type: begin, payload: { query } });

  async function closedWith(code: number): Promise<void> {
    for (let last = ''; last !== 'closed';) last = (await socket.next()).type;
    expect(socket.code).toBe(code);
  }

  it.each([
    ['without a token', {}],
    ['with a token that does not hold', { authorization: 'Bearer x.y.z' }],
  ])('is closed with 4403 %s', async (_, payload) => {
    await socket.open(payload);
    await closedWith(4403);
  });

  it('is closed with 4401 when it subscribes before it is let in', async () => {
    await socket.opened();
    subscribe('1');
    await closedWith(4401);
  });

  it('is closed with 4429 when it asks to be let in again', async () => {
    await open();
    socket.send({ type: 'connection_init', payload: headers });
    await closedWith(4429);
  });

  it('is closed with 4409 when an id is in use', async () => {
    await open();
    subscribe('1');
    expect(await socket.next()).toMatchObject({ id: '1', type: row });
    subscribe('1');
    await closedWith(4409);
  });

  it.each([
    ['no JSON', '{'],
    ['no message', '[]'],
    ['a message without a type', '{"id":"1"}'],
    ['a message of another protocol', '{"type":"hello"}'],
    ['an operation without an id', JSON.stringify({ type: begin, payload: { query: following } })],
    ['an operation without a document', JSON.stringify({ type: begin, id: '1' })],
    ['an operation with a long id', JSON.stringify({ type: begin, id: 'x'.repeat(129), payload: {} })],
  ])('is closed with 4400 for %s', async (_, text) => {
    await open();
    socket.sendText(text);
    await closedWith(4400);
  });

  it('is closed with 1009 for a message of more than 128 KiB', async () => {
    await open();
    socket.sendText(' '.repeat(200_000));
    await closedWith(1009);
  });

  it('refuses a large document, and one with deep brackets, and lives on', async () => {
    await open();
    subscribe('1', `${following} #${'#'.repeat(70_000)}`);
    expect(await socket.next()).toMatchObject({ id: '1', payload: [{ extensions: { code: 'QUERY_TOO_LARGE' } }] });
    subscribe('1', `subscription { x(y: ${'['.repeat(1_500)}) }`);
    expect(await socket.next()).toMatchObject({ id: '1', payload: [{ extensions: { code: 'QUERY_TOO_DEEP' } }] });
    subscribe('1');
    expect(await socket.next()).toMatchObject({ id: '1', type: row });
  });

  it('ends a subscription that is stopped at once, and its id may be used again', async () => {
    await open();
    for (let time = 1; time <= 20; time += 1) {
      subscribe('gone');
      socket.send({ id: 'gone', type: stop });
    }
    // A stopped one may have sent its first row before its end was read, so the last one has a field of its own.
    subscribe('gone', following.replace('planActivities', 'last: planActivities'));
    const isLast = (message: { payload?: unknown }) => JSON.stringify(message.payload ?? {}).includes('"last"');
    let message = await socket.next();
    while (!isLast(message)) message = await socket.next();
    await door.api.give('controller', 'openFollowUp', {
      planId: plan,
      tertial: stop === 'stop' ? 'T2' : 'T1',
      cutOff: '2026-05-15',
    });
    // Only the last one is left to be told.
    let change = await socket.next(2_000).catch(() => null);
    // The end of one that was stopped can be told late.
    while (change?.type === 'complete') change = await socket.next(2_000).catch(() => null);
    const payload = { data: { tertialViewChanged: { last: expect.any(Number) } } };
    if (stop === 'complete') expect(change).toMatchObject({ id: 'gone', type: row, payload });
    await expect(socket.next(500)).rejects.toThrow('No message came.');
  });
});

describe('a client that never reads', () => {
  /** A text in a frame of a client (RFC 6455), with a mask of zeros. */
  function frame(text: string): Buffer {
    const content = Buffer.from(text);
    const head = Buffer.alloc(8);
    head.writeUInt8(0x81, 0);
    head.writeUInt8(0x80 | 126, 1);
    head.writeUInt16BE(content.length, 2);
    return Buffer.concat([head, content]);
  }

  it('is cut before it fills the memory', async () => {
    const { hostname, port } = new URL(door.socketUrl);
    const client = connect(Number(port), hostname);
    client.on('error', () => undefined);
    let read = '';
    client.on('data', (bytes) => (read += bytes.toString()));
    const key = Buffer.alloc(16).toString('base64');
    client.write(
      `GET /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
    );
    await until(() => read.includes('101 Switching'));
    client.write(frame(JSON.stringify({ type: 'connection_init', payload: headers })));
    await until(() => read.includes('connection_ack'));
    client.pause();
    const query = 'subscription ($t: Tertial!) { tertialViewChanged(planId: "x", tertial: $t) { year } }';
    const message = frame(
      JSON.stringify({ type: 'subscribe', id: '1', payload: { query, variables: { t: 'x'.repeat(3_000) } } }).padEnd(
        4_000,
      ),
    );
    for (let id = 1; id <= 40; id += 1) {
      for (let time = 1; time <= 250; time += 1) {
        client.write(frame(message.subarray(8).toString().replace('"id":"1"', `"id":"${id}.${time}"`)));
      }
      await until(async () => client.writableLength === 0 || (await metric('tertial_open_sockets')) === 0);
      if ((await metric('tertial_open_sockets')) === 0) break;
    }
    await until(async () => (await metric('tertial_open_sockets')) === 0);
    expect(await metric('tertial_refusals_total{code="TOO_MUCH_UNREAD"}')).toBeGreaterThan(0);
    client.destroy();
  });
});
