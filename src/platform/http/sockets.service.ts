import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** WebSocket close code during a shutdown (RFC 6455). The client can connect to another process. */
const GOING_AWAY = 1001;
/** The longest wait for a client to answer the close frame. Then the service cuts the connection. */
const LONGEST_GOODBYE_IN_MILLISECONDS = 2_000;

export interface Socket {
  send(data: string | Buffer, ...more: readonly unknown[]): void;
  /** The subprotocol: `graphql-transport-ws` or `graphql-ws`. */
  readonly protocol: string;
  /** The bytes that the client has not read yet. */
  readonly bufferedAmount: number;
  emit(event: string, ...given: readonly unknown[]): boolean;
  ping(): void;
  on(event: 'message' | 'close' | 'pong', listener: () => void): void;
  close(code?: number, reason?: string): void;
  terminate(): void;
}

interface WebSocketServer {
  readonly options: { maxPayload?: number };
  readonly clients: ReadonlySet<Socket>;
  on(event: 'connection', listener: (socket: Socket) => void): void;
}

/** Returns a function that finds the WebSocket servers once they exist. Call this before registering the API. */
export function socketServersOf(app: NestFastifyApplication): () => WebSocketServer[] {
  // Mercurius makes its WebSocket server in a nested Fastify scope, so this hook collects every scope.
  const scopes: object[] = [];
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRegister', (scope) => {
      scopes.push(scope);
    });
  return () => scopes.flatMap(serverIn);
}

/** Closes open WebSockets at a shutdown. Returns a function that counts them. Call it before registering the API. */
export function keepSockets(app: NestFastifyApplication): () => number {
  const servers = socketServersOf(app);
  const sockets = () => servers().flatMap(({ clients }) => [...clients]);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preClose', (done) => {
      for (const socket of sockets()) {
        socket.close(GOING_AWAY, 'The service is stopping.');
        setTimeout(() => socket.terminate(), LONGEST_GOODBYE_IN_MILLISECONDS).unref();
      }
      done();
    });
  return () => sockets().length;
}

function serverIn(scope: object): WebSocketServer[] {
  const found: unknown = Object.hasOwn(scope, 'websocketServer') ? Reflect.get(scope, 'websocketServer') : undefined;
  return isServer(found) ? [found] : [];
}

function isServer(found: unknown): found is WebSocketServer {
  return typeof found === 'object' && found !== null && 'clients' in found;
}
