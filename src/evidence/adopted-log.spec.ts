import { after, system } from '../../test/support/given.js';
import { adoptedLogFold, type AdoptedLogEvent } from './adopted-log.js';

function adopted(lost: number): { event: AdoptedLogEvent; actor: typeof system } {
  const data = { lost, lostFrom: null, lostTo: null, formerCheckpoint: null };
  return { event: { type: 'LogAdopted', data }, actor: system };
}

describe('the log of a municipality', () => {
  it('keeps each adoption of another log, with its time', () => {
    expect(adoptedLogFold.initial).toEqual([]);
    expect(after(adoptedLogFold, adopted(3), adopted(0))).toEqual([
      { ...adopted(3).event.data, at: '2026-05-12T08:00:00.000Z' },
      { ...adopted(0).event.data, at: '2026-05-12T08:00:01.000Z' },
    ]);
  });
});
