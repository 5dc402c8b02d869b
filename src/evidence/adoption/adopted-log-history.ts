import { counted } from '../../kernel/history-labels.js';
import { type Property, type StreamHistory, valued, type Words } from '../../kernel/history.js';
import { timeIn } from '../../kernel/local-time.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { adoptedLogFold, type AdoptedLogEvent, type LogAdoptedData, type LogAdoption } from '../adopted-log.js';

export const adoptedLogHistory: StreamHistory<readonly LogAdoption[], AdoptedLogEvent, null> = {
  fold: adoptedLogFold,
  context: () => Promise.resolve(null),
  sentences: {
    LogAdopted: ({ data: { lost } }) => {
      const events = lost === 0 ? { sv: 'inga händelser', en: 'no events' } : countedEvents(lost);
      return {
        sv: `fick en annan logg av driften, och ${events.sv} gick förlorade`,
        en: `was given another log by the operator, and ${events.en} ${lost === 1 ? 'was' : 'were'} lost`,
      };
    },
  },
  facts: { LogAdopted: ({ data }) => factsOf(data) },
  describe: () => [],
};

function factsOf({ lostFrom, lostTo, formerCheckpoint }: LogAdoptedData): readonly Property[] {
  return valued([
    { name: { sv: 'Första förlorade händelsen', en: 'First lost event' }, value: timeWords(lostFrom) },
    { name: { sv: 'Sista förlorade händelsen', en: 'Last lost event' }, value: timeWords(lostTo) },
    {
      name: { sv: 'Den förra loggens sista kontrollpunkt', en: 'Last checkpoint of the former log' },
      value: formerCheckpoint && checkpointWords(formerCheckpoint),
    },
  ]);
}

function checkpointWords({ origin, size, root }: NonNullable<LogAdoptedData['formerCheckpoint']>): Words {
  const events = countedEvents(size);
  return { sv: `${events.sv} (${origin}, ${root})`, en: `${events.en} (${origin}, ${root})` };
}

function countedEvents(events: number): Words {
  return counted(events, { sv: 'händelse', en: 'event' }, { sv: 'händelser', en: 'events' });
}

function timeWords(instant: IsoInstant | null): Words | null {
  if (instant === null) return null;
  return { sv: timeIn('sv', instant), en: timeIn('en', instant) };
}
