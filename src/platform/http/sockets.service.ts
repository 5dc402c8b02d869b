import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** What a WebSocket's client is told when the service stops, so that it connects again, elsewhere (RFC 6455). */
const GOING_AWAY = 1001;
/** A client that does not answer the goodbye would otherwise hold up the stop. */
const LONGEST_GOODBYE_IN_MILLISECONDS = 2_000;

export interface Socket {
  send(data: string, ...more: readonly unknown[]): void;
  on(event: 'message' | 'close', listener: () => void): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

interface WebSocketServer {
  readonly clients: ReadonlySet<Socket>;
  on(event: 'connection', listener: (socket: Socket) => void): void;
}

/** What finds the servers of WebSockets, once the API has been put up. To be called before. */
export function socketServersOf(app: NestFastifyApplication): () => WebSocketServer[] {
  // Mercurius makes its server of WebSockets in a scope of its own, where nothing outside can see it.
  const scopes: object[] = [];
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRegister', (scope) => {
      scopes.push(scope);
    });
  return () => scopes.flatMap(serverIn);
}

/** Closes the open WebSockets when the service stops. Returns what counts them. To be called before the API is put up. */
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
