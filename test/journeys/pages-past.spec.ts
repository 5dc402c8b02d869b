import { auditedTertial, tertialPage as page } from '../support/audited-tertial.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import { matterIdFor } from '../support/board-day-under-test.js';
import { activity, type MunicipalityUnderTest, plan } from '../support/municipality-under-test.js';

// An auditor sees the pages as of a moment: what was known then.

let municipality: MunicipalityUnderTest;
let rut: BrowserUnderTest;

beforeAll(async () => {
  ({ municipality, rut } = await auditedTertial('På väg.', 'Stannat.'));
});
afterAll(() => municipality.close());

function choose(dag: string, tid = '', till = page) {
  return rut.open(`/da?${new URLSearchParams({ dag, tid, till }).toString()}`);
}

it('rule 49: a page shows what was known, says so, and goes back to now', async () => {
  await rut.open(page);
  expect(rut.text).toContain('Stannat.');
  await choose('2026-05-13');
  expect(rut.text).toContain('Sidan visar det som var känt den 13 maj 2026 kl. 23.59.');
  expect(rut.text).toContain('På väg.');
  expect(rut.text).not.toContain('Stannat.');
  expect(rut.body).not.toContain('data-lyssna');
  await rut.open('/da?till=' + encodeURIComponent(page));
  expect(rut.text).toContain('Stannat.');
  expect(rut.text).not.toContain('Sidan visar det som var känt');
});

it('is to the minute by the clocks of Stockholm', async () => {
  await choose('2026-05-14', '09:59');
  expect(rut.text).toContain('På väg.');
  await choose('2026-05-14', '10:00');
  expect(rut.text).toContain('Stannat.');
});

it('is as of each event of the history, which is told in sentences', async () => {
  await rut.open('/da?till=' + encodeURIComponent(`/planer/${plan}`));
  const history = /href="(\/historik\/[^"]+)"/.exec(rut.body)?.[1] ?? '';
  await rut.open(history);
  expect(rut.text).toContain('rättade');
  const then = [...rut.body.matchAll(/href="(\/da\?vid=[^"]+)"/g)].at(-2)?.[1] ?? '';
  await rut.open(then.replaceAll('&amp;', '&'));
  expect(rut.text).toContain('Sidan visar det som var känt den 12 maj 2026 kl. 10.00.');
  await rut.open(page);
  expect(rut.text).toContain('På väg.');
  expect(rut.text).not.toContain('Stannat.');
});

it('goes from event to event, and to any by the slider', async () => {
  await rut.open('/da?till=' + encodeURIComponent(page));
  const back = /href="(\/da\?av=[^"]*)"/.exec(rut.body)?.[1] ?? '';
  await rut.open(back.replaceAll('&amp;', '&'));
  expect(rut.text).toContain('Sidan visar det som var känt den 14 maj 2026 kl. 10.00.');
  expect(rut.text).not.toContain('Nästa händelse');
  const count = Number(/<input type="range"[^>]* max="(\d+)"/.exec(rut.body)?.[1]);
  expect(rut.text).toContain(`Händelse ${count} av ${count}.`);
  const step = async (name: string) => {
    const [, to = ''] = new RegExp(`href="(/da[^"]*)">${name}<`).exec(rut.body) ?? [];
    await rut.open(to.replaceAll('&amp;', '&'));
  };
  await step('Föregående händelse');
  expect(rut.text).toContain(`Händelse ${count - 1} av ${count}.`);
  expect(rut.text).toContain('På väg.');
  await step('Nästa händelse');
  expect(rut.text).toContain('Stannat.');
  const slide = (handelse: string) =>
    rut.open(`/da?${new URLSearchParams({ till: page, av: plan, handelse }).toString()}`);
  await slide('1');
  expect(rut.text).toContain(`Händelse 1 av ${count}.`);
  expect(rut.text).not.toContain('Föregående händelse');
  await slide('999');
  expect(rut.text).toContain(`Händelse ${count} av ${count}.`);
  await slide('-1');
  expect(rut.text).toContain(`Händelse ${count} av ${count}.`);
});

it('rule 51: has no time line for whoever reads no histories', async () => {
  const lars = await BrowserUnderTest.signedIn(municipality.api.app, 'lars');
  await lars.open(`/da?dag=2026-05-13&till=/planer/${plan}`);
  expect(lars.text).toContain('Sidan visar det som var känt');
  expect(lars.body).not.toContain('type="range"');
  await lars.open(`/da?av=${plan}&handelse=1&till=/planer/${plan}`);
  expect(lars.text).not.toContain('Sidan visar det som var känt');
});

it('does not have what came later, in a list and at its own address', async () => {
  await choose('2026-05-13', '', '/arenden');
  expect(rut.text).not.toContain('Taxa');
  const { status } = await rut.open(`/arenden/${matterIdFor(7)}`);
  expect(status).toBe(404);
  expect(rut.text).toContain('Du har valt att se det som var känt den 13 maj 2026');
  await choose('', '', '/arenden');
  expect(rut.text).toContain('Taxa');
});

it('says on a page without a past that it shows now', async () => {
  await choose('2026-05-13', '', '/');
  expect(rut.text).toContain('Den här sidan visar det som gäller nu');
});

it('shows each page that has a past, also to whoever may act on it now, and ends with the sign-out', async () => {
  const hanna = await BrowserUnderTest.signedIn(municipality.api.app, 'hanna');
  await hanna.open('/da?dag=2026-05-14&till=/');
  for (const address of [
    '/planer',
    `/planer/${plan}`,
    page,
    '/arenden',
    `/arenden/${matterIdFor(7)}`,
    '/forslag',
    '/sammantraden',
  ]) {
    const { status } = await hanna.open(address);
    expect({ address, status }).toEqual({ address, status: 200 });
    expect(hanna.text).toContain('Sidan visar det som var känt den 14 maj 2026');
    expect(hanna.body).not.toContain('Att göra');
  }
  await hanna.send('/logga-ut', {});
  await hanna.signIn('hanna', page);
  expect(hanna.text).not.toContain('Sidan visar det som var känt');
});

it('takes no moment that is none, and leads nowhere else', async () => {
  // The day is not over.
  for (const dag of ['2026-05-15', '2026-02-30', 'igår', '0000-00-00', '<b>']) {
    await choose(dag);
    expect(rut.text).not.toContain('Sidan visar det som var känt');
  }
  rut.setCookie('tertial-da', '2026-99-99T00:00:00.000Z');
  expect((await rut.open(page)).status).toBe(200);
  await rut.open('/da?till=//annan.example/');
  expect(rut.title).not.toBe('');
});

describe('while the clock stands still', () => {
  const follow = (link: RegExp) => rut.open((link.exec(rut.body)?.[1] ?? '').replaceAll('&amp;', '&'));
  const changes = ['Rättat en gång.', 'Rättat två gånger.'];

  beforeAll(async () => {
    const about = { activityId: activity(1), tertial: 'T1', status: 'ON_HOLD', reason: 'Fel.' };
    for (const comment of changes) await municipality.api.give('hanna', 'correctStatus', { ...about, comment });
    await rut.open('/da?till=' + encodeURIComponent(page));
  });

  it('rule 50: the newest event is reached, and each one before it', async () => {
    await follow(/href="(\/da\?av=[^"]*)"/);
    expect(rut.text).toContain('Sidan visar det som var känt den 15 maj 2026 kl. 10.00.');
    expect(rut.text).toContain('Rättat två gånger.');
    await follow(/href="(\/da[^"]*)">Föregående händelse</);
    expect(rut.text).toContain('Sidan visar det som var känt den 15 maj 2026 kl. 10.00.');
    expect(rut.text).toContain('Rättat en gång.');
    await follow(/href="(\/da[^"]*)">Föregående händelse</);
    expect(rut.text).toContain('Stannat.');
    await follow(/href="(\/da[^"]*)">Nästa händelse</);
    expect(rut.text).toContain('Rättat en gång.');
  });

  it('rule 50: each line of the history leads to the page after its event, and to what the event changed', async () => {
    await rut.open(`/historik/${plan}`);
    const [then, change] = ['/da\\?vid=', '/jamfor\\?'].map((to) =>
      [...rut.body.matchAll(new RegExp(`href="(${to}[^"]*)"`, 'g'))].map(([, link = '']) =>
        link.replaceAll('&amp;', '&').replace(encodeURIComponent(`/planer/${plan}`), encodeURIComponent(page)),
      ),
    );
    await rut.open(then?.at(-2) ?? '');
    expect(rut.text).toContain('Rättat en gång.');
    await rut.open(change?.at(-1) ?? '');
    expect(rut.text).toContain('Rättat [borttaget: en gång.');
    expect(rut.text).toContain('[tillagt: två gånger.');
  });

  it('an event that there is not is now', async () => {
    for (const vid of ['999999999999999', '0', '-1', '1e3']) {
      await rut.open(`/da?${new URLSearchParams({ vid, till: page }).toString()}`);
      expect(rut.text).not.toContain('Sidan visar det som var känt');
    }
    expect((await rut.open(`/jamfor?sida=${page}&fran=999999999999999`)).status).toBe(200);
    expect(rut.text).toContain('Första tidpunkten');
  });
});
