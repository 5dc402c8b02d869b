import { Injectable } from '@nestjs/common';

/** Alarms of this process: conditions that an operator must look at while the service goes on. */
@Injectable()
export class Alarms {
  readonly #raised = new Set<string>();

  /** Their names. Anybody may read them, so they hold no secrets. */
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
