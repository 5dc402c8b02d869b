import { type MatterStatus, matterProcess, type MatterVerdict } from '../../src/matters/matter-process.js';
import { meetingProcess, type MeetingStatus } from '../../src/meetings/meeting-process.js';
import { removalProcess, type RemovalStatus, type RemovalVerdict } from '../../src/removals/removal-process.js';
import { claim } from './claim.js';
import type { Step } from './world.js';

const removalVerdictOf: Readonly<Record<string, RemovalVerdict>> = {
  RemovalRevised: 'revise',
  RemovalActivityChanged: 'change activity',
  RemovalWithdrawn: 'withdraw',
  RemovalWithdrawalVoided: 'void withdrawal',
  RemovalStepApproved: 'approve',
  RemovalReturned: 'return',
  RemovalDeclined: 'decline',
  RemovalVoided: 'void',
  RemovalPutToBoard: 'put to board',
  RemovalReleased: 'release',
  RemovalDecided: 'settle',
};

const matterVerdictOf: Readonly<Record<string, readonly MatterVerdict[]>> = {
  DecisionPointAdded: ['change'],
  DecisionPointStruck: ['change', 'strike unavailable'],
  MatterVersionSubmitted: ['submit'],
  MatterStepApproved: ['approve'],
  MatterReturned: ['return'],
  MatterDeclined: ['decline'],
  MatterWithdrawn: ['withdraw'],
  MatterSummoned: ['summon', 'add at the meeting'],
  MatterReleased: ['release'],
  PointDecided: ['decide'],
};

function changeOf(from: string, to: string): string {
  return `a change from ${from} to ${to} that no table has`;
}

/** Whatever happens, a thing goes from status to status as its table says. */
export function statusClaims(step: Step): void {
  if (step.of === 'removal') {
    const { event, before, after } = step;
    const { proposalId } = event.data;
    const from = before.find(({ id }) => id === proposalId)?.status;
    const to = after.find(({ id }) => id === proposalId)?.status;
    if (from !== undefined && to !== undefined) claimRemoval(event.type, from, to);
    const others = before.filter(({ id }) => id !== proposalId);
    const isAnyOther = others.some(({ id, status }) => after.find((one) => one.id === id)?.status !== status);
    claim(!isAnyOther, 'rule 11: another proposal changes');
  }
  if (step.of === 'matter' && step.before !== null && step.after !== null) {
    claimMatter(step.event.type, step.before.status, step.after.status);
  }
  if (step.of === 'meeting' && step.before !== null && step.after !== null) {
    claimMeeting(step.before.status, step.after.status);
  }
}

function claimRemoval(type: string, from: RemovalStatus, to: RemovalStatus): void {
  const verdict = removalVerdictOf[type];
  const isEnd = type === 'RemovalFinalityRecorded' && removalProcess[from].annul?.includes(to) === true;
  const isMove = verdict === undefined ? from === to || isEnd : removalProcess[from][verdict]?.includes(to) === true;
  claim(isMove, `${type}: ${changeOf(from, to)}`);
}

function claimMatter(type: string, from: MatterStatus, to: MatterStatus): void {
  const verdicts = matterVerdictOf[type];
  const isMove =
    verdicts === undefined
      ? from === to
      : verdicts.some((verdict) => matterProcess[from][verdict]?.includes(to) === true);
  claim(isMove, `${type}: ${changeOf(from, to)}`);
}

function claimMeeting(from: MeetingStatus, to: MeetingStatus): void {
  claim(from === to || Object.values(meetingProcess[from]).includes(to), changeOf(from, to));
}
