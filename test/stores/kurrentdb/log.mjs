// The log of the server in memory: what is appended, under which conditions, and where it comes to stand.

import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';

/** As the server does: a position is a place in a file, so positions ascend and have gaps. */
const BYTES_AROUND_A_RECORD = 137;
const STATISTICS_EVERY = 40;
const EVENTS_REMEMBERED = 10_000;
const LARGEST_REVISION = '9223372036854775807';
const TICKS_IN_A_MILLISECOND = 10_000;

export class Log extends EventEmitter {
  records = [];
  /** So many milliseconds its clock is ahead of everybody else's. */
  ahead = 0;
  #streams = new Map();
  #deleted = new Set();
  /** The last revision that each stream has had: it goes on from there, also when its events are gone. */
  #last = new Map();
  /** The first revision of a stream that is shown, when its metadata hides those before. */
  #shownFrom = new Map();
  /** Positions of events that are gone. The server goes on from such a place as if the next event stood there. */
  #gone = new Set();
  /** Whether the answer to a repeated append tells its position. Servers differ. */
  tellsRepeats = false;
  /** The server remembers the ids of late events only: that is all that it goes by when any revision is expected. */
  #late = new Map();
  #end = 0;

  constructor() {
    super();
    this.setMaxListeners(0);
    this.#write('$$$settings', [systemEvent('$metadata')]);
  }

  /** The same log, up to now. `idOf` gives a record its id: with other ids it is a log that has nothing in common. */
  copied(idOf = ({ id }) => id) {
    const copy = new Log();
    copy.records = this.records.map((record) => ({ ...record, id: idOf(record) }));
    copy.#end = this.#end;
    copy.#streams = new Map();
    for (const record of copy.records) {
      copy.#streams.set(record.stream, [...copy.stream(record.stream), record]);
      copy.#last.set(record.stream, record.revision);
      copy.#late.set(record.id, record);
    }
    return copy;
  }

  get end() {
    return this.#end;
  }

  stream(name) {
    return this.#streams.get(name) ?? [];
  }

  /** The last event of the stream is its tombstone, which has the largest revision there is. */
  markDeleted(name) {
    this.stream(name).at(-1).revision = LARGEST_REVISION;
    this.#deleted.add(name);
  }

  /** Takes events out of a stream for good, as metadata and a scavenge do. Gives what `putBack` takes. */
  lose(name, revisions) {
    const isLost = (record) => record.stream === name && revisions.includes(record.revision);
    const before = { records: this.records, stream: this.stream(name) };
    for (const { position } of this.records.filter(isLost)) this.#gone.add(position);
    this.records = this.records.filter((record) => !isLost(record));
    this.#streams.set(
      name,
      this.stream(name).filter((record) => !isLost(record)),
    );
    return before;
  }

  /** Puts events back that were lost, at their places. */
  putBack(name, { stream }) {
    const lost = stream.filter((record) => !this.stream(name).includes(record));
    for (const { position } of lost) this.#gone.delete(position);
    this.records = [...this.records, ...lost].sort((one, other) => one.position - other.position);
    this.#streams.set(
      name,
      [...this.stream(name), ...lost].sort((one, other) => one.revision - other.revision),
    );
  }

  /** Hides the events of a stream before a revision from who reads the stream, not from who reads the log. */
  showFrom(name, revision) {
    this.#shownFrom.set(name, revision);
  }

  shown(name) {
    return this.stream(name).filter(({ revision }) => revision >= (this.#shownFrom.get(name) ?? 0));
  }

  isGone(position) {
    return this.#gone.has(position);
  }

  isDeleted(name) {
    return this.#deleted.has(name);
  }

  /** The place in `records` of the first one at or after a position. */
  indexAt(position) {
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.records[middle].position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * `expected`: `any`, `no_stream`, `stream_exists` or a number. Answers with the last event's revision and position, or
   * the stream's revision when it is another than expected (-1: there is no such stream).
   */
  append(name, expected, events) {
    const stream = this.stream(name);
    const current = this.#current(name);
    const check = this.#check(stream, name, expected, events);
    if (check.isWrong) return { wrong: current };
    if (check.stand !== undefined) {
      const stand = stream.find(({ revision }) => revision === check.stand);
      return { revision: check.stand, position: this.tellsRepeats ? stand.position : null };
    }
    const last = this.#write(name, events);
    if (this.records.length % STATISTICS_EVERY === 0)
      this.#write('$stats-127.0.0.1:2113', [systemEvent('$statsCollected')]);
    this.emit('news');
    return { revision: last.revision, position: last.position };
  }

  /** -1: no event of the stream is there. */
  #current(name) {
    return this.shown(name).length === 0 ? -1 : (this.#last.get(name) ?? -1);
  }

  #check(stream, name, expected, events) {
    const current = this.#current(name);
    if (expected === 'stream_exists') return { isWrong: current < 0 };
    if (expected === 'any') {
      const known = events.map(({ id }) => this.#late.get(id)).filter((record) => record?.stream === name);
      if (known.length === 0) return {};
      return known.length === events.length ? { stand: known.at(-1).revision } : { isWrong: true };
    }
    const last = expected === 'no_stream' ? -1 : expected;
    if (last === current) return {};
    if (last > current) return { isWrong: true };
    const isThere = events.every(({ id }, n) =>
      stream.some((record) => record.id === id && record.revision === last + 1 + n),
    );
    return isThere ? { stand: last + events.length } : { isWrong: true };
  }

  #write(name, events) {
    const stream = this.stream(name);
    const created = String((Date.now() + this.ahead) * TICKS_IN_A_MILLISECOND + 1234);
    for (const event of events) {
      const revision = (this.#last.get(name) ?? -1) + 1;
      const record = { ...event, stream: name, revision, position: this.#end, created };
      this.#end += BYTES_AROUND_A_RECORD + event.data.length + event.metadata.length;
      stream.push(record);
      this.#last.set(name, revision);
      this.records.push(record);
      this.#late.set(event.id, record);
    }
    for (const id of this.#late.keys()) {
      if (this.#late.size <= EVENTS_REMEMBERED) break;
      this.#late.delete(id);
    }
    this.#streams.set(name, stream);
    return stream.at(-1);
  }
}

function systemEvent(type) {
  return {
    id: randomUUID(),
    type,
    contentType: 'application/json',
    data: Buffer.from('{}'),
    metadata: Buffer.from(''),
  };
}
