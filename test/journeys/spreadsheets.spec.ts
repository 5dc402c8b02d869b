import { readFileSync } from 'node:fs';
import type { Api } from '../support/api-under-test.js';
import { archiveOf, dataUrl } from '../support/workbook-under-test.js';
import { adoption, model, startMunicipality, steeringModel } from '../support/municipality-under-test.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';

// Plans from spreadsheets as people send them, over the API.

let municipality: Awaited<ReturnType<typeof startMunicipality>>;
let api: Api;

beforeAll(async () => {
  municipality = await startMunicipality('2026-12-18');
  ({ api } = municipality);
  await api.give('cecilia', 'adoptSteeringModel', steeringModel);
});
afterAll(() => municipality.close());

function bytesOf(file: string): Buffer {
  return readFileSync(new URL(`../inputs/${file}`, import.meta.url));
}

function planOf(file: string, more: object = {}) {
  return { boardId: 'exempel.ks', year: 2027, steeringModelId: model, decision: adoption, file, ...more };
}

const top = 'Mål;Aktivitet;Beskrivning;Startdatum;Slutdatum;Ansvarig enhet';

describe('rule 123: a file as people send it', () => {
  const sound: Readonly<Record<string, object>> = {
    '01-crlf-heading-lf-rows.csv': { goals: 1, activities: 20, rows: { read: 20, used: 20, blank: 0, refused: 0 } },
    '07-goal-nfc-and-nfd.csv': { goals: 1, activities: 2 },
    '10-sep-line.csv': { goals: 1, activities: 1 },
    '11-heading-nfd.csv': { goals: 1, activities: 1, cells: { read: 6, used: 6, ignored: 0, refused: 0 } },
    '14-commas-in-quoted-heading.tsv': {
      goals: 1,
      activities: 1,
      ignoredColumns: ['Noter: kort, lång; a; b; c; d; e; f; g; h'],
      cells: { read: 7, used: 6, ignored: 1, refused: 0 },
    },
  };
  const faulty: Readonly<Record<string, object>> = {
    '03-heading-twice.csv': { row: 1, column: 'Slutdatum', problem: 'DUPLICATE_HEADING', value: 'G' },
    '05-cells-beyond-headings.csv': { row: 2, column: 'G', problem: 'CELL_BEYOND_HEADINGS', value: 'Ekonomi' },
    '08-goal-with-nbsp.csv': { row: 3, column: 'Aktivitet', problem: 'DUPLICATE', value: 'A' },
    '13-open-quote-on-row-3.csv': { row: 3, column: 'Aktivitet', problem: 'NOT_CSV', value: 'CSV_QUOTE_NOT_CLOSED' },
  };

  it('is read whole, or is at fault where it is at fault', async () => {
    const wrong = await wrongRowsInTurn([...Object.keys(sound), ...Object.keys(faulty)], async (file) => {
      const dry = await api.give('cecilia', 'importPlan', planOf(dataUrl(bytesOf(file)), { dryRun: true }));
      const faults = file in faulty ? [faulty[file]] : [];
      expect(dry).toMatchObject({ faults, encoding: 'UTF-8', plan: null, ...sound[file] });
      const { rows, cells } = dry;
      expect([rows.read, cells.read]).toEqual([
        rows.used + rows.blank + rows.refused,
        cells.used + cells.ignored + cells.refused,
      ]);
    });
    expect(wrong).toEqual([]);
  });
});

describe('rule 91: a file that LibreOffice has written', () => {
  const security = {
    title: 'Trygg och säker kommun',
    activities: [
      { heading: 'Lysa upp gångvägar', startDate: '2027-01-01', endDate: '2027-06-30' },
      { heading: 'Vandra i kvarteren kväll och natt', startDate: '2027-02-01', endDate: '2027-11-28' },
      { heading: 'Räkna anmälningar', startDate: '2027-03-01', endDate: '2027-12-31', responsibleUnit: 'Kansliet' },
    ],
  };
  const service = {
    title: 'God service',
    activities: [{ heading: 'Mäta svarstider', startDate: '2027-01-01', endDate: '2027-12-31' }],
  };
  // A CSV file has numbers as the program shows them, here in English.
  const shown = [
    { ...security, measures: [{ name: 'Upplevd trygghet', target: '80%' }] },
    { ...service, measures: [{ name: 'Svarstid i dagar', target: '2.5' }] },
  ];
  const valued = [
    { ...security, measures: [{ name: 'Upplevd trygghet', target: '80 %' }] },
    { ...service, measures: [{ name: 'Svarstid i dagar', target: '2,5' }] },
  ];
  const counts = {
    rows: { read: 5, used: 4, blank: 1, refused: 0 },
    cells: { read: 24, used: 23, ignored: 1, refused: 0 },
    ignoredColumns: ['Anteckning'],
  };

  it.each([
    ['a workbook', 'xlsx', { encoding: null, sheet: 'Plan 2027', ignoredSheets: ['Läs mig'] }, valued],
    ['CSV in UTF-8', '-utf8.csv', { encoding: 'UTF-8', sheet: null, ignoredSheets: [] }, shown],
    ['CSV in UTF-16', '-utf16.csv', { encoding: 'UTF-16LE', sheet: null, ignoredSheets: [] }, shown],
    ['CSV in Windows-1252', '-1252.csv', { encoding: 'windows-1252', sheet: null, ignoredSheets: [] }, shown],
  ])('has the same plan: %s', async (_, name, told, goals) => {
    const file = dataUrl(bytesOf(`libreoffice${name.includes('.') ? name : `.${name}`}`));
    const own = await startMunicipality('2026-12-18');
    try {
      await own.api.give('cecilia', 'adoptSteeringModel', steeringModel);
      const dry = await own.api.give('cecilia', 'importPlan', planOf(file, { dryRun: true }));
      expect(dry).toMatchObject({ goals: 2, activities: 4, faults: [], ...counts, ...told });
      const { plan } = await own.api.give('cecilia', 'importPlan', planOf(file));
      expect(plan?.goals).toMatchObject(goals);
    } finally {
      await own.close();
    }
  });

  it('is refused with a sentence when it has another format', async () => {
    const sentences: Readonly<Record<string, string>> = {
      'libreoffice.xls': 'Filen har Excels äldre format xls. Spara den som xlsx eller csv och läs in den på nytt.',
      'libreoffice.ods': 'Filen har formatet ods. Spara den som xlsx eller csv och läs in den på nytt.',
    };
    const wrong = await wrongRowsInTurn(Object.keys(sentences), async (file) => {
      for (const dryRun of [true, false]) {
        const input = planOf(dataUrl(bytesOf(file)), { dryRun });
        const { message, extensions } = await api.refused('cecilia', 'importPlan', input);
        expect([message, extensions.code]).toEqual([sentences[file], 'FILE_UNREADABLE']);
      }
    });
    expect(wrong).toEqual([]);
  });

  it('is refused when it would unpack to 200 MB, and when there is none or two', async () => {
    const bomb = archiveOf({ '[Content_Types].xml': new Uint8Array(200 * 1024 * 1024) });
    const refusal = await api.refused('cecilia', 'importPlan', planOf(dataUrl(bomb)));
    expect(refusal.extensions).toMatchObject({ code: 'FILE_UNREADABLE', details: { reason: 'TOO_LARGE' } });
    const { file, ...none } = planOf(top);
    for (const input of [none, { ...none, file, csv: file }]) {
      const { extensions } = await api.refused('cecilia', 'importPlan', input);
      expect(extensions.details).toEqual({ fields: [{ field: 'file', problem: 'isDefined' }] });
    }
  });
});

describe('rules 121 and 122: goals, measures and dates', () => {
  const csv = [
    `${top.toUpperCase()};Mått;Målvärde`,
    'Tryggare kommun;Lysa upp gångvägar;;20270101;30 juni 2027;Gatukontoret;Upplevd trygghet;Minst 80 %',
    ';Vandra i kvarteren;;46388;31/12/2027;Fritid;;',
    ';;;;;;Anmälda brott;Högst 900',
  ].join('\r\n');

  it('are in the plan as the file has them', async () => {
    const { plan, rows, faults } = await api.give('cecilia', 'importPlan', planOf(csv));
    expect(faults).toEqual([]);
    expect(rows).toEqual({ read: 3, used: 3, blank: 0, refused: 0 });
    expect(plan?.goals).toMatchObject([
      {
        title: 'Tryggare kommun',
        measures: [
          { name: 'Upplevd trygghet', target: 'Minst 80 %' },
          { name: 'Anmälda brott', target: 'Högst 900' },
        ],
        activities: [
          { heading: 'Lysa upp gångvägar', startDate: '2027-01-01', endDate: '2027-06-30' },
          { heading: 'Vandra i kvarteren', startDate: '2027-01-01', endDate: '2027-12-31' },
        ],
      },
    ]);
  });

  it('are told by row and column when they are ambiguous or in error', async () => {
    const wrong = csv
      .replace('20270101', '1/2/2027')
      .replace('31/12/2027', '#REF!')
      .replace('Fritid;', 'Fritid;Anmälda brott');
    const { message } = await api.refused('cecilia', 'importPlan', planOf(wrong, { year: 2028 }));
    expect(message).toContain('Rad 2: Startdatum 1/2/2027 kan läsas som två olika datum, skriv som 2026-04-30.');
    expect(message).toContain('Rad 3: Slutdatum #REF! är ett fel i kalkylprogrammet');
    expect(message).toContain('Rad 4: Målvärde Högst 900 skiljer sig från målvärdet');
  });
});

describe('rule 124: a dry run of a sound file', () => {
  const sound = `${top}\nTryggare kommun;Lysa upp;;2028-01-01;2028-12-31;Gatukontoret`;
  const refusals: readonly (readonly [code: string, more: Readonly<Record<string, unknown>>])[] = [
    ['PLAN_EXISTS', { year: 2027, file: sound.replaceAll('2028', '2027') }],
    ['NOT_FOUND', { steeringModelId: 'exempel.model-annan' }],
    ['IN_FUTURE', { decision: { ...adoption, date: '2026-12-19' } }],
    ['DECISION_REFERENCE_MISSING', { decision: { ...adoption, dnr: ' ' } }],
    ['REVISION_CONFLICT', { expectedRevision: 4 }],
    ['FORBIDDEN', { person: 'hanna' }],
  ];

  it('is refused as the import is refused', async () => {
    const wrong = await wrongRowsInTurn(refusals, async ([code, { person = 'cecilia', ...more }]) => {
      const input = { ...planOf(sound, { year: 2028 }), ...more };
      const imported = await api.refused(String(person), 'importPlan', input);
      const tried = await api.refused(String(person), 'importPlan', { ...input, dryRun: true });
      expect(tried).toEqual(imported);
      expect(imported.extensions.code).toBe(code);
    });
    expect(wrong).toEqual([]);
  });

  it('appends nothing, and the import is then accepted', async () => {
    const before = await api.head();
    const dry = await api.give('cecilia', 'importPlan', planOf(sound, { year: 2028, dryRun: true }));
    expect(dry).toMatchObject({ goals: 1, activities: 1, faults: [], plan: null });
    expect(await api.head()).toBe(before);
    const imported = await api.give('cecilia', 'importPlan', planOf(sound, { year: 2028 }));
    const { plan, ...told } = imported;
    expect({ ...told, plan: null }).toEqual(dry);
    expect(plan?.goals.map(({ title }) => title)).toEqual(['Tryggare kommun']);
  });
});

describe('rule 107: a plan that was imported wrong', () => {
  const top2029 = `${top}\nTryggare kommun;Lysa upp;;2029-01-01;2029-12-31;Gatukontoret`;
  const wrong = planOf(top2029.replace('Lysa upp', 'Släck ner'), { year: 2029 });
  const right = planOf(top2029, { year: 2029, reasonToReplace: 'Fel fil lästes in.' });

  it('is imported anew with a reason, and both are shown', async () => {
    const { extensions: without } = await api.refused('cecilia', 'importPlan', right);
    expect(without.code).toBe('NOT_FOUND');
    await api.give('cecilia', 'importPlan', wrong);
    const before = await api.head();
    const refused = { REASON_MISSING: { reasonToReplace: ' ' }, PLAN_EXISTS: { reasonToReplace: null } };
    for (const [code, more] of Object.entries(refused)) {
      for (const dryRun of [true, false]) {
        const { extensions } = await api.refused('cecilia', 'importPlan', { ...right, ...more, dryRun });
        expect(extensions.code).toBe(code);
      }
    }
    const dry = await api.give('cecilia', 'importPlan', { ...right, dryRun: true });
    expect([dry.plan, await api.head()]).toEqual([null, before]);
    const { plan } = await api.give('cecilia', 'importPlan', right);
    expect(plan).toMatchObject({ goals: [{ id: 'exempel.ks.2029.g2', activities: [{ heading: 'Lysa upp' }] }] });
    const { corrections } = await api.see('rut', 'plan', { id: 'exempel.ks.2029' });
    expect(corrections.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['PLAN_REPLACED', 'Fel fil lästes in.'],
      ['GOAL_STRUCK', 'Fel fil lästes in.'],
    ]);
  });
});
