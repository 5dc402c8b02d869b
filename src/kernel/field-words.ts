import type { Language } from './language.js';

/** The name of each field of a command in a sentence. */
export const fieldNames: Record<string, Record<Language, string>> = {
  brief: { sv: 'Ärendet i korthet', en: 'brief' },
  caseNumber: { sv: 'målnummer', en: 'case number' },
  considerations: { sv: 'Förvaltningens övervägande', en: 'considerations' },
  dnr: { sv: 'diarienummer', en: 'registry number' },
  heading: { sv: 'rubrik', en: 'heading' },
  name: { sv: 'namn', en: 'name' },
  paragraph: { sv: 'paragraf', en: 'paragraph' },
  motivation: { sv: 'motivering', en: 'motivation' },
  number: { sv: 'nummer', en: 'number' },
  party: { sv: 'parti', en: 'party' },
  personTitle: { sv: 'titel', en: 'title of a person' },
  place: { sv: 'plats', en: 'place' },
  reason: { sv: 'skäl', en: 'reason' },
  recipients: { sv: 'mottagare', en: 'recipients' },
  remarks: { sv: 'protokollsanteckning eller särskilt yttrande', en: 'note or separate statement' },
  subject: { sv: 'inloggning', en: 'sign-in' },
  time: { sv: 'klockslag', en: 'time' },
  title: { sv: 'rubrik', en: 'title' },
  value: { sv: 'utfall', en: 'value' },
  wording: { sv: 'lydelse', en: 'wording' },
  year: { sv: 'år', en: 'year' },
};

/** Advice for a field's name with a problem's code. Without advice, the sentence shows the name and the code. */
export const fieldHints: Record<string, Record<Language, string>> = {
  'dnr matches': {
    sv: 'Diarienumret har fel form. Skriv till exempel KS 2027/99.',
    en: 'The registry number has the wrong form. Write KS 2027/99, for example.',
  },
  'email matches': {
    sv: 'E-postadressen har fel form. Skriv till exempel hanna@exempel.se.',
    en: 'The mail address has the wrong form. Write for example hanna@exempel.se.',
  },
  'time matches': {
    sv: 'Klockslaget har fel form. Skriv till exempel 13:00.',
    en: 'The time has the wrong form. Write 13:00, for example.',
  },
  'year min': {
    sv: 'Året måste vara 2000 eller senare. Rätta året.',
    en: 'The year must be 2000 or later. Correct the year.',
  },
};

/** The advice to the client about a problem of a field, by the code of the problem. */
export const fieldProblems: Record<string, Record<Language, string>> = {
  TOO_LONG: { sv: 'korta texten', en: 'shorten the text' },
  maxLength: { sv: 'korta texten', en: 'shorten the text' },
  matches: { sv: 'har fel form', en: 'has the wrong form' },
  min: { sv: 'är för litet', en: 'is too small' },
  max: { sv: 'är för stort', en: 'is too large' },
  isInt: { sv: 'ange ett heltal', en: 'give a whole number' },
  arrayMaxSize: { sv: 'ange färre', en: 'give fewer' },
  arrayMinSize: { sv: 'ange fler', en: 'give more' },
  CONTROL_CHARACTER: { sv: 'ta bort styrtecknet', en: 'remove the control character' },
  LONE_SURROGATE: { sv: 'ta bort det halva tecknet', en: 'remove the half of a character' },
  BIDIRECTIONAL_CONTROL: {
    sv: 'ta bort tecknet som ändrar skrivriktningen',
    en: 'remove the character that changes the direction of writing',
  },
};
