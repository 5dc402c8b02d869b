import { recorded } from '../../../test/support/given.js';
import { reviewedMatter } from '../../../test/support/matter-under-test.js';
import { matterId } from '../../../test/support/removal-under-test.js';
import { existing } from '../../kernel/fold.js';
import { matterFold } from '../../matters/matter.js';
import type { EventStore } from '../../platform/event-store/event-store.js';
import { positionOf, type RecordedMatter } from './recorded-matter.js';

const events = reviewedMatter.map(({ event, actor }, index) => recorded(event, index, actor));
const matter: RecordedMatter = {
  matterId,
  reading: 'WHOLE',
  events,
  matter: existing(
    events.reduce((state, event) => matterFold.evolve(state, event), matterFold.initial),
    matterId,
  ),
};

/** The matter has been at no meeting, so no meeting is read. */
const unread = () => {
  throw new Error('The store is asked for nothing.');
};
const store: EventStore = {
  append: unread,
  readStream: unread,
  readAll: unread,
  readGrouped: unread,
  head: unread,
  eventAt: unread,
  subscribe: unread,
};

describe('rule 87: a moment of a matter that is asked for by its name', () => {
  it('is where the log stood then', async () => {
    const position = await positionOf(matter, { name: 'AS_REVIEWED', meetingId: null }, store);
    expect(position).toBe(events.at(-1)?.position);
  });

  it('is refused when the matter has had no such moment', async () => {
    const asked = positionOf(matter, { name: 'AS_SUMMONED', meetingId: null }, store);
    const details = { matterId, moment: 'AS_SUMMONED' };
    await expect(asked).rejects.toMatchObject({ code: 'NO_SUCH_MOMENT', details });
  });
});
