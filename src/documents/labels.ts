import type { Words } from '../kernel/history.js';
import type { Language } from '../kernel/language.js';
import type { DocumentKind } from './document.js';

/** The labels and headings that several kinds of documents share. */
export const labels = {
  proposal: { sv: 'Förslag till beslut', en: 'Proposal for decision' },
  basis: { sv: 'Beslutsunderlag', en: 'Basis for the decision' },
  recipients: { sv: 'Beslutet skickas till', en: 'The decision is sent to' },
  body: { sv: 'Organ', en: 'Body' },
  meetingDay: { sv: 'Sammanträdesdatum', en: 'Date of the meeting' },
  paragraphs: { sv: 'Paragrafer', en: 'Paragraphs' },
  chair: { sv: 'Ordförande', en: 'Chair' },
  secretary: { sv: 'Sekreterare', en: 'Secretary' },
  members: { sv: 'Ledamöter', en: 'Members' },
  registryNumber: { sv: 'Diarienummer', en: 'Registry number' },
  goal: { sv: 'Mål', en: 'Goal' },
  goalsAndActivities: { sv: 'Mål och aktiviteter', en: 'Goals and activities' },
  status: { sv: 'Status', en: 'Status' },
  assessment: { sv: 'Bedömning', en: 'Assessment' },
  comment: { sv: 'Kommentar', en: 'Comment' },
  notReported: { sv: 'Ej rapporterad', en: 'Not reported' },
  notAssessed: { sv: 'Ej bedömd', en: 'Not assessed' },
  report: { sv: 'Tjänsteskrivelse', en: 'Official report' },
} as const satisfies Readonly<Record<string, Words>>;

const kindNames: Readonly<Record<DocumentKind, Words>> = {
  report: labels.report,
  summons: { sv: 'Kallelse', en: 'Summons' },
  minutes: { sv: 'Protokoll', en: 'Minutes' },
  extract: { sv: 'Protokollsutdrag', en: 'Extract from the minutes' },
  notice: { sv: 'Anslag', en: 'Notice' },
};

/** Names the kind of a document, as the letterhead does; empty where the title begins with the name. */
export function kindNameOf(kind: DocumentKind, title: string, language: Language): string {
  const name = kindNames[kind][language];
  return title.toLowerCase().startsWith(name.toLowerCase()) ? '' : name;
}
