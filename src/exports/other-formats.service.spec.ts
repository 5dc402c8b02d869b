import { type Position, type PositionOrStart, positionOf } from '../kernel/fold.js';
import { Ajv } from 'ajv';
import { CloudEvent, HTTP } from 'cloudevents';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppUnderTest, startApp } from '../../test/support/app-under-test.js';
import { ORIGIN, witnessOf } from '../../test/support/witness-under-test.js';
import { partsOf } from '../evidence/leaf.js';
import { idOf } from '../kernel/identity.js';
import { EVENT_STORE, type EventStore, type StoredEvent } from '../platform/event-store/event-store.js';
import { ownIn } from '../platform/event-store/foreign-event.js';
import { type Feature, FEATURES } from '../platform/feature.service.js';
import { cloudEvent } from './cloud-event.js';
import type { Scope } from './exported-views.js';
import type { OcelEvent, OcelObject } from './ocel.js';
import { exportAs, type OtherFormat } from './other-formats.service.js';
import type { Witness } from '../evidence/witness.js';
import { copyOfPlayedCase } from '../../test/support/played-case.js';

const everything: Scope = { kind: 'everything' };
const plan: Scope = { kind: 'plan', id: idOf('Plan', 'exempel.ks.2026') };
const matter: Scope = { kind: 'matter', id: idOf('Matter', 'exempel.ks.dnr-ks-2026-142') };

const home = mkdtempSync(join(tmpdir(), 'tertial-formats-'));
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

async function written(format: OtherFormat, scope: Scope, withhold: readonly string[] = []): Promise<string> {
  names += 1;
  const file = join(home, `n${names}`);
  const histories = service.app.get<Feature[]>(FEATURES).flatMap((feature) => feature.histories);
  await exportAs(format, { store, witness }, histories, file, { scope, withhold: new Set(withhold) });
  return readFileSync(file, 'utf8');
}

async function eventOf(type: string): Promise<string> {
  for await (const page of store.readAll(0)) {
    const found = page.find((event) => event.type === type);
    if (found !== undefined) return found.id;
  }
  throw new Error(`No event ${type}.`);
}

describe('CloudEvents 1.0', () => {
  const batch = async (scope: Scope, withhold: readonly string[] = []): Promise<Record<string, unknown>[]> =>
    JSON.parse(await written('cloudevents', scope, withhold));

  it('each event is accepted by the package of its makers', async () => {
    const events = await batch(everything);
    expect(events).toHaveLength(await store.head());
    for (const event of events) expect(new CloudEvent(event, true).validate()).toBe(true);
  });

  it('sorts by its sequence as text into the order of the log, whatever the position', async () => {
    const events = await batch(everything);
    const logged: StoredEvent[] = [];
    for await (const page of store.readAll(0)) logged.push(...ownIn(page));
    const sequence = (event: object) => String(Reflect.get(event, 'sequence'));
    const sorted = events.toSorted((one, other) => (sequence(one) < sequence(other) ? -1 : 1));
    expect(sorted.map(({ id }) => id)).toEqual(logged.map(({ id }) => id));
    const [event] = logged;
    if (event === undefined) throw new Error('There are events.');
    const { header } = partsOf(event);
    const positions = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map(positionOf);
    const sequenceOf = (position: Position) => sequence(cloudEvent(ORIGIN, { ...header, position }, null));
    fc.assert(fc.property(positions, positions, (one, other) => one < other === sequenceOf(one) < sequenceOf(other)));
  });

  it('the batch is accepted as one', async () => {
    const body = await written('cloudevents', matter);
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    const received = [HTTP.toEvent({ headers, body })].flat();
    expect(received.map(({ source }) => source)).toEqual(received.map(() => ORIGIN));
    expect(received.map(({ subject }) => subject)).toContain('exempel.ks.meeting-2026-05-27');
  });

  it('a withheld payload is not in it', async () => {
    const id = await eventOf('MatterVersionSubmitted');
    const event = (await batch(matter, [id])).find((one) => one.id === id);
    expect(event).toMatchObject({ withheld: true });
    expect(event).not.toHaveProperty('data');
  });
});

/** Builds the schema of a list of objects with these text fields, as in the published JSON schema of OCEL 2.0. */
const named = (...fields: readonly string[]) => ({
  type: 'array',
  items: {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field, text(field)])),
    required: fields,
    additionalProperties: false,
  },
});

function text(field: string): object {
  return field === 'time' ? { type: 'string', format: 'date-time' } : { type: 'string' };
}

const typed = {
  type: 'array',
  items: {
    type: 'object',
    properties: { name: text('name'), attributes: named('name', 'type') },
    required: ['name', 'attributes'],
  },
};

const schema = {
  type: 'object',
  properties: {
    eventTypes: typed,
    objectTypes: typed,
    events: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: text('id'),
          type: text('type'),
          time: text('time'),
          attributes: named('name', 'value'),
          relationships: named('objectId', 'qualifier'),
        },
        required: ['id', 'type', 'time'],
      },
    },
    objects: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: text('id'),
          type: text('type'),
          attributes: named('name', 'value', 'time'),
          relationships: named('objectId', 'qualifier'),
        },
        required: ['id', 'type'],
      },
    },
  },
  required: ['eventTypes', 'objectTypes', 'events', 'objects'],
  additionalProperties: false,
};

interface Type {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly type: string }[];
}

interface Ocel {
  readonly eventTypes: readonly Type[];
  readonly objectTypes: readonly Type[];
  readonly events: readonly OcelEvent[];
  readonly objects: readonly OcelObject[];
}

describe('OCEL 2.0', () => {
  const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
  const accepts = new Ajv({ formats: { 'date-time': dateTime } }).compile(schema);
  const log = async (scope: Scope, withhold: readonly string[] = []): Promise<Ocel> =>
    JSON.parse(await written('ocel', scope, withhold));
  const called = ({ objects }: Ocel, id: string) => objects.find((object) => object.id === id);

  it.each([everything, plan, matter])('of $kind is what its schema demands', async (scope) => {
    expect(accepts(await log(scope))).toBe(true);
    expect(accepts.errors).toBeNull();
  });

  it.each([everything, plan, matter])('of $kind refers to nothing that is not there, nor twice', async (scope) => {
    const { objects, events, objectTypes, eventTypes } = await log(scope);
    const ids = objects.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const referred = [...objects, ...events].flatMap(({ relationships }) =>
      relationships.map(({ objectId }) => objectId),
    );
    expect(referred.filter((id) => !ids.includes(id))).toEqual([]);
    const namesOf = (types: readonly Type[]) => types.map(({ name }) => name);
    expect(objects.filter(({ type }) => !namesOf(objectTypes).includes(type))).toEqual([]);
    expect(events.filter(({ type }) => !namesOf(eventTypes).includes(type))).toEqual([]);
    const known = (one: OcelObject) =>
      objectTypes.find(({ name }) => name === one.type)?.attributes.map(({ name }) => name);
    expect(objects.filter((one) => one.attributes.some(({ name }) => known(one)?.includes(name) !== true))).toEqual([]);
    expect(events.filter(({ relationships }) => relationships.length === 0)).toEqual([]);
  });

  it('has the things with their values as they changed, and what they have to do with each other', async () => {
    const ocel = await log(everything);
    const removed = called(ocel, 'exempel.ks.2026.g1.a1');
    const membership = removed?.attributes.filter(({ name }) => name === 'membership').map(({ value }) => value);
    expect(membership).toEqual(['in the plan', 'removed']);
    expect(called(ocel, 'exempel.ks.2026.g1.a1.r1')?.relationships).toEqual([
      { objectId: 'exempel.ks.2026.g1.a1', qualifier: 'proposes to remove' },
      { objectId: 'exempel.ks.dnr-ks-2026-142', qualifier: 'is put to the board by' },
    ]);
    expect(called(ocel, 'exempel.ks.dnr-ks-2026-142')?.relationships).toContainEqual({
      objectId: 'exempel.ks.2026',
      qualifier: 'reports on',
    });
    expect(new Set(ocel.objects.map(({ type }) => type))).toEqual(
      new Set(['steering model', 'plan', 'goal', 'activity', 'proposal', 'matter', 'meeting', 'template']),
    );
  });

  it('of a withheld payload has that it is there, and nothing of what it says', async () => {
    const ocel = await log(matter, [await eventOf('MatterOpened')]);
    expect(JSON.stringify(called(ocel, 'exempel.ks.dnr-ks-2026-142'))).toBe(
      '{"id":"exempel.ks.dnr-ks-2026-142","type":"matter","attributes":[],"relationships":[]}',
    );
    expect(accepts(ocel)).toBe(true);
  });
});

describe('CSV', () => {
  const rows = async (scope: Scope, withhold: readonly string[] = []): Promise<Record<string, string>[]> =>
    parse(await written('csv', scope, withhold), { bom: true, columns: true, delimiter: ';' });

  it('has a row for each event, with its sentence in both languages', async () => {
    const told = await rows(everything);
    expect(told).toHaveLength(await store.head());
    expect(told[0]).toMatchObject({ position: '1', actor: 'cecilia', role: 'CONTROLLER' });
    expect(told[0]?.['sentence sv']).toContain('styrmodellen ”Kommunens styrmodell”');
    expect(told[0]?.['sentence en']).toContain('steering model');
  });

  it('reads each stream once at the most, however many events look at it', async () => {
    const read: string[] = [];
    const counting: EventStore = Object.create(store, {
      readAll: { value: (after: PositionOrStart) => store.readAll(after) },
      readStream: { value: (stream: string, from?: number) => (read.push(stream), store.readStream(stream, from)) },
    });
    const histories = service.app.get<Feature[]>(FEATURES).flatMap((feature) => feature.histories);
    const options = { scope: everything, withhold: new Set<string>() };
    await exportAs('csv', { store: counting, witness }, histories, join(home, 'once'), options);
    expect(read).not.toEqual([]);
    expect(read.filter((stream, at) => read.indexOf(stream) !== at)).toEqual([]);
  });

  it('tells nothing where something is withheld', async () => {
    const told = await rows(matter, [await eventOf('MatterOpened')]);
    expect(told.filter((row) => row['sentence sv'] !== '')).toEqual([]);
  });

  it('has no formula', async () => {
    const fake: EventStore = Object.create(store, {
      readAll: {
        value: async function* () {
          for await (const page of store.readAll(0)) {
            yield page.slice(0, 1).map((event) => ({ ...event, type: '=HYPERLINK("http://x")', stream: '@x-1' }));
            return;
          }
        },
      },
      head: { value: async () => 1 },
    });
    const file = join(home, 'formula');
    const options = { scope: everything, withhold: new Set<string>() };
    await exportAs('csv', { store: fake, witness }, [], file, options);
    const line = readFileSync(file, 'utf8').split('\n')[1];
    expect(line).toContain(`;'@x-1;"'=HYPERLINK(""http://x"")"`);
  });
});

it('of what there is not leaves no file', async () => {
  const before = readdirSync(home);
  const none: Scope = { kind: 'plan', id: idOf('Plan', 'exempel.ks.2031') };
  await expect(written('csv', none)).rejects.toThrow('There are no events of it');
  expect(readdirSync(home)).toEqual(before);
});
