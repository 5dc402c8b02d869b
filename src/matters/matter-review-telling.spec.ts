import { head, unitManager } from '../../test/support/given.js';
import {
  hashOf,
  inReview,
  matterApprovedByManager,
  matterDeclined,
  matterReturned,
  matterReturnedOneStep,
  reviewedMatter,
} from '../../test/support/matter-under-test.js';
import { matterId } from '../../test/support/removal-under-test.js';
import { type Story } from '../../test/support/story-under-test.js';
import { said, tellingOf } from '../../test/support/telling-under-test.js';
import { type MatterEvent } from './matter-event.js';
import { matterNarration } from './matter-telling.js';

const stories: readonly Story<MatterEvent>[] = [
  {
    given: 'rule 21: an approval at the first step',
    events: [...inReview, matterApprovedByManager()],
    sv: {
      did: 'godkände version 1 av ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) i steget Enhetschef',
      changes: [['Godkännanden', null, 'Enhetschef (ulla)']],
    },
    en: {
      did: 'approved version 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) at the step Unit manager',
      changes: [['Approvals', null, 'Unit manager (ulla)']],
    },
    reason: null,
  },
  {
    given: 'rule 21: an approval at the last step',
    events: reviewedMatter,
    sv: {
      did: 'godkände version 1 av ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) i steget Förvaltningschef, och ärendet är därmed färdiggranskat',
      changes: [
        ['Status', 'under granskning', 'granskat'],
        ['Godkännanden', 'Enhetschef (ulla)', 'Enhetschef (ulla) och Förvaltningschef (frida)'],
      ],
    },
    en: {
      did: 'approved version 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) at the step Head of administration, and the matter has thereby passed its review',
      changes: [
        ['Status', 'in review', 'reviewed'],
        ['Approvals', 'Unit manager (ulla)', 'Unit manager (ulla) and Head of administration (frida)'],
      ],
    },
    reason: null,
  },
  {
    given: 'section 2: an approval by a deputy, with a remark',
    events: [
      ...inReview,
      {
        actor: head,
        event: {
          type: 'MatterStepApproved',
          data: {
            matterId: matterId,
            version: 1,
            hash: hashOf(1),
            step: 'UNIT_MANAGER',
            reason: 'Bra underlag.',
            actingFor: unitManager.personId,
          },
        },
      },
    ],
    sv: {
      did: 'godkände version 1 av ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) i steget Enhetschef som ersättare för ulla',
      changes: [['Godkännanden', null, 'Enhetschef (frida som ersättare för ulla)']],
    },
    en: {
      did: 'approved version 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) at the step Unit manager as deputy of ulla',
      changes: [['Approvals', null, 'Unit manager (frida as deputy of ulla)']],
    },
    reason: 'Bra underlag.',
  },
  {
    given: 'rule 19: a return to the author',
    events: [...inReview, matterReturned()],
    sv: {
      did: 'återlämnade version 1 av ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) i steget Enhetschef till författaren',
      changes: [['Status', 'under granskning', 'återlämnat']],
    },
    en: {
      did: 'returned version 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) at the step Unit manager to its author',
      changes: [['Status', 'in review', 'returned']],
    },
    reason: 'Analysen saknas.',
  },
  {
    given: 'rule 19: a return to the step before',
    events: [...inReview, matterApprovedByManager(), matterReturnedOneStep()],
    sv: {
      did: 'återlämnade version 1 av ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) i steget Förvaltningschef till steget Enhetschef',
      changes: [['Godkännanden', 'Enhetschef (ulla)', null]],
    },
    en: {
      did: 'returned version 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) at the step Head of administration to the step Unit manager',
      changes: [['Approvals', 'Unit manager (ulla)', null]],
    },
    reason: 'Granska kostnaden.',
  },
  {
    given: 'rule 19: a matter that was declined',
    events: [...inReview, matterDeclined()],
    sv: {
      did: 'avstyrkte version 1 av ärendet ”Uppföljning tertial 1 2026” (dnr KS 2026/7) i steget Enhetschef',
      changes: [['Status', 'under granskning', 'avstyrkt']],
    },
    en: {
      did: 'declined version 1 of the matter “Uppföljning tertial 1 2026” (reg. no. KS 2026/7) at the step Unit manager',
      changes: [['Status', 'in review', 'declined']],
    },
    reason: 'Ska inte till nämnden.',
  },
];

describe('the history of a matter in its review', () => {
  it.each(stories)('tells of $given', async ({ given: _, events, ...expected }) => {
    expect(said(await tellingOf(matterNarration, matterId, events))).toEqual(expected);
  });
});
