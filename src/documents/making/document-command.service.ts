import type { INestApplication } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../../config.js';
import { kindAndIdOf } from '../../kernel/fold.js';
import { boardOf, type Id, isId, matterIdOf } from '../../kernel/identity.js';
import { languages } from '../../kernel/language.js';
import { matterFold } from '../../matters/matter.js';
import { offline } from '../../offline.service.js';
import { DATABASE, type Database } from '../../platform/database/database.service.js';
import type { ViewTables } from '../../platform/database/state-tables.view.js';
import { EVENT_STORE, type EventStore } from '../../platform/event-store/event-store.js';
import type { Places } from '../../platform/open-stores.service.js';
import { indexIn } from '../../platform/projections/log-index-tables.service.js';
import { LogIndex } from '../../platform/projections/log-index.service.js';
import type { Output } from '../../platform/runtime/command-output.service.js';
import { writeNewFile } from '../../platform/runtime/new-file.service.js';
import { documentKinds } from '../document.js';
import { documentText } from '../document-text.js';
import { type DocumentMoment, documentMoments, type DocumentRequest } from '../document-request.js';
import { documentFormats } from '../forms/document-format.js';
import { keptDocumentsFold, subjectKey } from '../document-keeping.js';
import { DocumentMaker } from '../document-maker.service.js';
import { Documents } from './documents.service.js';

/** The forms in which the command writes a document. */
const formats = ['text', ...documentFormats] as const;
type Format = (typeof formats)[number];

interface CommandRequest extends Omit<DocumentRequest, 'matterId'> {
  readonly format: Format;
  /** The matter as it was typed: its registry number or its id. */
  readonly matter: string;
  readonly file: string;
}

/**
 * Runs `tertial document` with the command line's arguments. Returns exit code 0, 1 when a checked file is no kept document, or
 * null when an argument is missing or unknown.
 *
 * @throws Error with a sentence that says what to do, or a Refusal of {@link Documents.make}.
 */
export async function documentAsAsked(args: readonly string[], { out }: Output): Promise<number | null> {
  const [option, checked, ...others] = args;
  if (option === '--check') return checked === undefined || others.length > 0 ? null : checkFile(checked, out);
  const request = requestIn(args);
  if (request === null) return null;
  await writeDocument(readConfig(process.env).places, request);
  out(`The ${request.kind} of ${request.matter} is in ${request.file}.`);
  return 0;
}

async function writeDocument(places: Places, { matter, file, format, ...asked }: CommandRequest): Promise<void> {
  const bytes = await offline(places, async (app) => {
    // States as of a position are found by the index.
    await app.get(LogIndex).catchUpBesideService();
    const matterId = await matterIn(app.get<Database<ViewTables>>(DATABASE).db, matter);
    return inFormat(app, format, { ...asked, matterId });
  });
  await writeNewFile(file, 'document', (part) => writeFile(part, bytes, { mode: 0o600, flush: true }));
}

/**
 * Says which kept document a file is, by its hash alone (rule 153). Returns exit code 0, or 1 when the log has no such hash.
 *
 * @throws Error when the file cannot be read.
 */
async function checkFile(file: string, out: Output['out']): Promise<number> {
  const sha256 = await sha256OfFile(file);
  const { found, count } = await offline(readConfig(process.env).places, async (app) => {
    await app.get(LogIndex).catchUpBesideService();
    const { db } = app.get<Database<ViewTables>>(DATABASE);
    const rows = await indexIn(db)
      .selectFrom('streams')
      .select('stream')
      .where('kind', '=', keptDocumentsFold.kind)
      .execute();
    const states = await app.get(DocumentMaker).statesAt(await app.get<EventStore>(EVENT_STORE).head());
    const all = await Promise.all(
      rows.map(async ({ stream }) => {
        const [, meetingId] = kindAndIdOf(stream);
        return (await states.one(keptDocumentsFold, meetingId)).map((kept) => ({ ...kept, meetingId }));
      }),
    );
    return {
      found: all.flat().find(({ files }) => files.some((one) => one.sha256 === sha256)),
      count: all.flat().length,
    };
  });
  if (found === undefined) {
    out(`${file} is none of the ${count} kept documents. Its SHA-256 is ${sha256}.`);
    return 1;
  }
  const { subject, meetingId, keptAt, number, erased } = found;
  const form = found.files.find((one) => one.sha256 === sha256)?.form ?? 'file';
  out(`${file} is document ${number} of ${meetingId}, as it was kept at ${keptAt}: ${subjectKey(subject)}, ${form}.`);
  if (erased !== null) out(`Its bytes were erased at ${erased.at}: ${erased.reason}`);
  return 0;
}

async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash).catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`, {
      cause: error,
    });
  });
  return hash.digest('hex');
}

async function inFormat(app: INestApplication, format: Format, request: DocumentRequest): Promise<Uint8Array | string> {
  const documents = app.get(Documents);
  const found = await documents.find(request, null);
  return format === 'text' ? documentText(found.document) : documents.bytes(found, format);
}

/** Finds a matter by its id or by its registry number. @throws Error when there is none, or more than one. */
async function matterIn(db: Kysely<ViewTables>, given: string): Promise<Id<'Matter'>> {
  const rows = await indexIn(db).selectFrom('streams').select('stream').where('kind', '=', matterFold.kind).execute();
  const ids = rows.map(({ stream }) => stream.slice(matterFold.kind.length + 1)).filter((id) => isId('Matter', id));
  const found = ids.filter((id) => id === given || id === matterIdOf(boardOf(id), given));
  const [first, ...others] = found;
  if (first === undefined) throw new Error(`No matter is called ${given}. Give its registry number or its id.`);
  if (others.length > 0) throw new Error(`Several boards have a matter ${given}. Give an id: ${found.join(', ')}.`);
  return first;
}

function requestIn(args: readonly string[]): CommandRequest | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      matter: { type: 'string' },
      kind: { type: 'string' },
      format: { type: 'string', default: 'text' },
      'as-of': { type: 'string', default: 'now' },
      language: { type: 'string', default: 'sv' },
      paragraph: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { matter, out: file, paragraph = null } = values;
  const kind = documentKinds.find((one) => one === values.kind);
  const asOf: DocumentMoment | undefined = documentMoments.find((one) => one === values['as-of']);
  const language = languages.find((one) => one === values.language);
  const format = formats.find((one) => one === values.format);
  if (matter === undefined || file === undefined || kind === undefined || asOf === undefined) return null;
  if (language === undefined || format === undefined) return null;
  return { matter, file, kind, format, asOf, language, paragraph };
}
