import { positionOf, type Stored } from '../../kernel/fold.js';
import { metadata } from '../../../test/stores/store-under-test.js';
import { cutAtEnd, damageOf, isPassable, keyOf, sentenceOf } from './damage.js';
import type { ForeignEvent, Matter } from './foreign-event.js';

const place = { id: 'e1', stream: 'plan-a', position: positionOf(17), recordedAt: '2026-05-27T08:00:00.000Z' };

function own(revision: number): Stored {
  return { ...place, revision, type: 'PlanAdopted', version: 1, data: {}, metadata };
}

function foreign(matter: Matter, revision = 3, type = 'Junk'): ForeignEvent {
  return { ...place, revision, type, matter };
}

function sentences(event: Stored | ForeignEvent, last: number): string[] {
  return damageOf(event, last).map(sentenceOf);
}

describe('the damage of a stream', () => {
  it('is none where an own event follows', () => {
    expect(damageOf(own(0), -1)).toEqual([]);
    expect(damageOf(own(3), 2)).toEqual([]);
  });

  it('is a cut where the first event or one in between is missing', () => {
    const before = 'before the event e1, type PlanAdopted, position 17';
    expect(sentences(own(2), -1)).toEqual([`cut stream: stream plan-a: events from revision 0 are missing, ${before}`]);
    expect(sentences(own(5), 2)).toEqual([`cut stream: stream plan-a: events from revision 3 are missing, ${before}`]);
  });

  it('is a cut where the end is gone', () => {
    expect(sentenceOf(cutAtEnd('plan-a', 4))).toBe('cut stream: stream plan-a: events from revision 4 are missing');
  });

  it('names a foreign event, and the gap before it', () => {
    const event = 'stream plan-a, event e1, type Junk, position 17';
    expect(sentences(foreign('binary'), 2)).toEqual([`foreign event: ${event}: its data is not JSON`]);
    expect(sentences(foreign('link'), 2)).toEqual([`foreign event: ${event}: it is a link to another stream`]);
    expect(damageOf(foreign('not ours'), 1).map(({ kind }) => kind)).toEqual(['cut', 'not ours']);
  });

  it('is no gap before the event with which a server deletes a stream', () => {
    const deletion = damageOf(foreign('stream deleted', 2 ** 63), 1);
    expect(deletion).toMatchObject([{ kind: 'stream deleted', revision: Number.MAX_SAFE_INTEGER }]);
  });

  it('puts names that somebody else has chosen on one line, and cuts them', () => {
    const [sentence = ''] = sentences(foreign('not ours', 3, `Two\nlines ${'x'.repeat(500)}`), 2);
    expect(sentence).toContain('type Two?lines xxx');
    expect(sentence.length).toBeLessThan(300);
  });

  it('is the same when it is found again, and can be passed over where nothing is missing', () => {
    expect(keyOf(cutAtEnd('plan-a', 4))).toBe(keyOf(cutAtEnd('plan-a', 4)));
    const passable = (['not ours', 'binary', 'link', 'stream deleted', 'cut', 'unreadable'] as const).filter((kind) =>
      isPassable({ ...cutAtEnd('plan-a', 4), kind }),
    );
    expect(passable).toEqual(['not ours', 'binary', 'link']);
  });
});
