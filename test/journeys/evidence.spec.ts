import { sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sideTables } from '../../src/app.module.js';
import { newestCheckpoint } from '../../src/evidence/evidence-tables.service.js';
import { sha256 } from '../../src/platform/runtime/hashing.service.js';
import { leafOf } from '../../src/evidence/leaf-of-event.service.js';
import { isConsistent, isIncluded } from '../../src/evidence/merkle-proof.js';
import { emptyFrontier, grown, leafHash, rootOf, type TreeHead } from '../../src/evidence/merkle-tree.js';
import type { NoteKey } from '../../src/evidence/note-key.js';
import { checkNote } from '../../src/evidence/signed-note.js';
import { addKey, EVIDENCE, evidenceAt } from '../../src/evidence/signing-keys.service.js';
import { parseTile, tilePath } from '../../src/evidence/tile.js';
import { checkTlogProof, parseTlogProof } from '../../src/evidence/tlog-proof.js';
import { backUpPlaces, restorePlaces } from '../../src/platform/backup-places.service.js';
import { openEmbedded } from '../../src/platform/database/embedded-database.service.js';
import { EVENT_STORE, type EventStore, type StoredEvent } from '../../src/platform/event-store/event-store.js';
import { ownIn } from '../../src/platform/event-store/foreign-event.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import type { Api } from '../support/api-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { minutesOf } from '../support/board-day-under-test.js';
import { decideAll, reviewedMatter, summon } from '../support/board-under-test.js';
import { bytesOf, type ReadNote, readNote, signedUp, verifies, witnessOf } from '../support/evidence-under-test.js';
import { until } from '../support/until.js';
import { adoptSmallPlan, plan, startMunicipality } from '../support/municipality-under-test.js';
import type { MunicipalityUnderTest } from '../support/municipality-under-test.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';

const home = mkdtempSync(join(tmpdir(), 'tertial-evidence-'));
const places = { ...inMemory, folder: join(home, 'data') };
const restored = { ...inMemory, folder: join(home, 'restored') };
const keyPlace = { folder: join(home, 'keys'), isMade: true, origin: null };

let service: MunicipalityUnderTest | undefined;

/** Each start reads the keys anew, as the service does. */
async function start(at = places): Promise<Api> {
  await service?.close();
  service = undefined;
  service = await startMunicipality('2026-05-12', at, [{ provide: EVIDENCE, useValue: evidenceAt(keyPlace) }]);
  return service.api;
}

afterAll(async () => {
  await service?.close();
  rmSync(home, { recursive: true, force: true });
});

function publicKeys(): NoteKey[] {
  return evidenceAt(keyPlace).signers.map(({ key }) => key);
}

async function eventsOf({ app }: Api): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const page of app.get<EventStore>(EVENT_STORE).readAll(0)) events.push(...ownIn(page));
  return events;
}

/** The tree's head as whoever has all leaves computes it. */
function headOf(leaves: readonly Uint8Array[]): TreeHead {
  const frontier = leaves.reduce((tree, leaf) => grown(sha256, tree, leaf).frontier, emptyFrontier);
  return { size: frontier.size, root: rootOf(sha256, frontier) };
}

async function get(api: Api, path: string) {
  const { statusCode, headers, body, rawPayload } = await api.app.inject({ method: 'GET', url: path });
  return { status: statusCode, type: headers['content-type'], kept: headers['cache-control'], body, bytes: rawPayload };
}

async function publicCheckpoint(api: Api): Promise<ReadNote> {
  return readNote((await get(api, '/tlog/checkpoint')).body);
}

describe('rule 89: the evidence of a log', () => {
  let api: Api;

  beforeAll(async () => {
    api = await start();
  });

  it('is nothing as long as there is nothing', async () => {
    expect(await get(api, '/tlog/checkpoint')).toMatchObject({ status: 404, body: 'No checkpoint is signed.\n' });
    expect(await get(api, '/tlog/tile/0/000')).toMatchObject({ status: 404 });
    const unsigned = [{ extensions: { code: 'NOT_SIGNED_YET', details: { signed: 0 } } }];
    expect(await api.ask('rut', 'checkpoint', {})).toMatchObject({ data: null, errors: unsigned });
    expect(await api.ask('rut', 'consistencyProof', { from: 0, to: 0 })).toMatchObject({
      data: null,
      errors: unsigned,
    });
  });

  it('is signed without anybody’s asking when the log has grown', async () => {
    await adoptSmallPlan(api, 3);
    const head = await api.head();
    await until(async () => (await witnessOf(api).newest())?.position === head);
  });

  it('is a signed note that everybody can fetch', async () => {
    const { status, type, kept, body } = await get(api, '/tlog/checkpoint');
    expect({ status, type, kept }).toEqual({ status: 200, type: 'text/plain; charset=utf-8', kept: 'no-store' });
    const { size, root } = await signedUp(api);
    expect(readNote(body).checkpoint).toMatchObject({ size, root, extensions: [] });
  });

  it('is a tree whose root follows from its tiles, and from the events', async () => {
    const { checkpoint } = await publicCheckpoint(api);
    const { size } = checkpoint;
    const { status, type, kept, bytes } = await get(api, `/tlog/${tilePath({ level: 0, index: 0, width: size })}`);
    expect({ status, type }).toEqual({ status: 200, type: 'application/octet-stream' });
    expect(kept).toContain('immutable');
    const leaves = parseTile(bytes, size);
    expect(headOf(leaves)).toEqual({ size, root: checkpoint.root });
    expect(headOf((await eventsOf(api)).map((event) => leafOf(event).hash))).toEqual({ size, root: checkpoint.root });
  });

  it('does not show a tile that is not there, not full or of entries', async () => {
    const wrong = await wrongRowsInTurn(
      ['0/000', '0/000.p/200', '1/000', '0/001.p/1', '0/0', '0/000.p/0', 'entries/000', ''],
      async (path) => {
        expect(await get(api, `/tlog/tile/${path}`)).toMatchObject({ status: 404 });
      },
    );
    expect(wrong).toEqual([]);
  });

  it('names no person to whoever is not signed in', async () => {
    const { size } = await signedUp(api);
    const { status, body } = await get(api, `/tlog/tile/entries/000.p/${size}`);
    expect({ status, body }).toEqual({ status: 404, body: expect.stringContaining('The entries name persons') });
  });

  it('proves to the auditor that an event is in it, by a file alone', async () => {
    const { size } = await signedUp(api);
    const events = await eventsOf(api);
    for (const [index, event] of events.entries()) {
      const { stream, revision } = event;
      const shown = await api.see('rut', 'inclusionProof', { stream, revision });
      const leaf = leafHash(sha256, new TextEncoder().encode(shown.entry));
      const proof = shown.hashes.map(bytesOf);
      const head = { size, root: bytesOf(shown.checkpoint.root) };
      expect(shown.index).toBe(index);
      expect(isIncluded(sha256, { index, leaf, head, proof })).toBe(true);
      expect(JSON.parse(shown.entry)).toMatchObject({ id: event.id, stream, revision, payload: shown.commitment });
      expect(event.metadata.salt).toHaveLength(44);
      expect(shown.entry).not.toContain('salt');
      const { note, checkpoint } = readNote(shown.checkpoint.note);
      const trust = { origin: checkpoint.origin, keys: publicKeys() };
      expect(checkNote(note, publicKeys(), verifies)).toMatchObject({ verdict: 'signed' });
      expect(checkTlogProof({ sha256, verifies }, parseTlogProof(shown.file), leaf, trust)).toMatchObject({
        verdict: 'proven',
      });
    }
  });

  it('rule 43: proves nothing of what is not, nor to others of what is', async () => {
    const asked = { stream: `plan-${plan}`, revision: 0 };
    const never = { ...asked, revision: 99 };
    const codeOf = async (who: string, args: object) => {
      const { errors } = await api.ask(who, 'inclusionProof', args);
      return errors.map(({ extensions: { code, details } }) => ({ code, details }));
    };
    expect(await codeOf('rut', never)).toEqual([{ code: 'NOT_FOUND', details: { id: `plan-${plan} 99` } }]);
    expect(await codeOf('rut', { ...asked, size: 999_999 })).toEqual([
      { code: 'NOT_FOUND', details: { id: '999999' } },
    ]);
    expect(await codeOf('cecilia', asked)).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(await codeOf('rut', { ...asked, revision: -1 })).toMatchObject([{ code: 'INVALID_INPUT' }]);
  });

  it('is stated in the summons and in the minutes, and vouches for what came before them', async () => {
    await signedUp(api);
    const { id } = await api.give('hanna', 'openMatter', {
      boardId: 'exempel.ks',
      kind: 'OTHER',
      dnr: 'KS 2026/1',
      title: 'Mallar',
    });
    await api.give('hanna', 'addOtherPoint', { matterId: id, wording: 'Se över mallarna' });
    await reviewedMatter(api, id);
    const { id: meetingId, summonses } = await summon(api, '2026-05-12', [id]);
    await decideAll(api, meetingId, '45');
    const minutes = { meetingId, paragraphs: ['45'], adjusters: ['karin'], date: '2026-05-12' };
    await api.give('sara', 'adjustMinutes', minutes);
    const { paragraphs } = await minutesOf(api, meetingId);
    for (const stated of [summonses[0]?.checkpoint, paragraphs[0]?.adjustment?.checkpoint]) {
      if (!stated) throw new Error('It states a checkpoint.');
      const shown = await api.see('rut', 'inclusionProof', { stream: `plan-${plan}`, revision: 0, size: stated.size });
      expect(shown.checkpoint).toMatchObject(stated);
      expect(readNote(shown.checkpoint.note).checkpoint.origin).toBe(stated.origin);
    }
  });

  it('does not vouch for what came after it', async () => {
    const { size } = await signedUp(api);
    await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-15' });
    await signedUp(api);
    const stream = `plan-${plan}`;
    const events = (await eventsOf(api)).filter((event) => event.stream === stream);
    const { revision = 0 } = events.at(-1) ?? {};
    expect(await api.ask('rut', 'inclusionProof', { stream, revision, size })).toMatchObject({
      errors: [{ extensions: { code: 'NOT_SIGNED_YET', details: { signed: size } } }],
    });
    expect(await api.see('rut', 'inclusionProof', { stream, revision })).toMatchObject({
      index: (await eventsOf(api)).length - 1,
    });
    const { errors } = await api.ask('rut', 'consistencyProof', { from: 2, to: 1 });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
    expect(await api.ask('rut', 'consistencyProof', { from: 1, to: 999_999 })).toMatchObject({
      errors: [{ extensions: { code: 'NOT_SIGNED_YET' } }],
    });
  });
});

describe('rule 89: the evidence, later on', () => {
  let before: ReadNote;
  let firstKeys: NoteKey[];

  it('goes on from what was signed, with a key that was added, in the name it had', async () => {
    if (service === undefined) throw new Error('It runs.');
    await signedUp(service.api);
    before = await publicCheckpoint(service.api);
    firstKeys = publicKeys();
    addKey(keyPlace.folder, 'tertial.example.se/2027');
    const api = await start();
    expect(await publicCheckpoint(api)).toEqual(before);
    await api.give('hanna', 'openMatter', { boardId: 'exempel.ks', kind: 'OTHER', dnr: 'KS 2026/9', title: 'Senare' });
    await signedUp(api);
    const { note, checkpoint } = await publicCheckpoint(api);
    expect(checkpoint.origin).toBe(before.checkpoint.origin);
    expect(checkNote(note, publicKeys(), verifies)).toMatchObject({ by: publicKeys() });
    expect(checkNote(note, firstKeys, verifies)).toMatchObject({ by: firstKeys });
    const [from, to] = [before.checkpoint, checkpoint];
    const shown = await api.see('rut', 'consistencyProof', { from: from.size, to: to.size });
    expect(shown).toMatchObject({ from: from.size, to: to.size });
    expect([shown.fromRoot, shown.toRoot].map(bytesOf)).toEqual([from.root, to.root]);
    expect(isConsistent(sha256, { from, to, proof: shown.hashes.map(bytesOf) })).toBe(true);
  });

  it('is in the backup', async () => {
    const newest = service && (await signedUp(service.api));
    await service?.close();
    service = undefined;
    const file = join(home, 'backup.gz');
    await backUpPlaces(places, sideTables, file, () => undefined);
    await restorePlaces(restored, sideTables, file, () => undefined);
    const { db, close } = await openEmbedded<ViewTables>(restored.folder);
    expect(await newestCheckpoint(db)).toMatchObject(newest ?? {});
    // Somebody with the database's password, who does not leave it at that: see below.
    await sql`alter table log.events disable trigger refuse_change`.execute(db);
    await sql`update log.events set data = replace(data::text, 'Senare', 'Sedan')::json`.execute(db);
    await close();
  });

  it('is signed no more when the log was changed, which is told until it is seen to', async () => {
    const api = await start(restored);
    await until(async () => (await get(api, '/health/ready')).body.includes('log rewritten'));
    expect(JSON.parse((await get(api, '/health/ready')).body)).toMatchObject({
      status: 'ready',
      alarms: ['log rewritten'],
    });
    expect((await get(api, '/metrics')).body).toContain('\ntertial_alarms 1\n');
    const signed = await publicCheckpoint(api);
    await api.give('hanna', 'openMatter', { boardId: 'exempel.ks', kind: 'OTHER', dnr: 'KS 2026/10', title: 'Ny' });
    await expect(signedUp(api)).rejects.toThrow('Signed up to');
    expect(await publicCheckpoint(api)).toEqual(signed);
  });
});
