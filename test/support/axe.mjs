// Looks with axe at a page that stands alone, read from the standard input, and prints each violation as JSON. jsdom is
// loaded here and not by a spec, because Jest cannot load packages that it needs.
//
//   node test/support/axe.mjs < page.html

import { text } from 'node:stream/consumers';
import axe from 'axe-core';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM(await text(process.stdin), { runScripts: 'outside-only' });
window.eval(axe.source);
const { violations, passes } = await window.axe.run(window.document, {
  // They ask for what a browser draws.
  rules: { 'color-contrast': { enabled: false } },
});
process.stdout.write(
  JSON.stringify({
    passes: passes.length,
    violations: violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
  }),
);
