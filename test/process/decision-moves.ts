import type { Id } from '../../src/kernel/identity.js';
import type { Outcome } from '../../src/kernel/outcome.js';
import type { DecidePointData } from '../../src/meetings/decision.js';
import type { VoteData } from '../../src/meetings/deliberation.js';
import type { Meeting } from '../../src/meetings/meeting.js';
import { takingPart } from '../../src/meetings/proceedings.js';
import type { Chance } from './chance.js';
import { members, substitutes } from './people.js';

interface Undecided {
  readonly matterId: Id<'Matter'>;
  readonly number: number;
  readonly proposedWording: string;
}

function outcomeBy(chance: Chance): Outcome {
  return chance.of(
    'APPROVED',
    'APPROVED',
    'APPROVED',
    'APPROVED',
    'REJECTED',
    'REFERRED_BACK',
    'REFERRED_BACK',
    'POSTPONED',
    'WITHDRAWN',
  );
}

/** Mostly a number that no other meeting has taken. */
export function newParagraph({ date }: Pick<Meeting, 'date'>, number: number, chance: Chance): string {
  const ofDay = Number(date.slice(5).replace('-', '')) * 100 + number;
  return chance.is(0.05) ? `0${number}` : String(ofDay);
}

/** How a board decides one point, mostly as it should. */
export function decisionAt(meeting: Meeting, point: Undecided, chance: Chance): DecidePointData {
  const { matterId, number, proposedWording } = point;
  const { serving, chair } = takingPart(meeting, matterId);
  const present = serving.map(({ personId }) => personId);
  const vote = chance.is(0.45) ? voteBy(present, chair, chance) : null;
  const outcome = vote === null || chance.is(0.06) ? outcomeBy(chance) : wonBy(vote, chair);
  const own = meeting.decisions.findLast((decision) => decision.matterId === matterId)?.paragraph;
  const isKept = own !== undefined && chance.is(0.5);
  const took = present.filter((one) => vote?.abstained.includes(one) !== true);
  const dissenters = chance.is(0.04) ? [...members, ...substitutes] : took;
  const movers = chance.is(0.04) ? [...members, ...substitutes] : present;
  return {
    meetingId: meeting.id,
    matterId,
    point: number,
    outcome,
    paragraph: isKept ? own : newParagraph(meeting, 40 + meeting.decisions.length + chance.between(0, 1), chance),
    wording: outcome === 'APPROVED' && chance.is(0.15) ? `${proposedWording}, från den 1 juli` : null,
    reason: outcome === 'REFERRED_BACK' && chance.is(0.9) ? 'Utred kostnaden.' : '',
    motions: chance.some(movers, 0.15).map((by) => ({ by, outcome, wording: '', withdrawn: chance.is(0.2) })),
    proposalsPut: ['Bifall', 'Avslag'],
    votes: vote === null ? [] : [vote],
    reservations: chance.some(dissenters, 0.1).map((by) => ({ by, text: 'Vi reserverar oss.' })),
    remarks: chance.some(movers, 0.05).map((by) => ({ kind: 'NOTE', by, text: 'Underlaget kom sent.' })),
  };
}

function voteBy(present: readonly Id<'Person'>[], chair: Id<'Person'> | null, chance: Chance): VoteData {
  const voters = chance.is(0.04) ? [...present, ...chance.some(members, 0.3)] : present;
  const odd = voters.length % 2 === 1 ? voters.findLast((one) => one !== chair) : undefined;
  // At a tie the chair's vote decides: half of the votes are brought to one.
  const isTie = chance.is(0.5);
  const abstained = isTie ? voters.filter((one) => one === odd) : chance.some(voters, 0.1);
  const left = voters.filter((one) => !abstained.includes(one));
  const side = chance.between(0, 1);
  const yes = left.filter((_, index) => (isTie ? index % 2 === side : chance.is(0.6)));
  const no = left.filter((one) => !yes.includes(one));
  const yesOutcome = outcomeBy(chance);
  const noOutcome: Outcome = yesOutcome === 'APPROVED' ? 'REJECTED' : 'APPROVED';
  const calledBy = chance.is(0.5) ? null : (chance.oneOf(voters) ?? null);
  return { calledBy, yesMeans: 'Bifall', noMeans: 'Avslag', yesOutcome, noOutcome, yes, no, abstained };
}

function wonBy({ yes, no, yesOutcome, noOutcome }: VoteData, chair: Id<'Person'> | null): Outcome {
  const isYes = yes.length === no.length ? chair !== null && yes.includes(chair) : yes.length > no.length;
  return (isYes ? yesOutcome : noOutcome) ?? 'APPROVED';
}
