import type { ReadState } from '../../kernel/fold.js';
import type { Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import type { Guards } from '../../kernel/permitted.js';
import { requireMayCorrectAttendance } from '../corrections/attendance-correction.js';
import { requireMayCorrectDecision } from '../corrections/decision-correction.js';
import { requireMayCorrectAppeal } from '../corrections/appeal-correction.js';
import { requireMayMoveMeeting } from '../corrections/meeting-correction.js';
import { requireMayCorrectAdjustment, requireMayCorrectDispatch } from '../corrections/minutes-correction.js';
import { requireMayCorrectNotice } from '../corrections/notice-correction.js';
import { requireMayCorrectAddedMatter, requireMayWithdrawAddedMatter } from '../corrections/added-matter-correction.js';
import { requireMayCorrectTakingDown } from '../corrections/taking-down-correction.js';
import { requireMayCorrectTimes } from '../corrections/times-correction.js';
import { requireMayRecordAppeal, requireMaySettleAppeal } from '../appeal.js';
import { type DecidedPoint, readDecisionInputs, requireMayDecidePoint } from '../decision.js';
import type { MeetingCommand } from '../meeting-process.js';
import { type Meeting, meetingFold } from '../meeting.js';
import { requireMayAdjustMinutes, requireMayPostNotice, requireMayTakeDownNotice } from '../minutes.js';
import { adjustmentOf, appealsOf, noticeOf, requireMayAct } from '../paragraph.js';
import { requireMayAddMatterAtMeeting, requireMayCloseMeeting, requireMayOpenMeeting } from '../proceedings.js';
import { requireMayDispatchParagraph } from '../record/facts.js';
import { type ListedMatter, readListedMatters, requireMaySendSummons } from '../scheduling.js';

/**
 * The commands about a meeting. Of a command that names a matter, a point, a paragraph, a notice or an appeal, they tell
 * whether the meeting allows it at all; {@link guardsOfParagraph} tells of a paragraph, {@link readGuardsOfPoint} of a
 * point.
 *
 * @param waiting each matter on the agenda that waits for a summons, in its newest state
 */
export function guardsOfMeeting(
  id: Id<'Meeting'>,
  meeting: Meeting | null,
  waiting: readonly ListedMatter[],
  act: Act,
): Guards {
  const may = (command: MeetingCommand) => () => requireMayAct(command, id, meeting, act);
  const guards: Record<MeetingCommand, () => unknown> = {
    putOnAgenda: may('putOnAgenda'),
    takeOffAgenda: may('takeOffAgenda'),
    sendSummons: () => requireMaySendSummons(id, meeting, waiting, act),
    cancelMeeting: may('cancelMeeting'),
    moveMeeting: () => requireMayMoveMeeting(id, meeting, act),
    correctMeeting: may('correctMeeting'),
    correctComposition: may('correctComposition'),
    openMeeting: () => requireMayOpenMeeting(id, meeting, act),
    recordAttendance: may('recordAttendance'),
    recordConflict: may('recordConflict'),
    addMatterAtMeeting: () => requireMayAddMatterAtMeeting(id, meeting, act),
    decidePoint: may('decidePoint'),
    closeMeeting: () => requireMayCloseMeeting(id, meeting, act),
    adjustMinutes: may('adjustMinutes'),
    postNotice: may('postNotice'),
    takeDownNotice: may('takeDownNotice'),
    recordAppeal: may('recordAppeal'),
    settleAppeal: may('settleAppeal'),
    adjournMeeting: may('adjournMeeting'),
    electAdjusters: may('electAdjusters'),
    dispatchParagraph: may('dispatchParagraph'),
    correctDecision: may('correctDecision'),
    correctConflict: may('correctConflict'),
    correctAttendance: () => requireMayCorrectAttendance(id, meeting, act),
    correctNotice: may('correctNotice'),
    correctTimes: () => requireMayCorrectTimes(id, meeting, act),
    correctAdjustment: may('correctAdjustment'),
    correctDispatch: may('correctDispatch'),
    correctAppeal: may('correctAppeal'),
    correctAddedMatter: may('correctAddedMatter'),
    withdrawAddedMatter: may('withdrawAddedMatter'),
    correctTakingDown: may('correctTakingDown'),
  };
  return guards;
}

export async function readGuardsOfMeeting(id: Id<'Meeting'>, read: ReadState, act: Act): Promise<Guards> {
  const meeting = await read(meetingFold, id);
  return guardsOfMeeting(id, meeting, await readListedMatters(read, meeting), act);
}

/**
 * The commands about a paragraph (§), and about each of these that it has: the matter that was taken up in it, its first
 * decision, its adjustment, its newest dispatch, its notice, the newest that came down, and its first appeal that waits for
 * a ruling. An appeal is one that comes today.
 */
export function guardsOfParagraph(
  { meetingId, paragraph }: { readonly meetingId: Id<'Meeting'>; readonly paragraph: string },
  meeting: Meeting | null,
  act: Act,
): Guards {
  const paragraphs = [paragraph];
  const decision = meeting?.decisions.find((one) => one.paragraph === paragraph);
  const notice = meeting === null ? undefined : noticeOf(meeting, paragraph);
  const adjustment = meeting === null ? undefined : adjustmentOf(meeting, paragraph);
  const dispatch = (meeting?.dispatches.findLastIndex((one) => one.paragraph === paragraph) ?? -1) + 1;
  const appeal = meeting === null ? undefined : appealsOf(meeting, paragraph).find(({ settled }) => settled === null);
  return {
    adjustMinutes: () => requireMayAdjustMinutes({ meetingId, paragraphs, atOnce: true }, meeting, act),
    postNotice: () => requireMayPostNotice({ meetingId, paragraphs }, meeting, act),
    dispatchParagraph: () => requireMayDispatchParagraph({ meetingId, paragraph }, meeting, act),
    ...(decision !== undefined && {
      correctDecision: () => {
        const { matterId, number: point } = decision;
        return requireMayCorrectDecision({ meetingId, matterId, point }, meeting, act);
      },
    }),
    ...guardsOfSlips({ meetingId, paragraph }, meeting, act),
    ...(notice !== undefined && {
      takeDownNotice: () => requireMayTakeDownNotice({ meetingId, notice: notice.number }, meeting, act),
      correctNotice: () => requireMayCorrectNotice({ meetingId, notice: notice.number }, meeting, act),
    }),
    ...(adjustment !== undefined && {
      correctAdjustment: () => requireMayCorrectAdjustment({ meetingId, adjustment: adjustment.number }, meeting, act),
    }),
    ...(dispatch > 0 && {
      correctDispatch: () => requireMayCorrectDispatch({ meetingId, dispatch }, meeting, act),
    }),
    recordAppeal: () => {
      const parts = [{ paragraph, point: null }];
      return requireMayRecordAppeal({ meetingId, parts, receivedOn: act.today }, meeting, act);
    },
    ...(appeal !== undefined && {
      settleAppeal: () => {
        const settling = { meetingId, appeal: appeal.number, ruling: 'DISMISSED', annulled: [] } as const;
        return requireMaySettleAppeal(settling, meeting, act);
      },
      correctAppeal: () => requireMayCorrectAppeal({ meetingId, appeal: appeal.number }, meeting, act),
    }),
  };
}

/** The corrections of a matter that was taken up, and of the newest notice that came down. */
function guardsOfSlips(
  { meetingId, paragraph }: { readonly meetingId: Id<'Meeting'>; readonly paragraph: string },
  meeting: Meeting | null,
  act: Act,
): Guards {
  const added = meeting?.agenda.find((one) => one.state === 'ADDED' && one.paragraph === paragraph);
  const down = meeting?.notices.findLast((one) => one.takenDown !== null && one.paragraphs.includes(paragraph));
  return {
    ...(added !== undefined && {
      correctAddedMatter: () => requireMayCorrectAddedMatter({ meetingId, matterId: added.matterId }, meeting, act),
      withdrawAddedMatter: () => requireMayWithdrawAddedMatter({ meetingId, matterId: added.matterId }, meeting, act),
    }),
    ...(down !== undefined && {
      correctTakingDown: () => requireMayCorrectTakingDown({ meetingId, notice: down.number }, meeting, act),
    }),
  };
}

/** The command about a decision point of a matter that is before the meeting. */
export async function readGuardsOfPoint(about: DecidedPoint, read: ReadState, act: Act): Promise<Guards> {
  const meeting = await read(meetingFold, about.meetingId);
  const inputs = await readDecisionInputs(read, about, []);
  return { decidePoint: () => requireMayDecidePoint(about, meeting, inputs, act) };
}

export async function readGuardsOfParagraph(
  about: { readonly meetingId: Id<'Meeting'>; readonly paragraph: string },
  read: ReadState,
  act: Act,
): Promise<Guards> {
  return guardsOfParagraph(about, await read(meetingFold, about.meetingId), act);
}
