import { LeaderWatch } from './leader-watch.service.js';

const { jest } = import.meta;

const DEADLINE = 3_000;

describe('the watch on the leader', () => {
  let asked: number[];
  let watch: LeaderWatch;

  function watching(isCluster: boolean): void {
    const ask = (milliseconds: number): Promise<void> => {
      asked.push(milliseconds);
      return Promise.resolve();
    };
    watch = new LeaderWatch({ isCluster, deadline: DEADLINE, ask });
  }

  beforeEach(() => {
    jest.useFakeTimers();
    asked = [];
  });

  afterEach(() => {
    watch.close();
    jest.useRealTimers();
  });

  it('asks every ten seconds when nobody waits for an answer, so that a live subscription is not all it goes by', () => {
    for (const isCluster of [false, true]) {
      asked = [];
      watching(isCluster);
      jest.advanceTimersByTime(9_999);
      expect(asked).toEqual([]);
      jest.advanceTimersByTime(1);
      expect(asked).toEqual([DEADLINE]);
      jest.advanceTimersByTime(20_000);
      expect(asked).toHaveLength(3);
      watch.close();
    }
  });

  it('asks soon when a leader that others can replace leaves a call without an answer, and not after the answer', () => {
    watching(true);
    const call = {};
    watch.waits(call);
    jest.advanceTimersByTime(500);
    expect(asked).toEqual([]);
    jest.advanceTimersByTime(250);
    expect(asked).toEqual([1_000]);
    watch.answered(call);
    jest.advanceTimersByTime(5_000);
    expect(asked).toHaveLength(1);
  });

  it('does not ask so when there is one node, or when it is closed', () => {
    watching(false);
    watch.waits({});
    jest.advanceTimersByTime(5_000);
    expect(asked).toEqual([]);
    watch.close();
    jest.advanceTimersByTime(60_000);
    expect(asked).toEqual([]);
  });
});
