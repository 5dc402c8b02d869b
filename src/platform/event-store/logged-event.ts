/** An event as a backup holds it, and as a restore writes it. `data` and `metadata` are JSON text. */
export interface LoggedEvent {
  readonly position: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly metadata: string;
  /** Instant in UTC with microseconds, `2026-05-27T08:00:00.000000Z`. */
  readonly recordedAt: string;
}
