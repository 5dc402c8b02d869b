import { by, controller, refused } from '../../test/support/given.js';
import { closed, opened, permission, planAfter, planId } from '../../test/support/plan-under-test.js';
import type { OpenFollowUpData } from './follow-up.js';
import { closeFollowUp, dayOfFact, followUpOf, openFollowUp, requireOpen, requireOpened } from './follow-up.js';

const open: OpenFollowUpData = { planId, tertial: 'T1', cutOff: '2026-05-20' };
const close = { planId, tertial: 'T1' } as const;

describe('Opening a follow-up', () => {
  it('rule 68: records the tertial and the cut-off date', () => {
    expect(openFollowUp(open, planAfter(), by(controller))).toEqual([{ type: 'FollowUpOpened', data: open }]);
  });

  it('rule 68: one tertial is opened beside another', () => {
    const second: OpenFollowUpData = { planId, tertial: 'T2', cutOff: '2026-09-20' };
    expect(openFollowUp(second, planAfter(opened('T1')), by(controller, '2026-09-01'))).toEqual([
      { type: 'FollowUpOpened', data: second },
    ]);
  });

  it('rule 68: refuses the same tertial twice, also when the first is closed', () => {
    const details = { tertial: 'T1' };
    refused(() => openFollowUp(open, planAfter(opened('T1')), by(controller)), 'FOLLOW_UP_EXISTS', details);
    const afterClosing = planAfter(opened('T1'), closed('T1'));
    refused(() => openFollowUp(open, afterClosing, by(controller)), 'FOLLOW_UP_EXISTS', details);
  });

  it('rule 68: refuses a tertial that has not begun, and opens it on its first day', () => {
    const second: OpenFollowUpData = { planId, tertial: 'T2', cutOff: '2026-09-20' };
    const details = { firstDay: '2026-05-01' };
    refused(() => openFollowUp(second, planAfter(), by(controller, '2026-04-30')), 'TERTIAL_NOT_BEGUN', details);
    expect(openFollowUp(second, planAfter(), by(controller, '2026-05-01'))).toHaveLength(1);
  });

  it('rule 68: refuses a cut-off date that has passed, and accepts today', () => {
    const late = () => openFollowUp(open, planAfter(), by(controller, '2026-05-21'));
    refused(late, 'CUT_OFF_TOO_EARLY', { cutOff: '2026-05-20', earliest: '2026-05-21' });
    expect(openFollowUp(open, planAfter(), by(controller, '2026-05-20'))).toHaveLength(1);
  });

  it('rule 43: refuses a plan that does not exist', () => {
    refused(() => openFollowUp(open, null, by(controller)), 'NOT_FOUND', { id: planId });
  });

  permission('openFollowUp', 'CONTROLLER', (act) => openFollowUp(open, planAfter(), act));
});

describe('Closing a follow-up', () => {
  it('rule 4: records it, though neither statuses nor assessments have been given', () => {
    expect(closeFollowUp(close, planAfter(opened('T1')), by(controller))).toEqual([
      { type: 'FollowUpClosed', data: close },
    ]);
  });

  it('rule 68: refuses one that has not been opened', () => {
    const details = { tertial: 'T1' };
    refused(() => closeFollowUp(close, planAfter(opened('T2')), by(controller)), 'FOLLOW_UP_NOT_OPEN', details);
  });

  it('rule 68: refuses one that is closed already', () => {
    const twice = () => closeFollowUp(close, planAfter(opened('T1'), closed('T1')), by(controller));
    refused(twice, 'FOLLOW_UP_CLOSED', { tertial: 'T1' });
  });

  it('rule 43: refuses a plan that does not exist', () => {
    refused(() => closeFollowUp(close, null, by(controller)), 'NOT_FOUND', { id: planId });
  });

  permission('closeFollowUp', 'CONTROLLER', (act) => closeFollowUp(close, planAfter(opened('T1')), act));
});

describe('A follow-up', () => {
  it('rule 68: is open from its opening to its closing, each tertial on its own', () => {
    const plan = planAfter(opened('T1'), opened('T2'), closed('T1'));
    expect(() => requireOpen(plan, 'T2')).not.toThrow();
    expect(requireOpened(plan, 'T1')).toBe(followUpOf(plan, 'T1'));
    refused(() => requireOpen(plan, 'T1'), 'FOLLOW_UP_CLOSED', { tertial: 'T1' });
    refused(() => requireOpen(plan, 'T3'), 'FOLLOW_UP_NOT_OPEN', { tertial: 'T3' });
    refused(() => requireOpened(plan, 'T3'), 'FOLLOW_UP_NOT_OPEN', { tertial: 'T3' });
  });
});

describe('The day of a fact', () => {
  const t1 = (validOn: string | null, today: string) => dayOfFact({ tertial: 'T1', validOn }, 2026, today);

  it('rule 69: is today when none is given', () => {
    expect(t1(null, '2026-03-03')).toBe('2026-03-03');
    expect(t1(null, '2026-04-30')).toBe('2026-04-30');
  });

  it('rule 69: is the last day of the tertial when none is given and the tertial has ended', () => {
    expect(t1(null, '2026-05-12')).toBe('2026-04-30');
  });

  it('rule 69: is the one given, up to today and to the last day of the tertial', () => {
    expect(t1('2026-02-14', '2026-05-12')).toBe('2026-02-14');
    expect(t1('2026-03-03', '2026-03-03')).toBe('2026-03-03');
    expect(t1('2026-04-30', '2026-05-12')).toBe('2026-04-30');
  });

  it('rule 7: refuses a day after the tertial’s end, which belongs to the next', () => {
    const details = { validOn: '2026-05-01', lastDay: '2026-04-30' };
    refused(() => t1('2026-05-01', '2026-05-12'), 'AFTER_TERTIAL', details);
    expect(dayOfFact({ tertial: 'T2', validOn: '2026-05-01' }, 2026, '2026-05-12')).toBe('2026-05-01');
  });

  it('rule 7: refuses a day that has not come', () => {
    refused(() => t1('2026-03-04', '2026-03-03'), 'IN_FUTURE', { date: '2026-03-04', today: '2026-03-03' });
  });
});
