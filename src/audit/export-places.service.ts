import { isId } from '../kernel/identity.js';
import { Clock } from '../platform/clock.service.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store.js';
import { FEATURES, type Feature } from '../platform/feature.service.js';
import { offline } from '../platform/offline.service.js';
import type { Places } from '../platform/stores.service.js';
import type { Scope } from './exported-views.js';
import { type Exported, exportLog, type OnExported } from './exporting.service.js';
import { exportAs, otherFormats } from './other-formats.service.js';
import { WITNESS, type Witness } from './witness.js';

/** `jsonl` is what can be verified. */
export const exportFormats = ['jsonl', ...otherFormats] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportRequest {
  readonly scope: Scope;
  readonly file: string;
  readonly format: ExportFormat;
  readonly withhold: readonly string[];
  /** A number in decimal digits, as it was typed. */
  readonly since: string | null;
}

/** Exports from the log of these places. @throws Error with a sentence that says what to do. */
export async function exportPlaces(places: Places, request: ExportRequest, onProgress: OnExported): Promise<Exported> {
  const { scope, file, format } = request;
  const since = request.since === null ? null : Number(request.since);
  if (since !== null && (!Number.isSafeInteger(since) || since < 0)) {
    throw new Error(`--since is ${request.since ?? ''}. Give the size of the older checkpoint, its second line.`);
  }
  const options = { scope, withhold: new Set(request.withhold), since, takenAt: new Clock().now() };
  return offline(places, (app) => {
    const vouched = { store: app.get<EventStore>(EVENT_STORE), witness: app.get<Witness>(WITNESS, { strict: false }) };
    if (format === 'jsonl') return exportLog(vouched, file, options, onProgress);
    if (since !== null) throw new Error(`There is no proof in ${format}. Leave --since out, or export as jsonl.`);
    const narrations = app.get<Feature[]>(FEATURES).flatMap((feature) => feature.narrations);
    return exportAs(format, vouched, narrations, file, options, onProgress);
  });
}

/** What is asked for and what is left of the words; null: nothing that can be exported. */
export function scopeIn([kind, ...rest]: readonly string[]): { scope: Scope; rest: readonly string[] } | null {
  if (kind === 'everything') return { scope: { kind }, rest };
  const [id = '', ...others] = rest;
  if (kind === 'plan' && isId('Plan', id)) return { scope: { kind, id }, rest: others };
  return kind === 'matter' && isId('Matter', id) ? { scope: { kind, id }, rest: others } : null;
}
