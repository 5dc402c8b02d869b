import { base64, hex, sha256 } from '../../test/support/log-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { Malformed } from './encoding.js';
import { noteKeyOf, parseNoteKey, writeNoteKey } from './note-key.js';

/** A public key from the documentation of golang.org/x/mod/sumdb/note. */
const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const publicKey = base64('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW').slice(1);

describe('a key that notes are signed with', () => {
  const key = parseNoteKey(sha256, peter);

  it('C2SP signed-note, Ed25519 signatures: has the first bytes of a hash of name, type and public key as its id', () => {
    const whole = Buffer.concat([Buffer.from('PeterNeumann\n\u0001'), key.publicKey]);
    expect(key.id).toEqual(sha256(whole).slice(0, 4));
    expect(key.id).toEqual(hex('c74f20a3'));
  });

  it('is read from the text that people hand to each other, and is written so again', () => {
    expect(key).toEqual(noteKeyOf(sha256, 'PeterNeumann', publicKey));
    expect(writeNoteKey(key)).toBe(peter);
  });

  it('may have a plus in its Base 64', () => {
    const plus = noteKeyOf(sha256, 'a', new Uint8Array(32).fill(0xfb));
    expect(writeNoteKey(plus).split('+').length).toBeGreaterThan(3);
    expect(parseNoteKey(sha256, writeNoteKey(plus))).toEqual(plus);
  });

  it('is refused with any part of its text left out', () => {
    for (let start = 0; start < peter.length; start += 1) {
      for (let end = start; end <= peter.length; end += 1) {
        if (start === 0 && end === peter.length) continue;
        expect(() => parseNoteKey(sha256, peter.slice(start, end))).toThrow(Malformed);
      }
    }
  });

  it('is refused with any letter of its text changed', () => {
    for (let at = 0; at < peter.length; at += 1) {
      const changed = peter.slice(0, at) + String.fromCharCode(peter.charCodeAt(at) + 1) + peter.slice(at + 1);
      expect(() => parseNoteKey(sha256, changed)).toThrow(Malformed);
    }
  });

  it.each([
    ['a key too long', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='],
    ['another type of signature', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['its id in capitals', peter.replace('c74f20a3', 'C74F20A3')],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => {
    expect(() => parseNoteKey(sha256, text)).toThrow(Malformed);
  });

  it('says nothing of what it was given after the name: it can be the private half', () => {
    const secret = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
    expect(() => parseNoteKey(sha256, secret)).toThrow(/^(?!.*AYEKFALV)PRIVATE is followed by no public key/);
  });

  it('C2SP signed-note, Format: has a name without spaces, plus signs and control characters', () => {
    const wrong = wrongRows(['', 'a b', 'a+b', 'a\u00a0b', 'a\u2003b', 'a\nb', 'a\u0001', '\ud800'], (name) => {
      expect(() => noteKeyOf(sha256, name, key.publicKey)).toThrow(Malformed);
    });
    expect(wrong).toEqual([]);
  });

  it('has 32 bytes', () => {
    expect(() => noteKeyOf(sha256, 'a', key.publicKey.slice(1))).toThrow('31');
  });
});
