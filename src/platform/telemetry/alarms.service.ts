import { Injectable } from '@nestjs/common';

/** What somebody has to look at, while the service goes on. Of this process. */
@Injectable()
export class Alarms {
  readonly #raised = new Set<string>();

  /** By names that tell no secrets: anybody may read them. */
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
