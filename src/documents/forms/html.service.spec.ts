import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { sampleDocument } from '../../../test/support/document-under-test.js';
import { hostileTexts } from '../../../test/support/hostile-texts.js';
import type { DocumentKind } from '../document.js';
import { htmlOf } from './html.service.js';

const axe = fileURLToPath(new URL('../../../test/support/axe.mjs', import.meta.url));

function lookedAtByAxe(page: string): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, [axe], { input: page, encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout);
}

function textOf(page: string): string {
  return page
    .replace(/<head>.*<\/head>/su, '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

describe('a page of a document', () => {
  it.each(['report', 'minutes'] satisfies DocumentKind[])('%s: has nothing that axe finds wrong', (kind) => {
    const logo = { format: 'svg' as const, base64: Buffer.from('<svg/>').toString('base64'), alternative: 'Vapen' };
    const document = { ...sampleDocument(kind), letterhead: { ...sampleDocument().letterhead, logo } };
    expect(lookedAtByAxe(htmlOf(document))).toEqual({ violations: [], passes: expect.any(Number) });
  });

  it('would be seen by axe to be wrong', () => {
    expect(lookedAtByAxe(htmlOf(sampleDocument()).replace('lang="sv"', ''))).toMatchObject({
      violations: [expect.stringMatching(/^html-has-lang/)],
    });
  });

  it('has its language, headings in order and tables with header cells', () => {
    const page = htmlOf(sampleDocument());
    expect(page).toMatch(/^<!doctype html><html lang="sv">/);
    expect([...page.matchAll(/<h(\d)>([^<]*)/g)].slice(0, 5).map(([, level, text]) => `${level} ${text}`)).toEqual([
      '1 Uppföljning av kommunstyrelsens mål, tertial 1 2026',
      '2 Förslag till beslut',
      '2 Förvaltningens övervägande',
      '3 Utfall',
      '2 Beslutsunderlag',
    ]);
    expect(page).toContain('<caption>Aktiviteter efter status</caption>');
    expect(page).toContain('<th scope="col">Status</th><th scope="col" class="number">Antal</th>');
    expect(page).toContain('<th scope="row">Vänteläge</th><td class="number">12</td>');
  });

  it('allows its own styles alone', () => {
    const page = htmlOf(sampleDocument());
    const [, styles = ''] = /<style>(.*)<\/style>/su.exec(page) ?? [];
    const [, allowed] = /style-src 'sha256-([^']+)'/.exec(page) ?? [];
    expect(createHash('sha256').update(styles).digest('base64')).toBe(allowed);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|style="|https?:/);
  });

  it.each(hostileTexts)('shows %s as text', (_, hostile, shown) => {
    const page = htmlOf({ ...sampleDocument(), blocks: [{ kind: 'paragraph', text: hostile }], annexes: [] });
    expect(textOf(page)).toContain(shown);
    expect(page).not.toMatch(/<script|<b>/);
  });
});
