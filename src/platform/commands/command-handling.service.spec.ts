import { randomUUID } from 'node:crypto';
import { board, by, clerk, head, otherClerk, person, system, stranger } from '../../../test/support/given.js';
import { refusalCodes, sampledRefusals, tablesOfRefusals } from '../../../test/support/all-refusals.js';
import { wrongRowsInTurn } from '../../../test/support/wrong-rows.js';
import { all } from '../../../test/stores/store-under-test.js';
import type { Actor } from '../../kernel/permissions.js';
import type { EventOf, Fold } from '../../kernel/fold.js';
import { planRefusals } from '../../plans/plan-refusals.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import { systemCommand } from '../../kernel/reaction.js';
import { type StatesUnderTest, statesUnderTest } from '../../../test/support/states-under-test.js';
import { StoreUnavailable, TooLarge } from '../runtime/store-unavailable.js';
import { TimedOut } from '../runtime/watermark.service.js';
import type { ViewTables } from '../database/state-tables.view.js';
import type { CurrentStates } from '../projections/current-states.service.js';
import { Projection } from '../projections/projection.service.js';
import { CommandHandling } from './command-handling.service.js';
import { newCommandId } from './command-id.service.js';
import { hashOf } from './events-of-command.service.js';
import { canonicalHash } from '../runtime/hashing.service.js';
import { type Decided, GatewayCommand } from './gateway.command.js';
import { IssuedCommand, IssuedCommandHandler } from './issued.command.js';
import { openEmbedded } from '../database/embedded-database.service.js';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import { createEventTables } from '../event-store/event-tables.service.js';
import { SqlEventStore } from '../event-store/sql-event-store.service.js';

type ListEvent = EventOf<'ListOpened', { name: string }> | EventOf<'LineAdded', { line: string }>;
type List = { readonly name: string | null; readonly lines: readonly string[] };

const listFold: Fold<List, ListEvent> = {
  kind: 'list',
  initial: { name: null, lines: [] },
  events: { ListOpened: [], LineAdded: [(line) => ({ line })] },
  evolve: (list, { type, data }) =>
    type === 'ListOpened' ? { ...list, name: data.name } : { ...list, lines: [...list.lines, data.line] },
};

class AddLines extends GatewayCommand<ListEvent> {
  readonly commandName = 'reportStatus';

  constructor(
    readonly id: string,
    readonly lines: readonly string[],
  ) {
    super();
  }
}

const addLineCommand = systemCommand({
  name: 'voidStatus',
  fold: listFold,
  id: ({ id }: { id: string; line: string }) => id,
  rule: ({ line }): ListEvent[] => [{ type: 'LineAdded', data: { line } }],
});

interface Sent {
  readonly id: string;
  readonly lines?: readonly string[];
  readonly actor?: Actor;
  readonly commandId?: string;
  readonly isFresh?: boolean;
  readonly expectedRevision?: number;
}

function command({
  id,
  lines = ['mjölk'],
  actor = clerk,
  commandId = randomUUID(),
  isFresh,
  expectedRevision,
}: Sent): AddLines {
  const made = new AddLines(id, lines);
  if (expectedRevision !== undefined) made.expectedRevision = expectedRevision;
  made.stamp = { ...by(actor), commandId, correlationId: commandId, causationId: null, ...(isFresh && { isFresh }) };
  return made;
}

/** A command that came without an id, as the gateway gives it. */
function commandWithoutId(sent: Sent): AddLines {
  const { personId } = sent.actor ?? clerk;
  return command({ ...sent, commandId: newCommandId(hashOf(command(sent), personId)), isFresh: true });
}

/** Adds each line with one event. The rule accepts any state of the list. */
function add(handling: CommandHandling, sent: AddLines): Promise<Decided<ListEvent>> {
  return handling.decide(listFold, sent.id, sent, () =>
    sent.lines.map((line) => ({ type: 'LineAdded', data: { line } })),
  );
}

/** Opens a list. The rule refuses a list that is open already. */
function open(handling: CommandHandling, sent: AddLines): Promise<Decided<ListEvent>> {
  return handling.decide(listFold, sent.id, sent, ({ name }) => {
    if (name !== null) throw new Refusal(planRefusals.PLAN_EXISTS, { planId: sent.id });
    return [{ type: 'ListOpened', data: { name: sent.lines.join() } }];
  });
}

async function refusal(attempt: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await attempt.then(
    () => 'accepted',
    (reason: unknown) => reason,
  );
  if (error instanceof Refusal) return error;
  throw new Error(`Not refused: ${String(error)}`);
}

function codeOf(result: PromiseSettledResult<unknown>): string {
  if (result.status === 'fulfilled') return 'accepted';
  return result.reason instanceof Refusal ? result.reason.code : 'error';
}

/** Returns the real store with some methods replaced. */
function storeWith(instead: Partial<EventStore>): EventStore {
  return {
    append: (...given) => store.append(...given),
    readStream: (...given) => store.readStream(...given),
    readAll: (...given) => store.readAll(...given),
    readGrouped: (...given) => store.readGrouped(...given),
    head: () => store.head(),
    eventAt: (position) => store.eventAt(position),
    subscribe: (...given) => store.subscribe(...given),
    ...instead,
  };
}

let close: () => Promise<void>;
let store: EventStore;
let followed: StatesUnderTest;
let unfollowed: StatesUnderTest;
let handling: CommandHandling;
let current: CurrentStates;
let id: string;

beforeAll(async () => {
  const database = await openEmbedded<ViewTables>('memory');
  await createEventTables(database.db);
  const projection = new Projection(database.db, 'views', [listFold], []);
  await projection.create();
  store = new SqlEventStore(database.db);
  const states = () => statesUnderTest(store, database.db.withSchema('views'), [listFold]);
  [followed, unfollowed] = [states(), states()];
  await followed.tail.start();
  close = async () => {
    await followed.tail.stop();
    await database.close();
  };
});

afterAll(() => close());

/** Makes the command handling of another process, which shares nothing with the first one except the log. */
function inAnotherProcess(): CommandHandling {
  return new CommandHandling(store, current);
}

beforeEach(() => {
  id = `exempel.ks.${randomUUID()}`;
});

describe.each([['in memory'], ['in its stream']])('decided on the state %s:', (where) => {
  beforeEach(() => {
    ({ current } = where === 'in memory' ? followed : unfollowed);
    handling = new CommandHandling(store, current);
  });

  function stored(of = id): Promise<StoredEvent[]> {
    return all(store.readStream(`list-${of}`));
  }

  describe('somebody whose the thing is not', () => {
    const asARuleDoes = (sent: AddLines) =>
      handling.decide(listFold, sent.id, sent, () => {
        throw new Refusal(refusals.NOT_FOUND, { id: sent.id });
      });

    it('rule 43: is told nothing of what has been changed, whatever revision they expect', async () => {
      await add(handling, command({ id }));
      const guess = command({ id, actor: stranger, expectedRevision: 7 });
      expect(await refusal(asARuleDoes(guess))).toMatchObject({ code: 'NOT_FOUND' });
    });

    it('rule 43: is told nothing of the command ids that have been used', async () => {
      const sent = command({ id });
      await add(handling, sent);
      const guess = command({ id, actor: stranger, commandId: sent.stamp.commandId });
      expect(await refusal(asARuleDoes(guess))).toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  describe('the same command id', () => {
    it('rule 41: has one effect and the same answer, whatever has happened since', async () => {
      const sent = command({ id, lines: ['mjölk', 'bröd'] });
      const first = await add(handling, sent);
      await add(handling, command({ id }));
      const again = await add(handling, sent);
      expect(first).toMatchObject({ revision: 1, position: (await stored())[1]?.position });
      expect(again).toMatchObject({ revision: first.revision, position: first.position });
      expect(again.events).toMatchObject(first.events);
      expect(await stored()).toHaveLength(3);
    });

    it('rule 41: is answered even when the rule would refuse it now, and when what it expected is long past', async () => {
      const sent = command({ id });
      const first = await open(handling, sent);
      expect(await open(handling, sent)).toMatchObject({ position: first.position });
      const expecting = command({ id, expectedRevision: 0 });
      const { position } = await add(handling, expecting);
      await add(handling, command({ id }));
      expect(await add(handling, expecting)).toMatchObject({ position, revision: 1 });
    });

    it('rule 41: sent many times at once has one effect, and all get the same answer', async () => {
      const sent = command({ id, lines: ['mjölk', 'bröd'] });
      const answers = await Promise.all(Array.from({ length: 10 }, () => add(inAnotherProcess(), sent)));
      expect(new Set(answers.map(({ position, revision }) => `${position} ${revision}`)).size).toBe(1);
      expect(answers.map(({ events }) => events.map(({ type }) => type))).toEqual(
        answers.map(() => ['LineAdded', 'LineAdded']),
      );
      expect(await stored()).toHaveLength(2);
    });

    it('rule 41: with another content is refused', async () => {
      const sent = command({ id });
      await add(handling, sent);
      const { commandId } = sent.stamp;
      const other = command({ id, lines: ['ost'], commandId });
      expect(await refusal(add(handling, other))).toMatchObject({ code: 'COMMAND_ID_REUSED', details: { commandId } });
      expect(await stored()).toHaveLength(1);
    });

    it('rule 41: with another content at the same instant: one is accepted, the other refused', async () => {
      const commandId = randomUUID();
      const rivals = ['mjölk', 'bröd', 'ost', 'te'].map((line) => command({ id, lines: [line], commandId }));
      const results = await Promise.allSettled(rivals.map((sent) => add(inAnotherProcess(), sent)));
      expect(results.map(codeOf).sort()).toEqual([
        'COMMAND_ID_REUSED',
        'COMMAND_ID_REUSED',
        'COMMAND_ID_REUSED',
        'accepted',
      ]);
      expect(await stored()).toHaveLength(1);
    });

    it('rule 41: is the same whether in small letters or capitals', async () => {
      const sent = command({ id });
      const { position } = await open(handling, sent);
      const inCapitals = command({ id, commandId: sent.stamp.commandId.toUpperCase() });
      expect(await open(handling, inCapitals)).toMatchObject({ position });
      expect(await stored()).toHaveLength(1);
    });

    it('rule 41: on another stream is refused', async () => {
      const sent = command({ id });
      await add(handling, sent);
      const elsewhere = command({ id: `${id}-2`, commandId: sent.stamp.commandId });
      expect(await refusal(add(handling, elsewhere))).toMatchObject({ code: 'COMMAND_ID_REUSED' });
      expect(await stored(elsewhere.id)).toEqual([]);
    });

    it('rule 41: that the service has made has one effect when the client sends it', async () => {
      const sent = commandWithoutId({ id });
      const { position } = await open(handling, sent);
      await add(handling, command({ id }));
      const { commandId } = sent.stamp;
      expect(await open(handling, command({ id, commandId }))).toMatchObject({ position, revision: 0 });
      expect(await add(handling, command({ id, commandId }))).toMatchObject({ position, revision: 0 });
      expect(await stored()).toHaveLength(2);
    });

    it('rule 41: that the service has made is taken from the client when nothing was written by it', async () => {
      const { commandId } = commandWithoutId({ id }).stamp;
      await add(handling, command({ id }));
      expect(await add(handling, command({ id, commandId }))).toMatchObject({ revision: 1 });
      expect(await add(handling, command({ id, commandId }))).toMatchObject({ revision: 1 });
      expect(await stored()).toHaveLength(2);
    });

    it.each([
      ['on another stream', { id: 'exempel.ks.another' }],
      ['with another content', { lines: ['ost'] }],
      ['by another person', { actor: otherClerk }],
    ])('rule 41: that the service has made is refused %s, whether it was used or not', async (_, other) => {
      const { commandId } = commandWithoutId({ id }).stamp;
      const elsewhere = command({ id, ...other, commandId });
      expect(await refusal(add(handling, elsewhere))).toMatchObject({ code: 'COMMAND_ID_REUSED' });
      expect([...(await stored()), ...(await stored(elsewhere.id))]).toEqual([]);
    });

    it('rule 41: by another person is refused', async () => {
      const sent = command({ id });
      await add(handling, sent);
      const someoneElses = command({ id, commandId: sent.stamp.commandId, actor: otherClerk });
      expect(await refusal(add(handling, someoneElses))).toMatchObject({ code: 'COMMAND_ID_REUSED' });
      expect(await stored()).toHaveLength(1);
    });
  });

  describe('an expected revision', () => {
    it('rule 42: that is stale is refused, telling what has been changed, by whom and when', async () => {
      await add(handling, command({ id }));
      await add(handling, command({ id, actor: otherClerk, lines: ['ost', 'te'] }));
      const [, ...changes] = await stored();
      const late = await refusal(add(handling, command({ id, expectedRevision: 0 })));
      expect(late).toMatchObject({ code: 'REVISION_CONFLICT' });
      expect(late.details).toEqual({
        expected: 0,
        actual: 2,
        changes: changes.map(({ recordedAt }) => ({
          event: 'LineAdded',
          actor: 'hedda',
          role: 'CLERK',
          at: recordedAt,
        })),
      });
      expect(await stored()).toHaveLength(3);
    });

    it('rule 42: that is right is accepted, and so is none', async () => {
      await add(handling, command({ id }));
      expect(await add(handling, command({ id, expectedRevision: 0 }))).toMatchObject({ revision: 1 });
      expect(await add(handling, command({ id }))).toMatchObject({ revision: 2 });
    });

    it('rule 42: of something that is not there, or that has never been, is refused', async () => {
      const early = await refusal(add(handling, command({ id, expectedRevision: 0 })));
      expect(early).toMatchObject({ code: 'REVISION_CONFLICT', details: { expected: 0, actual: -1, changes: [] } });
      await add(handling, command({ id }));
      const ahead = await refusal(add(handling, command({ id, expectedRevision: 7 })));
      expect(ahead).toMatchObject({ code: 'REVISION_CONFLICT', details: { expected: 7, actual: 0, changes: [] } });
    });

    it('rule 42: lets exactly one of many go on from the same revision', async () => {
      await add(handling, command({ id }));
      const rivals = Array.from({ length: 8 }, () => add(inAnotherProcess(), command({ id, expectedRevision: 0 })));
      const codes = (await Promise.allSettled(rivals)).map(codeOf);
      expect(codes.filter((code) => code === 'accepted')).toHaveLength(1);
      expect(codes.filter((code) => code === 'REVISION_CONFLICT')).toHaveLength(7);
      expect(await stored()).toHaveLength(2);
    });
  });

  describe('a rule', () => {
    it('rule 45: that refuses changes nothing and appends nothing', async () => {
      await open(handling, command({ id }));
      const before = await store.head();
      expect(await refusal(open(handling, command({ id })))).toMatchObject({ code: 'PLAN_EXISTS' });
      expect(await store.head()).toBe(before);
      expect(await handling.read(listFold, id)).toEqual({ name: 'mjölk', lines: [] });
    });

    it('rule 45: that refuses with any code appends nothing, and leaves the state as it was', async () => {
      await open(handling, command({ id }));
      const before = await store.head();
      const every = Object.values(tablesOfRefusals).flatMap((table) => sampledRefusals(table));
      const wrong = await wrongRowsInTurn(every, async (one) => {
        const sent = command({ id });
        const answer = await refusal(
          handling.decide(listFold, id, sent, () => {
            throw one;
          }),
        );
        expect(answer.code).toBe(one.code);
        expect(await store.head()).toBe(before);
        expect(await handling.read(listFold, id)).toEqual({ name: 'mjölk', lines: [] });
      });
      expect(wrong).toEqual([]);
      expect([...new Set(every.map(({ code }) => code))].sort()).toEqual([...new Set(refusalCodes)].sort());
    });

    it('rule 45: may be asked again with the id of a command that was refused', async () => {
      await open(handling, command({ id }));
      const refused = command({ id });
      await refusal(open(handling, refused));
      expect(await add(handling, refused)).toMatchObject({ revision: 1 });
    });

    it('with nothing to do appends nothing, and answers where the stream stands', async () => {
      expect(await add(handling, command({ id, lines: [] }))).toEqual({ events: [], position: 0, revision: 0 });
      const { position } = await add(handling, command({ id, lines: ['mjölk', 'ost'] }));
      expect(await add(handling, command({ id, lines: [] }))).toEqual({ events: [], position, revision: 1 });
      expect(await stored()).toHaveLength(2);
    });

    it('sees the newest state, made of all that came before', async () => {
      await open(handling, command({ id, lines: ['Handla'] }));
      await add(handling, command({ id, lines: ['ost', 'te'] }));
      expect(await handling.read(listFold, id)).toEqual({ name: 'Handla', lines: ['ost', 'te'] });
      expect(await handling.read(listFold, `${id}-2`)).toBe(listFold.initial);
    });
  });

  describe('a race', () => {
    it('of two processes on one stream: both are decided, the loser anew', async () => {
      const seen: number[] = [];
      const rivals = ['ost', 'te'].map((line) =>
        inAnotherProcess().decide(listFold, id, command({ id, lines: [line] }), ({ lines }): ListEvent[] => {
          seen.push(lines.length);
          return [{ type: 'LineAdded', data: { line } }];
        }),
      );
      const revisions = (await Promise.all(rivals)).map(({ revision }) => revision);
      expect(revisions.sort()).toEqual([0, 1]);
      expect(seen.toSorted()).toEqual([0, 0, 1]);
    });

    it('of many processes to begin the same thing: exactly one does', async () => {
      const rivals = Array.from({ length: 10 }, (_, n) =>
        open(inAnotherProcess(), command({ id, lines: [String(n)] })),
      );
      const codes = (await Promise.allSettled(rivals)).map(codeOf);
      expect(codes.filter((code) => code === 'accepted')).toHaveLength(1);
      expect(codes.filter((code) => code === 'PLAN_EXISTS')).toHaveLength(9);
      expect(await stored()).toHaveLength(1);
    });

    it('of 64 on one stream: each takes effect once, and none is told that it is busy', async () => {
      const lines = Array.from({ length: 64 }, (_, n) => `rad ${n}`);
      const results = await Promise.allSettled(lines.map((line) => add(handling, command({ id, lines: [line] }))));
      expect(results.map(codeOf).filter((code) => code !== 'accepted')).toEqual([]);
      const added = (await handling.read(listFold, id)).lines;
      expect(added.toSorted()).toEqual(lines.toSorted());
      const places = (await stored()).map(({ revision, position }) => `${revision} ${position}`);
      const answers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(answers.map(({ revision, position }) => `${revision} ${position}`).sort()).toEqual(places.sort());
    });

    it('is not run within a process, and a rule that refuses keeps no other waiting', async () => {
      const seen: number[] = [];
      const asked = ['ost', 'fel', 'te'].map((line) =>
        handling.decide(listFold, id, command({ id, lines: [line] }), ({ lines }): ListEvent[] => {
          seen.push(lines.length);
          if (line === 'fel') throw new Refusal(planRefusals.COMMENT_MISSING, {});
          return [{ type: 'LineAdded', data: { line } }];
        }),
      );
      expect((await Promise.allSettled(asked)).map(codeOf)).toEqual(['accepted', 'COMMENT_MISSING', 'accepted']);
      // A refusal in memory is asked for again on the stream.
      expect(seen).toEqual(where === 'in memory' ? [0, 1, 1, 1] : [0, 1, 1]);
    });

    it('that is always lost is given up, and nothing has been appended', async () => {
      let seconds = 0;
      const clock = performance.now;
      performance.now = () => (seconds += 1) * 1_000;
      const losing = new CommandHandling(
        storeWith({ append: async () => ({ outcome: 'wrong revision', actual: 7 }) }),
        current,
      );
      try {
        expect(await refusal(add(losing, command({ id })))).toMatchObject({ code: 'BUSY', details: {} });
      } finally {
        performance.now = clock;
      }
      expect(seconds).toBe(7);
      expect(await stored()).toEqual([]);
    });
  });

  describe('a store that fails', () => {
    it('before the newest events are read: nothing is refused by a state that may be old', async () => {
      const late: CurrentStates = Object.assign(Object.create(current), {
        at: current.at.bind(current),
        reached: current.reached.bind(current),
        upToDate: () => Promise.reject(new TimedOut('late')),
      });
      await open(handling, command({ id }));
      const again = open(new CommandHandling(store, late), command({ id }));
      await expect(again).rejects.toBeInstanceOf(StoreUnavailable);
    });

    const cut = async (): Promise<never> => {
      throw new Error('The line was cut.');
    };

    /** Appends the events, and then throws instead of answering. */
    const arrivesAndIsCut: EventStore['append'] = async (...given) => {
      await store.append(...given);
      return cut();
    };

    it('after it has written: the command is answered as accepted, once', async () => {
      const unsure = new CommandHandling(storeWith({ append: arrivesAndIsCut }), current);
      const sent = command({ id, lines: ['ost', 'te'] });
      const { events, ...place } = await add(unsure, sent);
      expect(place).toEqual({ revision: 1, position: (await stored())[1]?.position });
      expect(events).toMatchObject([{ data: { line: 'ost' } }, { data: { line: 'te' } }]);
      expect(await add(handling, sent)).toMatchObject(place);
      expect(await stored()).toHaveLength(2);
    });

    it('after it has written, with the id of a command with another content: refused', async () => {
      const sent = command({ id });
      const other = command({ id, lines: ['ost'], commandId: sent.stamp.commandId });
      const overtaken = new CommandHandling(
        storeWith({
          append: async () => {
            await add(handling, sent);
            return cut();
          },
        }),
        current,
      );
      expect(await refusal(add(overtaken, other))).toMatchObject({ code: 'COMMAND_ID_REUSED' });
      expect(await stored()).toHaveLength(1);
    });

    it('before it has written: the outcome is unknown, and the same command can be sent again', async () => {
      const failing = new CommandHandling(storeWith({ append: cut }), current);
      const sent = command({ id });
      const unknown = await refusal(add(failing, sent));
      expect(unknown).toMatchObject({ code: 'OUTCOME_UNKNOWN', details: { commandId: sent.stamp.commandId } });
      expect(unknown.cause).toMatchObject({ message: 'The line was cut.' });
      expect(await stored()).toEqual([]);
      expect(await add(handling, sent)).toMatchObject({ revision: 0 });
    });

    it('and stays out of reach: the outcome is unknown', async () => {
      let isCut = false;
      const gone = new CommandHandling(
        storeWith({
          append: async (...given) => {
            isCut = true;
            return arrivesAndIsCut(...given);
          },
          async *readStream(...given) {
            if (isCut) await cut();
            yield* store.readStream(...given);
          },
        }),
        current,
      );
      const sent = command({ id });
      expect(await refusal(add(gone, sent))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
      expect(await add(handling, sent)).toMatchObject({ revision: 0 });
      expect(await stored()).toHaveLength(1);
    });

    it('and does not take so much at once: refused with both sizes, and a dry run tells it too', async () => {
      const append = () => Promise.reject(new TooLarge(2_000_000, 1_048_576));
      const small = new CommandHandling(storeWith({ append }), current);
      for (const dryRun of [false, true]) {
        const { code, details } = await refusal(add(small, Object.assign(command({ id }), { dryRun })));
        const sizes = { bytes: 2_000_000, most: 1_048_576 };
        expect({ code, details }).toEqual({ code: 'TOO_LARGE_TO_SAVE', details: sizes });
      }
      await add(handling, Object.assign(command({ id }), { dryRun: true }));
      expect(await stored()).toEqual([]);
    });

    it('before anything is read: the error is its own, for nothing can have been written', async () => {
      const { append } = store;
      const silent = new CommandHandling(
        {
          ...storeWith({ append }),
          readStream: () => ({ [Symbol.asyncIterator]: () => ({ next: cut }) }),
        },
        unfollowed.current,
      );
      await expect(add(silent, command({ id }))).rejects.toThrow('The line was cut.');
    });
  });

  describe('what is recorded', () => {
    it('is who, in which role, in which municipality, and what it came of', async () => {
      const sent = command({ id, actor: clerk });
      await add(handling, sent);
      const [event] = await stored(sent.id);
      const { commandId } = sent.stamp;
      expect(event?.metadata).toEqual({
        municipalityId: 'exempel',
        actor: 'hans',
        role: 'CLERK',
        salt: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
        commandId,
        commandHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        correlationId: commandId,
        causationId: null,
      });
      expect(event).toMatchObject({ type: 'LineAdded', version: 2, data: { line: 'mjölk' }, revision: 0 });
    });

    it('names the role that has the command, of those that the person holds for the board', async () => {
      const many = { ...clerk, grants: [...head.grants, ...person('hans', 'SECRETARY').grants, ...clerk.grants] };
      await add(handling, command({ id, actor: many }));
      expect((await stored())[0]?.metadata.role).toBe('CLERK');
    });

    it('rule 54: names a deputy, and the person for whom they act', async () => {
      const grant = { boardId: board, role: 'CLERK', actingFor: clerk.personId } as const;
      await add(handling, command({ id, actor: { ...otherClerk, grants: [grant] } }));
      expect((await stored())[0]?.metadata).toMatchObject({ actor: 'hedda', role: 'CLERK', actingFor: 'hans' });
    });

    it('names the event that a command of Tertial itself answers', async () => {
      const [commandId, correlationId, causationId] = [randomUUID(), randomUUID(), randomUUID()];
      const stamp = { ...by(system), commandId, correlationId, causationId };
      await new IssuedCommandHandler(handling).execute(new IssuedCommand(addLineCommand({ id, line: 'ost' }), stamp));
      const [event] = await stored();
      expect(event?.metadata).toMatchObject({ actor: 'system', role: 'SYSTEM', commandId, correlationId, causationId });
    });

    it("has a hash of a system command's name and data, as it has always been", async () => {
      const stamp = { ...by(system), commandId: randomUUID(), correlationId: randomUUID(), causationId: randomUUID() };
      await new IssuedCommand(addLineCommand({ id, line: 'ost' }), stamp).decideBy(handling);
      const [event] = await stored();
      const content = { commandName: 'voidStatus', data: { id, line: 'ost' }, by: 'system' };
      expect(event?.metadata.commandHash).toBe(canonicalHash(content));
    });

    it('has a hash of the content and the person, which neither the id nor the expected revision changes', async () => {
      await add(handling, command({ id }));
      await add(handling, command({ id, expectedRevision: 0 }));
      await add(handling, command({ id, lines: ['ost'] }));
      await add(handling, command({ id, actor: otherClerk }));
      const [first, same, otherContent, otherPerson] = (await stored()).map(({ metadata }) => metadata.commandHash);
      expect(same).toBe(first);
      expect(new Set([first, otherContent, otherPerson]).size).toBe(3);
    });
  });
});
