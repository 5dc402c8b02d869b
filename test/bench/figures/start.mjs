// From the start of a service on a large log until it says that it is ready (/health/ready). First on a log that has
// neither views nor index. Then, in turns, by a build whose code changed where neither folds nor views are made of it,
// and by the same build once more. A changed build is a copy with another comment in the demonstration.

import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { indexed } from '../log-index.mjs';
import { summary } from '../measuring.mjs';
import { query, root } from '../places.mjs';
import { startService } from '../servers.mjs';

const CHANGED_FILE = 'dist/demo/case.service.js';
const LOOK_AGAIN_AFTER_MS = 10;

export const start = {
  name: 'start',
  async measure({ runs, quick, largeLog, note }) {
    const { url } = await largeLog();
    const found = { first: [], index: [], changed: [], same: [] };
    const build = mkdtempSync(join(tmpdir(), 'tertial-build-'));
    try {
      copyBuild(build);
      for (let run = 0; run < (quick ? 1 : runs); run += 1) {
        await forget(url);
        const first = await started(url, build);
        found.first.push(first.seconds);
        await indexed(url);
        found.index.push(first.elapsed());
        await first.service.stop();
        appendFileSync(join(build, CHANGED_FILE), `\n// Changed ${run + 1} times.\n`);
        for (const name of ['changed', 'same']) {
          const { seconds, service } = await started(url, build);
          found[name].push(seconds);
          await service.stop();
        }
        note(
          Object.entries(found)
            .map(([name, seconds]) => `${name} ${seconds.at(-1).toFixed(1)} s`)
            .join(', '),
        );
      }
    } finally {
      rmSync(build, { recursive: true, force: true });
    }
    const [{ events }] = await query(url, 'select count(*)::int as events from log.events');
    const figure = (what, name, below) => ({
      figure: `${what}, ${events.toLocaleString('en')} events`,
      unit: 's',
      ours: summary(found[name]),
      peer: null,
      theirs: null,
      target: { below },
    });
    return [
      figure('start, nothing changed', 'same', 3),
      figure('start, code changed and views not', 'changed', 3),
      figure('first start, until ready', 'first', 60),
      figure('first start, until index and tree are complete', 'index', 120),
    ];
  },
};

/** A build that can be changed, with the packages of this one. */
function copyBuild(folder) {
  for (const name of ['dist', 'package.json']) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}

/** Drops all that is made of the log, as if no service had been there. */
async function forget(url) {
  const made = await query(
    url,
    `select schema_name as schema from information_schema.schemata where schema_name ~ '^(views|log_index)(_|$)'`,
  );
  for (const { schema } of made) await query(url, `drop schema ${schema} cascade`);
}

async function started(url, from) {
  const begun = performance.now();
  const elapsed = () => (performance.now() - begun) / 1000;
  const service = await startService({ VIEWS_URL: url }, { from });
  while (!(await fetch(`${service.address}/health/ready`)).ok) await sleep(LOOK_AGAIN_AFTER_MS);
  return { service, seconds: elapsed(), elapsed };
}
