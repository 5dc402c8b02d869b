import type { Words } from '../../kernel/history.js';

/** The texts of the pages of steering models. */
export const modelWords = {
  models: { sv: 'Styrmodeller', en: 'Steering models' },
  none: { sv: 'Kommunen har ingen styrmodell än.', en: 'The municipality has no steering model yet.' },
  holdsFrom: { sv: 'Gäller från den', en: 'In force from' },
  version: { sv: 'Version', en: 'Version' },
  earlier: { sv: 'Tidigare versioner', en: 'Earlier versions' },
  activityStatuses: { sv: 'Status på aktiviteter', en: 'Statuses of activities' },
  goalStatuses: { sv: 'Bedömning av mål, den sämsta först', en: 'Assessments of goals, the worst first' },
  status: { sv: 'Status', en: 'Status' },
  assessment: { sv: 'Bedömning', en: 'Assessment' },
  meaning: { sv: 'Betyder', en: 'Means' },
  deviation: { sv: 'med avvikelse från planen', en: 'with a deviation from the plan' },
  phase: {
    NOT_STARTED: { sv: 'Aktiviteten har inte börjat', en: 'The activity has not begun' },
    ON_HOLD: { sv: 'Aktiviteten väntar', en: 'The activity waits' },
    ONGOING: { sv: 'Aktiviteten pågår', en: 'The activity is going on' },
    COMPLETED: { sv: 'Aktiviteten är avslutad', en: 'The activity is completed' },
  },
  reached: { sv: 'Målet är nått', en: 'The goal is reached' },
  notReached: { sv: 'Målet är inte nått', en: 'The goal is not reached' },
  unassessed: {
    sv: 'Målet är inte bedömt. Det är ingen bedömning.',
    en: 'Nobody has assessed the goal. It is no assessment.',
  },
  rules: { sv: 'Regler', en: 'Rules' },
  ruleTexts: {
    fulfilmentByActivities: {
      sv: 'Ett mål utan mått är nått bara när alla dess aktiviteter i planen är avslutade.',
      en: 'A goal without measures is reached only when all its activities in the plan are completed.',
    },
    completionWithDeviationCounts: {
      sv: 'En aktivitet som avslutades med avvikelse räknas som avslutad.',
      en: 'An activity that was completed with a deviation counts as completed.',
    },
    fulfilmentByMeasures: {
      sv: 'Ett mål med mått är nått bara när varje mått har nått sitt målvärde.',
      en: 'A goal with measures is reached only when each measure has reached its target.',
    },
    activityStatusNeedsComment: {
      sv: 'En status behöver en kommentar.',
      en: 'A status needs a comment.',
    },
    goalStatusNeedsComment: {
      sv: 'En bedömning behöver en kommentar.',
      en: 'An assessment needs a comment.',
    },
    fulfilmentNeedsComment: {
      sv: 'Även bedömningen att målet är nått behöver en kommentar.',
      en: 'The assessment that the goal is reached needs a comment too.',
    },
  },
  yes: { sv: 'Ja', en: 'Yes' },
  no: { sv: 'Nej', en: 'No' },
} as const;

/** The texts of the forms of steering models. */
export const modelForms = {
  adoptFirst: { sv: 'Anta en styrmodell', en: 'Adopt a steering model' },
  adoptNext: { sv: 'Anta en ny version', en: 'Adopt a new version' },
  adopted: { sv: 'Styrmodellen är antagen.', en: 'The steering model is adopted.' },
  lead: {
    sv: 'En ny version gäller de tertial som slutar den första dagen eller senare. Det som redan är bedömt ändras inte.',
    en: 'A new version holds for the tertials that end on its first day or later. What has been assessed does not change.',
  },
  name: { sv: 'Styrmodellens namn', en: 'Name of the steering model' },
  shortName: { sv: 'Kort beteckning, till exempel styrmodell', en: 'Short id, such as styrmodell' },
  shortNameHint: {
    sv: 'Små bokstäver a–z, siffror och bindestreck. Den kan inte ändras sedan.',
    en: 'Small letters a–z, digits and hyphens. It cannot be changed later.',
  },
  holdsFrom: { sv: 'Första dag', en: 'First day' },
  decision: { sv: 'Beslutet som antog styrmodellen', en: 'The decision that adopted the model' },
  date: { sv: 'Beslutades den', en: 'Decided on' },
  paragraph: { sv: 'Paragraf', en: 'Paragraph' },
  dnr: { sv: 'Diarienummer', en: 'Registry number' },
  code: { sv: 'Kod', en: 'Code' },
  codeHint: {
    sv: 'Stora bokstäver A–Z, siffror och understreck. Lämna tomt för en som ska bort.',
    en: 'Capitals A–Z, digits and underscores. Leave it blank for one that shall go.',
  },
  nameSv: { sv: 'Namn på svenska', en: 'Name in Swedish' },
  nameEn: { sv: 'Namn på engelska', en: 'Name in English' },
  phase: { sv: 'Var aktiviteten är', en: 'State of the activity' },
  withDeviation: { sv: 'Avviker från planen', en: 'Deviates from the plan' },
  isReached: { sv: 'Betyder att målet är nått', en: 'Means that the goal is reached' },
  unassessedSv: { sv: 'Ord för ej bedömt mål, på svenska', en: 'Word for a goal without assessment, in Swedish' },
  unassessedEn: { sv: 'Ord för ej bedömt mål, på engelska', en: 'Word for a goal without assessment, in English' },
  controllersOnly: {
    sv: 'Endast en controller för hela kommunen kan anta en styrmodell. Be controllern göra det.',
    en: 'Only a controller of the whole municipality can adopt a steering model. Ask the controller to do so.',
  },
} satisfies Readonly<Record<string, Words>>;

/** The number of a status in a form. */
export function statusNumber(number: number): Words {
  return { sv: `Status ${number}`, en: `Status ${number}` };
}

/** The number of an assessment in a form. */
export function assessmentNumber(number: number): Words {
  return { sv: `Bedömning ${number}`, en: `Assessment ${number}` };
}
