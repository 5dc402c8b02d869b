import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Refusal } from '../../kernel/refusal.js';
import type { Document } from '../document.js';
import { formRefusals } from './form-refusals.js';
import type { PdfStandard, TypesettingAnswer, TypesettingJob } from './typesetter.service.js';
import { typstInput, type TypstInput } from './typst-input.js';

/** The typesetter's file stands beside this one and ends in the same way: the build makes both. */
const TYPESETTER = fileURLToPath(import.meta.url.replace(/typesetting\.service\.(\w+)$/, 'typesetter.service.$1'));

export interface TypesettingLimits {
  /** The largest number of documents that wait, beside the one that is made. */
  readonly waiting: number;
  /** How long one document may take, in milliseconds. */
  readonly time: number;
}

interface Order {
  readonly input: TypstInput;
  readonly standard: PdfStandard;
  readonly resolve: (pdf: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

interface CurrentOrder extends Order {
  readonly number: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * Makes PDFs of documents, one after the other, in a process of its own. The first document starts the process. When it has
 * ended, the document that it was making fails, and the next one starts it anew.
 */
@Injectable()
export class Typesetting implements OnApplicationShutdown {
  readonly #waiting: Order[] = [];
  #limits: TypesettingLimits = { waiting: 100, time: 60_000 };
  #typesetter: ChildProcess | null = null;
  #current: CurrentOrder | null = null;
  #number = 0;

  static within(limits: TypesettingLimits): Typesetting {
    const typesetting = new Typesetting();
    typesetting.#limits = limits;
    return typesetting;
  }

  /** The id of the running typesetter as the operating system knows it; null when none runs. */
  get processId(): number | null {
    return this.#typesetter?.pid ?? null;
  }

  /**
   * Returns the bytes of the PDF: always the same for the same document and standard.
   *
   * @throws Refusal `DOCUMENTS_BUSY` when too many documents wait.
   * @throws Error when the compiler refuses the document, or when it takes too long.
   */
  async pdf(document: Document, standard: PdfStandard): Promise<Uint8Array> {
    if (this.#waiting.length >= this.#limits.waiting) throw new Refusal(formRefusals.DOCUMENTS_BUSY, {});
    const input = typstInput(document);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ input, standard, resolve, reject });
      this.#next();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('The service stops.'));
    const typesetter = this.#typesetter;
    if (typesetter === null) return;
    const ended = once(typesetter, 'exit');
    keepProgramRunning(typesetter, true);
    typesetter.kill('SIGKILL');
    await ended;
  }

  #next(): void {
    if (this.#current !== null) return;
    const order = this.#waiting.shift();
    if (order === undefined) {
      keepProgramRunning(this.#typesetter, false);
      return;
    }
    const typesetter = (this.#typesetter ??= this.#started());
    keepProgramRunning(typesetter, true);
    const number = (this.#number += 1);
    const timer = setTimeout(() => {
      typesetter.kill('SIGKILL');
      this.#gone(typesetter, `The document was not made within ${this.#limits.time} ms.`);
    }, this.#limits.time);
    this.#current = { ...order, number, timer };
    typesetter.send({ number, input: order.input, standard: order.standard } satisfies TypesettingJob, (error) => {
      if (error !== null) this.#gone(typesetter, error.message);
    });
  }

  #started(): ChildProcess {
    // It needs nothing of the service's settings, which have passwords.
    const typesetter = fork(TYPESETTER, { serialization: 'advanced', execArgv: [], env: {}, stdio: 'ignore' });
    typesetter.on('message', (answer: TypesettingAnswer) => this.#answered(answer));
    typesetter.on('error', (error) => this.#gone(typesetter, error.message));
    typesetter.on('exit', (code, signal) => this.#gone(typesetter, `The typesetter ended with ${signal ?? code}.`));
    return typesetter;
  }

  #answered({ number, result }: TypesettingAnswer): void {
    if (this.#current?.number !== number) return;
    const { resolve, reject } = this.#settled(this.#current);
    if (result instanceof Uint8Array) resolve(result);
    else reject(new Error(`The document cannot be set: ${result.fault}`));
    this.#next();
  }

  #gone(typesetter: ChildProcess, why: string): void {
    if (this.#typesetter !== typesetter) return;
    this.#typesetter = null;
    if (this.#current !== null) this.#settled(this.#current).reject(new Error(why));
    this.#next();
  }

  #settled(current: CurrentOrder): Order {
    clearTimeout(current.timer);
    this.#current = null;
    return current;
  }
}

/** A typesetter that has nothing to do keeps no program running. */
function keepProgramRunning(typesetter: ChildProcess | null, isWorking: boolean): void {
  if (isWorking) {
    typesetter?.ref();
    typesetter?.channel?.ref();
  } else {
    typesetter?.unref();
    typesetter?.channel?.unref();
  }
}
