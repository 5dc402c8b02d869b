// A backup of a log, and a restore of it into each store: reading, checking and writing the file, the servers included.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sideTables } from '../../../dist/app.module.js';
import { backUpPlaces, restorePlaces } from '../../../dist/platform/backup-places.service.js';
import { history, load } from '../log.mjs';
import { require, summary } from '../measuring.mjs';
import { startKurrentDb } from '../servers.mjs';

const EVENTS = 50_000;
const MS_IN_A_SECOND = 1_000;
const silent = () => undefined;
const onFolder = (folder) => ({ folder, eventsUrl: null, viewsUrl: null });
const onServer = (viewsUrl, eventsUrl = null) => ({ folder: 'memory', eventsUrl, viewsUrl });

export const restore = {
  name: 'restore',
  /** It takes minutes and has no target, so that it is measured when somebody asks for it. */
  isOnRequest: true,
  async measure({ runs, server, kurrentdb, note }) {
    const home = mkdtempSync(join(tmpdir(), 'tertial-bench-restore-'));
    const found = new Map();
    const kind = kurrentdb === null ? 'KurrentDB (the double)' : 'KurrentDB';
    try {
      const url = await server.newDatabase();
      const events = await load(url, (story) => history(story, EVENTS));
      for (let run = 0; run < runs; run += 1) {
        const file = join(home, `backup-${run}.gz`);
        const timed = async (what, work) => {
          const start = performance.now();
          const saved = await work();
          const seconds = (performance.now() - start) / MS_IN_A_SECOND;
          require(saved.events === events, `${what} had ${saved.events} of ${events} events.`);
          note(`${what} ${seconds.toFixed(1)} s`);
          found.set(what, [...(found.get(what) ?? []), seconds]);
        };
        const into = (places) => restorePlaces(places, sideTables, file, silent);
        await timed('a backup of PostgreSQL', () => backUpPlaces(onServer(url), sideTables, file, silent));
        const database = onServer(await server.newDatabase());
        await timed('a restore into PostgreSQL', () => into(database));
        const node = await startKurrentDb(kurrentdb);
        try {
          const views = await server.newDatabase();
          await timed(`a restore into ${kind}`, () => into(onServer(views, node.address)));
        } finally {
          await node.stop();
        }
        await timed('a restore into a folder', () => into(onFolder(join(home, `folder-${run}`))));
      }
      return [...found].map(([what, seconds]) => {
        const figure = `${what}, ${events.toLocaleString('en')} events`;
        return { figure, unit: 's', ours: summary(seconds), peer: null, theirs: null, target: null };
      });
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};
