import { defaultTemplate, type DocumentTemplate } from '../documents/template.js';

/**
 * The texts of the matter as its clerk writes them. At submission the service replaces each `{{name}}` with a figure that
 * it computes.
 */
export const matterTexts = {
  brief: [
    'Ärendet avser uppföljning av kommunstyrelsens mål för 2026. Redovisningen utgår från kommunens styrmodell och visar ' +
      'arbetet enligt kommunstyrelsens verksamhetsplan, med analyser och bedömningar.',
    'Verksamhetsplanen har {{plan.activities}} aktiviteter. {{goals.sentence}}',
  ].join('\n'),
  considerations: [
    'Under året har förvaltningen fortsatt att införa den nya styrmodellen i verksamheterna. Alla mål och tillhörande ' +
      'aktiviteter har följts upp i redovisningen.',
    'Hur målen ska bedömas framgår av kommunfullmäktiges styrmodell. Har kommunstyrelsen inte antagit mått för ett mål ' +
      'bedöms det efter hur aktiviteterna har genomförts: har alla aktiviteter genomförts enligt plan är målet uppfyllt. ' +
      'I tertial 1 är de flesta aktiviteterna inte planerade att vara avslutade, och därför kan få mål bedömas som ' +
      'uppfyllda. De flesta mål har en bedömning och en kommentar, som beskriver läget och hur bedömningen har gjorts.',
    'Varje aktivitet redovisas med rubrik och beskrivning, start- och slutdatum, aktuell status och en kommentar.',
    'Uppföljningen visar överlag att arbetet pågår enligt plan. Vissa aktiviteter har varit svåra att arbeta med, såsom ' +
      'kommunikationsplanen för medarbetarna: innan den kan tas fram behöver informationen på kommunens intranät ses ' +
      'över, så att den blir tillgängligare och lättare att hitta. För kommunikationspaketet om kommunens klimatarbete ' +
      'saknas resurser och förutsättningar under perioden.',
    '{{deviations.sentence}} {{removals.sentence}}',
  ].join('\n'),
} as const;

/** The template of the board's documents. */
export const boardTemplate: DocumentTemplate = {
  ...defaultTemplate,
  administration: { sv: 'Kommunförvaltningen', en: 'The municipal administration' },
};
