/** The forms of a document: for reading with any aid, for the archive, for a word processor, and as a page. */
export const documentFormats = ['pdf-ua', 'pdf-a', 'docx', 'html'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

interface FormatOfFile {
  /** How the names of its files end. */
  readonly ending: string;
  readonly mediaType: string;
}

export const formatsOfFiles: { readonly [Format in DocumentFormat]: FormatOfFile } = {
  'pdf-ua': { ending: '.ua.pdf', mediaType: 'application/pdf' },
  'pdf-a': { ending: '.a.pdf', mediaType: 'application/pdf' },
  docx: { ending: '.docx', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  html: { ending: '.html', mediaType: 'text/html; charset=utf-8' },
};
