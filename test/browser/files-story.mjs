// The cases that begin with a file: a plan from a workbook, and the reports of a tertial from the workbook that the page
// gives.

import { workbookOf } from '../../dist/platform/spreadsheets/xlsx-writing.service.js';
import { expecting, pressing } from './expecting.mjs';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const headings = ['Mål', 'Aktivitet', 'Beskrivning', 'Startdatum', 'Slutdatum', 'Ansvarig enhet'];
const widths = headings.map(() => 20);
const right = [
  'Trygga platser',
  'Se över belysningen i parkerna',
  'Börja med stadsparken.',
  '2027-01-15',
  '2027-06-30',
  '',
];
const wrong = right.with(headings.indexOf('Slutdatum'), 'i sommar');

/** A controller imports next year's plan, which has a fault at first, and a clerk the reports of a tertial. */
export async function importCase({ newPage, demo, javaScriptEnabled, say, look }) {
  const where = `the import ${javaScriptEnabled ? 'with' : 'without'} script`;
  const { page, close } = await newPage({ width: 1280, context: { javaScriptEnabled } }, where);
  const expect = expecting(page, where, say);
  const choose = (buffer) => page.setInputFiles('#fil', { name: 'plan.xlsx', mimeType: XLSX, buffer });
  const pressButton = pressing({ page, where, expect, look });
  const press = (step, text) => pressButton(`button[value="${step}"]`, text);

  await demo.signIn(page, 'cecilia');
  await page.click('nav >> text=Verksamhetsplaner');
  await page.click('main a[href$="/exempel.ks/importera"]');
  await page.selectOption('#ar', '2027');
  await page.fill('#datum', '2026-05-18');
  await page.fill('#paragraf', '81');
  await page.fill('#dnr', 'KS 2026/81');
  if (!javaScriptEnabled) {
    await page.click('summary:has-text("Ersätta en plan som blev fel")');
    await page.fill('#skal', 'Planen lästes in från fel fil.');
  }
  const planOf = (row) => Buffer.from(workbookOf('Plan 2027', [headings, row], widths));
  await choose(planOf(wrong));
  await press('importera', 'Filen har 1 fel. Inget är importerat.');
  await expect('i sommar');
  await choose(planOf(right));
  await press('kontrollera', 'Filen är rätt: 1 mål och 1 aktivitet.');
  await press('importera', 'Se över belysningen i parkerna');

  const tertial = '/planer/exempel.ks.2026/t2';
  await page.context().clearCookies();
  await demo.signIn(page, 'hanna');
  await page.goto(`${demo.address}${tertial}`);
  const file = await page.getAttribute('main a[href$="/rapporter.xlsx"]', 'href');
  const answer = await page.request.get(`${demo.address}${file}`);
  await page.goto(`${demo.address}${tertial}/fil`);
  await choose(await answer.body());
  await press('kontrollera', 'Filen är rätt. Att rapportera: status på 0 aktiviteter');
  await close();
}
