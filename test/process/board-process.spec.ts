import fc from 'fast-check';
import { type Landmark, landmarks, reachedBy } from './landmarks.js';
import { runBy } from './run.js';

const RUNS = Number(process.env.FC_RUNS) || 5000;
const MOVES = 60;

/** Many times what it takes, for a machine with much else to do. */
const LONGEST_IN_MILLISECONDS = 300_000;

/** Of all runs, the share that must come so far: nothing is shown by runs that get nowhere. */
const leastShare: Readonly<Record<Landmark, number>> = {
  reminded: 0.01,
  'a follow-up opened again': 0.008,
  'a moved cut-off date': 0.01,
  'approved by a deputy': 0.2,
  reviewed: 0.5,
  summoned: 0.4,
  'decided by the chair at a tie': 0.05,
  'referred back and decided again': 0.0004,
  'postponed and decided at a later meeting': 0.01,
  'decided with a conflict of interest': 0.02,
  'decided when added at the meeting': 0.02,
  'adjusted at once': 0.05,
  noticed: 0.2,
  'a corrected conflict of interest': 0.002,
  'a corrected attendance': 0.002,
  'a moved meeting that was held': 0.002,
  'corrected times': 0.01,
  'a corrected composition': 0.01,
  'a corrected adjustment': 0.001,
  'a corrected dispatch': 0.002,
  'a corrected appeal': 0.003,
  'a corrected added matter': 0.001,
  'a withdrawn added matter': 0.0006,
  'a corrected taking down': 0.001,
  'a corrected notice': 0.003,
  'a corrected decision on an activity': 0.012,
  'a struck activity': 0.001,
  'a struck goal': 0.001,
  'a corrected decision on a goal': 0.001,
  'a decided report with an addition': 0.001,
  appealed: 0.1,
  'annulled and restored': 0.0006,
  'in legal force': 0.05,
};

describe('whatever anyone does in the process of a board', () => {
  const seed = Number(process.env.FC_SEED) || Date.now();
  process.stdout.write(`process: FC_SEED=${seed}\n`);

  it(
    'rules 10 to 45: hold, and replay gives the same',
    () => {
      const reached = new Map<Landmark, number>(landmarks.map((landmark) => [landmark, 0]));
      const codes = new Set<string>();
      const answers = { accepted: 0, refused: 0 };
      const property = fc.property(fc.array(fc.noShrink(fc.nat()), { minLength: MOVES, maxLength: MOVES }), (seeds) => {
        const run = runBy(seeds);
        for (const landmark of reachedBy(run)) reached.set(landmark, (reached.get(landmark) ?? 0) + 1);
        for (const code of run.refused) codes.add(code);
        answers.accepted += run.accepted;
        answers.refused += run.refused.length;
      });
      const begun = performance.now();
      // The stack of a refusal tells nobody anything here, and taking it down is most of what a refusal costs.
      const { stackTraceLimit } = Error;
      Error.stackTraceLimit = 0;
      try {
        // A run that fails has been shortened already.
        fc.assert(property, { numRuns: RUNS, seed, endOnFailure: true });
      } finally {
        Error.stackTraceLimit = stackTraceLimit;
      }
      const told = [...reached].map(([landmark, runs]) => `${landmark} ${runs}`).join(', ');
      process.stdout.write(
        `process: ${Math.round(performance.now() - begun)} ms; ${JSON.stringify(answers)}; ${[...codes].length} codes; ${told}\n`,
      );
      const share = answers.accepted / (answers.accepted + answers.refused);
      expect(share).toBeGreaterThan(0.3);
      expect(share).toBeLessThan(0.8);
      expect(landmarks.filter((landmark) => (reached.get(landmark) ?? 0) < leastShare[landmark] * RUNS)).toEqual([]);
    },
    LONGEST_IN_MILLISECONDS,
  );
});
