import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';

/** The parts of the design system that the pages use. The whole of it has three times their size. */
const PARTS = [
  'alert',
  'button',
  'details',
  'error-summary',
  'field',
  'heading',
  'input',
  'label',
  'link',
  'list',
  'paragraph',
  'skip-link',
  'table',
  'tag',
  'validation-message',
];

/** A file that the service serves under an address that changes with its content. */
export interface StaticFile {
  readonly address: string;
  readonly type: string;
  readonly content: Buffer;
  readonly compressed: Buffer;
}

/** The icon of the tab: one third of a whole, as a tertial is of a year. */
const ICON = [
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">',
  '<circle cx="16" cy="16" r="15" fill="#1e2b3c"/>',
  '<path d="M16 16V4a12 12 0 0 1 10.39 18z" fill="#fff"/>',
  '</svg>',
].join('');

export function icon(): StaticFile {
  return fileOf('svg', 'image/svg+xml', ICON);
}

/** Puts the style sheet together: the theme and the parts of the design system, then the service's own rules. */
export function styleSheet(): StaticFile {
  const { resolve } = createRequire(import.meta.url);
  const part = (name: string) => readFileSync(resolve(`@digdir/designsystemet-css/${name}.css`), 'utf8');
  const text = [
    '@layer ds.theme, ds.base, ds.components, tertial;',
    part('theme'),
    `@layer ds.base{${part('base')}}`,
    `@layer ds.components{${PARTS.map(part).join('')}}`,
    `@layer tertial{${readFileSync(new URL('tertial.css', import.meta.url), 'utf8')}}`,
  ].join('\n');
  return fileOf('css', 'text/css; charset=utf-8', text);
}

/** The script that tells of changes, and remembers what is typed in long forms. The pages work without it. */
export function script(): StaticFile {
  const text = readFileSync(new URL('pages.browser.js', import.meta.url), 'utf8');
  return fileOf('js', 'text/javascript; charset=utf-8', text);
}

function fileOf(kind: string, type: string, text: string): StaticFile {
  const address = `/filer/tertial-${hash('sha256', text).slice(0, 16)}.${kind}`;
  const content = Buffer.from(text);
  return { address, type, content, compressed: gzipSync(content, { level: 9 }) };
}
