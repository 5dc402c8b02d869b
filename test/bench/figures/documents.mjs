// How long the PDF of a long report takes when its typesetter is warm, how long the process that asks for it stands still
// meanwhile, what memory the typesetter has after many documents, and whether many requests at once are all answered.

import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { median, require, summary } from '../measuring.mjs';
import { chance } from '../story.mjs';
import { headingOf, prose } from '../texts.mjs';

const GOALS = 40;
const ACTIVITIES = 200;
const DOCUMENTS = 200;
const AT_ONCE = 50;
const LONGEST_IN_MS = 1_000;
const LONGEST_STILL_IN_MS = 50;
const PERIODS = 4;

export const documents = {
  name: 'documents',
  /** It takes a minute, in which nothing else may run. */
  isOnRequest: true,
  async measure({ runs, quick, note }) {
    const { Typesetting } = await import('../../../dist/documents/forms/typesetting.service.js');
    const typesetting = new Typesetting();
    const document = reportOf(GOALS, ACTIVITIES / GOALS);
    const timed = async () => {
      const before = performance.now();
      const pdf = await typesetting.pdf(document, 'ua-1');
      require(Buffer.from(pdf).toString('latin1', 0, 5) === '%PDF-', 'No PDF was made.');
      return performance.now() - before;
    };
    await timed();
    const still = monitorEventLoopDelay({ resolution: 5 });
    const [taken, blocked, memory] = [[], [], []];
    const each = Math.ceil((quick ? 20 : DOCUMENTS) / PERIODS);
    for (let period = 0; period < PERIODS; period += 1) {
      still.reset();
      still.enable();
      for (let n = 0; n < each; n += 1) taken.push(await timed());
      still.disable();
      blocked.push(still.max / 1e6);
      memory.push(residentOf(typesetting.processId));
      note(
        `PDF ${median(taken).toFixed(0)} ms, still ${still.max / 1e6} ms, typesetter ${memory.at(-1).toFixed(0)} MB`,
      );
    }
    const many = [];
    for (let run = 0; run < runs; run += 1) {
      still.reset();
      still.enable();
      const before = performance.now();
      await Promise.all(Array.from({ length: AT_ONCE }, () => timed()));
      many.push((performance.now() - before) / AT_ONCE);
      still.disable();
      blocked.push(still.max / 1e6);
      note(`${AT_ONCE} at once, each ${many.at(-1).toFixed(0)} ms, still ${still.max / 1e6} ms`);
    }
    await typesetting.onApplicationShutdown();
    const what = `PDF of ${GOALS} goals and ${ACTIVITIES} activities`;
    const row = (figure, unit, values, target) => ({
      figure,
      unit,
      ours: summary(values),
      peer: null,
      theirs: null,
      target,
    });
    return [
      row(`${what}, warm`, 'ms', taken, { below: LONGEST_IN_MS }),
      row(`${what}, the asking process stands still at most`, 'ms', blocked, { below: LONGEST_STILL_IN_MS }),
      row(`${what}, ${AT_ONCE} at once, time of each`, 'ms', many, { below: LONGEST_IN_MS }),
      {
        figure: `memory of the typesetter after ${each * PERIODS} documents`,
        unit: 'MB',
        ours: summary(memory.slice(-1)),
        peer: `after ${each}`,
        theirs: summary(memory.slice(0, 1)),
        target: { atMost: 1.2 },
      },
    ];
  },
};

/** The resident memory of a process in megabytes, as Linux tells it. */
function residentOf(processId) {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${processId}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

function reportOf(goals, activities) {
  const random = chance(23);
  const columns = ['Aktivitet', 'Beskrivning', 'Start och slut', 'Status', 'Kommentar'];
  const table = (goal) => ({
    kind: 'table',
    caption: `Aktiviteter under mål ${goal}`,
    columns: columns.map((heading) => ({ heading, isNumeric: false })),
    rows: Array.from({ length: activities }, (_, n) => [
      headingOf(random, goal * activities + n),
      prose(random, 1),
      '1 januari 2026 – 31 december 2026',
      'Pågående enligt plan',
      prose(random, 2),
    ]),
    hasRowHeadings: true,
    sum: null,
  });
  const blocks = Array.from({ length: goals }, (_, n) => [
    { kind: 'heading', level: 1, text: `Mål ${n + 1}. ${headingOf(random, n)}` },
    { kind: 'facts', rows: [{ label: 'Bedömning', value: prose(random, 1) }] },
    table(n + 1),
  ]);
  return {
    kind: 'report',
    language: 'sv',
    title: 'Uppföljning av kommunstyrelsens mål, tertial 1 2026',
    kindName: 'Tjänsteskrivelse',
    date: '2026-05-18',
    letterhead: { municipality: 'Exempels kommun', sender: 'Förvaltningen', logo: null },
    facts: [{ label: 'Diarienummer', value: 'KS 2026/142' }],
    blocks: [
      { kind: 'heading', level: 1, text: 'Ärendet i korthet' },
      { kind: 'paragraph', text: prose(random, 6) },
    ],
    annexes: [{ title: 'Bilaga 1. Mål och aktiviteter', blocks: blocks.flat() }],
    foot: { lines: ['Loggens position 54'], initials: [] },
  };
}
