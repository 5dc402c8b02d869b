import type { AnyEvent } from '../../src/kernel/fold.js';
import { type Language, languages } from '../../src/kernel/language.js';
import {
  bindHistory,
  type Called,
  type HistoryLine,
  lineInWords,
  type StreamHistory,
} from '../../src/kernel/history.js';
import { isId } from '../../src/kernel/identity.js';
import type { Happened } from '../support/given.js';
import { lookingAt, type OtherStream, stream } from '../support/streams-under-test.js';

/** Streams of one kind, each by what it shows. */
export interface GoldenHistory {
  readonly kind: string;
  readonly types: readonly string[];
  readonly streams: readonly RenderedStream[];
}

interface RenderedStream {
  readonly shows: string;
  readonly stream: OtherStream;
  render(): Promise<HistoryLine[]>;
}

type Events<Event extends AnyEvent> = readonly (Event | Happened<Event>)[];

/** The histories of streams of one kind with the same id, for which `beside` is in the log as well. */
export function streamsOf<State, Event extends AnyEvent, Context>(
  history: StreamHistory<State, Event, Context>,
  id: string,
  beside: readonly OtherStream[],
  streams: Readonly<Record<string, Events<Event>>>,
): GoldenHistory {
  const { kind, events: types } = history.fold;
  return {
    kind,
    types: Object.keys(types),
    streams: Object.entries(streams).map(([shows, events]) => {
      const own = stream(history.fold, id, ...events);
      const render = async () => {
        const renderer = bindHistory(history).begin();
        const lines: HistoryLine[] = [];
        for (const stored of own.stored) lines.push(await renderer.render(stored, lookingAt(own, ...beside)));
        return lines;
      };
      return { shows, stream: own, render };
    }),
  };
}

/** An event as the golden file shows it: in each language the sentence, and below it each change. */
export interface GoldenEvent {
  readonly event: string;
  readonly sv: readonly string[];
  readonly en: readonly string[];
  readonly reason?: string;
}

/** Every event that is read, once: what several streams begin with is shown with the first of them. */
export async function goldenEvents(
  histories: readonly GoldenHistory[],
): Promise<Readonly<Record<string, readonly GoldenEvent[]>>> {
  const golden: Record<string, readonly GoldenEvent[]> = {};
  for (const { streams } of histories) {
    const shown = new Set<string>();
    for (const { shows, stream: own, render } of streams) {
      const lines = await render();
      golden[shows] = own.stored.flatMap(({ type }, index) => {
        const [beginning, line] = [JSON.stringify([own.name, own.stored.slice(0, index + 1)]), lines[index]];
        if (line === undefined || shown.has(beginning)) return [];
        shown.add(beginning);
        return [goldenEvent(type, line)];
      });
    }
  }
  return golden;
}

/** Calls *hanna* *Hanna*, and *exempel.ks.unit-stab* *Enheten stab*, so that an id is seen where a name should be. */
const called: Called = (id) =>
  isId('Unit', id) ? `Enheten ${id.split('unit-')[1] ?? ''}` : `${id.charAt(0).toUpperCase()}${id.slice(1)}`;

function goldenEvent(event: string, line: HistoryLine): GoldenEvent {
  const { did, changes, reason } = lineInWords(line, called);
  const inLanguage = (language: Language): string[] => [
    did[language],
    ...changes.map(
      ({ what, before, after }) => `${what[language]}: ${before?.[language] ?? '–'} → ${after?.[language] ?? '–'}`,
    ),
  ];
  const [sv, en] = languages;
  const sentences = { event, sv: inLanguage(sv), en: inLanguage(en) };
  return reason === null ? sentences : { ...sentences, reason };
}
