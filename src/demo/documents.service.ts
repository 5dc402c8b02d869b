import type { INestApplication } from '@nestjs/common';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentFormats, formatsOfFiles } from '../documents/forms/document-format.js';
import type { DocumentRequest } from '../documents/document-request.js';
import { Documents } from '../documents/making/documents.service.js';
import { Keeping } from '../documents/making/keeping.service.js';
import { isRefusal } from '../kernel/refusal.js';
import { MATTER, PARAGRAPH } from './board-case.service.js';

const documents: Readonly<Record<string, Pick<DocumentRequest, 'kind' | 'asOf'>>> = {
  tjansteskrivelse: { kind: 'report', asOf: 'summoned' },
  kallelse: { kind: 'summons', asOf: 'summoned' },
  protokoll: { kind: 'minutes', asOf: 'adjusted' },
  [`utdrag-${PARAGRAPH}`]: { kind: 'extract', asOf: 'adjusted' },
  anslag: { kind: 'notice', asOf: 'posted' },
};

/**
 * Writes the documents of the played case into a folder, each in every form. Files of the same names are replaced.
 *
 * @returns a line for each document: the names of its files, or why there are none on the day of the clock
 */
export async function writeDocuments(app: INestApplication, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  await app.get(Keeping).keepDue();
  const lines: string[] = [];
  for (const [name, asked] of Object.entries(documents)) {
    try {
      lines.push((await writeForms(app, join(folder, name), asked)).join(', '));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      lines.push(`${name}: ${error.sentence('en')}`);
    }
  }
  return lines;
}

async function writeForms(
  app: INestApplication,
  path: string,
  asked: Pick<DocumentRequest, 'kind' | 'asOf'>,
): Promise<string[]> {
  const request: DocumentRequest = { matterId: MATTER, language: 'sv', paragraph: null, ...asked };
  const found = await app.get(Documents).find(request, null);
  const files: string[] = [];
  for (const format of documentFormats) {
    const file = `${path}${formatsOfFiles[format].ending}`;
    writeFileSync(file, await app.get(Documents).bytes(found, format));
    files.push(file);
  }
  return files;
}
