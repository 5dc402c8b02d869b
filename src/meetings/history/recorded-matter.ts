import type { Recorded } from '../../kernel/fold.js';
import type { Id } from '../../kernel/identity.js';
import type { MomentName } from '../../kernel/moment.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import type { MatterEvent } from '../../matters/matter-event.js';
import { type MatterView, matterView, readBy, type Reading } from '../../matters/matter-view.js';
import { type Matter, matterFold } from '../../matters/matter.js';
import { type EventStore, recordedIn } from '../../platform/event-store/event-store.js';
import { meetingRefusals } from '../meeting-refusals.js';
import { meetingFold } from '../meeting.js';
import { latestMoment, type MatterMoment, matterMoments, momentsReadBy } from './matter-moments.js';

/** A matter with its recorded events, for a reader who may see the matter. */
export interface RecordedMatter {
  readonly matterId: Id<'Matter'>;
  readonly reading: Reading;
  readonly events: readonly Recorded<MatterEvent>[];
  readonly matter: Matter;
}

/** Reads the recorded events of a matter. @throws Refusal `NOT_FOUND` for a missing or hidden matter. */
export async function recordedMatter(
  matterId: Id<'Matter'>,
  reading: Reading,
  store: EventStore,
): Promise<RecordedMatter> {
  const events = await recordedIn(matterFold, matterId, store);
  const matter = events.reduce((state, event) => matterFold.evolve(state, event), matterFold.initial);
  if (matter === null || readBy(reading, matterView(matter)) === null) throw notFound(matterId);
  return { matterId, reading, events, matter };
}

/** Rule 43: the refusal is the same for a missing matter and for a matter that the reader may not see. */
function notFound(id: Id<'Matter'>): Refusal {
  return new Refusal(refusals.NOT_FOUND, { id });
}

/** Returns a matter as its reader sees it. @throws Refusal `NOT_FOUND` for a missing or hidden matter. */
export function shownTo(reading: Reading, id: Id<'Matter'>, matter: Matter | null): MatterView {
  const shown = matter === null ? null : readBy(reading, matterView(matter));
  if (shown === null) throw notFound(id);
  return shown;
}

/** Returns the named moments of a matter that its reader may see, in log order. */
export async function momentsOf(
  { matter, events, reading }: RecordedMatter,
  store: EventStore,
): Promise<MatterMoment[]> {
  const meetingIds = [...new Set(matter.summoned.map(({ meetingId }) => meetingId))];
  const meetings = await Promise.all(meetingIds.map((id) => recordedIn(meetingFold, id, store)));
  return momentsReadBy(reading, matterMoments(events, meetings));
}

/**
 * Returns the log position of a named moment of a matter, of the given meeting or of any.
 *
 * @throws Refusal `NO_SUCH_MOMENT` when the matter has no such moment.
 */
export async function positionOf(
  recorded: RecordedMatter,
  { name, meetingId }: { readonly name: MomentName; readonly meetingId: Id<'Meeting'> | null },
  store: EventStore,
): Promise<number> {
  const found = latestMoment(await momentsOf(recorded, store), name, meetingId);
  if (found === undefined)
    throw new Refusal(meetingRefusals.NO_SUCH_MOMENT, { matterId: recorded.matterId, moment: name });
  return found.position;
}
