/** The code of a warning about an accepted command. The codes never change, because events store them. */
export type Warning = keyof typeof warningSentences;

export const warningSentences = {
  COMPLETED_BEFORE_START: {
    sv: 'Aktiviteten är avslutad före sitt startdatum. Kontrollera datumen.',
    en: 'The activity is completed before its start date. Check the dates.',
  },
  NOT_STARTED_AFTER_END: {
    sv: 'Aktiviteten är inte påbörjad fast slutdatumet har passerat. Kontrollera datumen.',
    en: 'The activity has not started although its end date has passed. Check the dates.',
  },
  NO_LONGER_COMPLETED: {
    sv: 'Aktiviteten var rapporterad som avslutad för samma tertial. Kontrollera att rättelsen stämmer.',
    en: 'The activity was reported as completed for the same tertial. Check that the correction is right.',
  },
  REJECTED_THIS_TERTIAL: {
    sv: 'Nämnden har avslagit ett förslag om samma aktivitet under tertialet. Ange vad som är nytt.',
    en: 'The board has rejected a proposal about the same activity in this tertial. Say what is new.',
  },
} as const;
