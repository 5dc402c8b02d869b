import { type Kysely, sql } from 'kysely';
import { publishCase } from '../../src/demo/publishing.service.js';
import { fillRegister } from '../../src/demo/register.service.js';
import { dataFields } from '../../src/documents/pages/publication-words.js';
import { PUBLIC_RECORD, type PublicRecord } from '../../src/documents/publishing/public-record.js';
import type { PublishedDecision } from '../../src/documents/publishing/published-content.js';
import type { PublicationTables } from '../../src/documents/publishing/publications-table.view.js';
import { publicPages } from '../../src/pages.page.js';
import { DATABASE, type Database } from '../../src/platform/database/database.service.js';
import { VIEWS_DB, type ViewTables } from '../../src/platform/database/state-tables.view.js';
import { EVENT_STORE, type EventStore } from '../../src/platform/event-store/event-store.js';
import { canonicalHash } from '../../src/platform/runtime/hashing.service.js';
import { demoPeople } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { type AppUnderTest, startApp } from '../support/app-under-test.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import { copyOfPlayedCase } from '../support/played-case.js';

// The secretary publishes the sample case on a page, everybody reads it without a sign-in, and it is taken down.

const MEETING = 'exempel.ks.meeting-2026-05-27';
const home = `/sammantraden/${MEETING}/publicering`;
const BOARD = '/offentligt/exempel';
const [EXTRACT, NOTICE] = [`${BOARD}/ks.2026-05-27/1`, `${BOARD}/ks.2026-05-27/2`];
const NAMES = ['Karin', 'Lars', 'Sara', 'Cecilia', 'Petra'];

let service: AppUnderTest;
let sara: BrowserUnderTest;
let nobody: BrowserUnderTest;
/** The position in the log before anything is published. */
let before: number;

beforeAll(async () => {
  const { end, places } = await copyOfPlayedCase();
  service = await startApp(end, places);
  await fillRegister(service.app, service.clock);
  sara = new BrowserUnderTest(service.app);
  nobody = new BrowserUnderTest(service.app);
  await sara.signIn('sara');
  before = await service.app.get<EventStore>(EVENT_STORE).head();
});
afterAll(() => service.close());

async function ask(query: string, variables: object = {}, who = 'sara'): Promise<unknown> {
  const { data, errors } = await service.send(who, query, variables);
  expect(errors).toEqual([]);
  return data;
}

interface Data {
  readonly sha256: string;
  readonly content: { readonly decisions: readonly PublishedDecision[] };
  readonly decisions: readonly PublishedDecision[];
  readonly decisionPages: readonly { readonly address: string }[];
  readonly documents: readonly { readonly address: string }[];
}

async function json(url: string, headers: Readonly<Record<string, string>> = {}) {
  const { body, headers: given } = await nobody.open(url, headers);
  const data: Data = JSON.parse(body);
  return { given, data };
}

/** The boxes of all parts on the page of the secretary, ticked. */
function allParts(): Readonly<Record<string, string>> {
  const names = [...sara.body.matchAll(/name="(delar\.[0-9]+)"/g)];
  return Object.fromEntries(names.map(([, name = '']): [string, string] => [name, 'ja']));
}

/** Texts of the record that nobody has published. */
function unpublishedIn(body: string): string[] {
  const unpublished = ['Ärendet avser uppföljning', 'Det saknas resurser och förutsättningar', 'hanna', ...NAMES];
  return unpublished.filter((text) => body.includes(text));
}

describe('before anything is published', () => {
  it('rule 165: nothing is there for the public, whatever has been recorded', async () => {
    for (const address of [BOARD, EXTRACT, NOTICE, `${BOARD}/flode.atom`, `${EXTRACT}/87.1`, '/offentligt'])
      expect({ address, status: (await nobody.open(address)).status }).toEqual({ address, status: 404 });
  });

  it('rule 161: the page of the meeting leads to what can be published', async () => {
    await sara.open(`/sammantraden/${MEETING}`);
    expect(sara.body).toContain(`href="${home}"`);
    await sara.open(home);
    for (const key of ['minutes-1', 'extract-1-87', 'notice-1']) expect(sara.body).toContain(`?handling=${key}"`);
  });

  it('rule 45: whoever may not publish is told so, and is not offered it', async () => {
    const lars = new BrowserUnderTest(service.app);
    await lars.signIn('lars');
    await lars.open(home);
    expect(lars.body).not.toContain('?handling=');
    expect(lars.text).toContain('Endast nämndsekreterare får göra detta.');
    expect((await lars.open(`${home}?handling=notice-1`)).status).toBe(403);
    expect((await sara.open(`${home}?handling=notice-9`)).status).toBe(404);
  });
});

describe('the secretary', () => {
  it('rule 161: sees exactly what becomes public, without names unless they are chosen', async () => {
    const address = `${home}?handling=extract-1-87`;
    await sara.open(address);
    expect(sara.form).toMatchObject({ namn: 'NONE', 'delar.1': 'ja' });
    expect(sara.text).toContain('togs ur verksamhetsplanen för 2026.');
    const preview = /<div class="previewed">([^]*?)<\/article>/.exec(sara.body)?.[1] ?? '';
    expect(preview).toContain('Kommunstyrelsen beslutar att');
    expect(preview).toContain('<h3 class="ds-heading" data-size="xs">Beslut</h3>');
    expect(preview).not.toMatch(/[-=~]{4}/);
    expect(unpublishedIn(preview)).toEqual([]);
    await sara.sendChanged(address, { ...allParts(), namn: 'ELECTED', visa: 'ja' });
    const shown = /<div class="previewed">([^]*?)<\/article>/.exec(sara.body)?.[1] ?? '';
    expect(shown).toContain('Karin');
    expect(shown).toContain('[namn utelämnat]');
    expect(shown).not.toContain('Cecilia');
    expect((await nobody.open(EXTRACT)).status).toBe(404);
  });

  it('rule 161: publishes nothing that was not previewed', async () => {
    const address = `${home}?handling=extract-1-87`;
    await sara.open(address);
    const { status } = await sara.sendChanged(address, { ...allParts(), namn: 'ALL' });
    expect(status).toBe(422);
    expect(sara.text).toContain('Förhandsgranska på nytt.');
    expect(sara.form.namn).toBe('ALL');
    expect((await nobody.open(EXTRACT)).status).toBe(404);
  });

  it('rules 41 and 161: publishes what was previewed, once', async () => {
    const address = `${home}?handling=extract-1-87`;
    await sara.open(address);
    const form = sara.form;
    await sara.sendChanged(address);
    expect(sara.text).toContain('Handlingen är publicerad.');
    expect(sara.body).toContain(`href="${EXTRACT}"`);
    await sara.post(address, form);
    expect(await ask(`{ publications(meetingId: "${MEETING}") { published { number names } } }`)).toEqual({
      publications: { published: [{ number: 1, names: 'NONE' }] },
    });
    await sara.fill(`${home}?handling=notice-1`);
    expect((await nobody.open(NOTICE)).status).toBe(200);
  });
});

describe('everybody', () => {
  it('rule 165: reads the notice board and what each decision did to the plan, without a sign-in', async () => {
    await nobody.open(BOARD);
    expect(nobody.title).toMatch(/^Anslagstavla, /);
    expect(nobody.text).toContain('Hur man överklagar');
    expect(nobody.text).toContain('Nedtaget 24 juni 2026');
    await nobody.open(EXTRACT);
    expect(nobody.title).toBe('Protokollsutdrag § 87, Kommunstyrelsen, sammanträde 27 maj 2026');
    expect(nobody.text).toContain('Kommunstyrelsen beslutar att');
    expect(unpublishedIn(nobody.text)).toEqual([]);
    expect(nobody.text).toContain('Beslutet fick laga kraft den 24 juni 2026');
    await nobody.open(`${EXTRACT}/87.2`);
    expect(nobody.text).toMatch(/Aktiviteten ”.*” togs ur verksamhetsplanen för 2026\./);
    expect(unpublishedIn(nobody.text)).toEqual([]);
    for (const wrong of [`${EXTRACT}/87.9`, `${EXTRACT}/88.1`, `${NOTICE}/87.1`, `${BOARD}/ks.2026-05-27/3`])
      expect({ wrong, status: (await nobody.open(wrong)).status }).toEqual({ wrong, status: 404 });
  });

  it('rule 165: is answered the same, whoever is signed in, and gets no cookie', async () => {
    const addresses = [BOARD, EXTRACT, `${EXTRACT}/87.1`, `${BOARD}/om-data`, `${BOARD}/flode.atom`];
    const paths = publicPages(service.app.get<PublicRecord>(PUBLIC_RECORD, { strict: false })).map(({ path }) => path);
    expect(paths).toHaveLength(addresses.length);
    const stranger = new BrowserUnderTest(service.app);
    const answers: string[] = [];
    for (const address of [...addresses, `${EXTRACT}/88.1`]) answers.push((await stranger.open(address)).body);
    expect([...stranger.cookies]).toEqual([]);
    for (const { id } of demoPeople) {
      const browser = new BrowserUnderTest(service.app);
      await browser.signIn(id);
      for (const [index, address] of addresses.entries())
        expect((await browser.open(address)).body).toBe(answers[index]);
    }
  });

  it('rule 165: gets the same as data, which the hash in it proves, with each field explained', async () => {
    const { data, given } = await json(`${EXTRACT}.json`);
    expect(canonicalHash(data.content)).toBe(data.sha256);
    expect(given).toMatchObject({ 'access-control-allow-origin': '*' });
    expect((await json(EXTRACT, { accept: 'application/json' })).data).toEqual(data);
    expect((await json(`${EXTRACT}/87.1.json`)).data.decisions).toMatchObject([{ outcome: 'APPROVED', point: 1 }]);
    const board = (await json(`${BOARD}.json`)).data;
    expect(board.documents.map(({ address }) => address)).toEqual([NOTICE, EXTRACT]);
    const explained = dataFields.map(({ name }) => name);
    const fields = [...Object.keys(data), ...Object.keys(board), ...Object.keys(board.documents[0] ?? {})];
    expect(fields.filter((name) => !explained.includes(name))).toEqual([]);
    expect((await json('/offentligt/annan.json')).data).toMatchObject({ error: { code: 'PAGE_NOT_FOUND' } });
    await nobody.open(`${BOARD}/flode.atom`);
    expect(nobody.body.match(/<entry>/g)).toHaveLength(2);
    expect(nobody.body).toContain(`<link href="${EXTRACT}"/>`);
  });

  it('rule 165: reads each published decision point at an address of its own, which leads to the others', async () => {
    const { content, decisionPages } = (await json(`${EXTRACT}.json`)).data;
    const points = content.decisions.map(({ point }) => point);
    expect(points.length).toBeGreaterThan(2);
    expect(decisionPages).toEqual(
      points.map((point) => ({ paragraph: '87', point, address: `${EXTRACT}/87.${point}` })),
    );
    for (const [index, { address }] of decisionPages.entries()) {
      const { data } = await json(`${address}.json`);
      const [own] = data.decisions;
      expect(data).toMatchObject({ decisions: [content.decisions[index]], decisionPages: [{ address }] });
      await nobody.open(address);
      expect(nobody.text).toContain(own?.wording);
      expect(nobody.text).toContain(own?.effect.sv);
      expect(nobody.body).toContain(`href="${address}.json"`);
      const linked = [...nobody.body.matchAll(/href="([^"]*\/87\.[0-9]+)"/g)].map(([, link]) => link);
      expect(linked).toEqual(decisionPages.flatMap((other) => (other.address === address ? [] : [other.address])));
      await nobody.open(`${address}?sprak=en`);
      expect(nobody.text).toContain('Other decision points of the same paragraph');
      expect(nobody.text).toContain(own?.effect.en);
    }
  });

  it('rule 169: is told what became of each published decision, and of no other', async () => {
    const standing = { paragraph: '87', point: 1, status: 'IN_FORCE', inForceOn: '2026-06-24' };
    const { data } = await json(`${EXTRACT}/87.1.json`);
    expect(data).toMatchObject({ standings: [standing], correctedAt: null });
    await nobody.open(`${EXTRACT}/87.1`);
    expect(nobody.text).toContain('Beslutet fick laga kraft den 24 juni 2026');
    expect(nobody.text).not.toContain('rättades');
    await nobody.open(`${EXTRACT}/87.1?sprak=en`);
    expect(nobody.text).toContain('The decision gained legal force on');
  });

  it('rule 165: may keep an answer for a minute, and asks whether it has changed', async () => {
    for (const address of [BOARD, EXTRACT, `${EXTRACT}.json`, `${BOARD}/flode.atom`]) {
      const { headers } = await nobody.open(address);
      expect(headers['cache-control']).toBe('public, max-age=60');
      const again = await nobody.open(address, { 'if-none-match': String(headers.etag) });
      expect({ address, status: again.status, body: again.body }).toEqual({ address, status: 304, body: '' });
      expect((await nobody.open(address, { 'if-none-match': '"other"' })).status).toBe(200);
    }
    expect((await nobody.open('/offentligt/annan')).headers['cache-control']).toBe('no-store');
  });

  it('rule 43: reads nothing of a municipality at the address of another', async () => {
    const places = ['annan', 'x'.repeat(300), '..%2f', 'exempel.ks', '%3Cscript%3E'];
    const wrong = places.flatMap((place) => [
      `/offentligt/${place}`,
      `/offentligt/${place}/flode.atom`,
      `/offentligt/${place}/ks.2026-05-27/1`,
    ]);
    const numbers = ['0', '01', '-1', '1e3', 'x', '99999999'].map((number) => `${BOARD}/ks.2026-05-27/${number}`);
    for (const address of [...wrong, ...numbers, `${BOARD}?fore=x`, `${BOARD}?fore=-1`, `${BOARD}/ks.2026-05-28/1`]) {
      const { status, body } = await nobody.open(address);
      expect({ address, status }).toEqual({ address, status: 404 });
      expect(body).not.toContain('<script');
    }
  });

  it('reads the fixed texts in English at an address of its own', async () => {
    await nobody.open(`${EXTRACT}?sprak=en`);
    expect(nobody.body).toContain('<html lang="en"');
    expect(nobody.text).toMatch(/The activity “.*” was taken out of the plan for 2026\./);
    expect(nobody.body).toContain(`href="${EXTRACT}"`);
  });
});

describe('what is published', () => {
  it('rule 162: stays as it was when a name changes', async () => {
    const { body } = await nobody.open(`${NOTICE}.json`);
    const rename = 'mutation ($input: RenamePersonInput!) { renamePerson(input: $input) { id } }';
    const input = { personId: 'sara', name: 'Sara Ny', title: 'chef' };
    await ask(rename, { input }, 'adam');
    expect((await nobody.open(`${NOTICE}.json`)).body).toBe(body);
  });

  it('rule 162: is known as of a moment, and told in the history', async () => {
    const known = `query ($asOf: AsOfInput) { publications(meetingId: "${MEETING}", asOf: $asOf) {
      published { number } publishable { published } permitted { command } } }`;
    const nothing = { published: [], publishable: Array(3).fill({ published: null }), permitted: null };
    expect(await ask(known, { asOf: { position: before } })).toEqual({ publications: nothing });
    const history = `{ history(of: "${MEETING}", first: 100) { edges { node { sentences { sv } } } } }`;
    const told = JSON.stringify(await ask(history));
    expect(told).toContain('publicerade protokollsutdraget för § 87');
    expect(told).toContain('publicerade anslag 1');
  });

  it('rule 169: says that the record was corrected afterwards, and stays as it was', async () => {
    await nobody.open(EXTRACT);
    const published = /<article[^]*<\/article>/.exec(nobody.body)?.[0];
    // The record of the played case is too old to be corrected.
    const db = service.app.get<Kysely<ViewTables>>(VIEWS_DB);
    const later = '2026-06-24T09:00:00.000Z';
    await db
      .$extendTables<PublicationTables>()
      .updateTable('decision_standings')
      .set({ corrected_at: later })
      .execute();
    for (const address of [EXTRACT, `${EXTRACT}/87.1`]) {
      await nobody.open(address);
      expect(nobody.text).toContain('Uppgifter om sammanträdet rättades efter publiceringen, den 24 juni 2026');
    }
    await nobody.open(EXTRACT);
    expect(/<article[^]*<\/article>/.exec(nobody.body)?.[0]).toBe(published);
    expect((await json(`${EXTRACT}.json`)).data).toMatchObject({ correctedAt: expect.stringContaining('2026-06-24T') });
  });

  it('rule 163: is taken down with a reason, which its address says from then on', async () => {
    await sara.fill(`${home}?nummer=1`, { skal: ' ' });
    expect(sara.body).toContain('href="#skal"');
    const skal = 'Fel del visades. <script>alert(1)</script>';
    await sara.sendChanged(`${home}?nummer=1`, { skal, 'radera.ja': 'ja' });
    expect(sara.text).toContain('Publiceringen är nedtagen.');
    for (const address of [EXTRACT, `${EXTRACT}/87.1`, `${EXTRACT}/87.3`]) {
      const { status, body } = await nobody.open(address);
      expect(status).toBe(410);
      expect((await nobody.open(`${address}.json`)).status).toBe(410);
      await nobody.open(address);
      expect(nobody.text).toContain('Handlingen togs ned den 24 juni 2026');
      expect(nobody.text).toContain('Fel del visades.');
      expect(body).not.toContain('<script');
      expect(body).not.toContain('87');
    }
    expect((await json(`${EXTRACT}.json`)).data).toMatchObject({ takenDown: { reason: skal } });
    await nobody.open(BOARD);
    expect(nobody.body).not.toContain(EXTRACT);
    const { db } = service.app.get<Database<ViewTables>>(DATABASE);
    const left = await sql<{ sha256: string }>`select sha256 from published.copies`.execute(db);
    expect(left.rows).toHaveLength(1);
    await sara.open(home);
    expect(sara.text).toContain('Har tagits ned');
  });

  it('rule 170: is named as taken down in the feed, with nothing else of it', async () => {
    await nobody.open(`${BOARD}/flode.atom`);
    expect(nobody.body).toMatch(
      new RegExp(`<at:deleted-entry ref="urn:tertial:${MEETING}:1" when="2026-06-24T[^"]*"/>`),
    );
    expect(nobody.body).toMatch(/<updated>2026-06-24T/);
    expect(nobody.body).not.toContain('Fel del');
    expect(nobody.body).not.toContain(EXTRACT);
  });

  it('rule 162: is published anew under a number of its own', async () => {
    await publishCase(service.app, service.clock);
    expect((await nobody.open(`${BOARD}/ks.2026-05-27/3`)).status).toBe(200);
    expect(nobody.text).toContain('Kommunstyrelsen beslutar att');
    expect((await nobody.open(EXTRACT)).status).toBe(410);
  });
});
