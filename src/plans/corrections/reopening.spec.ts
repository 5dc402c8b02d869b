import { by, controller, recorded, refused, system } from '../../../test/support/given.js';
import {
  finalityRecorded,
  matterAfter,
  matterReleased,
  pointDecided,
  pointStruckByClerk,
  report,
  reviewedMatter,
  summonedMatter,
} from '../../../test/support/matter-under-test.js';
import { closed, opened, permission, planAfter, planId } from '../../../test/support/plan-under-test.js';
import { positionOf } from '../../kernel/fold.js';
import type { Outcome } from '../../kernel/outcome.js';
import type { MatterEvent } from '../../matters/matter-event.js';
import type { Matter } from '../../matters/matter.js';
import type { PlanEvent } from '../plan.js';
import { reopenFollowUp, type ReopenFollowUpData, voidReopening, voidReopeningOfDecided } from './reopening.js';

const reopen: ReopenFollowUpData = { planId, tertial: 'T1', reason: 'Klarmarkerad för tidigt.' };
const reopened: PlanEvent = { type: 'FollowUpReopened', data: reopen };
const voided: PlanEvent = {
  type: 'FollowUpReopeningVoided',
  data: { planId, tertial: 'T1', cause: 'DECIDED_BY_BOARD' },
};
const closedPlan = planAfter(opened('T1'), closed('T1'));

function reopening(...matters: readonly Matter[]) {
  return reopenFollowUp(reopen, closedPlan, matters, by(controller));
}

describe('Reopening a follow-up', () => {
  it('rule 104: opens it again, with the reason', () => {
    expect(reopening()).toEqual([reopened]);
    const plan = planAfter(opened('T1'), closed('T1'), reopened);
    expect(plan.followUps[0]).toMatchObject({ closed: null, undone: [{ position: 3 }] });
  });

  it('rule 104: shows when it was closed by mistake, by whom it was reopened and why', () => {
    const { corrections } = planAfter(opened('T1'), closed('T1'), reopened);
    expect(corrections).toMatchObject([
      { kind: 'FOLLOW_UP_REOPENED', tertial: 'T1', before: '2026-05-12T08:00:02.000Z', after: null, position: 4 },
    ]);
  });

  it('rule 104: it is closed again as any other', () => {
    const plan = planAfter(opened('T1'), closed('T1'), reopened, closed('T1'));
    expect(plan.followUps[0]?.closed).toMatchObject({ position: 5 });
  });

  it('rule 104: refuses one that is open or was never opened, and one without a reason', () => {
    const given =
      (...events: readonly PlanEvent[]) =>
      () =>
        reopenFollowUp(reopen, planAfter(...events), [], by(controller));
    refused(given(opened('T1')), 'FOLLOW_UP_NOT_CLOSED_YET', { tertial: 'T1' });
    refused(given(), 'FOLLOW_UP_NOT_OPEN', { tertial: 'T1' });
    refused(() => reopenFollowUp({ ...reopen, reason: '\t' }, closedPlan, [], by(controller)), 'REASON_MISSING');
    refused(() => reopenFollowUp(reopen, null, [], by(controller)), 'NOT_FOUND', { id: planId });
  });

  it.each(['APPROVED', 'REJECTED'] as const)('rule 104: refuses one whose report the board has %s', (outcome) => {
    const matter = matterAfter(...summonedMatter, pointDecided(1, report, outcome));
    refused(() => reopening(matter), 'REPORT_DECIDED', {
      tertial: 'T1',
      dnr: 'KS 2026/7',
      paragraph: '45',
      date: '2026-05-11',
    });
  });

  it('rule 104: refuses one whose report the board has before it, or has postponed', () => {
    const details = { tertial: 'T1', dnr: 'KS 2026/7' };
    refused(() => reopening(matterAfter(...summonedMatter)), 'REPORT_BEFORE_BOARD', details);
    const postponed = matterAfter(...summonedMatter, pointDecided(1, report, 'POSTPONED'));
    refused(() => reopening(postponed), 'REPORT_BEFORE_BOARD', details);
  });

  it('rule 104: accepts one whose report has not come to the board, came back, or was decided and annulled', () => {
    const decided = (outcome: Outcome) => [...summonedMatter, pointDecided(1, report, outcome)];
    const annulled = [...decided('APPROVED'), finalityRecorded(1, report, 'ANNULLED')];
    const matters = [
      reviewedMatter,
      [...summonedMatter, matterReleased()],
      [...reviewedMatter, pointStruckByClerk(1)],
      decided('REFERRED_BACK'),
      decided('WITHDRAWN'),
      annulled,
    ].map((events) => matterAfter(...events));
    expect(reopening(...matters)).toEqual([reopened]);
  });

  it('rule 104: the report of another tertial or another year says nothing', () => {
    const plan = planAfter(opened('T2'), closed('T2'));
    const decided = matterAfter(...summonedMatter, pointDecided(1, report, 'APPROVED'));
    expect(reopenFollowUp({ ...reopen, tertial: 'T2' }, plan, [decided], by(controller))).toHaveLength(1);
  });

  permission('reopenFollowUp', 'CONTROLLER', (act) => reopenFollowUp(reopen, closedPlan, [], act));
});

describe('A decision on the report of a reopened follow-up', () => {
  const plan = planAfter(opened('T1'), closed('T1'), reopened);

  it('rule 104: voids the reopening, and the follow-up is closed as it was', () => {
    expect(voidReopening({ planId, tertial: 'T1', position: 5 }, plan, by(system))).toEqual([voided]);
    const after = planAfter(opened('T1'), closed('T1'), reopened, voided);
    expect(after).toMatchObject({ followUps: closedPlan.followUps, corrections: [] });
  });

  it('rule 104: leaves a later reopening, and a follow-up that is closed', () => {
    expect(voidReopening({ planId, tertial: 'T1', position: 3 }, plan, by(system))).toEqual([]);
    expect(voidReopening({ planId, tertial: 'T1', position: 5 }, closedPlan, by(system))).toEqual([]);
    const again = planAfter(opened('T1'), closed('T1'), reopened, closed('T1'));
    expect(voidReopening({ planId, tertial: 'T1', position: 9 }, again, by(system))).toEqual([]);
  });

  it('rule 104: is looked at when it is an approval or a rejection of a report', () => {
    const reactTo = (event: MatterEvent) =>
      voidReopeningOfDecided
        .react({ ...recorded(event, 0, system), position: positionOf(7) }, null)
        .map(({ command, data }) => ({ command, data }));
    const void1 = { command: 'voidReopening', data: { planId, tertial: 'T1', position: 7 } };
    expect(reactTo(pointDecided(1, report, 'APPROVED').event)).toEqual([void1]);
    expect(reactTo(pointDecided(1, report, 'REJECTED').event)).toEqual([void1]);
    expect(reactTo(pointDecided(1, report, 'REFERRED_BACK').event)).toEqual([]);
    expect(reactTo(pointDecided(1, { kind: 'OTHER' }, 'APPROVED').event)).toEqual([]);
  });

  permission('voidReopening', 'SYSTEM', (act) => voidReopening({ planId, tertial: 'T1', position: 5 }, plan, act));
});
