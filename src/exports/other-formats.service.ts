import { stringify } from 'csv-stringify/sync';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { personsOf, sentenceOfEvent } from '../audit/describe-event.js';
import { parseCheckpoint } from '../evidence/checkpoint.js';
import { parseNote } from '../evidence/signed-note.js';
import { kindAndIdOf, type Stored } from '../kernel/fold.js';
import { type BoundHistory, lineInWords, type Words } from '../kernel/history.js';
import type { Id } from '../kernel/identity.js';
import { languages } from '../kernel/language.js';
import { HistoryRenderer } from '../platform/as-of/history-renderer.service.js';
import type { EventStore } from '../platform/event-store/event-store.js';
import { ownIn } from '../platform/event-store/foreign-event.js';
import { writeNewFile } from '../platform/runtime/new-file.service.js';
import { cloudEvent } from './cloud-event.js';
import { exportedEvent } from './exported-event.js';
import { eventsOf, newestOf } from './exporting.service.js';
import type { Exported, ExportOptions, OnExported, Vouched } from './exporting.service.js';
import { bareObject, ocelEvent, ocelEventAttributes, ocelObjects, ocelObjectTypes } from './ocel.js';

export const otherFormats = ['cloudevents', 'ocel', 'csv'] as const;
export type OtherFormat = (typeof otherFormats)[number];

/** The events of an export, and the data that the writers of the formats need. */
interface Source {
  readonly store: EventStore;
  readonly origin: string;
  /** The position of the last event that the newest checkpoint covers. The export has no later event. */
  readonly head: number;
  readonly pages: AsyncIterable<readonly Stored[]>;
  readonly isWithheld: (event: Stored) => boolean;
  readonly histories: readonly BoundHistory[];
}

/**
 * Writes an export in a format for other programs. The file contains no proofs.
 *
 * @throws Error with a sentence that says what to do.
 */
export async function exportAs(
  format: OtherFormat,
  { store, witness }: Vouched,
  histories: readonly BoundHistory[],
  file: string,
  { scope, withhold }: Pick<ExportOptions, 'scope' | 'withhold'>,
  onProgress: OnExported = () => undefined,
): Promise<Exported> {
  const { note, size, position: head } = await newestOf(witness);
  const { origin } = parseCheckpoint(parseNote(note).text);
  let events = 0;
  const counted = async function* (): AsyncGenerator<readonly Stored[], void> {
    for await (const page of eventsOf(store, scope, head)) {
      const own = ownIn(page);
      yield own;
      events += own.length;
      onProgress({ position: page.at(-1)?.position ?? 0, head });
    }
  };
  const isWithheld = ({ id }: Stored): boolean => withhold.has(id);
  // A sentence can quote another event's payload, so an export with a withheld payload has no sentences.
  const shown = withhold.size === 0 ? histories : [];
  const source = { store, origin, head, pages: counted(), isWithheld, histories: shown };
  await writeNewFile(file, 'export', async (part) => {
    await pipeline(textOf(format, source), createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }));
    if (events === 0) throw new Error('There are no events of it up to the newest checkpoint.');
  });
  return { events, views: 0, size, isBehind: (await store.head()) > head, fault: null };
}

function textOf(format: OtherFormat, source: Source): AsyncGenerator<string, void> {
  switch (format) {
    case 'cloudevents':
      return cloudEventsText(source);
    case 'ocel':
      return ocelText(source);
    case 'csv':
      return csvText(source);
  }
}

/** Yields the events as one JSON array, which is the batch format of CloudEvents. */
async function* cloudEventsText({ origin, pages, isWithheld }: Source): AsyncGenerator<string, void> {
  const separate = separator();
  yield '[';
  for await (const page of pages) {
    for (const stored of page) {
      const { header } = exportedEvent(stored);
      const data = isWithheld(stored) ? null : { data: stored.data };
      yield `${separate()}${JSON.stringify(cloudEvent(origin, header, data))}`;
    }
  }
  yield '\n]\n';
}

async function* ocelText(source: Source): AsyncGenerator<string, void> {
  const [streams, hidden] = [new Set<string>(), new Set<string>()];
  const [types, mentioned] = [new Set<string>(), new Set<string>()];
  const separate = separator();
  yield '{"events":[';
  for await (const page of source.pages) {
    for (const stored of page) {
      const isHidden = source.isWithheld(stored);
      const event = ocelEvent(exportedEvent(stored).header, isHidden ? null : stored.data);
      yield `${separate()}${JSON.stringify(event)}`;
      streams.add(stored.stream);
      types.add(stored.type);
      if (isHidden) hidden.add(stored.stream);
      for (const { objectId } of event.relationships) mentioned.add(objectId);
    }
  }
  yield '\n],"objects":[';
  yield* ocelObjectsText(
    source,
    [...streams].filter((stream) => !hidden.has(stream)),
    mentioned,
  );
  const eventTypes = [...types].sort().map((name) => ({ name, attributes: ocelEventAttributes }));
  yield `\n],"eventTypes":${JSON.stringify(eventTypes)},"objectTypes":${JSON.stringify(ocelObjectTypes)}}\n`;
}

async function* ocelObjectsText(
  { store, head }: Source,
  streams: readonly string[],
  mentioned: Set<string>,
): AsyncGenerator<string, void> {
  const separate = separator();
  const written = new Set<string>();
  for (const stream of streams) {
    for (const object of ocelObjects(await eventsIn(store, stream, head))) {
      written.add(object.id);
      for (const { objectId } of object.relationships) mentioned.add(objectId);
      yield `${separate()}${JSON.stringify(object)}`;
    }
  }
  for (const id of mentioned) if (!written.has(id)) yield `${separate()}${JSON.stringify(bareObject(id))}`;
}

/** Spreadsheets with Swedish settings expect semicolons. Escaping prevents them from running a text as a formula. */
const csv = { delimiter: ';', escape_formulas: true };

async function* csvText({ pages, histories, store }: Source): AsyncGenerator<string, void> {
  const byKind = new Map(histories.map((history) => [history.kind, history]));
  const renderer = new HistoryRenderer(byKind, store);
  const sentences = languages.map((language) => `sentence ${language}`);
  yield `\ufeff${stringify([['position', 'time', 'stream', 'type', 'actor', 'role', ...sentences]], csv)}`;
  for await (const page of pages) {
    for (const stored of page) {
      const { position, recordedAt, stream, type, metadata } = stored;
      const { actor, role } = metadata;
      const [kind] = kindAndIdOf(stream);
      const sentence = byKind.has(kind) ? await sentenceOf(stored, renderer) : null;
      const words = languages.map((language) => sentence?.[language] ?? '');
      yield stringify([[position, recordedAt, stream, type, actor, role, ...words]], csv);
    }
  }
}

async function sentenceOf(stored: Stored, renderer: HistoryRenderer): Promise<Words> {
  const { actor, actingFor } = personsOf(stored);
  const doer = { person: byId(actor), role: stored.metadata.role, actingFor: byId(actingFor) };
  const { line } = await renderer.render(stored);
  return sentenceOfEvent(
    doer,
    lineInWords(line, (id) => id),
  );
}

/** Returns the person without a name, because the log contains no names of people. */
function byId(personId: Id<'Person'> | null) {
  return personId === null ? null : { personId, name: null };
}

async function eventsIn(store: EventStore, stream: string, head: number): Promise<readonly Stored[]> {
  const events: Stored[] = [];
  for await (const page of store.readStream(stream)) {
    events.push(...ownIn(page).filter(({ position }) => position <= head));
  }
  return events;
}

/** Returns a function that gives the text before each JSON item. Only the first item has no comma before it. */
function separator(): () => string {
  let isFirst = true;
  return () => {
    const text = isFirst ? '\n' : ',\n';
    isFirst = false;
    return text;
  };
}
