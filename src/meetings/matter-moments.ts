import type { Recorded } from '../kernel/fold.js';
import type { Words } from '../kernel/history.js';
import type { Id } from '../kernel/identity.js';
import type { MomentName } from '../kernel/moment.js';
import type { MatterEvent } from '../matters/matter-event.js';
import type { Reading } from '../matters/matter-view.js';
import { type Matter, matterFold } from '../matters/matter.js';
import type { MeetingEvent } from './meeting-event.js';
import { type Meeting, meetingFold } from './meeting.js';
import { inOrder } from './paragraph.js';

/** A named moment of a matter. Its position in the log lets a reader ask what was known then. */
export interface MatterMoment {
  readonly name: MomentName;
  readonly label: Words;
  readonly position: number;
  /** The version that was reviewed, summoned or decided; null for a matter submitted before versions were recorded. */
  readonly version: number | null;
  /** Null for a review, and for events before meetings were recorded. */
  readonly meetingId: Id<'Meeting'> | null;
  /** The decided point; null when the moment is not about a single point. */
  readonly point: number | null;
  /** The §§ of the minutes. */
  readonly paragraphs: readonly string[];
}

/** The events of a meeting that a matter was summoned to. */
export type MeetingEvents = readonly Recorded<MeetingEvent>[];

/**
 * The named moments of a matter in log order (rule 87): the last approval of each version, each summons and each
 * decision when it reached the matter, and each adjustment of the matter's §§.
 */
export function matterMoments(
  matterEvents: readonly Recorded<MatterEvent>[],
  meetings: readonly MeetingEvents[],
): MatterMoment[] {
  const moments: MatterMoment[] = [];
  let matter: Matter | null = null;
  for (const event of matterEvents) {
    matter = matterFold.evolve(matter, event);
    if (matter !== null) moments.push(...momentsOf(matter, event));
  }
  if (matter === null) return [];
  const { id } = matter;
  const summoned = matter.summoned;
  const adjusted = meetings.flatMap((events) => adjustmentsOf(id, events)).map((one) => withVersion(one, summoned));
  return [...moments, ...adjusted].toSorted((one, other) => one.position - other.position);
}

/** The moments that a reader may see. Reviews are internal to the administration, so a board member sees none. */
export function momentsReadBy(reading: Reading, moments: readonly MatterMoment[]): MatterMoment[] {
  return moments.filter(({ name }) => reading === 'WHOLE' || name !== 'AS_REVIEWED');
}

/** The latest moment with a name; of one meeting, if it is given. */
export function latestMoment(
  moments: readonly MatterMoment[],
  name: MomentName,
  meetingId: Id<'Meeting'> | null,
): MatterMoment | undefined {
  return moments.findLast((one) => one.name === name && (meetingId === null || one.meetingId === meetingId));
}

const nothing = { version: null, meetingId: null, point: null, paragraphs: [] } as const;

function momentsOf(after: Matter, event: Recorded<MatterEvent>): MatterMoment[] {
  const { position } = event;
  switch (event.type) {
    case 'MatterStepApproved': {
      const { version } = event.data;
      const label = { sv: `Som granskat, version ${version}`, en: `As reviewed, version ${version}` };
      return after.status === 'REVIEWED' ? [{ ...nothing, name: 'AS_REVIEWED', label, position, version }] : [];
    }
    case 'MatterSummoned': {
      const { meetingId, version, addedAtMeeting } = event.data;
      const label = summonsLabel(meetingId, addedAtMeeting);
      return [{ ...nothing, name: 'AS_SUMMONED', label, position, version, meetingId }];
    }
    case 'MatterSubmitted': {
      const label = { sv: 'Som överlämnat till nämnden', en: 'As given to the board' };
      return [{ ...nothing, name: 'AS_SUMMONED', label, position }];
    }
    case 'PointDecided': {
      const { meetingId, number: point, paragraph, date } = event.data;
      const label = {
        sv: `Som beslutat ${date}, § ${paragraph}, punkt ${point}`,
        en: `As decided ${date}, § ${paragraph}, point ${point}`,
      };
      const decided = { ...nothing, name: 'AS_DECIDED', label, position, meetingId, point } as const;
      return [withVersion({ ...decided, paragraphs: [paragraph] }, after.summoned)];
    }
    case 'MatterOpened':
    case 'DecisionPointAdded':
    case 'DecisionPointStruck':
    case 'MatterVersionSubmitted':
    case 'MatterReturned':
    case 'MatterDeclined':
    case 'MatterNotSummoned':
    case 'MatterReleased':
    case 'PointFinalityRecorded':
      return [];
  }
}

function summonsLabel(meetingId: Id<'Meeting'>, addedAtMeeting: boolean): Words {
  const day = /meeting-(\d{4}-\d{2}-\d{2})/.exec(meetingId)?.[1] ?? meetingId;
  return addedAtMeeting
    ? { sv: `Som upptaget vid sammanträdet ${day}`, en: `As taken up at the meeting ${day}` }
    : { sv: `Som kallat till sammanträdet ${day}`, en: `As summoned to the meeting ${day}` };
}

function adjustmentsOf(matterId: Id<'Matter'>, events: MeetingEvents): MatterMoment[] {
  const moments: MatterMoment[] = [];
  let meeting: Meeting | null = null;
  for (const event of events) {
    meeting = meetingFold.evolve(meeting, event);
    if (meeting === null || event.type !== 'MinutesAdjusted') continue;
    const own = paragraphsOn(matterId, meeting);
    const paragraphs = inOrder(event.data.paragraphs.filter((paragraph) => own.includes(paragraph)));
    if (paragraphs.length === 0) continue;
    const marks = `§ ${paragraphs.join(', § ')}`;
    const label = { sv: `Som justerat ${event.data.date}, ${marks}`, en: `As adjusted ${event.data.date}, ${marks}` };
    const { position } = event;
    moments.push({ ...nothing, name: 'AS_ADJUSTED', label, position, meetingId: meeting.id, paragraphs });
  }
  return moments;
}

/** The §§ in which a meeting decided on a matter or decided to take it up. */
function paragraphsOn(matterId: Id<'Matter'>, { agenda, decisions }: Meeting): string[] {
  const added = agenda.flatMap((one) => (one.state === 'ADDED' && one.matterId === matterId ? [one.paragraph] : []));
  const decided = decisions.filter((one) => one.matterId === matterId).map(({ paragraph }) => paragraph);
  return [...added, ...decided];
}

/** Adds the version that the meeting was summoned to. */
function withVersion(moment: MatterMoment, summoned: Matter['summoned']): MatterMoment {
  const given = summoned.findLast(({ meetingId }) => meetingId === moment.meetingId);
  return { ...moment, version: given?.version ?? null };
}
