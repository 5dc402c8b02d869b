import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppUnderTest, startApp } from '../../test/support/app-under-test.js';
import { signerOf } from '../../test/support/log-under-test.js';
import { copyOfPlayedCase } from '../../test/support/played-case.js';
import { logKey, ORIGIN, witnessOf } from '../../test/support/witness-under-test.js';
import { wrongRowsInTurn } from '../../test/support/wrong-rows.js';
import { writeNoteKey } from '../evidence/note-key.js';
import { stated, type Witness } from '../evidence/witness.js';
import { fieldsOf } from '../kernel/fold.js';
import { idOf } from '../kernel/identity.js';
import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import { Matters } from '../matters/matters.view.js';
import { Meetings } from '../meetings/meetings.view.js';
import { MinutesReader } from '../meetings/minutes.resolver.js';
import { Plans } from '../plans/plans.view.js';
import { TertialViews } from '../plans/tertial-view/tertial-views.view.js';
import { EVENT_STORE, type EventStore } from '../platform/event-store/event-store.js';
import { type FoundEvent, ownIn } from '../platform/event-store/foreign-event.js';
import { Removals } from '../removals/removals.view.js';
import type { Scope } from './exported-views.js';
import { exportLog, type ExportOptions } from './exporting.service.js';
import { verifyAsAsked } from './verify-command.service.js';

const PLAN = idOf('Plan', 'exempel.ks.2026');
const MATTER = idOf('Matter', 'exempel.ks.dnr-ks-2026-142');
const plan: Scope = { kind: 'plan', id: PLAN };
const matter: Scope = { kind: 'matter', id: MATTER };
const everything: Scope = { kind: 'everything' };
const takenAt = '2028-03-01T09:00:00.000Z';

const home = mkdtempSync(join(tmpdir(), 'tertial-export-'));
let names = 0;
let service: AppUnderTest;
let store: EventStore;
let witness: Witness;

beforeAll(async () => {
  const { places, end } = await copyOfPlayedCase();
  service = await startApp(end, places);
  store = service.app.get<EventStore>(EVENT_STORE);
  witness = await witnessOf(store);
});

afterAll(async () => {
  await service.close();
  rmSync(home, { recursive: true });
});

function newName(): string {
  names += 1;
  return join(home, `n${names}`);
}

async function exported(scope: Scope, options: Partial<ExportOptions> = {}, from = witness) {
  const file = newName();
  await exportLog({ store, witness: from }, file, { scope, withhold: new Set(), since: null, takenAt, ...options });
  return file;
}

async function verified(file: string, ...more: readonly string[]) {
  const said: string[] = [];
  const keys = more.includes('--key') ? [] : ['--key', writeNoteKey(logKey.key)];
  const out = (line: string): number => said.push(line);
  const code = await verifyAsAsked([file, ...keys, ...more], { out, err: out });
  return { code, said: said.join('\n') };
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').trimEnd().split('\n');
}

type Line = Readonly<Record<string, unknown>> & {
  readonly event?: { readonly id: string; readonly position: number; readonly stream: string; readonly type: string };
  readonly view?: string;
  readonly id?: string;
};

function parsed(file: string): Line[] {
  return linesOf(file).map((line): Line => JSON.parse(line));
}

/** Writes a copy of the file with changed lines. Returns the name of the copy. */
function changed(file: string, change: (lines: string[]) => readonly string[]): string {
  const name = newName();
  writeFileSync(
    name,
    change(linesOf(file))
      .map((line) => `${line}\n`)
      .join(''),
  );
  return name;
}

function replaced(lines: readonly string[], wanted: RegExp, from: string | RegExp, to: string): string[] {
  const index = lines.findIndex((line) => wanted.test(line));
  return lines.map((line, at) => (at === index ? line.replace(from, to) : line));
}

/** Yields the pages with `change` applied to the data of each event of `type`. */
async function* changedPages(pages: AsyncIterable<readonly FoundEvent[]>, type: string, change: object) {
  for await (const page of pages) {
    yield ownIn(page).map((event) =>
      event.type === type ? { ...event, data: { ...fieldsOf(event.data), ...change } } : event,
    );
  }
}

function viewIn(file: string, view: string, id: string): unknown {
  return parsed(file).find((line) => line.view === view && line.id === id)?.content;
}

describe('rule 90: an export', () => {
  it.each([plan, matter, everything])('of $kind is sound, and says what it holds', async (scope) => {
    const { code, said } = await verified(await exported(scope));
    expect(said).toContain('This export is sound.');
    expect(said).toContain(ORIGIN);
    expect(code).toBe(0);
  });

  it('is not believed when it was taken: an old one could pass for a new one, and nobody has signed it', async () => {
    const file = changed(await exported(everything), (lines) =>
      replaced(lines, /"format"/, takenAt, '2030-01-01T09:00:00.000Z'),
    );
    const { code, said } = await verified(file);
    expect(said).toContain('taken at 2030-01-01T09:00:00.000Z is what it says itself');
    expect(code).toBe(0);
  });

  it('holds every event in the order of positions', async () => {
    const events = parsed(await exported(everything)).flatMap(({ event }) => event ?? []);
    expect(events).toHaveLength(await store.head());
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
  });

  it('of a plan holds its goals, proposals and model, and nothing of the board', async () => {
    const kinds = parsed(await exported(plan)).flatMap(({ event }) => event?.stream.split('-')[0] ?? []);
    expect(new Set(kinds)).toEqual(new Set(['steeringModel', 'plan', 'goal', 'removal']));
  });

  it('rule 48: has the very views that are live', async () => {
    const { app } = service;
    const [ofPlan, ofMatter] = [await exported(plan), await exported(matter)];
    const meeting = idOf('Meeting', 'exempel.ks.meeting-2026-05-27');
    const removal = parsed(ofPlan).find(({ view }) => view === 'removal')?.id ?? '';
    const live = async (view: object | null): Promise<unknown> => JSON.parse(JSON.stringify(view));
    expect(viewIn(ofPlan, 'plan', PLAN)).toEqual(await live(await app.get(Plans).one(PLAN, null)));
    expect(viewIn(ofPlan, 'tertial', `${PLAN} T1`)).toEqual(
      await live(await app.get(TertialViews).one(PLAN, 'T1', null)),
    );
    expect(viewIn(ofPlan, 'removal', removal)).toEqual(
      await live(await app.get(Removals).one(idOf('RemovalProposal', removal), null)),
    );
    expect(viewIn(ofMatter, 'matter', MATTER)).toEqual(await live(await app.get(Matters).one(MATTER, 'WHOLE', null)));
    expect(viewIn(ofMatter, 'meeting', meeting)).toEqual(await live(await app.get(Meetings).one(meeting, null)));
    expect(viewIn(ofMatter, 'minutes', meeting)).toEqual(await live(await app.get(MinutesReader).of(meeting, null)));
  });

  it('goes no further than the checkpoint, and says so', async () => {
    const file = newName();
    const options = { scope: everything, withhold: new Set<string>(), since: null, takenAt };
    const said = await exportLog({ store, witness: await witnessOf(store, [60]) }, file, options);
    expect(said).toMatchObject({ events: 60, size: 60, isBehind: true });
    expect((await verified(file)).code).toBe(0);
  });

  it('is for its owner alone, and takes no other file’s place', async () => {
    const file = await exported(plan);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = exportLog({ store, witness }, file, { scope: plan, withhold: new Set(), since: null, takenAt });
    await expect(again).rejects.toThrow('exists already');
  });

  it.each([
    [
      'of a plan that there is not',
      { scope: { kind: 'plan', id: idOf('Plan', 'exempel.ks.2031') } as const },
      'There is no plan',
    ],
    ['without an event that there is not', { withhold: new Set(['nothing']) }, 'nothing is no event'],
    ['since what is not yet signed', { since: 1_000_000 }, '--since asks for 1000000'],
  ])('%s leaves no file', async (_, options, sentence) => {
    const before = readdirSync(home);
    await expect(exported(plan, options)).rejects.toThrow(sentence);
    expect(readdirSync(home)).toEqual(before);
  });
});

describe('a withheld payload', () => {
  const secret = async (scope: Scope, type: string) => {
    const ids = parsed(await exported(scope)).flatMap(({ event }) => (event?.type === type ? [event.id] : []));
    return exported(scope, { withhold: new Set(ids) });
  };

  it('is not in the file, nor in a view, and the proof still holds', async () => {
    const file = await secret(plan, 'RemovalProposed');
    const { code, said } = await verified(file);
    expect(readFileSync(file, 'utf8')).not.toContain('"motivation"');
    expect(said).toContain('The payloads of 2 events are withheld');
    expect(code).toBe(0);
  });

  it('of a plan, a goal or a matter hides the views that would tell it', async () => {
    for (const [scope, type] of [
      [plan, 'PlanAdopted'],
      [plan, 'GoalEstablished'],
      [matter, 'MatterOpened'],
    ] as const) {
      const file = await secret(scope, type);
      const { code } = await verified(file);
      expect(parsed(file).filter(({ view }) => view === scope.kind)).toMatchObject([{ withheld: expect.any(String) }]);
      expect(code).toBe(0);
    }
  });

  it('that is said to be another is seen', async () => {
    const file = changed(await secret(plan, 'RemovalProposed'), (lines) =>
      replaced(lines, /"commitment"/, /"commitment":"../, '"commitment":"00'),
    );
    const { code, said } = await verified(file);
    expect(said).toMatch(/Position \d+ \(removal-\S+, RemovalProposed\): The event is not in the log/);
    expect(code).toBe(1);
  });
});

describe('what is wrong with a file is said', () => {
  let sound: Readonly<Record<Scope['kind'], string>>;
  beforeAll(async () => {
    sound = { plan: await exported(plan), matter: await exported(matter), everything: await exported(everything) };
  });

  const status = '"ActivityStatusReported"';
  it('by its first fault, whatever was changed', async () => {
    const wrong = await wrongRowsInTurn<[string, Scope, (lines: string[]) => readonly string[], string]>(
      [
        [
          'a payload of a part',
          plan,
          (lines) => replaced(lines, /"ActivityStatusReported"/, '"comment":"', '"comment":"x'),
          'is not in the log',
        ],
        [
          'an actor of a part',
          plan,
          (lines) => replaced(lines, /"ActivityStatusReported"/, '"actor":"hanna"', '"actor":"nils"'),
          'is not in the log',
        ],
        [
          'a payload',
          everything,
          (lines) => replaced(lines, /"ActivityStatusReported"/, '"comment":"', '"comment":"x'),
          'The events are not the',
        ],
        [
          'a view',
          plan,
          (lines) => replaced(lines, /"view":"tertial"/, '"notReported":0', '"notReported":1'),
          'first differs at notReported',
        ],
        [
          'a view that is missing',
          plan,
          (lines) => lines.filter((line) => !line.includes('"view":"plan"')),
          'The view plan of exempel.ks.2026 is missing',
        ],
        [
          'an event taken out of a stream',
          plan,
          (lines) => lines.filter((_line, at) => at !== lines.findIndex((one) => one.includes(status))),
          'should have come',
        ],
        [
          'two events in another order',
          plan,
          (lines) => [...lines.slice(0, 2), ...lines.slice(2, 4).reverse(), ...lines.slice(4)],
          'does not come after it',
        ],
        [
          'a line that is none',
          plan,
          (lines) => [...lines.slice(0, 5), '{"stray":1}', ...lines.slice(5)],
          'Line 6 belongs to no export',
        ],
        ['an end that is missing', plan, (lines) => lines.slice(0, -1), 'cut off'],
        [
          'a header of another log',
          plan,
          (lines) => replaced(lines, /"format"/, ORIGIN, 'other.test/log'),
          'first line says something else',
        ],
        ['another version', plan, (lines) => replaced(lines, /"format"/, '"version":1', '"version":9'), 'version 9'],
        [
          'a checkpoint',
          plan,
          (lines) => replaced(lines, /"checkpoint"/, ORIGIN, 'tertial.test/lag'),
          'claims to be signed',
        ],
        [
          'a field twice, of which the first is read by others',
          plan,
          (lines) => replaced(lines, /"ActivityStatusReported"/, '"actor":"hanna"', '"actor":"nils","actor":"hanna"'),
          'belongs to no export',
        ],
        [
          'no checkpoint',
          plan,
          (lines) => lines.filter((line) => !line.includes('"checkpoint"')),
          'no checkpoint that can be read',
        ],
        [
          'another plan’s events',
          plan,
          (lines) => replaced(lines, /"format"/, 'exempel.ks.2026', 'exempel.ks.2025'),
          'does not follow from the events',
        ],
      ],
      async ([, scope, change, sentence]) => {
        const { code, said } = await verified(changed(sound[scope.kind], change));
        expect(said).toContain(sentence);
        expect(said).not.toContain('sound');
        expect(code).toBe(1);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('an event that only another checkpoint vouches for, which the log’s own is put after', async () => {
    const rewritten: EventStore = Object.create(store, {
      readAll: { value: () => changedPages(store.readAll(0), 'GoalEstablished', { title: 'Never decided' }) },
      readStream: {
        value: (stream: string) =>
          changedPages(store.readStream(stream), 'GoalEstablished', { title: 'Never decided' }),
      },
    });
    const options = { scope: plan, withhold: new Set<string>(), since: null, takenAt };
    const forged = newName();
    await exportLog(
      { store: rewritten, witness: await witnessOf(rewritten, null, signerOf(ORIGIN, 8)) },
      forged,
      options,
    );
    const [head = '', checkpoint = ''] = linesOf(sound.plan);
    const { code, said } = await verified(
      changed(forged, ([, other = '', ...lines]) => [
        head,
        other,
        ...lines.slice(0, -1),
        checkpoint,
        ...lines.slice(-1),
      ]),
    );
    expect(said).toContain('not signed with any of the keys');
    expect(code).toBe(1);
  });

  it('a key that is not the log’s', async () => {
    const { code, said } = await verified(await exported(plan), '--key', writeNoteKey(signerOf(ORIGIN, 8).key));
    expect(said).toContain('not signed with any of the keys');
    expect(code).toBe(1);
  });

  it('in Swedish too, and for programs', async () => {
    const file = changed(await exported(plan), (lines) => lines.slice(0, -1));
    expect((await verified(file, '--language', 'sv')).said).toContain('avhugget');
    const { said } = await verified(file, '--json');
    expect(JSON.parse(said)).toMatchObject({
      isSound: false,
      faults: [{ code: 'CUT_OFF', spot: null }],
      firstBad: null,
    });
  });

  it.each([[[]], [['--language', 'fi']], [['more']], [['--key', 'no+key']], [['--strange']]])(
    'but not when it is asked for with %j',
    async (more) => {
      const asked = more.length === 0 ? [newName()] : [await exported(plan), ...more];
      const { code } = await verified(asked[0] ?? '', ...asked.slice(1));
      expect(code).toBe(2);
    },
  );
});

describe('an older checkpoint', () => {
  const note = async (size: number, signer = logKey): Promise<string> => {
    const file = newName();
    const held = await (await witnessOf(store, null, signer)).ofSize(size);
    writeFileSync(file, held?.note ?? '');
    return file;
  };

  it('is consistent with everything', async () => {
    const { code, said } = await verified(await exported(everything), '--checkpoint', await note(50));
    expect(said).toContain('begins with the 50 events');
    expect(code).toBe(0);
  });

  it('is consistent with a part that was exported since it', async () => {
    const file = await exported(matter, { since: 50 });
    expect((await verified(file, '--checkpoint', await note(50))).code).toBe(0);
    const other = await verified(file, '--checkpoint', await note(51));
    expect(other.said).toContain('--since 51');
    expect(other.code).toBe(1);
  });

  it('may be copied from paper, where nobody signed it', async () => {
    const [signed, wrong, file] = [readFileSync(await note(50), 'utf8'), newName(), newName()];
    const copied = signed.slice(0, signed.indexOf('\n\n') + 1);
    writeFileSync(file, copied);
    writeFileSync(wrong, copied.replace('\n50\n', '\n51\n'));
    const all = await exported(everything);
    expect((await verified(all, '--checkpoint', file)).code).toBe(0);
    const { code, said } = await verified(all, '--checkpoint', wrong);
    expect(said).toContain('The first 51 events are no longer those');
    expect(code).toBe(1);
  });

  it('may be copied by an editor that ends lines in its own way, or not at all', async () => {
    const copied = readFileSync(await note(50), 'utf8')
      .split('\n')
      .slice(0, 3)
      .join('\r\n');
    const file = newName();
    writeFileSync(file, `\ufeff${copied}`);
    expect((await verified(await exported(everything), '--checkpoint', file)).code).toBe(0);
  });

  it('that is not there is not held against the export', async () => {
    const file = newName();
    const { code, said } = await verified(await exported(everything), '--checkpoint', file);
    expect(said).toContain(`no such file or directory, open '${file}'`);
    expect(code).toBe(2);
  });

  it('may be in an older export', async () => {
    const older = await exported(everything, {}, await witnessOf(store, [70]));
    const { code, said } = await verified(await exported(everything), '--checkpoint', older);
    expect(said).toContain('begins with the 70 events');
    expect(code).toBe(0);
  });

  it('of more events than there are shows that some are missing', async () => {
    const older = await exported(everything, {}, await witnessOf(store, [70]));
    const { code, said } = await verified(older, '--checkpoint', await note(80));
    expect(said).toContain('After position');
    expect(said).toContain('vouches for 80 events, and there are 70');
    expect(code).toBe(1);
  });

  it.each([
    ['of another key', async () => note(50, signerOf(ORIGIN, 9)), 'not signed with any of the keys'],
    ['that is none', async () => exported(plan).then((file) => changed(file, () => ['x'])), 'neither a checkpoint'],
    ['without lines', async () => exported(plan).then((file) => changed(file, () => [])), 'neither a checkpoint'],
    [
      'that is an export without one',
      async () => exported(plan).then((file) => changed(file, ([head = '']) => [head])),
      'There is none on its second line.',
    ],
  ])('%s is no evidence', async (_, held, sentence) => {
    const { code, said } = await verified(await exported(everything), '--checkpoint', await held());
    expect(said).toContain(sentence);
    const isRead = sentence.startsWith('not signed');
    expect(said).toContain(isRead ? 'SOMETHING IS WRONG WITH THIS EXPORT.' : 'A FILE COULD NOT BE READ.');
    expect(code).toBe(isRead ? 1 : 2);
  });

  it('that cannot be read hides nothing that is wrong with the export', async () => {
    const none = changed(await exported(plan), () => ['x']);
    const cut = changed(await exported(everything), (lines) => lines.slice(0, -1));
    const { code, said } = await verified(cut, '--checkpoint', none);
    expect(said).toContain('SOMETHING IS WRONG WITH THIS EXPORT.');
    expect(said).toContain(`${none} is neither a checkpoint nor an export`);
    expect(code).toBe(1);
  });
});

describe('an event by another hand in a stream', () => {
  const id = '5c1b7a52-1d0c-4c8e-9a50-2f7a3b1c9e01';
  const stream = `matter-${MATTER}`;
  let from: EventStore;

  /** Before the last event of the matter's stream somebody wrote another, which has taken its revision. */
  async function* withJunk(pages: AsyncIterable<readonly FoundEvent[]>, last: number) {
    for await (const page of pages) {
      yield page.flatMap((event): FoundEvent[] => {
        if (event.stream !== stream || event.revision !== last) return [event];
        const { position, revision, recordedAt } = event;
        const junk: FoundEvent = {
          id,
          stream,
          revision,
          position,
          recordedAt,
          type: 'JunkWritten',
          matter: 'not ours',
        };
        return [junk, { ...event, revision: revision + 1 }];
      });
    }
  }

  const verifiedWith = async (scope: Scope, accepted: readonly string[], change?: (lines: string[]) => string[]) => {
    const options = { scope, withhold: new Set<string>(), since: null, takenAt, accepted: new Set(accepted) };
    const file = newName();
    await exportLog({ store: from, witness: await witnessOf(from) }, file, options);
    return verified(change === undefined ? file : changed(file, change));
  };

  beforeAll(async () => {
    let last = -1;
    for await (const page of store.readStream(stream)) last = page.at(-1)?.revision ?? last;
    from = Object.create(store, {
      readAll: { value: (after: 0) => withJunk(store.readAll(after), last) },
      readStream: { value: (name: string) => withJunk(store.readStream(name), last) },
    });
  });

  it.each([
    ['a part', matter, [], 'not accepted by the operator'],
    ['a part', matter, [id], 'accepted by the operator'],
  ] as const)('leaves the export of %s sound, which tells of it: %#', async (_, scope, accepted, said) => {
    const verdict = await verifiedWith(scope, accepted);
    expect(verdict.said).toContain('In 1 places somebody else wrote into the streams.');
    expect(verdict.said).toContain(`${stream}, JunkWritten, ${id} (not ours), ${said}`);
    expect(verdict).toMatchObject({ code: 0 });
  });

  it('leaves no place in its stream when the export does not tell of it', async () => {
    const without = (lines: string[]): string[] => lines.filter((line) => !line.startsWith('{"passedOver"'));
    const { code, said } = await verifiedWith(matter, [id], without);
    expect(said).toContain('where number');
    expect(code).toBe(1);
  });

  it('has no fault of its own in an export of everything', async () => {
    const { said } = await verifiedWith(everything, [id]);
    expect(said).not.toContain('where number');
    expect(said).not.toContain('belongs to no export');
  });
});

describe('what is no export', () => {
  it.each([
    ['is another file', ['PK\u0003\u0004']],
    ['is empty', []],
  ])('because it %s, is not read', async (_, lines) => {
    const { code, said } = await verified(changed(await exported(plan), () => lines));
    expect(said).toContain('A FILE COULD NOT BE READ.');
    expect(said).toContain('belongs to no export');
    expect(code).toBe(2);
  });
});

describe('a checkpoint that the board’s own paper states', () => {
  const stating = async (change: (stated: StatedCheckpoint) => object): Promise<string> => {
    const held = stated(await (await witnessOf(store)).ofSize(50));
    if (held === null) throw new Error('There are 50 events.');
    const withoutMinutes = () => changedPages(store.readAll(0), 'MinutesAdjusted', { checkpoint: null });
    const changedStore: EventStore = Object.create(store, {
      readAll: { value: () => changedPages(withoutMinutes(), 'SummonsSent', { checkpoint: change(held) }) },
    });
    const file = newName();
    const options = { scope: everything, withhold: new Set<string>(), since: null, takenAt };
    await exportLog({ store: changedStore, witness: await witnessOf(changedStore) }, file, options);
    return file;
  };

  it('is the one that the events make', async () => {
    const { code, said } = await verified(await stating((checkpoint) => checkpoint));
    expect(said).toContain('The checkpoints in summonses and minutes (1) are those that the events make.');
    expect(code).toBe(0);
  });

  it.each<[string, (stated: StatedCheckpoint) => object]>([
    ['another root', (checkpoint) => ({ ...checkpoint, size: 51 })],
    ['more events than there were', (checkpoint) => ({ ...checkpoint, size: 1e6 })],
  ])('of %s shows that the log was rewritten, by whoever has signed it', async (_, change) => {
    const { code, said } = await verified(await stating(change));
    expect(said).toMatch(/^- At position \d+ at the latest \(meeting-\S+, SummonsSent\): The summons or minutes/mu);
    expect(said.match(/^- /gmu)).toHaveLength(1);
    expect(code).toBe(1);
  });
});
