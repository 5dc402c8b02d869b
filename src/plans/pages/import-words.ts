import type { Words } from '../../kernel/history.js';

const activitiesWords = (count: number) => (count === 1 ? 'aktivitet' : 'aktiviteter');

/** The texts of the page on which a plan is imported. */
export const importWords = {
  title: { sv: 'Importera verksamhetsplan', en: 'Import a plan' },
  toPlans: { sv: 'Till verksamhetsplanerna', en: 'To the plans' },
  controllersOnly: {
    sv: 'Endast nämndens controller kan importera en verksamhetsplan.',
    en: 'Only the controller of the board can import a plan.',
  },
  year: { sv: 'Planens år', en: 'Year of the plan' },
  model: { sv: 'Styrmodell', en: 'Steering model' },
  decision: { sv: 'Beslutet som fastställde planen', en: 'The decision that adopted the plan' },
  date: { sv: 'Beslutades den', en: 'Decided on' },
  paragraph: { sv: 'Paragraf', en: 'Paragraph' },
  dnr: { sv: 'Diarienummer, till exempel KS 2026/7', en: 'Registry number, such as KS 2026/7' },
  file: { sv: 'Fil med planen, CSV eller XLSX', en: 'File of the plan, CSV or XLSX' },
  headings: {
    sv: 'Första raden har rubrikerna Mål, Aktivitet, Beskrivning, Startdatum, Slutdatum och Ansvarig enhet. Mått och Målvärde kan läggas till.',
    en: 'The first row has the headings Mål, Aktivitet, Beskrivning, Startdatum, Slutdatum and Ansvarig enhet. Mått and Målvärde can be added.',
  },
  replace: { sv: 'Ersätta en plan som blev fel', en: 'Replace a plan that was recorded wrong' },
  whyReplaced: {
    sv: 'Skäl. Planen ersätts bara om nämnden redan har en plan för året och ingen uppföljning är öppnad.',
    en: 'Reason. The plan is replaced only if the board has one for the year and no follow-up has been opened.',
  },
  import: { sv: 'Importera planen', en: 'Import the plan' },
  unmatched: {
    sv: 'Ansvariga som inte finns i registret, med antal aktiviteter:',
    en: 'Responsible units that are not in the register, with the number of activities:',
  },
  sound: (goals: number, activities: number): Words => ({
    sv: `Filen är rätt: ${goals} mål och ${activities} ${activitiesWords(activities)}. Inget är importerat än.`,
    en: `The file is right: ${goals} ${goals === 1 ? 'goal' : 'goals'} and ${activities} ${activities === 1 ? 'activity' : 'activities'}. Nothing is imported yet.`,
  }),
};

interface ReportCounts {
  readonly statuses: number;
  readonly outcomes: number;
  readonly assessments: number;
  readonly unchanged: number;
  readonly withoutReport: number;
}

/** The texts of the page on which the reports of a tertial are imported. */
export const reportsImportWords = {
  title: { sv: 'Importera rapporter', en: 'Import reports' },
  toTertial: { sv: 'Till tertialet', en: 'To the tertial' },
  notOpened: {
    sv: 'Uppföljningen är inte öppnad. Be controllern öppna den.',
    en: 'The follow-up has not been opened. Ask the controller to open it.',
  },
  file: { sv: 'Fil med rapporterna, CSV eller XLSX', en: 'File of the reports, CSV or XLSX' },
  hint: {
    sv: 'Hämta filen på tertialets sida, fyll i den och välj den här. Allt i filen rapporteras, eller inget.',
    en: 'Take the file from the page of the tertial, fill it in and choose it here. All of it is reported, or nothing.',
  },
  import: { sv: 'Rapportera allt i filen', en: 'Report all of the file' },
  sound: ({ statuses, outcomes, assessments, unchanged, withoutReport }: ReportCounts): Words => ({
    sv:
      `Filen är rätt. Att rapportera: status på ${statuses} ${activitiesWords(statuses)}, utfall av ${outcomes} mått, bedömning av ${assessments} mål. Redan ` +
      `rapporterat: ${unchanged}. Utan rapport: ${withoutReport}. Inget är importerat än.`,
    en:
      `The file is right. To report: ${statuses} statuses, ${outcomes} outcomes, ${assessments} assessments. Reported ` +
      `already: ${unchanged}. Without a report: ${withoutReport}. Nothing is imported yet.`,
  }),
};
