// Opens the pages in a real Chromium as the people of the demonstration, and measures them.
//
//   npm run test:browser -- [--shots FOLDER] [--only ADDRESS] [--story NAME] [--mode MODE]
//   npm run test:browser -- --tour FOLDER
//
// The second form takes the pictures of the README's tour alone.
//
// axe looks for violations of WCAG 2.2 A and AA. Beside axe, the run measures what axe does not see: cut words, content past
// the edge, small targets, and a focus that nobody sees. It demands that no page logs an error, asks another site, or has a
// looser policy. Each case is also done with script switched off. The run ends with 1 when there is any fault.

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { auditCase } from './audit-story.mjs';
import { startChromium } from './chromium.mjs';
import { crawl } from './crawl.mjs';
import { startDemo } from './demo.mjs';
import { importCase } from './files-story.mjs';
import { cutWords, FAULTY, focusLook, hiddenText, pastTheEdge, smallTargets } from './measures.mjs';
import { boardCase, followUpCase } from './story.mjs';
import { takeTour } from './tour.mjs';

const { values } = parseArgs({
  options: {
    shots: { type: 'string' },
    only: { type: 'string', default: '' },
    story: { type: 'string', default: '' },
    mode: { type: 'string', default: '' },
    tour: { type: 'string' },
  },
});
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const plan = '/planer/exempel.ks.2026';
const matter = '/arenden/exempel.ks.dnr-ks-2026-142';
/** The addresses of each person. The first ones are measured in every mode. */
const visits = [
  { who: 'hanna', addresses: ['/', '/planer', plan, `${plan}/t1`, `${plan}/t2`, `${plan}/t2/g1.a1`, `${plan}/t2/g1`] },
  {
    who: 'hanna',
    addresses: [`${plan}/t1?status=-&sok=finns+inte`, `${plan}/t1/g1.a1?ratta`, '/finns-inte'],
    plain: true,
  },
  { who: 'cecilia', addresses: ['/', `${plan}/t2`, `${plan}/t2/uppfoljning`], plain: true },
  { who: 'rut', addresses: ['/', `${plan}/t1`, '/forslag', '/arenden', matter, '/sammantraden'], plain: true },
  {
    who: 'rut',
    addresses: [
      `/jamfor?sida=${plan}/t1&fran=2026-05-11`,
      `/historik/exempel.ks.2026`,
      `/historik/exempel.ks.2026/bevis/plan-exempel.ks.2026/0`,
    ],
  },
  { who: 'sara', addresses: [`${matter}/satt-upp`, '/sammantraden/namnd/exempel.ks/nytt'] },
  {
    who: 'hanna',
    addresses: [matter, '/arenden/namnd/exempel.ks/nytt', '/forslag/aktivitet/exempel.ks.2026.g1.a1/nytt'],
  },
  { who: 'adam', addresses: ['/', '/planer', plan], plain: true },
  ...['erik', 'fatima', 'sara', 'lars'].map((who) => ({ who, addresses: ['/', '/planer'], plain: true })),
  { who: null, addresses: ['/logga-in'] },
];

/** How the pages are looked at. `text` is the size of text that the reader has chosen in the browser, in pixels. */
const modes = {
  wide: { width: 1280 },
  dark: { width: 1280, context: { colorScheme: 'dark' } },
  forced: { width: 1280, context: { forcedColors: 'active' } },
  narrow: { width: 320 },
  zoomed: { width: 320, height: 256 },
  largeText: { width: 1280, text: 32 },
  narrowLargeText: { width: 320, text: 32 },
};

const looked = Object.entries(modes).filter(([mode]) => mode.startsWith(values.mode));
const counts = { pages: 0, axe: 0, measures: 0, focused: 0 };
/** Sets the size of text of a page that has its own. */
const setters = new Map();
/** Pixels. */
const HIGHEST_SHOT = 8000;
let passed = 0;
let failed = 0;
const faults = [];
const { browser, close } = await startChromium();
let demo = await startDemo('2026-05-19');
try {
  if (values.tour === undefined) await lookAtAll();
  else await takeTour({ newPage, demo, atTheEnd, folder: values.tour });
} finally {
  await demo.close();
  await close();
}
tell();
process.stdout.write(
  `${counts.pages} pages, ${counts.axe} looked at by axe, ${counts.measures} measured, ${counts.focused} elements focused\n`,
);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

async function lookAtAll() {
  await requireEachIsSeen();
  for (const [mode, how] of looked) {
    for (const { who, addresses, plain = false } of visits) {
      if (plain && mode !== 'wide') continue;
      await look(mode, how, who, addresses);
    }
  }
  if (values.only === '') {
    await atTheEnd(async () => {
      for (const [mode, how] of looked) await lookAround(mode, how);
    });
  }
  await look('english', modes.wide, 'hanna', [`/sprak/en?till=${plan}/t1`, `${plan}/t2/g1.a1`]);
  for (const javaScriptEnabled of [true, false]) {
    for (const story of [importCase, followUpCase, boardCase, auditCase].filter(({ name }) =>
      name.includes(values.story),
    )) {
      await story({ newPage, demo, javaScriptEnabled, say, look: lookAt }).catch((error) => {
        say(`${story.name} with script ${javaScriptEnabled ? 'on' : 'off'}: ${error.message}`);
      });
      tell();
    }
  }
}

/** Does something in the demonstration whose case is played to its end. */
async function atTheEnd(act) {
  const middle = demo;
  demo = await startDemo(null);
  await act(demo);
  await demo.close();
  demo = middle;
}

function say(fault) {
  faults.push(fault);
}

/** Prints the faults since the last time, and counts what was looked at as passed or failed. */
function tell() {
  const found = faults.splice(0);
  for (const fault of found) process.stdout.write(`${fault}\n`);
  if (found.length === 0) passed += 1;
  else failed += 1;
}

/** Opens a window that tells of errors, of requests to other sites, and of answers with a looser policy. */
async function newPage({ width, height = 900, text = 16, context = {} }, where) {
  const window = await browser.newContext({ viewport: { width, height }, locale: 'sv-SE', ...context });
  const page = await window.newPage();
  // A loaded machine is slow, and no page fails for that.
  page.setDefaultTimeout(120_000);
  page.on('console', (message) => {
    // A page that is refused on purpose has a status that the browser logs.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      say(`${where}: console: ${message.text()}`);
  });
  page.on('pageerror', (error) => say(`${where}: error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(demo.address) && !/^(?:data|about):/.test(request.url()))
      say(`${where}: asks ${request.url()}`);
  });
  page.on('response', (response) => {
    const policy = response.headers()['content-security-policy'] ?? '';
    if (!policy.includes("default-src 'none'") || policy.includes('unsafe'))
      say(`${where}: policy "${policy}" of ${response.url()}`);
  });
  if (text !== 16) {
    const session = await window.newCDPSession(page);
    const setText = () => session.send('Page.setFontSizes', { fontSizes: { standard: text, fixed: text } });
    await setText();
    setters.set(page, setText);
  }
  return { page, close: () => window.close() };
}

/** Looks at one page of each kind that a person can reach when the case is played to its end. */
async function lookAround(mode, how) {
  const known = new Set();
  for (const who of [null, 'adam', 'cecilia', 'sara', 'hanna', 'erik', 'lars', 'rut']) {
    const { page, close: closePage } = await newPage(how, `${mode}, ${who}`);
    if (who !== null) await demo.signIn(page, who);
    const from = who === null ? '/offentligt/exempel' : '/';
    await crawl(page, `${demo.address}${from}`, known, (address) =>
      lookOn(mode, page, `${mode}, at the end, ${who ?? 'nobody'} at ${address}`),
    );
    await closePage();
  }
}

async function look(mode, how, who, addresses) {
  const { page, close: closePage } = await newPage(how, `${mode}, ${who}`);
  if (who !== null) await demo.signIn(page, who);
  for (const address of addresses.filter((one) => one.includes(values.only))) {
    await page.goto(`${demo.address}${address}`);
    await lookOn(mode, page, `${mode}, ${who ?? 'nobody'} at ${address}`);
  }
  await closePage();
}

async function lookOn(mode, page, where) {
  counts.pages += 1;
  if (mode !== 'zoomed' && mode !== 'narrowLargeText') await lookWithAxe(page, where);
  for (const fault of await measured(page)) say(`${where}: ${fault}`);
  if (mode === 'wide' || mode === 'forced' || mode === 'zoomed') await tabThrough(page, where);
  if (values.shots !== undefined) await shoot(page, where);
  tell();
}

/** Looks at a page of a story. Where script is off, axe cannot run. */
async function lookAt(page, where) {
  if (!where.includes('without script')) await lookWithAxe(page, where);
  if (values.shots !== undefined) await shoot(page, where);
}

async function lookWithAxe(page, where) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async (tags) => {
    const { violations: found } = await window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }, WCAG);
  counts.axe += 1;
  for (const violation of violations) say(`${where}: axe: ${violation.slice(0, 400)}`);
}

async function measured(page) {
  const found = [];
  for (const measure of [pastTheEdge, cutWords, hiddenText, smallTargets]) {
    found.push(...(await page.evaluate(measure)));
    counts.measures += 1;
  }
  return found;
}

/** Goes through the page with the Tab key, and looks whether each focus is seen. */
async function tabThrough(page, where) {
  const most = 40;
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press('Tab');
    const look = await page.evaluate(focusLook);
    if (look === null) return;
    counts.focused += 1;
    if (look.fault !== null) say(`${where}: ${look.fault}`);
  }
}

/** A measure that sees nothing protects nothing: each must find its fault in a page that has one of each. */
async function requireEachIsSeen() {
  const { page, close: closePage } = await newPage(modes.narrow, 'the faulty page');
  await page.setContent(FAULTY);
  const before = faults.length;
  await lookWithAxe(page, 'faulty');
  const found = await measured(page);
  await tabThrough(page, 'faulty');
  const seen = [...found, ...faults.splice(before)].join('\n');
  for (const sign of [
    'past the edge',
    'cut into 2: "uppföljningar"',
    '"Antal"',
    'hidden:',
    'target of',
    'axe: image-alt',
    'focus not seen',
  ])
    if (!seen.includes(sign)) say(`the faulty page: no measure says "${sign}"`);
  if (seen.includes('"Verksamhetsplaner"')) say('the faulty page: a word that has no room at all is told as cut');
  await closePage();
  tell();
}

async function shoot(page, where) {
  mkdirSync(values.shots, { recursive: true });
  const path = `${values.shots}/${where.replaceAll(/[^a-z0-9.]+/gi, '-')}.png`;
  const setText = setters.get(page);
  if (setText === undefined) {
    await page.screenshot({ path, fullPage: true });
    return;
  }
  // A window of another height forgets the size of text.
  const before = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...before, height: Math.min(height, HIGHEST_SHOT) });
  await setText();
  await page.screenshot({ path });
  await page.setViewportSize(before);
  await setText();
}
