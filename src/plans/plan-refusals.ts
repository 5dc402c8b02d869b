import { declareRefusals, listed, refusal } from '../kernel/refusal.js';
import { dayWords, theDay } from '../kernel/local-time.js';
import { type IsoDate, tertialName } from '../kernel/tertial.js';
import type { Language } from '../kernel/language.js';
import { type Id, idOf } from '../kernel/identity.js';

/** The activities, measures and goals of a tertial without a status, an outcome or an assessment, in the plan's order. */
export interface MissingReports {
  readonly activities: readonly { readonly activityId: Id<'Activity'>; readonly heading: string }[];
  readonly measures: readonly { readonly measureId: Id<'Measure'>; readonly name: string }[];
  readonly goals: readonly { readonly goalId: Id<'Goal'>; readonly title: string }[];
}

const NAMES_IN_A_SENTENCE = 5;

/** The refusals of commands on plans and their follow-ups. */
export const planRefusals = declareRefusals({
  ONE_RESPONSIBLE: refusal({
    sv: 'En aktivitet har en ansvarig. Ange antingen en enhet eller en person.',
    en: 'One is responsible for an activity. Give either a unit or a person.',
  }),
  NOTHING_TO_REMIND: refusal<{ tertial: string }>({
    sv: ({ tertial }) => `Alla aktiviteter är rapporterade för ${tertialName(tertial)}. Ingen behöver påminnas.`,
    en: ({ tertial }) => `Everything is reported for ${tertial}. Nobody needs a reminder.`,
    samples: [{ tertial: 'T1' }],
  }),
  REPORTED_ALREADY: refusal({
    sv: 'Enheten eller personen har rapporterat alla sina aktiviteter och behöver inte påminnas. Välj bara dem som har något kvar att rapportera.',
    en: 'The unit or person has reported on all its activities and needs no reminder. Choose those alone who have something left to report.',
  }),
  NOBODY_TO_REMIND: refusal({
    sv: 'Det finns ingen i registret att påminna. Lägg till handläggare i enheten, eller ange en annan ansvarig.',
    en: 'The register has nobody to remind. Add clerks to the unit, or make another unit or person responsible.',
  }),
  REMINDED_TODAY: refusal({
    sv: 'Alla har redan påmints i dag. Vänta till i morgon med nästa påminnelse.',
    en: 'All of them have been reminded today. Wait until tomorrow with the next reminder.',
  }),
  RESPONSIBLE_ALREADY: refusal({
    sv: 'Aktiviteten har redan den ansvariga. Ange en annan enhet eller person.',
    en: 'This is responsible for the activity already. Give another unit or person.',
  }),
  PLAN_EXISTS: refusal<{ planId: string }>({
    sv: 'Nämnden har redan en verksamhetsplan för året. Gör ändringarna i den planen.',
    en: 'The board has a plan for that year already. Make changes in that plan.',
    samples: [{ planId: 'exempel.ks.2026' }],
  }),
  TERTIAL_NOT_BEGUN: refusal<{ firstDay: IsoDate }>({
    sv: ({ firstDay }) => `Tertialet börjar ${theDay(firstDay)}. Öppna uppföljningen tidigast den dagen.`,
    en: ({ firstDay }) => `The tertial begins on ${firstDay}. Open the follow-up then.`,
    samples: [{ firstDay: '2026-09-01' }],
  }),
  CUT_OFF_TOO_EARLY: refusal<{ cutOff: IsoDate; earliest: IsoDate }>({
    sv: ({ cutOff, earliest }) =>
      `Stoppdatumet ${dayWords(cutOff).sv} är för tidigt. Ange ${theDay(earliest)} eller senare.`,
    en: ({ cutOff, earliest }) => `The cut-off date ${cutOff} is too early. Give ${earliest} or later.`,
    samples: [{ cutOff: '2026-05-01', earliest: '2026-05-12' }],
  }),
  FOLLOW_UP_EXISTS: refusal<{ tertial: string }>({
    sv: ({ tertial }) => `Uppföljningen av ${tertialName(tertial)} är redan öppnad. Fortsätt i den uppföljningen.`,
    en: ({ tertial }) => `The follow-up of ${tertial} has been opened already. Go on with that one.`,
    samples: [{ tertial: 'T1' }],
  }),
  FOLLOW_UP_NOT_OPEN: refusal<{ tertial: string }>({
    sv: ({ tertial }) => `Uppföljningen av ${tertialName(tertial)} är inte öppnad. Kontakta controllern.`,
    en: ({ tertial }) => `The follow-up of ${tertial} has not been opened. Ask the controller to open it.`,
    samples: [{ tertial: 'T1' }],
  }),
  FOLLOW_UP_CLOSED: refusal<{ tertial: string }>({
    sv: ({ tertial }) =>
      `Uppföljningen av ${tertialName(tertial)} är klarmarkerad. Rapporterade uppgifter kan rättas om skäl anges.`,
    en: ({ tertial }) =>
      `The follow-up of ${tertial} is closed. What has been reported can be corrected, with a reason.`,
    samples: [{ tertial: 'T1' }],
  }),
  FOLLOW_UP_INCOMPLETE: refusal<{ tertial: string } & MissingReports>({
    sv: ({ tertial, ...missing }) =>
      `Uppföljningen av ${tertialName(tertial)} är inte komplett. ${missingIn('sv', missing)} Komplettera uppföljningen, eller bekräfta att den ska klarmarkeras ändå.`,
    en: ({ tertial, ...missing }) =>
      `The follow-up of ${tertial} is not complete. ${missingIn('en', missing)} Report what is missing, or confirm that the follow-up is to be closed all the same.`,
    samples: [
      {
        tertial: 'T1',
        activities: [{ activityId: idOf('Activity', 'exempel.ks.2026.g1.a1'), heading: 'Införa e-arkiv' }],
        measures: [{ measureId: idOf('Measure', 'exempel.ks.2026.g1.m1'), name: 'Sjukfrånvaro' }],
        goals: [{ goalId: idOf('Goal', 'exempel.ks.2026.g1'), title: 'God service' }],
      },
    ],
  }),
  OUTSIDE_YEAR: refusal<{ date: IsoDate; year: number }>({
    sv: ({ date, year }) =>
      `Slutdatumet ${dayWords(date).sv} infaller inte under planens år. Ange ett datum under ${year}.`,
    en: ({ date, year }) => `The end date ${date} is not in the year of the plan. Give a date in ${year}.`,
    samples: [{ date: '2027-01-01', year: 2026 }],
  }),
  COMMENT_MISSING: refusal({
    sv: 'Kommentar saknas. Beskriv läget och hur bedömningen har gjorts.',
    en: 'A comment is missing. Describe the state of things and how it was judged.',
  }),
  AFTER_TERTIAL: refusal<{ validOn: IsoDate; lastDay: IsoDate }>({
    sv: ({ validOn, lastDay }) =>
      `Datumet ${dayWords(validOn).sv} hör till nästa tertial. Ange ett datum till och med ${theDay(lastDay)}.`,
    en: ({ validOn, lastDay }) => `${validOn} belongs to the next tertial. Give a date no later than ${lastDay}.`,
    samples: [{ validOn: '2026-05-02', lastDay: '2026-04-30' }],
  }),
  NOTHING_TO_CORRECT: refusal<{ tertial: string }>({
    sv: ({ tertial }) =>
      `Inget rapporterades under ${tertialName(tertial)}, så det finns inget att rätta. Rapportera uppgiften i nästa tertial.`,
    en: ({ tertial }) =>
      `Nothing was reported in ${tertial}, so there is nothing to correct. Report it in the next tertial.`,
    samples: [{ tertial: 'T1' }],
  }),
  COMPLETED_ALREADY: refusal<{ tertial: string }>({
    sv: ({ tertial }) =>
      `Aktiviteten är rapporterad som avslutad för ${tertialName(tertial)}. Rätta den rapporten och ange skälet.`,
    en: ({ tertial }) =>
      `The activity is reported as completed in ${tertial}. Correct that report and give the reason.`,
    samples: [{ tertial: 'T1' }],
  }),
  NOT_IN_PLAN_THEN: refusal<{ id: string; tertial: string }>({
    sv: ({ tertial }) =>
      `Det valda ingick inte i planen under ${tertialName(tertial)}. Välj ett tertial då det ingick i planen.`,
    en: ({ tertial }) => `This was not in the plan in ${tertial}. Choose a tertial when it was.`,
    samples: [{ id: 'exempel.ks.2026.g1.a3', tertial: 'T1' }],
  }),
  NOT_FULFILLED_BY_ACTIVITIES: refusal<{
    obstacles: readonly { activityId: string; heading: string; status: string | null }[];
  }>({
    sv: ({ obstacles }) =>
      obstacles.length === 0
        ? 'Målet har inga kvarvarande aktiviteter och kan inte bedömas som uppfyllt. Välj en annan bedömning och skriv en kommentar.'
        : `Målet kan inte bedömas som uppfyllt så länge dessa aktiviteter inte är avslutade enligt plan: ${headings(obstacles)}. Välj en annan bedömning.`,
    en: ({ obstacles }) =>
      obstacles.length === 0
        ? 'The goal has no remaining activities and cannot be assessed as fulfilled. Choose another assessment and write a comment.'
        : `The goal cannot be assessed as fulfilled while these activities are not completed as planned: ${headings(obstacles)}. Choose another assessment.`,
    samples: [
      { obstacles: [] },
      { obstacles: [{ activityId: 'exempel.ks.2026.g1.a1', heading: 'Införa e-arkiv', status: null }] },
    ],
  }),
  NOT_FULFILLED_BY_MEASURES: refusal<{
    obstacles: readonly { measureId: string; name: string; target: string; value: string | null }[];
  }>({
    sv: ({ obstacles }) =>
      `Målet kan inte bedömas som uppfyllt så länge dessa mått inte har rapporterats som uppnådda: ${listed(obstacles.map(({ name }) => name))}. Välj en annan bedömning.`,
    en: ({ obstacles }) =>
      `The goal cannot be assessed as fulfilled while these measures are not reported as reached: ${listed(obstacles.map(({ name }) => name))}. Choose another assessment.`,
    samples: [
      { obstacles: [{ measureId: 'exempel.ks.2026.g1.m1', name: 'Sjukfrånvaro', target: 'Högst 5 %', value: null }] },
    ],
  }),
  ACTIVITY_REMOVED: refusal<{ activityId: string }>({
    sv: 'Aktiviteten är redan tagen ur planen. Inget mer kan göras med den.',
    en: 'The activity has been taken out of the plan. Nothing more can be done with it.',
    samples: [{ activityId: 'exempel.ks.2026.g1.a1' }],
  }),
});

function headings(obstacles: readonly { heading: string }[]): string {
  return listed(obstacles.map(({ heading }) => heading));
}

/** Writes what is missing: one sentence for each kind, with the first names of each. */
function missingIn(language: Language, { activities, measures, goals }: MissingReports): string {
  const kinds = [
    { lacks: { sv: 'Status saknas för', en: 'No status for' }, names: activities.map(({ heading }) => heading) },
    { lacks: { sv: 'Utfall saknas för', en: 'No outcome for' }, names: measures.map(({ name }) => name) },
    { lacks: { sv: 'Bedömning saknas av', en: 'No assessment of' }, names: goals.map(({ title }) => title) },
  ];
  return kinds
    .filter(({ names }) => names.length > 0)
    .map(({ lacks, names }) => `${lacks[language]} ${quotedNames(language, names)}.`)
    .join(' ');
}

function quotedNames(language: Language, names: readonly string[]): string {
  const quotes = { sv: ['”', '”'], en: ['“', '”'] } as const;
  const [begin, end] = quotes[language];
  const shown = names.slice(0, NAMES_IN_A_SENTENCE).map((name) => `${begin}${name}${end}`);
  const more = names.length - shown.length;
  const others = { sv: `och ${more} till`, en: `and ${more} more` };
  return more === 0 ? listed(shown) : `${listed(shown)} ${others[language]}`;
}
