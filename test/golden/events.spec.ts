import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type AnyEvent, decode, type Fold, type Json, type Stored, versionOf } from '../../src/kernel/fold.js';
import { clerk, recorded } from '../support/given.js';
import { projectRoot } from '../support/planted-tree.js';
import { type Golden, goldens } from './events.js';
import { wrongRows } from '../support/wrong-rows.js';

// One file for each event type and version: the data as it is stored. What has once been stored is read for as long as
// there is a log (rule 46), so a file is never changed; a new shape of the data is a new version, with an upcast.
//
//   UPDATE_GOLDEN=1 npm test -- test/golden     writes the files that are missing, and changes none

const folder = join(projectRoot, 'test/golden/events');

type Files = ReadonlyMap<string, Json>;

function nameOf({ kind }: { readonly kind: string }, type: string, version: number): string {
  return `${kind}.${type}.v${version}.json`;
}

function typesOf({ events }: Pick<Fold<unknown, AnyEvent>, 'events'>): string[] {
  return Object.keys(events);
}

/** Returns a sample as it is after it was stored and read. */
function asStored(sample: unknown): Json {
  const data: Json = JSON.parse(JSON.stringify(sample));
  return data;
}

function writeMissing(): void {
  mkdirSync(folder, { recursive: true });
  for (const { fold, samples } of goldens) {
    for (const type of typesOf(fold)) {
      const path = join(folder, nameOf(fold, type, versionOf(fold, type)));
      if (!existsSync(path)) writeFileSync(path, JSON.stringify(samples[type], null, 2) + '\n');
    }
  }
}

function readFiles(): Files {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return new Map(names.sort().map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]));
}

function readBack(fold: Golden['fold'], type: string, version: number, data: Json): unknown {
  const { id, stream, revision, position, recordedAt, metadata } = recorded({ type, data }, 0, clerk);
  const stored: Stored = { id, stream, revision, position, recordedAt, metadata, type, version, data };
  return decode(fold, stored).data;
}

/** Returns the faults of the files of one type, and how to mend them. */
function faultsOf({ fold, samples }: Golden, type: string, files: Files): string[] {
  const sample = asStored(samples[type]);
  const current = versionOf(fold, type);
  return Array.from({ length: current }, (_, index) => index + 1).flatMap((version) => {
    const name = nameOf(fold, type, version);
    const data = files.get(name);
    if (data === undefined) {
      return version === current
        ? [`${name} is missing: run npm run golden.`]
        : [`${name} is missing: an older version stays, for it is still in the log. Take it back.`];
    }
    if (isDeepStrictEqual(readBack(fold, type, version, data), sample)) return [];
    return version === current
      ? [
          `${name} is not the sample of ${type}: what is stored does not change. Raise the version by adding an upcast ` +
            `to ${type} in the fold, then run npm run golden. (Was it never stored? Then delete the file first.)`,
        ]
      : [`${name} is not read back as the sample of ${type}: correct the upcast from version ${version}.`];
  });
}

/** The files that no type and version of any fold has. */
function straysIn(all: readonly Golden[], files: Files): string[] {
  const known = all.flatMap(({ fold }) =>
    typesOf(fold).flatMap((type) =>
      Array.from({ length: versionOf(fold, type) }, (_, index) => nameOf(fold, type, index + 1)),
    ),
  );
  return [...files.keys()].filter((name) => !known.includes(name));
}

/** The kind of each fold that is written down in a pure file. */
function kindsInSource(): string[] {
  const texts = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|[\\/])[^.\\/]+\.ts$/.test(path))
    .map((path) => readFileSync(join(projectRoot, 'src', path), 'utf8'));
  const folds = texts.flatMap((text) => [...text.matchAll(/^export const \w+: Fold<[^=]*= \{\s*kind: '(\w+)'/gm)]);
  return folds.map(([, kind]) => kind ?? '').toSorted();
}

if (process.env.UPDATE_GOLDEN === '1') writeMissing();

describe('the events as they are stored', () => {
  const files = readFiles();
  const types = goldens.flatMap((golden) =>
    typesOf(golden.fold).map((type) => ({ golden, kind: golden.fold.kind, type })),
  );

  it('rule 46: each is read in every version there has been', () => {
    expect(
      wrongRows(types, ({ golden, type }) => {
        expect(faultsOf(golden, type, files)).toEqual([]);
      }),
    ).toEqual([]);
  });

  it('have no file without a type', () => {
    expect(straysIn(goldens, files)).toEqual([]);
  });

  it('are those of every fold there is, whose kinds are told apart', () => {
    expect(goldens.map(({ fold }) => fold.kind).toSorted()).toEqual(kindsInSource());
    expect(new Set(kindsInSource()).size).toBe(goldens.length);
  });

  it('have a sample of each type of each kind, and of no other', () => {
    expect(
      wrongRows(goldens, ({ fold, samples }) => {
        expect(Object.keys(samples).toSorted()).toEqual(typesOf(fold).toSorted());
      }),
    ).toEqual([]);
  });

  it('lose nothing when stored', () => {
    expect(
      wrongRows(types, ({ golden, type }) => {
        expect(asStored(golden.samples[type])).toStrictEqual(golden.samples[type]);
      }),
    ).toEqual([]);
  });

  it('begin a state or leave it as it was', () => {
    expect(
      wrongRows(types, ({ golden: { fold, samples }, type }) => {
        const event = recorded({ type, data: asStored(samples[type]) }, 0, clerk);
        expect(() => fold.evolve(fold.initial, event)).not.toThrow();
      }),
    ).toEqual([]);
  });

  it('rule 48: make a state of each kind that a row can hold, the same each time', () => {
    expect(
      wrongRows(goldens, (golden) => {
        const { fold, samples } = golden;
        const events = Object.entries(samples).map(([type, sample]) => ({ type, data: asStored(sample) }));
        const play = () =>
          events.reduce(
            (state, event, index) => fold.evolve(state, frozen(recorded(event, index, clerk))),
            fold.initial,
          );
        const state = play();
        expect(state).not.toEqual(fold.initial);
        expect(asStored(state)).toStrictEqual(state);
        expect(play()).toStrictEqual(state);
      }),
    ).toEqual([]);
  });
});

/** So that a fold that changes the event it is given throws. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

describe('the watch over the files', () => {
  const evolve = (state: unknown) => state;
  const planted: Golden = {
    fold: { kind: 'note', initial: null, events: { NoteWritten: [] }, evolve },
    samples: { NoteWritten: { text: 'a' } },
  };
  const raised: Golden = {
    fold: { ...planted.fold, events: { NoteWritten: [(data) => ({ text: data, by: 'hans' })] } },
    samples: { NoteWritten: { text: 'a', by: 'hans' } },
  };
  type File = readonly [name: string, data: Json];
  const first: File = ['note.NoteWritten.v1.json', { text: 'a' }];
  const older: File = ['note.NoteWritten.v1.json', 'a'];
  const second: File = ['note.NoteWritten.v2.json', { by: 'hans', text: 'a' }];
  const torn: File = ['note.NoteTorn.v1.json', {}];
  const faults = (golden: Golden, ...files: readonly File[]) => faultsOf(golden, 'NoteWritten', new Map(files)).join();

  it('sees nothing where nothing is wrong', () => {
    expect(faults(planted, first)).toBe('');
    expect(faults(raised, older, second)).toBe('');
    expect(straysIn([raised], new Map([older, second]))).toEqual([]);
  });

  it('sees a file that is missing', () => {
    expect(faults(planted)).toMatch(/v1\.json is missing: run npm run golden/);
    expect(faults(raised, older)).toMatch(/v2\.json is missing: run npm run golden/);
    expect(faults(raised, second)).toMatch(/v1\.json is missing: an older version stays/);
  });

  it('sees a sample that was changed without a new version, and says what to do', () => {
    const changed = { ...planted, samples: { NoteWritten: { text: 'a', by: 'hans' } } };
    expect(faults(changed, first)).toMatch(/^note\.NoteWritten\.v1\.json is not the sample.* Raise the version by/);
  });

  it('sees an upcast that does not lead to the sample', () => {
    const wrong = { ...raised, fold: { ...raised.fold, events: { NoteWritten: [(data: Json) => data] } } };
    expect(faults(wrong, older, second)).toMatch(/v1\.json is not read back.*correct the upcast from version 1/);
  });

  it('sees a file of no type, and of a version that is not there yet', () => {
    const strays = straysIn([planted], new Map([first, second, torn]));
    expect(strays).toEqual(['note.NoteWritten.v2.json', 'note.NoteTorn.v1.json']);
  });
});
