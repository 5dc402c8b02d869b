import { conformance } from './event-store-conformance.js';
import { logOnDouble, WITHOUT_BATCH } from './kurrentdb/server-options.js';

/** Only the way to the server is another one: what is decided before it has been run through with BatchAppend. */
const SHARE_OF_RUNS = 0.1;

conformance('KurrentDB without BatchAppend', () => logOnDouble(WITHOUT_BATCH), SHARE_OF_RUNS);
