import { keptTree, leaves, rootByDefinition, sha256 } from '../../test/support/log-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { inclusionParts, proofFrom } from '../evidence/merkle-proof.js';
import { leavesInCommon, type RootAt, rootBefore } from './tree-departure.js';

const MOST = 40;
const hashes = leaves(MOST);

function rootsOf(all: readonly Uint8Array[]): RootAt {
  return async (size) => rootByDefinition(all.slice(0, size));
}

describe('the leaves that two logs have in common', () => {
  it.each([0, 1, 15, 16, 31, 39])('end before the leaf %i that is another', async (changed) => {
    const others = hashes.with(changed, sha256(Uint8Array.of(1)));
    expect(await leavesInCommon(rootsOf(hashes), rootsOf(others), MOST)).toBe(changed);
  });

  it('are all when none is another, and none when there are none', async () => {
    expect(await leavesInCommon(rootsOf(hashes), rootsOf(hashes), MOST)).toBe(MOST);
    expect(await leavesInCommon(rootsOf(hashes), rootsOf([]), 0)).toBe(0);
  });
});

describe('the root of what is before a leaf', () => {
  it('is in the proof of each leaf of each tree', () => {
    const wrong = wrongRows([1, 2, 3, 7, 8, 33, MOST], (size) => {
      const { hashAt } = keptTree(hashes);
      for (let index = 0; index < size; index += 1) {
        const proof = proofFrom(sha256, inclusionParts(index, size), hashAt);
        expect(rootBefore(sha256, index, size, proof)).toEqual(rootByDefinition(hashes.slice(0, index)));
      }
    });
    expect(wrong).toEqual([]);
  });
});
