import { existing } from '../kernel/existing.js';
import type { Recorded } from '../kernel/fold.js';
import type { Narration, Words } from '../kernel/telling.js';
import { changesBetween } from '../kernel/telling-changes.js';
import { listed } from '../kernel/telling-words.js';
import { isBlank } from '../kernel/text.js';
import { meetingWords, pointsWords } from '../matters/board-words.js';
import { matterFold } from '../matters/matter.js';
import { undecidedPoints } from './agenda.js';
import { addedWords, putOnWords, summonsWords, takenOffWords, voidedWords } from './agenda-telling.js';
import { appealedWords, inForceWords, settledWords } from './appeal-telling.js';
import { attendanceWords, conflictWords, openedWords } from './attendance-telling.js';
import { decidedWords } from './decision-telling.js';
import { matterNamed, type MatterName, type NameOf, namesIn } from './matter-name.js';
import { type Meeting, meetingFold } from './meeting.js';
import type { MeetingDataOf, MeetingEvent } from './meeting-event.js';
import { adjustedWords, noticedWords, takenDownWords } from './minutes-telling.js';
import { toldMeeting } from './told-meeting.js';

/** How the history of a meeting reads. A matter that is only listed on the agenda is looked up for its name. */
export const meetingNarration: Narration<Meeting | null, MeetingEvent, MatterName | null> = {
  fold: meetingFold,
  context: (_, lookAt, { type, data }) =>
    type === 'MatterPutOnAgenda' || type === 'MatterTakenOffAgenda'
      ? lookAt(matterFold, data.matterId)
      : Promise.resolve(null),
  tell: (event, { before, after }, lookedUp) => {
    const meeting = existing(after, event.data.meetingId);
    const nameOf = namesIn(before === null ? [meeting] : [before, meeting], lookedUp);
    return {
      did: did(event, meeting, nameOf),
      changes: changesBetween(before === null ? [] : toldMeeting(before, nameOf), toldMeeting(meeting, nameOf)),
      reason: reasonIn(event),
    };
  },
};

function did(event: Recorded<MeetingEvent>, after: Meeting, nameOf: NameOf): Words {
  switch (event.type) {
    case 'MeetingScheduled':
      return scheduledWords(event.data);
    case 'MeetingCancelled':
      return cancelledWords(event.data);
    case 'MatterPutOnAgenda':
      return putOnWords(event.data, nameOf);
    case 'MatterTakenOffAgenda':
      return takenOffWords(event.data, nameOf);
    case 'SummonsSent':
      return summonsWords(event.data);
    case 'AgendaItemVoided':
      return voidedWords(event.data, nameOf);
    case 'MeetingOpened':
      return openedWords(event.data);
    case 'AttendanceRecorded':
      return attendanceWords(event.data);
    case 'ConflictOfInterestRecorded':
      return conflictWords(event.data, nameOf);
    case 'MatterAddedAtMeeting':
      return addedWords(event.data);
    case 'DecisionRecorded':
      return decidedWords(event.data, nameOf);
    case 'MeetingClosed':
      return closedWords(event.data, after, nameOf);
    case 'MinutesAdjusted':
      return adjustedWords(event.data);
    case 'NoticePosted':
      return noticedWords(event.data);
    case 'NoticeTakenDown':
      return takenDownWords(event.data, after);
    case 'AppealRecorded':
      return appealedWords(event.data, after);
    case 'AppealSettled':
      return settledWords(event.data);
    case 'LegalForceGained':
      return inForceWords(event.data);
  }
}

function reasonIn({ data }: MeetingEvent): string | null {
  return 'reason' in data && !isBlank(data.reason) ? data.reason : null;
}

function scheduledWords({ meetingId, time, place }: MeetingDataOf<'MeetingScheduled'>): Words {
  const { sv, en } = meetingWords(meetingId);
  return {
    sv: `planerade ${sv} klockan ${time.replace(':', '.')}, ${place}`,
    en: `scheduled ${en} at ${time}, ${place}`,
  };
}

function cancelledWords({ meetingId }: MeetingDataOf<'MeetingCancelled'>): Words {
  const { sv, en } = meetingWords(meetingId);
  return { sv: `ställde in ${sv}`, en: `called off ${en}` };
}

/** Rule 28: what too few were left to decide goes back to where it was. */
function closedWords({ meetingId }: MeetingDataOf<'MeetingClosed'>, meeting: Meeting, nameOf: NameOf): Words {
  const [{ sv, en }, byMatter] = [
    meetingWords(meetingId),
    Map.groupBy(undecidedPoints(meeting), (one) => one.matterId),
  ];
  if (byMatter.size === 0) return { sv: `avslutade ${sv}`, en: `closed ${en}` };
  const left = listed(
    [...byMatter].map(([matterId, points]) => {
      const [asked, about] = [pointsWords(points), matterNamed(matterId, nameOf)];
      return { sv: `${asked.sv} i ${about.sv}`, en: `${asked.en} of ${about.en}` };
    }),
  );
  return {
    sv: `avslutade ${sv} utan att nämnden var beslutför om ${left.sv}`,
    en: `closed ${en} with too few left to decide ${left.en}`,
  };
}
