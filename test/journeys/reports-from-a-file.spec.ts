import { randomUUID } from 'node:crypto';
import type { Places } from '../../src/platform/open-stores.service.js';
import type { Api } from '../support/api-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import {
  activity,
  adoptSmallPlan,
  type MunicipalityUnderTest,
  plan,
  startMunicipality,
} from '../support/municipality-under-test.js';
import { type PostgresUnderTest, startPostgres } from '../support/postgres-under-test.js';

// The reports of a tertial from a file, over the API of two services on one PostgreSQL.

const LONG = 180_000;
let postgres: PostgresUnderTest;
let places: Places;
const services: MunicipalityUnderTest[] = [];
let one: Api;
let other: Api;

beforeAll(async () => {
  postgres = await startPostgres();
  places = { ...inMemory, viewsUrl: await postgres.newDatabase() };
  for (let n = 0; n < 2; n += 1) services.push(await startMunicipality('2026-05-12', places));
  const [first, second] = services;
  if (first === undefined || second === undefined) throw new Error('There are no two services.');
  [one, other] = [first.api, second.api];
  await adoptSmallPlan(one, 3);
  await one.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-15' });
}, LONG);

afterAll(async () => {
  for (const { close } of services) await close();
  await postgres.stop();
}, LONG);

const about = { planId: plan, tertial: 'T1' };
const top = 'Mål;Aktivitet;Status;Bedömning;Kommentar;Gäller per';

function fileOf(...rows: readonly string[]): string {
  return [top, ...rows].join('\r\n');
}

const sound = fileOf(
  'Digital förvaltning;Aktivitet 1;Avslutad enligt plan;;Klart i mars.;2026-03-31',
  ';Aktivitet 2;Vänteläge;;Väntar på avtal.;',
  ';;;Delvis uppfylld;En av tre är klar.;',
  'God service;Mäta svarstider;;;;',
);
const counts = { statuses: 2, outcomes: 0, assessments: 1, unchanged: 0, withoutReport: 1, faults: [] };

/** The reports, without who and when. */
async function reportedIn(api: Api) {
  const { goals } = await api.see('rut', 'tertialView', about);
  return goals.map(({ title, assessment, activities }) => ({
    title,
    assessment: assessment === null ? null : [assessment.code, assessment.comment, assessment.by],
    statuses: activities.map(({ status }) => (status === null ? null : [status.code, status.validOn, status.by])),
  }));
}

describe('rule 127: a file with a fault', () => {
  it('is refused whole, with each row, and a dry run lists the faults', async () => {
    const file = fileOf(
      'Digital förvaltning;Aktivitet 1;Nästan klar;;Snart.;',
      ';Aktivitet 2;Vänteläge;;;',
      ';;;Uppfylld;;',
    );
    const faults = [
      { row: 2, column: 'Status', problem: 'UNKNOWN_STATUS', value: 'Nästan klar' },
      { row: 3, column: 'Kommentar', problem: 'COMMENT_MISSING', value: '' },
    ];
    const dry = await one.give('hanna', 'importReports', { ...about, file, dryRun: true });
    expect(dry).toMatchObject({ faults, statuses: 0, unchanged: 0, rows: { used: 0, refused: 3 }, tertialView: null });
    const { message, extensions } = await one.refused('hanna', 'importReports', { ...about, file });
    expect(extensions).toMatchObject({ code: 'IMPORT_FAULTS', details: { faults } });
    expect(message).toContain('Rad 2: Status Nästan klar finns inte i styrmodellen.');
  });

  it('is refused to whoever may not report, when no follow-up is open, and without a file', async () => {
    const codes: readonly (readonly [
      code: string,
      more: { readonly who?: string } & Readonly<Record<string, unknown>>,
    ])[] = [
      ['FORBIDDEN', { who: 'cecilia' }],
      ['FOLLOW_UP_NOT_OPEN', { tertial: 'T2' }],
      ['NOT_FOUND', { planId: 'exempel.ks.2031' }],
      ['INVALID_INPUT', { file: null }],
      ['REVISION_CONFLICT', { expectedRevision: 0 }],
    ];
    for (const [code, { who = 'hanna', ...more }] of codes) {
      for (const dryRun of [true, false]) {
        const { extensions } = await one.refused(who, 'importReports', { ...about, file: sound, dryRun, ...more });
        expect(extensions.code).toBe(code);
      }
    }
  });
});

describe('rules 126 to 129: the reports of a file', () => {
  const commandId = randomUUID();

  it('are tried without being reported', async () => {
    const before = await one.head();
    const dry = await one.give('hanna', 'importReports', { ...about, file: sound, dryRun: true });
    expect(dry).toMatchObject({ ...counts, rows: { read: 4, used: 4, blank: 0, refused: 0 }, tertialView: null });
    expect(await one.head()).toBe(before);
  });

  it('rule 41: are reported once when both services get the command, and both give the same answer', async () => {
    const command = { ...about, file: sound, commandId };
    const [answer, again] = await Promise.all([one, other].map((api) => api.give('hanna', 'importReports', command)));
    expect(answer).toMatchObject(counts);
    expect(again).toEqual(answer);
    const expected = [
      {
        title: 'Digital förvaltning',
        assessment: ['PARTLY_FULFILLED', 'En av tre är klar.', 'hanna'],
        statuses: [['COMPLETED_AS_PLANNED', '2026-03-31', 'hanna'], ['ON_HOLD', '2026-04-30', 'hanna'], null],
      },
      { title: 'God service', assessment: null, statuses: [null] },
    ];
    for (const api of [one, other]) expect(await reportedIn(api)).toEqual(expected);
    const { extensions } = await one.refused('hanna', 'importReports', { ...command, tertial: 'T2' });
    expect(extensions.code).toBe('COMMAND_ID_REUSED');
  });

  it('rule 128: are told in history by whoever imported them', async () => {
    const { edges } = await other.see('rut', 'history', { of: activity(1), first: 50 });
    const [event] = edges.map(({ node }) => node).filter(({ type }) => type === 'ActivityStatusReported');
    expect(event).toMatchObject({ actor: { person: { personId: 'hanna' }, role: 'CLERK' }, validOn: '2026-03-31' });
    const { edges: ofPlan } = await other.see('rut', 'history', { of: plan, first: 100 });
    const imported = ofPlan.map(({ node }) => node).find(({ type }) => type === 'ReportsImported');
    expect(imported?.sentence).toContain('läste in 2 statusar och 1 bedömning för tertial 1 2026 från en fil');
    expect(event?.causationId).toBe(imported?.eventId);
  });

  it('rule 129: are exported so that the file imports again unchanged, in each format', async () => {
    for (const format of ['CSV', 'XLSX']) {
      const { file, name } = await other.see('lars', 'reportsFile', { ...about, format });
      expect(name).toBe(`${plan}-T1.${format.toLowerCase()}`);
      const before = await one.head();
      const answer = await one.give('hanna', 'importReports', { ...about, file });
      expect(answer).toMatchObject({ ...counts, statuses: 0, assessments: 0, unchanged: 3, withoutReport: 3 });
      expect([answer.ignoredColumns, await one.head()]).toEqual([[], before]);
    }
  });

  it('rule 49: are the same bytes as of a moment, whatever is reported later', async () => {
    const args = { ...about, format: 'XLSX', asOf: { position: await one.head() } };
    const { file } = await one.see('rut', 'reportsFile', args);
    await one.give('hugo', 'importReports', {
      ...about,
      file: fileOf('God service;Mäta svarstider;Pågående enligt plan;;Vårens mätning är klar.;'),
    });
    expect((await other.see('rut', 'reportsFile', args)).file).toBe(file);
    expect((await other.see('rut', 'reportsFile', { ...about, format: 'XLSX' })).file).not.toBe(file);
  });

  it('rule 68: are refused after the closing, and a repeated command gets its first answer', async () => {
    await one.give('cecilia', 'closeFollowUp', { ...about, acceptIncomplete: true });
    const { extensions } = await other.refused('hanna', 'importReports', { ...about, file: sound });
    expect(extensions.code).toBe('FOLLOW_UP_CLOSED');
    expect(await other.give('hanna', 'importReports', { ...about, file: sound, commandId })).toMatchObject(counts);
    expect((await reportedIn(other))[0]?.assessment).toEqual(['PARTLY_FULFILLED', 'En av tre är klar.', 'hanna']);
  });
});
