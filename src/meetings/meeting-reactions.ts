import { itself, type Reaction } from '../kernel/reaction.js';
import { type Matter, matterFold } from '../matters/matter.js';
import type { MatterEvent } from '../matters/matter-event.js';
import { recordDecisionCommand, releaseMatterCommand, summonMatterCommand } from '../matters/matter-before-board.js';
import { undecidedPoints, voidAgendaItemCommand } from './agenda.js';
import { type Meeting, meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';

/** What is on a summons, or is added at the meeting, is the board's from then on. */
export const summonMatters: Reaction<MeetingEvent, Meeting | null> = {
  name: 'summon matters',
  to: meetingFold,
  types: ['SummonsSent', 'MatterAddedAtMeeting'],
  looksAt: itself(meetingFold),
  react: ({ type, data }, meeting) => {
    if (type !== 'SummonsSent' && type !== 'MatterAddedAtMeeting') return [];
    // Tried again when the meeting is over or called off, it must give it nothing: nobody would release it.
    if (meeting?.status === 'CANCELLED' || meeting?.status === 'CLOSED') return [];
    const { meetingId } = data;
    const items = type === 'SummonsSent' ? data.items : [data.item];
    const addedAtMeeting = type === 'MatterAddedAtMeeting';
    return items.map(({ matterId, version, hash, points }) =>
      summonMatterCommand({ meetingId, matterId, version, hash, points, addedAtMeeting }),
    );
  },
};

/** What was summoned to a meeting that is called off, or that too few were left at to decide it, is free for another. */
export const releaseMatters: Reaction<MeetingEvent, Meeting | null> = {
  name: 'release matters of a meeting called off',
  to: meetingFold,
  types: ['MeetingCancelled', 'MeetingClosed'],
  looksAt: itself(meetingFold),
  react: ({ data: { meetingId } }, meeting) => {
    const undecided = meeting === null ? [] : undecidedPoints(meeting).map(({ matterId }) => matterId);
    return [...new Set(undecided)].map((matterId) => releaseMatterCommand({ meetingId, matterId }));
  },
};

/** What the board decides of a point is carried to its matter. */
export const recordDecisions: Reaction<MeetingEvent, Meeting | null> = {
  name: 'record decisions',
  to: meetingFold,
  types: ['DecisionRecorded'],
  looksAt: itself(meetingFold),
  react: ({ type, data }) => {
    if (type !== 'DecisionRecorded') return [];
    const { meetingId, matterId, number, outcome, date, paragraph, wording, reason } = data;
    return [recordDecisionCommand({ meetingId, matterId, number, outcome, date, paragraph, wording, reason })];
  },
};

/** A matter that was changed, or taken by another meeting, in the instant of the summons is not on the agenda. */
export const voidUnsummoned: Reaction<MatterEvent, Matter | null> = {
  name: 'void agenda item of a matter not summoned',
  to: matterFold,
  types: ['MatterNotSummoned', 'DecisionPointStruck'],
  looksAt: itself(matterFold),
  react: ({ type, data }, matter) => {
    if (type === 'MatterNotSummoned') {
      const { meetingId, matterId } = data;
      return [voidAgendaItemCommand({ meetingId, matterId, point: null })];
    }
    if (type !== 'DecisionPointStruck' || data.cause === 'BY_CLERK') return [];
    const meetingId = matter?.meetingId ?? null;
    return meetingId === null
      ? []
      : [voidAgendaItemCommand({ meetingId, matterId: data.matterId, point: data.number })];
  },
};
