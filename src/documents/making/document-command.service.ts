import type { INestApplication } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../../config.js';
import { boardOf, type Id, isId, matterIdOf } from '../../kernel/identity.js';
import { languages } from '../../kernel/language.js';
import { matterFold } from '../../matters/matter.js';
import { offline } from '../../offline.service.js';
import { DATABASE, type Database } from '../../platform/database/database.service.js';
import type { ViewTables } from '../../platform/database/state-tables.view.js';
import type { Places } from '../../platform/open-stores.service.js';
import { indexIn } from '../../platform/projections/log-index-tables.service.js';
import { LogIndex } from '../../platform/projections/log-index.service.js';
import type { Output } from '../../platform/runtime/command-output.service.js';
import { writeNewFile } from '../../platform/runtime/new-file.service.js';
import { type Document, documentKinds } from '../document.js';
import { documentText } from '../document-text.js';
import { type DocumentMoment, documentMoments, type DocumentRequest } from '../document-request.js';
import { Documents } from '../documents.service.js';
import { documentFormats } from '../forms/document-format.js';
import { DocumentForms } from '../forms/document-forms.service.js';

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
 * Runs `tertial document` with the command line's arguments. Returns exit code 0, or null when an argument is missing or
 * unknown.
 *
 * @throws Error with a sentence that says what to do, or a Refusal of {@link Documents.make}.
 */
export async function documentAsAsked(args: readonly string[], { out }: Output): Promise<number | null> {
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
    return inFormat(app, format, await app.get(Documents).make({ ...asked, matterId }, null));
  });
  await writeNewFile(file, 'document', (part) => writeFile(part, bytes, { mode: 0o600, flush: true }));
}

function inFormat(app: INestApplication, format: Format, document: Document): Promise<Uint8Array> | string {
  return format === 'text' ? documentText(document) : app.get(DocumentForms).made(document, format);
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
