import type { Words } from '../../kernel/history.js';
import { labels } from '../labels.js';
import type { DocumentTemplate, ReportSection } from '../template.js';

/** The texts of the page with the template of a board's documents. */
export const templateWords = {
  title: { sv: 'Dokumentmall', en: 'Document template' },
  none: {
    sv: 'Nämnden har ingen egen mall än. Så här ser dess handlingar ut.',
    en: 'The board has no template of its own yet. This is what its documents look like.',
  },
  version: (number: number): Words => ({ sv: `Version ${number}.`, en: `Version ${number}.` }),
  adopt: { sv: 'Ändra mallen', en: 'Change the template' },
  adopted: {
    sv: 'Mallen är ändrad. Handlingar som redan har skickats med en kallelse, justerats eller anslagits ändras inte.',
    en: 'The template is changed. Documents that were summoned, adjusted or posted already do not change.',
  },
  administratorsOnly: {
    sv: 'Endast administratörer kan ändra mallen. Kontakta en administratör.',
    en: 'Only an administrator can change the template. Ask an administrator.',
  },
  administration: { sv: 'Förvaltningens namn', en: 'Name of the administration' },
  inSwedish: { sv: 'på svenska', en: 'in Swedish' },
  inEnglish: { sv: 'på engelska', en: 'in English' },
  logo: { sv: 'Logotyp', en: 'Logo' },
  noLogo: { sv: 'Ingen logotyp', en: 'No logo' },
  keepLogo: { sv: 'Behåll logotypen', en: 'Keep the logo' },
  newLogo: { sv: 'Ny logotyp, SVG eller PNG', en: 'New logo, SVG or PNG' },
  logoHint: { sv: 'Högst 256 kB. Lämna tomt för att inte byta.', en: 'At most 256 kB. Leave it empty to keep it.' },
  alternative: { sv: 'Text för den som inte ser logotypen', en: 'Text for those who do not see the logo' },
  sections: { sv: 'Tjänsteskrivelsens avsnitt', en: 'Sections of a report' },
  section: { sv: 'Avsnitt', en: 'Section' },
  kind: { sv: 'Slag', en: 'Kind' },
  noSection: { sv: 'Inget avsnitt', en: 'No section' },
  own: { sv: 'Eget avsnitt med rubrik och text', en: 'A section of our own with a heading and a text' },
  heading: { sv: 'Rubrik', en: 'Heading' },
  text: { sv: 'Text', en: 'Text' },
  points: { sv: 'Beslutspunkternas form', en: 'Form of the decision points' },
  openingItems: { sv: 'Inledande punkter', en: 'Opening items' },
  itemLines: { sv: 'Inledande punkter, en på varje rad,', en: 'Opening items, one a line,' },
  noticeBoard: { sv: 'Anslagstavlan', en: 'Notice board' },
  appeal: { sv: 'Hur man överklagar', en: 'How to appeal' },
} as const;

export const sectionNames: Readonly<Record<ReportSection, Words>> = {
  PROPOSAL: labels.proposal,
  BRIEF: { sv: 'Ärendet i korthet', en: 'The matter in brief' },
  CONSIDERATIONS: { sv: 'Förvaltningens övervägande', en: 'Considerations of the administration' },
  REMOVALS: { sv: 'Aktiviteter som föreslås utgå', en: 'Activities proposed to leave the plan' },
  LEGEND: { sv: 'Legendförteckning', en: 'Legend' },
  BASIS: labels.basis,
  ANNEXES: { sv: 'Bilagor', en: 'Annexes' },
  RECIPIENTS: labels.recipients,
};

export const pointForms: Readonly<Record<DocumentTemplate['points'], Words>> = {
  CLAUSES: { sv: 'Att-satser efter en inledning', en: 'Clauses after one introduction' },
  SENTENCES: { sv: 'Hela meningar', en: 'Whole sentences' },
};
