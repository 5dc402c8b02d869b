import { officeFile } from '../../platform/runtime/office-file.service.js';
import type { Document } from '../document.js';
import { docxOf } from './docx.js';

/** Returns the bytes of a document for a word processor: always the same for the same document. */
export function docxBytes(document: Document): Uint8Array<ArrayBuffer> {
  const { texts, picture } = docxOf(document);
  const pictures = picture === null ? {} : { [`word/${picture.target}`]: Buffer.from(picture.base64, 'base64') };
  return officeFile(texts, pictures);
}
