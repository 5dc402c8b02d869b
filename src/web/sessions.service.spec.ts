import { type Database } from '../platform/database/database.service.js';
import { openEmbedded } from '../platform/database/embedded-database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { sql } from 'kysely';
import { decrypted, encrypted, formTokenOf, isFormToken, Sessions } from './sessions.service.js';

let database: Database<ViewTables>;
beforeAll(async () => {
  database = await openEmbedded<ViewTables>('memory');
});
afterAll(() => database.close());
afterEach(() => sql`delete from web.sessions`.execute(database.db));

const inAnHour = (): number => Date.now() + 3_600_000;

/** The access tokens of sessions, null for one that has ended. */
function tokensOf(sessions: Sessions, ids: readonly string[]): Promise<(string | null)[]> {
  return Promise.all(ids.map((id) => sessions.tokenOf(id)));
}

async function begun(sessions: Sessions, person: string, tokens: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const token of tokens) ids.push(await sessions.begin(person, token, inAnHour()));
  return ids;
}

describe('a session', () => {
  it('gives its token to whoever has its id, until it ends', async () => {
    const sessions = await Sessions.open(database.db);
    const [one = '', other = ''] = await begun(sessions, 'exempel/hanna', ['first', 'second']);
    expect(await tokensOf(sessions, [one, other, 'another'])).toEqual(['first', 'second', null]);
    await sessions.end(one);
    expect(await tokensOf(sessions, [one, other])).toEqual([null, 'second']);
  });

  it('ends with its token, and the next sign-in of anybody clears it away', async () => {
    const sessions = await Sessions.open(database.db);
    const over = await sessions.begin('exempel/hanna', 'over', Date.now() - 1);
    expect(await sessions.tokenOf(over)).toBeNull();
    await sessions.begin('exempel/rut', 'new', inAnHour());
    const { rows } = await sql`select person from web.sessions`.execute(database.db);
    expect(rows).toEqual([{ person: 'exempel/rut' }]);
  });

  it('cannot be had from the table: that has neither the id nor the token', async () => {
    const sessions = await Sessions.open(database.db);
    const id = await sessions.begin('exempel/hanna', 'the token', inAnHour());
    const { rows } = await sql`select * from web.sessions`.execute(database.db);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(id);
    expect(JSON.stringify(rows)).not.toMatch(/the token|dGhlIHRva2Vu/);
  });
});

describe('the limits of sessions', () => {
  it('leave a person the ten newest, and everybody else theirs', async () => {
    const sessions = await Sessions.open(database.db);
    const [other = ''] = await begun(sessions, 'exempel/rut', ['of rut']);
    const ids = await begun(
      sessions,
      'exempel/hanna',
      Array.from({ length: 12 }, (_, n) => `token ${n}`),
    );
    const left = await tokensOf(sessions, ids);
    expect(left.filter((token) => token !== null)).toHaveLength(10);
    expect(left.at(-1)).toBe('token 11');
    expect(await sessions.tokenOf(other)).toBe('of rut');
  });

  it('end the oldest of all when they hold too many bytes', async () => {
    const sessions = await Sessions.open(database.db, 10_000);
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push(...(await begun(sessions, `exempel/p${n}`, ['x'.repeat(3_000)])));
    const { rows } = await sql<{ bytes: string }>`select sum(length(token)) as bytes from web.sessions`.execute(
      database.db,
    );
    expect(Number(rows[0]?.bytes)).toBeLessThanOrEqual(10_000);
    const left = await tokensOf(sessions, ids);
    expect(left.filter((token) => token !== null).length).toBeGreaterThan(0);
    expect(left.at(-1)).not.toBeNull();
    expect(left[0]).toBeNull();
  });
});

describe('what a secret of a browser protects', () => {
  it('is read with that secret alone, and not when a bit of it has changed', () => {
    const sealed = encrypted('/planer', 'secret');
    expect(decrypted(sealed, 'secret')).toBe('/planer');
    expect(encrypted('/planer', 'secret')).not.toBe(sealed);
    expect(() => decrypted(sealed, 'another')).toThrow();
    for (let at = 0; at < sealed.length; at += 5) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      expect(() => decrypted(changed, 'secret')).toThrow();
    }
    for (const broken of ['', 'A', sealed.slice(0, 20)]) expect(() => decrypted(broken, 'secret')).toThrow();
  });

  it('is told from every other token of a form', () => {
    expect(isFormToken(formTokenOf('secret'), 'secret')).toBe(true);
    for (const given of [undefined, '', 'A', formTokenOf('another'), `${formTokenOf('secret')}A`])
      expect(isFormToken(given, 'secret')).toBe(false);
  });
});
