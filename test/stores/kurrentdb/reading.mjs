// Reads and subscriptions: which records somebody asked for, and at the pace at which they take them.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { status } from '@grpc/grpc-js';
import * as say from './protocol.mjs';

const WINDOW = 32;
/** A live subscriber that is so many records late loses its subscription. */
const BEHIND = 500;
const TOO_SLOW = 'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.';
/** The words of the server when it finds no record at a place in its file. */
const NO_RECORD_THERE = 'Exception was thrown by handler.';

/** `end()`: the number of records that the node has. One that stands still has fewer than the log. */
export async function read(log, call, options, { pass, counts, end }) {
  if (isBetweenRecords(log, options)) return call.emit('error', say.failure(status.UNKNOWN, NO_RECORD_THERE));
  const name = options.hasStream() ? say.nameOf(options.getStream()) : null;
  if (log.isDeleted(name)) return call.emit('error', say.streamDeleted(name));
  if (options.hasSubscription()) return subscribe(log, call, options, { pass, counts, end });
  for (const answer of options.hasStream() ? streamRead(log, options, end()) : allRead(log, options, end())) {
    if (call.cancelled) return;
    await pass();
    await write(call, answer);
  }
  call.end();
}

function* streamRead(log, options, end) {
  const asked = options.getStream();
  const name = say.nameOf(asked);
  const last = log.records[end - 1]?.position ?? -1;
  const stream = log.shown(name).filter(({ position }) => position <= last);
  if (stream.length === 0) {
    yield say.notFoundAnswer(name);
    return;
  }
  const isBackwards = options.getReadDirection() === 1;
  const at = asked.hasRevision() ? Number(asked.getRevision()) : asked.hasEnd() ? Infinity : 0;
  const wanted = stream.filter(({ revision }) => (isBackwards ? revision <= at : revision >= at));
  for (const record of (isBackwards ? wanted.reverse() : wanted).slice(0, Number(options.getCount()))) {
    yield say.eventAnswer(record);
  }
}

/** Forwards from the record at the position, backwards from the one before it. */
function* allRead(log, options, end) {
  const isBackwards = options.getReadDirection() === 1;
  const passes = filterOf(options);
  const start = Math.min(startOf(log, options.getAll()), end);
  let left = Number(options.getCount());
  for (let n = isBackwards ? start - 1 : start; n >= 0 && n < end && left > 0; n += isBackwards ? -1 : 1) {
    if (!passes(log.records[n])) continue;
    yield say.eventAnswer(log.records[n]);
    left -= 1;
  }
}

/** A position is a place in a file. The server does not round a place that is inside a record: it refuses it. */
function isBetweenRecords(log, options) {
  if (!options.hasAll() || !options.getAll().hasPosition()) return false;
  const position = Number(options.getAll().getPosition().getCommitPosition());
  return log.records[log.indexAt(position)]?.position !== position && !log.isGone(position);
}

function startOf(log, all) {
  if (all.hasStart()) return 0;
  if (all.hasEnd()) return log.records.length;
  return log.indexAt(Number(all.getPosition().getCommitPosition()));
}

function filterOf(options) {
  if (!options.hasFilter()) return () => true;
  const filter = options.getFilter();
  const isByStream = filter.hasStreamIdentifier();
  const expression = isByStream ? filter.getStreamIdentifier() : filter.getEventType();
  const prefixes = expression.getPrefixList();
  const regex = prefixes.length === 0 ? new RegExp(expression.getRegex()) : null;
  return ({ stream, type }) => {
    const text = isByStream ? stream : type;
    return regex === null ? prefixes.some((prefix) => text.startsWith(prefix)) : regex.test(text);
  };
}

async function subscribe(log, call, options, { pass, counts, end }) {
  const all = options.getAll();
  const passes = filterOf(options);
  const between = options.hasFilter() ? options.getFilter().getCheckpointintervalmultiplier() * WINDOW : Infinity;
  let next = startOf(log, all);
  // A subscription begins after the position that it is given, a read at it.
  if (all.hasPosition() && log.records[next]?.position === Number(all.getPosition().getCommitPosition())) next += 1;
  await pass();
  await write(call, say.confirmationAnswer(randomUUID()));
  let considered = 0;
  let isLive = false;
  while (!call.cancelled) {
    await pass();
    if (next >= end()) {
      if (!isLive) await write(call, say.caughtUpAnswer());
      isLive = true;
      if (next >= end()) await newsOrEnd(log, call);
      continue;
    }
    if (isLive && end() - next > BEHIND) return call.emit('error', say.failure(status.ABORTED, TOO_SLOW));
    const record = log.records[next];
    next += 1;
    considered += 1;
    counts.considered += 1;
    if (passes(record)) {
      counts.sent += 1;
      await write(call, say.eventAnswer(record));
    }
    if (considered % between === 0) await write(call, say.checkpointAnswer(record.position));
  }
}

async function newsOrEnd(log, call) {
  const stop = new AbortController();
  const { signal } = stop;
  const ends = [once(log, 'news', { signal }), once(call, 'cancelled', { signal }), once(call, 'close', { signal })];
  await Promise.race(ends).catch(() => null);
  for (const end of ends) end.catch(() => null);
  stop.abort();
}

async function write(call, answer) {
  if (call.cancelled || call.destroyed) return;
  if (call.write(answer)) return;
  const stop = new AbortController();
  const { signal } = stop;
  const ends = [once(call, 'drain', { signal }), once(call, 'cancelled', { signal }), once(call, 'close', { signal })];
  await Promise.race(ends).catch(() => null);
  for (const end of ends) end.catch(() => null);
  stop.abort();
}
