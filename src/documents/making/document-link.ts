import { isId } from '../../kernel/identity.js';
import { languages } from '../../kernel/language.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { documentKinds } from '../document.js';
import { documentMoments, type DocumentRequest } from '../document-request.js';
import { type DocumentFormat, documentFormats, formatsOfFiles } from '../forms/document-format.js';

/** The path under which documents are fetched. */
export const DOCUMENTS_PATH = '/documents';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** A link to a document in a form, for one person and until an instant. */
export interface DocumentLink extends DocumentRequest {
  readonly format: DocumentFormat;
  /** The person who asked for the link. */
  readonly personId: string;
  readonly until: IsoInstant;
}

/** Writes a link as the path and the query of an address. */
export function writtenLink({ paragraph, ...link }: DocumentLink): string {
  const query = new URLSearchParams({ ...link, ...(paragraph === null ? {} : { paragraph }) });
  return `${DOCUMENTS_PATH}?${query.toString()}`;
}

/** Reads the query of a link; null when it is none that {@link writtenLink} writes. */
export function readLink(query: unknown): DocumentLink | null {
  const field = (name: string): string => {
    const value: unknown = typeof query === 'object' && query !== null ? Reflect.get(query, name) : undefined;
    return typeof value === 'string' ? value : '';
  };
  const one = <Value extends string>(all: readonly Value[], name: string) => all.find((value) => value === field(name));
  const [matterId, personId, until, paragraph] = [
    field('matterId'),
    field('personId'),
    field('until'),
    field('paragraph'),
  ];
  const [kind, asOf] = [one(documentKinds, 'kind'), one(documentMoments, 'asOf')];
  const [language, format] = [one(languages, 'language'), one(documentFormats, 'format')];
  if (kind === undefined || asOf === undefined || language === undefined || format === undefined) return null;
  if (!isId('Matter', matterId) || personId === '' || !INSTANT.test(until)) return null;
  return { matterId, kind, asOf, language, format, personId, until, paragraph: paragraph === '' ? null : paragraph };
}

/** Names the file of a document, such as *exempel.ks.dnr-ks-2026-142.report.sv.ua.pdf*. */
export function fileNameOf({ matterId, kind, language, format }: DocumentLink): string {
  return `${matterId}.${kind}.${language}${formatsOfFiles[format].ending}`;
}
