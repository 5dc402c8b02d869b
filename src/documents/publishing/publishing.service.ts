import { Inject, Injectable } from '@nestjs/common';
import { type ColumnType, type Kysely, sql } from 'kysely';
import { type Witness, WITNESS } from '../../evidence/witness.js';
import { existing } from '../../kernel/fold.js';
import type { Id } from '../../kernel/identity.js';
import { type Language, languages } from '../../kernel/language.js';
import { Refusal } from '../../kernel/refusal.js';
import { matterView } from '../../matters/matter-view.js';
import { matterFold } from '../../matters/matter.js';
import { minutesView } from '../../meetings/meeting-view.js';
import { type Meeting, meetingFold } from '../../meetings/meeting.js';
import { NAMES, type ReadNames } from '../../people/register.js';
import { AsOfLookup } from '../../platform/as-of/as-of.service.js';
import { DATABASE, type Database } from '../../platform/database/database.service.js';
import { migrate } from '../../platform/database/migrations.service.js';
import type { SideTables } from '../../platform/database/side-tables.service.js';
import type { ReadStates, ViewTables } from '../../platform/database/state-tables.view.js';
import { EVENT_STORE, type EventStore, recordedIn } from '../../platform/event-store/event-store.js';
import { LogIndex } from '../../platform/projections/log-index.service.js';
import { canonical, canonicalHash } from '../../platform/runtime/hashing.service.js';
import { documentText } from '../document-text.js';
import { DocumentMaker } from '../document-maker.service.js';
import { positionOfSubject } from '../document-keeping.js';
import type { Document } from '../document.js';
import type { PublicationChoice, PublishedSubject } from './publication.js';
import { publicationRefusals } from './publication-refusals.js';
import {
  copyOf,
  effectOf,
  nameLeftOut,
  partsOf,
  requireParts,
  requireSmall,
  showsDecision,
} from './published-content.js';
import type { PublishedContent, PublishedDecision } from './published-content.js';

type CopyTables = {
  copies: {
    meeting_id: Id<'Meeting'>;
    sha256: string;
    /** The SHA-256 of its canonical JSON (RFC 8785) is in the log. */
    content: ColumnType<PublishedContent, string, string>;
  };
};

/** The schema of what is published. Each backup reads it after the log, so that it has the content of each hash there. */
export const publishedTables: SideTables = {
  schema: 'published',
  isReadAfterLog: true,
  create: (db) =>
    migrate(db, 'published', {
      '0001_copies': async (transaction) => {
        await sql`create table published.copies (
          meeting_id text collate "C" not null, sha256 text not null, content json not null,
          primary key (meeting_id, sha256))`.execute(transaction);
      },
    }),
};

/** A person whose name is left out and stands all the same in a text that somebody wrote. */
interface NameInText {
  readonly id: string;
  readonly name: string;
}

/** The content that a publication of a document would have now. */
export interface MadeContent {
  readonly content: PublishedContent;
  readonly sha256: string;
  /** The whole document in each language, of which parts are chosen. The names that are left out are left out here too. */
  readonly whole: Readonly<Record<Language, Document>>;
  readonly namesInTexts: readonly NameInText[];
}

/** Makes what is published, and keeps it as it was. */
@Injectable()
export class Publishing {
  readonly #db: Kysely<CopyTables>;

  constructor(
    private readonly asOf: AsOfLookup,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(NAMES) private readonly names: ReadNames,
    private readonly index: LogIndex,
    @Inject(WITNESS) private readonly witness: Witness,
    @Inject(DATABASE) { db }: Database<ViewTables>,
  ) {
    this.#db = db.withSchema('published').$extendTables<CopyTables>();
  }

  /**
   * Makes the content of the log up to the event that adjusted or posted the document, and of the names of now.
   *
   * @throws Refusal `NO_SUCH_PART`, `PUBLICATION_TOO_LARGE` or `VOTE_NOT_RECONCILED`
   */
  async made({ meetingId, subject, names, shown }: PublicationChoice): Promise<MadeContent> {
    const hidden = new Map<string, string>();
    const states = await this.statesOf(meetingId, subject);
    const meeting = existing(await states.one(meetingFold, meetingId), meetingId);
    const isShown = shows(names, meeting);
    const made = new Map<Language, Document>();
    for (const language of languages) {
      const reading = hiding(this.names, isShown, { language, hidden });
      const maker = new DocumentMaker(this.asOf, this.store, reading, this.index, this.witness);
      made.set(language, await maker.ofSubject(meetingId, subject, language));
    }
    const whole = { sv: made.get('sv') ?? noDocument(), en: made.get('en') ?? noDocument() };
    requireParts(partsOf(whole.sv), shown);
    const documents = { sv: copyOf(whole.sv, shown), en: copyOf(whole.en, shown) };
    const decisions = await decisionsOf(meeting, states, (paragraph) => showsDecision(whole.sv, shown, paragraph));
    const content = { documents, decisions: subject.kind === 'notice' ? [] : decisions };
    requireSmall(Buffer.byteLength(canonical(content)));
    return { content, sha256: canonicalHash(content), whole, namesInTexts: namesIn(content, hidden) };
  }

  /** Keeps the content. What is kept under its hash already stays. */
  async keep(meetingId: Id<'Meeting'>, { content, sha256 }: MadeContent): Promise<void> {
    await this.#db
      .insertInto('copies')
      .values({ meeting_id: meetingId, sha256, content: canonical(content) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async erase(meetingId: Id<'Meeting'>, sha256: string): Promise<void> {
    await this.#db.deleteFrom('copies').where('meeting_id', '=', meetingId).where('sha256', '=', sha256).execute();
  }

  /** Reads the content as it was published; null when it is not there, or is not that of the hash in the log. */
  async content(meetingId: Id<'Meeting'>, sha256: string): Promise<PublishedContent | null> {
    const row = await this.#db
      .selectFrom('copies')
      .select('content')
      .where('meeting_id', '=', meetingId)
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    return row !== undefined && canonicalHash(row.content) === sha256 ? row.content : null;
  }

  private async statesOf(meetingId: Id<'Meeting'>, subject: PublishedSubject): Promise<ReadStates> {
    const position = positionOfSubject(await recordedIn(meetingFold, meetingId, this.store), subject);
    if (position === undefined) throw new Refusal(publicationRefusals.NOTHING_TO_PUBLISH, {});
    await this.index.awaited(position);
    return this.asOf.statesAsOf({ position, validOn: null });
  }
}

function noDocument(): never {
  throw new Error('Each language has a document.');
}

function shows(names: PublicationChoice['names'], { composition }: Meeting): (id: string) => boolean {
  const elected: readonly string[] = [...composition.members, ...composition.substitutes];
  switch (names) {
    case 'NONE':
      return () => false;
    case 'ELECTED':
      return (id) => elected.includes(id);
    case 'ALL':
      return () => true;
  }
}

interface Hiding {
  readonly language: Language;
  /** The names that were left out, by the id of the person. */
  readonly hidden: Map<string, string>;
}

/** Leaves out names as they are read. No id stands in the place of a name, because an id can tell who somebody is. */
function hiding(names: ReadNames, isShown: (id: string) => boolean, { language, hidden }: Hiding): ReadNames {
  return {
    municipality: (id) => names.municipality(id),
    names: async (municipalityId, ids) => {
      const known = await names.names(municipalityId, ids);
      return known.map((one) => {
        // The board is asked for together with its persons.
        const isPerson = !ids.slice(0, 1).includes(one.id);
        if (!isPerson || (isShown(one.id) && one.name !== null)) return one;
        if (one.name !== null) hidden.set(one.id, one.name);
        return { id: one.id, name: nameLeftOut[language], title: null };
      });
    },
  };
}

/** Finds each name that was left out of the document and stands in a text of the content. */
function namesIn({ documents, decisions }: PublishedContent, hidden: ReadonlyMap<string, string>): NameInText[] {
  const texts = [documentText(documents.sv), documentText(documents.en), canonical(decisions)].join('\n').toLowerCase();
  return [...hidden]
    .filter(([, name]) => texts.includes(name.toLowerCase()))
    .map(([id, name]) => ({ id, name }))
    .toSorted((one, other) => one.id.localeCompare(other.id));
}

type IsShown = (paragraph: { readonly paragraph: string; readonly title: string }) => boolean;

async function decisionsOf(meeting: Meeting, states: ReadStates, isShown: IsShown): Promise<PublishedDecision[]> {
  const decisions: PublishedDecision[] = [];
  for (const { paragraph, title, dnr, matterId } of minutesView(meeting).paragraphs) {
    if (!isShown({ paragraph, title })) continue;
    const own = meeting.decisions.filter((one) => one.paragraph === paragraph);
    const matter = await states.one(matterFold, matterId);
    const versions = matter === null ? [] : matterView(matter).versions;
    for (const { number: point, version, outcome, wording, subject } of own) {
      const asked = versions.find((one) => one.number === version)?.points.find((one) => one.number === point);
      const effect = effectOf(outcome, subject, asked?.removal?.heading ?? null);
      decisions.push({ paragraph, point, dnr, title, outcome, wording, effect });
    }
  }
  return decisions;
}
