import { sha256, signerOf, verifies } from '../../test/support/log-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { Malformed } from './encoding.js';
import { parseNoteKey } from './note-key.js';
import { checkNote, parseNote, signedNote, writeNote } from './signed-note.js';

/** The example note from the specification C2SP signed-note. */
const poem = [
  'Ognuno sta solo sul cuor della terra',
  'trafitto da un raggio di sole:',
  '',
  'ed è subito sera.',
  '',
  '— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=',
  '',
].join('\n');

/** A text, keys and signatures from the documentation and the tests of golang.org/x/mod/sumdb/note. */
const quote = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const peter = parseNoteKey(sha256, 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
const enoch = parseNoteKey(sha256, 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop');
const byPeter =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const byEnoch =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';

function check(note: string, ...keys: Parameters<typeof checkNote>[1]) {
  return checkNote(parseNote(note), keys, verifies);
}

describe('C2SP signed-note, Format: a note', () => {
  it('has a text, empty lines and all, and signatures of keys by name and id', () => {
    const { text, signatures } = parseNote(poem);
    expect(text).toBe(poem.slice(0, poem.indexOf('\n— ')));
    expect(signatures).toHaveLength(1);
    const [signature] = signatures;
    expect(signature?.keyName).toBe('quasimodo.example/salvatore');
    expect(signature?.keyId).toEqual(Uint8Array.of(0x36, 0x7b, 0xa0, 0x4b));
    expect(signature?.signature).toHaveLength(64);
  });

  it.each([poem, `${quote}\n${byPeter}${byEnoch}`, `\n\n${byPeter}`, `a\n\n\n${byPeter}`])(
    'is written as it was read: %j',
    (note) => {
      expect(writeNote(parseNote(note))).toBe(note);
    },
  );

  it('may be signed by 100', () => {
    expect(parseNote(`${quote}\n${byPeter.repeat(100)}`).signatures).toHaveLength(100);
    expect(() => parseNote(`${quote}\n${byPeter.repeat(101)}`)).toThrow(Malformed);
  });

  it('is refused when it is malformed', () => {
    const wrong = wrongRows(
      [
        ['no signatures', quote],
        ['none after the empty line', `${quote}\n`],
        ['no newline at the end', `${quote}\n${byPeter.slice(0, -1)}`],
        ['another letter for the last newline', `${quote}\n${byPeter.slice(0, -1)}X`],
        ['no empty line', quote + byPeter],
        ['an empty line between the signatures', `${quote}\n${byPeter}\n${byEnoch}\n`],
        ['a control character', `\u0001${quote}\n${byPeter}`],
        ['a carriage return', `${quote}\n${byPeter}`.replaceAll('\n', '\r\n')],
        ['a tab', `\t${quote}\n${byPeter}`],
        ['a text that no UTF-8 is', `\ud800${quote}\n${byPeter}`],
        ['a line that is no signature', `${quote}\n${byPeter}Unexpected line.\n`],
        ['a hyphen for the dash', `${quote}\n${byPeter.replace('—', '-')}`],
        ['a space in the name', `${quote}\n${byPeter.replace('PeterN', 'Peter N')}`],
        ['a plus in the name', `${quote}\n${byPeter.replace('PeterN', 'Peter+N')}`],
        ['no name', `${quote}\n${byPeter.replace('PeterNeumann', '')}`],
        ['two spaces', `${quote}\n${byPeter.replace(' P', '  P')}`],
        ['something after the signature', `${quote}\n${byPeter.replace('AM=', 'AM= ')}`],
        ['Base 64 without its padding', `${quote}\n${byPeter.replace('AM=', 'AM')}`],
        ['an id and no signature', `${quote}\n— PeterNeumann x08gow==\n`],
      ],
      ([, note]) => {
        expect(() => parseNote(note)).toThrow(Malformed);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('is not written with a text that ends as if it were signed', () => {
    const { signatures } = parseNote(poem);
    expect(() => writeNote({ text: `${quote}\n${byPeter.slice(0, -1)}`, signatures })).toThrow(Malformed);
  });

  it.each(['', 'no newline', 'two\n\n\u2014 lines', 'a\ttab\n', '\ud800\n'])(
    'is not written when nobody could read it: %j',
    (text) => {
      const { signatures } = parseNote(poem);
      expect(() => writeNote({ text, signatures })).toThrow(Malformed);
      expect(() => writeNote({ text: quote, signatures: [] })).toThrow(Malformed);
    },
  );
});

describe('C2SP signed-note, Signatures: a note', () => {
  it('is signed by each known key that signed it', () => {
    const note = `${quote}\n${byPeter}${byEnoch}`;
    expect(check(note, peter)).toEqual({ verdict: 'signed', by: [peter] });
    expect(check(note, enoch, peter)).toEqual({ verdict: 'signed', by: [peter, enoch] });
    expect(check(note)).toEqual({ verdict: 'no known key' });
  });

  it('is signed once by a key that signed it twice', () => {
    expect(check(`${quote}\n${byPeter}${byPeter}`, peter)).toEqual({ verdict: 'signed', by: [peter] });
  });

  it('passes over signatures of keys that share a name or an id with a known one', () => {
    const { name, id, publicKey } = peter;
    const otherId = { name, publicKey, id: Uint8Array.of(1, 2, 3, 4) };
    expect(check(`${quote}\n${byPeter}`, otherId)).toEqual({ verdict: 'no known key' });
    expect(check(`${quote}\n${byPeter}`, { name: 'Paul', publicKey, id })).toEqual({ verdict: 'no known key' });
  });

  it('is forged when a known key did not sign it, whoever else did', () => {
    const changed = `${quote.replace('think', 'know')}\n${byPeter}${byEnoch}`;
    expect(check(changed, peter, enoch)).toEqual({ verdict: 'forged', key: peter });
    const byNobody = byPeter.replace('/ZJk', '/ZJl');
    expect(check(`${quote}\n${byEnoch}${byNobody}`, peter, enoch)).toEqual({ verdict: 'forged', key: peter });
  });

  it('is forged when its signature is cut short', () => {
    const [signature] = parseNote(`${quote}\n${byPeter}`).signatures;
    const cut = { keyName: peter.name, keyId: peter.id, signature: signature?.signature.slice(1) ?? Uint8Array.of() };
    expect(checkNote({ text: quote, signatures: [cut] }, [peter], verifies)).toEqual({ verdict: 'forged', key: peter });
  });

  it('tells two keys apart that share both name and id', () => {
    const impostor = { ...peter, publicKey: enoch.publicKey };
    expect(check(`${quote}\n${byPeter}`, impostor, peter)).toEqual({ verdict: 'signed', by: [peter] });
  });
});

describe('a key that is followed by another', () => {
  const [old, next] = [signerOf('tertial.example.se/tlog', 1), signerOf('tertial.example.se/tlog', 2)];

  it('signs beside it, and whoever knows either one believes the note', () => {
    const note = writeNote(signedNote(quote, [old, next]));
    expect(check(note, old.key)).toEqual({ verdict: 'signed', by: [old.key] });
    expect(check(note, next.key)).toEqual({ verdict: 'signed', by: [next.key] });
    expect(check(note, next.key, old.key)).toEqual({ verdict: 'signed', by: [old.key, next.key] });
  });

  it('has the same name and another id', () => {
    expect(old.key.name).toBe(next.key.name);
    expect(old.key.id).not.toEqual(next.key.id);
  });
});
