import type { Words } from '../../kernel/history.js';

/** The texts of the page on which a clerk reports. */
export const reportWords = {
  report: { sv: 'Rapportera', en: 'Report' },
  correct: { sv: 'Rätta', en: 'Correct' },
  toTertial: { sv: 'Till uppföljningen', en: 'To the follow-up' },
  saved: { sv: 'Sparat', en: 'Saved' },
  now: { sv: 'Rapporterat nu', en: 'Reported now' },
  by: { sv: 'Rapporterat av', en: 'Reported by' },
  status: { sv: 'Status (obligatoriskt)', en: 'Status (required)' },
  assessment: { sv: 'Bedömning (obligatoriskt)', en: 'Assessment (required)' },
  value: {
    sv: 'Utfall med enhet, till exempel 78 % (obligatoriskt)',
    en: 'Outcome with its unit, such as 78 % (required)',
  },
  reached: { sv: 'Har måttet nått sitt målvärde?', en: 'Has the measure reached its target?' },
  yes: { sv: 'Ja', en: 'Yes' },
  no: { sv: 'Nej', en: 'No' },
  unsaid: { sv: 'Det anges inte', en: 'It is not stated' },
  comment: { sv: 'Kommentar', en: 'Comment' },
  reason: { sv: 'Skäl till rättelsen', en: 'Reason for the correction' },
  reasonRequired: { sv: 'Skäl till rättelsen (obligatoriskt)', en: 'Reason for the correction (required)' },
  correctionKept: {
    sv: 'Det som rapporterades från början finns kvar och visas tillsammans med rättelsen.',
    en: 'What was reported first is kept, and is shown together with the correction.',
  },
  save: { sv: 'Spara och gå till nästa', en: 'Save and go to the next' },
  saveLast: { sv: 'Spara', en: 'Save' },
  choose: { sv: 'Gör ett val i listan.', en: 'Choose one of the list.' },
  conflict: {
    sv: 'Någon annan har rapporterat medan du skrev. Din text finns kvar i formuläret. Jämför och spara på nytt om den ska gälla.',
    en: 'Somebody else has reported while you wrote. Your text is still in the form. Compare, and save again if it shall count.',
  },
  faults: { sv: 'Det gick inte att spara', en: 'It could not be saved' },
  goal: { sv: 'Mål', en: 'Goal' },
} satisfies Readonly<Record<string, Words>>;
