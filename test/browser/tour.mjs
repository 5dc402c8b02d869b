// Takes the pictures of the README's tour, as people of the demonstration see its pages.

import { mkdirSync } from 'node:fs';

const plan = '/planer/exempel.ks.2026';
const proposal = '/forslag/exempel.ks.2026.g1.a2.r1';

/** Takes each picture into the folder: the window of a laptop, of the top of its page unless an element is named. */
export async function takeTour({ newPage, demo, atTheEnd, folder }) {
  mkdirSync(folder, { recursive: true });
  const { page, close } = await newPage({ width: 1280, height: 720 }, 'the tour');
  let { address, signIn } = demo;
  const open = async (who, path) => {
    await page.context().clearCookies();
    if (who !== null) await signIn(page, who);
    await page.goto(`${address}${path}`);
  };
  const send = async () => {
    const loaded = page.waitForEvent('load');
    await page.click('form.report button:not([name])[type=submit]');
    await loaded;
  };
  const take = async (name, from = 'h1') => {
    await page
      .locator(from)
      .first()
      .evaluate((one) => {
        scrollTo(0, one.tagName === 'H1' ? 0 : one.getBoundingClientRect().top + scrollY - 16);
        document.activeElement?.blur();
      });
    await page.screenshot({ path: `${folder}/${name}.png` });
  };

  await open('hanna', '/');
  await take('waiting');
  await open('hanna', `${plan}/t1`);
  await take('tertial');

  // A proposal comes back from its review, is written anew, and its reviewer sees what has changed.
  await open('hanna', proposal.replace('.r1', '/nytt').replace('/forslag/', '/forslag/aktivitet/'));
  await page.check('input[value="LACKS_RESOURCES"]');
  await page.fill('#motivering', 'Det saknas resurser att hålla samtal på alla enheter i år.');
  await send();
  await open('erik', `${proposal}/granska`);
  await page.check('input[value="RETURN"]');
  await page.fill('#skal', 'Skriv vilka enheter det gäller, och när samtalen kan hållas.');
  await send();
  await open('hanna', `${proposal}/andra`);
  await page.fill(
    '#motivering',
    'Det saknas resurser att hålla samtal på fem av nio enheter i år. De hålls våren 2027.',
  );
  await send();
  await open('erik', `${proposal}/granska`);
  await take('review');

  await atTheEnd(async (end) => {
    ({ address, signIn } = end);
    await open('sara', '/sammantraden/exempel.ks.meeting-2026-05-27');
    await take('meeting', 'h2');
    await open(null, '/offentligt/exempel');
    await take('notice-board');
    await open('rut', `/da?${new URLSearchParams({ dag: '2026-05-13', till: `${plan}/t1` })}`);
    await take('time-line');
  });
  await close();
}
