import type { Act } from '../kernel/permissions.js';
import type { ReadState } from '../kernel/fold.js';
import { isBlank, Refusal, refusals, requireText } from '../kernel/refusal.js';
import type { Id } from '../kernel/identity.js';
import type { Outcome } from '../kernel/outcome.js';
import { pointStatus, type PointSubject, type SubmittedPoint } from '../matters/decision-point.js';
import { matterRefusals } from '../matters/matter-refusals.js';
import { type Matter, matterFold, pointIn } from '../matters/matter.js';
import { proposalIn, removalFold, type RemovalProposal } from '../removals/removal.js';
import type { MeetingEvent, SummonedItem } from './meeting-event.js';
import { counted, requireMayMove, requireMayReserve, requireOutcomeOf, type TakingPart } from './deliberation.js';
import type { DecisionData, DecisionEntry, Motion, Remark, Reservation, VoteData } from './deliberation.js';
import { meetingRefusals } from './meeting-refusals.js';
import type { Meeting } from './meeting.js';
import { type OtherMeeting, paragraphsOf, requireMayAct, requireNumber, requireParagraphAllows } from './paragraph.js';
import { requireQuorum, takingPart } from './proceedings.js';
import { readMeetings, requireOfBoard } from './scheduling.js';

/** The secretary enters this of a decision, besides its outcome. */
export interface EntryData {
  readonly paragraph: string;
  /** The decided wording, or null when the board decides the proposed wording. */
  readonly wording: string | null;
  readonly reason: string;
  readonly motions: readonly Motion[];
  readonly proposalsPut: readonly string[];
  readonly votes: readonly VoteData[];
  readonly reservations: readonly Reservation[];
  readonly remarks: readonly Remark[];
}

export interface DecidePointData extends EntryData {
  readonly meetingId: Id<'Meeting'>;
  readonly matterId: Id<'Matter'>;
  readonly point: number;
  readonly outcome: Outcome;
}

/**
 * The states that a decision on a decision point depends on: the matter, the other meetings and, when the point is
 * about the removal of an activity, that activity's removal proposals.
 */
export interface DecisionInputs {
  /** The board's other meetings of the year. */
  readonly others: readonly OtherMeeting[];
  readonly matter: Matter | null;
  readonly proposals: readonly RemovalProposal[];
}

/** Records the board's decision on one decision point. The board decides each point separately (rules 22 and 80). */
export function decidePoint(
  command: DecidePointData,
  meeting: Meeting | null,
  { matter, others, proposals }: DecisionInputs,
  act: Act,
): MeetingEvent[] {
  const { meetingId, matterId, point: number, outcome } = command;
  const { open, item, asked, part } = requireMayDecidePoint(command, meeting, { matter, proposals }, act);
  const { subject, proposedWording } = asked;
  const entry = soundEntry(command, { matterId, outcome, proposedWording }, open, others, part);
  const { dnr, version, hash } = item;
  const { paragraph, wording, ...how } = entry;
  const decision = { matterId, dnr, version, hash, number, subject, outcome, paragraph, wording, proposedWording };
  const took = { serving: part.serving, chair: part.chair };
  return [{ type: 'DecisionRecorded', data: { meetingId, date: open.date, ...decision, ...how, ...took } }];
}

/** Returns the entry as the minutes have it. @throws Refusal when a rule of the minutes forbids the entry */
export function soundEntry(
  given: EntryData,
  { matterId, outcome, proposedWording }: Pick<DecisionData, 'matterId' | 'outcome' | 'proposedWording'>,
  meeting: Meeting,
  others: readonly OtherMeeting[],
  part: TakingPart,
): DecisionEntry {
  const { reason, proposalsPut } = given;
  const paragraph = requireOwnParagraph(given.paragraph, matterId, meeting, others);
  // Rule 23: referring a point back needs a reason.
  if (outcome === 'REFERRED_BACK' && isBlank(reason)) throw new Refusal(refusals.REASON_MISSING, {});
  const wording = decidedWording(given.wording, outcome, proposedWording);
  const { motions, votes, reservations, remarks } = deliberated(given, outcome, part);
  requireMayRemark(remarks, meeting, matterId);
  return { paragraph, wording, reason, motions, proposalsPut, votes, reservations, remarks };
}

export type DecidedPoint = Pick<DecidePointData, 'meetingId' | 'matterId' | 'point'>;

/** Returns what a decision on the point rests on. @throws Refusal when nobody can decide on the point now. */
export function requireMayDecidePoint(
  { meetingId, matterId, point: number }: DecidedPoint,
  meeting: Meeting | null,
  { matter, proposals }: Pick<DecisionInputs, 'matter' | 'proposals'>,
  act: Act,
) {
  // Rule 32: the board decides, and only the secretary records the decision.
  const open = requireMayAct('decidePoint', meetingId, meeting, act);
  const ofBoard = requireOfBoard(matter, matterId, meetingId);
  requireUndecided(open, matterId, number);
  const item = itemBefore(open, ofBoard, number);
  const asked = pointBefore(ofBoard, item, number);
  requireClaimed(matterId, number, asked.subject, proposals);
  return { open, item, asked, part: requireAbleToDecide(open, matterId) };
}

/** Returns the version of the matter that a summons contains or that the board took up at the meeting. */
function itemBefore({ id, agenda }: Meeting, matter: Matter, point: number): SummonedItem {
  const listed = agenda.find(({ matterId }) => matterId === matter.id);
  const item = listed !== undefined && 'item' in listed ? listed.item : null;
  const isThisMeetings = matter.status === 'BEFORE_BOARD' && matter.meetingId === id;
  // Rule 26: the board can decide only on the version in the summons or on the version that it took up at the meeting.
  if (item === null || !isThisMeetings || matter.versions.at(-1)?.hash !== item.hash) {
    throw new Refusal(meetingRefusals.POINT_NOT_BEFORE_BOARD, { point });
  }
  return item;
}

/** Refuses a point that the meeting has decided. The matter can lack the decision until a reaction has updated it. */
function requireUndecided({ decisions }: Meeting, matterId: Id<'Matter'>, point: number): void {
  const decided = decisions.find((one) => one.matterId === matterId && one.number === point);
  // Rule 22: a meeting decides each point once. A postponed point returns at a later meeting.
  if (decided !== undefined) throw new Refusal(matterRefusals.POINT_DECIDED, { point, outcome: decided.outcome });
}

function pointBefore(matter: Matter, { points }: SummonedItem, number: number): SubmittedPoint {
  const point = points.find((one) => one.number === number);
  const status = pointStatus(pointIn(matter, number));
  // Rule 26: the board can decide only a point that is not struck and that the version before the board contains.
  if (point === undefined || status === 'STRUCK')
    throw new Refusal(meetingRefusals.POINT_NOT_BEFORE_BOARD, { point: number });
  return point;
}

/** Rule 26: the board can decide on a removal only when the removal proposal is before the board as this point. */
function requireClaimed(
  matterId: Id<'Matter'>,
  point: number,
  subject: PointSubject,
  proposals: readonly RemovalProposal[],
): void {
  if (subject.kind !== 'REMOVE_ACTIVITY') return;
  const { status, matter } = proposalIn(proposals, subject.proposalId);
  const isClaimed = status === 'BEFORE_BOARD' && matter?.matterId === matterId && matter.point === point;
  // Rule 26: until a reaction has put the proposal before the board, the author can still withdraw the proposal.
  if (!isClaimed) throw new Refusal(meetingRefusals.POINT_NOT_BEFORE_BOARD, { point });
}

/** Returns the paragraph. @throws Refusal of {@link requireNumber}, `PARAGRAPH_TAKEN` or `PARAGRAPH_STATUS` */
function requireOwnParagraph(
  given: string,
  matterId: Id<'Matter'>,
  meeting: Meeting,
  others: readonly OtherMeeting[],
): string {
  const paragraph = requireNumber(given, meeting, others);
  const taken = [
    ...meeting.decisions.filter((one) => one.paragraph === paragraph && one.matterId !== matterId),
    ...meeting.agenda.filter((one) => one.state === 'ADDED' && one.paragraph === paragraph),
  ];
  // Rule 39: the adjusters confirm the minutes by paragraph, so each paragraph must be about one matter.
  if (taken.length > 0) throw new Refusal(meetingRefusals.PARAGRAPH_TAKEN, { paragraph, date: meeting.date });
  // Rule 39: a paragraph that the adjusters confirmed accepts no more decisions. The check skips a new paragraph.
  if (paragraphsOf(meeting).includes(paragraph)) requireParagraphAllows(meeting, paragraph, 'decide');
  return paragraph;
}

function decidedWording(given: string | null, outcome: Outcome, proposedWording: string): string {
  const wording = given ?? proposedWording;
  requireText('wording', wording);
  // Rule 27: a decision with another wording than the proposed one is an approval, so the outcome must be APPROVED.
  if (wording.normalize('NFC') !== proposedWording.normalize('NFC') && outcome !== 'APPROVED')
    throw new Refusal(meetingRefusals.WORDING_NEEDS_APPROVAL, {});
  return wording;
}

function requireAbleToDecide(meeting: Meeting, matterId: Id<'Matter'>): TakingPart {
  const { serving, chair } = takingPart(meeting, matterId);
  requireQuorum(meeting, serving);
  // Rule 29: when the chair has a conflict of interest, another person with a vote must preside.
  if (chair === null || !serving.some(({ personId }) => personId === chair))
    throw new Refusal(meetingRefusals.CHAIR_MISSING, {});
  return { serving, chair };
}

function deliberated({ motions, votes: given, reservations, remarks }: EntryData, outcome: Outcome, part: TakingPart) {
  requireMayMove(motions, part.serving);
  const votes = given.map((vote) => counted(vote, part));
  requireOutcomeOf(votes, outcome);
  requireMayReserve(reservations, votes, part.serving);
  return {
    motions: motions.map(({ by, outcome: moved, wording, withdrawn }) => ({ by, outcome: moved, wording, withdrawn })),
    votes,
    reservations: reservations.map(({ by, text }) => ({ by, text })),
    remarks: remarks.map(({ kind, by, text }) => ({ kind, by, text })),
  };
}

/**
 * @throws Refusal `TEXT_MISSING` for a remark without a text, or `REMARK_NOT_ALLOWED` for a remark by a person who was
 * not at the meeting or has a conflict of interest in the matter.
 */
export function requireMayRemark(
  remarks: readonly Remark[],
  { present, conflicts }: Pick<Meeting, 'present' | 'conflicts'>,
  matterId: Id<'Matter'>,
): void {
  for (const { text } of remarks) requireText('remarks', text);
  const barred = conflicts.filter((one) => one.matterId === matterId).map(({ personId }) => personId);
  const wrong = remarks.find(({ by }) => !present.includes(by) || barred.includes(by));
  // Rules 29 and 131: a person with a conflict of interest counts as absent.
  if (wrong !== undefined) throw new Refusal(meetingRefusals.REMARK_NOT_ALLOWED, { personId: wrong.by });
}

/**
 * Reads a matter and the other meetings and, when the matter's point is about the removal of an activity, that
 * activity's proposals.
 */
export async function readDecisionInputs(
  read: ReadState,
  { matterId, point: number }: Pick<DecidePointData, 'matterId' | 'point'>,
  otherMeetings: readonly Id<'Meeting'>[],
): Promise<DecisionInputs> {
  const matter = await read(matterFold, matterId);
  const subject = matter?.points.find((point) => point.number === number)?.subject;
  const proposals = subject?.kind === 'REMOVE_ACTIVITY' ? await read(removalFold, subject.activityId) : [];
  return { matter, proposals, others: await readMeetings(read, otherMeetings) };
}
