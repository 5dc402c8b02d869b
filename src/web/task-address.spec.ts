import { taskAddress } from './task-address.js';

describe('the address of a task', () => {
  it('is that of the page on which it is carried out', () => {
    const plan = 'exempel.ks.2026';
    const address = (kind: 'REPORT_STATUS' | 'CLOSE_FOLLOW_UP', id: string) => taskAddress({ kind, id, tertial: 'T2' });
    expect(address('REPORT_STATUS', `${plan}.g1.a2`)).toBe('/planer/exempel.ks.2026/t2/g1.a2');
    expect(address('CLOSE_FOLLOW_UP', plan)).toBe('/planer/exempel.ks.2026/t2/uppfoljning');
  });

  it('is none where there is no page', () => {
    expect(taskAddress({ kind: 'REVIEW_REMOVAL', id: 'exempel.ks.2026.g1.a1.r1', tertial: null })).toBeNull();
  });
});
