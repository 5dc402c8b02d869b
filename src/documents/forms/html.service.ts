import { createHash } from 'node:crypto';
import { type ComponentChildren, h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Block, Document, Fact, Foot, Letterhead, SignatureLine, Table } from '../document.js';
import { hasShortRowHeadings } from './column-widths.js';
import { withTexts } from './document-texts.js';
import { htmlStyles } from './html-styles.js';
import { visibleText } from './shown-text.js';

/** The page loads nothing and runs nothing: it needs no more than its own styles and its own picture. */
const POLICY = `default-src 'none'; img-src data:; style-src 'sha256-${createHash('sha256').update(htmlStyles).digest('base64')}'`;

/** Returns a document as a page that stands alone: one file with its styles, without scripts. */
export function htmlOf(given: Document): string {
  const document = withTexts(given, visibleText);
  const page = h(
    'html',
    { lang: document.language },
    h(
      'head',
      null,
      h('meta', { charset: 'utf-8' }),
      h('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('title', null, document.title),
      h('style', { dangerouslySetInnerHTML: { __html: htmlStyles } }),
    ),
    h(
      'body',
      null,
      letterheadOf(document.letterhead, document.kindName),
      h(
        'main',
        null,
        factsOf(document.facts, 'head'),
        h('h1', null, lines(document.title)),
        document.blocks.map(blockOf),
        document.annexes.map(({ title, blocks }) =>
          h('section', { class: 'annex' }, h('h1', null, lines(title)), blocks.map(blockOf)),
        ),
      ),
      footOf(document.foot),
    ),
  );
  return `<!doctype html>${render(page)}\n`;
}

function letterheadOf({ municipality, sender, logo }: Letterhead, kind: string): ComponentChildren {
  const type = logo?.format === 'svg' ? 'image/svg+xml' : 'image/png';
  return h(
    'header',
    { class: 'letterhead' },
    logo === null ? null : h('img', { src: `data:${type};base64,${logo.base64}`, alt: logo.alternative }),
    h(
      'p',
      { class: 'sender' },
      h('strong', null, municipality),
      sender === null ? null : [h('br', null), lines(sender)],
    ),
    kind === '' ? null : h('p', { class: 'kind' }, kind),
  );
}

function blockOf(block: Block): ComponentChildren {
  switch (block.kind) {
    case 'heading':
      return h(`h${block.level + 1}`, null, lines(block.text));
    case 'paragraph':
      return h('p', null, lines(block.text));
    case 'points':
      return h(block.numbered ? 'ol' : 'ul', { class: 'points' }, itemsOf(block.items));
    case 'list':
      return h('ul', null, itemsOf(block.items));
    case 'table':
      return tableOf(block);
    case 'facts':
      return factsOf(block.rows, 'facts');
    case 'signatures':
      return h('ul', { class: 'signatures' }, block.lines.map(signatureOf));
    case 'note':
      return h('p', { class: 'note' }, lines(block.text));
  }
}

function itemsOf(items: readonly string[]): ComponentChildren {
  return items.map((item) => h('li', null, lines(item)));
}

function factsOf(facts: readonly Fact[], name: string): ComponentChildren {
  if (facts.length === 0) return null;
  return h(
    'dl',
    { class: name },
    facts.map(({ label, value }) => h('div', null, h('dt', null, label), h('dd', null, lines(value)))),
  );
}

function tableOf(table: Table): ComponentChildren {
  const { caption, columns, rows, hasRowHeadings, sum } = table;
  const names = columns.map(({ isNumeric }) => (isNumeric ? 'number' : undefined));
  const cells = (row: readonly string[]) =>
    row.map((value, at) =>
      at === 0 && hasRowHeadings && value !== ''
        ? h('th', { scope: 'row', class: names[at] }, lines(value))
        : h('td', { class: names[at] }, lines(value)),
    );
  return h(
    'table',
    { class: hasRowHeadings && !hasShortRowHeadings(table) ? 'long' : undefined },
    h('caption', null, caption),
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        columns.map(({ heading }, at) => h('th', { scope: 'col', class: names[at] }, heading)),
      ),
    ),
    h(
      'tbody',
      null,
      rows.map((row) => h('tr', null, cells(row))),
    ),
    sum === null ? null : h('tfoot', null, h('tr', null, cells(sum))),
  );
}

function signatureOf({ role, name }: SignatureLine): ComponentChildren {
  return h('li', null, name === '' ? null : [h('span', null, name), h('br', null)], h('span', { class: 'role' }, role));
}

function footOf({ lines: all, initials }: Foot): ComponentChildren {
  return h(
    'footer',
    null,
    initials.length === 0 ? null : h('ul', { class: 'initials' }, itemsOf(initials)),
    all.map((line) => h('p', null, lines(line))),
  );
}

/** The lines of a text, apart as their writer set them. */
function lines(text: string): ComponentChildren {
  return text.split('\n').flatMap((line, at) => (at === 0 ? [line] : [h('br', null), line]));
}
