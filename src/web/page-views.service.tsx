import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { may } from '../kernel/permissions.js';
import { isRefusal, Refusal } from '../kernel/refusal.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import { formatError } from '../platform/errors/errors.service.js';
import { platformRefusals } from '../platform/runtime/platform-refusals.js';
import { type DatedMoment, paramsIn, type PastMoment } from './addresses.js';
import type { Api } from './api.service.js';
import { errorPage, statusOf } from './error.page.js';
import { localAddress, textsIn } from './forms.service.js';
import { Layout, me, type Reader, type Timeline, timelineQuestion } from './layout.page.js';
import { type Page, type PageRefusal, PageRefused, type PastContent, type Shown, type Visit } from './page.page.js';
import { pageOf, PLACE_OF_BODY } from './rendering/page-bytes.service.js';
import type { StaticFile } from './styles.service.js';
import type { Visitors } from './visitors.service.js';
import type { ApiDocument } from './selection.js';
import { webRefusals } from './web-refusals.js';

interface About {
  /** The address at which the page listens for changes. Absent or null: it announces none. */
  readonly listenAt?: string | null;
  /** Whether the page can be shown as of the moment that the visitor has chosen. */
  readonly hasPast?: true | undefined;
  /** The id of the thing whose events are the time line of the page. */
  readonly timelineOf?: string | undefined;
}

/** The facts about the log that the frame of the pages needs. */
export interface LogOfPages {
  /** Returns the position of the newest event. */
  readonly head: () => Promise<number>;
  /** Returns the time at which the event at a position became known; null when no event stands there. */
  readonly timeOf: (position: number) => Promise<IsoInstant | null>;
}

type Place = Pick<Visit, 'asOf' | 'address' | 'params' | 'query'>;

/** Makes the pages: what a visit may do, the frame around each page, and the pages of errors. */
export class PageViews {
  constructor(
    private readonly api: Api,
    private readonly visitors: Visitors,
    private readonly files: Readonly<Record<'styles' | 'icon' | 'script', StaticFile>>,
    private readonly today: () => IsoDate,
    private readonly pages: readonly Page[],
    private readonly log: LogOfPages,
  ) {}

  /** @param hasPast whether the page can be shown as of the moment that the visitor has chosen */
  async visit(request: FastifyRequest, reply: FastifyReply, hasPast?: true): Promise<Visit> {
    const moment = hasPast === true ? await this.chosenBy(request) : null;
    return this.visitOf(request, reply, {
      asOf: moment?.asked ?? null,
      address: request.url,
      params: textsIn(request.params),
      query: textsIn(request.query),
    });
  }

  private visitOf(request: FastifyRequest, reply: FastifyReply, place: Place): Visit {
    const { context, language } = this.visitors.of(request);
    return {
      language,
      personId: context.person?.personId ?? null,
      today: this.today(),
      ...place,
      formToken: this.visitors.formToken(request, reply),
      ask: (document, variables) => this.api.ask(context, document, variablesOf(document, variables, place)),
      contentAt: (address, moment) => this.contentAt(request, reply, address, moment),
      timeOf: (moment) => this.timeOf(moment),
      give: (document, variables) => this.api.give(context, document, variables),
    };
  }

  private async contentAt(
    request: FastifyRequest,
    reply: FastifyReply,
    address: string,
    moment: PastMoment | null,
  ): Promise<PastContent | null> {
    const { pathname, searchParams } = new URL(localAddress(address), 'http://localhost');
    const [found] = this.pages.flatMap((page) => {
      const params = page.hasPast === true ? paramsIn(page.path, pathname) : null;
      return params === null ? [] : [{ page, params }];
    });
    if (found === undefined) return null;
    const { page, params } = found;
    const asOf = moment ?? { position: await this.log.head() };
    const place = { asOf, address, params, query: Object.fromEntries(searchParams) };
    const shown = await page.show(this.visitOf(request, reply, place));
    return 'body' in shown ? { title: shown.title, html: renderToString(<>{shown.body}</>) } : null;
  }

  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    { title, body, status = 200, keepsTyped }: Shown,
    { listenAt = null, hasPast, timelineOf }: About = {},
  ): Promise<void> {
    const { language, context } = this.visitors.of(request);
    const reader = context.person === null ? null : await this.readerOf(request, status);
    // A service that fails cannot tell of its log either.
    const moment = status >= 500 ? null : await this.chosenBy(request);
    const frame = (
      <Layout
        {...{ title, language, reader }}
        address={addressOf(request)}
        formToken={this.visitors.formToken(request, reply)}
        past={{
          moment,
          timeline: timelineOf === undefined ? null : await this.timelineOf(request, timelineOf, moment),
          shows: status >= 400 ? 'AN_ERROR' : hasPast === true ? 'THE_PAST' : 'NOW',
        }}
        styles={this.files.styles.address}
        icon={this.files.icon.address}
        listenAt={listenAt}
        script={listenAt === null && keepsTyped !== true ? null : this.files.script.address}
      >
        {PLACE_OF_BODY}
      </Layout>
    );
    await reply.code(status).type('text/html; charset=utf-8').send(pageOf(frame, body));
  }

  /** Returns an event of a thing by its number in the time line, or the newest one; null for none. */
  async eventOf(request: FastifyRequest, of: string, number: number | null): Promise<PastMoment | null> {
    const given = await this.api.run(this.visitors.of(request).context, timelineQuestion, { of, number });
    const position = 'value' in given ? given.value.timeline.position : null;
    return position === null ? null : { position };
  }

  /** Returns the time of a moment; null for an event that there is not. */
  async timeOf(moment: PastMoment): Promise<IsoInstant | null> {
    return 'position' in moment ? this.log.timeOf(moment.position) : moment.knownAt;
  }

  /** Returns the moment that the visitor has chosen to see; null for now. */
  private async chosenBy(request: FastifyRequest): Promise<DatedMoment | null> {
    const asked = this.visitors.momentOf(request);
    const at = asked === null ? null : await this.timeOf(asked);
    return asked === null || at === null ? null : { asked, at };
  }

  private async timelineOf(request: FastifyRequest, of: string, moment: DatedMoment | null): Promise<Timeline | null> {
    const { context } = this.visitors.of(request);
    const mayRead = context.person?.grants.some(({ role }) => may(role, 'readHistory')) === true;
    if (!mayRead) return null;
    if (moment === null) return { of, place: null };
    const { asked } = moment;
    const upTo = 'position' in asked ? asked : { at: asked.knownAt };
    const given = await this.api.run(context, timelineQuestion, { of, ...upTo });
    return 'value' in given ? { of, place: given.value.timeline } : null;
  }

  /** Shows why a page is refused or has failed. */
  async sendError(request: FastifyRequest, reply: FastifyReply, error: Error): Promise<void> {
    const { language } = this.visitors.of(request);
    const refusal = error instanceof PageRefused ? error.refusal : this.refusalOf(error, request);
    if (statusOf(refusal.code) === 503) reply.header('retry-after', '5');
    await this.send(request, reply, errorPage(refusal, language, addressOf(request)));
  }

  private refusalOf(error: Error, request: FastifyRequest): PageRefusal {
    const { language } = this.visitors.of(request);
    const { message, extensions } = formatError(asRefusal(error, request), language);
    return { code: String(extensions.code), sentence: message };
  }

  /** An error page says who is signed in when the service can tell, and is shown in any case. */
  private async readerOf(request: FastifyRequest, status: number): Promise<Reader | null> {
    const { context } = this.visitors.of(request);
    if (status < 400) return (await this.api.ask(context, me)).me;
    if (status >= 500) return null;
    const given = await this.api.run(context, me, {});
    return 'value' in given ? given.value.me : null;
  }
}

/** A question that knows no moments gets none, and is then the same question at any. */
function variablesOf({ text }: ApiDocument<unknown>, variables: object | undefined, { asOf }: Place): object {
  return text.includes('$asOf') ? { ...variables, asOf } : (variables ?? {});
}

/** The address that shows the page again. A form is sent to that of its own page, but for the one that signs out. */
function addressOf({ method, url }: FastifyRequest): string {
  return method === 'GET' || !url.startsWith('/logga-ut') ? localAddress(url) : '/';
}

/** Fastify refuses a body that is too large or of another type than a form. */
function asRefusal(error: Error, { routeOptions }: FastifyRequest): Error {
  if (isRefusal(error) || !('statusCode' in error)) return error;
  if (error.statusCode === 413) return new Refusal(platformRefusals.BODY_TOO_LARGE, { most: routeOptions.bodyLimit });
  return String(error.statusCode).startsWith('4') ? new Refusal(webRefusals.FORM_UNREADABLE, {}) : error;
}

/** The largest form. It has room for the longest text, of which each byte may be three characters in a form. */
export const MOST_FORM_BYTES = 1024 * 1024;

/** The largest form with a file. The API takes a file of 3 MB. */
export const MOST_BYTES_OF_FORM_WITH_FILE = 5 * 1024 * 1024;
