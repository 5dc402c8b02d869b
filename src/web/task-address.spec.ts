import { waitingKinds } from '../kernel/waiting.js';
import { taskAddress } from './task-address.js';

const plan = 'exempel.ks.2026';
const [matter, meeting] = ['exempel.ks.dnr-ks-2026-1', 'exempel.ks.meeting-2026-05-27'];
const own = { tertial: null, isOwn: true } as const;

describe('the address of a task', () => {
  it.each([
    ['REPORT_STATUS', `${plan}.g1.a2`, `/planer/${plan}/t2/g1.a2`],
    ['CLOSE_FOLLOW_UP', plan, `/planer/${plan}/t2/uppfoljning`],
    ['REVIEW_REMOVAL', `${plan}.g1.a2.r1`, `/forslag/${plan}.g1.a2.r1/granska`],
    ['REVIEW_MATTER', matter, `/arenden/${matter}/granska`],
    ['RESOLVE_STUCK', matter, `/arenden/${matter}`],
    ['RESOLVE_STUCK', `${plan}.g1.a2.r1`, `/forslag/${plan}.g1.a2.r1`],
    ['RESOLVE_STUCK', meeting, `/sammantraden/${meeting}`],
    ['DECIDE_POINT', meeting, `/sammantraden/${meeting}`],
    ['ADJUST_MINUTES', meeting, `/sammantraden/${meeting}/justera`],
  ] as const)('%s of %s is %s', (kind, id, address) => {
    expect(taskAddress({ kind, id, tertial: 'T2', isOwn: true })).toBe(address);
  });

  it('is that of the meeting for an adjuster, because the secretary records the adjustment', () => {
    expect(taskAddress({ kind: 'ADJUST_MINUTES', id: meeting, tertial: null, isOwn: false })).toBe(
      `/sammantraden/${meeting}`,
    );
  });

  it('is there for each kind of task', () => {
    const addresses = waitingKinds.map((kind) => taskAddress({ kind, id: plan, ...own }));
    expect(addresses.every((address) => /^\/[a-z]+\//.test(address))).toBe(true);
  });
});
