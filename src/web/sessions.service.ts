import { type Kysely, sql } from 'kysely';
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { migrate } from '../platform/database/migrations.service.js';

type SessionTable = {
  readonly key: string;
  readonly person: string;
  /** The encrypted access token, in base64url. */
  readonly token: string;
  readonly made_at: number;
  readonly expires_at: number;
};

type Tables = { readonly sessions: SessionTable };

/** Room for some ten thousand people with usual tokens. */
const MOST_BYTES = 32 * 1024 * 1024;
/** The devices of one person. */
const MOST_OF_A_PERSON = 10;

const SCHEMA = 'web';

/**
 * The sessions of browsers. A session is an access token under an opaque id that only the browser has. The table has the
 * hash of the id and the token encrypted by the id, so that nobody can sign in with what the table or a copy of it holds.
 * No backup has the table. Each request checks the token anew, so a session ends with the token and has the roles of now.
 */
export class Sessions {
  private constructor(
    private readonly db: Kysely<Tables>,
    private readonly mostBytes: number,
  ) {}

  static async open(db: Kysely<ViewTables>, mostBytes = MOST_BYTES): Promise<Sessions> {
    await migrate(db, SCHEMA, { '0001_sessions': createTable });
    return new Sessions(db.$extendTables<Tables>().withSchema(SCHEMA), mostBytes);
  }

  /** Begins a session and returns its id. The oldest sessions end when there are too many. */
  async begin(person: string, token: string, expiresAt: number): Promise<string> {
    const id = randomBytes(32).toString('base64url');
    const now = Date.now();
    await this.db.deleteFrom('sessions').where('expires_at', '<=', now).execute();
    const row = { key: keyOf(id), person, token: encrypted(token, id), made_at: now, expires_at: expiresAt };
    await this.db.insertInto('sessions').values(row).execute();
    await this.makeRoom(person);
    return id;
  }

  /** Returns the access token of a session, or null when the session has ended. */
  async tokenOf(id: string): Promise<string | null> {
    const row = await this.db
      .selectFrom('sessions')
      .select(['token'])
      .where('key', '=', keyOf(id))
      .where('expires_at', '>', Date.now())
      .executeTakeFirst();
    return row === undefined ? null : decrypted(row.token, id);
  }

  async end(id: string): Promise<void> {
    await this.db.deleteFrom('sessions').where('key', '=', keyOf(id)).execute();
  }

  /** Ends the oldest sessions beyond the limit of one person, and beyond the limit of all in bytes. */
  private async makeRoom(person: string): Promise<void> {
    await this.db
      .deleteFrom('sessions')
      .where(
        'key',
        'in',
        this.db
          .selectFrom('sessions')
          .select('key')
          .where('person', '=', person)
          .orderBy('made_at', 'desc')
          .orderBy('key')
          .offset(MOST_OF_A_PERSON),
      )
      .execute();
    const newest = this.db
      .selectFrom('sessions')
      .select(['key', sql<number>`sum(length(token)) over (order by made_at desc, key)`.as('bytes')])
      .as('newest');
    const tooOld = this.db.selectFrom(newest).select('key').where('bytes', '>', this.mostBytes);
    await this.db.deleteFrom('sessions').where('key', 'in', tooOld).execute();
  }
}

async function createTable<Any>(db: Kysely<Any>): Promise<void> {
  await db
    .withSchema(SCHEMA)
    .schema.createTable('sessions')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('made_at', 'double precision', (column) => column.notNull())
    .addColumn('expires_at', 'double precision', (column) => column.notNull())
    .execute();
}

/** The key of a session in the table. It does not tell the id. */
export function keyOf(id: string): string {
  return hash('sha256', id);
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function cipherKey(id: string): Buffer {
  return Buffer.from(hkdfSync('sha256', id, '', 'tertial session token', 32));
}

export function encrypted(token: string, id: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, cipherKey(id), nonce);
  const text = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

/** @throws Error for what was not encrypted by this id */
export function decrypted(stored: string, id: string): string {
  const bytes = Buffer.from(stored, 'base64url');
  const decipher = createDecipheriv(CIPHER, cipherKey(id), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

/** Makes the token of the forms of one session. Another site can neither read nor compute it. */
export function formTokenOf(id: string): string {
  return createHmac('sha256', id).update('form').digest('base64url');
}

export function isFormToken(given: string | undefined, id: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(formTokenOf(id))];
  return one.length === other.length && timingSafeEqual(one, other);
}
