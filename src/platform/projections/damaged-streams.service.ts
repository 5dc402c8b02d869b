import { Logger } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { kindAndIdOf } from '../../kernel/fold.js';
import { Refusal } from '../../kernel/refusal.js';
import type { ViewTables } from '../database/state-tables.view.js';
import { type Damage, damageOf, isPassable, keyOf, sentenceOf } from '../event-store/damage.js';
import type { KnowsDamage, NotesDamage } from '../event-store/damage.js';
import type { FoundEvent } from '../event-store/foreign-event.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import type { Alarms } from '../telemetry/alarms.service.js';
import { damageIn, type KeptDamage, keepDamage } from './damage-tables.service.js';

const LOOK_EVERY_MILLISECONDS = 5_000;
/** More alarms than this would hide the others. The last one then says how many more there are. */
const MOST_ALARMS = 20;

/**
 * Knows the streams that hold an event that Tertial cannot work with, or lack one. What rests on such a stream is
 * refused until an operator has accepted it; everything else goes on. The processes with the same views share what they
 * find by a table, because a process that starts does not read the whole log.
 */
export class DamagedStreams implements KnowsDamage {
  readonly #log = new Logger(DamagedStreams.name);
  readonly #unkept = new Map<string, Damage>();
  readonly #told = new Set<string>();
  #kept = new Map<string, KeptDamage>();
  #alarms: readonly string[] = [];

  constructor(
    private readonly db: Kysely<ViewTables>,
    private readonly alarms: Alarms,
  ) {}

  /** Takes note of damage at once, and keeps it for the other processes. */
  note(damage: Damage): void {
    const key = keyOf(damage);
    if (this.#kept.has(key) || this.#unkept.has(key)) return;
    this.#unkept.set(key, damage);
    this.tell();
    // A look tries again.
    this.keep().catch(() => null);
  }

  has(stream: string): boolean {
    return this.blocking(stream) !== undefined;
  }

  require(stream: string): void {
    const damage = this.blocking(stream);
    if (damage !== undefined) throw refusalOf(damage);
  }

  /** The streams that lack events, also those whose alarm an operator has ended. */
  get cuts(): readonly Damage[] {
    return this.all().filter(({ kind }) => kind === 'cut');
  }

  /** Reads what all processes have found. */
  async look(): Promise<void> {
    await this.keep();
    const kept = await damageIn(this.db);
    this.#kept = new Map(kept.map((damage) => [keyOf(damage), damage]));
    for (const key of this.#kept.keys()) this.#unkept.delete(key);
    this.tell();
  }

  /** Looks every five seconds until the signal fires. */
  async run(signal: AbortSignal): Promise<void> {
    const isOver = (): boolean => signal.aborted;
    while (!isOver()) {
      await sleep(LOOK_EVERY_MILLISECONDS, undefined, { signal }).catch(() => null);
      // The health says that the database does not answer.
      if (!isOver()) await this.look().catch(() => null);
    }
  }

  private blocking(stream: string): Damage | undefined {
    return this.all().find((one) => one.stream === stream && !(one.isAccepted && isPassable(one)));
  }

  private all(): readonly KeptDamage[] {
    return [...this.#kept.values(), ...[...this.#unkept.values()].map((damage) => ({ ...damage, isAccepted: false }))];
  }

  private async keep(): Promise<void> {
    if (this.#unkept.size > 0) await keepDamage(this.db, [...this.#unkept.values()]);
  }

  /** Raises an alarm for each damage that no operator has dealt with, and logs each once. */
  private tell(): void {
    const sentences = this.all()
      .filter(({ isAccepted }) => !isAccepted)
      .map(sentenceOf);
    for (const sentence of sentences) {
      if (this.#told.has(sentence)) continue;
      this.#told.add(sentence);
      this.#log.error(`${sentence}. It is passed over. What rests on this stream is refused: see tertial damage.`);
    }
    for (const sentence of this.#told) {
      if (sentences.includes(sentence)) continue;
      this.#told.delete(sentence);
      this.#log.log(`Dealt with: ${sentence}.`);
    }
    const more = sentences.length - MOST_ALARMS;
    const names = more > 0 ? [...sentences.slice(0, MOST_ALARMS), `damaged streams: ${more} more`] : sentences;
    for (const name of this.#alarms) if (!names.includes(name)) this.alarms.clear(name);
    for (const name of names) this.alarms.raise(name);
    this.#alarms = names;
  }
}

/** Passes on the events of a stream that has no gap. @throws Refusal `STREAM_DAMAGED` at a gap */
export async function* wholeStream(
  pages: AsyncIterable<readonly FoundEvent[]>,
  fromRevision: number,
  noting: NotesDamage,
): AsyncGenerator<readonly FoundEvent[], void, void> {
  let last = fromRevision - 1;
  for await (const page of pages) {
    for (const event of page) {
      for (const damage of damageOf(event, last)) {
        noting.note(damage);
        if (damage.kind === 'cut') throw refusalOf(damage);
      }
      last = event.revision;
    }
    yield page;
  }
}

export function refusalOf({ stream, kind }: Damage): Refusal {
  const [, id] = kindAndIdOf(stream);
  return new Refusal(platformRefusals.STREAM_DAMAGED, { id, damage: kind });
}
