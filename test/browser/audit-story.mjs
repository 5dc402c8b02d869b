import { expecting, pressing } from './expecting.mjs';

/** The matters of the board's case, and the day before the meeting that decided on each. */
const decided = [
  { matter: 'exempel.ks.dnr-ks-2026-300', eve: '2026-05-26', told: '26 maj 2026' },
  { matter: 'exempel.ks.dnr-ks-2026-301', eve: '2026-08-25', told: '25 augusti 2026' },
];

/** An auditor asks of a matter what was known before the meeting, what happened event by event, and what proves it. */
export async function auditCase({ newPage, demo, javaScriptEnabled, say, look }) {
  const where = `the audit ${javaScriptEnabled ? 'with' : 'without'} script`;
  const { page, close } = await newPage({ width: 1280, context: { javaScriptEnabled } }, where);
  const expect = expecting(page, where, say);
  const { matter, eve, told } = decided[javaScriptEnabled ? 0 : 1];
  const press = pressing({ page, where, expect, look });

  await demo.signIn(page, 'rut');
  await page.goto(`${demo.address}/arenden/${matter}`);
  await expect('Avgjort.');
  await page.click('summary:has-text("Vad visste nämnden?")');
  await page.fill('#da-dag', eve);
  await press('form:has(#da-dag) button', `Sidan visar det som var känt den ${told}`);
  await press('text=Nästa händelse', 'Föregående händelse');
  await press('text=Visa det som gäller nu', 'Avgjort.');
  await press('main a[href^="/historik/"]', 'lämnade');
  await press('main a[href*="/bevis/"] >> nth=0', 'Bevisat: händelsen finns i den signerade loggen');
  await close();
}
