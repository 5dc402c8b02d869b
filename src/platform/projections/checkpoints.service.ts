import type { LeaderElection } from '../database/database.service.js';
import { Signal } from '../runtime/signal.service.js';
import { Watermark } from '../runtime/watermark.service.js';

/** Positions that the projector and the reactor have reached. */
interface Positions {
  /** Position of the newest event that the views include. */
  readonly viewed: number;
  /** Position of the newest event that the reactor has handled. */
  readonly reacted: number;
  /** Position of the newest event that a reaction has caused. */
  readonly caused: number;
}

/** The longest chain passes a meeting, a matter, a proposal and a plan. One step is added to be safe. */
const LONGEST_CHAIN_OF_REACTIONS = 5;

/** The message with which a process asks the projector to update the views at once. */
const WANTED = 'wanted';

/** Knows the positions that the leader's views and reactions have reached, in every process with the same views. */
export class Checkpoints {
  readonly #viewed = new Watermark();
  readonly #reacted = new Watermark();
  readonly #wanted = new Signal();
  #wantedBefore = 0;
  #caused = 0;

  /** @param look Reads the positions from the database when a notification may have been lost. */
  constructor(
    private readonly election: LeaderElection,
    private readonly channel: string,
    private readonly look: () => Promise<Positions>,
  ) {}

  /**
   * Starts listening for positions. Call it only after the tables belong to this log. Positions never go back, so
   * nothing would correct a higher position from another log.
   */
  follow(): void {
    const lookAgain = (): void => {
      this.look().then(
        (reached) => this.take(reached),
        () => null,
      );
    };
    this.election.listen(this.channel, (news) => {
      if (news === WANTED) {
        this.#wanted.raise();
        return;
      }
      const reached = news === undefined ? null : positionsIn(news);
      if (reached === null) lookAgain();
      else this.take(reached);
    });
  }

  get viewed(): number {
    return this.#viewed.position;
  }

  get reacted(): number {
    return this.#reacted.position;
  }

  viewedTo(position: number): void {
    this.take({ viewed: position, reacted: 0, caused: 0 });
    this.tell();
  }

  /** @param caused Position of the newest event that a reaction has caused. */
  reactedTo(position: number, caused: number): void {
    this.take({ viewed: 0, reacted: position, caused });
    this.tell();
  }

  /**
   * Like {@link reached}, but asks the projector not to wait for more events.
   *
   * @throws TimedOut after `withinMilliseconds`.
   */
  async wanted(position: number, withinMilliseconds: number): Promise<void> {
    if (position <= this.viewed) return;
    this.#wanted.raise();
    this.election.notify(this.channel, WANTED);
    await this.reached(position, withinMilliseconds);
  }

  /** Resolves after the milliseconds, or when somebody waits for the views, in this process or another. */
  async pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    await this.#wanted.wait(this.#wantedBefore, milliseconds, signal);
    this.#wantedBefore = this.#wanted.raised;
  }

  private tell(): void {
    const reached: Positions = { viewed: this.viewed, reacted: this.#reacted.position, caused: this.#caused };
    this.election.notify(this.channel, JSON.stringify(reached));
  }

  private take({ viewed, reacted, caused }: Positions): void {
    this.#caused = Math.max(this.#caused, caused);
    this.#viewed.reach(viewed);
    this.#reacted.reach(reacted);
  }

  /** Resolves when the views include the event at a position. @throws TimedOut after `withinMilliseconds`. */
  async reached(position: number, withinMilliseconds?: number): Promise<void> {
    await this.#viewed.reached(position, withinMilliseconds);
  }

  /**
   * Resolves when the views include the events up to a position and all events that reactions to those events caused.
   *
   * @throws TimedOut when one step of the chain takes longer than `withinMilliseconds`.
   */
  async settled(position: number, withinMilliseconds: number): Promise<void> {
    let last = position;
    for (let hop = 0; hop < LONGEST_CHAIN_OF_REACTIONS; hop += 1) {
      await this.#reacted.reached(last, withinMilliseconds);
      if (this.#caused <= last) break;
      last = this.#caused;
    }
    await this.wanted(last, withinMilliseconds);
  }
}

/** Returns null for a malformed notification, because any user of the database can send one. */
function positionsIn(news: string): Positions | null {
  try {
    const told: unknown = JSON.parse(news);
    return isPositions(told) ? told : null;
  } catch {
    return null;
  }
}

function isPositions(told: unknown): told is Positions {
  if (typeof told !== 'object' || told === null) return false;
  if (!('viewed' in told && 'reacted' in told && 'caused' in told)) return false;
  return [told.viewed, told.reacted, told.caused].every(Number.isSafeInteger);
}
