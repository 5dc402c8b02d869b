import { clerk } from '../../test/support/given.js';
import { toldOfRemoval, toldOfRemovalAlone } from '../../test/support/removal-telling-under-test.js';
import {
  activityId,
  approvedByManager,
  firstText,
  proposalId,
  proposed,
  revised,
  voidedBySystem,
  withdrawn,
} from '../../test/support/removal-under-test.js';
import { defaultChain } from '../matters/review-chain.js';

describe('the history of a proposal to take an activity out of the plan', () => {
  it('tells what was proposed, and why', async () => {
    expect(await toldOfRemoval(proposed())).toEqual({
      sv: {
        did: 'föreslog att aktiviteten ”Införa e-arkiv” tas ur planen för 2026 (skäl: resurser saknas)',
        changes: [
          ['Förslagets status', null, 'under granskning'],
          ['Väntar på', null, 'Enhetschef'],
          ['Skäl', null, 'resurser saknas'],
          ['Motivering', null, 'Tjänsten är vakant.'],
        ],
      },
      en: {
        did: 'proposed to take the activity “Införa e-arkiv” out of the plan for 2026 (reason: lack of resources)',
        changes: [
          ['Status of the proposal', null, 'in review'],
          ['Waits for', null, 'Unit manager'],
          ['Reason', null, 'lack of resources'],
          ['Motivation', null, 'Tjänsten är vakant.'],
        ],
      },
      reason: 'Tjänsten är vakant.',
    });
  });

  it('rule 24: tells with which warning it was accepted', async () => {
    const said = { proposalId, activityId, ...firstText, proposedOn: '2026-05-04', chain: defaultChain };
    const data = { ...said, warnings: ['REJECTED_THIS_TERTIAL'] } as const;
    const { sv, en } = await toldOfRemoval({ actor: clerk, event: { type: 'RemovalProposed', data } });
    expect(sv.did).toMatch(
      / \(skäl: resurser saknas\), med varningen att nämnden har avslagit ett förslag om samma aktivitet under tertialet$/,
    );
    expect(en.did).toMatch(
      / \(reason: lack of resources\), with the warning that the board has rejected a proposal about the same activity in this tertial$/,
    );
  });

  it('names an activity that is not known by its id', async () => {
    const { sv } = await toldOfRemovalAlone(proposed());
    expect(sv.did).toBe(
      'föreslog att aktiviteten ”exempel.ks.2026.g1.a1” tas ur planen för 2026 (skäl: resurser saknas)',
    );
  });

  it('rule 20: tells of a new version, and which approvals lapsed with it', async () => {
    expect(await toldOfRemoval(proposed(), approvedByManager(), revised())).toEqual({
      sv: {
        did: 'skrev version 2 av förslaget att ta aktiviteten ”Införa e-arkiv” ur planen, varmed 1 godkännande förföll',
        changes: [
          ['Väntar på', 'Förvaltningschef', 'Enhetschef'],
          ['Skäl', 'resurser saknas', 'uppskjuten'],
          ['Motivering', 'Tjänsten är vakant.', 'Görs nästa år.'],
        ],
      },
      en: {
        did: 'wrote version 2 of the proposal to take the activity “Införa e-arkiv” out of the plan, whereby 1 approval lapsed',
        changes: [
          ['Waits for', 'Head of administration', 'Unit manager'],
          ['Reason', 'lack of resources', 'postponed'],
          ['Motivation', 'Tjänsten är vakant.', 'Görs nästa år.'],
        ],
      },
      reason: null,
    });
  });

  it('says nothing of approvals when there were none', async () => {
    const { sv, en } = await toldOfRemoval(proposed(), revised());
    expect(sv.did).toBe('skrev version 2 av förslaget att ta aktiviteten ”Införa e-arkiv” ur planen');
    expect(en.did).toBe('wrote version 2 of the proposal to take the activity “Införa e-arkiv” out of the plan');
  });

  it('tells that its author withdrew it, and why', async () => {
    expect(await toldOfRemoval(proposed(), withdrawn)).toEqual({
      sv: {
        did: 'drog tillbaka förslaget att ta aktiviteten ”Införa e-arkiv” ur planen',
        changes: [
          ['Förslagets status', 'under granskning', 'tillbakadraget'],
          ['Väntar på', 'Enhetschef', null],
        ],
      },
      en: {
        did: 'withdrew the proposal to take the activity “Införa e-arkiv” out of the plan',
        changes: [
          ['Status of the proposal', 'in review', 'withdrawn'],
          ['Waits for', 'Unit manager', null],
        ],
      },
      reason: 'Tjänsten är tillsatt.',
    });
  });

  it('gives no reason of who withdrew it without one', async () => {
    const event = { type: 'RemovalWithdrawn', data: { proposalId, reason: '' } } as const;
    expect((await toldOfRemoval(proposed(), { actor: clerk, event })).reason).toBeNull();
  });

  it('rule 12: tells why it came too late', async () => {
    expect(await toldOfRemoval(proposed(), voidedBySystem)).toEqual({
      sv: {
        did: 'förklarade förslaget att ta aktiviteten ”Införa e-arkiv” ur planen inaktuellt, eftersom aktiviteten redan var avslutad när det kom in',
        changes: [
          ['Förslagets status', 'under granskning', 'inaktuellt'],
          ['Väntar på', 'Enhetschef', null],
        ],
      },
      en: {
        did: 'declared the proposal to take the activity “Införa e-arkiv” out of the plan void, since the activity was completed already when it came in',
        changes: [
          ['Status of the proposal', 'in review', 'void'],
          ['Waits for', 'Unit manager', null],
        ],
      },
      reason: null,
    });
  });
});
