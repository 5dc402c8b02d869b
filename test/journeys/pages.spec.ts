import { GraphQLSchemaHost } from '@nestjs/graphql';
import { parse, validate } from 'graphql';
import { Refusal } from '../../src/kernel/refusal.js';
import { pages } from '../../src/pages.page.js';
import { me } from '../../src/web/layout.page.js';
import { webRefusals } from '../../src/web/web-refusals.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import {
  adoptSmallPlan,
  type MunicipalityUnderTest,
  plan,
  startMunicipality,
} from '../support/municipality-under-test.js';

// The pages, as a browser gets them.

let municipality: MunicipalityUnderTest;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-12');
  const { api } = municipality;
  await adoptSmallPlan(api, 2);
  await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-20' });
});
afterAll(() => municipality.close());

function newBrowser(): BrowserUnderTest {
  return new BrowserUnderTest(municipality.api.app);
}

async function signedIn(person: string): Promise<BrowserUnderTest> {
  const browser = newBrowser();
  await browser.signIn(person);
  return browser;
}

function titleOf({ body }: BrowserUnderTest): string {
  return /<title>([^<]*)<\/title>/.exec(body)?.[1] ?? '';
}

/** Expects the page to say why the service refuses. */
function expectRefused({ body }: { readonly body: string }, code: keyof typeof webRefusals): void {
  expect(body).toContain(new Refusal(webRefusals[code], {}).sentence('sv'));
}

describe('a page', () => {
  it('asks each question once, also when the frame around it has the same one', async () => {
    const asked: string[] = [];
    const server = municipality.api.app.getHttpAdapter().getInstance();
    const { graphql } = server;
    Reflect.set(server, 'graphql', (text: string, ...rest: unknown[]): unknown => {
      asked.push(text);
      return Reflect.apply(graphql, server, [text, ...rest]);
    });
    try {
      const hanna = await BrowserUnderTest.signedIn(municipality.api.app, 'hanna');
      asked.length = 0;
      await hanna.open(`/planer/${plan}`);
      expect(hanna.body).toContain('</html>');
      expect(asked.length).toBeGreaterThan(1);
      expect(asked.filter((text, at) => asked.indexOf(text) < at)).toEqual([]);
    } finally {
      Reflect.set(server, 'graphql', graphql);
    }
  });
});

describe('the documents of the pages', () => {
  it('are valid questions to the API', () => {
    const { schema } = municipality.api.app.get(GraphQLSchemaHost);
    const documents = [me, ...pages.flatMap((page) => page.documents)];
    expect(documents.length).toBeGreaterThan(1);
    expect(documents.flatMap(({ text }) => validate(schema, parse(text)))).toEqual([]);
  });
});

describe('Väntar på dig', () => {
  it('is the first page after the sign-in, with the count in its title', async () => {
    const browser = await signedIn('hanna');
    expect(titleOf(browser)).toBe('Väntar på dig (5) – Tertial');
    expect(browser.body).toContain('hanna, handläggare');
    expect(browser.body.match(/<li><a [^>]*><span class="act">/g)).toHaveLength(5);
    expect(browser.body).toContain('<time datetime="2026-05-20">20 maj 2026</time>');
  });

  it('says when nothing waits', async () => {
    const browser = await signedIn('lars');
    expect(titleOf(browser)).toBe('Väntar på dig (0) – Tertial');
    expect(browser.body).toContain('Ingenting väntar på dig just nu.');
  });
});

describe('the sign-in', () => {
  it('rule 44: sends whoever is not signed in to it, and back to the page afterwards', async () => {
    const browser = newBrowser();
    await browser.open('/?x=1');
    expect(titleOf(browser)).toBe('Demonstration – Tertial');
    expect(browser.body).toContain('name="till" value="/?x=1"');
    const answer = await browser.send('/logga-in', { person: 'hanna', till: '/?x=1' });
    expect(answer.status).toBe(200);
    expect(titleOf(browser)).toContain('Väntar på dig');
  });

  it('leads to no other site', async () => {
    for (const wanted of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
    ]) {
      const browser = newBrowser();
      await browser.open(`/logga-in?till=${encodeURIComponent(wanted)}`);
      expect(browser.body).toMatch(/name="till" value="\/(?:evil\.example)?"/);
      await browser.send('/logga-in', { person: 'hanna', till: wanted });
      expect(titleOf(browser)).toMatch(/^(?:Väntar på dig|Sidan finns inte)/);
    }
  });

  it('gives a new session each time, and ends that of before', async () => {
    const browser = await signedIn('hanna');
    const before = browser.cookies.get('demo-session') ?? '';
    expect(before).toMatch(/^[\w-]{43}$/);
    await browser.signIn('erik');
    expect(browser.cookies.get('demo-session')).not.toBe(before);
    const thief = newBrowser();
    thief.setCookie('demo-session', before);
    await thief.open('/');
    expect(titleOf(thief)).toContain('Demonstration');
  });

  it('takes no session id that it has not given', async () => {
    const browser = newBrowser();
    const planted = 'A'.repeat(43);
    browser.setCookie('demo-session', planted);
    await browser.signIn('hanna');
    expect(browser.cookies.get('demo-session')).not.toBe(planted);
  });

  it('ends with the sign-out, for every copy of the cookie, and leaves no page behind', async () => {
    const browser = await signedIn('hanna');
    const session = browser.cookies.get('demo-session') ?? '';
    await browser.send('/logga-ut', {});
    expect(titleOf(browser)).toContain('Demonstration');
    expect(browser.cookies.has('demo-session')).toBe(false);
    const copy = newBrowser();
    copy.setCookie('demo-session', session);
    await copy.open('/');
    expect(titleOf(copy)).toContain('Demonstration');
  });

  it('counts for the pages alone: the API takes no cookie', async () => {
    const browser = await signedIn('hanna');
    const { body } = await municipality.api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { cookie: `demo-session=${browser.cookies.get('demo-session') ?? ''}` },
      payload: { query: '{ me { id } }' },
    });
    expect(body).toContain('UNAUTHENTICATED');
  });

  it('is for the same machine alone, also by its name', async () => {
    const browser = newBrowser();
    await browser.open('/logga-in');
    await browser.send('/logga-in', { person: 'hanna' }, { host: 'rebound.example' });
    expect(titleOf(browser)).toBe('Sidan finns inte – Tertial');
  });
});

describe('a form', () => {
  it('is refused without the token of the session, and with that of another', async () => {
    const browser = await signedIn('hanna');
    const other = await signedIn('erik');
    const token = /name="form-token" value="([^"]+)"/.exec(other.body)?.[1] ?? '';
    const forms: readonly Record<string, string>[] = [{}, { 'form-token': '' }, { 'form-token': token }];
    for (const forged of forms) {
      const { status } = await browser.post('/logga-ut', forged);
      expect(status).toBe(403);
      expectRefused(browser, 'FORM_NOT_YOURS');
    }
    await browser.open('/');
    expect(titleOf(browser)).toContain('Väntar på dig');
  });

  it('is refused when another site sends it', async () => {
    const browser = await signedIn('hanna');
    const foreign: readonly Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      const { status } = await browser.send('/logga-ut', {}, headers);
      expect(status).toBe(403);
      await browser.open('/');
      expect(titleOf(browser)).toContain('Väntar på dig');
    }
  });

  it('is refused when its bytes are no text', async () => {
    const browser = await signedIn('hanna');
    const { body, statusCode } = await municipality.api.app.inject({
      method: 'POST',
      url: '/logga-ut',
      headers: {
        cookie: `demo-session=${browser.cookies.get('demo-session') ?? ''}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: 'form-token=%ff',
    });
    expect(statusCode).toBe(400);
    expectRefused({ body }, 'FORM_UNREADABLE');
  });
});

describe('each page', () => {
  const addresses = ['/', '/logga-in', '/finns-inte'];

  it('loads nothing but its own style sheet, runs no script, and is kept by no cache', async () => {
    const browser = await signedIn('hanna');
    for (const address of addresses) {
      const { headers, body } = await browser.open(address);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';");
      expect(policy).toContain("form-action 'self'");
      expect(policy).not.toContain('unsafe');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(body).not.toMatch(/<script(?! src="\/filer\/[^"]*" defer>)|<style| style=| on\w+=/i);
      const loaded = [...body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, to]) => to ?? '');
      expect(loaded.filter((to) => !/^[/#](?!\/)/.test(to))).toEqual([]);
    }
  });

  it('has a style sheet that browsers keep, and weighs at most 250 kB with it', async () => {
    const browser = await signedIn('hanna');
    const styles = /<link rel="stylesheet" href="([^"]+)"/.exec(browser.body)?.[1] ?? '';
    const page = browser.body;
    const { headers, body } = await browser.open(styles);
    expect(headers['content-type']).toBe('text/css; charset=utf-8');
    expect(headers['cache-control']).toContain('immutable');
    expect(body).not.toMatch(/url\((?!["']?data:)|@import/);
    expect(Buffer.byteLength(page) + Buffer.byteLength(body)).toBeLessThan(250_000);
  });

  it('has an icon, also for a program that reads no HTML', async () => {
    const browser = await signedIn('hanna');
    const icon = /<link rel="icon" href="([^"]+)"/.exec(browser.body)?.[1] ?? '';
    for (const address of [icon, '/favicon.ico']) {
      const { status, headers, body } = await browser.open(address);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('image/svg+xml');
      expect(body).toMatch(/^<svg /);
    }
  });

  it('is in the language of the browser, and in the one that is chosen', async () => {
    const browser = newBrowser();
    await browser.open('/logga-in', { 'accept-language': 'en' });
    expect(browser.body).toContain('<html lang="en"');
    await browser.open('/sprak/sv?till=/logga-in', { 'accept-language': 'en' });
    await browser.open('/logga-in', { 'accept-language': 'en' });
    expect(browser.body).toContain('<html lang="sv"');
    await browser.open('/sprak/en?till=//evil.example');
    expect(titleOf(browser)).toContain('Demonstration');
  });

  it('is not found in plain words where there is none, and as JSON for a program', async () => {
    const browser = await signedIn('hanna');
    const { status } = await browser.open('/finns-inte');
    expect(status).toBe(404);
    expectRefused(browser, 'PAGE_NOT_FOUND');
    const program = await browser.open('/finns-inte', { accept: 'application/json' });
    expect(program.status).toBe(404);
    expect(program.headers['content-type']).toContain('application/json');
  });
});
