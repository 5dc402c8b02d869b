// Runs as a process of its own. The service goes on answering while a document is laid out, and a text that brings the
// compiler down brings nothing else down. Node runs this file as it stands in the source too: of the house it imports types
// alone.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { TypstInput } from './typst-input.js';

/** One standard is checked and claimed in a file: PDF/UA-1 for reading, PDF/A-2a for the archive. */
export type PdfStandard = 'ua-1' | 'a-2a';

export interface TypesettingJob {
  readonly number: number;
  readonly input: TypstInput;
  readonly standard: PdfStandard;
}

export interface TypesettingAnswer {
  readonly number: number;
  /** The bytes of the PDF, or why there are none. */
  readonly result: Uint8Array | { readonly fault: string };
}

const FONTS = [
  'source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
  'source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
  'source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  'source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
];

const packages = createRequire(import.meta.url);
const folder = dirname(fileURLToPath(import.meta.url));
const layout = readFileSync(join(folder, 'document.typ'), 'utf8');
const compiler = NodeCompiler.create({
  workspace: folder,
  fontArgs: [{ fontBlobs: FONTS.map((font) => readFileSync(packages.resolve(`@expo-google-fonts/${font}`))) }],
});

process.on('disconnect', () => process.exit());
process.on('message', (job: TypesettingJob) => process.send?.(answered(job)));

function answered({ number, input, standard }: TypesettingJob): TypesettingAnswer {
  try {
    return { number, result: typeset(input, standard) };
  } catch (error) {
    return { number, result: { fault: error instanceof Error ? error.message : String(error) } };
  } finally {
    // Whatever is kept of a document is of no use to the next one, and the memory would grow with each.
    compiler.resetShadow();
    compiler.evictCache(0);
  }
}

function typeset({ document, logo }: TypstInput, standard: PdfStandard): Uint8Array {
  if (logo !== null) compiler.mapShadow(join(folder, logo.path), Buffer.from(logo.base64, 'base64'));
  const compiled = compiler.compile({ mainFileContent: layout, inputs: { document }, resetRead: true });
  if (compiled.result === null) {
    const told = compiled.takeDiagnostics();
    throw new Error(told === null ? 'The compiler gave no reason.' : JSON.stringify(compiler.fetchDiagnostics(told)));
  }
  return compiler.pdf(compiled.result, { pdfStandard: standard });
}
