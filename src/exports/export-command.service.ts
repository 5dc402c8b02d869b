import type { INestApplication } from '@nestjs/common';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.js';
import { WITNESS, type Witness } from '../evidence/witness.js';
import { isId } from '../kernel/identity.js';
import { offline } from '../offline.service.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import { type Feature, FEATURES, type Given } from '../platform/feature.service.js';
import type { Places } from '../platform/open-stores.service.js';
import { createDamageTables, damageIn } from '../platform/projections/damage-tables.service.js';
import { LogIndex } from '../platform/projections/log-index.service.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { eachSecond, type Output, shareOfLog } from '../platform/runtime/command-output.service.js';
import type { Scope } from './exported-views.js';
import { type Exported, exportLog, type OnExported } from './exporting.service.js';
import { exportAs, otherFormats } from './other-formats.service.js';

/** The formats of an export. The verifier reads only `jsonl`. */
export const exportFormats = ['jsonl', ...otherFormats] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportRequest {
  readonly scope: Scope;
  readonly file: string;
  readonly format: ExportFormat;
  readonly withhold: readonly string[];
  /** The number of events that an older checkpoint covers, as the user typed it; null when the user gave none. */
  readonly since: string | null;
}

/**
 * Exports from the log at `places` to the requested file. `given` provides the keys that sign checkpoints.
 *
 * @throws Error with a sentence that says what to do.
 */
export async function exportPlaces(
  places: Places,
  given: readonly Given[],
  request: ExportRequest,
  onProgress: OnExported,
): Promise<Exported> {
  const { scope, file, format } = request;
  const since = request.since === null ? null : Number(request.since);
  if (since !== null && (!Number.isSafeInteger(since) || since < 0)) {
    throw new Error(`--since is ${request.since ?? ''}. Give the size of the older checkpoint, its second line.`);
  }
  const options = { scope, withhold: new Set(request.withhold), since, takenAt: new Clock().now() };
  const exporting = async (app: INestApplication): Promise<Exported> => {
    await vouchForAll(app);
    const vouched = { store: app.get<EventStore>(EVENT_STORE), witness: app.get<Witness>(WITNESS, { strict: false }) };
    if (format === 'jsonl')
      return exportLog(vouched, file, { ...options, accepted: await acceptedIn(app) }, onProgress);
    if (since !== null) throw new Error(`There is no proof in ${format}. Leave --since out, or export as jsonl.`);
    const histories = app.get<Feature[]>(FEATURES).flatMap((feature) => feature.histories);
    return exportAs(format, vouched, histories, file, options, onProgress);
  };
  return offline(places, exporting, given);
}

/** Reads the ids of the events of others that an operator has accepted. */
async function acceptedIn(app: INestApplication): Promise<ReadonlySet<string>> {
  const { db } = app.get<Database<ViewTables>>(DATABASE);
  await createDamageTables(db);
  const found = await damageIn(db);
  return new Set(found.flatMap(({ id, isAccepted }) => (isAccepted && id !== null ? [id] : [])));
}

/**
 * Indexes the rest of the log, then signs a checkpoint for the events that no checkpoint covers yet. The witness signs
 * no log that contradicts an older checkpoint. When the log is shorter than its index, this function does nothing. It
 * would otherwise index the shorter log from its first event, and that would drop the Merkle tree of the longer log.
 */
async function vouchForAll(app: INestApplication): Promise<void> {
  const [index, store] = [app.get(LogIndex), app.get<EventStore>(EVENT_STORE)];
  const counted = await index.counted().catch(() => null);
  if (counted !== null && counted.position > (await store.head())) return;
  await index.catchUpBesideService();
  await app.get<Witness>(WITNESS, { strict: false }).vouch();
}

/**
 * Runs `tertial export` with the command line's arguments. `givenFor` provides the signing keys. Returns exit code 0,
 * or 1 when not all views could be made. Returns null when the subject, the file or the format is missing or invalid.
 */
export async function exportAsAsked(
  args: readonly string[],
  { out, err }: Output,
  givenFor: (config: Config) => readonly Given[],
): Promise<number | null> {
  const request = requestIn(args);
  if (request === null) return null;
  const config = readConfig(process.env);
  const { events, size, isBehind, fault } = await exportPlaces(
    config.places,
    givenFor(config),
    request,
    eachSecond((progress) => err(shareOfLog(progress))),
  );
  out(`${events} events are in ${request.file}, up to the checkpoint of the log's ${size} events.`);
  if (isBehind) err('There are newer events, which no checkpoint vouches for yet. They are not in it.');
  if (fault !== null) err(`Its views could not all be made: ${fault} Verify the export.`);
  return fault === null ? 0 : 1;
}

function requestIn(args: readonly string[]): ExportRequest | null {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'jsonl' },
      withhold: { type: 'string', multiple: true, default: [] },
      since: { type: 'string' },
    },
  });
  const asked = scopeIn(positionals);
  const [file, ...others] = asked?.rest ?? [];
  const format = exportFormats.find((one) => one === values.format);
  if (asked === null || file === undefined || others.length > 0 || format === undefined) return null;
  return { scope: asked.scope, file, format, withhold: values.withhold, since: values.since ?? null };
}

/** Returns the subject of the export and the remaining arguments; null when the subject has an invalid kind or id. */
function scopeIn([kind, ...rest]: readonly string[]): { scope: Scope; rest: readonly string[] } | null {
  if (kind === 'everything') return { scope: { kind }, rest };
  const [id = '', ...others] = rest;
  if (kind === 'plan' && isId('Plan', id)) return { scope: { kind, id }, rest: others };
  return kind === 'matter' && isId('Matter', id) ? { scope: { kind, id }, rest: others } : null;
}
