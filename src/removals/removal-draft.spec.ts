import { by, clerk, refused, unitManager } from '../../test/support/given.js';
import { activityId, goal, model, proposalAfter, proposed } from '../../test/support/removal-under-test.js';
import { hasBecomeProposal, saveRemovalDraft } from './removal-draft.js';

const at = '2026-05-12T08:00:00.000Z';

const act = by(clerk, '2026-05-12');

describe('rule 47: a draft of a proposal', () => {
  it('is all that was written, with or without a category and a motivation', () => {
    expect(saveRemovalDraft({ activityId, motivation: 'Medel saknas' }, [], { goal, model }, act, at)).toEqual({
      ...{ id: activityId, category: null, motivation: 'Medel saknas', at, proposals: 0 },
    });
    const chosen = { activityId, category: 'OTHER', motivation: '' } as const;
    expect(saveRemovalDraft(chosen, [], { goal, model }, act, at)).toMatchObject({ category: 'OTHER', motivation: '' });
  });

  it('is none when nothing is written', () => {
    expect(saveRemovalDraft({ activityId, category: null, motivation: ' ' }, [], { goal, model }, act, at)).toBeNull();
  });

  it('rule 50: has become the proposal that its writer has made since, in the order of the log', () => {
    const byClerk = proposalAfter(proposed());
    const { personId } = clerk;
    expect(hasBecomeProposal({ proposals: 0 }, [{ ...byClerk, author: personId }], personId)).toBe(true);
    expect(hasBecomeProposal({ proposals: 1 }, [{ ...byClerk, author: personId }], personId)).toBe(false);
    expect(hasBecomeProposal({ proposals: 0 }, [{ ...byClerk, author: 'olle' }], personId)).toBe(false);
  });

  it('is refused as the proposal would be', () => {
    const draft = { activityId, motivation: 'Medel saknas' };
    const save =
      (proposals: Parameters<typeof saveRemovalDraft>[1], who = act) =>
      () =>
        saveRemovalDraft(draft, proposals, { goal, model }, who, at);
    refused(save([proposalAfter(proposed())]), 'REMOVAL_ALREADY_OPEN');
    refused(save([], by(unitManager, '2026-05-12')), 'FORBIDDEN');
    refused(save([], by(clerk, '2027-01-02')), 'OTHER_YEARS_PLAN');
  });
});
