/** The place of an event: its position in the log, and the place of its record in the files of the server. */
export interface Place {
  readonly position: number;
  readonly commit: number;
}

/**
 * The part of a log that a restore has written. Its events keep the positions that they had where the backup was taken.
 * `places` has those of some of these events in ascending order, the newest one among them.
 */
export interface RestoredLog {
  readonly places: readonly Place[];
  /** No restore has written anything, and none can any more, because the log has events. Absent: nobody looked. */
  readonly isNone?: true;
}

export const NOTHING_RESTORED: RestoredLog = { places: [] };

const START: Place = { position: 0, commit: 0 };

/** Whether a restore has written the event at a place. */
export function isRestored({ places }: RestoredLog, commit: number): boolean {
  return commit <= (places.at(-1) ?? START).commit;
}

/** The number that is added to the place of a newer event's record, so that its position is larger than all before. */
export function shiftOf({ places }: RestoredLog): number {
  const { position, commit } = places.at(-1) ?? START;
  return Math.max(0, position - commit);
}

/** Returns a position up to which all events are before a place; 0 among the events that were restored. */
export function positionUpTo(log: RestoredLog, commit: number): number {
  return commit > (log.places.at(-1) ?? START).commit ? commit + shiftOf(log) : 0;
}

/** Returns the place of the event's record at a position; null when only the places around it are known. */
export function placeOf(log: RestoredLog, position: number): number | null {
  const before = placeBefore(log, position);
  return before.position === position ? before.commit : null;
}

/** Returns the place of the newest event up to a position whose place is known; place 0 is the start of the log. */
export function placeBefore(log: RestoredLog, position: number): Place {
  const { places } = log;
  if (position > (places.at(-1) ?? START).position) return { position, commit: position - shiftOf(log) };
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((places[middle] ?? START).position <= position) low = middle + 1;
    else high = middle;
  }
  return places[low - 1] ?? START;
}
