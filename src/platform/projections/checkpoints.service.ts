import type { LeaderElection } from '../database/database.service.js';
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

/** From meeting to matter to proposal to plan, and one more. The limit holds under load too. */
const LONGEST_CHAIN_OF_REACTIONS = 5;

/** The positions that the views and the reactions have reached, in whichever process leads. */
export class Checkpoints {
  readonly #viewed = new Watermark();
  readonly #reacted = new Watermark();
  readonly #listeners = new Set<() => void>();
  #caused = 0;

  /**
   * @param channel differs for each build's views. `look` reads the positions when a notification may have been lost.
   */
  constructor(
    private readonly election: LeaderElection,
    private readonly channel: string,
    private readonly look: () => Promise<Positions>,
  ) {}

  /**
   * Starts listening. Call it only when the tables are of this log: positions of another log would be believed for
   * good.
   */
  follow(): void {
    const lookAgain = (): void => {
      this.look().then(
        (reached) => this.take(reached),
        () => null,
      );
    };
    this.election.listen(this.channel, (news) => {
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

  /** @param caused position of the newest event that the reactions caused */
  reactedTo(position: number, caused: number): void {
    this.take({ viewed: 0, reacted: position, caused });
    this.tell();
  }

  private tell(): void {
    const reached: Positions = { viewed: this.viewed, reacted: this.#reacted.position, caused: this.#caused };
    this.election.notify(this.channel, JSON.stringify(reached));
  }

  private take({ viewed, reacted, caused }: Positions): void {
    const isNews = viewed > this.viewed;
    this.#caused = Math.max(this.#caused, caused);
    this.#viewed.reach(viewed);
    this.#reacted.reach(reacted);
    if (isNews) for (const listener of this.#listeners) listener();
  }

  /** Calls the listener each time the views have taken in events. Returns the function that unsubscribes. */
  onViewed(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when the views include the event at a position. @throws TimedOut after `withinMilliseconds`. */
  async reached(position: number, withinMilliseconds?: number): Promise<void> {
    await this.#viewed.reached(position, withinMilliseconds);
  }

  /**
   * Resolves when the views include the events up to a position and all events that reactions to them caused.
   *
   * @throws TimedOut when one step takes longer than `withinMilliseconds`
   */
  async settled(position: number, withinMilliseconds: number): Promise<void> {
    let last = position;
    for (let hop = 0; hop < LONGEST_CHAIN_OF_REACTIONS; hop += 1) {
      await this.#reacted.reached(last, withinMilliseconds);
      if (this.#caused <= last) break;
      last = this.#caused;
    }
    await this.reached(last, withinMilliseconds);
  }
}

/** Null when the message is malformed: any user of the database can send one. */
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
