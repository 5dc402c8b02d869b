// The longest specs go first, so that the processes in which specs run end together. Jest sees to it by itself where it
// has run them before. In a clean clone it begins with the largest files: the conformance of a store is a few lines.

import Sequencer from '@jest/test-sequencer';

const longest = ['/test/stores/', '/test/journeys/', '/test/process/', '.service.spec.'];

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.every(({ duration }) => duration !== undefined)) return sorted;
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ path }) {
  const place = longest.findIndex((part) => path.includes(part));
  return place < 0 ? longest.length : place;
}
