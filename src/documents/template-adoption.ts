import type { Words } from '../kernel/history.js';
import type { Id } from '../kernel/identity.js';
import { type Act, permit } from '../kernel/permissions.js';
import { isBlank, Refusal } from '../kernel/refusal.js';
import type { Logo } from './document.js';
import { documentRefusals, type LogoProblem, type TemplatePart } from './document-refusals.js';
import type { DocumentTemplate, ReportSection, TemplateEvent, TemplateSection } from './template.js';

/** A section as it is asked for: one that Tertial makes, or the heading and the text of one that the board adds. */
export interface AskedSection {
  readonly section?: ReportSection | null;
  readonly heading?: Words | null;
  readonly text?: Words | null;
}

export interface AdoptTemplateData extends Omit<DocumentTemplate, 'sections'> {
  readonly boardId: Id<'Board'>;
  readonly sections: readonly AskedSection[];
}

/** The largest logo. A logo stands in each document, and in each event that adopts a template. */
export const MOST_BYTES_OF_LOGO = 256 * 1024;

/**
 * Adopts a template for a board's documents (rule 155).
 *
 * @throws Refusal `TEMPLATE_INCOMPLETE` or `LOGO_UNSOUND`.
 */
export function adoptTemplate(data: AdoptTemplateData, { actor }: Act): TemplateEvent[] {
  const { boardId, administration, logo, points, openingItems, noticeBoard, appeal } = data;
  permit(actor, 'adoptDocumentTemplate', boardId, boardId);
  const sections = data.sections.map(sectionOf);
  const missing = missingPart(data, sections);
  if (missing !== undefined) throw new Refusal(documentRefusals.TEMPLATE_INCOMPLETE, { missing });
  const problem = logo === null ? null : logoProblem(logo);
  if (problem !== null) throw new Refusal(documentRefusals.LOGO_UNSOUND, { problem });
  const template = { administration, logo, sections, points, openingItems, noticeBoard, appeal };
  return [{ type: 'DocumentTemplateAdopted', data: { boardId, ...template } }];
}

/** @throws Refusal `TEMPLATE_INCOMPLETE` for a section that is both made and written, or neither. */
function sectionOf({ section = null, heading = null, text = null }: AskedSection): TemplateSection {
  if (section !== null && heading === null && text === null) return { kind: 'MADE', section };
  if (section === null && heading !== null && text !== null) return { kind: 'FIXED', heading, text };
  throw new Refusal(documentRefusals.TEMPLATE_INCOMPLETE, { missing: 'section' });
}

function missingPart(data: AdoptTemplateData, sections: readonly TemplateSection[]): TemplatePart | undefined {
  const { administration, noticeBoard, appeal, openingItems } = data;
  const fixed = sections.flatMap((one) => (one.kind === 'FIXED' ? [one.heading, one.text] : []));
  const isAnyBlank = (texts: readonly Words[]) => texts.some(({ sv, en }) => isBlank(sv) || isBlank(en));
  if (isAnyBlank([administration])) return 'administration';
  if (isAnyBlank([noticeBoard, appeal])) return 'appeal';
  if (isAnyBlank(fixed)) return 'section';
  if (isAnyBlank(openingItems)) return 'opening items';
  const made = sections.flatMap((one) => (one.kind === 'MADE' ? [one.section] : []));
  if (!made.includes('PROPOSAL')) return 'proposal';
  return new Set(made).size < made.length ? 'distinct sections' : undefined;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Says what is wrong with a logo; null when nothing is that the text of it shows. */
export function logoProblem({ format, base64, alternative }: Logo): LogoProblem | null {
  if (isBlank(alternative)) return 'alternative';
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) return 'format';
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  if (bytes.length > MOST_BYTES_OF_LOGO) return 'size';
  if (format === 'png') return PNG.every((byte, at) => bytes[at] === byte) ? null : 'format';
  return svgProblem(new TextDecoder().decode(bytes));
}

/** An SVG is a program to a browser. A logo needs no script, and nothing from elsewhere. */
function svgProblem(text: string): LogoProblem | null {
  const root = text.replace(/^\uFEFF?\s*(?:<\?xml\s[^?]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*/, '');
  if (!/^<svg[\s>]/.test(root)) return 'format';
  const program = [
    /<!(?!--)/, // a declaration of a type or of an entity
    /<\?/,
    /<\s*(?:\w+:)?(?:script|foreignObject|iframe|object|embed|handler|listener|animate\w*|set)\b/i,
    /[\s"'/]on\w+\s*=/i,
    /&(?!(?:amp|lt|gt|quot|apos);)/,
    /javascript:/i,
  ];
  if (program.some((pattern) => pattern.test(root))) return 'script';
  // A backslash can hide a name in a style sheet.
  const elsewhere = [/href\s*=\s*(?!["']#)/i, /url\(\s*["']?(?!#|["']#)/i, /@import/i, /\bsrc\s*=/i, /xml:base/i, /\\/];
  return elsewhere.some((pattern) => pattern.test(root)) ? 'reference' : null;
}
