import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../kernel/refusal.js';
import type { CurrentStates } from '../platform/projections/current-states.service.js';
import { platformRefusals } from '../platform/runtime/platform-refusals.js';
import { textsIn } from './forms.service.js';
import { webRefusals } from './web-refusals.js';

const LISTEN = '/lyssna';
/** The most pages of one session that listen at the same time. The oldest ends first, and its browser asks again. */
const MOST_OF_A_SESSION = 12;
const MOST_OF_ALL = 10_000;
/** Proxies end an answer that is silent for long. */
const HEARTBEAT_MILLISECONDS = 25_000;
/** A browser asks again after this time, so that a session that has ended is no longer told anything. */
const LONGEST_MILLISECONDS = 600_000;

/**
 * The pages are told of a change so long after it, and so many of them in one turn of the event loop. The command that
 * made the change is answered before, and other commands between.
 */
const TELL_AFTER_MILLISECONDS = 250;
const TOLD_IN_A_TURN = 10;

/** The event that tells that something has changed. An event without data is not passed on by a browser. */
const TOLD = 'event: andrat\ndata: andrat\n\n';

interface Listener {
  readonly session: string;
  readonly stream: PassThrough;
  /** Ends the answer, with a last event or without. The listener is forgotten at once, however slow its browser reads. */
  readonly end: (event?: string) => void;
}

type Followed = Pick<CurrentStates, 'onChange' | 'positionOf'>;

/**
 * Tells browsers that what a page shows has changed since, by the server-sent events of HTML. A page is told
 * once. Its address to listen at is signed for the session that was shown the page, and tells nobody else anything.
 */
export class LivePages {
  /** All listeners, the oldest first. */
  readonly #listeners = new Set<Listener>();
  readonly #heartbeat: NodeJS.Timeout;
  /** The listeners that are to be told. */
  #due = new Set<Listener>();

  constructor(private readonly states: Followed) {
    this.#heartbeat = setInterval(() => {
      for (const { stream } of this.#listeners) stream.write(':\n\n');
    }, HEARTBEAT_MILLISECONDS);
    this.#heartbeat.unref();
  }

  /**
   * Makes the address at which a page listens for changes of a whole. Call it before the page reads anything, so that no
   * change is between. Null: it is not known how new the whole is.
   */
  async addressFor(whole: string, session: string): Promise<string | null> {
    const position = await this.states.positionOf(whole);
    if (position === null) return null;
    const asked = { fran: String(position), bevis: proofOf(whole, position, session) };
    return `${LISTEN}/${whole}?${new URLSearchParams(asked).toString()}`;
  }

  /** @param sessionOf returns the id of the session of a request; null for a stranger */
  serve(scope: FastifyInstance, sessionOf: (request: FastifyRequest) => string | null): void {
    scope.get(`${LISTEN}/:whole`, async (request, reply) => {
      const session = sessionOf(request);
      if (session === null) throw new Refusal(platformRefusals.UNAUTHENTICATED, {});
      const { whole = '' } = textsIn(request.params);
      const { fran = '', bevis = '' } = textsIn(request.query);
      const position = Number(fran);
      if (!isSame(bevis, proofOf(whole, position, session))) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
      const stream = await this.listen(whole, position, session);
      // Only a proxy that keeps no answer back passes on an event when it happens.
      return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream);
    });
    scope.addHook('preClose', (done) => {
      clearInterval(this.#heartbeat);
      for (const { end } of this.#listeners) end();
      done();
    });
  }

  private async listen(whole: string, position: number, session: string): Promise<PassThrough> {
    const listener = this.begin(whole, session);
    const { stream, end } = listener;
    stream.write('retry: 5000\n\n');
    try {
      if (((await this.states.positionOf(whole)) ?? position) > position) end(TOLD);
    } catch (error) {
      end();
      throw error;
    }
    return stream;
  }

  private begin(whole: string, session: string): Listener {
    this.makeRoom(session);
    const stream = new PassThrough();
    const stopFollowing = this.states.onChange(whole, () => this.tellSoon(listener));
    const ending = setTimeout(() => end(), LONGEST_MILLISECONDS);
    ending.unref();
    const end = (event?: string): void => {
      if (!this.#listeners.delete(listener)) return;
      stopFollowing();
      clearTimeout(ending);
      stream.end(event);
    };
    const listener: Listener = { session, stream, end };
    stream.once('close', () => end());
    this.#listeners.add(listener);
    return listener;
  }

  private tellSoon(listener: Listener): void {
    if (this.#due.size === 0) void this.tellDue();
    this.#due.add(listener);
  }

  private async tellDue(): Promise<void> {
    await sleep(TELL_AFTER_MILLISECONDS, undefined, { ref: false });
    const due = [...this.#due];
    this.#due = new Set();
    for (const [n, { end }] of due.entries()) {
      if (n > 0 && n % TOLD_IN_A_TURN === 0) await nextTurn();
      end(TOLD);
    }
  }

  private makeRoom(session: string): void {
    const own = [...this.#listeners].filter((one) => one.session === session);
    if (own.length >= MOST_OF_A_SESSION) own[0]?.end();
    const [oldest] = this.#listeners;
    if (this.#listeners.size >= MOST_OF_ALL) oldest?.end();
  }
}

function proofOf(whole: string, position: number, session: string): string {
  return createHmac('sha256', session).update(`listen ${position} ${whole}`).digest('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
