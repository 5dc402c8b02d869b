import { Injectable } from '@nestjs/common';
import type { IsoInstant } from '../../kernel/tertial.js';
import { Clock } from '../runtime/clock.service.js';

/** An alarm and the time at which this process raised it. */
export interface RaisedAlarm {
  readonly name: string;
  readonly since: IsoInstant;
}

/** Alarms of this process. An alarm is a condition that an operator must look at while the service goes on. */
@Injectable()
export class Alarms {
  readonly #raised = new Map<string, IsoInstant>();

  constructor(private readonly clock: Clock = new Clock()) {}

  /** Names of the raised alarms. Anybody may read them, so they contain no secrets. */
  get raised(): readonly string[] {
    return [...this.#raised.keys()];
  }

  get raisedSince(): readonly RaisedAlarm[] {
    return [...this.#raised].map(([name, since]) => ({ name, since }));
  }

  raise(name: string): void {
    if (!this.#raised.has(name)) this.#raised.set(name, this.clock.now());
  }

  clear(name: string): void {
    this.#raised.delete(name);
  }
}
