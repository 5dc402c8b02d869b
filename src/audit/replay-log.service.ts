import { type Language, languages } from '../kernel/language.js';
import { offline } from '../offline.service.js';
import type { Places } from '../platform/open-stores.service.js';
import { LogIndex } from '../platform/projections/log-index.service.js';
import { everything, HistoryIndex, paceOf, pointOf, scopeOf } from './history-index.service.js';
import { Replay, type ReplayedEvent, type ReplayRange } from './replay.service.js';

/** The options of the command `tertial replay`, as the user typed them. */
export interface ReplayOptions {
  readonly of?: string;
  readonly from?: string;
  readonly to?: string;
  readonly speed?: string;
  readonly language?: string;
}

/** The parsed options of a replay. `of` is the id of an entity; null: the whole log. */
export interface ReplayOrder {
  readonly of: string | null;
  readonly range: ReplayRange;
  readonly language: Language;
}

/**
 * Parses the options. @throws Refusal `INVALID_INPUT` for an invalid point or speed.
 * @throws Error for an unknown language.
 */
export function orderedBy({ of, from, to, speed, language = 'sv' }: ReplayOptions): ReplayOrder {
  const known = languages.find((one) => one === language);
  if (known === undefined) throw new Error(`Tertial does not speak ${language}. Give one of ${languages.join(', ')}.`);
  return {
    of: of ?? null,
    range: {
      from: from === undefined ? null : pointOf('from', from),
      to: to === undefined ? null : pointOf('to', to),
      pace: speed === undefined ? null : paceOf(speed),
    },
    language: known,
  };
}

/**
 * Replays an entity's events or the whole log, until `onEvent` says to stop. No service may use the same embedded
 * database meanwhile.
 */
export async function replayLog(
  places: Places,
  { of, range }: ReplayOrder,
  onEvent: (step: ReplayedEvent) => 'go on' | 'stop',
): Promise<void> {
  await offline(places, async (app) => {
    await app.get(LogIndex).catchUpBesideService();
    if (of !== null) await app.get(HistoryIndex).requireKnown(of);
    for await (const step of app.get(Replay).follow(of === null ? everything : scopeOf(of), range)) {
      if (onEvent(step) === 'stop') return;
    }
  });
}
