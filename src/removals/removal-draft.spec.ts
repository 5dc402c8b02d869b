import { by, clerk, refused, unitManager } from '../../test/support/given.js';
import { activityId, goal, model, proposalAfter, proposed } from '../../test/support/removal-under-test.js';
import { saveRemovalDraft } from './removal-draft.js';

const at = '2026-05-12T08:00:00.000Z';

const act = by(clerk, '2026-05-12');

describe('rule 47: a draft of a proposal', () => {
  it('is all that was written, with or without a category and a motivation', () => {
    expect(saveRemovalDraft({ activityId, motivation: 'Medel saknas' }, [], { goal, model }, act, at)).toEqual({
      ...{ id: activityId, category: null, motivation: 'Medel saknas', at },
    });
    const chosen = { activityId, category: 'OTHER', motivation: '' } as const;
    expect(saveRemovalDraft(chosen, [], { goal, model }, act, at)).toMatchObject({ category: 'OTHER', motivation: '' });
  });

  it('is none when nothing is written', () => {
    expect(saveRemovalDraft({ activityId, category: null, motivation: ' ' }, [], { goal, model }, act, at)).toBeNull();
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
