import { type Fault, type FaultCode, inOrder } from './fault.js';

/** Where one thing is wrong, much is: whoever reads of it wants the first ones, and how many there are. */
const MOST_OF_A_CODE = 10;

export interface FoundFaults {
  /** The first of each kind, in the order of the log. */
  readonly faults: readonly Fault[];
  readonly count: number;
}

/** What is found to be wrong. */
export class Faults {
  readonly #faults: Fault[] = [];
  readonly #counts = new Map<FaultCode, number>();

  add(fault: Fault): void {
    const count = (this.#counts.get(fault.code) ?? 0) + 1;
    this.#counts.set(fault.code, count);
    if (count <= MOST_OF_A_CODE) this.#faults.push(fault);
  }

  get found(): FoundFaults {
    const count = [...this.#counts.values()].reduce((sum, one) => sum + one, 0);
    return { faults: inOrder(this.#faults), count };
  }
}
