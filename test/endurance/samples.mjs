// What the service says of itself at `/metrics`, quarter by quarter: an operator sees the same.

/** By how much the least memory of the last quarter may be above that of the first. */
const LARGEST_GROWTH = 1.25;
/** The two pools of connections to PostgreSQL open and close up to 20 each. More above the first quarter is a leak. */
const MORE_HANDLES = 40;
const MIB = 1024 * 1024;

const shown = {
  heap: 'nodejs_heap_size_used_bytes',
  resident: 'process_resident_memory_bytes',
  handles: 'nodejs_active_handles_total',
  files: 'process_open_fds',
};

export class Samples {
  #service;
  /** For each quarter: `{ heap, resident, handles, files, acknowledged }`, the least of all samples but the last of `acknowledged`. */
  #quarters = [];

  constructor(service) {
    this.#service = service;
  }

  async take(quarter, acknowledged) {
    const text = await this.#service.metrics();
    // A service that waits for its database can be too busy to tell.
    if (text === null) return;
    const least = (this.#quarters[quarter] ??= {});
    for (const [name, metric] of Object.entries(shown)) {
      least[name] = Math.min(least[name] ?? Infinity, valueOf(text, metric));
    }
    least.acknowledged = acknowledged;
  }

  async internalErrors() {
    const text = await this.#service.metrics();
    return text === null ? NaN : valueOf(text, 'tertial_refusals_total{code="INTERNAL"}');
  }

  table() {
    const rows = this.#quarters.map(
      ({ heap, resident, handles, files, acknowledged }, quarter) =>
        `quarter ${quarter + 1}: ${acknowledged} commands, heap ${(heap / MIB).toFixed(0)} MiB, resident ` +
        `${(resident / MIB).toFixed(0)} MiB, ${handles} handles, ${files} open files (the least of each)`,
    );
    return rows.join('\n');
  }

  faults() {
    const [first, last] = [this.#quarters[0], this.#quarters.at(-1)];
    if (first === undefined || this.#quarters.length < 2) return ['There are no samples to compare.'];
    const faults = [];
    if (!(last.heap <= first.heap * LARGEST_GROWTH)) faults.push('The heap grew.');
    if (!(last.resident <= first.resident * LARGEST_GROWTH)) faults.push('The resident memory grew.');
    if (!(last.handles <= first.handles + MORE_HANDLES)) faults.push('The handles grew.');
    if (!(last.files <= first.files + MORE_HANDLES)) faults.push('The open files grew.');
    return faults;
  }
}

/** The value of a metric; 0 when nothing has been counted yet. */
function valueOf(text, metric) {
  const line = text.split('\n').find((one) => one.startsWith(`${metric} `));
  return line === undefined ? 0 : Number(line.slice(metric.length));
}
