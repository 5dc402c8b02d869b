// The first start on a log that somebody else has filled: no views, no index, and reactions that begin at the first
// event. The same events, from one backup, with the log in PostgreSQL and in KurrentDB, in turns.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sideTables } from '../../../dist/app.module.js';
import { backUpPlaces, restorePlaces } from '../../../dist/platform/backup-places.service.js';
import { history, load } from '../log.mjs';
import { alternate, require, summary } from '../measuring.mjs';
import { startService } from '../servers.mjs';
import { nameOfKurrentDb, onKurrentDb, onPostgres, POSTGRES } from './stores.mjs';

const EVENTS = { quick: 2_000, whole: 20_000 };
const MS_IN_A_SECOND = 1_000;
const LOOK_AGAIN_AFTER_MS = 10;
const BESIDE_POSTGRES = 1.2;
const BESIDE_THE_VIEWS = 1.5;
const silent = () => undefined;

export const firstStart = {
  name: 'first start',
  /** Its logs are restored anew for each start, so that it is measured when somebody asks for it. */
  isOnRequest: true,
  async measure(options) {
    const { runs, quick, server, kurrentdb, note } = options;
    const home = mkdtempSync(join(tmpdir(), 'tertial-bench-first-start-'));
    try {
      const file = join(home, 'backup.gz');
      const url = await server.newDatabase();
      const events = await load(url, (story) => history(story, quick ? EVENTS.quick : EVENTS.whole));
      await backUpPlaces(placesOf({ VIEWS_URL: url }), sideTables, file, silent);
      const places = { [POSTGRES]: onPostgres, [nameOfKurrentDb(options)]: onKurrentDb };
      const names = Object.keys(places);
      const found = await alternate(
        runs,
        names,
        async (name) => {
          const { settings, close } = await places[name](server, kurrentdb);
          const restored = await restorePlaces(placesOf(settings), sideTables, file, silent);
          require(restored.events === events, `${name} had ${restored.events} of ${events} events.`);
          const times = await started(settings);
          await close();
          return times;
        },
        (name, _, { views, reactions }) =>
          note(`${name}: views ${views.toFixed(1)} s, reactions ${reactions.toFixed(1)} s`),
      );
      return rowsOf(found, names, events);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};

function rowsOf(found, [postgres, other], events) {
  const times = (name, follower) => summary(found[name].map((run) => run[follower]));
  return [
    {
      figure: `first start, ${events.toLocaleString('en')} events, until the views stand`,
      unit: 's',
      ours: times(other, 'views'),
      peer: `${other} beside ${postgres}`,
      theirs: times(postgres, 'views'),
      target: { atMost: BESIDE_POSTGRES },
    },
    ...[postgres, other].map((name) => ({
      figure: `the same on ${name}, until the reactions are done`,
      unit: 's',
      ours: times(name, 'reactions'),
      peer: 'until the views stand',
      theirs: times(name, 'views'),
      target: { atMost: BESIDE_THE_VIEWS },
    })),
  ];
}

function placesOf({ EVENTS_URL = null, VIEWS_URL }) {
  return { folder: 'memory', eventsUrl: EVENTS_URL, viewsUrl: VIEWS_URL };
}

/** Seconds from the start of the process until the views stand, and until the reactions are done. */
async function started(settings) {
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / MS_IN_A_SECOND;
  const service = await startService(settings);
  const views = elapsed();
  for (;;) {
    const { behind } = await (await fetch(`${service.address}/health/ready`)).json();
    if (behind?.views.events === 0 && behind.reactions.events === 0) break;
    await sleep(LOOK_AGAIN_AFTER_MS);
  }
  const reactions = elapsed();
  await service.stop();
  return { views, reactions };
}
