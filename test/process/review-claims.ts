import { claim } from './claim.js';
import { holdings } from './people.js';
import { known, type Told, type ToldProposal, type ToldText } from './told.js';
import type { Step } from './world.js';

interface Verdict {
  readonly by: string;
  readonly actingFor: string | undefined;
  readonly version: number;
  readonly step: string;
  readonly reason: string;
  readonly kind: 'APPROVE' | 'RETURN' | 'DECLINE';
}

function given({ event: { type, metadata, data } }: Step): Verdict | null {
  if (!('step' in data) || !('version' in data) || !('reason' in data)) return null;
  const kind = type.endsWith('StepApproved') ? 'APPROVE' : type.endsWith('Returned') ? 'RETURN' : 'DECLINE';
  const { version, step, reason, actingFor } = data;
  return { by: metadata.actor, actingFor, version, step, reason, kind };
}

/** Rules 17 to 21, of one verdict on a text. */
function claimVerdict(text: ToldText, verdict: Verdict): void {
  const { by, step, version, reason, kind } = verdict;
  const waiting = text.steps[text.approvals.length];
  claim(!text.writers.has(by), `rules 17 and 18: ${by} reviews what they wrote or changed`);
  const represented = holdings.flatMap((one) => (one.name === by && one.board === 'exempel.ks' ? [one.actingFor] : []));
  const author = represented.find((one) => one !== undefined && text.writers.has(one));
  claim(author === undefined, `rule 17: ${by} is a deputy of ${author} and reviews their text`);
  claim(waiting?.code === step, `rule 21: ${step} is not the step that is waited for`);
  const persons = [by, verdict.actingFor].filter((one) => one !== undefined);
  claim(
    !text.approvals.some((approval) => persons.includes(approval.by) || persons.includes(approval.actingFor ?? '')),
    `rule 21: ${by} acts at two steps of one chain`,
  );
  const held = holdings.filter((one) => one.name === by && one.board === 'exempel.ks' && one.step === step);
  claim(
    held.some(
      ({ actingFor }) =>
        actingFor === verdict.actingFor && (actingFor === undefined || waiting?.deputiesMayAct === true),
    ),
    `rule 21: ${by} does not hold ${step}`,
  );
  claim(version === text.versions, `rule 20: version ${version} is not the newest`);
  claim(kind === 'APPROVE' || reason.trim() !== '', 'rule 19: a return or a decline says why');
}

function tellVerdict(text: ToldText, { by, step, version, kind, actingFor }: Verdict, to: string | undefined): void {
  if (kind === 'APPROVE') text.approvals.push({ by, step, version, actingFor });
  if (kind === 'RETURN') text.approvals = to === 'AUTHOR' ? [] : text.approvals.slice(0, -1);
}

export function reviewClaims(told: Told, step: Step): void {
  const verdict = given(step);
  if (step.of === 'removal') {
    const { event } = step;
    const proposal = told.proposals.get(event.data.proposalId);
    if (verdict !== null && proposal !== undefined) {
      claimVerdict(proposal, verdict);
      tellVerdict(proposal, verdict, 'to' in event.data ? event.data.to : undefined);
      if (verdict.kind === 'DECLINE') proposal.fate = 'ENDED';
    }
  }
  if (step.of === 'matter' && verdict !== null) {
    const { event } = step;
    const matter = known(told.matters, event.data.matterId);
    claimVerdict(matter, verdict);
    claim(
      'hash' in event.data && event.data.hash === matter.hash,
      'rule 75: a verdict binds to the hash that was read',
    );
    tellVerdict(matter, verdict, 'to' in event.data ? event.data.to : undefined);
  }
}

/** Rules 10, 11, 13, 14 and 20, of what happens to a proposal besides its review. */
export function proposalClaims(told: Told, step: Step): void {
  if (step.of !== 'removal') return;
  const { event } = step;
  const { actor } = event.metadata;
  if (event.type === 'RemovalProposed') {
    const { activityId, proposalId, chain, motivation } = event.data;
    const open = [...told.proposals.values()].filter((one) => one.activityId === activityId && one.fate !== 'ENDED');
    claim(open.length === 0, `rule 11: a second open proposal for ${activityId}`);
    claim(motivation.trim() !== '', 'rule 13: a proposal says why');
    told.proposals.set(proposalId, {
      ...{
        activityId,
        proposer: actor,
        fate: 'OPEN',
        isPostponed: false,
        isActivityChanged: false,
        summonses: [],
        summonedVersion: null,
        withdrawnAt: null,
      },
      ...{ writers: new Set([actor]), versions: 1, hash: '', steps: chain.steps, approvals: [] },
    });
    return;
  }
  const proposal = known(told.proposals, event.data.proposalId);
  switch (event.type) {
    case 'RemovalRevised':
      claim(proposal.fate === 'OPEN', 'rule 14: changed while the board disposes of it');
      proposal.writers.add(actor);
      proposal.versions += 1;
      proposal.approvals = [];
      return;
    case 'RemovalActivityChanged':
      proposal.isActivityChanged = proposal.fate === 'BEFORE_BOARD';
      if (proposal.fate === 'OPEN') reviewedAnew(proposal);
      return;
    case 'RemovalWithdrawn':
      claim(actor === proposal.proposer, 'rule 14: withdrawn by somebody else than its author');
      claim(proposal.fate === 'OPEN', 'rule 14: withdrawn while the board disposes of it');
      proposal.fate = 'ENDED';
      proposal.withdrawnAt = event.position;
      return;
    case 'RemovalWithdrawalVoided':
      claim(
        proposal.summonses.some((at) => at < (proposal.withdrawnAt ?? 0)),
        'rule 14: a withdrawal is voided that came before the summons',
      );
      proposal.fate = 'OPEN';
      proposal.withdrawnAt = null;
      return;
    case 'RemovalVoided':
      claim(proposal.fate === 'OPEN', 'rule 14: voided while the board disposes of it');
      proposal.fate = 'ENDED';
      return;
    case 'RemovalPutToBoard':
      claim(proposal.fate === 'OPEN', 'rule 14: put to the board twice');
      claim(proposal.approvals.length === proposal.steps.length, 'rule 26: put to the board without its review');
      proposal.fate = 'BEFORE_BOARD';
      return;
    case 'RemovalReleased':
      claim(
        proposal.fate === 'BEFORE_BOARD' && !proposal.isPostponed,
        'rule 25: released while the board disposes of it',
      );
      proposal.fate = 'OPEN';
      if (proposal.isActivityChanged) reviewedAnew(proposal);
      proposal.isActivityChanged = false;
      return;
    case 'RemovalDecided':
      claim(proposal.fate === 'BEFORE_BOARD', 'rule 26: decided without being before the board');
      decided(proposal, event.data.outcome);
      return;
    case 'RemovalStepApproved':
    case 'RemovalReturned':
    case 'RemovalDeclined':
      reviewClaims(told, step);
      return;
    case 'RemovalNotPutToBoard': {
      const { withdrawnAt, summonses, summonedVersion, activityId } = proposal;
      const isReplaced = [...told.proposals.values()].some(
        (one) => one !== proposal && one.activityId === activityId && one.fate !== 'ENDED',
      );
      const wasReviewed = proposal.approvals.length === proposal.steps.length;
      const isLate = event.data.status === 'WITHDRAWN' && (withdrawnAt ?? 0) > (summonses.at(-1) ?? Infinity);
      const isOfSummons = summonedVersion === proposal.versions;
      claim(!isLate || isReplaced || !wasReviewed || !isOfSummons, 'rule 14: a withdrawal after the summons stands');
      return;
    }
    case 'RemovalFinalityRecorded':
      return;
  }
}

function reviewedAnew(proposal: ToldProposal): void {
  proposal.versions += 1;
  proposal.approvals = [];
}

function decided(proposal: ToldProposal, outcome: string): void {
  proposal.isPostponed = outcome === 'POSTPONED';
  if (outcome === 'REFERRED_BACK') {
    proposal.approvals = [];
    proposal.isActivityChanged = false;
  }
  proposal.fate = outcome === 'REFERRED_BACK' ? 'OPEN' : outcome === 'POSTPONED' ? 'BEFORE_BOARD' : 'ENDED';
}
