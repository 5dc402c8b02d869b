import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPdf } from '../../../test/support/pdf-under-test.js';
import { copyOfPlayedCase } from '../../../test/support/played-case.js';
import { documentAsAsked } from './document-command.service.js';

it('rule 92: the command line writes a document to a new file, by the registry number', async () => {
  const home = mkdtempSync(join(tmpdir(), 'tertial-document-'));
  const { DATA_FOLDER } = process.env;
  const played = await copyOfPlayedCase();
  process.env.DATA_FOLDER = played.places.folder;
  try {
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
  } finally {
    if (DATA_FOLDER === undefined) delete process.env.DATA_FOLDER;
    else process.env.DATA_FOLDER = DATA_FOLDER;
    rmSync(home, { recursive: true });
  }
});
