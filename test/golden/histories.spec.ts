import { readFileSync, writeFileSync } from 'node:fs';
import { referencedEntities } from '../../src/kernel/referenced-entities.js';
import { matters } from '../../src/matters/matters.module.js';
import { meetings } from '../../src/meetings/meetings.module.js';
import { plans } from '../../src/plans/plans.module.js';
import { reviews } from '../../src/reviews/reviews.module.js';
import { removals } from '../../src/removals/removals.module.js';
import { documents } from '../../src/documents/documents.module.js';
import { evidence } from '../../src/evidence/evidence.module.js';
import { steeringModels } from '../../src/steering-models/steering-models.module.js';
import { goldenEvents, type GoldenHistory } from './histories.js';
import { goalHistories } from './histories/goals.js';
import { matterHistories } from './histories/matters.js';
import { meetingHistories } from './histories/meetings.js';
import { planHistories } from './histories/plans.js';
import { removalHistories } from './histories/removals.js';
import { adoptedLogHistories } from './histories/adopted-logs.js';
import { documentTemplateHistories, keptDocumentHistories, publicationHistories } from './histories/documents.js';
import { reviewChainHistories } from './histories/review-chains.js';
import { steeringModelHistories } from './histories/steering-models.js';

// What each event says in the history, in each language: the files change only with a sentence.

const all: readonly GoldenHistory[] = [
  ...steeringModelHistories,
  ...planHistories,
  ...goalHistories,
  ...removalHistories,
  ...matterHistories,
  ...reviewChainHistories,
  ...keptDocumentHistories,
  ...publicationHistories,
  ...documentTemplateHistories,
  ...adoptedLogHistories,
  ...meetingHistories,
];
/** A comment of the samples that quotes a code. */
const COMMENT = /Läget är [A-Z_]+\./g;
const byKind = [...Map.groupBy(all, ({ kind }) => kind)];

it('has streams of every kind', () => {
  const features = [steeringModels, plans, reviews, removals, matters, meetings, documents, evidence];
  const kinds = features.flatMap((feature) => feature.histories).map(({ kind }) => kind);
  expect(byKind.map(([kind]) => kind).sort()).toEqual(kinds.sort());
});

describe.each(byKind)('the history of a %s', (kind, histories) => {
  const file = new URL(`histories/${kind}.json`, import.meta.url);

  it('reads as before', async () => {
    const text = `${JSON.stringify(await goldenEvents(histories), null, 2)}\n`;
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('shows every type of event, each in words to go on after who did it', async () => {
    const shown = Object.values(await goldenEvents(histories)).flat();
    expect([...new Set(shown.map(({ event }) => event))].sort()).toEqual([...(histories[0]?.types ?? [])].sort());
    for (const { sv, en } of shown) {
      expect(sv[0]).toMatch(/^[a-zåäö].*[^.]$/);
      expect(en[0]).toMatch(/^[a-z].*[^.]$/);
      expect([...sv, ...en].join('\n')).not.toMatch(/\b(?:undefined|null|NaN)\b|\[object| {2}|: (?:$|→)|→ $/m);
    }
  });

  it('rule 46: names whom and what it is about, and shows no id and no code', async () => {
    const events = histories.flatMap(({ streams }) => streams.flatMap(({ stream }) => stream.stored));
    const persons = new Set(events.flatMap(referencedEntities).flatMap((entity) => entity.split(' ').slice(1)));
    const isIdOrCode = (word: string) => persons.has(word) || /^exempel\.|^[A-Z]+_[A-Z_]+$/.test(word);
    // A log that has lost what an event is about knows the id alone.
    const shown = Object.entries(await goldenEvents(histories)).filter(([shows]) => !shows.endsWith('unknown'));
    const lines = shown
      .flatMap(([, all]) => all.flatMap(({ event, sv, en }) => [...sv, ...en].map((line) => `${event}: ${line}`)))
      .filter((line) =>
        line
          .replaceAll(COMMENT, '')
          .split(/[^\p{L}\p{N}._-]+/u)
          .some(isIdOrCode),
      );
    expect(lines).toEqual([]);
  });
});
