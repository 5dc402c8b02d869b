import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

interface Counts {
  readonly batchAppend: number;
  readonly written: number;
  readonly reads: number;
  readonly subscriptions: number;
  /** Records that subscriptions have gone through, and those of them that were sent. */
  readonly considered: number;
  readonly sent: number;
  readonly connections: number;
  readonly records: number;
  /** When the newest leader was elected, in milliseconds since 1970. */
  readonly electedAt: number;
}

/** The double of the server, in a process of its own, and how to tell it what to do. */
export class KurrentDbServer {
  #orders = 0;

  private constructor(
    private readonly process: ChildProcess,
    readonly ports: readonly number[],
    private readonly isSecure: boolean,
  ) {}

  static async start(parameters: readonly string[] = []): Promise<KurrentDbServer> {
    const file = join(import.meta.dirname, '../kurrentdb-server.mjs');
    const child = fork(file, parameters, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
    const [ready]: unknown[] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
    if (!isReady(ready)) throw new Error('The double of KurrentDB did not start.');
    return new KurrentDbServer(child, ready.ports, parameters.includes('--tls-cert'));
  }

  /** The address of the first node alone. */
  get url(): string {
    return `esdb://127.0.0.1:${this.ports[0]}?tls=${this.isSecure}`;
  }

  /** The address of all nodes. */
  get clusterUrl(): string {
    return `esdb://${this.ports.map((port) => `127.0.0.1:${port}`).join(',')}?tls=${this.isSecure}`;
  }

  async tell(order: string, parameters: object = {}): Promise<Counts> {
    const number = (this.#orders += 1);
    this.process.send({ order, number, ...parameters });
    for (;;) {
      const [answer]: unknown[] = await once(this.process, 'message');
      if (isAnswer(answer) && answer.number === number) return answer.counts;
    }
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }
}

function isReady(message: unknown): message is { ports: number[] } {
  return typeof message === 'object' && message !== null && 'ports' in message;
}

function isAnswer(message: unknown): message is { number: number; counts: Counts } {
  return typeof message === 'object' && message !== null && 'counts' in message;
}
