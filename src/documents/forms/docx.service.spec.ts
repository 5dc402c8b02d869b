import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { sampleDocument } from '../../../test/support/document-under-test.js';
import { hostileTexts } from '../../../test/support/hostile-texts.js';
import type { Document } from '../document.js';
import { docxBytes } from './docx.service.js';

const { jest } = import.meta;

function partsOf(document: Document): Record<string, string> {
  return Object.fromEntries(
    Object.entries(unzipSync(docxBytes(document))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
}

/** The texts of the paragraphs that have a style. */
function styled(xml: string, style: string): string[] {
  return [...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)]
    .filter(([, inside = '']) => inside.includes(`<w:pStyle w:val="${style}"/>`))
    .map(([, inside = '']) => textOf(inside));
}

function textOf(xml: string): string {
  let text = '';
  const parser = new SaxesParser();
  parser.on('text', (one) => (text += one));
  parser.write(`<x xmlns:w="w">${xml}</x>`).close();
  return text;
}

/** Throws where a part is no well-formed XML. */
function parsed(xml: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

describe('a document for a word processor', () => {
  const parts = partsOf(sampleDocument('minutes'));
  const body = parts['word/document.xml'] ?? '';

  it('has well-formed parts, and each that another names', () => {
    Object.values(parts).forEach(parsed);
    const targets = [...(parts['word/_rels/document.xml.rels'] ?? '').matchAll(/Target="([^"]+)"/g)].map(
      ([, target]) => `word/${target}`,
    );
    expect(targets.filter((target) => parts[target] === undefined)).toEqual([]);
    const used = new Set([...body.matchAll(/<w:(?:pStyle|tblStyle|rStyle) w:val="(\w+)"/g)].map(([, style]) => style));
    expect([...used].filter((style) => !parts['word/styles.xml']?.includes(`w:styleId="${style}"`))).toEqual([]);
  });

  it('has its title, language and headings as styles', () => {
    expect(styled(body, 'Title')).toEqual([
      'Uppföljning av kommunstyrelsens mål, tertial 1 2026',
      'Mål och aktiviteter',
    ]);
    expect(styled(body, 'Heading1').slice(0, 2)).toEqual(['Förslag till beslut', 'Förvaltningens övervägande']);
    expect(styled(body, 'Heading2')).toEqual(['Utfall']);
    expect(parts['word/styles.xml']).toContain('<w:lang w:val="sv-SE"/>');
    expect(partsOf({ ...sampleDocument(), language: 'en' })['word/styles.xml']).toContain('<w:lang w:val="en-GB"/>');
  });

  it('repeats the first row of each table on each page', () => {
    const tables = body.match(/<w:tblStyle w:val="Rows"\/>/g) ?? [];
    expect(tables).toHaveLength(4);
    expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(tables.length);
    expect(styled(body, 'TableHeading').slice(0, 2)).toEqual(['Status', 'Antal']);
  });

  it('counts the pages of each part from 1, and has the fields for initials at the foot', () => {
    expect(body.match(/<w:pgNumType w:start="1"\/>/g)).toHaveLength(2);
    expect(parts['word/footer.xml']).toContain('Justerandes signatur');
  });

  it('begins each numbered list at 1', () => {
    const points = { kind: 'points' as const, numbered: true, items: ['Ett', 'Två'] };
    const { 'word/document.xml': xml = '', 'word/numbering.xml': numbering = '' } = partsOf({
      ...sampleDocument(),
      blocks: [points, points],
    });
    expect([...xml.matchAll(/<w:numId w:val="(\d+)"/g)].map(([, id]) => id)).toEqual(['3', '3', '4', '4']);
    expect(numbering.match(/<w:startOverride w:val="1"\/>/g)).toHaveLength(2);
  });

  it('has the same bytes each time', () => {
    const { TZ } = process.env;
    const bytes = docxBytes(sampleDocument());
    process.env.TZ = 'Pacific/Auckland';
    jest.useFakeTimers({ now: Date.UTC(2031, 6, 7) });
    try {
      expect(Buffer.compare(bytes, docxBytes(sampleDocument()))).toBe(0);
    } finally {
      jest.useRealTimers();
      if (TZ === undefined) delete process.env.TZ;
      else process.env.TZ = TZ;
    }
    expect(parts['docProps/core.xml']).toContain('2026-05-18T00:00:00Z');
  });

  it('has the logo with its alternative text', () => {
    const base64 = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const letterhead = {
      ...sampleDocument().letterhead,
      logo: { format: 'png' as const, base64, alternative: 'Vapen "A"' },
    };
    const files = unzipSync(docxBytes({ ...sampleDocument(), letterhead }));
    expect(files['word/media/logo.png']).toEqual(Uint8Array.from(Buffer.from(base64, 'base64')));
    expect(strFromU8(files['word/document.xml'] ?? new Uint8Array())).toContain('descr="Vapen &quot;A&quot;"');
  });

  it.each(hostileTexts)('shows %s as text', (_, hostile, shown) => {
    const xml = partsOf({ ...sampleDocument(), title: hostile, blocks: [{ kind: 'paragraph', text: hostile }] });
    Object.values(xml).forEach(parsed);
    expect(styled(xml['word/document.xml'] ?? '', 'BodyText')).toEqual([shown]);
  });
});
