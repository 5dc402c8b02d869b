import { strToU8, zipSync, type Zippable } from 'fflate';
import type { Document } from '../document.js';
import { docxOf } from './docx.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** The first day that an archive can have. The bytes do not depend on when the file is written. */
const ALWAYS = new Date(1980, 0, 1);

/** Returns the bytes of a document for a word processor: always the same for the same document. */
export function docxBytes(document: Document): Uint8Array<ArrayBuffer> {
  const { texts, picture } = docxOf(document);
  const archive: Zippable = Object.fromEntries(
    Object.entries(texts).map(([name, xml]) => [name, [strToU8(`${HEAD}${xml}`), { mtime: ALWAYS }]]),
  );
  if (picture !== null) archive[`word/${picture.target}`] = [Buffer.from(picture.base64, 'base64'), { mtime: ALWAYS }];
  return zipSync(archive);
}
