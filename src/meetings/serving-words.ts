import { same, type Words } from '../kernel/telling.js';
import { listed } from '../kernel/telling-words.js';
import type { Serving } from './attendance-facts.js';

/** *anna och filip (i stället för bo)* */
export function servingWords(serving: readonly Serving[]): Words {
  return listed(
    serving.map(({ personId, inPlaceOf }) =>
      inPlaceOf === null
        ? same(personId)
        : { sv: `${personId} (i stället för ${inPlaceOf})`, en: `${personId} (in place of ${inPlaceOf})` },
    ),
  );
}
