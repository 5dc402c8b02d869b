import type { LeaderElection } from '../database/database.service.js';
import { Watermark } from '../runtime/watermark.service.js';

/** How far those who follow the log have come. */
interface Positions {
  /** The position that the views have taken in. */
  readonly viewed: number;
  /** The position whose events have been reacted to. */
  readonly reacted: number;
  /** Of the newest event that a reaction has caused. */
  readonly caused: number;
}

/** From a meeting to the matter to the proposal to the plan, and one to spare: also under load nobody waits longer. */
const LONGEST_CHAIN_OF_REACTIONS = 5;

/** How far the views and the reactions have come, whichever process it is that leads. */
export class Checkpoints {
  readonly #viewed = new Watermark();
  readonly #reacted = new Watermark();
  readonly #listeners = new Set<() => void>();
  #caused = 0;

  /** @param channel names whose views they are. `look` reads how far they have come, for when news were missed. */
  constructor(
    private readonly election: LeaderElection,
    private readonly channel: string,
    private readonly look: () => Promise<Positions>,
  ) {}

  /**
   * Begins to hear from the other processes. Not before the views and what the reactor remembers are of this log: what
   * is said of another would be believed for good.
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

  /** `caused`: the position of the newest event that came of it. */
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

  /** Calls the listener each time the views have taken something in. Returns what ends that. */
  onViewed(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when the views show the event at a position. @throws TimedOut after `withinMilliseconds`. */
  async reached(position: number, withinMilliseconds?: number): Promise<void> {
    await this.#viewed.reached(position, withinMilliseconds);
  }

  /**
   * Resolves when the views show the events up to a position and everything that followed from them.
   *
   * @throws TimedOut when a step of it takes longer than `withinMilliseconds`.
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

/** Null when it cannot be read: anybody who may use the database can say anything. */
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
