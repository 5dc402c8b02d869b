import { boardOf, type Id } from '../../src/kernel/identity.js';
import type { MatterEvent } from '../../src/matters/matter-event.js';
import { type Matter, matterFold } from '../../src/matters/matter.js';
import { defaultChain } from '../../src/reviews/review.js';
import type { SummonedItem } from '../../src/meetings/meeting-event.js';
import { after, clerk, type Happened, head, secretary, system, unitManager } from './given.js';
import { meetingId } from './meeting-under-test.js';

// The matters that the items of a summons are of, as far along as a spec needs them.

/** To a matter that has been submitted to its review, with the points and the hash of the item. */
export function untilSubmitted({ matterId, dnr, title, version, hash, points }: SummonedItem): Happened<MatterEvent>[] {
  const texts = { title, brief: 'I korthet', considerations: 'Överväganden' };
  const content = { texts, figures: [], points, attachments: [], recipients: [] };
  const submitted = { matterId, version, hash, authors: [clerk.personId], chain: defaultChain, ...content };
  const opened = { matterId, boardId: boardOf(matterId), kind: 'FOLLOW_UP', dnr, title } as const;
  return [
    { actor: clerk, event: { type: 'MatterOpened', data: opened } },
    ...points.map((point) => ({
      actor: clerk,
      event: { type: 'DecisionPointAdded' as const, data: { matterId, ...point } },
    })),
    { actor: clerk, event: { type: 'MatterVersionSubmitted', data: submitted } },
  ];
}

/** To a matter that both steps have approved. */
export function untilReviewed(item: SummonedItem): Happened<MatterEvent>[] {
  const { matterId, version, hash } = item;
  const approved = (step: string) => ({
    type: 'MatterStepApproved' as const,
    data: { matterId, version, hash, step, reason: '' },
  });
  return [
    ...untilSubmitted(item),
    { actor: unitManager, event: approved('UNIT_MANAGER') },
    { actor: head, event: approved('HEAD_OF_ADMINISTRATION') },
  ];
}

/** To a matter that the board has before it. */
export function untilBeforeBoard(item: SummonedItem, meeting: Id<'Meeting'> = meetingId): Happened<MatterEvent>[] {
  const { matterId, version, hash, points } = item;
  const data = { meetingId: meeting, matterId, version, hash, points, addedAtMeeting: false };
  return [...untilReviewed(item), { actor: system, event: { type: 'MatterSummoned', data } }];
}

export function pointSettled(
  { matterId, dnr, points }: SummonedItem,
  number: number,
  outcome: 'APPROVED' | 'POSTPONED' | 'REFERRED_BACK',
): Happened<MatterEvent> {
  const point = points.find((one) => one.number === number);
  if (point === undefined) throw new Error(`The item has no point ${number}.`);
  const { subject, proposedWording } = point;
  const how = { outcome, date: '2026-05-11', paragraph: '45', wording: proposedWording, proposedWording, reason: '' };
  return {
    actor: secretary,
    event: { type: 'PointDecided', data: { matterId, meetingId, dnr, number, subject, ...how } },
  };
}

export function pointStruck({ matterId }: SummonedItem, number: number): Happened<MatterEvent> {
  const data = { matterId, number, cause: 'PROPOSAL_NOT_AVAILABLE' } as const;
  return { actor: system, event: { type: 'DecisionPointStruck', data } };
}

export function matterOf(...events: readonly Happened<MatterEvent>[]): Matter {
  const matter = after(matterFold, ...events);
  if (matter === null) throw new Error('The matter was not opened.');
  return matter;
}
