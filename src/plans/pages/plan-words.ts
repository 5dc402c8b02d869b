import type { Words } from '../../kernel/history.js';
import { type Tertial, tertialName } from '../../kernel/tertial.js';

/** The texts of the pages of plans. */
export const planWords = {
  plans: { sv: 'Verksamhetsplaner', en: 'Plans' },
  plan: { sv: 'Verksamhetsplan', en: 'Plan for' },
  noPlans: { sv: 'Nämnden har ingen verksamhetsplan än.', en: 'The board has no plan yet.' },
  noBoards: { sv: 'Du har ingen roll i någon nämnd.', en: 'You have no role for any board.' },
  adopted: { sv: 'Fastställd den', en: 'Adopted on' },
  loadedAfterwards: { sv: 'Inläst i efterhand.', en: 'Loaded afterwards.' },
  followUps: { sv: 'Uppföljningar', en: 'Follow-ups' },
  goals: { sv: 'Mål och aktiviteter', en: 'Goals and activities' },
  noActivities: { sv: 'Målet har inga aktiviteter.', en: 'The goal has no activities.' },
  propose: { sv: 'Föreslå att ta ur planen', en: 'Propose to take out of the plan' },
  removedFromPlan: { sv: 'Togs ur planen den', en: 'Was taken out of the plan on' },
  replace: { sv: 'Ersätt planen med en ny fil', en: 'Replace the plan by another file' },
  measure: { sv: 'Mått', en: 'Measure' },
  target: { sv: 'Målvärde', en: 'Target' },
  NOT_OPENED: { sv: 'Uppföljningen är inte öppnad.', en: 'The follow-up has not been opened.' },
  OPEN: { sv: 'Uppföljningen pågår.', en: 'The follow-up is open.' },
  CLOSED: { sv: 'Uppföljningen är klarmarkerad.', en: 'The follow-up is closed.' },
  cutOff: { sv: 'Stoppdatum', en: 'Cut-off date' },
} satisfies Readonly<Record<string, Words>>;

/** The texts of the page of a tertial. */
export const tertialWords = {
  tertials: { sv: 'Tertial', en: 'Tertials' },
  toPlan: { sv: 'Till verksamhetsplanen', en: 'To the plan' },
  activityCounts: { sv: 'Aktiviteternas status', en: 'Status of the activities' },
  goalCounts: { sv: 'Bedömning av målen', en: 'Assessment of the goals' },
  status: { sv: 'Status', en: 'Status' },
  assessment: { sv: 'Bedömning', en: 'Assessment' },
  count: { sv: 'Antal', en: 'Number' },
  file: { sv: 'Hämta som fil:', en: 'Take it as a file:' },
  before: { sv: 'Förra tertialet', en: 'Last tertial' },
  notReported: { sv: 'Ej rapporterad', en: 'Not reported' },
  notAssessed: { sv: 'Ej bedömd', en: 'Not assessed' },
  outcome: { sv: 'Utfall', en: 'Outcome' },
  removalProposed: { sv: 'Föreslagen att utgå', en: 'Removal proposed' },
  reached: { sv: 'målet nått', en: 'target reached' },
  missed: { sv: 'målet ej nått', en: 'target missed' },
  unproved: {
    sv: 'Underlaget för bedömningen har ändrats sedan den gjordes.',
    en: 'What the assessment was based on has changed since.',
  },
  corrected: { sv: 'Rättad', en: 'Corrected' },
  choose: { sv: 'Urval', en: 'Selection' },
  all: { sv: 'Alla', en: 'All' },
  unit: { sv: 'Ansvarig', en: 'Responsible' },
  search: { sv: 'Sök i rubriker och kommentarer', en: 'Search headings and comments' },
  show: { sv: 'Visa', en: 'Show' },
  clear: { sv: 'Visa alla', en: 'Show all' },
  noneFound: { sv: 'Ingen aktivitet motsvarar urvalet.', en: 'No activity matches the selection.' },
} satisfies Readonly<Record<string, Words>>;

/** The texts of the page on which a follow-up is opened and closed. */
export const followUpWords = {
  openFollowUp: { sv: 'Öppna uppföljningen', en: 'Open the follow-up' },
  closeFollowUp: { sv: 'Klarmarkera uppföljningen', en: 'Close the follow-up' },
  followUp: { sv: 'Uppföljningen', en: 'The follow-up' },
  moveCutOff: { sv: 'Flytta stoppdatumet', en: 'Move the cut-off date' },
  cutOffMoved: { sv: 'Stoppdatumet är flyttat.', en: 'The cut-off date is moved.' },
  reopen: { sv: 'Öppna uppföljningen på nytt', en: 'Open the follow-up again' },
  remind: { sv: 'Påminn dem som inte har rapporterat', en: 'Remind those who have not reported' },
  reminded: { sv: 'Påminnelsen är registrerad.', en: 'The reminder is recorded.' },
  reopened: { sv: 'Uppföljningen är öppnad på nytt.', en: 'The follow-up is open again.' },
  cutOff: { sv: 'Stoppdatum', en: 'Cut-off date' },
  cutOffRequired: { sv: 'Stoppdatum (obligatoriskt)', en: 'Cut-off date (required)' },
  dateMissing: { sv: 'Ange ett stoppdatum.', en: 'Give a cut-off date.' },
  complete: { sv: 'Allt är rapporterat och bedömt.', en: 'Everything is reported and assessed.' },
  missing: { sv: 'Detta är inte rapporterat eller bedömt:', en: 'This is not reported or assessed:' },
  anyway: { sv: 'Klarmarkera uppföljningen ändå', en: 'Close the follow-up all the same' },
} satisfies Readonly<Record<string, Words>>;

/** The texts of the changes of a plan that the board decides during the year. */
export const changeWords = {
  decision: { sv: 'Nämndens beslut', en: 'The decision of the board' },
  addActivity: { sv: 'Lägg till en aktivitet', en: 'Add an activity' },
  activityAdded: { sv: 'Aktiviteten är tillagd.', en: 'The activity is added.' },
  addMeasure: { sv: 'Lägg till ett mått', en: 'Add a measure' },
  measureAdded: { sv: 'Måttet är tillagt.', en: 'The measure is added.' },
  changeDates: { sv: 'Ändra aktivitetens datum', en: 'Change the dates of the activity' },
  datesChanged: { sv: 'Datumen är ändrade.', en: 'The dates are changed.' },
  reword: { sv: 'Ändra aktivitetens lydelse', en: 'Reword the activity' },
  reworded: { sv: 'Lydelsen är ändrad.', en: 'The activity is reworded.' },
  activity: { sv: 'Aktivitet', en: 'Activity' },
  description: { sv: 'Beskrivning', en: 'Description' },
  startDate: { sv: 'Startdatum', en: 'Start date' },
  endDate: { sv: 'Slutdatum', en: 'End date' },
  unit: { sv: 'Ansvarig enhet, som den ska stå i planen', en: 'Responsible unit as the plan writes it' },
} satisfies Readonly<Record<string, Words>>;

/** The texts of the corrections of what was recorded by mistake in a plan. */
export const correctionWords = {
  redefine: { sv: 'Rätta måttet', en: 'Correct the measure' },
  redefined: {
    sv: 'Måttet är rättat. En klarmarkerad uppföljning behåller det som den hade.',
    en: 'The measure is corrected. A closed follow-up keeps what it had.',
  },
  target: {
    sv: 'När målvärdet rättas i en öppen uppföljning anges inte längre om det är nått. Rapportera utfallet på nytt.',
    en: 'When the target is corrected in an open follow-up, it is no longer stated whether it is reached. Report the outcome anew.',
  },
  name: { sv: 'Mått', en: 'Measure' },
  aim: { sv: 'Målvärde med enhet, till exempel minst 78 %', en: 'Target with its unit, such as at least 78 %' },
  rename: { sv: 'Rätta målets rubrik', en: 'Correct the title of the goal' },
  renamed: {
    sv: 'Rubriken är rättad. En klarmarkerad uppföljning behåller den som den hade.',
    en: 'The title is corrected. A closed follow-up keeps what it had.',
  },
  heading: { sv: 'Målets rubrik', en: 'Title of the goal' },
  decision: { sv: 'Rätta beslutet', en: 'Correct the decision' },
  changeDecision: { sv: 'Rätta beslutet om ändringen', en: 'Correct the decision on the change' },
  change: { sv: 'Ändring', en: 'Change' },
  decided: { sv: 'Uppgiften om beslutet är rättad.', en: 'The reference to the decision is corrected.' },
  date: { sv: 'Beslutsdag', en: 'Day of the decision' },
  paragraph: { sv: 'Paragraf', en: 'Paragraph (§)' },
  dnr: { sv: 'Diarienummer', en: 'Registry number' },
  strikeGoal: { sv: 'Stryk målet', en: 'Strike the goal' },
  strikeMeasure: { sv: 'Stryk måttet', en: 'Strike the measure' },
  strikeActivity: { sv: 'Stryk aktiviteten', en: 'Strike the activity' },
  struck: {
    sv: 'Det som stryks har registrerats av misstag. Det visas inte mer, liksom det som har rapporterats om det, och inget mer kan göras med det.',
    en: 'What is struck was recorded by mistake. It is shown no more, nor what was reported of it, and nothing more can be done with it.',
  },
} satisfies Readonly<Record<string, Words>>;

/** Says how many activities of the plan are shown. */
export function shownOf(shown: number, all: number): Words {
  return { sv: `Visar ${shown} av ${all} aktiviteter.`, en: `Shows ${shown} of ${all} activities.` };
}

/** Says how many activities a plan has, and how many the board has taken out of it. */
export function sizeOfPlan(activities: number, removed: number): Words {
  const sv = activities === 1 ? '1 aktivitet' : `${activities} aktiviteter`;
  const en = activities === 1 ? '1 activity' : `${activities} activities`;
  if (removed === 0) return { sv: `${sv}.`, en: `${en}.` };
  return { sv: `${sv}, och ${removed} som har tagits ur planen.`, en: `${en}, and ${removed} taken out of the plan.` };
}

/** Writes `T1` as *Tertial 1*, which is the same in every language. */
export function tertialHeading(tertial: Tertial): string {
  return tertialName(tertial).replace('t', 'T');
}
