import { inEach, textWords } from '../../kernel/history-labels.js';
import { type StreamHistory, valued, type Words } from '../../kernel/history.js';
import { type AdoptedTemplate, documentTemplateFold, type ReportSection, type TemplateEvent } from '../template.js';

export const documentTemplateHistory: StreamHistory<AdoptedTemplate, TemplateEvent, AdoptedTemplate> = {
  fold: documentTemplateFold,
  context: ({ after: template }) => Promise.resolve(template),
  sentences: {
    DocumentTemplateAdopted: (_, { version }) => ({
      sv: `antog version ${version} av mallen för nämndens handlingar`,
      en: `adopted version ${version} of the template for the documents of the board`,
    }),
  },
  describe: ({ administration, logo, sections, points, openingItems, noticeBoard, appeal }) =>
    valued([
      { name: { sv: 'Förvaltning', en: 'Administration' }, value: administration },
      {
        name: { sv: 'Logotyp', en: 'Logo' },
        value: logo && textWords(`${logo.format.toUpperCase()}: ${logo.alternative}`),
      },
      {
        name: { sv: 'Avsnitt', en: 'Sections' },
        value: joined(sections.map((one) => (one.kind === 'MADE' ? sectionNames[one.section] : one.heading))),
      },
      {
        name: { sv: 'Egna avsnitt', en: 'Sections of the board' },
        value: joined(sections.flatMap((one) => (one.kind === 'FIXED' ? [one.text] : []))),
      },
      { name: { sv: 'Beslutspunkter', en: 'Decision points' }, value: pointNames[points] },
      { name: { sv: 'Inledande punkter', en: 'Opening items' }, value: joined(openingItems) },
      { name: { sv: 'Anslagstavla', en: 'Notice board' }, value: noticeBoard },
      { name: { sv: 'Hur man överklagar', en: 'How to appeal' }, value: appeal },
    ]),
};

const pointNames = {
  CLAUSES: { sv: 'att-satser', en: 'clauses' },
  SENTENCES: { sv: 'hela meningar', en: 'whole sentences' },
} as const;

const sectionNames: Readonly<Record<ReportSection, Words>> = {
  PROPOSAL: { sv: 'Förslag till beslut', en: 'Proposed decision' },
  BRIEF: { sv: 'Ärendet i korthet', en: 'The matter in brief' },
  CONSIDERATIONS: { sv: 'Förvaltningens övervägande', en: 'Considerations of the administration' },
  REMOVALS: { sv: 'Aktiviteter som föreslås tas ur planen', en: 'Activities proposed for removal' },
  LEGEND: { sv: 'Legendförteckning', en: 'Legend' },
  BASIS: { sv: 'Beslutsunderlag', en: 'Basis for the decision' },
  ANNEXES: { sv: 'Bilagor', en: 'Annexes' },
  RECIPIENTS: { sv: 'Beslutet skickas till', en: 'The decision is sent to' },
};

function joined(all: readonly Words[]): Words | null {
  return all.length === 0 ? null : inEach((language) => all.map((one) => one[language]).join('; '));
}
