import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { MATTER } from '../../src/demo/board-case.service.js';
import { playCase, START } from '../../src/demo/case.service.js';
import { writeDocuments } from '../../src/demo/documents.service.js';
import { Documents } from '../../src/documents/making/documents.service.js';
import { DEMO_BOARD } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { startApp } from '../support/app-under-test.js';
import { readPdf } from '../support/pdf-under-test.js';
import { notToldIn, pointsIn, sectionsOf, seed, textsIn } from '../support/seed-report.js';
import { copyOfPlayedCase } from '../support/played-case.js';

const endings = ['.a.pdf', '.docx', '.html', '.ua.pdf'];
const names = ['anslag', 'kallelse', 'protokoll', 'tjansteskrivelse', 'utdrag-87'];

describe('The documents of the demonstration', () => {
  const home = mkdtempSync(join(tmpdir(), 'tertial-documents-'));
  afterAll(() => rmSync(home, { recursive: true }));

  it('rule 92: are five, each in four forms, and the same bytes when they are made again', async () => {
    const played = await copyOfPlayedCase();
    const { app, close } = await startApp(played.end, played.places);
    const [first, second] = [join(home, 'first'), join(home, 'second')];
    expect(await writeDocuments(app, first)).toHaveLength(5);
    const asked = { matterId: MATTER, kind: 'report', asOf: 'summoned', language: 'sv', paragraph: null } as const;
    const made = await app.get(Documents).make(asked, null);
    await writeDocuments(app, second);
    await close();
    const files = names.flatMap((name) => endings.map((ending) => `${name}${ending}`));
    expect(readdirSync(first)).toEqual(files);
    const bytesOf = (folder: string, file: string) => readFileSync(join(folder, file));
    expect(files.filter((file) => !bytesOf(first, file).equals(bytesOf(second, file)))).toEqual([]);
    // The document that Tertial is modelled on, section by section.
    const sections = sectionsOf(made);
    expect([...sections.keys()].filter((heading) => seed.sections.includes(heading))).toEqual(seed.sections);
    const proposal = sections.get('Förslag till beslut');
    // The played case has no register, so the board has no name.
    const introduction = seed.introduction.replace('kommunstyrelsen', DEMO_BOARD);
    expect([textsIn(proposal), pointsIn(proposal)]).toEqual([introduction, seed.points]);
    expect(notToldIn(made)).toEqual([]);
    const report = await readPdf(bytesOf(first, 'tjansteskrivelse.ua.pdf'));
    expect([report.title, report.language]).toEqual(['Uppföljning av kommunstyrelsens mål, tertial 1 2026', 'sv-SE']);
    expect(report.text).toContain('Förslag till beslut');
    expect(Object.keys(unzipSync(bytesOf(first, 'protokoll.docx')))).toContain('word/document.xml');
    expect(bytesOf(first, 'anslag.html').toString()).toContain('Sista dag för överklagande');
  });

  it('rule 92: are those alone that the day of the clock has', async () => {
    const { app, clock, close } = await startApp(START);
    await playCase(app, clock, '2026-05-20');
    const folder = join(home, 'summoned');
    const lines = await writeDocuments(app, folder);
    await close();
    expect([...new Set(readdirSync(folder).map((file) => file.split('.')[0]))]).toEqual([
      'kallelse',
      'tjansteskrivelse',
    ]);
    expect(lines.at(-1)).toBe('anslag: The adjustment has not been announced yet. Post the notice first.');
  });
});
