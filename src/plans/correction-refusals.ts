import { declareRefusals, refusal } from '../kernel/refusal.js';
import { theDay } from '../kernel/local-time.js';
import { type IsoDate, tertialName } from '../kernel/tertial.js';

/** The refusals of corrections of what was recorded by mistake in plans and their follow-ups. */
export const correctionRefusals = declareRefusals({
  PLAN_FOLLOWED_UP: refusal<{ tertial: string }>({
    sv: ({ tertial }) =>
      `Uppföljningen av ${tertialName(tertial)} har öppnats, så planen kan inte ersättas. Rätta de mål och aktiviteter som är fel.`,
    en: ({ tertial }) =>
      `The follow-up of ${tertial} has been opened, so that the plan cannot be replaced. Correct the goals and activities that are wrong.`,
    samples: [{ tertial: 'T1' }],
  }),
  FOLLOW_UP_NOT_CLOSED_YET: refusal<{ tertial: string }>({
    sv: ({ tertial }) => `Uppföljningen av ${tertialName(tertial)} är inte klarmarkerad. Fortsätt i den uppföljningen.`,
    en: ({ tertial }) => `The follow-up of ${tertial} has not been closed. Go on with it.`,
    samples: [{ tertial: 'T1' }],
  }),
  REPORT_DECIDED: refusal<{ tertial: string; matterId: string; dnr: string; paragraph: string; date: IsoDate }>({
    sv: ({ tertial, dnr, paragraph, date }) =>
      `Nämnden beslutade om redovisningen av ${tertialName(tertial)} ${theDay(date)}, § ${numberOf(paragraph)} (${dnr}). Rätta i stället de uppgifter som är fel och ange skälet.`,
    en: ({ tertial, dnr, paragraph, date }) =>
      `The board decided on the report of ${tertial} on ${date}, § ${numberOf(paragraph)} (${dnr}). Correct what is wrong instead, with a reason.`,
    samples: [
      { tertial: 'T1', matterId: 'exempel.ks.dnr-ks-2026-7', dnr: 'KS 2026/7', paragraph: '§ 85', date: '2026-05-27' },
    ],
  }),
  REPORT_BEFORE_BOARD: refusal<{ tertial: string; matterId: string; dnr: string }>({
    sv: ({ tertial, dnr }) =>
      `Redovisningen av ${tertialName(tertial)} ligger hos nämnden i ärendet ${dnr}. Vänta på nämndens beslut, eller låt sekreteraren ställa in sammanträdet om kallelsen skickades av misstag.`,
    en: ({ tertial, dnr }) =>
      `The report of ${tertial} is before the board in the matter ${dnr}. Wait for the decision, or have the secretary call the meeting off if the summons was sent by mistake.`,
    samples: [{ tertial: 'T1', matterId: 'exempel.ks.dnr-ks-2026-7', dnr: 'KS 2026/7' }],
  }),
  NO_DECISION_OF_ITS_OWN: refusal({
    sv: 'Det finns inget beslut att rätta. Det som antogs med planen eller målet följer det beslutet, och det som inte har ändrats har inget ändringsbeslut.',
    en: 'There is no decision to correct. What was adopted with the plan or its goal follows that decision, and what has not been changed has no decision on a change.',
  }),
  NO_SUCH_CHANGE: refusal<{ changes: number }>({
    sv: ({ changes }) =>
      `Aktiviteten har ändrats ${changes === 1 ? 'en gång' : `${changes} gånger`}. Välj en av ändringarna.`,
    en: ({ changes }) =>
      `The activity has been changed ${changes === 1 ? 'once' : `${changes} times`}. Choose one of the changes.`,
    samples: [{ changes: 1 }, { changes: 2 }],
  }),
  DECISION_IN_ANOTHER_TERTIAL: refusal<{ date: IsoDate; recorded: IsoDate }>({
    sv: ({ date, recorded }) =>
      `Dagen för beslutet, ${theDay(date)}, hör till en annan uppföljning än den registrerade dagen, ${theDay(recorded)}. Stryk det som är fel och lägg till det med rätt beslut.`,
    en: ({ date, recorded }) =>
      `The day of the decision, ${date}, belongs to another follow-up than the recorded day, ${recorded}. Strike what is wrong and add it by the right decision.`,
    samples: [{ date: '2026-06-03', recorded: '2026-03-02' }],
  }),
  STRUCK: refusal({
    sv: 'Det valda har strukits, eftersom det registrerats av misstag. Välj något som ingår i planen.',
    en: 'It has been struck, because it was recorded by mistake. Choose something that is in the plan.',
  }),
  ALREADY_FOLLOWED_UP: refusal<{ id: string; tertial: string }>({
    sv: ({ tertial }) =>
      `Det valda har redan följts upp i ${tertialName(tertial)} och kan inte strykas. Föreslå att det som inte ska genomföras tas ur planen.`,
    en: ({ tertial }) =>
      `This has been followed up in ${tertial} already and cannot be struck. Propose to take out of the plan what is not to be done.`,
    samples: [{ id: 'exempel.ks.2026.g1.a1', tertial: 'T1' }],
  }),
  ADDITION_IN_CLOSED_FOLLOW_UP: refusal<{ tertial: string }>({
    sv: ({ tertial }) =>
      `Det valda ingår i uppföljningen av ${tertialName(tertial)}, som är klarmarkerad. Öppna uppföljningen på nytt och stryk det sedan.`,
    en: ({ tertial }) =>
      `This is in the follow-up of ${tertial}, which is closed. Open the follow-up again, and strike it then.`,
    samples: [{ tertial: 'T1' }],
  }),
  IN_DECIDED_REPORT: refusal<{ tertial: string; matterId: string; dnr: string; paragraph: string; date: IsoDate }>({
    sv: ({ tertial, dnr, paragraph, date }) =>
      `Det valda ingår i redovisningen av ${tertialName(tertial)}, som nämnden beslutade om ${theDay(date)}, § ${numberOf(paragraph)} (${dnr}). Det kan inte strykas. Bara ett nytt beslut av nämnden kan ändra det.`,
    en: ({ tertial, dnr, paragraph, date }) =>
      `This is in the report of ${tertial}, on which the board decided on ${date}, § ${numberOf(paragraph)} (${dnr}). It cannot be struck. Only a new decision of the board can change it.`,
    samples: [
      { tertial: 'T1', matterId: 'exempel.ks.dnr-ks-2026-7', dnr: 'KS 2026/7', paragraph: '§ 85', date: '2026-05-27' },
    ],
  }),
  REMOVAL_PROPOSED_ALREADY: refusal<{ activityId: string; proposalId: string }>({
    sv: 'Det finns redan ett förslag om att ta aktiviteten ur planen. Låt förslaget avgöras i stället.',
    en: 'There is a proposal already to take the activity out of the plan. Let it be settled instead.',
    samples: [{ activityId: 'exempel.ks.2026.g1.a1', proposalId: 'exempel.ks.2026.g1.a1.r1' }],
  }),
});

function numberOf(paragraph: string): string {
  return paragraph.replace(/^§\s*/, '');
}
