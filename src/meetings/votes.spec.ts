import { refused } from '../../test/support/given.js';
import { absent, carin, chair, david, eva, serving, viceChair } from '../../test/support/meeting-under-test.js';
import type { VoteData } from './deliberation.js';
import { counted, requireMayMove, requireMayReserve, requireOutcomeOf } from './deliberation.js';

const [a, b, c, d, e] = [chair, viceChair, carin, david, eva].map(({ personId }) => personId);
const part = { serving, chair: chair.personId };
const question = {
  calledBy: null,
  yesMeans: 'Bifall',
  noMeans: 'Avslag',
  yesOutcome: 'APPROVED',
  noOutcome: 'REJECTED',
} as const;

function voted(votes: Pick<VoteData, 'yes' | 'no' | 'abstained'>): VoteData {
  return { ...question, ...votes };
}

const ids = (...given: readonly (typeof a)[]) => given.filter((id) => id !== undefined);

describe('rule 31: votes add up to the serving members who did not abstain', () => {
  it('counts a majority', () => {
    const vote = counted(voted({ yes: ids(a, b, c), no: ids(d), abstained: ids(e) }), part);
    expect(vote).toMatchObject({ result: 'YES', decidedBy: 'MAJORITY', abstained: ids(e) });
    expect(counted(voted({ yes: ids(a), no: ids(b, c, d, e), abstained: [] }), part)).toMatchObject({ result: 'NO' });
  });

  it("lets the chair's vote decide at a tie, and records both facts", () => {
    const tie = { yes: ids(b, c), no: ids(a, d), abstained: ids(e) };
    expect(counted(voted(tie), part)).toMatchObject({ ...tie, result: 'NO', decidedBy: 'CHAIR' });
    const other = { yes: ids(a, c), no: ids(b, d), abstained: ids(e) };
    expect(counted(voted(other), part)).toMatchObject({ result: 'YES', decidedBy: 'CHAIR' });
  });

  it('rule 132: names who called for the vote, who takes part in the matter', () => {
    const vote = { ...voted({ yes: ids(a, b, c), no: ids(d), abstained: ids(e) }), calledBy: david.personId };
    expect(counted(vote, part)).toMatchObject({ calledBy: 'david' });
    refused(() => counted({ ...vote, calledBy: absent.personId }, part), 'NOT_SERVING', { personId: 'gun' });
  });

  it('needs the vote of the chair at a tie', () => {
    const tie = voted({ yes: ids(b, c), no: ids(d, e), abstained: ids(a) });
    refused(() => counted(tie, part), 'CHAIR_MUST_VOTE', { personId: 'anna' });
  });

  it('names the missing voters, and those who voted twice or without serving', () => {
    refused(() => counted(voted({ yes: ids(a, b), no: ids(c), abstained: [] }), part), 'VOTES_DO_NOT_ADD_UP', {
      missing: ['david', 'eva'],
      extra: [],
    });
    const twice = voted({ yes: ids(a, b, c, d, e), no: ids(a), abstained: [] });
    refused(() => counted(twice, part), 'VOTES_DO_NOT_ADD_UP', { missing: [], extra: ['anna'] });
  });

  it('rule 29: refuses the vote of a member in conflict, who does not serve', () => {
    const without = { ...part, serving: serving.filter(({ personId }) => personId !== c) };
    const vote = voted({ yes: ids(a, b, c), no: ids(d, e), abstained: [] });
    refused(() => counted(vote, without), 'VOTES_DO_NOT_ADD_UP', { missing: [], extra: ['carin'] });
  });
});

describe('rule 31: the votes lead to the decision', () => {
  const won = counted(voted({ yes: ids(a, b, c), no: ids(d, e), abstained: [] }), part);
  const goesOn = { ...won, yesOutcome: null, noOutcome: 'REFERRED_BACK' } as const;

  it('accepts a decision without a vote, and votes that lead to it', () => {
    expect(() => requireOutcomeOf([], 'REJECTED')).not.toThrow();
    expect(() => requireOutcomeOf([goesOn, won], 'APPROVED')).not.toThrow();
    expect(() => requireOutcomeOf([goesOn], 'REJECTED')).not.toThrow();
  });

  it('refuses another decision', () => {
    refused(() => requireOutcomeOf([won], 'REJECTED'), 'VOTE_AGAINST_OUTCOME', { voted: 'APPROVED' });
  });

  it('refuses a vote after the settling one', () => {
    refused(() => requireOutcomeOf([won, goesOn], 'APPROVED'), 'VOTE_AGAINST_OUTCOME');
  });
});

describe('rule 30: only a member who took part in the decision can record a reservation', () => {
  const vote = counted(voted({ yes: ids(a, b, c), no: ids(d), abstained: ids(e) }), part);
  const by = (id = d) => [{ by: id ?? chair.personId, text: 'Till förmån för eget yrkande.' }];

  it('accepts a reservation by an outvoted member', () => {
    expect(() => requireMayReserve(by(d), [vote], serving)).not.toThrow();
    expect(() => requireMayReserve(by(e), [], serving)).not.toThrow();
  });

  it('refuses a reservation by a member who voted with the winners, and accepts one who lost one of the votes', () => {
    refused(() => requireMayReserve(by(a), [vote], serving), 'RESERVATION_BY_WINNER', { personId: 'anna' });
    const all = counted(voted({ yes: ids(a, b, c, d, e), no: [], abstained: [] }), part);
    refused(() => requireMayReserve(by(d), [all], serving), 'RESERVATION_BY_WINNER', { personId: 'david' });
    expect(() => requireMayReserve(by(d), [vote, all], serving)).not.toThrow();
  });

  it("refuses the chair's reservation when the chair's vote decided a tie", () => {
    const tie = counted(voted({ yes: ids(b, c), no: ids(a, d), abstained: ids(e) }), part);
    refused(() => requireMayReserve(by(a), [tie], serving), 'RESERVATION_BY_WINNER', { personId: 'anna' });
    expect(() => requireMayReserve(by(b), [tie], serving)).not.toThrow();
  });

  it('refuses a reservation by a member who abstained', () => {
    refused(() => requireMayReserve(by(e), [vote], serving), 'RESERVATION_NOT_ALLOWED', { personId: 'eva' });
  });

  it('refuses a reservation by a member who was absent or in conflict (rule 29)', () => {
    const without = serving.filter(({ personId }) => personId !== d);
    refused(() => requireMayReserve(by(d), [], without), 'RESERVATION_NOT_ALLOWED', { personId: 'david' });
  });

  it('refuses a second reservation by the same member', () => {
    refused(() => requireMayReserve([...by(d), ...by(d)], [vote], serving), 'RESERVATION_NOT_ALLOWED');
  });
});

describe('rule 29: a member in conflict makes no motion', () => {
  const motion = { by: carin.personId, outcome: 'REJECTED', wording: 'Avslag', withdrawn: false } as const;

  it('accepts a motion by a serving person, and refuses one by another', () => {
    expect(() => requireMayMove([motion], serving)).not.toThrow();
    const without = serving.filter(({ personId }) => personId !== c);
    refused(() => requireMayMove([motion], without), 'NOT_SERVING', { personId: 'carin' });
  });
});
