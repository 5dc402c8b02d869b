import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MINUTE_IN_MILLISECONDS, type RateLimits } from './rate-limits.service.js';
import { LARGEST_BODY_OF_A_STRANGER_IN_BYTES } from '../runtime/body-sizes.js';
import { KnownLog } from '../projections/known-log.service.js';
import { markAnotherLog } from './another-log-mark.service.js';
import { SocketProtocol } from './socket-protocol.service.js';
import { type Socket, socketServersOf } from './sockets.service.js';
import { AccessLog } from '../sign-in/access-log.service.js';
import { withoutSuggestion } from '../errors/errors.service.js';

/** WebSocket close codes of graphql-transport-ws for a client that is silent or sends too many messages. */
const INITIALISATION_TIMEOUT = 4408;
const TOO_MANY = 4429;
const LONGEST_SILENCE_IN_MILLISECONDS = 10_000;
/** Time for the close frame to reach the client before the service cuts the connection. */
const GOODBYE_IN_MILLISECONDS = 1_000;

/** The most bytes that a client may leave unread. The view of a large plan has less than one million. */
const MOST_UNREAD_IN_BYTES = 4 * 1024 * 1024;
const HEARTBEAT_IN_MILLISECONDS = 30_000;

/**
 * Adds error codes, the order of the protocol, limits of what is unread, a sign-in timeout and a message limit to each
 * WebSocket. Call it before registering the API.
 */
export function openSocketGate(app: NestFastifyApplication, { messages }: RateLimits): void {
  const servers = socketServersOf(app);
  const accessLog = app.get(AccessLog);
  const known = app.get(KnownLog);
  const refused = (code: string): void => accessLog.takeOne({ extensions: { code } }, { person: null });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onReady', (done) => {
      for (const server of servers()) {
        server.options.maxPayload = LARGEST_BODY_OF_A_STRANGER_IN_BYTES;
        server.on('connection', (socket) => {
          const protocol = new SocketProtocol(socket, refused, messageCounter(socket, messages, refused));
          sendFitErrors(socket, refused, closeSilent(socket), protocol);
          markAnotherLog(socket, known);
          cutUnread(socket, refused);
          cutDead(socket);
        });
      }
      done();
    });
}

/** A message of the type `error`, as Mercurius sends it. */
interface ErrorMessage {
  readonly payload: readonly Fault[];
}

interface Fault {
  readonly message: string;
  readonly locations?: unknown;
  readonly extensions?: { readonly code?: unknown };
}

/**
 * Gives the code `INVALID_QUERY` to errors without a code. Errors of resolvers have a code already. Errors that
 * Mercurius itself throws have none. They are faults in the client's message, because no resolver has run.
 */
function sendFitErrors(
  socket: Socket,
  refused: (code: string) => void,
  onLetIn: () => void,
  protocol: SocketProtocol,
): void {
  const send = socket.send.bind(socket);
  socket.send = (data, ...more) => {
    // Only the results that many sockets share are sent as bytes.
    if (typeof data !== 'string') {
      send(data, ...more);
      return;
    }
    if (!protocol.sends(data)) {
      finish(more);
      return;
    }
    const lastOf = LAST_MESSAGES.some((start) => data.startsWith(start)) ? idIn(JSON.parse(data)) : undefined;
    if (lastOf !== undefined) setImmediate(() => protocol.ended(lastOf));
    if (data.startsWith('{"type":"connection_ack"')) onLetIn();
    const message: unknown = data.startsWith('{"type":"error"') ? JSON.parse(data) : undefined;
    const [fault] = isErrorMessage(message) ? message.payload : [];
    if (!isErrorMessage(message) || fault === undefined || fault.extensions?.code !== undefined) {
      send(data, ...more);
      return;
    }
    const code = 'INVALID_QUERY';
    refused(code);
    const { locations } = fault;
    // Only errors of the GraphQL parser and validator have locations. The client gets their messages.
    const words = locations === undefined ? WHAT_IS_TAKEN : withoutSuggestion(fault.message);
    send(JSON.stringify({ ...message, payload: [{ message: words, locations, extensions: { code } }] }), ...more);
  };
}

/** How the last message of an operation begins. Mercurius writes the type first. */
const LAST_MESSAGES = ['{"type":"complete"', '{"type":"error"'];

function idIn(message: unknown): string | undefined {
  const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** Tells the sender of a message that the message will not be sent. Otherwise the sender would wait for ever. */
function finish(more: readonly unknown[]): void {
  const sent = more.at(-1);
  if (typeof sent === 'function') Reflect.apply(sent, undefined, [new Error('The WebSocket is closed.')]);
}

/** Cuts a client that leaves more unread than it may. Each client could otherwise fill the memory by never reading. */
function cutUnread(socket: Socket, refused: (code: string) => void): void {
  const send = socket.send.bind(socket);
  socket.send = (data, ...more) => {
    if (socket.bufferedAmount <= MOST_UNREAD_IN_BYTES) {
      send(data, ...more);
      return;
    }
    refused('TOO_MUCH_UNREAD');
    socket.terminate();
    finish(more);
  };
}

/** Cuts a client that does not answer a ping before the next one. It has gone without a word, or never reads. */
function cutDead(socket: Socket): void {
  let isAlive = true;
  socket.on('pong', () => (isAlive = true));
  const timer = setInterval(() => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    socket.ping();
  }, HEARTBEAT_IN_MILLISECONDS).unref();
  socket.on('close', () => clearInterval(timer));
}

function isErrorMessage(message: unknown): message is ErrorMessage {
  return typeof message === 'object' && message !== null && 'payload' in message && Array.isArray(message.payload);
}

const WHAT_IS_TAKEN = 'Send one subscription, and name it if there are several operations in the document.';

/** Closes a WebSocket unless its client signs in within ten seconds. The returned function cancels the timer. */
function closeSilent(socket: Socket): () => void {
  const timer = setTimeout(
    () => socket.close(INITIALISATION_TIMEOUT, 'Connection initialisation timeout'),
    LONGEST_SILENCE_IN_MILLISECONDS,
  ).unref();
  const forget = (): void => clearTimeout(timer);
  socket.on('close', forget);
  return forget;
}

/** Returns a function to call for each message. It closes the WebSocket when there are more messages than the limit. */
function messageCounter(socket: Socket, most: number, refused: (code: string) => void): () => void {
  let [count, since] = [0, Date.now()];
  return () => {
    if (Date.now() - since >= MINUTE_IN_MILLISECONDS) [count, since] = [0, Date.now()];
    count += 1;
    if (most === 0 || count !== most + 1) return;
    refused('TOO_MANY_REQUESTS');
    socket.close(TOO_MANY, 'Too many messages');
    setTimeout(() => socket.terminate(), GOODBYE_IN_MILLISECONDS).unref();
  };
}
