import { isRefusal } from '../../kernel/refusal.js';
import { formatError } from '../errors/errors.service.js';
import { languageOf } from '../errors/language.service.js';
import { requireSmallText } from '../runtime/document-size.service.js';
import { markStopped, unmarkStopped } from '../runtime/stopped-operations.service.js';
import type { Socket } from './sockets.service.js';

/** WebSocket close code of a WebSocket that has done its work (RFC 6455). */
const NORMAL = [1000, ''] as const;
/** WebSocket close codes of graphql-transport-ws. The older protocol has none, so the service uses them for both. */
const BAD_REQUEST = [4400, 'Invalid message'] as const;
const UNAUTHORIZED = [4401, 'Unauthorized'] as const;
const FORBIDDEN = [4403, 'Forbidden'] as const;
const ALREADY_THERE = [4409, 'Subscriber already exists'] as const;
const TOO_MANY_INITIALISATIONS = [4429, 'Too many initialisation requests'] as const;

const LONGEST_ID_IN_CHARACTERS = 128;

interface Message {
  readonly type: string;
  readonly id?: unknown;
  readonly payload?: unknown;
}

/** The names that the two protocols have for a client's messages. */
const names = {
  'graphql-transport-ws': { begin: 'subscribe', stop: 'complete', others: [] },
  'graphql-ws': { begin: 'start', stop: 'stop', others: ['connection_terminate'] },
} as const;

/**
 * Holds a client to its protocol, because Mercurius does not. It passes on only the messages that are in order, and
 * closes the WebSocket after others with the code of the protocol. A client that stops an operation may use its id
 * again only when the operation has ended, because Mercurius would end both.
 */
export class SocketProtocol {
  #phase: 'new' | 'asked' | 'open' = 'new';
  #language = '';
  #ending: readonly [number, string] = NORMAL;
  readonly #operations = new Map<string, 'active' | 'ending'>();
  readonly #waiting = new Map<string, readonly unknown[]>();
  readonly #pass: (...given: readonly unknown[]) => boolean;

  constructor(
    private readonly socket: Socket,
    private readonly refused: (code: string) => void,
    private readonly count: () => void,
  ) {
    const close = socket.close.bind(socket);
    // Mercurius closes without a code.
    socket.close = (code, reason) => (code === undefined ? close(...this.#ending) : close(code, reason));
    const emit = socket.emit.bind(socket);
    this.#pass = (...given) => emit('message', ...given);
    socket.emit = (event, ...given) => (event === 'message' ? this.take(given) : emit(event, ...given));
  }

  /** Notes what the service sends. Returns false for a message that the client must not get. */
  sends(message: string): boolean {
    if (message.startsWith('{"type":"connection_ack"')) this.#phase = 'open';
    if (message.startsWith('{"type":"connection_error"')) {
      this.#ending = FORBIDDEN;
      // The older protocol tells of a refused sign-in by this message, the newer by the code alone.
      return this.socket.protocol === 'graphql-ws';
    }
    return true;
  }

  /** Notes that the service has sent the last message of an operation. */
  ended(id: string): void {
    if (!this.#operations.delete(id)) return;
    unmarkStopped(this.socket, id);
    // Mercurius keeps what belongs to a refused subscription until its client stops it.
    this.#pass(Buffer.from(JSON.stringify({ type: this.names.stop, id })), false);
    const next = this.#waiting.get(id);
    if (next === undefined) return;
    this.#waiting.delete(id);
    this.#operations.set(id, 'active');
    this.#pass(...next);
  }

  private get names() {
    return this.socket.protocol === 'graphql-ws' ? names['graphql-ws'] : names['graphql-transport-ws'];
  }

  private take(given: readonly unknown[]): boolean {
    this.count();
    const [data, isBinary] = given;
    const message = isBinary === true ? undefined : messageIn(String(data));
    if (message === undefined) return this.close(BAD_REQUEST);
    const { begin, stop, others } = this.names;
    switch (message.type) {
      case 'connection_init':
        if (this.#phase !== 'new') return this.close(TOO_MANY_INITIALISATIONS);
        this.#phase = 'asked';
        this.#language = languageIn(message.payload);
        return this.#pass(...given);
      case 'ping':
        this.socket.send('{"type":"pong"}');
        return true;
      case 'pong':
        return true;
      case begin:
        return this.begin(message, given);
      case stop:
        return this.stop(message.id, given);
      default:
        return others.some((one) => one === message.type) ? this.#pass(...given) : this.close(BAD_REQUEST);
    }
  }

  private begin({ id, payload }: Message, given: readonly unknown[]): boolean {
    if (this.#phase !== 'open') return this.close(UNAUTHORIZED);
    if (!isOperationId(id) || typeof payload !== 'object' || payload === null) return this.close(BAD_REQUEST);
    const known = this.#operations.get(id);
    if (known === 'active' || this.#waiting.has(id)) return this.close(ALREADY_THERE);
    if (!this.isSmall(id, 'query' in payload ? payload.query : undefined)) return true;
    if (known === 'ending') {
      this.#waiting.set(id, given);
      return true;
    }
    this.#operations.set(id, 'active');
    return this.#pass(...given);
  }

  private stop(id: unknown, given: readonly unknown[]): boolean {
    if (!isOperationId(id)) return this.close(BAD_REQUEST);
    this.#waiting.delete(id);
    if (this.#operations.get(id) !== 'active') return true;
    this.#operations.set(id, 'ending');
    markStopped(this.socket, id);
    return this.#pass(...given);
  }

  /** Refuses a document that Mercurius must not parse. */
  private isSmall(id: string, query: unknown): boolean {
    try {
      if (typeof query === 'string') requireSmallText(query);
      return true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const shown = formatError(error, languageOf({ headers: { 'accept-language': this.#language } }));
      this.refused(error.code);
      this.socket.send(JSON.stringify({ type: 'error', id, payload: [shown] }));
      return false;
    }
  }

  private close([code, reason]: readonly [number, string]): boolean {
    this.refused('INVALID_MESSAGE');
    this.socket.close(code, reason);
    return true;
  }
}

function messageIn(text: string): Message | undefined {
  try {
    const message: unknown = JSON.parse(text);
    return isMessage(message) ? message : undefined;
  } catch {
    return undefined;
  }
}

function isMessage(message: unknown): message is Message {
  return typeof message === 'object' && message !== null && 'type' in message && typeof message.type === 'string';
}

function isOperationId(id: unknown): id is string {
  return typeof id === 'string' && id !== '' && id.length <= LONGEST_ID_IN_CHARACTERS;
}

function languageIn(payload: unknown): string {
  const given = typeof payload === 'object' && payload !== null && 'language' in payload ? payload.language : '';
  return typeof given === 'string' ? given : '';
}
