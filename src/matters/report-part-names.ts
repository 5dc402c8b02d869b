import type { Language } from '../kernel/language.js';
import type { Words } from '../kernel/history.js';
import { tertialName } from '../kernel/tertial.js';
import type { ReportChange, ReportPart } from './tertial-report.js';

const partNames: Readonly<Record<ReportPart, Words>> = {
  FOLLOW_UP: { sv: 'läge', en: 'state' },
  CUT_OFF: { sv: 'stoppdag', en: 'cut-off date' },
  MODEL_VERSION: { sv: 'styrmodellens version', en: 'version of the steering model' },
  TITLE: { sv: 'rubrik', en: 'title' },
  ASSESSMENT: { sv: 'bedömning', en: 'assessment' },
  MEASURE: { sv: 'mått', en: 'measure' },
  TARGET: { sv: 'målvärde', en: 'target' },
  OUTCOME: { sv: 'utfall', en: 'outcome' },
  TARGET_REACHED: { sv: 'målvärdet nått', en: 'target reached' },
  HEADING: { sv: 'rubrik', en: 'heading' },
  DESCRIPTION: { sv: 'beskrivning', en: 'description' },
  START_DATE: { sv: 'startdatum', en: 'start date' },
  END_DATE: { sv: 'slutdatum', en: 'end date' },
  RESPONSIBLE_UNIT: { sv: 'ansvarig enhet', en: 'responsible unit' },
  STATUS: { sv: 'status', en: 'status' },
  COMMENT: { sv: 'kommentar', en: 'comment' },
  VALID_ON: { sv: 'datum', en: 'date' },
};

const MOST_NAMED = 5;

/** Names what differs in a report: *”Införa e-arkiv” (status, kommentar)*. Names at most five goals or activities. */
export function changedParts(language: Language, changes: readonly ReportChange[]): string {
  const [open, close] = { sv: ['”', '”'], en: ['“', '”'] }[language];
  const things = [...Map.groupBy(changes, ({ id }) => id).values()].map((all) => {
    const parts = [...new Set(all.map(({ part }) => partNames[part][language]))].join(', ');
    const isWhole = all.some(({ part }) => part === 'FOLLOW_UP' || part === 'CUT_OFF' || part === 'MODEL_VERSION');
    const name = all[0]?.name ?? '';
    const named = isWhole ? followUpName(language, name) : `${open}${name}${close}`;
    return `${named} (${parts})`;
  });
  const more = things.length - MOST_NAMED;
  const named = things.slice(0, MOST_NAMED).join(', ');
  return more <= 0 ? named : `${named} ${{ sv: `och ${more} till`, en: `and ${more} more` }[language]}`;
}

function followUpName(language: Language, tertial: string): string {
  return { sv: `uppföljningen av ${tertialName(tertial)}`, en: `the follow-up of ${tertial}` }[language];
}
