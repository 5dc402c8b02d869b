import type { Change, Words } from '../kernel/history.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type { Doer } from './describe-event.js';

/** An event as the history shows it. */
export interface HistoryEntry {
  /** How many events there are before it in the log. */
  readonly index: number;
  readonly position: number;
  readonly eventId: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly recordedAt: IsoInstant;
  readonly validOn: IsoDate | null;
  readonly actor: Doer & { readonly roleLabel: Words };
  readonly sentences: Words;
  readonly changes: readonly Change[];
  readonly reason: string | null;
  readonly correlationId: string;
  readonly causationId: string | null;
}
