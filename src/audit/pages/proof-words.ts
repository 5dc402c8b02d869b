import type { Words } from '../../kernel/history.js';

/** The texts of the page of a proof. */
export const proofWords = {
  title: { sv: 'Bevis för en händelse', en: 'Proof of an event' },
  toHistory: { sv: 'Till historiken', en: 'To the history' },
  unsigned: {
    sv: 'Loggen är inte signerad, eftersom tjänsten saknar nyckel. Därför finns det inget bevis för händelsen.',
    en: 'The log is not signed, because the service has no key. There is therefore no proof of the event.',
  },
  notYet: {
    sv: 'Händelsen är inte signerad än. Ladda om sidan om en stund.',
    en: 'The event is not signed yet. Load the page again in a moment.',
  },
  PROVEN: {
    sv: 'Bevisat: händelsen finns i den signerade loggen, med precis det innehåll som den har nu.',
    en: 'Proven: the event is in the signed log, with exactly the content that it has now.',
  },
  OTHER_LOG: {
    sv: 'Inte bevisat: kontrollpunkten gäller en annan logg.',
    en: 'Not proven: the checkpoint is of another log.',
  },
  FORGED: {
    sv: 'Inte bevisat: kontrollpunktens signatur stämmer inte. Kontakta den som sköter driften.',
    en: 'Not proven: the signature of the checkpoint is wrong. Contact the operator.',
  },
  NO_KNOWN_KEY: {
    sv: 'Inte bevisat: kontrollpunkten är signerad med en nyckel som tjänsten inte har längre. Kontrollera den med nyckeln från den tiden.',
    en: 'Not proven: the checkpoint is signed with a key that the service no longer has. Check it with the key of that time.',
  },
  NOT_INCLUDED: {
    sv: 'Inte bevisat: händelsen har ett annat innehåll än när kontrollpunkten signerades. Kontakta den som sköter driften.',
    en: 'Not proven: the event has another content than when the checkpoint was signed. Contact the operator.',
  },
  meaning: (number: number, size: number): Words => ({
    sv: `Kontrollpunkten är signerad och omfattar ${size} händelser. Den här är nummer ${number}. Om någon ändrade, tog bort eller flyttade den skulle beviset inte stämma med kontrollpunkten.`,
    en: `The checkpoint is signed and covers ${size} events. This one is number ${number}. If anybody changed, removed or moved it, the proof would not fit the checkpoint.`,
  }),
  ofMinutes: (paragraphs: string, day: string): Words => ({
    sv: `Kontrollpunkten är den som anges i protokollet, ${paragraphs}, justerat den ${day}.`,
    en: `The checkpoint is the one that the minutes state, ${paragraphs}, adjusted on ${day}.`,
  }),
  afterMinutes: {
    sv: 'Händelsen är senare än den kontrollpunkt som anges i protokollet. Beviset gäller därför den nyaste kontrollpunkten.',
    en: 'The event is later than the checkpoint that the minutes state. The proof is therefore of the newest checkpoint.',
  },
  minutesUnsigned: {
    sv: 'Protokollet anger ingen kontrollpunkt, eftersom loggen inte var signerad när det justerades.',
    en: 'The minutes state no checkpoint, because the log was not signed when they were adjusted.',
  },
  newest: { sv: 'Kontrollpunkten är den nyaste.', en: 'The checkpoint is the newest one.' },
  proveNewest: { sv: 'Pröva mot den nyaste kontrollpunkten', en: 'Prove it with the newest checkpoint' },
  proveMinutes: { sv: 'Pröva mot protokollets kontrollpunkt', en: 'Prove it with the checkpoint of the minutes' },
  details: { sv: 'Uppgifter', en: 'Details' },
  log: { sv: 'Loggens namn', en: 'The name of the log' },
  place: { sv: 'Händelsens nummer i loggen', en: 'The number of the event in the log' },
  size: { sv: 'Händelser som kontrollpunkten omfattar', en: 'Events that the checkpoint covers' },
  root: { sv: 'Kontrollpunktens rot', en: 'The root of the checkpoint' },
  keys: { sv: 'Signerad med nyckeln', en: 'Signed with the key' },
  yourself: { sv: 'Kontrollera själv', en: 'Check it yourself' },
  ownCheck: {
    sv: 'Kontrollen ovan har tjänsten själv gjort. Den som inte vill lita på tjänsten sparar filerna och kontrollerar dem med ett eget program, och med en nyckel som kommer från någon annan.',
    en: 'The service itself made the check above. Whoever does not want to rely on the service saves the files and checks them with a program of their own, and with a key that somebody else gave them.',
  },
  command: {
    sv: 'Driften tar ut en export, som kontrolleras utan tjänsten med den sparade kontrollpunkten:',
    en: 'The operator makes an export, which is checked without the service, with the saved checkpoint:',
  },
  files: {
    bevis: { sv: 'Beviset (C2SP tlog-proof)', en: 'The proof (C2SP tlog-proof)' },
    handelse: { sv: 'Händelsen som den står i loggen (JSON)', en: 'The event as it stands in the log (JSON)' },
    kontrollpunkt: { sv: 'Den signerade kontrollpunkten', en: 'The signed checkpoint' },
  },
};
