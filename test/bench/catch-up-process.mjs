// Goes through a whole log in a process of its own. `read`: reads and parses the events and does nothing with them.
// `views`: makes all views, as the service does when it finds none: its projector, from the first event.

import { soleProcess } from '../../dist/platform/database/database.service.js';
import { Checkpoints } from '../../dist/platform/projections/checkpoints.service.js';
import { Projector } from '../../dist/platform/projections/projector.service.js';
import { openStores } from '../../dist/platform/open-stores.service.js';
import { rows } from '../../dist/rows.view.js';

const { what, url, schema } = JSON.parse(process.argv[2]);
const stores = await openStores({ folder: 'memory', eventsUrl: null, viewsUrl: url });
const start = performance.now();
const events = await { read, views }[what]();
const seconds = (performance.now() - start) / 1000;
// In kilobytes, whatever the system counts in.
const megabytes = process.resourceUsage().maxRSS / 1024;
const { user, system } = process.cpuUsage();
const cpuSeconds = (user + system) / 1_000_000;
await stores.close();
process.stdout.write(JSON.stringify({ events, seconds, perSecond: events / seconds, cpuSeconds, megabytes }));

async function read() {
  let count = 0;
  for await (const page of stores.events.readAll(0)) count += page.length;
  return count;
}

async function views() {
  const projection = rows.projection(stores.views.db, schema);
  const checkpoints = new Checkpoints(soleProcess, schema, () => Promise.reject(new Error('Nobody else has news.')));
  const projector = new Projector(projection, stores.events, checkpoints);
  const ending = new AbortController();
  await projector.prepare();
  const running = projector.run(ending.signal);
  const head = await stores.events.head();
  await checkpoints.reached(head);
  ending.abort();
  await running;
  return head;
}
