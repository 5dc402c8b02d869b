import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { type Kysely, sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { boardOf, type Id, idOf, municipalityOf } from '../kernel/identity.js';
import type { Language } from '../kernel/language.js';
import { hourOf } from '../kernel/local-time.js';
import { DIRECTORY, type ReadDirectory } from '../people/directory.js';
import { goalFold } from '../plans/goal.js';
import { planFold } from '../plans/plan.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { DATABASE, type Database } from '../platform/database/database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { Leader } from '../platform/processes/leader.service.js';
import { KnownLog } from '../platform/projections/known-log.service.js';
import { ListTables } from '../platform/projections/list-tables.service.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { canonicalHash } from '../platform/runtime/hashing.service.js';
import { Retries } from '../platform/runtime/retries.service.js';
import { Alarms } from '../platform/telemetry/alarms.service.js';
import { type Digest, digestsOf, hasRecentReminder, oldestReminder, type Reported } from './digest.js';
import { digestText } from './digest-text.js';
import { type Letter, Letters } from './letters.service.js';
import { MAIL_LANGUAGE, POST, type Post, type Sent } from './post.js';

const LOOK_EVERY_MILLISECONDS = 10_000;
const PAUSES = { firstInMilliseconds: LOOK_EVERY_MILLISECONDS, longestInMilliseconds: 30_000 };
/** The hour in Stockholm before which no mail is sent. */
const FIRST_HOUR = 7;

/** The alarm for mail that cannot be sent. */
export const MAIL_NOT_SENT = 'mail not sent';

/** The error when the mail server has not taken a mail, and another attempt follows on the same day. */
class MailNotSent extends Error {
  override readonly name = 'MailNotSent';
}

/** Mails the reminders of the reporters, in the leading process alone (rule 142). */
@Injectable()
export class Mailing implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(Mailing.name);
  readonly #stopping = new AbortController();
  readonly #letters: Letters;
  #running: Promise<void> | undefined;
  /** The plans with reminders, among the states up to the position. */
  #found: { readonly position: number; readonly planIds: ReadonlySet<Id<'Plan'>> } = {
    position: -1,
    planIds: new Set(),
  };

  constructor(
    @Inject(DATABASE) { db }: Database<ViewTables>,
    @Inject(DIRECTORY) private readonly directory: ReadDirectory,
    private readonly asOf: AsOfLookup,
    private readonly tables: ListTables,
    private readonly leader: Leader,
    private readonly known: KnownLog,
    private readonly clock: Clock,
    private readonly alarms: Alarms,
    @Optional() @Inject(POST) private readonly post: Post | null = null,
    @Optional() @Inject(MAIL_LANGUAGE) private readonly language: Language = 'sv',
  ) {
    this.#letters = new Letters(db);
  }

  onApplicationBootstrap(): void {
    if (this.post !== null) this.#running = this.run(this.post, this.#stopping.signal);
  }

  /** Finishes the mail in progress before the databases close. */
  async onModuleDestroy(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  private async run(post: Post, signal: AbortSignal): Promise<void> {
    const retries = new Retries(this.#log, 'Mailing reminders', PAUSES);
    while (!signal.aborted) {
      try {
        await this.sendDue(post, signal);
        retries.succeeded();
        await sleep(LOOK_EVERY_MILLISECONDS, undefined, { signal }).catch(() => null);
      } catch (error) {
        await retries.after(error, signal);
      }
    }
  }

  /**
   * Sends the digests that are due, when this process leads.
   *
   * @throws MailNotSent when a mail has to be tried again today, with the reason and without any address or text.
   */
  async sendDue(post: Post, signal?: AbortSignal): Promise<void> {
    if (!this.leader.isLeading || hourOf(this.clock.now()) % 24 < FIRST_HOUR) return;
    if (!(await this.known.look())) return;
    const today = this.clock.today();
    const reported = await this.reported(today);
    let again: string | null = null;
    for (const [municipalityId, all] of Map.groupBy(reported, ({ plan }) => municipalityOf(boardOf(plan.id)))) {
      const begun = await this.#letters.begun(municipalityId, today);
      const mailed = await this.#letters.mailed(municipalityId, oldestReminder(today));
      const digests = digestsOf(all, await this.directory.addressees(municipalityId), mailed, today);
      for (const digest of digests.filter(({ addressee }) => !begun.has(addressee.id))) {
        if (signal?.aborted === true) return;
        const { outcome, reason } = await this.send(post, digest, {
          municipality_id: municipalityId,
          person_id: digest.addressee.id,
          day: today,
        });
        if (outcome === 'later') again = reason;
        if (outcome === 'away') throw new MailNotSent(`The mail server is away: ${reason}`);
      }
    }
    if (again !== null) throw new MailNotSent(`The mail server asks for another attempt: ${again}`);
    this.alarms.clear(MAIL_NOT_SENT);
  }

  private async send(post: Post, digest: Digest, letter: Letter): Promise<Sent> {
    const { addressee, parts } = digest;
    if (
      !(await this.#letters.begin(
        letter,
        parts.map(({ reminder }) => reminder),
      ))
    )
      return { outcome: 'unknown', reason: '' };
    const { outcome, reason } = await post.send({
      messageId: canonicalHash(letter),
      to: { name: addressee.name, address: addressee.email },
      ...digestText(digest, this.language),
    });
    // A mail of unknown outcome stays begun, so that nobody gets two on one day. The next day's digest has it again.
    if (outcome === 'accepted' || outcome === 'refused') await this.#letters.end(letter, outcome);
    else if (outcome !== 'unknown') await this.#letters.forget(letter);
    this.tell({ outcome, reason });
    return { outcome, reason };
  }

  /** Tells the operator what became of a mail. No line has a name, an address or a text. */
  private tell({ outcome, reason }: Sent): void {
    switch (outcome) {
      case 'accepted':
        return;
      case 'away':
      case 'later':
        this.alarms.raise(MAIL_NOT_SENT);
        return;
      case 'refused':
        this.#log.warn({ message: 'The mail server refused a mail for good. The next day has another.', reason });
        return;
      case 'unknown':
        this.#log.warn({
          message:
            'The connection broke after the text of a mail. The mail server may have it. It is not sent again today.',
          reason,
        });
    }
  }

  /** Reads the plans with recent reminders, their goals and their reporters. */
  private async reported(today: string): Promise<Reported[]> {
    const states = this.asOf.states(null);
    const reported: Reported[] = [];
    for (const id of await this.remindedPlans(await this.tables.current())) {
      const plan = await states.one(planFold, id);
      if (plan === null || !hasRecentReminder(plan, today)) continue;
      const goals = (await states.parts(goalFold, [id])).filter((goal) => goal !== null);
      reported.push({ plan, goals, reporters: await this.directory.reportersToday(boardOf(id)) });
    }
    return reported;
  }

  /** Returns the plans that have reminders. Looks only at the plans that have changed since the last call. */
  private async remindedPlans(db: Kysely<ViewTables>): Promise<ReadonlySet<Id<'Plan'>>> {
    const { position, planIds } = this.#found;
    const rows = await db
      .selectFrom('states')
      .select(['id', 'position', sql<boolean>`state::text like '%"reminders":[{%'`.as('isReminded')])
      .where('kind', '=', planFold.kind)
      .where('position', '>', position)
      .execute();
    this.#found = {
      position: Math.max(position, ...rows.map((row) => row.position)),
      planIds: new Set([...planIds, ...rows.filter(({ isReminded }) => isReminded).map(({ id }) => idOf('Plan', id))]),
    };
    return this.#found.planIds;
  }
}
