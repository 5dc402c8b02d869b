import type { Words } from '../kernel/history.js';
import { fieldsOf, type Json } from '../kernel/fold.js';
import type { ForeignEvent } from '../platform/event-store/foreign-event.js';

/** An event in a stream of Tertial that Tertial did not write and passes over. The tree of the log has no leaf of it. */
export interface PassedOver {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  /** The fault of the event, such as `not ours` or `link`. */
  readonly matter: string;
  /** Whether an operator has said that it was dealt with, so that its stream is used. */
  readonly isAccepted: boolean;
}

/** Returns what an export tells of a foreign event: everything but its content, which is not Tertial's. */
export function passedOver(event: ForeignEvent, isAccepted: boolean): PassedOver {
  const { position, stream, revision, id, type, matter } = event;
  return { position, stream, revision, id, type, matter, isAccepted };
}

/** Returns null when the value is no such event. */
export function passedOverIn(value: Json | undefined): PassedOver | null {
  const { position, stream, revision, id, type, matter, isAccepted } = fieldsOf(value);
  if (!isCount(position) || !isCount(revision)) return null;
  if (typeof stream !== 'string' || typeof id !== 'string') return null;
  if (typeof type !== 'string' || typeof matter !== 'string' || typeof isAccepted !== 'boolean') return null;
  return { position, stream, revision, id, type, matter, isAccepted };
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

const MOST_NAMED = 20;

/** Says which events were passed over. Nobody signed that, so that an auditor looks at each of them. */
export function passedOverWords(events: readonly PassedOver[]): readonly Words[] {
  if (events.length === 0) return [];
  const more = events.length - MOST_NAMED;
  return [
    {
      sv: `I ${events.length} fall har någon annan skrivit bland uppgifterna. Det räknas inte, och uttaget säger det utan underskrift:`,
      en: `In ${events.length} places somebody else wrote into the streams. It does not count, and the export says so without a signature:`,
    },
    ...events.slice(0, MOST_NAMED).map(({ position, stream, revision, id, type, matter, isAccepted }) => ({
      sv: `- Position ${position}: nummer ${revision} i ${stream}, ${type}, ${id} (${matter}), ${isAccepted ? 'godtaget' : 'inte godtaget'} av driften.`,
      en: `- Position ${position}: number ${revision} of ${stream}, ${type}, ${id} (${matter}), ${isAccepted ? 'accepted' : 'not accepted'} by the operator.`,
    })),
    ...(more > 0 ? [{ sv: `- och ${more} till.`, en: `- and ${more} more.` }] : []),
  ];
}
