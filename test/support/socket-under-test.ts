/** A message of the protocol graphql-transport-ws. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A client of the service's WebSocket. */
export class Socket {
  readonly #socket: WebSocket;
  readonly #messages: Message[] = [];
  readonly #opened: Promise<void>;
  #wake = (): void => undefined;
  #closed = false;
  #code: number | undefined;
  #reason: string | undefined;

  constructor(url: string, protocol = 'graphql-transport-ws') {
    this.#socket = new WebSocket(url, protocol);
    this.#opened = new Promise((resolve) => {
      for (const event of ['open', 'close', 'error'] as const) {
        this.#socket.addEventListener(event, () => {
          resolve();
        });
      }
    });
    this.#socket.addEventListener('message', ({ data }) => {
      const message: Message = JSON.parse(String(data));
      this.#messages.push(message);
      this.#wake();
    });
    this.#socket.addEventListener('close', ({ code, reason }) => ([this.#code, this.#reason] = [code, reason]));
    for (const end of ['close', 'error'] as const) {
      this.#socket.addEventListener(end, () => {
        this.#closed = true;
        this.#wake();
      });
    }
  }

  /** Connects and shows credentials; the answer is `connection_ack` when they are taken. */
  async open(payload: object): Promise<Message> {
    await this.#opened;
    if (this.#socket.readyState !== WebSocket.OPEN) throw new Error('The WebSocket was refused.');
    this.send({ type: 'connection_init', payload });
    return this.next();
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  send(message: Message): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** Sends what may be no message. */
  sendText(text: string): void {
    this.#socket.send(text);
  }

  /** Waits until it can send. */
  async opened(): Promise<void> {
    await this.#opened;
  }

  /** The next message; `closed` when none will come. */
  async next(withinMilliseconds = 60_000): Promise<Message> {
    const giveUpAt = performance.now() + withinMilliseconds;
    while (this.#messages.length === 0 && !this.#closed) {
      const left = giveUpAt - performance.now();
      if (left <= 0) throw new Error('No message came.');
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.#messages.shift() ?? { type: 'closed' };
  }

  /** The code that it was closed with, once it has been. */
  get code(): number | undefined {
    return this.#code;
  }

  /** Why, in the words that it was closed with. */
  get reason(): string | undefined {
    return this.#reason;
  }

  close(): void {
    this.#socket.close();
  }
}
