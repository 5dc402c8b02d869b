import { declareRefusals, listed, refusal } from '../kernel/refusal.js';
import { statusIn } from '../reviews/case-status-names.js';
import type { IsoInstant } from '../kernel/tertial.js';

/** What matters refuse. */
export const matterRefusals = declareRefusals({
  MATTER_EXISTS: refusal<{ matterId: string }>({
    sv: ({ matterId }) => `Diarienumret har redan ett ärende: ${matterId}. Använd det eller ett annat nummer.`,
    en: ({ matterId }) => `The registry number has a matter already: ${matterId}. Use it, or another number.`,
    samples: [{ matterId: 'exempel.ks.dnr-ks-2026-7' }],
  }),
  OTHER_KIND_OF_MATTER: refusal<{ kind: string }>({
    sv: 'Redovisningar och förslag att ta ur planen hör till ett uppföljningsärende, som har en egen granskningskedja. Öppna ett sådant.',
    en: "Reports and removals belong to a follow-up's matter, which has a review chain of its own. Open one.",
    samples: [{ kind: 'OTHER' }],
  }),
  FOLLOW_UP_NOT_CLOSED: refusal<{ tertial: string }>({
    sv: ({ tertial }) => `Uppföljningen av ${tertial} är inte klarmarkerad. Klarmarkera den innan nämnden får den.`,
    en: ({ tertial }) => `The follow-up of ${tertial} is not closed. Close it before it is given to the board.`,
    samples: [{ tertial: 'T1' }],
  }),
  MATTER_STATUS: refusal<{ status: string; needed: readonly string[] }>({
    sv: ({ status, needed }) =>
      `Ärendet är ${statusIn('sv', status)}. Det här går bara när det är ${listed(needed.map((one) => statusIn('sv', one)))}.`,
    en: ({ status, needed }) =>
      `The matter is ${statusIn('en', status)}. This can only be done when it is ${listed(needed.map((one) => statusIn('en', one)))}.`,
    samples: [{ status: 'BEFORE_BOARD', needed: ['DRAFT', 'RETURNED'] }],
  }),
  MATTER_WITHOUT_POINTS: refusal({
    sv: 'Ärendet har inga beslutspunkter. Lägg till minst en.',
    en: 'The matter has no decision points. Add at least one.',
  }),
  MATTER_POSTPONED: refusal<{ point: number }>({
    sv: ({ point }) => `Punkt ${point} är bordlagd. Inget läggs till i ärendet förrän den är avgjord.`,
    en: ({ point }) => `Point ${point} is postponed. Nothing is added to the matter until it is decided.`,
    samples: [{ point: 1 }],
  }),
  DRAFT_CHANGED: refusal<{ expected: number; actual: number; by: string; at: IsoInstant }>({
    sv: ({ by, at }) => `Utkastet har ändrats sedan du läste det, av ${by} ${at}. Läs om det och försök igen.`,
    en: ({ by, at }) => `The draft has been changed since you read it, by ${by} ${at}. Read it again and retry.`,
    samples: [{ expected: 1, actual: 2, by: 'hedda', at: '2026-05-12T08:00:00.000Z' }],
  }),
  UNKNOWN_FIGURE: refusal<{ given: string; allowed: readonly string[] }>({
    sv: ({ given, allowed }) =>
      allowed.length === 0
        ? `Ärendet har ingen punkt att hämta uppgiften ${given} från. Lägg till redovisningen som punkt, eller ta bort uppgiften.`
        : `Uppgiften ${given} finns inte. Välj en av ${listed(allowed)}.`,
    en: ({ given, allowed }) =>
      allowed.length === 0
        ? `The matter has no point to take the figure ${given} from. Add the report as a point, or leave the figure out.`
        : `There is no figure ${given}. Choose one of ${listed(allowed)}.`,
    samples: [
      { given: 'activities.DONE', allowed: ['plan.activities', 'plan.remaining'] },
      { given: 'goals.total', allowed: [] },
    ],
  }),
  POINT_EXISTS: refusal<{ point: number }>({
    sv: ({ point }) => `Detta är redan beslutspunkt ${point} i ärendet. Använd den.`,
    en: ({ point }) => `This is decision point ${point} of the matter already. Use that one.`,
    samples: [{ point: 1 }],
  }),
  PROPOSAL_NOT_REVIEWED: refusal<{ proposalId: string; status: string }>({
    sv: ({ proposalId, status }) =>
      `Förslaget ${proposalId} är ${statusIn('sv', status)}. Nämnden kan få det när det är granskat; vänta på granskningen, eller ta bort punkten.`,
    en: ({ proposalId, status }) =>
      `The proposal ${proposalId} is ${statusIn('en', status)}. The board can be given it when it is reviewed; wait for the review, or strike the point.`,
    samples: [{ proposalId: 'exempel.ks.2026.g1.a1.r1', status: 'IN_REVIEW' }],
  }),
  POINT_DECIDED: refusal<{ point: number; outcome: string }>({
    sv: ({ point }) => `Punkt ${point} är redan avgjord. Beslutet står fast.`,
    en: ({ point }) => `Point ${point} has been decided already. The decision stands.`,
    samples: [{ point: 1, outcome: 'REJECTED' }],
  }),
});
