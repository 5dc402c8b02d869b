import type { Language } from '../kernel/language.js';
import { dayWords, theDay } from '../kernel/local-time.js';
import { tertialWords } from '../kernel/history-labels.js';
import type { Digest, DigestPart } from './digest.js';

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** Writes a digest as plain text in a language. */
export function digestText({ addressee, parts }: Digest, language: Language): MailText {
  const count = parts.reduce((sum, { activities }) => sum + activities.length, 0);
  const { subject, greeting, beginning, ending } = wordings[language](count, addressee.name);
  const blocks = parts.map((part) => [headingOf(part, language), ...part.activities.map((one) => `- ${one}`)]);
  return {
    subject,
    text: [[greeting], [beginning], ...blocks, [ending]].map((lines) => lines.join('\n')).join('\n\n'),
  };
}

function headingOf({ boardName, tertial, year, cutOff }: DigestPart, language: Language): string {
  const named = `${boardName}, ${tertialWords(tertial, year)[language]}.`;
  return language === 'sv'
    ? `${named} Stoppdatum är ${theDay(cutOff)}.`
    : `${named} The cut-off date is ${dayWords(cutOff).en}.`;
}

const wordings = {
  sv: (count: number, name: string) => ({
    subject: `Påminnelse: ${count} ${count === 1 ? 'aktivitet saknar' : 'aktiviteter saknar'} rapport`,
    greeting: `Hej ${name}!`,
    beginning:
      count === 1
        ? 'Följande aktivitet har ännu inte rapporterats.'
        : 'Följande aktiviteter har ännu inte rapporterats.',
    ending: [
      'Rapportera status och kommentar i Tertial.',
      'Controllern har skickat påminnelsen. Du får högst ett sådant meddelande om dagen.',
    ].join('\n'),
  }),
  en: (count: number, name: string) => ({
    subject: `Reminder: ${count} ${count === 1 ? 'activity has' : 'activities have'} no report`,
    greeting: `Hello ${name},`,
    beginning:
      count === 1
        ? 'The following activity has not been reported yet.'
        : 'The following activities have not been reported yet.',
    ending: [
      'Report the status and a comment in Tertial.',
      'The controller sent this reminder. You get one such message a day at most.',
    ].join('\n'),
  }),
} as const satisfies Record<Language, unknown>;
