import { board, clerk, head, unitManager } from '../../test/support/given.js';
import {
  activityId,
  approvedByHead,
  approvedByManager,
  backOneStepChain,
  decided,
  decisionOf,
  finalised,
  firstText,
  matterId,
  planId,
  proposalAfter,
  proposalId,
  proposed,
  returned,
  revised,
  secondText,
  wayTo,
} from '../../test/support/removal-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { idOf } from '../kernel/identity.js';
import { type RemovalProposal } from './removal.js';
import { removalStatuses } from './removal-process.js';
import { removalView } from './removal-view.js';

const goal = { id: idOf('Goal', 'exempel.ks.2026.g1'), title: 'Digitala handlingar' };
const activity = { heading: 'Införa e-arkiv' };
const viewOf = (proposal: RemovalProposal) => removalView(proposal, activity, goal);
const manager = { step: 'UNIT_MANAGER', version: 1, by: 'ulla' };

describe('The view of a proposal', () => {
  it('rule 72: shows a new proposal, its author, and the step it waits at', () => {
    expect(viewOf(proposalAfter(proposed()))).toEqual({
      id: proposalId,
      revision: 0,
      planId,
      boardId: board,
      activityId,
      heading: 'Införa e-arkiv',
      activity: { id: activityId, heading: 'Införa e-arkiv', goal },
      status: 'IN_REVIEW',
      author: 'hans',
      authors: ['hans'],
      proposedOn: '2026-05-04',
      version: 1,
      ...firstText,
      versions: [{ number: 1, ...firstText, activityChange: null, by: 'hans', at: '2026-05-12T08:00:00.000Z' }],
      waitingStep: {
        code: 'UNIT_MANAGER',
        name: { sv: 'Enhetschef', en: 'Unit manager' },
        deputiesMayAct: true,
        days: null,
      },
      approvals: [],
      lapsedApprovals: [],
      verdicts: [],
      matterId: null,
      decisions: [],
      warnings: [],
    });
  });

  it('shows the activity’s current heading', () => {
    const view = removalView(proposalAfter(proposed()), { heading: 'Ta i drift e-arkiv' }, goal);
    expect(view.heading).toBe('Ta i drift e-arkiv');
  });

  it('rule 21: shows the next step when one has been approved', () => {
    expect(viewOf(proposalAfter(proposed(), approvedByManager()))).toMatchObject({
      waitingStep: { code: 'HEAD_OF_ADMINISTRATION' },
      approvals: [manager],
      verdicts: [{ ...manager, verdict: 'APPROVE' }],
    });
  });

  it('rule 21: shows no step that it waits at in any status but IN_REVIEW', () => {
    const wrong = wrongRows(
      removalStatuses.filter((status) => status !== 'IN_REVIEW'),
      (status) => {
        expect(viewOf(proposalAfter(...wayTo[status]))).toMatchObject({ status, waitingStep: null });
      },
    );
    expect(wrong).toEqual([]);
  });

  it('rule 77: shows the previous step after a return to it', () => {
    const back = proposalAfter(proposed(clerk, backOneStepChain), approvedByManager(), {
      actor: head,
      event: {
        type: 'RemovalReturned',
        data: { proposalId, version: 1, step: 'HEAD_OF_ADMINISTRATION', reason: 'Se över.', to: 'PREVIOUS_STEP' },
      },
    });
    expect(viewOf(back)).toMatchObject({
      waitingStep: { code: 'UNIT_MANAGER' },
      approvals: [],
      lapsedApprovals: [manager],
    });
  });

  it('rules 18 and 20: shows the newest text with its authors, the older ones, and the approvals that lapsed', () => {
    expect(viewOf(proposalAfter(proposed(), approvedByManager(), revised(head)))).toMatchObject({
      version: 2,
      ...secondText,
      author: 'hans',
      authors: ['hans', 'frida'],
      versions: [
        { number: 1, ...firstText, by: 'hans' },
        { number: 2, ...secondText, by: 'frida' },
      ],
      approvals: [],
      lapsedApprovals: [manager],
      waitingStep: { code: 'UNIT_MANAGER' },
    });
  });

  it('rule 19: shows why it was returned, and by whom', () => {
    expect(viewOf(proposalAfter(proposed(), returned)).verdicts).toMatchObject([
      { verdict: 'RETURN', reason: 'Kostnaden saknas.', by: unitManager.personId },
    ]);
  });

  it('rule 26: shows the approvals of both steps when it is reviewed', () => {
    const { approvals, matterId: inMatter } = viewOf(proposalAfter(proposed(), approvedByManager(), approvedByHead()));
    expect(approvals.map((approval) => approval.by)).toEqual(['ulla', 'frida']);
    expect(inMatter).toBeNull();
  });

  it('rule 14: shows the matter that puts it to the board', () => {
    expect(viewOf(proposalAfter(...wayTo.BEFORE_BOARD)).matterId).toBe(matterId);
  });

  it('rule 25: shows every decision of the board', () => {
    const { decisions } = viewOf(proposalAfter(...wayTo.BEFORE_BOARD, decided('POSTPONED'), decided('APPROVED')));
    const notInForce = { finality: 'NOT_IN_FORCE', finalities: [] };
    expect(decisions).toEqual([
      { ...decisionOf('POSTPONED'), ...notInForce },
      { ...decisionOf('APPROVED'), ...notInForce },
    ]);
  });

  it('rules 35 and 40: shows the finality of a decision and its changes', () => {
    const appealed = viewOf(proposalAfter(...wayTo.APPROVED, finalised('APPEALED', '2026-06-04')));
    expect(appealed.decisions).toMatchObject([{ finality: 'APPEALED' }]);
    const annulled = [finalised('APPEALED', '2026-06-04'), finalised('ANNULLED', '2026-11-02')];
    expect(viewOf(proposalAfter(...wayTo.APPROVED, ...annulled))).toMatchObject({
      status: 'ANNULLED',
      decisions: [
        {
          finality: 'ANNULLED',
          finalities: [
            { finality: 'APPEALED', on: '2026-06-04' },
            { finality: 'ANNULLED', on: '2026-11-02' },
          ],
        },
      ],
    });
  });

  it('rule 24: shows the warning that it was accepted with', () => {
    const { event, actor } = proposed();
    if (event.type !== 'RemovalProposed') throw new Error('This is no proposal.');
    const warned = { ...event, data: { ...event.data, warnings: ['REJECTED_THIS_TERTIAL'] as const } };
    expect(viewOf(proposalAfter({ event: warned, actor })).warnings).toEqual(['REJECTED_THIS_TERTIAL']);
  });
});
