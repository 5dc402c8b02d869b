import { idOf } from '../kernel/identity.js';
import { clerk, head, otherClerk } from '../../test/support/given.js';
import { toldOfRemoval } from '../../test/support/removal-telling-under-test.js';
import {
  approvedByHead,
  approvedByManager,
  backOneStepChain,
  declined,
  proposalId,
  proposed,
  returned,
} from '../../test/support/removal-under-test.js';

describe('the history of the review of a proposal', () => {
  it('rule 21: tells at which step it was approved, and who is next', async () => {
    expect(await toldOfRemoval(proposed(), approvedByManager())).toEqual({
      sv: {
        did: 'godkände, i steget Enhetschef, version 1 av förslaget att ta aktiviteten ”Införa e-arkiv” ur planen',
        changes: [
          ['Ställningstagande', null, 'godkänt'],
          ['Väntar på', 'Enhetschef', 'Förvaltningschef'],
        ],
      },
      en: {
        did: 'approved, at the step Unit manager, version 1 of the proposal to take the activity “Införa e-arkiv” out of the plan',
        changes: [
          ['Verdict', null, 'approved'],
          ['Waits for', 'Unit manager', 'Head of administration'],
        ],
      },
      reason: null,
    });
  });

  it('rule 21: tells that the last approval ends the review', async () => {
    expect(await toldOfRemoval(proposed(), approvedByManager(), approvedByHead())).toEqual({
      sv: {
        did: 'godkände, i steget Förvaltningschef, version 1 av förslaget att ta aktiviteten ”Införa e-arkiv” ur planen, och förslaget är därmed färdiggranskat',
        changes: [
          ['Ställningstagande', null, 'godkänt'],
          ['Förslagets status', 'under granskning', 'granskat'],
          ['Väntar på', 'Förvaltningschef', null],
        ],
      },
      en: {
        did: 'approved, at the step Head of administration, version 1 of the proposal to take the activity “Införa e-arkiv” out of the plan, and the proposal has thereby passed its review',
        changes: [
          ['Verdict', null, 'approved'],
          ['Status of the proposal', 'in review', 'reviewed'],
          ['Waits for', 'Head of administration', null],
        ],
      },
      reason: null,
    });
  });

  it('tells for whom a deputy approved', async () => {
    const data = { proposalId, version: 1, step: 'UNIT_MANAGER', reason: '', actingFor: idOf('Person', 'ulla') };
    const { sv, en } = await toldOfRemoval(proposed(), {
      actor: otherClerk,
      event: { type: 'RemovalStepApproved', data },
    });
    expect(sv.did).toMatch(/^godkände, i steget Enhetschef som ersättare för ulla, version 1 /);
    expect(en.did).toMatch(/^approved, at the step Unit manager as deputy of ulla, version 1 /);
  });

  it('tells that it was returned to its author, and why', async () => {
    expect(await toldOfRemoval(proposed(), returned)).toEqual({
      sv: {
        did: 'återlämnade till författaren, i steget Enhetschef, version 1 av förslaget att ta aktiviteten ”Införa e-arkiv” ur planen',
        changes: [
          ['Ställningstagande', null, 'återlämnat'],
          ['Förslagets status', 'under granskning', 'återlämnat'],
          ['Väntar på', 'Enhetschef', null],
        ],
      },
      en: {
        did: 'returned to the author, at the step Unit manager, version 1 of the proposal to take the activity “Införa e-arkiv” out of the plan',
        changes: [
          ['Verdict', null, 'returned'],
          ['Status of the proposal', 'in review', 'returned'],
          ['Waits for', 'Unit manager', null],
        ],
      },
      reason: 'Kostnaden saknas.',
    });
  });

  it('tells that it was returned one step', async () => {
    const data = { proposalId, version: 1, step: 'HEAD_OF_ADMINISTRATION', reason: 'Se över kostnaden.' };
    const back = { actor: head, event: { type: 'RemovalReturned', data: { ...data, to: 'PREVIOUS_STEP' } } } as const;
    expect(await toldOfRemoval(proposed(clerk, backOneStepChain), approvedByManager(), back)).toEqual({
      sv: {
        did: 'återlämnade till föregående steg, i steget Förvaltningschef, version 1 av förslaget att ta aktiviteten ”Införa e-arkiv” ur planen',
        changes: [
          ['Ställningstagande', null, 'återlämnat'],
          ['Väntar på', 'Förvaltningschef', 'Enhetschef'],
        ],
      },
      en: {
        did: 'returned to the previous step, at the step Head of administration, version 1 of the proposal to take the activity “Införa e-arkiv” out of the plan',
        changes: [
          ['Verdict', null, 'returned'],
          ['Waits for', 'Head of administration', 'Unit manager'],
        ],
      },
      reason: 'Se över kostnaden.',
    });
  });

  it('tells that it was declined, and why', async () => {
    expect(await toldOfRemoval(proposed(), declined)).toEqual({
      sv: {
        did: 'avstyrkte, i steget Enhetschef, version 1 av förslaget att ta aktiviteten ”Införa e-arkiv” ur planen',
        changes: [
          ['Ställningstagande', null, 'avstyrkt'],
          ['Förslagets status', 'under granskning', 'avstyrkt'],
          ['Väntar på', 'Enhetschef', null],
        ],
      },
      en: {
        did: 'declined, at the step Unit manager, version 1 of the proposal to take the activity “Införa e-arkiv” out of the plan',
        changes: [
          ['Verdict', null, 'declined'],
          ['Status of the proposal', 'in review', 'declined'],
          ['Waits for', 'Unit manager', null],
        ],
      },
      reason: 'Ska genomföras.',
    });
  });

  it('names a step that the chain does not have by its code', async () => {
    const data = { proposalId, version: 1, step: 'LAWYER', reason: '' };
    const { sv } = await toldOfRemoval(proposed(), { actor: head, event: { type: 'RemovalStepApproved', data } });
    expect(sv.did).toMatch(/^godkände, i steget LAWYER, version 1 /);
  });
});
