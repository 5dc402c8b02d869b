import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { sideTables } from '../../src/app.module.js';
import { fillRegister } from '../../src/demo/register.service.js';
import type { DocumentRequest } from '../../src/documents/document-request.js';
import { documentFormats } from '../../src/documents/forms/document-format.js';
import { Typesetting } from '../../src/documents/forms/typesetting.service.js';
import { Documents } from '../../src/documents/making/documents.service.js';
import { DOCUMENTS_NOT_KEPT, Keeping } from '../../src/documents/making/keeping.service.js';
import { idOf } from '../../src/kernel/identity.js';
import { backUpPlaces, restorePlaces } from '../../src/platform/backup-places.service.js';
import { DATABASE, type Database } from '../../src/platform/database/database.service.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import { Alarms } from '../../src/platform/telemetry/alarms.service.js';
import type { Places } from '../../src/platform/open-stores.service.js';
import { type AppUnderTest, startApp } from '../support/app-under-test.js';
import { copyOfPlayedCase, type PlayedCase } from '../support/played-case.js';

const { jest } = import.meta;

const MATTER = idOf('Matter', 'exempel.ks.dnr-ks-2026-142');
const MEETING = 'exempel.ks.meeting-2026-05-27';
const KEPT = `query ($asOf: AsOfInput) { keptDocuments(meetingId: "${MEETING}", asOf: $asOf) { number kind of matterId paragraph
  template files { language form sha256 bytes } keptAt erased { reason by at } } }`;
const ERASE = 'mutation ($input: EraseDocumentInput!) { eraseDocument(input: $input) { number erased { reason } } }';

interface Kept {
  readonly number: number;
  readonly kind: string;
  readonly files: readonly { readonly language: string; readonly form: string; readonly sha256: string }[];
  readonly erased: object | null;
}

let played: PlayedCase;
let service: AppUnderTest;
const home = mkdtempSync(join(tmpdir(), 'tertial-kept-'));

async function started(places: Places): Promise<AppUnderTest> {
  return startApp(played.end, places);
}

beforeAll(async () => {
  played = await copyOfPlayedCase();
  service = await started(played.places);
  await fillRegister(service.app, service.clock);
});
afterAll(async () => {
  await service.close();
  rmSync(home, { recursive: true });
});

async function keptNow(who = 'lars', variables: object = {}): Promise<readonly Kept[]> {
  const { data, errors } = await service.send(who, KEPT, variables);
  expect(errors).toEqual([]);
  const { keptDocuments }: { keptDocuments: readonly Kept[] } = JSON.parse(JSON.stringify(data));
  return keptDocuments;
}

const asked: readonly Pick<DocumentRequest, 'kind' | 'asOf'>[] = [
  { kind: 'report', asOf: 'summoned' },
  { kind: 'summons', asOf: 'summoned' },
  { kind: 'minutes', asOf: 'adjusted' },
  { kind: 'extract', asOf: 'adjusted' },
  { kind: 'notice', asOf: 'posted' },
];

/** The SHA-256 of each document in each form. */
async function hashes(language: DocumentRequest['language'] = 'sv'): Promise<readonly string[]> {
  const documents = service.app.get(Documents);
  const found: string[] = [];
  for (const one of asked) {
    const document = await documents.find({ matterId: MATTER, language, paragraph: null, ...one }, null);
    for (const format of documentFormats) {
      const bytes = await documents.bytes(document, format);
      found.push(`${one.kind} ${format} ${createHash('sha256').update(bytes).digest('hex')}`);
    }
  }
  return found;
}

describe('The documents of a meeting', () => {
  let before: readonly string[];

  it('rule 153: are not kept while the typesetter fails, which is seen, and each is kept when it works again', async () => {
    const keeping = service.app.get(Keeping);
    const pdf = jest.spyOn(service.app.get(Typesetting), 'pdf').mockRejectedValueOnce(new Error('Out of paper.'));
    await expect(keeping.keepDue()).rejects.toThrow('A document was not kept.');
    pdf.mockRestore();
    expect(service.app.get(Alarms).raised).toContain(DOCUMENTS_NOT_KEPT);
    expect(await keptNow()).toHaveLength(4);
    await keeping.keepDue();
    expect(service.app.get(Alarms).raised).not.toContain(DOCUMENTS_NOT_KEPT);
    const kept = await keptNow();
    expect(kept.map(({ kind }) => kind).toSorted()).toEqual(['EXTRACT', 'MINUTES', 'NOTICE', 'REPORT', 'SUMMONS']);
    expect(kept[0]?.files.map(({ language, form }) => `${language} ${form}`)).toEqual([
      'EN TREE',
      'SV DOCX',
      'SV HTML',
      'SV PDF_A',
      'SV PDF_UA',
      'SV TREE',
    ]);
    await keeping.keepDue();
    expect(await keptNow()).toEqual(kept);
  });

  it('rule 153: are the bytes whose hashes the log has', async () => {
    before = await hashes();
    const files = (await keptNow()).flatMap(({ kind, files: all }) =>
      all
        .filter(({ form, language }) => form !== 'TREE' && language === 'SV')
        .map(({ form, sha256 }) => `${kind.toLowerCase()} ${form.toLowerCase().replace('_', '-')} ${sha256}`),
    );
    expect(before.toSorted()).toEqual(files.toSorted());
  });

  it('rule 153: stay as they were when a status is corrected or a name changes, in each form and language', async () => {
    const english = await hashes('en');
    const status = { activityId: 'exempel.ks.2026.g1.a2', tertial: 'T1', status: 'ONGOING_WITH_DEVIATION' };
    const correct = 'mutation ($input: CorrectStatusInput!) { correctStatus(input: $input) { tertial } }';
    const rename = 'mutation ($input: RenamePersonInput!) { renamePerson(input: $input) { id } }';
    const answers = [
      await service.send('hanna', correct, { input: { ...status, comment: 'Ligger efter.', reason: 'Fel rad.' } }),
      ...(await Promise.all(
        ['hanna', 'sara', 'lars', 'karin'].map((personId) =>
          service.send('adam', rename, { input: { personId, name: `${personId} Ny`, title: 'chef' } }),
        ),
      )),
    ];
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(await hashes()).toEqual(before);
    expect(await hashes('en')).toEqual(english);
    const now = await service.app
      .get(Documents)
      .make({ matterId: MATTER, kind: 'minutes', asOf: 'now', language: 'sv', paragraph: null }, null);
    expect(JSON.stringify(now)).toContain('karin Ny');
  });

  it('rule 154: are erased with their bytes, keep their hashes, and are then refused with the reason', async () => {
    const number = (await keptNow()).find(({ kind }) => kind === 'NOTICE')?.number;
    const input = { meetingId: MEETING, number, reason: 'Fel personuppgift.' };
    expect((await service.send('sara', ERASE, { input })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await service.send('adam', ERASE, { input })).errors).toEqual([]);
    const { db } = service.app.get<Database<ViewTables>>(DATABASE);
    const left = await sql<{ document: string }>`select distinct document from documents.files`.execute(db);
    expect(left.rows.map(({ document }) => document).toSorted()).toEqual([
      'extract 1 87',
      'minutes 1',
      `report 1 ${MATTER}`,
      'summons 1',
    ]);
    const erased = (await keptNow()).find(({ kind }) => kind === 'NOTICE');
    expect([erased?.erased, erased?.files.length]).toMatchObject([{ reason: 'Fel personuppgift.', by: 'adam' }, 6]);
    const notice: DocumentRequest = {
      matterId: MATTER,
      kind: 'notice',
      asOf: 'posted',
      language: 'sv',
      paragraph: null,
    };
    await expect(service.app.get(Documents).find(notice, null)).rejects.toMatchObject({ code: 'DOCUMENT_ERASED' });
    await service.app.get(Keeping).keepDue();
    expect(await keptNow()).toHaveLength(5);
  });

  it('rule 154: are erased by the leading process when the one that was asked ended before', async () => {
    const { db } = service.app.get<Database<ViewTables>>(DATABASE);
    await sql`insert into documents.files values (${MEETING}, 'notice 1', 'sv', 'html', 'x', null)`.execute(db);
    await service.app.get(Keeping).keepDue();
    const left = () =>
      sql`select document from documents.files where document in ('notice 1', 'summons 1')`.execute(db);
    const number = (await keptNow()).find(({ kind }) => kind === 'SUMMONS')?.number;
    await service.send('adam', ERASE, { input: { meetingId: MEETING, number, reason: 'Även den.' } });
    await service.app.get(Keeping).keepDue();
    expect((await left()).rows).toEqual([]);
  });

  it('rule 153: are refused when their bytes were changed beside the log', async () => {
    const { db } = service.app.get<Database<ViewTables>>(DATABASE);
    const changed = (form: string) =>
      sql`update documents.files set content = 'x' where document = 'minutes 1' and form = ${form}`.execute(db);
    const minutes: DocumentRequest = {
      matterId: MATTER,
      kind: 'minutes',
      asOf: 'adjusted',
      language: 'sv',
      paragraph: null,
    };
    const documents = service.app.get(Documents);
    await changed('html');
    const found = await documents.find(minutes, null);
    await expect(documents.bytes(found, 'html')).rejects.toMatchObject({ code: 'KEPT_DOCUMENT_LOST' });
    expect((await documents.bytes(found, 'docx')).byteLength).toBeGreaterThan(0);
    await sql`update documents.files set tree = '{}' where document = 'minutes 1' and form = 'tree'`.execute(db);
    await expect(documents.find(minutes, null)).rejects.toMatchObject({ code: 'KEPT_DOCUMENT_LOST' });
  });

  it('rule 153: are in the backup, and the same after a restore', async () => {
    const wanted: DocumentRequest = {
      matterId: MATTER,
      kind: 'extract',
      asOf: 'adjusted',
      language: 'sv',
      paragraph: null,
    };
    const bytesOf = async () => {
      const documents = service.app.get(Documents);
      return Buffer.from(await documents.bytes(await documents.find(wanted, null), 'pdf-ua'));
    };
    const original = await bytesOf();
    await service.close();
    const file = join(home, 'backup');
    await backUpPlaces(played.places, sideTables, file, () => undefined);
    const places = { ...played.places, folder: join(home, 'restored') };
    await restorePlaces(places, sideTables, file, () => undefined);
    service = await started(places);
    expect(original.equals(await bytesOf())).toBe(true);
    expect(await keptNow()).toHaveLength(5);
  });
});
