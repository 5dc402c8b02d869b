import type { Id } from '../../src/kernel/identity.js';
import type { MeetingEvent } from '../../src/meetings/meeting-event.js';
import type { Vote } from '../../src/meetings/deliberation.js';
import { claim, isSameSet } from './claim.js';
import { known, type Told, type ToldMeeting } from './told.js';

type Corrected = Extract<MeetingEvent, { type: 'DecisionCorrected' }>['data'];
type Decided = Extract<MeetingEvent, { type: 'DecisionRecorded' }>['data'];

/** Rules 22, 23 and 26 to 33, of one decision of the board. */
export function claimDecision(told: Told, decided: Decided): void {
  const meeting = known(told.meetings, decided.meetingId);
  claim(meeting.isOpen && !meeting.isClosed, 'rule 28: decided at a meeting that is not open');
  claim(decided.date === meeting.date, 'rule 80: decided on another day than the meeting');
  claimGiven(told, meeting, decided);
  claimServing(meeting, decided);
  claimDeliberation(decided);
  claim(decided.outcome !== 'REFERRED_BACK' || decided.reason.trim() !== '', 'rule 23: referred back without a reason');
  claim(
    decided.wording === decided.proposedWording || decided.outcome === 'APPROVED',
    'rule 27: another wording without an approval',
  );
  claimParagraph(told, meeting, decided);
}

function claimParagraph(
  told: Told,
  meeting: ToldMeeting,
  { paragraph: given, matterId: about }: Pick<Decided, 'paragraph' | 'matterId'>,
): void {
  claim(!meeting.adjusted.has(given), 'rule 39: a decision is added to an adjusted §');
  const others = meeting.decisions.filter(({ paragraph }) => paragraph === given);
  claim(
    others.every(({ matterId }) => matterId === about),
    'rule 39: a § of two matters',
  );
  const taken = [...told.meetings.values()].filter((one) => one !== meeting).flatMap((one) => one.decisions);
  claim(!taken.some(({ paragraph }) => paragraph === given), 'rule 80: a § is taken twice a year');
}

/** Rule 133: an entry is corrected before its § is adjusted, and a decision on a removal keeps its §. */
export function claimCorrection(told: Told, { meetingId, matterId, number, entry }: Corrected): void {
  const meeting = known(told.meetings, meetingId);
  const at = meeting.decisions.findIndex((one) => one.matterId === matterId && one.number === number);
  const [decision] = meeting.decisions.splice(at, 1);
  claim(at !== -1 && decision !== undefined, 'rule 133: a decision that the board has not made is corrected');
  if (decision === undefined) return;
  claim(!meeting.adjusted.has(decision.paragraph), 'rule 133: an adjusted § is corrected');
  claim(decision.activityId === null || entry.paragraph === decision.paragraph, 'rule 133: the § of a removal changes');
  claimParagraph(told, meeting, { paragraph: entry.paragraph, matterId });
  const settled = entry.votes.at(-1);
  const outcome = settled?.result === 'YES' ? settled.yesOutcome : (settled?.noOutcome ?? null);
  claim(outcome === null || outcome === decision.outcome, 'rule 133: the votes of a correction give another outcome');
  meeting.decisions.splice(at, 0, { ...decision, paragraph: entry.paragraph });
}

function claimGiven(told: Told, meeting: ToldMeeting, { matterId, number, hash, proposedWording }: Decided): void {
  const given = meeting.given.get(matterId);
  const point = given?.points.find((one) => one.number === number);
  claim(given?.hash === hash, 'rule 26: decided on another version than the summoned one');
  claim(hash === known(told.matters, matterId).hash, 'rule 26: decided on another version than the newest');
  claim(given?.isReviewed === true || given?.isAdded === true, 'rule 26: decided without a reviewed version');
  claim(point !== undefined, `rule 26: point ${number} is not on the summons`);
  claim(point?.proposedWording === proposedWording, 'rule 33: another wording than that of the summons');
  const again = meeting.decisions.some((one) => one.matterId === matterId && one.number === number);
  claim(!again, `rule 22: point ${number} is decided twice at one meeting`);
}

function claimServing(meeting: ToldMeeting, { matterId, serving, chair }: Decided): void {
  const ids = serving.map(({ personId }) => personId);
  const seats = serving.map(({ personId, inPlaceOf }) => inPlaceOf ?? personId);
  const conflicts = meeting.conflicts.filter((one) => one.matterId === matterId);
  const inConflict = conflicts.map(({ personId }) => personId);
  const there = (meeting.attendances.at(-1)?.serving ?? []).map(({ personId }) => personId);
  const called = conflicts.flatMap(({ substitute }) => substitute ?? []);
  claim(seats.length * 2 > meeting.members.length, 'rule 28: decided by half or fewer of the members');
  claim(new Set(seats).size === seats.length, 'rule 28: a seat is filled twice');
  claim(
    seats.every((one) => meeting.members.includes(one)),
    'rule 28: a seat of nobody',
  );
  claim(!inConflict.some((one) => ids.includes(one)), 'rule 29: somebody in conflict serves');
  claim(
    ids.every((one) => there.includes(one) || called.includes(one)),
    'rule 29: somebody serves who is not there',
  );
  claim(
    there.every((one) => ids.includes(one) || inConflict.includes(one)),
    'rule 28: somebody who is there does not serve',
  );
  claim(ids.includes(chair), 'rule 29: who presides does not serve');
}

function claimDeliberation({ serving, chair, votes, motions, reservations, outcome }: Decided): void {
  const ids = serving.map(({ personId }) => personId);
  const abstained = votes.flatMap((vote) => vote.abstained);
  const dissenters = reservations.map(({ by }) => by);
  claim(
    motions.every(({ by }) => ids.includes(by)),
    'rule 29: a motion by somebody who takes no part',
  );
  claim(
    dissenters.every((one) => ids.includes(one)),
    'rules 29 and 30: a reservation by somebody who took no part',
  );
  claim(!dissenters.some((one) => abstained.includes(one)), 'rule 30: a reservation by somebody who abstained');
  const lost = votes.flatMap(({ result, yes, no }) => (result === 'YES' ? no : yes));
  claim(votes.length === 0 || dissenters.every((one) => lost.includes(one)), 'rule 30: a reservation by a winner');
  claim(new Set(dissenters).size === dissenters.length, 'rule 30: two reservations by one person');
  for (const vote of votes) claimVote(vote, ids, chair);
  const came = votes.map(({ result, yesOutcome, noOutcome }) => (result === 'YES' ? yesOutcome : noOutcome));
  claim(
    came.every((one) => one === null || one === outcome),
    'rule 31: the vote came to something else',
  );
}

function claimVote(
  { yes, no, abstained, result, decidedBy }: Vote,
  serving: readonly Id<'Person'>[],
  chair: string,
): void {
  claim(isSameSet([...yes, ...no, ...abstained], serving), 'rule 31: the votes are not those of who serves');
  const won = result === 'YES' ? yes : no;
  const lost = result === 'YES' ? no : yes;
  const isTie = yes.length === no.length;
  claim(won.length >= lost.length, 'rule 31: the minority wins');
  claim(decidedBy === (isTie ? 'CHAIR' : 'MAJORITY'), 'rule 31: it is not said who decided');
  claim(!isTie || won.some((one) => one === chair), 'rule 31: at a tie it is not the vote of the chair that decides');
}
