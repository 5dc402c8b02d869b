import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../../../test/support/app-under-test.js';
import { readPdf } from '../../../test/support/pdf-under-test.js';
import { copyOfPlayedCase } from '../../../test/support/played-case.js';
import { Keeping } from './keeping.service.js';
import { documentAsAsked } from './document-command.service.js';

async function asOperator(use: (home: string) => Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'tertial-document-'));
  const { DATA_FOLDER } = process.env;
  const played = await copyOfPlayedCase();
  process.env.DATA_FOLDER = played.places.folder;
  try {
    await use(home);
  } finally {
    if (DATA_FOLDER === undefined) delete process.env.DATA_FOLDER;
    else process.env.DATA_FOLDER = DATA_FOLDER;
    rmSync(home, { recursive: true });
  }
}

it('rule 92: the command line writes a document to a new file, by the registry number', async () => {
  await asOperator(async (home) => {
    const [file, lines] = [join(home, 'kallelse.txt'), new Array<string>()];
    const output = { out: (line: string) => lines.push(line), err: () => undefined };
    const args = ['--matter', 'KS 2026/142', '--kind', 'summons', '--as-of', 'summoned', '--out', file];
    expect(await documentAsAsked(args, output)).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain(
      'Uppföljning av kommunstyrelsens mål, tertial 1 2026, dnr KS 2026/142',
    );
    expect(lines).toEqual([`The summons of KS 2026/142 is in ${file}.`]);
    const formed = join(home, 'kallelse.a.pdf');
    expect(await documentAsAsked([...args.slice(0, -1), formed, '--format', 'pdf-a'], output)).toBe(0);
    expect((await readPdf(readFileSync(formed))).text).toContain('Kallelse till sammanträde');
    expect(await documentAsAsked([...args, '--format', 'odt'], output)).toBeNull();
    expect(await documentAsAsked(['--matter', 'KS 2026/142', '--kind', 'letter', '--out', file], output)).toBeNull();
    await expect(documentAsAsked(['--matter', 'KS 1/1', '--kind', 'report', '--out', file], output)).rejects.toThrow(
      'KS 1/1',
    );
  });
});

it('rule 153: the command line says which kept document a file is, or that it is none', async () => {
  await asOperator(async (home) => {
    const places = { folder: process.env.DATA_FOLDER ?? '', eventsUrl: null, viewsUrl: null };
    const { app, close } = await startApp('2026-06-24T08:00:00.000Z', places);
    await app.get(Keeping).keepDue();
    await close();
    const [file, changed, lines] = [join(home, 'kallelse.pdf'), join(home, 'other.pdf'), new Array<string>()];
    const output = { out: (line: string) => lines.push(line), err: () => undefined };
    const asked = ['--matter', 'KS 2026/142', '--kind', 'summons', '--as-of', 'summoned', '--format', 'pdf-ua'];
    expect(await documentAsAsked([...asked, '--out', file], output)).toBe(0);
    expect(await documentAsAsked(['--check', file], output)).toBe(0);
    expect(lines.at(-1)).toMatch(
      /kallelse\.pdf is document 1 of exempel\.ks\.meeting-2026-05-27, as it was kept at 2026-06-24T\S+: summons 1, pdf-ua\.$/,
    );
    const bytes = readFileSync(file);
    writeFileSync(changed, bytes.subarray(0, -1));
    expect(await documentAsAsked(['--check', changed], output)).toBe(1);
    expect(lines.at(-1)).toMatch(/other\.pdf is none of the 5 kept documents\. Its SHA-256 is [0-9a-f]{64}\.$/);
    expect(await documentAsAsked(['--check', file, '--out', changed], output)).toBeNull();
    await expect(documentAsAsked(['--check', home], output)).rejects.toThrow(`${home} cannot be read: `);
  });
});
