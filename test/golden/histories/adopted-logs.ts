import { adoptedLogHistory } from '../../../src/evidence/adoption/adopted-log-history.js';
import type { AdoptedLogEvent, LogAdoptedData } from '../../../src/evidence/adopted-log.js';
import { type Happened, system } from '../../support/given.js';
import { streamsOf } from '../histories.js';

const former = { origin: 'tertial.example.se/log', size: 812, root: 'IM3JXAsMIlfRTTWIJpXDTmMUxjsVXZOyXxBrx2s2UJE=' };

function adopted(data: LogAdoptedData): Happened<AdoptedLogEvent> {
  return { actor: system, event: { type: 'LogAdopted', data } };
}

export const adoptedLogHistories = [
  streamsOf(adoptedLogHistory, 'exempel', [], {
    'another log that was adopted': [
      adopted({
        lost: 3,
        lostFrom: '2026-05-12T08:00:00.000Z',
        lostTo: '2026-05-12T09:30:00.000Z',
        formerCheckpoint: former,
      }),
      adopted({
        lost: 1,
        lostFrom: '2026-05-13T08:00:00.000Z',
        lostTo: '2026-05-13T08:00:00.000Z',
        formerCheckpoint: null,
      }),
      adopted({ lost: 0, lostFrom: null, lostTo: null, formerCheckpoint: former }),
    ],
  }),
];
