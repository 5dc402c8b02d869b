import { Refusal } from '../../kernel/refusal.js';
import { type DocumentFile, documentFiles, MATTERS } from '../../web/addresses.js';
import type { Page } from '../../web/page.page.js';
import { asked, aText, fields, query } from '../../web/selection.js';
import { webRefusals } from '../../web/web-refusals.js';

const documentLink = query(
  '$matterId: ID!, $kind: DocumentKind!, $format: DocumentFormat!, $moment: DocumentMoment!, $language: Language!, $paragraph: String',
  {
    document: asked(
      'matterId: $matterId, kind: $kind, format: $format, moment: $moment, language: $language, paragraph: $paragraph',
      fields({ url: aText }),
    ),
  },
);

/** The kind of each document in the API, and the moment of the matter as of which people read it. */
const kinds: Readonly<Record<DocumentFile, { readonly kind: string; readonly moment: string }>> = {
  kallelse: { kind: 'SUMMONS', moment: 'SUMMONED' },
  'kallad-tjansteskrivelse': { kind: 'REPORT', moment: 'SUMMONED' },
  tjansteskrivelse: { kind: 'REPORT', moment: 'SUBMITTED' },
  protokoll: { kind: 'MINUTES', moment: 'NOW' },
  utdrag: { kind: 'EXTRACT', moment: 'NOW' },
  anslag: { kind: 'NOTICE', moment: 'NOW' },
};

const formats: Readonly<Record<string, string>> = { pdf: 'PDF_UA', docx: 'DOCX', html: 'HTML' };

/** A document of a matter, as a file. */
export const documentPage: Page = {
  path: `${MATTERS}/:matter/handlingar/:file`,
  documents: [documentLink],
  show: async ({ ask, params, query: { paragraf = null }, language }) => {
    const { matter: matterId = '', file = '' } = params;
    const [name = '', ending = ''] = file.split('.');
    const document = documentFiles.find((one) => one === name);
    const format = formats[ending];
    if (document === undefined || format === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
    const asking = { matterId, format, language: language.toUpperCase(), paragraph: paragraf, ...kinds[document] };
    return { download: (await ask(documentLink, asking)).document.url };
  },
};
