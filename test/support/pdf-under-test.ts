import { getDocument, VerbosityLevel, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A part of the structure tree: its role, and the text in it with that of its parts. */
export interface PdfPart {
  readonly role: string;
  readonly text: string;
  readonly alternative: string | null;
  readonly parts: readonly PdfPart[];
}

export interface ReadPdf {
  readonly title: string;
  readonly language: string;
  readonly pages: number;
  /** The names of all fonts in the file, sorted, without the mark of a subset. */
  readonly fonts: readonly string[];
  /** All that the pages show, artifacts too. */
  readonly text: string;
  /** The structure trees of all pages, in their order. */
  readonly parts: readonly PdfPart[];
}

/** Reads a PDF back: its title, language, fonts, text and structure tree. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false });
  const pdf = await task.promise;
  const { info } = await pdf.getMetadata();
  const numbers = Array.from({ length: pdf.numPages }, (_, at) => at + 1);
  const pages: { text: string; parts: PdfPart[] }[] = [];
  for (const number of numbers) pages.push(await readPage(pdf, number));
  await task.destroy();
  return {
    title: textOf(info, 'Title'),
    language: textOf(info, 'Language'),
    pages: pdf.numPages,
    fonts: fontsIn(Buffer.from(bytes)),
    text: pages.map(({ text }) => text).join('\n'),
    parts: pages.flatMap(({ parts }) => parts),
  };
}

/** All parts with one of the roles, however deep, in the order of reading. */
export function partsOf(parts: readonly PdfPart[], ...roles: readonly string[]): PdfPart[] {
  return parts.flatMap((part) => [...(roles.includes(part.role) ? [part] : []), ...partsOf(part.parts, ...roles)]);
}

async function readPage(pdf: PDFDocumentProxy, number: number) {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const texts = new Map<string, string>();
  const within: (string | null)[] = [];
  let text = '';
  for (const item of items) {
    if ('str' in item) {
      const shown = `${item.str}${item.hasEOL ? '\n' : ''}`;
      text += shown;
      const id = within.findLast((one) => one !== null);
      if (typeof id === 'string') texts.set(id, (texts.get(id) ?? '') + shown);
    } else if (item.type === 'endMarkedContent') within.pop();
    else within.push('id' in item && typeof item.id === 'string' ? item.id : null);
  }
  const tree: unknown = await page.getStructTree();
  return { text, parts: [partOf(tree, texts)] };
}

/** The objects of the file stand in it as text. */
function fontsIn(pdf: Buffer): string[] {
  const names = [...pdf.toString('latin1').matchAll(/\/BaseFont\s*\/([^\s/>]+)/g)].map(([, name = '']) => name);
  return [...new Set(names.map((name) => name.replace(/^[A-Z]{6}\+/, '').replace(/-Identity-H$/, '')))].sort();
}

function partOf(node: unknown, texts: ReadonlyMap<string, string>): PdfPart {
  const children = typeof node === 'object' && node !== null && 'children' in node ? node.children : [];
  const parts = (Array.isArray(children) ? children : []).map((child: unknown) => partOf(child, texts));
  const own = texts.get(textOf(node, 'id')) ?? '';
  const role = textOf(node, 'role') || textOf(node, 'type');
  return {
    role,
    text: [own, ...parts.map(({ text }) => text)].join('').replaceAll(/\s+/g, ' '),
    alternative: textOf(node, 'alt') || null,
    parts,
  };
}

function textOf(from: unknown, field: string): string {
  const found: unknown = typeof from === 'object' && from !== null ? Reflect.get(from, field) : undefined;
  return typeof found === 'string' ? found : '';
}
