import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppUnderTest, startApp } from '../../test/support/app-under-test.js';
import { sha256, signerOf, verifies } from '../../test/support/log-under-test.js';
import { copyOfPlayedCase } from '../../test/support/played-case.js';
import { logKey, ORIGIN, witnessOf } from '../../test/support/witness-under-test.js';
import { wrongRowsInTurn } from '../../test/support/wrong-rows.js';
import { writeNoteKey } from '../evidence/note-key.js';
import type { Witness } from '../evidence/witness.js';
import { encodingOf, textOf } from '../kernel/text-encoding.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import { keptCheckpoint } from './checked-checkpoint.js';
import { exportLog } from './exporting.service.js';
import { verifyAsAsked } from './verify-command.service.js';

const home = mkdtempSync(join(tmpdir(), 'tertial-kept-'));
let service: AppUnderTest;
let witness: Witness;
let whole: string;
let signed: string;
let names = 0;

beforeAll(async () => {
  const { places, end } = await copyOfPlayedCase();
  service = await startApp(end, places);
  const store = service.app.get<EventStore>(EVENT_STORE);
  witness = await witnessOf(store);
  whole = join(home, 'whole');
  const takenAt = '2028-03-01T09:00:00.000Z';
  const options = { scope: { kind: 'everything' }, withhold: new Set<string>(), since: null, takenAt } as const;
  await exportLog({ store, witness }, whole, options);
  signed = (await witness.ofSize(50))?.note ?? '';
});

afterAll(async () => {
  await service.close();
  rmSync(home, { recursive: true });
});

function file(content: string | Uint8Array): string {
  names += 1;
  const name = join(home, `n${names}`);
  writeFileSync(name, content);
  return name;
}

async function verified(of: string, ...more: readonly string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const out = (line: string): number => said.push(line);
  const keys = more.includes('--key') ? [] : ['--key', writeNoteKey(logKey.key)];
  const code = await verifyAsAsked([of, ...keys, ...more], { out, err: out });
  return { code, said: said.join('\n') };
}

const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const unsigned = (text: string): string => text.slice(0, text.indexOf('\n\n') + 1);

/** The ways in which people keep a checkpoint, each by what saves it so. */
const ways: Readonly<Record<string, (text: string) => string | Uint8Array>> = {
  'as it is': (text) => text,
  'with CRLF': crlf,
  'with a byte order mark': (text) => `\uFEFF${text}`,
  'without the last newline': (text) => text.replace(/\n$/, ''),
  'with more newlines': (text) => `\n${text}\n\n`,
  'in UTF-16': utf16,
  'in UTF-16, big end first': (text) => utf16(text).swap16(),
  'in Windows-1252': (text) =>
    Buffer.from(text.replaceAll('\uFEFF', '').replaceAll('\u2014', '\u0097').replaceAll('\u2013', '\u0096'), 'latin1'),
  'with an en dash': (text) => text.replaceAll('\u2014', '\u2013'),
  'with two hyphens': (text) => text.replaceAll('\u2014', '--'),
  'with spaces at the ends of lines': (text) => text.replaceAll('\n', ' \u00a0\n'),
  'without the blank line': (text) => text.replace('\n\n', '\n'),
  'with blank lines between all lines': (text) => text.replaceAll('\n', '\n\n'),
  'with the signature on two lines': (text) => text.replace(/^(\u2014 \S+) /mu, '$1\n'),
  'without the padding of Base 64': (text) => text.replaceAll(/=+$/gmu, ''),
  'copied from paper': unsigned,
  'copied from paper with spaces': (text) => unsigned(text).replaceAll('\n', '  \n'),
  'copied from paper without padding': (text) => unsigned(text).replaceAll(/=+$/gmu, ''),
};

describe('rule 90: a kept checkpoint', () => {
  it('is the same checkpoint however an editor or mail has saved it', async () => {
    const wrong = await wrongRowsInTurn(Object.keys(ways), async (name) => {
      const { code, said } = await verified(whole, '--checkpoint', file(ways[name]?.(signed) ?? ''));
      expect(said).toContain('The log begins with the 50 events');
      expect(code).toBe(0);
    });
    expect(wrong).toEqual([]);
  });

  it('is signed as before, after any of these together', () => {
    const texts = Object.entries(ways).flatMap(([name, way]) =>
      name.startsWith('copied') || name.startsWith('in ') ? [] : [(text: string) => String(way(text))],
    );
    const signedWays = Object.entries(ways).filter(([name]) => !name.startsWith('copied'));
    const last = fc.constantFrom(...signedWays.map(([, way]) => way));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...texts), { maxLength: 6 }), last, (many, encoded) => {
        const bytes = Buffer.from(encoded(many.reduce((text, way) => way(text), signed)));
        const text = textOf(bytes, encodingOf(bytes));
        const checked = keptCheckpoint(text, [logKey.key], { sha256, verifies });
        expect(checked).toMatchObject({ verdict: 'signed', checkpoint: { origin: ORIGIN, size: 50 } });
      }),
      { numRuns: 500 },
    );
  });

  it('with another size, root or signature is not the one that was signed', async () => {
    const { key } = signerOf(ORIGIN, 9);
    for (const [of, sentence] of [
      [signed.replace('\n50\n', '\n51\n'), 'claims to be signed'],
      [signed.replace(/\n50\n./, '\n50\nA'), 'claims to be signed'],
      [signed.replace('\n50\n', '\r\n51\r\n'), 'claims to be signed'],
    ] as const) {
      const { code, said } = await verified(whole, '--checkpoint', file(of));
      expect(said).toContain(sentence);
      expect(code).toBe(1);
    }
    const { code, said } = await verified(whole, '--checkpoint', file(crlf(signed)), '--key', writeNoteKey(key));
    expect(said).toContain('not signed with any of the keys');
    expect(code).toBe(1);
  });

  it('that cannot be read is to blame itself, and the export is not', async () => {
    const zero = `${ORIGIN}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`;
    const root = unsigned(signed).split('\n')[2] ?? '';
    const torn = signed.replace(/(\u2014 \S+ )\S{3}/u, '$1***');
    const rows = ['', 'x', torn, signed.replace('\n50\n', '\nfifty\n'), `${ORIGIN}\n0\n${root}\n`];
    const wrong = await wrongRowsInTurn([...rows, `${unsigned(signed)}${root}\n`], async (text) => {
      const kept = file(text);
      const { code, said } = await verified(whole, '--checkpoint', kept);
      expect(said).toContain('A FILE COULD NOT BE READ.');
      expect(said).toContain(`${kept} is neither a checkpoint nor an export`);
      expect(said).not.toContain('WRONG');
      expect(code).toBe(2);
    });
    expect(wrong).toEqual([]);
    expect((await verified(whole, '--checkpoint', file(zero))).code).toBe(0);
  });
});

describe('rule 90: a kept export', () => {
  const saved: Readonly<Record<string, (text: string) => string | Uint8Array>> = {
    'with CRLF': crlf,
    'with a byte order mark': (text) => `\uFEFF${text}`,
    'with both': (text) => `\uFEFF${crlf(text)}`,
    'without the last newline': (text) => text.slice(0, -1),
    'with more newlines': (text) => `${text}\n\n`,
    'in UTF-16 with CRLF': (text) => utf16(crlf(text)),
    'in UTF-16, big end first': (text) => utf16(text).swap16(),
  };

  it('is the same export, and the same evidence, however an editor or mail has saved it', async () => {
    const text = readFileSync(whole, 'utf8');
    const wrong = await wrongRowsInTurn(Object.keys(saved), async (name) => {
      const kept = file(saved[name]?.(text) ?? '');
      expect(await verified(kept)).toEqual(await verified(whole));
      const { code, said } = await verified(whole, '--checkpoint', kept);
      expect(said).toContain('The log begins with the');
      expect(code).toBe(0);
    });
    expect(wrong).toEqual([]);
  });

  it('that was changed is seen in any form', async () => {
    const text = readFileSync(whole, 'utf8').replace('"actor":"hanna"', '"actor":"nils"');
    const wrong = await wrongRowsInTurn(Object.keys(saved), async (name) => {
      expect(await verified(file(saved[name]?.(text) ?? ''))).toEqual(await verified(file(text)));
    });
    expect(wrong).toEqual([]);
    expect((await verified(file(text))).code).toBe(1);
  });
});

it('rule 90: the keys of a file are read however an editor has saved them', async () => {
  const keys = `# of the log\n${writeNoteKey(logKey.key)}\n`;
  for (const kept of [crlf(keys), `\uFEFF${keys}`, utf16(keys)]) {
    expect((await verified(whole, '--key', file(kept))).code).toBe(0);
  }
});
