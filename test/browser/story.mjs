// A clerk reports on the pages as a person does: with the keyboard and what stands on the page.

const plan = '/planer/exempel.ks.2026';

/** Reports two activities one after another. The same words must come with script and without. */
export async function followUpCase({ newPage, demo, javaScriptEnabled, say }) {
  const where = `the case ${javaScriptEnabled ? 'with' : 'without'} script`;
  const { page, close } = await newPage({ width: 1280, context: { javaScriptEnabled } }, where);
  const expect = async (text) => {
    const main = await page.textContent('main');
    if (!main.replaceAll(/\s+/g, ' ').includes(text)) say(`${where}: "${text}" is not on ${page.url()}`);
  };
  await demo.signIn(page, 'hanna');
  await page.click('nav >> text=Verksamhetsplaner');
  await page.click('main >> text=Verksamhetsplan 2026');
  await page.click('main >> text=Tertial 2');
  await expect('Uppföljningen pågår.');
  await page.selectOption('#status', '-');
  await page.click('button:has-text("Visa")');
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
  await page.keyboard.press('Enter');
  await page.waitForLoadState();
  await expect('Sparat:');
  await page.goto(`${demo.address}${plan}/t2`);
  await expect('Inte påbörjad än.');
  await close();
}
