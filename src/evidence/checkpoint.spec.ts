import { base64, hex, keptTree, leaves, sha256, signerOf, verifies } from '../../test/support/log-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { type Checkpoint, mayFollow, parseCheckpoint, writeCheckpoint } from './checkpoint.js';
import { Malformed } from './encoding.js';
import { consistencyParts, proofFrom } from './merkle-proof.js';
import { rootOf } from './merkle-tree.js';
import { checkNote, parseNote, signedNote, writeNote } from './signed-note.js';

/** The example checkpoint from the specification C2SP tlog-checkpoint. */
const sofa = [
  'example.com/behind-the-sofa',
  '20852163',
  'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=',
  '',
  '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=',
  '',
].join('\n');

const text = parseNote(sofa).text;
const read: Checkpoint = {
  origin: 'example.com/behind-the-sofa',
  size: 20852163,
  root: base64('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='),
  extensions: [],
};

describe('C2SP tlog-checkpoint, Note text: a checkpoint', () => {
  it('says which log it is of, how large its tree is and what root it has', () => {
    expect(parseCheckpoint(text)).toEqual(read);
    const [signature] = parseNote(sofa).signatures;
    expect(signature).toMatchObject({ keyName: read.origin, keyId: hex('033de0ae') });
  });

  it('is written as it was read', () => {
    expect(writeCheckpoint(read)).toBe(text);
    expect(writeNote(parseNote(sofa))).toBe(sofa);
  });

  it('may have more lines, of which nobody asks anything', () => {
    const extended = { ...read, extensions: ['one', ' ', '2'] };
    expect(writeCheckpoint(extended)).toBe(`${text}one\n \n2\n`);
    expect(parseCheckpoint(`${text}one\n \n2\n`)).toEqual(extended);
  });

  it('may be of a tree without leaves', () => {
    expect(parseCheckpoint(text.replace('20852163', '0')).size).toBe(0);
  });

  it('is refused when it is malformed', () => {
    const wrong = wrongRows(
      [
        ['nothing', ''],
        ['no newline at the end', text.slice(0, -1)],
        ['another letter for the last newline', `${text.slice(0, -1)}X`],
        ['no root', text.split('\n').slice(0, 2).join('\n') + '\n'],
        ['no origin', text.slice(text.indexOf('\n'))],
        ['an empty line', `${text}\n`],
        ['an empty line before an extension', `${text}\none\n`],
        ['a size with a leading zero', text.replace('20852163', '020852163')],
        ['a size below zero', text.replace('20852163', '-1')],
        ['a size with a space', text.replace('20852163', '20852163 ')],
        ['a size that no number holds', text.replace('20852163', '18446744073709551615')],
        ['a root of 31 bytes', text.replace(/CsU.*/, Buffer.alloc(31).toString('base64'))],
        ['a root of 33 bytes', text.replace(/CsU.*/, Buffer.alloc(33).toString('base64'))],
        ['a root in another writing', text.replace('q2I=', 'q2J=')],
        ['a root without padding', text.replace('q2I=', 'q2I')],
        ['carriage returns', text.replaceAll('\n', '\r\n')],
      ],
      ([, malformed]) => {
        expect(() => parseCheckpoint(malformed)).toThrow(Malformed);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('is not written when nobody could read it as it was meant', () => {
    const wrong = wrongRows<Partial<Checkpoint>>(
      [
        { origin: '' },
        { origin: 'two\nlines' },
        { origin: 'two\n7' },
        { origin: text.slice(0, -1) },
        { size: 0.5 },
        { size: -1 },
        { size: 2 ** 53 },
        { root: new Uint8Array(20) },
        { extensions: [''] },
        { extensions: ['two\nlines'] },
      ],
      (changed) => {
        expect(() => writeCheckpoint({ ...read, ...changed })).toThrow(Malformed);
      },
    );
    expect(wrong).toEqual([]);
  });
});

describe('C2SP tlog-checkpoint, Signatures: a checkpoint', () => {
  const { frontiers, hashAt } = keptTree(leaves(20));
  const forged = keptTree([...leaves(21)].reverse());

  function of(size: number, tree = frontiers): Checkpoint {
    const frontier = tree[size];
    if (frontier === undefined) throw new Error(`The tree has not been ${size} leaves large.`);
    return { origin: 'tertial.example.se/tlog', size, root: rootOf(sha256, frontier), extensions: [] };
  }
  const proof = proofFrom(sha256, consistencyParts(13, 20), hashAt);

  it('is signed as a note under the name of its log', () => {
    const signer = signerOf('tertial.example.se/tlog', 1);
    const note = writeNote(signedNote(writeCheckpoint(of(20)), [signer]));
    const again = parseNote(note);
    expect(checkNote(again, [signer.key], verifies)).toEqual({ verdict: 'signed', by: [signer.key] });
    expect(parseCheckpoint(again.text)).toEqual(of(20));
  });

  it('may follow on one whose tree it has added to, and on the very same', () => {
    expect(mayFollow(sha256, of(13), of(20), proof)).toBe(true);
    expect(mayFollow(sha256, of(20), of(20), [])).toBe(true);
    expect(mayFollow(sha256, of(0), of(20), [])).toBe(true);
  });

  it('never follows on a larger one, one of a forked log, or one of another', () => {
    expect(mayFollow(sha256, of(20), of(13), proof)).toBe(false);
    expect(mayFollow(sha256, of(13), of(20, forged.frontiers), proof)).toBe(false);
    expect(mayFollow(sha256, of(20), of(20, forged.frontiers), [])).toBe(false);
    expect(mayFollow(sha256, { ...of(13), origin: 'another' }, of(20), proof)).toBe(false);
    const forgedProof = proofFrom(sha256, consistencyParts(13, 20), forged.hashAt);
    expect(mayFollow(sha256, of(13), of(20, forged.frontiers), forgedProof)).toBe(false);
  });
});
