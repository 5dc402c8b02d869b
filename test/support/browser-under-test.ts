import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

type Fields = Readonly<Record<string, string>>;

/**
 * A browser without a window: it keeps cookies, follows redirections within the service, and sends the forms of the page
 * it is on.
 */
export class BrowserUnderTest {
  readonly #cookies = new Map<string, string>();
  #page: Answered = { status: 0, headers: {}, body: '' };

  constructor(private readonly app: NestFastifyApplication) {}

  /** A browser in which one of the demonstration's people is signed in. */
  static async signedIn(app: NestFastifyApplication, person: string): Promise<BrowserUnderTest> {
    const browser = new BrowserUnderTest(app);
    await browser.signIn(person);
    return browser;
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  get body(): string {
    return this.#page.body;
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  async open(url: string, headers: Fields = {}): Promise<Answered> {
    const answer = await this.request('GET', url, undefined, headers);
    this.#page = answer;
    return answer;
  }

  /** Sends a form of the open page, with its token. */
  async send(action: string, fields: Fields, headers: Fields = {}): Promise<Answered> {
    const token = /name="form-token" value="([^"]+)"/.exec(this.body)?.[1] ?? '';
    return this.post(action, { 'form-token': token, ...fields }, headers);
  }

  async post(action: string, fields: Fields, headers: Fields = {}): Promise<Answered> {
    const answer = await this.request('POST', action, new URLSearchParams(fields).toString(), headers);
    this.#page = answer;
    return answer;
  }

  /** Sends the form of the open page with a file, as a browser sends a form that has one. */
  async upload(action: string, changes: Fields, file: { readonly field: string; readonly content: Uint8Array }) {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...this.form, ...changes })) form.set(name, value);
    form.set(file.field, new Blob([new Uint8Array(file.content)]), 'plan.csv');
    const sent = new Response(form);
    const headers = { 'content-type': sent.headers.get('content-type') ?? '' };
    this.#page = await this.request('POST', action, Buffer.from(await sent.arrayBuffer()), headers);
    return this.#page;
  }

  /** The form of a page, as a browser sends it: each field with its value. */
  get form(): Fields {
    const form = /<form method="post"(?: enctype="[^"]*")? class="report"[^]*?<\/form>/.exec(this.body)?.[0] ?? '';
    const inputs = [...form.matchAll(/<input ([^>]*)>/g)].flatMap(([, text = '']): [string, string][] => {
      const isBox = / type="(?:checkbox|radio)"/.test(` ${text}`);
      return isBox && !text.includes(' checked') ? [] : [[attribute(text, 'name'), attribute(text, 'value')]];
    });
    const areas = [...form.matchAll(/<textarea ([^>]*)>([^<]*)</g)].map(
      ([, text = '', value = '']): [string, string] => [attribute(text, 'name'), unescaped(value)],
    );
    const lists = [...form.matchAll(/<select ([^>]*)>([^]*?)<\/select>/g)].map(
      ([, text = '', options = '']): [string, string] => {
        const chosen = /<option ([^>]*) selected/.exec(options) ?? /<option ([^>]*)>/.exec(options);
        return [attribute(text, 'name'), attribute(chosen?.[1] ?? '', 'value')];
      },
    );
    return Object.fromEntries([...inputs, ...areas, ...lists]);
  }

  /** Opens a page and sends its form with what a person has changed in it. A field of `null` is a box that is not ticked. */
  async fill(url: string, changes: Readonly<Record<string, string | null>> = {}): Promise<Answered> {
    await this.open(url);
    return this.sendChanged(url, changes);
  }

  /** Sends the form of the open page with what a person has changed in it. */
  async sendChanged(url: string, changes: Readonly<Record<string, string | null>> = {}): Promise<Answered> {
    const fields = Object.entries({ ...this.form, ...changes });
    return this.post(url, Object.fromEntries(fields.filter((one): one is [string, string] => one[1] !== null)));
  }

  /** The words of the page, without its tags. */
  get text(): string {
    return unescaped(
      this.body
        .slice(this.body.indexOf('<main'))
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' '),
    );
  }

  get title(): string {
    return unescaped(/<h1[^>]*>([^<]*)/.exec(this.body)?.[1] ?? '');
  }

  /** Signs in as one of the demonstration's people. */
  async signIn(person: string, wanted = '/'): Promise<Answered> {
    await this.open(`/logga-in?till=${encodeURIComponent(wanted)}`);
    return this.send('/logga-in', { person, till: wanted });
  }

  private async request(
    method: 'GET' | 'POST',
    url: string,
    payload: string | Buffer | undefined,
    headers: Fields,
  ): Promise<Answered> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.app.inject({
      method,
      url,
      headers: {
        accept: 'text/html',
        host: 'localhost',
        ...(cookie !== '' && { cookie }),
        ...(payload !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(payload !== undefined && { payload }),
    });
    for (const { name, value, maxAge, expires } of response.cookies) {
      const isOver = maxAge === 0 || (expires !== undefined && expires.getTime() <= 0);
      if (isOver || value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const { statusCode: status, headers: given, body } = response;
    const { location } = given;
    if (status === 303 && typeof location === 'string' && location.startsWith('/'))
      return this.request('GET', location, undefined, {});
    return { status, headers: given, body };
  }
}

function attribute(text: string, name: string): string {
  return unescaped(new RegExp(`(?:^| )${name}="([^"]*)"`).exec(text)?.[1] ?? '');
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
