import type { Recorded } from '../../kernel/fold.js';
import type { Words } from '../../kernel/history.js';
import type { Id } from '../../kernel/identity.js';
import type { MomentName } from '../../kernel/moment.js';
import type { MatterEvent } from '../../matters/matter-event.js';
import type { Reading } from '../../matters/matter-view.js';
import { type Matter, matterFold } from '../../matters/matter.js';
import type { MeetingEvent } from '../meeting-event.js';
import { type Meeting, meetingFold } from '../meeting.js';
import { inOrder } from '../paragraph.js';

/** A named moment in the history of a matter. A reader can query the state at the moment's position in the log. */
export interface MatterMoment {
  readonly name: MomentName;
  readonly label: Words;
  readonly position: number;
  /** The number of the matter's version at that moment, or null when an early build of Tertial recorded none. */
  readonly version: number | null;
  /** The meeting of the summons, decision or minutes. Null for a review, or when an early build recorded none. */
  readonly meetingId: Id<'Meeting'> | null;
  /** The number of the decided point, or null when the moment is not the decision on a point. */
  readonly point: number | null;
  /** The paragraph numbers (§) of the decision or of the confirmed minutes. Empty for other moments. */
  readonly paragraphs: readonly string[];
}

/** The recorded events of one of the meetings that received the matter. */
export type MeetingEvents = readonly Recorded<MeetingEvent>[];

/**
 * Returns the named moments of a matter in log order (rule 87). These are each approval that completes a review, each
 * summons or addition at a meeting, each decision, and each confirmation (justering) of minutes about the matter.
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

/** Returns the moments that a reader may see. Board members may not see the administration's internal reviews. */
export function momentsReadBy(reading: Reading, moments: readonly MatterMoment[]): MatterMoment[] {
  return moments.filter(({ name }) => reading === 'WHOLE' || name !== 'AS_REVIEWED');
}

/** Returns the latest moment with the given name. If `meetingId` is given, only moments of that meeting count. */
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
    case 'MatterWithdrawn':
    case 'DecisionPointAdded':
    case 'DecisionPointStruck':
    case 'MatterVersionSubmitted':
    case 'MatterReturned':
    case 'MatterDeclined':
    case 'MatterReportChangeAccepted':
    case 'MatterNotSummoned':
    case 'MatterReleased':
    case 'PointDecisionCorrected':
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

/** Returns the paragraphs in which the meeting decided on the matter or decided to take it up. */
function paragraphsOn(matterId: Id<'Matter'>, { agenda, decisions }: Meeting): string[] {
  const added = agenda.flatMap((one) => (one.state === 'ADDED' && one.matterId === matterId ? [one.paragraph] : []));
  const decided = decisions.filter((one) => one.matterId === matterId).map(({ paragraph }) => paragraph);
  return [...added, ...decided];
}

/** Adds the version that the moment's meeting received, or null when `summoned` does not contain that meeting. */
function withVersion(moment: MatterMoment, summoned: Matter['summoned']): MatterMoment {
  const given = summoned.findLast(({ meetingId }) => meetingId === moment.meetingId);
  return { ...moment, version: given?.version ?? null };
}
