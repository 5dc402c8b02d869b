import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.js';
import { isId } from '../kernel/identity.js';
import { eachSecond, type Output } from '../platform/runtime/command-output.service.js';
import type { Given } from '../platform/feature.service.js';
import { exportFormats, exportPlaces, type ExportRequest } from './export-places.service.js';
import type { Scope } from './exported-views.js';

/**
 * Exports as its arguments say, with what `givenFor` says is to be signed with. Answers with the exit code; null: they do
 * not say what, or where to.
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
    eachSecond(({ position, head }) => err(`${position} of ${head} events`)),
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

/** What is asked for and what is left of the words; null: nothing that can be exported. */
function scopeIn([kind, ...rest]: readonly string[]): { scope: Scope; rest: readonly string[] } | null {
  if (kind === 'everything') return { scope: { kind }, rest };
  const [id = '', ...others] = rest;
  if (kind === 'plan' && isId('Plan', id)) return { scope: { kind, id }, rest: others };
  return kind === 'matter' && isId('Matter', id) ? { scope: { kind, id }, rest: others } : null;
}
