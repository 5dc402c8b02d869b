import { openKurrentDb } from '../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import { conformance } from './event-store-conformance.js';
import { logOnDouble, options, PATIENT, swappedOnDouble } from './kurrentdb/server-options.js';

const realServer = process.env.EVENTS_URL;

if (realServer === undefined) conformance('KurrentDB', logOnDouble, { makeSwapped: swappedOnDouble });
else conformance('KurrentDB', () => openKurrentDb(realServer, options(PATIENT)), { canLose: false });
