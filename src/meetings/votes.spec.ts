import { refused } from '../../test/support/given.js';
import { carin, chair, david, eva, serving, viceChair } from '../../test/support/meeting-under-test.js';
import { type VoteData } from './meeting-event.js';
import { counted, requireMayMove, requireMayReserve, requireOutcomeOf } from './decision.js';

const [a, b, c, d, e] = [chair, viceChair, carin, david, eva].map(({ personId }) => personId);
const part = { serving, chair: chair.personId };
const question = { yesMeans: 'Bifall', noMeans: 'Avslag', yesOutcome: 'APPROVED', noOutcome: 'REJECTED' } as const;

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

  it("lets the chair's vote decide at a tie, and keeps both facts", () => {
    const tie = { yes: ids(b, c), no: ids(a, d), abstained: ids(e) };
    expect(counted(voted(tie), part)).toMatchObject({ ...tie, result: 'NO', decidedBy: 'CHAIR' });
    const other = { yes: ids(a, c), no: ids(b, d), abstained: ids(e) };
    expect(counted(voted(other), part)).toMatchObject({ result: 'YES', decidedBy: 'CHAIR' });
  });

  it('needs the vote of the chair at a tie', () => {
    const tie = voted({ yes: ids(b, c), no: ids(d, e), abstained: ids(a) });
    refused(() => counted(tie, part), 'CHAIR_MUST_VOTE', { personId: 'anna' });
  });

  it('names who is missing, and who voted twice or without serving', () => {
    refused(() => counted(voted({ yes: ids(a, b), no: ids(c), abstained: [] }), part), 'VOTES_DO_NOT_ADD_UP', {
      missing: ['david', 'eva'],
      extra: [],
    });
    const twice = voted({ yes: ids(a, b, c, d, e), no: ids(a), abstained: [] });
    refused(() => counted(twice, part), 'VOTES_DO_NOT_ADD_UP', { missing: [], extra: ['anna'] });
  });

  it('rule 29: refuses the vote of somebody in conflict, who is not among those serving', () => {
    const without = { ...part, serving: serving.filter(({ personId }) => personId !== c) };
    const vote = voted({ yes: ids(a, b, c), no: ids(d, e), abstained: [] });
    refused(() => counted(vote, without), 'VOTES_DO_NOT_ADD_UP', { missing: [], extra: ['carin'] });
  });
});

describe('rule 31: what the votes came to is what was decided', () => {
  const won = counted(voted({ yes: ids(a, b, c), no: ids(d, e), abstained: [] }), part);
  const goesOn = { ...won, yesOutcome: null, noOutcome: 'REFERRED_BACK' } as const;

  it('accepts no vote at all, and votes that lead to the decision', () => {
    expect(() => requireOutcomeOf([], 'REJECTED')).not.toThrow();
    expect(() => requireOutcomeOf([goesOn, won], 'APPROVED')).not.toThrow();
    expect(() => requireOutcomeOf([goesOn], 'REJECTED')).not.toThrow();
  });

  it('refuses another decision', () => {
    refused(() => requireOutcomeOf([won], 'REJECTED'), 'VOTE_AGAINST_OUTCOME', { voted: 'APPROVED' });
  });

  it('refuses a vote after the one that settled it', () => {
    refused(() => requireOutcomeOf([won, goesOn], 'APPROVED'), 'VOTE_AGAINST_OUTCOME');
  });
});

describe('rule 30: only who took part in the decision can record a reservation', () => {
  const vote = counted(voted({ yes: ids(a, b, c), no: ids(d), abstained: ids(e) }), part);
  const by = (id = d) => [{ by: id ?? chair.personId, text: 'Till förmån för eget yrkande.' }];

  it('accepts one by who was voted down', () => {
    expect(() => requireMayReserve(by(d), [vote], serving)).not.toThrow();
    expect(() => requireMayReserve(by(e), [], serving)).not.toThrow();
  });

  it('refuses one by who abstained', () => {
    refused(() => requireMayReserve(by(e), [vote], serving), 'RESERVATION_NOT_ALLOWED', { personId: 'eva' });
  });

  it('refuses one by who was absent or in conflict (rule 29)', () => {
    const without = serving.filter(({ personId }) => personId !== d);
    refused(() => requireMayReserve(by(d), [], without), 'RESERVATION_NOT_ALLOWED', { personId: 'david' });
  });

  it('refuses a second one by the same member', () => {
    refused(() => requireMayReserve([...by(d), ...by(d)], [vote], serving), 'RESERVATION_NOT_ALLOWED');
  });
});

describe('rule 29: who is in conflict moves nothing', () => {
  const motion = { by: carin.personId, outcome: 'REJECTED', wording: 'Avslag', withdrawn: false } as const;

  it('accepts a motion by who serves, and refuses one by who does not', () => {
    expect(() => requireMayMove([motion], serving)).not.toThrow();
    const without = serving.filter(({ personId }) => personId !== c);
    refused(() => requireMayMove([motion], without), 'NOT_SERVING', { personId: 'carin' });
  });
});
