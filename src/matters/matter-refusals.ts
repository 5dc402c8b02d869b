import { declareRefusals, listed, refusal } from '../kernel/refusal.js';
import { statusesIn, statusIn } from '../reviews/case-status-names.js';
import { timeIn } from '../kernel/local-time.js';
import { type IsoInstant, tertialName } from '../kernel/tertial.js';
import { changedParts } from './report-part-names.js';
import type { ReportChange } from './tertial-report.js';

/** The refusals of commands on matters, each with a sentence in Swedish and in English. */
export const matterRefusals = declareRefusals({
  MATTER_EXISTS: refusal<{ matterId: string }>({
    sv: 'Det finns redan ett ärende med det här diarienumret. Arbeta vidare i det, eller ange ett annat diarienummer.',
    en: 'The registry number has a matter already. Work on that one, or give another number.',
    samples: [{ matterId: 'exempel.ks.dnr-ks-2026-7' }],
  }),
  OTHER_KIND_OF_MATTER: refusal<{ kind: string }>({
    sv: 'Redovisningar och förslag att ta aktiviteter ur planen behandlas i ett uppföljningsärende, som har en egen granskningskedja. Öppna ett sådant ärende.',
    en: "Reports and removals belong to a follow-up's matter, which has a review chain of its own. Open one.",
    samples: [{ kind: 'OTHER' }],
  }),
  FOLLOW_UP_NOT_CLOSED: refusal<{ tertial: string }>({
    sv: ({ tertial }) =>
      `Uppföljningen av ${tertialName(tertial)} är inte klarmarkerad. Klarmarkera den innan den lämnas till nämnden.`,
    en: ({ tertial }) => `The follow-up of ${tertial} is not closed. Close it before it is given to the board.`,
    samples: [{ tertial: 'T1' }],
  }),
  MATTER_STATUS: refusal<{ status: string; needed: readonly string[] }>({
    sv: ({ status, needed }) =>
      `Ärendet är ${statusIn('sv', status)}. Åtgärden kan bara vidtas när ärendet är ${statusesIn('sv', needed)}.`,
    en: ({ status, needed }) =>
      `The matter is ${statusIn('en', status)}. This can only be done when it is ${statusesIn('en', needed)}.`,
    samples: [{ status: 'BEFORE_BOARD', needed: ['DRAFT', 'RETURNED'] }],
  }),
  MATTER_WITHOUT_POINTS: refusal({
    sv: 'Ärendet har inga beslutspunkter. Lägg till minst en.',
    en: 'The matter has no decision points. Add at least one.',
  }),
  MATTER_POSTPONED: refusal<{ point: number }>({
    sv: ({ point }) => `Beslutspunkt ${point} är bordlagd. Inget kan läggas till i ärendet förrän punkten är avgjord.`,
    en: ({ point }) => `Point ${point} is postponed. Nothing is added to the matter until it is decided.`,
    samples: [{ point: 1 }],
  }),
  DRAFT_CHANGED: refusal<{ expected: number; actual: number; by: string; at: IsoInstant }>({
    sv: ({ by, at }, name) =>
      by === ''
        ? 'Utkastet har ändrats sedan du läste det. Läs in det på nytt och försök igen.'
        : `${name(by)} ändrade utkastet ${timeIn('sv', at)}. Läs in det på nytt och försök igen.`,
    en: ({ by, at }, name) =>
      by === ''
        ? 'The draft has been changed since you read it. Read it again and retry.'
        : `${name(by)} changed the draft ${timeIn('en', at)}. Read it again and retry.`,
    samples: [
      { expected: 1, actual: 2, by: 'hedda', at: '2026-05-12T08:00:00.000Z' },
      { expected: 1, actual: 0, by: '', at: '' },
    ],
  }),
  UNKNOWN_FIGURE: refusal<{ given: string; allowed: readonly string[] }>({
    sv: ({ given, allowed }) =>
      allowed.length === 0
        ? `Ärendet har ingen beslutspunkt att hämta uppgiften ${given} från. Lägg till redovisningen som beslutspunkt, eller ta bort uppgiften.`
        : `Uppgiften ${given} finns inte. Välj någon av ${listed(allowed)}.`,
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
    sv: ({ point }) => `Detta är redan beslutspunkt ${point} i ärendet. Använd den beslutspunkten.`,
    en: ({ point }) => `This is decision point ${point} of the matter already. Use that one.`,
    samples: [{ point: 1 }],
  }),
  PROPOSAL_NOT_REVIEWED: refusal<{ proposalId: string; status: string }>({
    sv: ({ status }) =>
      `Förslaget är ${statusIn('sv', status)}. Det kan lämnas till nämnden först när det är granskat. Invänta granskningen, eller ta bort punkten.`,
    en: ({ status }) =>
      `The proposal is ${statusIn('en', status)}. The board can be given it when it is reviewed; wait for the review, or strike the point.`,
    samples: [{ proposalId: 'exempel.ks.2026.g1.a1.r1', status: 'IN_REVIEW' }],
  }),
  REPORT_CHANGED: refusal<{
    matterId: string;
    version: number;
    changes: readonly ReportChange[];
    reviewers: readonly string[];
  }>({
    sv: ({ version, changes, reviewers }, name) =>
      `Redovisningen har ändrats sedan version ${version} lämnades in: ${changedParts('sv', changes)}. ${
        reviewers.length === 0
          ? 'Läs ändringen och ta ställning på nytt, eller lämna in ärendet på nytt.'
          : `Låt ${listed(reviewers.map(name))} godta ändringen, eller lämna in ärendet på nytt.`
      }`,
    en: ({ version, changes, reviewers }, name) =>
      `The report has changed since version ${version} was submitted: ${changedParts('en', changes)}. ${
        reviewers.length === 0
          ? 'Read the change and decide again, or submit the matter anew.'
          : `Let ${listed(reviewers.map(name))} accept the change, or submit the matter anew.`
      }`,
    samples: [
      {
        matterId: 'exempel.ks.dnr-ks-2026-7',
        version: 1,
        changes: [
          { id: 'exempel.ks.2026.g1.a1', name: 'Införa e-arkiv', part: 'STATUS', before: 'A (A / A)', after: null },
          { id: 'exempel.ks.2026.g1.a1', name: 'Införa e-arkiv', part: 'COMMENT', before: 'Klart.', after: null },
          { id: 'exempel.ks.2026', name: 'T1', part: 'FOLLOW_UP', before: 'CLOSED', after: 'OPEN' },
        ],
        reviewers: ['ulla', 'henrik'],
      },
      {
        matterId: 'exempel.ks.dnr-ks-2026-7',
        version: 2,
        changes: [1, 2, 3, 4, 5, 6].map((number) => ({
          id: `exempel.ks.2026.g${number}`,
          name: `Mål ${number}`,
          part: 'ASSESSMENT',
          before: null,
          after: 'FULFILLED (Uppfylld / Fulfilled)',
        })),
        reviewers: [],
      },
    ],
  }),
  NOT_APPROVED_BY_YOU: refusal({
    sv: 'Du har inte godkänt ärendet, eller så gäller ditt godkännande inte längre. Endast den som har godkänt kan godta ändringen.',
    en: 'You have not approved the matter, or your approval has lapsed. Only a reviewer who has approved can accept the change.',
  }),
  MATTER_WITH_BOARD: refusal<{ matterId: string; dnr: string }>({
    sv: ({ dnr }) =>
      `Nämnden har fått ärendet ${dnr} i en kallelse eller beslutat i det, så det kan inte dras tillbaka. Låt nämnden avsluta det, till exempel genom att besluta att punkterna utgår.`,
    en: ({ dnr }) =>
      `The board has received the matter ${dnr}, or has decided in it, so that it cannot be withdrawn. Let the board end it, for instance with the outcome WITHDRAWN.`,
    samples: [{ matterId: 'exempel.ks.dnr-ks-2026-7', dnr: 'KS 2026/7' }],
  }),
  MATTER_NUMBER_WITHDRAWN: refusal<{ matterId: string; dnr: string }>({
    sv: ({ dnr }) =>
      `Ärendet ${dnr} har dragits tillbaka, och diarienumret används inte igen. Ange ett annat diarienummer.`,
    en: ({ dnr }) => `The matter ${dnr} was withdrawn, and its registry number is not used again. Give another number.`,
    samples: [{ matterId: 'exempel.ks.dnr-ks-2026-7', dnr: 'KS 2026/7' }],
  }),
  POINT_DECIDED: refusal<{ point: number; outcome: string }>({
    sv: ({ point }) => `Beslutspunkt ${point} är redan avgjord. Beslutet står fast.`,
    en: ({ point }) => `Point ${point} has been decided already. The decision stands.`,
    samples: [{ point: 1, outcome: 'REJECTED' }],
  }),
});
