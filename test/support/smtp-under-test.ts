import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as the server got it. */
export interface Received {
  readonly to: readonly string[];
  readonly message: string;
}

/** A real mail server on this machine, which keeps what it accepts. */
export class SmtpUnderTest {
  readonly received: Received[] = [];
  #server: SMTPServer | null = null;
  #port = 0;

  get url(): URL {
    return new URL(`smtp://127.0.0.1:${this.#port}`);
  }

  /** Starts the server on its port; the first time on any free one. */
  async start(options: SMTPServerOptions = {}): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onData: (stream, { envelope }, done) => {
        void text(stream).then((message) => {
          this.received.push({ to: envelope.rcptTo.map(({ address }) => address), message });
          done();
        });
      },
      ...options,
    });
    // A test cuts connections on purpose.
    server.on('error', () => null);
    const listening = server.listen(this.#port, '127.0.0.1');
    if (!listening.listening) await once(listening, 'listening');
    const address = listening.address();
    this.#port = isInfo(address) ? address.port : 0;
    this.#server = server;
  }

  /** Breaks all connections without a word. */
  cut(): void {
    for (const { _socket: socket } of this.#server?.connections ?? []) socket.destroy();
  }

  /** Stops the server. The port stays its own, so that it can start again. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  }
}

function isInfo(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
