import { recorded, secretary } from '../../test/support/given.js';
import { decode, type EventOf, type Fold, type Json, kindAndIdOf, type Stored, streamOf, versionOf } from './fold.js';

type NoteEvent = EventOf<'Noted', { text: string; by: string; pinned: boolean }> | EventOf<'Erased', { text: string }>;

/** The data of `Noted` is a text in version 1. Version 2 adds the writer, and version 3 adds `pinned`. */
const noteFold: Fold<readonly string[], NoteEvent> = {
  kind: 'note',
  initial: [],
  events: {
    Noted: [(text) => ({ text, by: 'unknown' }), (data) => ({ ...fieldsOf(data), pinned: false })],
    Erased: [],
  },
  evolve: (notes, { type, data }) =>
    type === 'Noted' ? [...notes, data.text] : notes.filter((text) => text !== data.text),
};

function fieldsOf(data: Json): { readonly [key: string]: Json } {
  return typeof data === 'object' && data !== null && !isList(data) ? data : {};
}

function isList(data: Json): data is readonly Json[] {
  return Array.isArray(data);
}

function stored(type: string, version: number, data: Json): Stored {
  return { ...recorded({ type, data }, 3, secretary), version };
}

describe('an event that is read back', () => {
  it('is upcast to the newest version, one version at a time', () => {
    expect(decode(noteFold, stored('Noted', 1, 'Ring Ulla')).data).toEqual({
      text: 'Ring Ulla',
      by: 'unknown',
      pinned: false,
    });
  });

  it('passes only the upcasts after its own version', () => {
    expect(decode(noteFold, stored('Noted', 2, { text: 'Ring Ulla', by: 'hans' })).data).toEqual({
      text: 'Ring Ulla',
      by: 'hans',
      pinned: false,
    });
  });

  it('stays unchanged when it has the newest version', () => {
    const data = { text: 'Ring Ulla', by: 'hans', pinned: true };
    expect(decode(noteFold, stored('Noted', 3, data)).data).toEqual(data);
    expect(decode(noteFold, stored('Erased', 1, { text: 'Ring Ulla' })).data).toEqual({ text: 'Ring Ulla' });
  });

  it('rule 46: keeps who, when and where as they were written', () => {
    const { version: _, ...rest } = stored('Erased', 1, { text: 'Ring Ulla' });
    expect(decode(noteFold, { ...rest, version: 1 })).toEqual(rest);
  });

  it('is rejected in a newer version than this build knows', () => {
    expect(() => decode(noteFold, stored('Noted', 4, {}))).toThrow(
      'This build does not know version 4 of the event note Noted.',
    );
    expect(() => decode(noteFold, stored('Erased', 2, {}))).toThrow('version 2 of the event note Erased');
  });

  it.each(['Framed', 'toString', 'constructor', ''])('is rejected when its type is unknown: %j', (type) => {
    expect(() => decode(noteFold, stored(type, 1, {}))).toThrow(`version 1 of the event note ${type}.`);
  });
});

describe('an event that is written', () => {
  it('has the newest version of its type', () => {
    expect(versionOf(noteFold, 'Noted')).toBe(3);
    expect(versionOf(noteFold, 'Erased')).toBe(1);
  });
});

describe('a stream', () => {
  it('has a name made of its kind and id, and the name gives both back', () => {
    expect(streamOf(noteFold, 'exempel.ks.dnr-ks-2026-7')).toBe('note-exempel.ks.dnr-ks-2026-7');
    expect(kindAndIdOf('note-exempel.ks.dnr-ks-2026-7')).toEqual(['note', 'exempel.ks.dnr-ks-2026-7']);
  });
});
