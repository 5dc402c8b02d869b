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
  const address = `/filer/tertial-${hash('sha256', text).slice(0, 16)}.css`;
  const content = Buffer.from(text);
  return { address, type: 'text/css; charset=utf-8', content, compressed: gzipSync(content, { level: 9 }) };
}
