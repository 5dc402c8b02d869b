import { setImmediate as turn } from 'node:timers/promises';
import { TownUnderTest } from '../../../test/support/leader-election-under-test.js';
import { TimedOut } from '../runtime/watermark.service.js';
import { Checkpoints } from './checkpoints.service.js';

const CHANNEL = 'tertial_views';
const nowhere = { viewed: 0, reacted: 0, caused: 0 };

let town: TownUnderTest;
/** The positions that the simulated database contains. */
let stored: { viewed: number; reacted: number; caused: number };
let looks: number;
let isUnreadable: boolean;
let one: Checkpoints;
let other: Checkpoints;

beforeEach(() => {
  [town, stored, looks, isUnreadable] = [new TownUnderTest(), nowhere, 0, false];
  [one, other] = [newCheckpoints(), newCheckpoints()];
  looks = 0;
});

function newCheckpoints(channel = CHANNEL): Checkpoints {
  const checkpoints = new Checkpoints(town.newProcess(), channel, async () => {
    looks += 1;
    await turn();
    if (isUnreadable) throw new Error('There is no table.');
    return stored;
  });
  checkpoints.follow();
  return checkpoints;
}

/** Watches a promise, so that a test can ask whether it has resolved. */
function waiting(work: Promise<void>): { readonly work: Promise<void>; isOver(): Promise<boolean> } {
  let isOver = false;
  const watched = work.then(() => {
    isOver = true;
  });
  return {
    work: watched,
    isOver: async () => {
      for (let n = 0; n < 3; n += 1) await turn();
      return isOver;
    },
  };
}

describe('the position of the views', () => {
  it('is known at once to the process that moved it', async () => {
    one.viewedTo(5);
    expect(one.viewed).toBe(5);
    await one.reached(5);
    await expect(one.reached(6, 10)).rejects.toThrow(TimedOut);
  });

  it('reaches the other processes that wait for it', async () => {
    const wait = waiting(other.reached(5));
    one.viewedTo(4);
    expect(await wait.isOver()).toBe(false);
    one.viewedTo(5);
    await wait.work;
    expect(other.viewed).toBe(5);
  });

  it('does not reach processes with other views', async () => {
    const stranger = newCheckpoints('tertial_other_views');
    one.viewedTo(5);
    await turn();
    expect(stranger.viewed).toBe(0);
  });

  it('never goes back', async () => {
    one.viewedTo(5);
    one.viewedTo(3);
    other.viewedTo(4);
    town.cry(CHANNEL, JSON.stringify({ viewed: 2, reacted: 0, caused: 0 }));
    town.cry(CHANNEL);
    await turn();
    await turn();
    expect([one.viewed, other.viewed]).toEqual([5, 5]);
  });

  it('is read at the start, and when a notification may have been lost', async () => {
    stored = { viewed: 7, reacted: 0, caused: 0 };
    const late = newCheckpoints();
    await late.reached(7, 1_000);
    town.isCutOff = true;
    one.viewedTo(9);
    await turn();
    expect(late.viewed).toBe(7);
    stored = { viewed: 9, reacted: 0, caused: 0 };
    town.cry(CHANNEL);
    await late.reached(9, 1_000);
  });

  it('is not read before it is followed', async () => {
    stored = { viewed: 7, reacted: 0, caused: 0 };
    const early = new Checkpoints(town.newProcess(), CHANNEL, () => Promise.resolve(stored));
    town.cry(CHANNEL);
    await turn();
    expect(early.viewed).toBe(0);
    early.follow();
    await early.reached(7, 1_000);
  });

  it('stays the same while it cannot be read', async () => {
    isUnreadable = true;
    town.cry(CHANNEL);
    await turn();
    await turn();
    expect(other.viewed).toBe(0);
    isUnreadable = false;
    stored = { ...nowhere, viewed: 7 };
    town.cry(CHANNEL);
    await other.reached(7, 1_000);
  });

  it.each([
    'no JSON',
    '',
    'null',
    '7',
    '{}',
    '{"viewed":9}',
    '{"viewed":"x","reacted":9,"caused":9}',
    '{"viewed":9,"reacted":null,"caused":9}',
    '{"viewed":9,"reacted":9,"caused":1e400}',
    '{"viewed":9.5,"reacted":9,"caused":9}',
  ])('is read after a malformed notification: %j', async (news) => {
    stored = { viewed: 7, reacted: 7, caused: 7 };
    expect(() => {
      town.cry(CHANNEL, news);
    }).not.toThrow();
    expect(looks).toBe(2);
    await other.settled(7, 1_000);
    expect(other.viewed).toBe(7);
    await expect(other.settled(8, 10)).rejects.toThrow(TimedOut);
  });
});

describe('waiting for a position to settle', () => {
  it.each([
    ['in the process that leads', () => one],
    ['in another', () => other],
  ])('waits for the reactions and until the views include their events, %s', async (_, whose) => {
    const wait = waiting(whose().settled(5, 5_000));
    one.viewedTo(5);
    expect(await wait.isOver()).toBe(false);
    one.reactedTo(5, 7);
    expect(await wait.isOver()).toBe(false);
    one.viewedTo(7);
    expect(await wait.isOver()).toBe(false);
    one.reactedTo(7, 7);
    await wait.work;
  });

  it('waits for the views when no reaction follows', async () => {
    const wait = waiting(one.settled(5, 5_000));
    one.reactedTo(5, 3);
    expect(await wait.isOver()).toBe(false);
    one.viewedTo(5);
    await wait.work;
  });

  it('waits for a whole chain of reactions, but not forever while others go on', async () => {
    const wait = waiting(one.settled(1, 5_000));
    one.viewedTo(100);
    for (const position of [1, 2, 3, 4]) {
      one.reactedTo(position, position + 1);
      expect(await wait.isOver()).toBe(false);
    }
    one.reactedTo(5, 6);
    await wait.work;
  });

  it('notices a reaction whose notification was lost', async () => {
    const wait = waiting(other.settled(5, 5_000));
    town.isCutOff = true;
    one.viewedTo(7);
    one.reactedTo(7, 7);
    expect(await wait.isOver()).toBe(false);
    stored = { viewed: 7, reacted: 7, caused: 7 };
    town.cry(CHANNEL);
    await wait.work;
  });

  it.each([
    ['reactions', () => one.viewedTo(5)],
    ['views', () => one.reactedTo(5, 0)],
  ])('times out when the %s take too long', async (_, happen) => {
    happen();
    await expect(one.settled(5, 20)).rejects.toThrow(TimedOut);
  });
});
