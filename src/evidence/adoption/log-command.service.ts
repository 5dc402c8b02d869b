import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../../config.js';
import { databaseIn } from '../../platform/database/embedded-folder.service.js';
import { openStores, type Places, type Stores } from '../../platform/open-stores.service.js';
import { Clock } from '../../platform/runtime/clock.service.js';
import { eachSecond, type Output, shareOfLog } from '../../platform/runtime/command-output.service.js';
import { adoptLog } from './adopt-log.service.js';
import { saveKnown } from './save-known.service.js';
import { isAnother, linesOf, type TwoSides } from './two-sides.js';
import { compareSides, type ComparisonProgress } from './two-sides.service.js';

type OnProgress = (progress: ComparisonProgress) => void;

/**
 * Compares the log at `places` with what the views there know. Changes nothing.
 *
 * @throws Error with a sentence that says what to do, when the stores cannot be used.
 */
export async function comparePlaces(places: Places, onProgress?: OnProgress): Promise<TwoSides> {
  return withStores(places, ({ views, events }) =>
    compareSides(views.db, events, onProgress === undefined ? {} : { onProgress }),
  );
}

/**
 * Writes what the views at `places` still know of events that the log does not hold to a new file.
 *
 * @throws Error with a sentence that says what to do, also when nothing is missing.
 */
export async function savePlaces(places: Places, file: string, onProgress?: OnProgress): Promise<TwoSides> {
  const at = new Clock().now();
  return withStores(places, ({ views, events }) => saveKnown(views.db, events, file, at, onProgress));
}

/**
 * Adopts the log at `places`, see {@link adoptLog}.
 *
 * @throws Error with a sentence that says what to do.
 */
export async function adoptPlaces(
  places: Places,
  isToLose: string | undefined,
  onProgress?: OnProgress,
): Promise<TwoSides> {
  return withStores(places, ({ views, events }) => adoptLog(views, events, isToLose, onProgress));
}

/**
 * Runs `tertial log` with the command line's arguments. Returns exit code 0 when the log holds all that the views know,
 * or when what was asked is done, otherwise 1. Returns null for arguments that the command does not take.
 */
export async function logAsAsked(args: readonly string[], { out, err }: Output): Promise<number | null> {
  const options = { 'yes-lose': { type: 'string' } } as const;
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [what, file, ...others] = positionals;
  if (others.length > 0) return null;
  const progress = eachSecond<ComparisonProgress>((progress) => err(shareOfLog(progress)));
  if (what === undefined) {
    const sides = await comparePlaces(readConfig(process.env).places, progress);
    for (const line of linesOf(sides)) out(line);
    return isAnother(sides) ? 1 : 0;
  }
  if (what === 'save' && file !== undefined) {
    const { lost } = await savePlaces(readConfig(process.env).places, file, progress);
    out(`What the views know of ${lost.events} events that the log does not hold is in ${file}.`);
    return 0;
  }
  if (what === 'adopt' && file === undefined) {
    const { lost } = await adoptPlaces(readConfig(process.env).places, values['yes-lose'], progress);
    out(`The log is adopted, and ${lost.events} events are lost. The views are made anew when the service starts.`);
    return 0;
  }
  return null;
}

async function withStores<Result>(places: Places, use: (stores: Stores) => Promise<Result>): Promise<Result> {
  const { folder, viewsUrl } = places;
  if (viewsUrl === null && !existsSync(databaseIn(folder))) {
    throw new Error(`There are no views in the data folder ${folder}. Give another in DATA_FOLDER.`);
  }
  const stores = await openStores(places, undefined, { waitsForever: true });
  try {
    return await use(stores);
  } finally {
    await stores.close();
  }
}
