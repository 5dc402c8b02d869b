// Looked up once: a global is slow to reach from a test's own realm.
const { floor, imul } = Math;

/** Numbers that look like chance and are the same for the same seed (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  is(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from the first to the last. */
  between(first: number, last: number): number {
    return first + floor(this.next() * (last - first + 1));
  }

  of<Thing>(first: Thing, ...others: readonly Thing[]): Thing {
    return this.oneOf([first, ...others]) ?? first;
  }

  oneOf<Thing>(things: readonly Thing[]): Thing | undefined {
    return things[floor(this.next() * things.length)];
  }

  some<Thing>(things: readonly Thing[], probability: number): Thing[] {
    return things.filter(() => this.is(probability));
  }

  weighted<Thing extends { readonly weight: number }>(things: readonly Thing[]): Thing | undefined {
    let left = this.next() * things.reduce((sum, { weight }) => sum + weight, 0);
    return things.find(({ weight }) => (left -= weight) < 0);
  }
}
