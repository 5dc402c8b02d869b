import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { controller, recorded } from '../../test/support/given.js';
import { canonical, sha256 } from '../../test/support/log-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { type Json, positionOf } from '../kernel/fold.js';
import { Malformed } from './encoding.js';
import { leafEntry, parseEntryBundle, partsOf, payloadCommitment, SALT_BYTES, writeEntryBundle } from './leaf.js';
import type { EventHeader } from './leaf.js';

const salt = new Uint8Array(SALT_BYTES).fill(7);
const data = { title: 'Ärende', points: [1, 2.5], note: null };
const stored = {
  ...recorded({ type: 'GoalEstablished', data }, 3, controller),
  version: 2,
  recordedAt: '2026-05-12T08:00:00.123456Z',
};
const { commandHash } = stored.metadata;
const { header } = partsOf(stored);
const commitment = committed(data);

function committed(other: Json, otherSalt = salt, otherHash = commandHash): Uint8Array {
  return payloadCommitment({ sha256, canonical }, { data: other, commandHash: otherHash, salt: otherSalt });
}

function entry(changed: Partial<EventHeader> = {}, payload = commitment): string {
  return Buffer.from(leafEntry(canonical, { ...header, ...changed }, payload)).toString();
}

describe('RFC 8785: the canonical JSON that leaves are made of', () => {
  it('is that of the example in RFC 8785, section 3.2', () => {
    const given: Json = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    expect(canonical(given)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('has its fields in the order of their UTF-16 code units (RFC 8785, section 3.2.3)', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
    const text = canonical(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(text).toBe(`{${sorted.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`);
  });
});

describe('the leaf of an event', () => {
  it('is canonical JSON of the header and of the commitment to its payload', () => {
    const { actor, role, municipalityId, commandId, correlationId } = header.metadata;
    expect(entry()).toBe(
      `{"id":"${header.id}","metadata":{"actor":"${actor}","causationId":null,` +
        `"commandId":"${commandId}","correlationId":"${correlationId}","municipalityId":"${municipalityId}",` +
        `"role":"${role}"},"payload":"${Buffer.from(commitment).toString('hex')}","position":4,` +
        `"recordedAt":"2026-05-12T08:00:00.123456Z","revision":3,"stream":"under-test","type":"GoalEstablished","version":2}`,
    );
  });

  it('holds nothing of the payload, nor of the salt, nor the command’s hash, by which it could be guessed', () => {
    const salted = { ...stored, metadata: { ...stored.metadata, salt: Buffer.from(salt).toString('base64') } };
    const { header: open, payload } = partsOf(salted);
    expect(payload).toEqual({ data, commandHash, salt: new Uint8Array(salt) });
    expect(Buffer.from(leafEntry(canonical, open, commitment)).toString()).toBe(entry());
    expect(entry()).not.toContain(commandHash);
  });

  it('is behind 32 zero bytes for an event from before there were salts, and behind no salt that is none', () => {
    expect(partsOf(stored).payload.salt).toEqual(new Uint8Array(SALT_BYTES));
    const broken = { ...stored, metadata: { ...stored.metadata, salt: 'c2hvcnQ=' } };
    expect(() => partsOf(broken)).toThrow(new RangeError('The salt of the event at position 4 is none.'));
  });

  it('is another one with any field changed', () => {
    const wrong = wrongRows<Partial<EventHeader>>(
      [
        { id: '00000000-0000-4000-8000-000000000009' },
        { stream: 'another' },
        { revision: 4 },
        { position: positionOf(5) },
        { type: 'GoalReworded' },
        { version: 1 },
        { recordedAt: '2026-05-12T08:00:00.123457Z' },
        { metadata: { ...header.metadata, actor: 'system' } },
        { metadata: { ...header.metadata, role: 'CLERK' } },
        { metadata: { ...header.metadata, causationId: 'another' } },
        { metadata: { ...header.metadata, traceId: '0'.repeat(32) } },
      ],
      (changed) => {
        expect(entry(changed)).not.toBe(entry());
      },
    );
    expect(wrong).toEqual([]);
  });

  it('is another one with another payload, or another salt', () => {
    const otherPayload = committed({ ...data, title: 'Ärenden' });
    const otherSalt = committed(data, new Uint8Array(SALT_BYTES));
    expect(entry({}, otherPayload)).not.toBe(entry());
    expect(entry({}, otherSalt)).not.toBe(entry());
  });

  it('does not see in which order fields are stored', () => {
    const { role, actor, ...rest } = header.metadata;
    expect(entry({ metadata: { role, actor, ...rest } })).toBe(entry());
  });
});

describe('the commitment to a payload', () => {
  it('is SHA-256 of the salt and the canonical payload', () => {
    const text = `{"commandHash":"${commandHash}","data":{"note":null,"points":[1,2.5],"title":"Ärende"}}`;
    expect(Buffer.from(commitment).toString('hex')).toBe(createHash('sha256').update(salt).update(text).digest('hex'));
  });

  it('is opened by the payload with its salt, in whatever order its fields stand', () => {
    expect(committed({ note: null, points: [1, 2.5], title: 'Ärende' })).toEqual(commitment);
  });

  it.each<Json>([{ ...data, note: '' }, { ...data, points: [2.5, 1] }, { title: 'Ärende' }, 'Ärende', null, []])(
    'is not opened by %j',
    (other) => {
      expect(committed(other)).not.toEqual(commitment);
    },
  );

  it('is not opened by another salt, nor with the hash of another command', () => {
    expect(committed(data, new Uint8Array(SALT_BYTES))).not.toEqual(commitment);
    expect(committed(data, salt, '0'.repeat(64))).not.toEqual(commitment);
  });

  it('is never made with a salt that is short enough to be guessed, or that takes a part of the payload', () => {
    expect(() => committed(data, new Uint8Array(31))).toThrow(RangeError);
    expect(() => committed(data, Uint8Array.of(...salt, 123))).toThrow(RangeError);
  });

  it('tells apart what no valid Unicode text is', () => {
    expect(committed('\ud800')).not.toEqual(committed('\ud801'));
  });
});

describe('C2SP tlog-tiles, Log entries: a bundle', () => {
  const seed = Number(process.env.FC_SEED) || Date.now() % 2 ** 31;
  process.stdout.write(`FC_SEED=${seed}\n`);
  const bundle = Uint8Array.of(0, 1, 65, 0, 0, 0, 2, 66, 67);
  const entries = [Uint8Array.of(65), Uint8Array.of(), Uint8Array.of(66, 67)];

  it('holds its entries one after the other, each after its length', () => {
    expect(writeEntryBundle(entries)).toEqual(bundle);
    expect(parseEntryBundle(bundle, 3)).toEqual(entries);
  });

  it('has the larger byte of a length first', () => {
    expect(writeEntryBundle([new Uint8Array(0x0102)]).slice(0, 2)).toEqual(Uint8Array.of(1, 2));
  });

  it('takes an entry of as many bytes as its length can tell, and no longer one', () => {
    const longest = [new Uint8Array(65_535)];
    expect(parseEntryBundle(writeEntryBundle(longest), 1)).toEqual(longest);
    expect(() => writeEntryBundle([new Uint8Array(65_536)])).toThrow(RangeError);
  });

  it.each([
    ['fewer entries than it is wide', bundle, 4],
    ['more entries', bundle, 2],
    ['half a length', bundle.slice(0, 4), 2],
    ['half an entry', bundle.slice(0, -1), 3],
    ['more bytes', Uint8Array.of(...bundle, 0), 3],
  ])('is refused with %s', (_, bytes, width) => {
    expect(() => parseEntryBundle(bytes, width)).toThrow(Malformed);
  });

  it(`gives back any entries (FC_SEED=${seed})`, () => {
    const any = fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 256 });
    const same = fc.property(any, (given) => {
      expect(parseEntryBundle(writeEntryBundle(given), given.length)).toEqual(given);
    });
    fc.assert(same, { seed, numRuns: 50 });
  });
});
