import { NotLeaderError } from '@eventstore/db-client';
import { NoAnswer } from './errors.service.js';
import { LeaderSearch } from './leader-search.service.js';
import { Node } from './node.service.js';

const DEADLINE = 5_000;

/** A search among nodes that all answer as told, and how long each had for it, in milliseconds. */
function searching(answers: readonly (Error | null)[], nodes: readonly string[] = ['one:2113']) {
  const had: number[] = [];
  let asked = 0;
  const open = (node: string): Node =>
    Object.create(Node.prototype, {
      node: { value: node },
      close: { value: () => Promise.resolve() },
      lead: {
        value: (milliseconds: number) => {
          had.push(milliseconds);
          const answer = answers[asked] ?? null;
          asked += 1;
          return answer === null ? Promise.resolve() : Promise.reject(answer);
        },
      },
    });
  const search = new LeaderSearch({ nodes, isCluster: false, deadline: DEADLINE, open });
  return { search, had };
}

async function rounds(search: LeaderSearch, count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) await search.round(null).catch(() => null);
}

describe('the search for the leader', () => {
  it('gives silent nodes more time in the next round, because this process may be too busy to hear it', async () => {
    const silent = new NoAnswer();
    const { search, had } = searching([silent, silent, silent, silent, null, null]);
    await rounds(search, 6);
    expect(had).toEqual([1_000, 2_000, 2_000, 2_000, 2_000, 1_000]);
  });

  it('waits no longer for a silent node while another one answers that it does not lead', async () => {
    const follows: NotLeaderError = Object.create(NotLeaderError.prototype, {
      leader: { value: { address: 'one', port: 2113 } },
    });
    const { search, had } = searching([new NoAnswer(), follows, new NoAnswer(), follows], ['one:2113', 'two:2113']);
    await rounds(search, 2);
    expect(had).toEqual([1_000, 1_000, 1_000, 1_000]);
  });
});
