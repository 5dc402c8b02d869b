import { decided, finalised, proposalsAfter, revised, wayTo } from '../../test/support/removal-under-test.js';
import { proposalsValidOn } from './removal-valid-on.js';

describe('Proposals valid on a day', () => {
  const annulled = proposalsAfter(...wayTo.ANNULLED);

  it('leave out later proposals', () => {
    expect(proposalsValidOn(annulled, '2026-05-03')).toEqual([]);
    expect(proposalsValidOn(annulled, '2026-05-04')).toHaveLength(1);
  });

  it('are before the board until the day of its decision', () => {
    expect(proposalsValidOn(annulled, '2026-05-10')).toMatchObject([{ status: 'BEFORE_BOARD', decisions: [] }]);
    expect(proposalsValidOn(annulled, '2026-05-11')).toMatchObject([
      { status: 'APPROVED', decisions: [{ outcome: 'APPROVED', finality: [] }] },
    ]);
  });

  it('rule 35: are annulled from the day from which the ruling holds', () => {
    expect(proposalsValidOn(annulled, '2026-11-01')).toMatchObject([{ status: 'APPROVED' }]);
    expect(proposalsValidOn(annulled, '2026-11-02')).toEqual(annulled);
  });

  it('rule 40: have the legal force that their decision had by then', () => {
    const inForce = proposalsAfter(...wayTo.APPROVED, finalised('IN_FORCE', '2026-06-05'));
    expect(proposalsValidOn(inForce, '2026-06-04')).toMatchObject([
      { status: 'APPROVED', decisions: [{ finality: [] }] },
    ]);
    expect(proposalsValidOn(inForce, '2026-06-05')).toEqual(inForce);
  });

  it('keep the facts without a valid time', () => {
    const again = proposalsAfter(...wayTo.BEFORE_BOARD, decided('REFERRED_BACK'), revised());
    expect(proposalsValidOn(again, '2026-05-11')).toEqual(again);
    expect(proposalsValidOn(again, '2026-05-10')).toMatchObject([{ versions: [{ number: 1 }, { number: 2 }] }]);
  });
});
