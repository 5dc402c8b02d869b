import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from '../../src/application.service.js';
import { readConfig } from '../../src/config.js';
import { Refusal } from '../../src/kernel/refusal.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { platformRefusals } from '../../src/platform/runtime/platform-refusals.js';
import { webRefusals } from '../../src/web/web-refusals.js';
import { inMemory } from '../support/app-under-test.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import {
  BrowserAtProvider,
  type IdentityProvider,
  startIdentityProvider,
} from '../support/identity-provider-under-test.js';

// People sign in to the pages at a real provider, in another process.

const PAGES = 'https://tertial.exempel.se';
const SESSION = '__Host-session';
const SECRET = '__Host-form';

let provider: IdentityProvider;
let app: NestFastifyApplication;

beforeAll(async () => {
  provider = await startIdentityProvider();
  const { tokens, signIn } = readConfig({
    TOKENS_ISSUER: provider.issuer,
    PAGES_ADDRESS: PAGES,
    SIGN_IN_CLIENT_ID: 'pages',
    SIGN_IN_CLIENT_SECRET: 'secret of pages',
    SIGN_IN_SCOPE: 'openid api',
    SIGN_IN_RESOURCE: 'urn:tertial',
  });
  if (tokens === null || signIn === null) throw new Error('The settings are enough to sign in by.');
  const clock = new SimulatedClock('2026-05-12T08:00:00.000Z');
  const options = { isSimulated: true, demo: null, followsLog: true, logger: ['fatal' as const] };
  app = await createApplication({ places: inMemory, tokens, signIn, clock, ...options });
});
afterAll(async () => {
  await app.close();
  provider.stop();
});

/** Somebody's browser, at the service and at the provider. */
class PersonsBrowser {
  readonly here = new BrowserUnderTest(app);
  readonly there = new BrowserAtProvider();

  /** Opens a page that needs a sign-in. Returns the address of the provider that the service sends the browser to. */
  async begin(wanted = '/'): Promise<URL> {
    const { status, headers } = await this.here.open(wanted);
    expect(status).toBe(303);
    return new URL(String(headers.location));
  }

  /** Signs in at the provider. Returns the address that the provider sends the browser back to, from the root. */
  async answerOf(address: URL): Promise<string> {
    const back = await this.there.visit(address.href);
    expect(back.origin).toBe(PAGES);
    return `${back.pathname}${back.search}`;
  }

  async signIn(wanted = '/'): Promise<void> {
    await this.here.open(await this.answerOf(await this.begin(wanted)));
  }

  get session(): string | undefined {
    return this.here.cookies.get(SESSION);
  }
}

async function signedIn(person: string): Promise<PersonsBrowser> {
  await provider.as(person);
  const browser = new PersonsBrowser();
  await browser.signIn();
  return browser;
}

function titleOf({ here: { body } }: PersonsBrowser): string {
  return /<title>([^<]*)<\/title>/.exec(body)?.[1] ?? '';
}

const kinds = { ...webRefusals, SIGN_IN_UNAVAILABLE: platformRefusals.SIGN_IN_UNAVAILABLE };
type Code = keyof typeof kinds;

/** Expects a plain page that says why, with a way on, and that nobody is signed in. */
function expectRefused(browser: PersonsBrowser, code: Code, wayOn: string): void {
  expect(browser.here.body).toContain(new Refusal(kinds[code], {}).sentence('sv'));
  expect(browser.here.body).toContain(`href="${wayOn}"`);
  expect(browser.session).toBeUndefined();
}

describe('rule 44: a sign-in to the pages', () => {
  it('goes by the provider and leads to the page that was wanted, as the person of the token', async () => {
    await provider.as('hanna');
    const browser = new PersonsBrowser();
    const address = await browser.begin('/?x=1');
    const asked = Object.fromEntries(address.searchParams);
    expect(address.origin).toBe(provider.issuer);
    expect(asked).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', ui_locales: 'sv' });
    expect(asked.redirect_uri).toBe(`${PAGES}/logga-in/svar`);
    expect(asked.state).not.toContain('x=1');
    const { status, headers } = await browser.here.open(await browser.answerOf(address));
    expect(status).toBe(200);
    expect(titleOf(browser)).toBe('Väntar på dig (0) – Tertial');
    expect(browser.here.body).toContain('hanna, handläggare');
    expect(headers['cache-control']).toBe('no-store');
    expect(browser.session).toMatch(/^[\w-]{43}$/);
  });

  it('gives a session in a cookie that no script reads and no other site sends', async () => {
    const browser = new PersonsBrowser();
    const answer = await browser.answerOf(await browser.begin());
    const cookies = [...browser.here.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { headers } = await app.inject({ url: answer, headers: { accept: 'text/html', cookie: cookies } });
    const [session = ''] = [headers['set-cookie'] ?? []].flat().filter((one) => one.startsWith(SESSION));
    expect(session).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('asks only for what it needs, and puts no secret into an address', async () => {
    const { searchParams } = await new PersonsBrowser().begin();
    expect([...searchParams.keys()].toSorted()).toEqual(
      [
        'client_id',
        'code_challenge',
        'code_challenge_method',
        'nonce',
        'redirect_uri',
        'resource',
        'response_type',
        'scope',
        'state',
        'ui_locales',
      ].toSorted(),
    );
  });

  it('changes the id of the session, and ends that of before', async () => {
    const browser = await signedIn('hanna');
    const before = browser.session ?? '';
    await provider.as('rut');
    const address = new URL(String((await browser.here.open('/logga-in?som=annan')).headers.location));
    expect(address.searchParams.get('prompt')).toBe('login');
    // The provider would ask hanna first whether somebody else may take her place in the same browser.
    const back = await new BrowserAtProvider().visit(address.href);
    await browser.here.open(`${back.pathname}${back.search}`);
    expect(browser.here.body).toContain('rut, revisor');
    expect(browser.session).not.toBe(before);
    const thief = new PersonsBrowser();
    thief.here.setCookie(SESSION, before);
    await thief.begin();
  });

  it('takes no session id and no secret that was planted in the browser', async () => {
    await provider.as('hanna');
    const browser = new PersonsBrowser();
    browser.here.setCookie(SESSION, 'A'.repeat(43));
    browser.here.setCookie(SECRET, 'A'.repeat(43));
    await browser.signIn();
    expect(browser.session).not.toBe('A'.repeat(43));
    expect(browser.here.cookies.has(SECRET)).toBe(false);
  });

  it('works in several tabs of one browser', async () => {
    await provider.as('hanna');
    const browser = new PersonsBrowser();
    const [one, other] = [await browser.begin('/?x=1'), await browser.begin('/?x=2')];
    const answers = [await browser.answerOf(one), await browser.answerOf(other)];
    for (const answer of answers) {
      await browser.here.open(answer);
      expect(titleOf(browser)).toContain('Väntar på dig');
    }
  });
});

describe('an answer to a sign-in is refused', () => {
  it('in another browser than the one that began it', async () => {
    await provider.as('hanna');
    const browser = new PersonsBrowser();
    const answer = await browser.answerOf(await browser.begin());
    for (const other of [new PersonsBrowser(), new PersonsBrowser()]) {
      const { status } = await other.here.open(answer);
      expect(status).toBe(400);
      expectRefused(other, 'SIGN_IN_GONE', '/logga-in');
      // A browser that has begun a sign-in of its own has another secret.
      await other.begin();
      await other.here.open(answer);
      expectRefused(other, 'SIGN_IN_GONE', '/logga-in');
    }
  });

  it('when it comes again, and opens nothing for whoever copies it with the cookie', async () => {
    await provider.as('hanna');
    const browser = new PersonsBrowser();
    const address = await browser.begin();
    const secret = browser.here.cookies.get(SECRET) ?? '';
    const answer = await browser.answerOf(address);
    await browser.here.open(answer);
    await browser.here.open(answer);
    expect(titleOf(browser)).toContain('Väntar på dig');
    const thief = new PersonsBrowser();
    thief.here.setCookie(SECRET, secret);
    await thief.here.open(answer);
    expectRefused(thief, 'SIGN_IN_FAILED', '/logga-in');
  });

  it.each<[string, (address: URL) => void]>([
    ['has another nonce', ({ searchParams }) => searchParams.set('nonce', 'another')],
    ['was begun with another verifier', ({ searchParams }) => searchParams.set('code_challenge', 'A'.repeat(43))],
  ])('when it %s', async (_, change) => {
    await provider.as('hanna');
    const browser = new PersonsBrowser();
    const address = await browser.begin();
    change(address);
    const { status } = await browser.here.open(await browser.answerOf(address));
    expect(status).toBe(400);
    expectRefused(browser, 'SIGN_IN_FAILED', '/logga-in');
  });

  it('when its code, its state or its issuer was changed', async () => {
    await provider.as('hanna');
    const changes: readonly [string, string, Code][] = [
      ['code', 'another', 'SIGN_IN_FAILED'],
      ['code', '', 'SIGN_IN_FAILED'],
      ['iss', 'https://evil.example', 'SIGN_IN_FAILED'],
      ['state', 'another', 'SIGN_IN_GONE'],
      ['state', '', 'SIGN_IN_GONE'],
    ];
    for (const [name, value, code] of changes) {
      const browser = new PersonsBrowser();
      const answer = new URL(await browser.answerOf(await browser.begin()), PAGES);
      answer.searchParams.set(name, value);
      await browser.here.open(`${answer.pathname}${answer.search}`);
      expectRefused(browser, code, '/logga-in');
    }
  });

  it('when the person breaks off, in the language of the person', async () => {
    await provider.as('');
    const browser = new PersonsBrowser();
    const answer = await browser.answerOf(await browser.begin());
    expect(answer).toContain('error=access_denied');
    const { status } = await browser.here.open(answer);
    expect(status).toBe(403);
    expectRefused(browser, 'SIGN_IN_DENIED', '/logga-in');
    await browser.here.open(answer, { 'accept-language': 'en' });
    expect(browser.here.body).toContain(new Refusal(webRefusals.SIGN_IN_DENIED, {}).sentence('en'));
  });

  it('rule 94: for a person without the claims that the API needs, with a way to sign in as another', async () => {
    const browser = await signedIn('guest');
    expectRefused(browser, 'SIGN_IN_NOT_ADMITTED', '/logga-in?som=annan');
  });
});

describe('a form of the pages', () => {
  it('is refused without its token, and for the secret of before the sign-in', async () => {
    const browser = await signedIn('hanna');
    const forms: readonly Record<string, string>[] = [{}, { 'form-token': 'A'.repeat(43) }];
    for (const forged of forms) {
      const { status } = await browser.here.post('/logga-ut', forged);
      expect(status).toBe(403);
      expect(browser.here.body).toContain(new Refusal(webRefusals.FORM_NOT_YOURS, {}).sentence('sv'));
    }
    await browser.here.open('/');
    expect(titleOf(browser)).toContain('Väntar på dig');
  });
});

describe('a sign-out', () => {
  it('ends the session here for every copy of its cookie, then at the provider, and leaves no page behind', async () => {
    const browser = await signedIn('hanna');
    const session = browser.session ?? '';
    const { headers } = await browser.here.send('/logga-ut', {});
    expect(titleOf(browser)).toBe('Du är utloggad – Tertial');
    expect(browser.session).toBeUndefined();
    const [, to = ''] = /^0; url=(.*)$/.exec(String(headers.refresh)) ?? [];
    const there = new URL(to);
    expect(there.origin).toBe(provider.issuer);
    expect(Object.fromEntries(there.searchParams)).toEqual({
      client_id: 'pages',
      post_logout_redirect_uri: `${PAGES}/utloggad`,
    });
    expect(browser.here.body).toContain(`href="${to.replaceAll('&', '&amp;')}"`);
    expect(headers['cache-control']).toBe('no-store');
    const copy = new PersonsBrowser();
    copy.here.setCookie(SESSION, session);
    await copy.begin();
  });

  it('tells the browser to drop what it has kept of the pages', async () => {
    const browser = await signedIn('hanna');
    const token = /name="form-token" value="([^"]+)"/.exec(browser.here.body)?.[1] ?? '';
    const { headers } = await app.inject({
      method: 'POST',
      url: '/logga-ut',
      headers: { cookie: `${SESSION}=${browser.session ?? ''}`, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ 'form-token': token }).toString(),
    });
    expect(headers['clear-site-data']).toBe('"cache", "storage"');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('sends nobody on who comes back from the provider, or who is signed in', async () => {
    const stranger = new PersonsBrowser();
    const { status, headers } = await stranger.here.open('/utloggad');
    expect(status).toBe(200);
    expect(headers.refresh).toBeUndefined();
    const browser = await signedIn('hanna');
    await browser.here.open('/utloggad?vidare=1');
    expect(titleOf(browser)).toContain('Väntar på dig');
  });
});

describe('while the provider', () => {
  afterEach(async () => {
    await provider.late(0);
    await provider.up();
  });

  it('is away, a sign-in is told so and works afterwards, and a session goes on', async () => {
    const browser = await signedIn('hanna');
    const waiting = new PersonsBrowser();
    const answer = await waiting.answerOf(await waiting.begin());
    await provider.down();
    const { status, headers } = await waiting.here.open(answer);
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('5');
    expectRefused(waiting, 'SIGN_IN_UNAVAILABLE', '/logga-in');
    await browser.here.open('/');
    expect(titleOf(browser)).toContain('Väntar på dig');
    await provider.up();
    await waiting.signIn();
    expect(titleOf(waiting)).toContain('Väntar på dig');
  });

  it('has another time, a sign-in is told so', async () => {
    await provider.as('hanna');
    await provider.late(7_200);
    const browser = new PersonsBrowser();
    await browser.signIn();
    expectRefused(browser, 'SIGN_IN_CLOCK', '/logga-in');
  });
});
