import { idOf } from '../../src/kernel/identity.js';
import type { Outcome } from '../../src/matters/outcome.js';
import { type Matter, type MatterEvent, matterFold, type PointSubject } from '../../src/matters/matter.js';
import { after, board, clerk, type Happened, secretary, system } from './given.js';
import { activityId, matterId, planId, proposalId } from './removal-under-test.js';

// A matter with the report of the first tertial as point 1 and a removal as point 2.

export const report: PointSubject = { kind: 'APPROVE_REPORT', planId, tertial: 'T1' };
export const removal = { kind: 'REMOVE_ACTIVITY', activityId, proposalId, version: 1 } as const;
export const otherRemoval = {
  kind: 'REMOVE_ACTIVITY',
  activityId: idOf('Activity', 'exempel.ks.2026.g1.a2'),
  proposalId: idOf('RemovalProposal', 'exempel.ks.2026.g1.a2.r1'),
  version: 1,
} as const;

const wordings: Readonly<Record<string, string>> = {
  [activityId]: 'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026',
  [otherRemoval.activityId]: 'Aktiviteten Se över taxorna tas ur verksamhetsplan för 2026',
};

/** What the administration proposes that the board decides. */
export function wordingOf(subject: PointSubject): string {
  switch (subject.kind) {
    case 'APPROVE_REPORT':
      return 'Godkänna redovisningen av måluppföljning per tertial 1 2026';
    case 'REMOVE_ACTIVITY':
      return wordings[subject.activityId] ?? '';
  }
}

export const opened: Happened<MatterEvent> = {
  actor: clerk,
  event: {
    type: 'MatterOpened',
    data: { matterId, boardId: board, dnr: 'KS 2026/7', title: 'Uppföljning tertial 1 2026' },
  },
};

export function pointAdded(number: number, subject: PointSubject): Happened<MatterEvent> {
  const data = { matterId, number, subject, proposedWording: wordingOf(subject) };
  return { actor: clerk, event: { type: 'DecisionPointAdded', data } };
}

export function submitted(...subjects: readonly (readonly [number: number, PointSubject])[]): Happened<MatterEvent> {
  const points = subjects.map(([number, subject]) => ({ number, subject, proposedWording: wordingOf(subject) }));
  return { actor: clerk, event: { type: 'MatterSubmitted', data: { matterId, points } } };
}

export function pointDecided(number: number, subject: PointSubject, outcome: Outcome): Happened<MatterEvent> {
  const wording = wordingOf(subject);
  const data = { matterId, dnr: 'KS 2026/7', number, subject, outcome, date: '2026-05-11', paragraph: '45' };
  return {
    actor: secretary,
    event: { type: 'PointDecided', data: { ...data, wording, proposedWording: wording, reason: '' } },
  };
}

export function pointStruck(number: number): Happened<MatterEvent> {
  const data = { matterId, number, cause: 'PROPOSAL_NOT_AVAILABLE' } as const;
  return { actor: system, event: { type: 'DecisionPointStruck', data } };
}

export const drafted = [opened, pointAdded(1, report), pointAdded(2, removal)];
export const beforeBoard = [...drafted, submitted([1, report], [2, removal])];

export function matterAfter(...events: readonly Happened<MatterEvent>[]): Matter {
  const matter = after(matterFold, ...events);
  if (matter === null) throw new Error('The matter was not opened.');
  return matter;
}
