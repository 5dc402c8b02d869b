import { Injectable } from '@nestjs/common';

/** Alarms of this process. An alarm is a condition that an operator must look at while the service goes on. */
@Injectable()
export class Alarms {
  readonly #raised = new Set<string>();

  /** Names of the raised alarms. Anybody may read them, so they contain no secrets. */
  get raised(): readonly string[] {
    return [...this.#raised];
  }

  raise(name: string): void {
    this.#raised.add(name);
  }

  clear(name: string): void {
    this.#raised.delete(name);
  }
}
