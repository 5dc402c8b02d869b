import { controller, recorded } from '../../test/support/given.js';
import { canonical, keptTree, leaves, sha256, signerOf, verifies } from '../../test/support/log-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { writeCheckpoint } from './checkpoint.js';
import { Malformed } from './encoding.js';
import { leafEntry, partsOf, payloadCommitment, SALT_BYTES } from './leaf.js';
import { inclusionParts, proofFrom } from './merkle-proof.js';
import { leafHash, rootOf } from './merkle-tree.js';
import { signedNote, writeNote } from './signed-note.js';
import { checkTlogProof, parseTlogProof, type TlogProof, writeTlogProof } from './tlog-proof.js';

/** The example of C2SP tlog-proof. The specification cuts its signatures short, so the letter A fills them up. */
const fancy = [
  'c2sp.org/tlog-proof@v1',
  'extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ',
  'index 73894',
  'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=',
  'B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=',
  'EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=',
  'RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=',
  'AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=',
  '',
  'example.com/fancylog',
  '109482',
  'sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=',
  '',
  `— example.com/fancylog hI2D${'A'.repeat(87)}=`,
  `— witness1.example mJir${'A'.repeat(98)}==`,
  '',
].join('\n');

const origin = 'tertial.example.se/tlog';
const signer = signerOf(origin, 1);
const trust = { origin, keys: [signer.key] };
const crypto = { sha256, verifies };

const salt = new Uint8Array(SALT_BYTES).fill(3);
const event = recorded({ type: 'GoalEstablished', data: { title: 'Ärende' } }, 6, controller);
const { header, payload } = partsOf({ ...event, version: 1 });
const hashing = { sha256, canonical };
const entry = leafEntry(canonical, header, payloadCommitment(hashing, { ...payload, salt }));
const leaf = leafHash(sha256, entry);
const tree = keptTree(leaves(13).with(6, leaf));

function proofAt(index: number, size: number, by = signer): TlogProof {
  const root = rootOf(sha256, tree.frontiers[size] ?? { hashes: [] });
  const checkpoint = writeNote(signedNote(writeCheckpoint({ origin, size, root, extensions: [] }), [by]));
  return { extra: entry, index, hashes: proofFrom(sha256, inclusionParts(index, size), tree.hashAt), checkpoint };
}

describe('C2SP tlog-proof, Format: a proof', () => {
  const proof = parseTlogProof(fancy);

  it('says where the entry is, what leads to the root, and who signed that', () => {
    expect(proof.index).toBe(73894);
    expect(proof.hashes.map((hash) => Buffer.from(hash).toString('base64'))).toEqual(fancy.split('\n').slice(3, 8));
    expect(Buffer.from(proof.extra ?? []).toString('latin1')).toMatch(/^age-v1\.2\.1-darwin-arm64\.tar\.gz/);
    expect(proof.checkpoint).toBe(fancy.slice(fancy.indexOf('example.com/fancylog')));
  });

  it('is written as it was read', () => {
    expect(writeTlogProof(proof)).toBe(fancy);
  });

  it('may do without anything extra', () => {
    const plain = fancy.replace(/extra .*\n/, '');
    expect(parseTlogProof(plain)).toEqual({ ...proof, extra: null });
    expect(writeTlogProof({ ...proof, extra: null })).toBe(plain);
  });

  it('has no hashes for the only leaf of a tree', () => {
    const only = proofAt(0, 1);
    expect(writeTlogProof({ ...only, extra: null })).toBe(`c2sp.org/tlog-proof@v1\nindex 0\n\n${only.checkpoint}`);
    expect(parseTlogProof(writeTlogProof(only))).toEqual(only);
  });

  it('is refused with what is wrong of it', () => {
    expect(() => parseTlogProof('c2sp.org/tlog-proof@v1\nindex 0\n')).toThrow('An empty line parts a proof');
    expect(() => parseTlogProof(fancy.replace('sFod', 'sFo'))).toThrow('is no root');
  });

  it('is refused when it is malformed', () => {
    const wrong = wrongRows(
      [
        ['nothing', ''],
        ['another first line', fancy.replace('@v1', '@v2')],
        ['no first line', fancy.slice(fancy.indexOf('\n') + 1)],
        ['no index', fancy.replace(/index .*\n/, '')],
        ['an index that is none', fancy.replace('73894', 'notanumber')],
        ['an index with a leading zero', fancy.replace('73894', '073894')],
        ['an index below zero', fancy.replace('73894', '-1')],
        ['the index before what is extra', fancy.replace(/(extra .*\n)(index .*\n)/, '$2$1')],
        ['two extras', fancy.replace(/(extra .*\n)/, '$1$1')],
        ['what is extra in no Base 64', fancy.replace('YWdl', '!!!!')],
        ['what is extra without its padding', fancy.replace('YXJ\n', 'YQ\n')],
        ['a hash in no Base 64', fancy.replace('gSKy', '!!!!')],
        ['a hash of 16 bytes', fancy.replace(/gSKy.*/, Buffer.alloc(16).toString('base64'))],
        ['an empty line before the hashes', fancy.replace('gSKy', '\ngSKy')],
        ['no empty line before the checkpoint', fancy.replace('vk=\n\n', 'vk=\n')],
        ['no checkpoint', fancy.slice(0, fancy.indexOf('example.com/fancylog'))],
        ['a checkpoint that nobody signed', fancy.slice(0, fancy.indexOf('\n—'))],
        ['a checkpoint without a root', fancy.replace(/sFod.*\n/, '')],
        ['a newline before it', `\n${fancy}`],
        ['carriage returns', fancy.replaceAll('\n', '\r\n')],
      ],
      ([, text]) => {
        expect(() => parseTlogProof(text)).toThrow(Malformed);
      },
    );
    expect(wrong).toEqual([]);
  });
});

describe('C2SP tlog-proof, Verifying a tlog proof: an event', () => {
  const proof = parseTlogProof(writeTlogProof(proofAt(6, 13)));

  it('is proven to be in the log to whoever knows its key', () => {
    const verdict = checkTlogProof(crypto, proof, leaf, trust);
    expect(verdict).toMatchObject({ verdict: 'proven', checkpoint: { origin, size: 13 }, by: [signer.key] });
  });

  it('is proven with its payload withheld: the header and the commitment are all of the leaf', () => {
    expect(Buffer.from(entry).toString()).not.toContain('Ärende');
    expect(checkTlogProof(crypto, proof, leafHash(sha256, entry), trust).verdict).toBe('proven');
  });

  it('is not proven with another payload, or at another place', () => {
    const changed = payloadCommitment(hashing, { ...payload, data: { title: 'Ärenden' }, salt });
    const other = leafHash(sha256, leafEntry(canonical, header, changed));
    expect(checkTlogProof(crypto, proof, other, trust)).toEqual({ verdict: 'not included' });
    expect(checkTlogProof(crypto, { ...proof, index: 7 }, leaf, trust)).toEqual({ verdict: 'not included' });
    expect(checkTlogProof(crypto, { ...proof, index: 13 }, leaf, trust)).toEqual({ verdict: 'not included' });
  });

  it('is not proven by another log, be it signed by the same key', () => {
    expect(checkTlogProof(crypto, proof, leaf, { ...trust, origin: 'example.com' })).toEqual({
      verdict: 'other log',
      origin,
    });
  });

  it('is not proven by a key that nobody knows', () => {
    const stranger = signerOf(origin, 2);
    expect(checkTlogProof(crypto, proofAt(6, 13, stranger), leaf, trust)).toEqual({ verdict: 'no known key' });
  });

  it('is not proven by a checkpoint that was changed after it was signed', () => {
    const checkpoint = proof.checkpoint.replace('\n13\n', '\n12\n');
    expect(checkTlogProof(crypto, { ...proof, checkpoint }, leaf, trust)).toEqual({
      verdict: 'forged',
      key: signer.key,
    });
  });

  it('is proven whatever is said beside it', () => {
    const verdict = checkTlogProof(crypto, { ...proof, extra: Uint8Array.of(1) }, leaf, trust);
    expect(verdict.verdict).toBe('proven');
  });
});
