import { Inject, Injectable } from '@nestjs/common';
import { type ColumnType, type Kysely, sql } from 'kysely';
import type { Id } from '../../kernel/identity.js';
import type { Language } from '../../kernel/language.js';
import { migrate } from '../../platform/database/migrations.service.js';
import { DATABASE, type Database } from '../../platform/database/database.service.js';
import type { SideTables } from '../../platform/database/side-tables.service.js';
import type { ViewTables } from '../../platform/database/state-tables.view.js';
import { canonical, sha256 } from '../../platform/runtime/hashing.service.js';
import type { Document } from '../document.js';
import { type KeptDocument, type KeptFile, type KeptForm, type KeptSubject, subjectKey } from '../document-keeping.js';

type FileTables = {
  files: {
    meeting_id: Id<'Meeting'>;
    /** The name of the document within the meeting, as `subjectKey` writes it. */
    document: string;
    language: Language;
    form: KeptForm;
    /** The bytes of a form; null for the tree. */
    content: Uint8Array | null;
    /** The tree; null for a form. */
    tree: ColumnType<Document | null, string | null, string | null>;
  };
};

/** The largest document that is kept, with all its files. */
export const MOST_BYTES_KEPT = 64 * 1024 * 1024;

/** The schema of the kept documents. Each backup reads it after the log, so that it has the bytes of each hash there. */
export const keptFileTables: SideTables = {
  schema: 'documents',
  isReadAfterLog: true,
  create: (db) =>
    migrate(db, 'documents', {
      '0001_files': async (transaction) => {
        await sql`create table documents.files (
          meeting_id text collate "C" not null, document text collate "C" not null, language text not null, form text not null,
          content bytea, tree json, primary key (meeting_id, document, language, form))`.execute(transaction);
      },
    }),
};

/** A file before it is kept. */
export type NewFile = { readonly language: Language } & (
  | { readonly form: Exclude<KeptForm, 'tree'>; readonly content: Uint8Array }
  | { readonly form: 'tree'; readonly tree: Document }
);

/** Stores the files of kept documents beside the log. The log has their hashes. */
@Injectable()
export class KeptFiles {
  readonly #db: Kysely<FileTables>;

  constructor(@Inject(DATABASE) { db }: Database<ViewTables>) {
    this.#db = db.withSchema('documents').$extendTables<FileTables>();
  }

  /**
   * Stores the files of a document, all or none. The files of an earlier attempt stay, whoever made it.
   *
   * @throws Error when the files together are too large.
   */
  async store(meetingId: Id<'Meeting'>, subject: KeptSubject, files: readonly NewFile[]): Promise<void> {
    const size = files.reduce((sum, file) => sum + described(file).bytes, 0);
    if (size > MOST_BYTES_KEPT) throw new Error(`A document of ${size} bytes is too large to keep.`);
    const rows = files.map((file) => ({
      meeting_id: meetingId,
      document: subjectKey(subject),
      language: file.language,
      form: file.form,
      content: file.form === 'tree' ? null : file.content,
      tree: file.form === 'tree' ? JSON.stringify(file.tree) : null,
    }));
    await this.#db
      .insertInto('files')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** Describes the stored files of a document, in order of language and form; empty when there are none. */
  async stored(meetingId: Id<'Meeting'>, subject: KeptSubject): Promise<KeptFile[]> {
    const rows = await this.#db
      .selectFrom('files')
      .select(['language', 'form', 'content', 'tree'])
      .where('meeting_id', '=', meetingId)
      .where('document', '=', subjectKey(subject))
      .orderBy('language')
      .orderBy('form')
      .execute();
    return rows.map(({ language, form, content, tree }) => {
      const bytes = content ?? treeBytes(tree);
      return { language, form, sha256: hexOf(bytes), bytes: bytes.byteLength };
    });
  }

  /** Reads the bytes of a form; null when they are not there, or are not those of the hash in the log. */
  async content(
    meetingId: Id<'Meeting'>,
    { subject, files }: KeptDocument,
    wanted: FileOf,
  ): Promise<Uint8Array | null> {
    const content = (await this.row(meetingId, subject, wanted))?.content ?? null;
    return content !== null && isSame(content, files, wanted) ? content : null;
  }

  /** Reads the tree of a document; null when it is not there, or is not that of the hash in the log. */
  async tree(meetingId: Id<'Meeting'>, { subject, files }: KeptDocument, language: Language): Promise<Document | null> {
    const wanted = { language, form: 'tree' } as const;
    const tree = (await this.row(meetingId, subject, wanted))?.tree ?? null;
    return tree !== null && isSame(treeBytes(tree), files, wanted) ? tree : null;
  }

  async erase(meetingId: Id<'Meeting'>, subject: KeptSubject): Promise<void> {
    await this.#db
      .deleteFrom('files')
      .where('meeting_id', '=', meetingId)
      .where('document', '=', subjectKey(subject))
      .execute();
  }

  private row(meetingId: Id<'Meeting'>, subject: KeptSubject, { language, form }: FileOf) {
    return this.#db
      .selectFrom('files')
      .select(['content', 'tree'])
      .where('meeting_id', '=', meetingId)
      .where('document', '=', subjectKey(subject))
      .where('language', '=', language)
      .where('form', '=', form)
      .executeTakeFirst();
  }
}

type FileOf = Pick<KeptFile, 'language' | 'form'>;

function described(file: NewFile): KeptFile {
  const { language, form } = file;
  const bytes = file.form === 'tree' ? treeBytes(file.tree) : file.content;
  return { language, form, sha256: hexOf(bytes), bytes: bytes.byteLength };
}

function isSame(bytes: Uint8Array, files: readonly KeptFile[], { language, form }: FileOf): boolean {
  return files.find((one) => one.language === language && one.form === form)?.sha256 === hexOf(bytes);
}

/** A tree has the hash of its canonical JSON, so that the spelling in the database makes no difference. */
function treeBytes(tree: Document | null): Uint8Array {
  return new TextEncoder().encode(canonical(tree));
}

/** Returns the SHA-256 of bytes as 64 hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(sha256(bytes)).toString('hex');
}
