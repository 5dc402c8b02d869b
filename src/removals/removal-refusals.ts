import { declareRefusals, listed, refusal } from '../kernel/refusal.js';
import { statusIn } from '../reviews/case-status-names.js';

/** What removal proposals refuse. */
export const removalRefusals = declareRefusals({
  OTHER_YEARS_PLAN: refusal<{ year: number }>({
    sv: ({ year }) => `Aktiviteten hör till planen för ${year}. Bara årets plan kan ändras genom ett förslag.`,
    en: ({ year }) =>
      `The activity belongs to the plan for ${year}. Only this year's plan can be changed by a proposal.`,
    samples: [{ year: 2025 }],
  }),
  ACTIVITY_COMPLETED: refusal<{ activityId: string; status: string }>({
    sv: 'Aktiviteten är avslutad. Det finns inget att ta ur planen.',
    en: 'The activity is completed. There is nothing to take out of the plan.',
    samples: [{ activityId: 'exempel.ks.2026.g1.a1', status: 'COMPLETED_AS_PLANNED' }],
  }),
  REMOVAL_ALREADY_OPEN: refusal<{ proposalId: string }>({
    sv: ({ proposalId }) => `Det finns redan ett förslag om aktiviteten: ${proposalId}. Arbeta vidare med det.`,
    en: ({ proposalId }) => `There is a proposal about the activity already: ${proposalId}. Work on that one.`,
    samples: [{ proposalId: 'exempel.ks.2026.g1.a1.r1' }],
  }),
  REMOVAL_STATUS: refusal<{ status: string; needed: readonly string[] }>({
    sv: ({ status, needed }) =>
      `Förslaget är ${statusIn('sv', status)}. Det här går bara när det är ${listed(needed.map((one) => statusIn('sv', one)))}.`,
    en: ({ status, needed }) =>
      `The proposal is ${statusIn('en', status)}. This can only be done when it is ${listed(needed.map((one) => statusIn('en', one)))}.`,
    samples: [{ status: 'RETURNED', needed: ['IN_REVIEW', 'REVIEWED'] }],
  }),
  MOTIVATION_MISSING: refusal({
    sv: 'Motiveringen är tom. Skriv varför aktiviteten ska tas ur planen.',
    en: 'The motivation is empty. Write why the activity should be taken out of the plan.',
  }),
  NOT_THE_AUTHOR: refusal({
    sv: 'Bara den som skrev förslaget kan dra tillbaka det. Be författaren.',
    en: 'Only the author of the proposal can withdraw it. Ask the author.',
  }),
  REMOVAL_BEFORE_BOARD: refusal<{ matterId: string }>({
    sv: ({ matterId }) => `Förslaget ligger hos nämnden i ärendet ${matterId}. Bara nämnden kan avgöra det nu.`,
    en: ({ matterId }) =>
      `The proposal is before the board in the matter ${matterId}. Only the board can settle it now.`,
    samples: [{ matterId: 'exempel.ks.dnr-ks-2026-7' }],
  }),
});
