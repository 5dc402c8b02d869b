import type { EventOf, Fold } from '../kernel/fold.js';
import type { IsoInstant } from '../kernel/tertial.js';

/** An operator gave this up by adopting the log that was there in place of the log that the views knew. */
export interface LogAdoptedData {
  /** Number of the municipality's events that the adopted log does not hold. */
  readonly lost: number;
  /** Times of recording of the first and the last of them. Null: there are none, or their times are not known. */
  readonly lostFrom: IsoInstant | null;
  readonly lostTo: IsoInstant | null;
  /** Newest signed checkpoint of the former log. The root is in Base 64. Null: the former log was not signed. */
  readonly formerCheckpoint: { readonly origin: string; readonly size: number; readonly root: string } | null;
}

export type AdoptedLogEvent = EventOf<'LogAdopted', LogAdoptedData>;

/** An adoption and the time of its recording. */
export interface LogAdoption extends LogAdoptedData {
  readonly at: IsoInstant;
}

/** Folds the adoptions of another log, oldest first. Each municipality has a stream of its own, with its id. */
export const adoptedLogFold: Fold<readonly LogAdoption[], AdoptedLogEvent> = {
  kind: 'log',
  initial: [],
  events: { LogAdopted: [] },
  evolve: (adoptions, { data, recordedAt: at }) => [...adoptions, { ...data, at }],
};
