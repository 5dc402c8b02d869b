// Tells when something takes too long on a machine that may be busy with other things. What counts is the time in which the
// processes of the run could go on. The time in which one of them was ready and waited for a core is no fault of the
// service and does not count. Linux tells it of each process in /proc/…/schedstat. Elsewhere all time counts.

import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 200;
/** Processes can wait at the same time, and what each of them waits is taken off. After so many limits all time counts. */
const MOST_LIMITS = 10;

export class Patience {
  #limit;
  #began = performance.now();
  #before = waitsOfRun();
  /** The newest of each process: what one has waited that has ended meanwhile counts too. */
  #newest = new Map(this.#before);

  constructor(limitInMilliseconds) {
    this.#limit = limitInMilliseconds;
  }

  /** The milliseconds that have passed and count. */
  get passed() {
    for (const [pid, waited] of waitsOfRun()) this.#newest.set(pid, waited);
    const waits = [...this.#newest].map(([pid, waited]) => waited - (this.#before.get(pid) ?? 0));
    const all = performance.now() - this.#began;
    if (all > MOST_LIMITS * this.#limit) return all;
    return Math.max(0, all - waits.reduce((sum, waited) => sum + waited, 0));
  }

  get isOver() {
    // To look at all processes takes longer than to look at the clock.
    return performance.now() - this.#began > this.#limit && this.passed > this.#limit;
  }

  /** Resolves with true when it is over, or with false when the signal ends it before. */
  async over(signal) {
    while (!signal.aborted) {
      if (this.passed > this.#limit) return true;
      await sleep(LOOK_EVERY_MS, null, { ref: false, signal }).catch(() => null);
    }
    return false;
  }
}

/** How many milliseconds this process and each that it started, or they did, has waited for a core: `Map<pid, ms>`. */
function waitsOfRun() {
  const waits = new Map();
  const children = Map.groupBy(processes(), ({ parent }) => parent);
  const look = (pid) => {
    const waited = waitedBy(pid);
    if (waited !== null) waits.set(pid, waited);
    for (const child of children.get(pid) ?? []) look(child.pid);
  };
  look(process.pid);
  return waits;
}

function processes() {
  const pids = (orNull(() => readdirSync('/proc')) ?? []).filter((name) => /^\d+$/.test(name)).map(Number);
  return pids.flatMap((pid) => {
    // The name stands in brackets and can have anything in it.
    const [, parent] = orNull(() => /.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))) ?? [];
    return parent === undefined ? [] : [{ pid, parent: Number(parent) }];
  });
}

/** The second number of three is in nanoseconds. */
function waitedBy(pid) {
  const text = orNull(() => readFileSync(`/proc/${pid}/schedstat`, 'utf8'));
  return text === null ? null : Number(text.split(' ')[1]) / 1e6;
}

/** A process can end while it is looked at. */
function orNull(read) {
  try {
    return read();
  } catch {
    return null;
  }
}
