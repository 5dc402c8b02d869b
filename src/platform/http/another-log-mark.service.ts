import { ANOTHER_LOG, type KnownLog } from '../projections/known-log.service.js';
import type { Socket } from './sockets.service.js';

/** How a message with a result begins, in either protocol. Mercurius writes the type first. */
const RESULTS = ['{"type":"next"', '{"type":"data"'];

/**
 * Marks each result that a WebSocket sends while the log is another than the views know, as the header
 * `tertial-log` marks an answer over HTTP: the payload gets `extensions.log`.
 */
export function markAnotherLog(socket: Pick<Socket, 'send'>, known: Pick<KnownLog, 'isAnother'>): void {
  const send = socket.send.bind(socket);
  socket.send = (data, ...more) => {
    if (known.isAnother) send(marked(data), ...more);
    else send(data, ...more);
  };
}

/** Results that many sockets share are sent as bytes. */
function marked(data: string | Buffer): string | Buffer {
  const text = data.toString();
  if (!RESULTS.some((start) => text.startsWith(start))) return data;
  const message: unknown = JSON.parse(text);
  if (!hasPayload(message)) return data;
  const extensions = { ...message.payload.extensions, log: ANOTHER_LOG };
  return JSON.stringify({ ...message, payload: { ...message.payload, extensions } });
}

function hasPayload(message: unknown): message is { readonly payload: { readonly extensions?: object } } {
  if (typeof message !== 'object' || message === null || !('payload' in message)) return false;
  return typeof message.payload === 'object' && message.payload !== null;
}
