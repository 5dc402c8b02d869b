import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { matterIdFor } from '../support/board-day-under-test.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import {
  activity,
  adoptSmallPlan,
  type MunicipalityUnderTest,
  startMunicipality,
} from '../support/municipality-under-test.js';

// What somebody types in a long form is kept: as a draft, and in the tab when the session is lost.

const origin = 'http://localhost';
const matter = `/arenden/${matterIdFor(7)}`;
const writing = `${matter}/skriv`;
const proposing = `/forslag/aktivitet/${activity(1)}/nytt`;
const drafting = `/forslag/aktivitet/${activity(1)}/utkast`;

let municipality: MunicipalityUnderTest;
let hanna: BrowserUnderTest;
let script: string;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-12');
  const { api } = municipality;
  await adoptSmallPlan(api, 2);
  await api.give('cecilia', 'openFollowUp', {
    planId: activity(1).split('.').slice(0, 3).join('.'),
    tertial: 'T1',
    cutOff: '2026-05-20',
  });
  const opened = {
    boardId: 'exempel.ks',
    kind: 'OTHER',
    dnr: 'KS 2026/7',
    title: 'Taxa',
  };
  await api.give('hanna', 'openMatter', opened);
  hanna = await BrowserUnderTest.signedIn(api.app, 'hanna');
  await hanna.open(writing);
  const address = /<script src="([^"]+)" defer>/.exec(hanna.body)?.[1] ?? '';
  script = (await new BrowserUnderTest(api.app).open(address)).body;
});
afterAll(() => municipality.close());

interface Became {
  readonly requests: readonly string[];
  readonly stored: Readonly<Record<string, string>>;
  readonly sign: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Runs the script on the open page. */
function browse(url: string, steps: object): Became {
  const input = JSON.stringify({
    html: hanna.body,
    script,
    url: `${origin}${url}`,
    ...steps,
  });
  const run = join(import.meta.dirname, '../support/type-in-form.mjs');
  const became: Became = JSON.parse(execFileSync(process.execPath, [run], { input, encoding: 'utf8' }));
  return became;
}

describe('a draft', () => {
  it('is saved quietly while it is written, and again', async () => {
    await hanna.open(writing);
    const { requests, stored } = browse(writing, {
      typed: { brief: 'Ett utkast.' },
    });
    expect(Object.values(stored).join()).toContain('Ett utkast.');
    const sent = Object.fromEntries(new URLSearchParams(requests[0]));
    expect(sent).toMatchObject({ tyst: 'ja', brief: 'Ett utkast.' });
    const { status } = await hanna.post(writing, sent);
    expect(status).toBe(200);
    expect(hanna.form).toMatchObject({
      brief: 'Ett utkast.',
      utkast: String(Number(sent.utkast) + 1),
    });
    const answer = { status, body: hanna.body };
    const became = browse(writing, {
      typed: { brief: 'Ett utkast. Längre.' },
      answer,
    });
    expect(became.sign).toMatch(/^Utkastet sparades automatiskt kl\. \d/);
    expect(became.values).toMatchObject({
      brief: 'Ett utkast. Längre.',
      utkast: hanna.form.utkast,
    });
    expect(became.stored).toEqual({});
  });

  it('says when it could not be saved, and stays in the tab', async () => {
    await hanna.open(writing);
    const away = browse(writing, { typed: { brief: 'Nytt.' } });
    expect(away.sign).toContain('Utkastet kunde inte sparas automatiskt.');
    expect(Object.values(away.stored).join()).toContain('Nytt.');
    const stranger = new BrowserUnderTest(municipality.api.app);
    const { status, body } = await stranger.post(writing, { brief: 'Nytt.' });
    expect(status).toBeGreaterThan(400);
    expect(browse(writing, { typed: { brief: 'Nytt.' }, answer: { status, body } }).sign).toBe(away.sign);
  });

  it('does not overwrite what somebody else has saved meanwhile', async () => {
    await hanna.open(writing);
    const { stored } = browse(writing, { typed: { brief: 'Mitt.' } });
    await hanna.sendChanged(writing, { brief: 'Deras.' });
    await hanna.open(writing);
    const { values } = browse(writing, { stored });
    expect(values.brief).toBe('Mitt.');
    expect((await hanna.sendChanged(writing, values)).status).toBe(422);
    expect(hanna.text).toContain('Deras.');
  });
});

describe('what is typed in a proposal', () => {
  it('survives a lost session, and is forgotten once it is sent', async () => {
    await hanna.open(proposing);
    const typed = { motivering: 'Resurserna räcker inte.' };
    const sent = browse(proposing, { typed, isSent: true });
    expect(sent.requests).toEqual([]);
    await hanna.open(proposing);
    const again = browse(proposing, { stored: sent.stored });
    expect(again.values).toMatchObject(typed);
    expect(again.sign).toBe('Det du skrev tidigare är återställt. Det är inte sparat.');
    await hanna.open(matter);
    expect(browse(matter, { stored: sent.stored, referrer: `${origin}${proposing}` }).stored).toEqual({});
    expect(browse(matter, { stored: sent.stored, referrer: `${origin}/logga-in` }).stored).toEqual(sent.stored);
  });

  it('is in the form of the draft too, and is forgotten when that is saved', async () => {
    await hanna.open(proposing);
    const { stored } = browse(proposing, { typed: { motivering: 'Först.' } });
    await hanna.open(drafting);
    const sent = browse(drafting, { stored, isSent: true });
    expect(sent.values.motivering).toBe('Först.');
    await hanna.sendChanged(drafting, { motivering: 'Sedan.' });
    const after = browse(proposing, { stored: sent.stored, referrer: `${origin}${drafting}` });
    expect([after.values.motivering, after.stored]).toEqual(['Sedan.', {}]);
  });

  it('does not come back over a draft that was saved since', async () => {
    await hanna.fill(drafting, { motivering: '' });
    await hanna.open(proposing);
    const { stored } = browse(proposing, { typed: { motivering: 'Först.' } });
    await hanna.fill(drafting, { motivering: 'Sedan.' });
    const after = browse(proposing, { stored });
    expect([after.values.motivering, after.stored, after.sign]).toEqual(['Sedan.', {}, '']);
    await hanna.fill(drafting, { motivering: '' });
  });

  it('is not shown to another person, and ends with the sign-out', async () => {
    await hanna.open(proposing);
    const { stored } = browse(proposing, { typed: { motivering: 'Mitt.' } });
    const others = Object.fromEntries(
      Object.entries(stored).map(([key, value]) => [key.replace('hanna', 'olle'), value]),
    );
    expect(browse(proposing, { stored: others }).values.motivering).toBe('');
    const { headers } = await hanna.send('/logga-ut', {});
    expect(headers['clear-site-data'] ?? 'storage').toContain('storage');
  });
});

it('is a script of at most 10 kB', () => {
  expect(Buffer.byteLength(script)).toBeLessThan(10_000);
});
