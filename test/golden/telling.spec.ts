import { type AnyEvent, type Fold, streamOf, versionOf } from '../../src/kernel/fold.js';
import { matters } from '../../src/matters/matters.module.js';
import { meetings } from '../../src/meetings/meetings.module.js';
import { plans } from '../../src/plans/plans.module.js';
import { removals } from '../../src/removals/removals.module.js';
import { steeringModels } from '../../src/steering-models/steering-models.module.js';
import { clerk } from '../support/given.js';
import { lookingAt, storedIn } from '../support/telling-under-test.js';
import { type Golden, goldens } from './events.js';

// Each event that is in the log can be told to whoever reads its history, in each language.

const narrations = [steeringModels, plans, removals, matters, meetings].flatMap((feature) => feature.narrations);

/** Where the golden samples of each kind happen. */
const ids: Readonly<Record<string, string>> = {
  steeringModel: 'exempel.model-standard',
  plan: 'exempel.ks.2026',
  goal: 'exempel.ks.2026.g1',
  removal: 'exempel.ks.2026.g1.a1',
  matter: 'exempel.ks.dnr-ks-2026-7',
  meeting: 'exempel.ks.meeting-2026-05-27',
  reviewChain: 'exempel.ks',
};

function goldenStream({ fold, samples }: Golden) {
  const name = streamOf(fold, ids[fold.kind] ?? '');
  const stored = Object.entries(samples).map(([type, data], index) =>
    storedIn(name, versionOf(fold, type), { type, data }, index, clerk),
  );
  return { name, stored };
}

const lookAt = lookingAt(...goldens.map(goldenStream));

function narrationOf({ kind }: Fold<unknown, AnyEvent>) {
  const narration = narrations.find((candidate) => candidate.kind === kind);
  if (narration === undefined) throw new Error(`Nobody tells of ${kind}.`);
  return narration;
}

describe.each(goldens)('the history of a $fold.kind', (golden) => {
  const types = Object.keys(golden.fold.events);

  it.each(types)('tells of %s in each language, to go on after who did it', async (type) => {
    const narrator = narrationOf(golden.fold).begin();
    const { stored } = goldenStream(golden);
    const index = stored.findIndex((one) => one.type === type);
    stored.slice(0, index).forEach((one) => narrator.pass(one));
    const event = stored[index];
    if (event === undefined) throw new Error(`${type} has no sample.`);
    const { did, changes } = await narrator.tell(event, lookAt);
    for (const words of [did, ...changes.flatMap(({ what, before, after }) => [what, before, after])]) {
      if (words === null) continue;
      expect(words.sv).not.toBe('');
      expect(words.en).not.toBe('');
      expect(`${words.sv} ${words.en}`).not.toMatch(/\b(?:undefined|null|NaN)\b|\[object| {2}/);
    }
    expect(did.sv).toMatch(/^[a-zåäö].*[^.]$/);
    expect(did.en).toMatch(/^[a-z].*[^.]$/);
  });
});
