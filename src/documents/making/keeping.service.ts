import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { v5 as uuidFrom } from 'uuid';
import { addDays } from '../../kernel/days.js';
import { boardOf, type Id, idOf, municipalityOf } from '../../kernel/identity.js';
import { languages } from '../../kernel/language.js';
import { isRefusal } from '../../kernel/refusal.js';
import { meetingFold } from '../../meetings/meeting.js';
import { InstrumentedCommandBus } from '../../platform/commands/command-bus.service.js';
import { IssuedCommand } from '../../platform/commands/issued.command.js';
import { EVENT_STORE, type EventStore, recordedIn } from '../../platform/event-store/event-store.js';
import { Leader } from '../../platform/processes/leader.service.js';
import { KnownLog } from '../../platform/projections/known-log.service.js';
import { ListTables } from '../../platform/projections/list-tables.service.js';
import { Clock } from '../../platform/runtime/clock.service.js';
import { Retries } from '../../platform/runtime/retries.service.js';
import { isOfStore } from '../../platform/runtime/store-unavailable.js';
import { Alarms } from '../../platform/telemetry/alarms.service.js';
import { DocumentMaker } from '../document-maker.service.js';
import { documentFormats } from '../forms/document-format.js';
import { DocumentForms } from '../forms/document-forms.service.js';
import { dueDocuments, keepDocumentCommand, keptDocumentsFold, subjectKey } from '../document-keeping.js';
import type { KeptSubject } from '../document-keeping.js';
import { KeptFiles, type NewFile } from './document-files.service.js';

const LOOK_EVERY_MILLISECONDS = 10_000;
const PAUSES = { firstInMilliseconds: LOOK_EVERY_MILLISECONDS, longestInMilliseconds: 30_000 };
/** An older summons, adjustment or notice gets no kept document: it was recorded before Tertial kept any. */
const KEPT_WITHIN_DAYS = 60;
/** A meeting is looked at until so long after its day, so that a late adjustment is kept too. */
const LOOKED_AT_FOR_DAYS = 400;
/** UUID namespace for the ids of the commands that record a kept document. */
const NAMESPACE = '2b0b6a53-7c0c-4a44-9f0b-6f0e7a0d6c11';

/** The alarm for documents that cannot be made or stored. */
export const DOCUMENTS_NOT_KEPT = 'documents not kept';

/** Injection token: true where the process keeps documents by itself. Absent: only where it is told to. */
export const KEEPS_DOCUMENTS = 'KEEPS_DOCUMENTS';

/** The error when a document has to be tried again. The reason is in the log. */
class DocumentsNotKept extends Error {
  override readonly name = 'DocumentsNotKept';
}

/**
 * Keeps what was summoned, adjusted and posted (rule 153), in the leading process. Making a document takes long, so the
 * summons does not wait for it. First the files are stored, then their hashes are recorded: an event has its files.
 */
@Injectable()
export class Keeping implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger(Keeping.name);
  readonly #stopping = new AbortController();
  /** The meetings that may lack a kept document, among the states up to the position. */
  readonly #open = new Set<Id<'Meeting'>>();
  /** Documents that cannot be made of their events, such as minutes with a vote that does not add up. */
  readonly #refused = new Set<string>();
  #position = -1;
  #running: Promise<void> | undefined;

  constructor(
    private readonly maker: DocumentMaker,
    private readonly files: KeptFiles,
    private readonly forms: DocumentForms,
    private readonly commandBus: InstrumentedCommandBus,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly tables: ListTables,
    private readonly leader: Leader,
    private readonly known: KnownLog,
    private readonly clock: Clock,
    private readonly alarms: Alarms,
    @Optional() @Inject(KEEPS_DOCUMENTS) private readonly isKeeping: boolean | null = null,
  ) {}

  onApplicationBootstrap(): void {
    if (this.isKeeping === true) this.#running = this.run(this.#stopping.signal);
  }

  /** Finishes the document in progress before the databases close. */
  async onModuleDestroy(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  private async run(signal: AbortSignal): Promise<void> {
    const retries = new Retries(this.#log, 'Keeping documents', PAUSES);
    while (!signal.aborted) {
      try {
        await this.keepDue(signal);
        retries.succeeded();
        await sleep(LOOK_EVERY_MILLISECONDS, undefined, { signal }).catch(() => null);
      } catch (error) {
        await retries.after(error, signal);
      }
    }
  }

  /**
   * Keeps the documents that are due, when this process leads, and deletes the files of those that were erased.
   *
   * @throws DocumentsNotKept when one has to be tried again; the others are kept.
   */
  async keepDue(signal?: AbortSignal): Promise<void> {
    if (!this.leader.isLeading || !(await this.known.look())) return;
    await this.findMeetings();
    let failure: unknown = null;
    for (const meetingId of this.#open) {
      const failed = await this.keepOf(meetingId, signal).catch((error: unknown) => error ?? new Error('Unknown.'));
      if (signal?.aborted === true) return;
      failure ??= failed;
      if (failed === null) this.#open.delete(meetingId);
    }
    if (failure !== null) {
      // The log tells itself that it is away, or another. Nothing is the matter with the document then.
      if (!isOfStore(failure)) this.alarms.raise(DOCUMENTS_NOT_KEPT);
      throw new DocumentsNotKept('A document was not kept.', { cause: failure });
    }
    this.alarms.clear(DOCUMENTS_NOT_KEPT);
  }

  /** Adds the meetings that have changed since the last look. */
  private async findMeetings(): Promise<void> {
    const db = await this.tables.current();
    const rows = await db
      .selectFrom('states')
      .select(['id', 'position'])
      .where('kind', 'in', [meetingFold.kind, keptDocumentsFold.kind])
      .where('position', '>', this.#position)
      .where(
        sql<string>`substring(id from 'meeting-([0-9-]{10})')`,
        '>=',
        addDays(this.clock.today(), -LOOKED_AT_FOR_DAYS),
      )
      .execute();
    for (const { id } of rows) this.#open.add(idOf('Meeting', id));
    this.#position = Math.max(this.#position, ...rows.map(({ position }) => position));
  }

  /** Keeps the documents of a meeting. Returns what failed first; null when nothing did. */
  private async keepOf(meetingId: Id<'Meeting'>, signal?: AbortSignal): Promise<unknown> {
    const states = await this.maker.statesAt(await this.store.head());
    const kept = await states.one(keptDocumentsFold, meetingId);
    for (const { subject, erased } of kept) if (erased !== null) await this.files.erase(meetingId, subject);
    const from = new Date(Date.parse(this.clock.now()) - KEPT_WITHIN_DAYS * 86_400_000).toISOString();
    const events = await recordedIn(meetingFold, meetingId, this.store);
    let failure: unknown = null;
    for (const subject of dueDocuments(events, kept, from)) {
      if (signal?.aborted === true) return failure;
      const failed = await this.keepOne(meetingId, subject, signal).catch((error: unknown) => error);
      failure ??= failed ?? null;
    }
    return failure;
  }

  private async keepOne(meetingId: Id<'Meeting'>, subject: KeptSubject, signal?: AbortSignal): Promise<void> {
    const name = `${meetingId} ${subjectKey(subject)}`;
    if (this.#refused.has(name)) return;
    // Another process, or this one before it was cut off, may have stored the files already. Theirs are the ones that stay.
    if ((await this.files.stored(meetingId, subject)).length === 0) {
      try {
        await this.files.store(meetingId, subject, await this.filesOf(meetingId, subject, signal));
      } catch (error) {
        if (!isRefusal(error) || error.code === 'DOCUMENTS_BUSY') throw error;
        this.#log.warn({ message: 'A document cannot be made, and none is kept.', document: name, code: error.code });
        this.#refused.add(name);
        return;
      }
    }
    const files = await this.files.stored(meetingId, subject);
    const template = await this.maker.templateOf(meetingId, subject);
    const municipalityId = municipalityOf(boardOf(meetingId));
    const commandId = uuidFrom(name, NAMESPACE);
    await this.commandBus.execute(
      new IssuedCommand(keepDocumentCommand({ meetingId, subject, template, files }), {
        actor: { kind: 'system', personId: 'system', municipalityId },
        today: this.clock.today(),
        commandId,
        correlationId: commandId,
        causationId: null,
      }),
    );
  }

  /** Makes each form in Swedish, in which boards work, and the tree in each language, of which other forms are made. */
  private async filesOf(meetingId: Id<'Meeting'>, subject: KeptSubject, signal?: AbortSignal): Promise<NewFile[]> {
    const files: NewFile[] = [];
    for (const language of languages) {
      const tree = await this.maker.ofSubject(meetingId, subject, language);
      files.push({ language, form: 'tree', tree });
      if (language !== 'sv') continue;
      for (const form of documentFormats) {
        // A process that stops does not wait for the whole document. The next one makes it.
        signal?.throwIfAborted();
        files.push({ language, form, content: await this.forms.made(tree, form) });
      }
    }
    return files;
  }
}
