import type { Act } from '../kernel/permissions.js';
import type { ReadState } from '../kernel/fold.js';
import { isBlank, Refusal, refusals, requireText } from '../kernel/refusal.js';
import type { Id } from '../kernel/identity.js';
import type { Outcome } from '../kernel/outcome.js';
import { pointStatus, type PointSubject, type SubmittedPoint } from '../matters/decision-point.js';
import { matterRefusals } from '../matters/matter-refusals.js';
import { type Matter, matterFold, pointIn } from '../matters/matter.js';
import { proposalIn, removalFold, type RemovalProposal } from '../removals/removal.js';
import type { MeetingEvent, Motion, Reservation, Serving, SummonedItem, Vote, VoteData } from './meeting-event.js';
import { meetingRefusals } from './meeting-refusals.js';
import type { Meeting } from './meeting.js';
import { type OtherMeeting, paragraphsOf, requireMayAct, requireNumber } from './paragraph.js';
import { requireParagraphAllows } from './paragraph.js';
import { requireQuorum, takingPart } from './proceedings.js';
import { readMeetings, requireOfBoard } from './scheduling.js';

export interface DecidePointData {
  readonly meetingId: Id<'Meeting'>;
  readonly matterId: Id<'Matter'>;
  readonly point: number;
  readonly outcome: Outcome;
  readonly paragraph: string;
  /** The decided wording, or null when the board decides the proposed wording. */
  readonly wording: string | null;
  readonly reason: string;
  readonly motions: readonly Motion[];
  readonly proposalsPut: readonly string[];
  readonly votes: readonly VoteData[];
  readonly reservations: readonly Reservation[];
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
  const { meetingId, matterId, point: number, outcome, reason, proposalsPut } = command;
  const { open, item, asked, part } = requireMayDecidePoint(command, meeting, { matter, proposals }, act);
  const { subject, proposedWording } = asked;
  const paragraph = requireOwnParagraph(command, open, others);
  // Rule 23: referring a point back needs a reason.
  if (outcome === 'REFERRED_BACK' && isBlank(reason)) throw new Refusal(refusals.REASON_MISSING, {});
  const wording = decidedWording(command, proposedWording);
  const { motions, votes, reservations } = deliberated(command, part);
  const { dnr, version, hash } = item;
  const decision = { matterId, dnr, version, hash, number, subject, outcome, paragraph, wording, proposedWording };
  const how = { reason, motions, proposalsPut, votes, reservations, serving: part.serving, chair: part.chair };
  return [{ type: 'DecisionRecorded', data: { meetingId, date: open.date, ...decision, ...how } }];
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
  { paragraph: given, matterId }: DecidePointData,
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

function decidedWording({ wording: given, outcome }: DecidePointData, proposedWording: string): string {
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

function deliberated({ motions, votes: given, reservations, outcome }: DecidePointData, part: TakingPart) {
  requireMayMove(motions, part.serving);
  const votes = given.map((vote) => counted(vote, part));
  requireOutcomeOf(votes, outcome);
  requireMayReserve(reservations, votes, part.serving);
  return {
    motions: motions.map(({ by, outcome: moved, wording, withdrawn }) => ({ by, outcome: moved, wording, withdrawn })),
    votes,
    reservations: reservations.map(({ by, text }) => ({ by, text })),
  };
}

/** The persons who take part in a decision, and the person who presides. */
export interface TakingPart {
  readonly serving: readonly Serving[];
  readonly chair: Id<'Person'>;
}

/**
 * Returns the vote with its result. @throws Refusal `VOTES_DO_NOT_ADD_UP` unless each person in `serving` answers
 * exactly once and nobody else answers, or `CHAIR_MUST_VOTE` when the chair abstained at a tie.
 */
export function counted(vote: VoteData, { serving, chair }: TakingPart): Vote {
  const { yesMeans, noMeans, yesOutcome, noOutcome, yes, no, abstained } = vote;
  requireEachOnce([...yes, ...no, ...abstained], serving);
  const cast = { yesMeans, noMeans, yesOutcome, noOutcome, yes, no, abstained };
  if (yes.length !== no.length) {
    return { ...cast, result: yes.length > no.length ? 'YES' : 'NO', decidedBy: 'MAJORITY' };
  }
  // Rule 31: at a tie the chair's vote decides, so the chair must have voted.
  if (abstained.includes(chair)) throw new Refusal(meetingRefusals.CHAIR_MUST_VOTE, { personId: chair });
  return { ...cast, result: yes.includes(chair) ? 'YES' : 'NO', decidedBy: 'CHAIR' };
}

function requireEachOnce(voters: readonly Id<'Person'>[], serving: readonly Serving[]): void {
  const ids = serving.map(({ personId }) => personId);
  const missing = ids.filter((id) => !voters.includes(id));
  const extra = voters.filter((id, index) => !ids.includes(id) || voters.indexOf(id) !== index);
  // Rules 29 and 31: each person with a vote votes or abstains exactly once, and nobody else does.
  if (missing.length > 0 || extra.length > 0)
    throw new Refusal(meetingRefusals.VOTES_DO_NOT_ADD_UP, { missing, extra });
}

/** @throws Refusal `VOTE_AGAINST_OUTCOME` when the vote that settles the point is not last or contradicts `outcome`. */
export function requireOutcomeOf(votes: readonly Vote[], outcome: Outcome): void {
  const outcomes = votes.map(({ result, yesOutcome, noOutcome }) => (result === 'YES' ? yesOutcome : noOutcome));
  const settling = outcomes.findIndex((one) => one !== null);
  const isLast = settling === -1 || settling === outcomes.length - 1;
  const settled = outcomes[settling] ?? outcome;
  // Rule 31: the vote that settles the point must be the last vote, and its result must be the outcome.
  if (!isLast || settled !== outcome)
    throw new Refusal(meetingRefusals.VOTE_AGAINST_OUTCOME, { voted: settled, outcome });
}

/**
 * @throws Refusal `RESERVATION_NOT_ALLOWED` with the first person who may not make a reservation or who made two.
 * @throws Refusal `RESERVATION_BY_WINNER` with the first person who was never outvoted.
 */
export function requireMayReserve(
  reservations: readonly Reservation[],
  votes: readonly Vote[],
  serving: readonly Serving[],
): void {
  const took = serving.map(({ personId }) => personId);
  const abstained = votes.flatMap((vote) => vote.abstained);
  const wrong = reservations.find(
    ({ by }, index) =>
      !took.includes(by) || abstained.includes(by) || reservations.findIndex((one) => one.by === by) !== index,
  );
  // Rules 29 and 30: a person who was absent, had a conflict of interest or abstained cannot make a reservation.
  if (wrong !== undefined) throw new Refusal(meetingRefusals.RESERVATION_NOT_ALLOWED, { personId: wrong.by });
  const outvoted = votes.flatMap(({ result, yes, no }) => (result === 'YES' ? no : yes));
  const winner = votes.length === 0 ? undefined : reservations.find(({ by }) => !outvoted.includes(by));
  // Rule 30: a reservation is a dissent, and a person who voted with the winners each time did not dissent.
  if (winner !== undefined) throw new Refusal(meetingRefusals.RESERVATION_BY_WINNER, { personId: winner.by });
}

/** @throws Refusal `NOT_SERVING` for a motion by a person who takes no part in the matter (rule 29). */
export function requireMayMove(motions: readonly Motion[], serving: readonly Serving[]): void {
  const stranger = motions.find(({ by }) => !serving.some(({ personId }) => personId === by));
  // Rule 29: a member with a conflict of interest does not take part and cannot make a motion.
  if (stranger !== undefined) throw new Refusal(meetingRefusals.NOT_SERVING, { personId: stranger.by });
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
