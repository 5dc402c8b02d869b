import { escapedForXml, OFFICE } from '../../kernel/xml.js';

/** The namespaces of the parts (ECMA-376, part 1). */
export const MAIN = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${OFFICE}"`;

/** The room between the margins, in twentieths of a point. */
export const TEXT_WIDTH = 9071;

/** The text of a run, with its line ends. */
export function run(text: string, properties = ''): string {
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escapedForXml(line)}</w:t>`);
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}${lines.join('<w:br/>')}</w:r>`;
}
