import { Injectable } from '@nestjs/common';
import type { Document } from '../document.js';
import type { DocumentFormat } from './document-format.js';
import { docxBytes } from './docx.service.js';
import { htmlOf } from './html.service.js';
import { Typesetting } from './typesetting.service.js';

/** Gives documents their forms. */
@Injectable()
export class DocumentForms {
  constructor(private readonly typesetting: Typesetting) {}

  /**
   * Returns the bytes of a document in a form: always the same for the same document.
   *
   * @throws Refusal `DOCUMENTS_BUSY` when too many documents wait to be set.
   */
  async made(document: Document, format: DocumentFormat): Promise<Uint8Array> {
    switch (format) {
      case 'pdf-ua':
        return this.typesetting.pdf(document, 'ua-1');
      case 'pdf-a':
        return this.typesetting.pdf(document, 'a-2a');
      case 'docx':
        return docxBytes(document);
      case 'html':
        return new TextEncoder().encode(htmlOf(document));
    }
  }
}
