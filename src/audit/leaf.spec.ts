import { createHash } from 'node:crypto';
import { canonical, sha256 } from '../../test/support/log-under-test.js';
import { controller, recorded } from '../../test/support/given.js';
import type { Json } from '../kernel/fold.js';
import { type EventHeader, isCommitted, leafEntry, payloadCommitment, SALT_BYTES } from './leaf.js';

const salt = new Uint8Array(SALT_BYTES).fill(7);
const payload = { title: 'Ärende', points: [1, 2.5], note: null };
const commitment = payloadCommitment(sha256, canonical, salt, payload);
const header: EventHeader = {
  ...recorded({ type: 'GoalEstablished', data: null }, 3, controller),
  version: 2,
  recordedAt: '2026-05-12T08:00:00.123456Z',
};

function entry(changed: Partial<EventHeader> = {}, committed = commitment): string {
  return Buffer.from(leafEntry(canonical, { ...header, ...changed }, committed)).toString();
}

function isPayload(other: Json, otherSalt = salt): boolean {
  return isCommitted(sha256, canonical, commitment, { salt: otherSalt, payload: other });
}

describe('RFC 8785: the canonical JSON that leaves are made of', () => {
  it('is that of the example in section 3.2', () => {
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

  it('has its fields in the order of their UTF-16 code units (section 3.2.3)', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
    const text = canonical(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(text).toBe(`{${sorted.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`);
  });
});

describe('the leaf of an event', () => {
  it('is canonical JSON of the header and of the commitment to its payload', () => {
    const { actor, role, municipalityId, commandId, commandHash, correlationId } = header.metadata;
    expect(entry()).toBe(
      `{"id":"${header.id}","metadata":{"actor":"${actor}","causationId":null,"commandHash":"${commandHash}",` +
        `"commandId":"${commandId}","correlationId":"${correlationId}","municipalityId":"${municipalityId}",` +
        `"role":"${role}"},"payload":"${Buffer.from(commitment).toString('hex')}","position":4,` +
        `"recordedAt":"2026-05-12T08:00:00.123456Z","revision":3,"stream":"under-test","type":"GoalEstablished","version":2}`,
    );
  });

  it('holds nothing of the payload, nor of the salt', () => {
    const whole = { ...header, data: payload, salt: 'secret' };
    expect(Buffer.from(leafEntry(canonical, whole, commitment)).toString()).toBe(entry());
  });

  it.each<Partial<EventHeader>>([
    { id: '00000000-0000-4000-8000-000000000009' },
    { stream: 'another' },
    { revision: 4 },
    { position: 5 },
    { type: 'GoalReworded' },
    { version: 1 },
    { recordedAt: '2026-05-12T08:00:00.123457Z' },
    { metadata: { ...header.metadata, actor: 'system' } },
    { metadata: { ...header.metadata, role: 'CLERK' } },
    { metadata: { ...header.metadata, causationId: 'another' } },
    { metadata: { ...header.metadata, traceId: '0'.repeat(32) } },
  ])('is another one with %j', (changed) => {
    expect(entry(changed)).not.toBe(entry());
  });

  it('is another one with another payload, or another salt', () => {
    const otherPayload = payloadCommitment(sha256, canonical, salt, { ...payload, title: 'Ärenden' });
    const otherSalt = payloadCommitment(sha256, canonical, new Uint8Array(SALT_BYTES), payload);
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
    const text = '{"note":null,"points":[1,2.5],"title":"Ärende"}';
    expect(Buffer.from(commitment).toString('hex')).toBe(createHash('sha256').update(salt).update(text).digest('hex'));
  });

  it('is opened by the payload with its salt, in whatever order its fields stand', () => {
    expect(isPayload({ note: null, points: [1, 2.5], title: 'Ärende' })).toBe(true);
  });

  it.each<Json>([{ ...payload, note: '' }, { ...payload, points: [2.5, 1] }, { title: 'Ärende' }, 'Ärende', null, []])(
    'is not opened by %j',
    (other) => {
      expect(isPayload(other)).toBe(false);
    },
  );

  it('is not opened by another salt, be it one that takes a part of the payload', () => {
    expect(isPayload(payload, new Uint8Array(SALT_BYTES))).toBe(false);
    expect(isPayload(payload, Uint8Array.of(...salt, 123))).toBe(false);
  });

  it('is never made with a salt that is short enough to be guessed', () => {
    expect(() => payloadCommitment(sha256, canonical, new Uint8Array(31), payload)).toThrow(RangeError);
  });

  it('tells apart what no valid Unicode text is', () => {
    const [one, other] = ['\ud800', '\ud801'].map((text) => payloadCommitment(sha256, canonical, salt, text));
    expect(one).not.toEqual(other);
  });
});
