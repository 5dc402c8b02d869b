import { declareRefusals, refusal } from '../kernel/refusal.js';
import { statusesIn, statusIn } from '../reviews/case-status-names.js';

/** The refusals of commands on removal proposals, each with a sentence in Swedish and in English. */
export const removalRefusals = declareRefusals({
  OTHER_YEARS_PLAN: refusal<{ year: number }>({
    sv: ({ year }) => `Aktiviteten hör till planen för ${year}. Endast årets plan kan ändras genom ett förslag.`,
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
    sv: 'Det finns redan ett förslag om att ta aktiviteten ur planen. Arbeta vidare med det.',
    en: 'There is a proposal about the activity already. Work on that one.',
    samples: [{ proposalId: 'exempel.ks.2026.g1.a1.r1' }],
  }),
  REMOVAL_STATUS: refusal<{ status: string; needed: readonly string[] }>({
    sv: ({ status, needed }) =>
      `Förslaget är ${statusIn('sv', status)}. Åtgärden kan bara vidtas när förslaget är ${statusesIn('sv', needed)}.`,
    en: ({ status, needed }) =>
      `The proposal is ${statusIn('en', status)}. This can only be done when it is ${statusesIn('en', needed)}.`,
    samples: [{ status: 'RETURNED', needed: ['IN_REVIEW', 'REVIEWED'] }],
  }),
  MOTIVATION_MISSING: refusal({
    sv: 'Motivering saknas. Ange varför aktiviteten ska tas ur planen.',
    en: 'The motivation is empty. Write why the activity should be taken out of the plan.',
  }),
  NOT_THE_AUTHOR: refusal({
    sv: 'Endast den som skrev förslaget kan dra tillbaka det. Kontakta författaren.',
    en: 'Only the author of the proposal can withdraw it. Ask the author.',
  }),
  REMOVAL_BEFORE_BOARD: refusal<{ matterId: string }>({
    sv: 'Förslaget ligger hos nämnden. Endast nämnden kan nu avgöra det.',
    en: 'The proposal is before the board. Only the board can settle it now.',
    samples: [{ matterId: 'exempel.ks.dnr-ks-2026-7' }],
  }),
});
