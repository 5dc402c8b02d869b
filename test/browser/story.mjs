// The cases that people carry through on the pages as a person does: with the keyboard and what stands on the page.

import { setTimeout as sleep } from 'node:timers/promises';
import { expecting } from './expecting.mjs';

const plan = '/planer/exempel.ks.2026';

/** Reports two activities one after another. The same words must come with script and without. */
export async function followUpCase({ newPage, demo, javaScriptEnabled, say }) {
  const where = `the case ${javaScriptEnabled ? 'with' : 'without'} script`;
  const { page, close } = await newPage({ width: 1280, context: { javaScriptEnabled } }, where);
  const expect = expecting(page, where, say);
  await demo.signIn(page, 'hanna');
  await page.click('nav >> text=Verksamhetsplaner');
  await page.click('main >> text=Verksamhetsplan 2026');
  await page.click('main >> text=Tertial 2');
  await expect('Uppföljningen pågår.');
  await page.selectOption('#status', '-');
  await page.click('form:has(#status) button');
  const [first] = await page.locator('.activities h4 a').all();
  const heading = await first.textContent();
  await first.click();
  await page.fill('#kommentar', 'Går enligt plan.');
  await page.click('button:has-text("Spara")');
  await expect('Gör ett val i listan.');
  if ((await page.inputValue('#kommentar')) !== 'Går enligt plan.') say(`${where}: the comment is lost`);
  const focused = await page.evaluate(() => document.activeElement?.className ?? '');
  if (!focused.includes('ds-error-summary')) say(`${where}: the summary of the errors has not the focus`);
  await page.check('input[value="ONGOING_AS_PLANNED"]');
  await page.click('button:has-text("Spara")');
  await expect(`Sparat: ${heading}.`);
  // The focus is on the first choice of the next form, so that the keyboard alone goes on.
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Inte påbörjad än.');
  await page.keyboard.press('Tab');
  const loaded = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await loaded;
  await expect('Sparat:');
  await page.goto(`${demo.address}${plan}/t2`);
  await expect('Inte påbörjad än.');
  await close();
}

const LONGEST_LOOK_IN_MS = 90_000;
const LOOK_EVERY_MS = 1_000;

/** Waits until something is so, or has not become so for a long time. */
async function until(isSo) {
  const giveUpAt = performance.now() + LONGEST_LOOK_IN_MS;
  while (!(await isSo()) && performance.now() < giveUpAt) await sleep(LOOK_EVERY_MS);
}

/** The days of the two runs of the board's case: of the meeting, and after legal force. The clock only goes forward. */
const meetingDays = ['2026-05-27', '2026-08-26'];
const laterDays = ['2026-06-30', '2026-09-30'];

/**
 * A proposal, a matter and a meeting, from the clerk's motivation to legal force and what the public reads, as five people
 * and the public do it on the pages.
 */
export async function boardCase({ newPage, demo, javaScriptEnabled, say, look }) {
  const run = javaScriptEnabled ? 0 : 1;
  const where = `the board's case ${javaScriptEnabled ? 'with' : 'without'} script`;
  const { page, close } = await newPage({ width: 1280, context: { javaScriptEnabled } }, where);
  const [day, dnr] = [meetingDays[run], `KS 2026/${300 + run}`];
  const [matter, meeting] = [`/arenden/exempel.ks.dnr-ks-2026-${300 + run}`, `/sammantraden/exempel.ks.meeting-${day}`];
  const expect = expecting(page, where, say);
  const open = (address) => page.goto(`${demo.address}${address}`);
  const press = () =>
    Promise.all([page.waitForEvent('load'), page.click('form.report button:not([name])[type=submit]')]);
  const send = async (text) => {
    await look(page, `${where} at ${page.url()}`);
    await press();
    await expect(text);
  };
  const as = async (who) => {
    await page.context().clearCookies();
    await demo.signIn(page, who);
  };
  const verdict = async (who, address) => {
    await as(who);
    await page.click(`a[href="${address}/granska"]`);
    await page.check('input[value="APPROVE"]');
    await send('Utlåtandet är lämnat.');
  };

  await as('hanna');
  await open(plan);
  const [link] = await page.locator('main a[href$="/nytt"]').all();
  const [activity] = /exempel\.[^/]+/.exec(await link.getAttribute('href'));
  const proposal = `/forslag/${activity}.r1`;
  await link.click();
  await page.check('input[value="LACKS_RESOURCES"]');
  await page.fill('#motivering', 'Det saknas resurser i år.');
  await send('Under granskning.');
  await verdict('erik', proposal);
  await verdict('fatima', proposal);
  await as('hanna');
  await open('/arenden/namnd/exempel.ks/nytt');
  await page.fill('#dnr', dnr);
  await page.fill('#rubrik', 'Aktivitet som föreslås utgå');
  await send('Utkast.');
  await open(`${proposal}/till-arende`);
  await page.selectOption('#arende', { label: `${dnr} Aktivitet som föreslås utgå` });
  await send('Inte hos nämnden än.');
  await open(`${matter}/skriv`);
  await page.fill('#brief', 'Ärendet gäller en aktivitet.');
  await page.fill('#considerations', 'Resurserna räcker inte.');
  await send('Utkastet är sparat.');
  await open(`${matter}/lamna`);
  await send('Ärendet är lämnat till granskning.');
  await verdict('erik', matter);
  await verdict('fatima', matter);

  await as('sara');
  await open('/sammantraden/namnd/exempel.ks/nytt');
  await page.fill('#datum', day);
  await page.fill('#kl', '13:00');
  await page.fill('#plats', 'Stora salen');
  await send('Sammanträdet är planerat.');
  await open(`${meeting}/satt-upp`);
  await page.selectOption('#arende', { label: `${dnr} Aktivitet som föreslås utgå` });
  await send('Ärendet står på föredragningslistan.');
  await open(`${meeting}/kalla`);
  await send('Kallelsen är skickad.');
  await as('lars');
  await page.click(`a[href="${meeting}"]`);
  await page.click('main >> text=Aktivitet som föreslås utgå');
  await expect('Resurserna räcker inte.');

  demo.on(day);
  await as('sara');
  await open(`${meeting}/oppna`);
  await page.check('input[name="justerare.karin"]');
  await send('Sammanträdet är öppnat.');
  await page.click('a[href*="/besluta?"]');
  await page.fill('#paragraf', String(90 + run));
  await send('Fyll i ”Utfall”.');
  await page.check('input[value="APPROVED"]');
  await send('Beslutet är antecknat.');
  await open(`${meeting}/avsluta`);
  await page.fill('#kl', '14:10');
  await send('Sammanträdet är avslutat.');
  await open(`${meeting}/justera`);
  await send('Justeringen är antecknad.');
  await open(`${meeting}/anslag`);
  await page.fill('#forvaras', 'Kommunkansliet');
  await send('Sista dag att överklaga');
  await look(page, `${where} at ${page.url()}`);
  for (const kind of ['notice', 'extract']) {
    await open(`${meeting}/publicering`);
    await page.click(`main a[href*="handling=${kind}"]`);
    await send('Handlingen är publicerad.');
  }
  await page.context().clearCookies();
  await open('/offentligt/exempel');
  await expect('Anslag som sitter uppe');
  await look(page, `${where} at ${page.url()}`);
  await page.click(`main a[href*="/ks.${day}/"] >> nth=-1`);
  await look(page, `${where} at ${page.url()}`);
  await expect('Beslutet har inte fått laga kraft än.');
  const decided = page.url();

  demo.on(laterDays[run]);
  await as('sara');
  // The service records legal force by itself on that day. A form that was opened just before is then refused as outdated.
  await until(async () => {
    await open(`${meeting}/ta-ned-anslag`);
    await page.selectOption('#anslag', await page.locator('#anslag option').last().getAttribute('value'));
    await press();
    return (await page.textContent('main')).includes('Anslaget är nedtaget.');
  });
  await expect('Anslaget är nedtaget.');
  await page.context().clearCookies();
  // The service looks by itself for decisions that nobody has appealed.
  await until(async () => {
    await page.goto(decided);
    return (await page.textContent('main')).includes('Beslutet fick laga kraft den');
  });
  await expect('Beslutet fick laga kraft den');
  await close();
}
