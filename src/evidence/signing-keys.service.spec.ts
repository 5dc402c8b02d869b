import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifies } from '../../test/support/evidence-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { sha256 } from '../platform/runtime/hashing.service.js';
import { parseNoteKey, writeNoteKey } from './note-key.js';
import { checkNote, signedNote } from './signed-note.js';
import {
  addKey,
  evidenceAt,
  type KeyFolder,
  KeysFault,
  passingEvidence,
  readKeys,
  signerOf,
} from './signing-keys.service.js';

/** A private key and its public key, from the tests of golang.org/x/mod/sumdb/note. */
const PRIVATE = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const PUBLIC = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

describe('a key in a file', () => {
  let folder: string;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'tertial-keys-')), 'keys');
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  it('is as Go writes it, and has the public half that Go gives it', () => {
    const signer = signerOf(PRIVATE);
    expect(signer && writeNoteKey(signer.key)).toBe(PUBLIC);
  });

  it('is none when anything in it is wrong', () => {
    const wrong = wrongRows(
      [
        ['another id', PRIVATE.replace('c74f20a3', 'c74f20a4')],
        ['another name', PRIVATE.replace('Peter', 'Petra')],
        ['no name', PRIVATE.replace('PeterNeumann', '')],
        ['another type', PRIVATE.replace('+AYEK', '+AoEK')],
        ['a letter too few', PRIVATE.slice(0, -1)],
        ['bytes too few', PRIVATE.slice(0, -4)],
        ['a public key', PUBLIC],
        ['nothing', ''],
      ],
      ([, text]) => {
        expect(signerOf(text)).toBeNull();
      },
    );
    expect(wrong).toEqual([]);
  });

  it('signs what its public half verifies', () => {
    addKey(folder, 'tertial.example.se/log');
    const [signer] = readKeys(folder);
    if (signer === undefined) throw new Error('There is one.');
    const key = parseNoteKey(sha256, writeNoteKey(signer.key));
    const note = signedNote('Så här är det.\n', [signer]);
    expect(checkNote(note, [key], verifies)).toMatchObject({ verdict: 'signed' });
    expect(checkNote({ ...note, text: 'Nej.\n' }, [key], verifies)).toMatchObject({ verdict: 'forged' });
  });

  it('is read by its owner alone', () => {
    addKey(folder, 'tertial.example.se/log');
    expect(readdirSync(folder)).toEqual(['0001.key']);
    expect(statSync(join(folder, '0001.key')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is added after those that are there, whatever they are called', () => {
    const first = addKey(folder, 'first');
    writeFileSync(join(folder, 'own.key'), `${PRIVATE}\n`);
    const last = addKey(folder, 'last');
    expect(readdirSync(folder).sort()).toEqual(['0001.key', '0002.key', 'own.key']);
    expect(readKeys(folder).map(({ key }) => key.name)).toEqual([first.name, last.name, 'PeterNeumann']);
  });

  it('has a name that stands in a note', () => {
    expect(() => addKey(folder, 'two words')).toThrow('two words is no name of a key');
  });

  it('is told of by its file alone when it cannot be read', () => {
    addKey(folder, 'first');
    writeFileSync(join(folder, '0002.key'), PRIVATE.replace('c74f20a3', 'c74f20a4'));
    const fault: unknown = (() => {
      try {
        return readKeys(folder);
      } catch (error) {
        return error;
      }
    })();
    expect(fault).toBeInstanceOf(KeysFault);
    expect(String(fault)).toContain(join(folder, '0002.key'));
    expect(JSON.stringify(fault) + String(fault)).not.toContain('AYEKFALV');
  });

  it('is made where a first one is made, and only when it is asked for', () => {
    const place = { folder: join(folder, 'new'), isMade: true, origin: null };
    const { signers, folder: keys } = evidenceAt(place);
    expect({ signers, isThere: existsSync(place.folder) }).toEqual({ signers: [], isThere: false });
    const [made] = keys?.makeFirst?.() ?? [];
    expect(made?.key.name).toMatch(/^tertial\.local\/[0-9a-f]{8}$/);
    expect(evidenceAt(place).signers.map(({ key }) => writeNoteKey(key))).toEqual([made && writeNoteKey(made.key)]);
    expect(readFileSync(join(place.folder, '0001.key'), 'utf8')).toContain(`PRIVATE+KEY+${made?.key.name ?? ''}+`);
  });

  it('is remembered by its folder when there is a log to it', () => {
    addKey(folder, 'tertial.example.se/log');
    const keys = (): KeyFolder | undefined => evidenceAt({ folder, isMade: false, origin: null }).folder;
    expect(keys()?.isInUse()).toBe(false);
    keys()?.use();
    keys()?.use();
    expect(keys()?.isInUse()).toBe(true);
    expect(readFileSync(join(folder, 'in-use'), 'utf8')).toContain('begins no other log');
  });

  it('is demanded where none is made', () => {
    const place = { folder, isMade: false, origin: null };
    expect(() => evidenceAt(place)).toThrow(`There is no key in ${folder}. If the log has been signed,`);
    const file = join(folder, '..', 'file');
    writeFileSync(file, '');
    expect(() => evidenceAt({ ...place, folder: file })).toThrow(/cannot be used \(ENOTDIR\).*EVIDENCE_KEYS/);
    expect(evidenceAt({ ...place, folder: null, origin: 'x' })).toEqual({ signers: [], origin: 'x' });
  });
});

describe('a key that ends with the process', () => {
  it('is another each time, so that no two logs are called the same', () => {
    const names = [passingEvidence(), passingEvidence()].map(({ signers }) => signers[0]?.key.name);
    expect(new Set(names).size).toBe(2);
  });
});
