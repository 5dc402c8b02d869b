import type { Words } from '../../kernel/history.js';

/** The texts of the pages of review chains and of what nobody can do. */
export const chainWords = {
  title: { sv: 'Granskning', en: 'Review' },
  chainFor: {
    REMOVAL_PROPOSAL: { sv: 'Förslag att ta ur planen', en: 'Proposals to take out of the plan' },
    FOLLOW_UP: { sv: 'Uppföljningar', en: 'Follow-ups' },
    OTHER: { sv: 'Övriga ärenden', en: 'Other matters' },
  },
  step: { sv: 'Steg', en: 'Step' },
  role: { sv: 'Roll', en: 'Role' },
  days: { sv: 'Dagar', en: 'Days' },
  deputies: { sv: 'Ersättare får granska', en: 'Deputies may review' },
  onReturn: { sv: 'Återlämnas till', en: 'Returned to' },
  AUTHOR: { sv: 'handläggaren', en: 'the author' },
  PREVIOUS_STEP: { sv: 'steget innan', en: 'the step before' },
  yes: { sv: 'Ja', en: 'Yes' },
  no: { sv: 'Nej', en: 'No' },
  adopt: { sv: 'Ändra granskningskedjan', en: 'Change the review chain' },
  adopted: { sv: 'Granskningskedjan är ändrad.', en: 'The review chain is changed.' },
  adoptLead: {
    sv: 'Kedjan gäller texter som skapas från och med nu. De som redan granskas följer kedjan de skapades med.',
    en: 'The chain holds for texts that are made from now on. Those under review follow the chain they were made with.',
  },
  code: { sv: 'Kod', en: 'Code' },
  codeHint: {
    sv: 'Stora bokstäver A–Z, siffror och understreck, till exempel UNIT_MANAGER. Lämna tomt för ett steg som ska bort.',
    en: 'Capitals A–Z, digits and underscores, such as UNIT_MANAGER. Leave it blank for a step that shall go.',
  },
  nameSv: { sv: 'Namn på svenska', en: 'Name in Swedish' },
  nameEn: { sv: 'Namn på engelska', en: 'Name in English' },
  noDeadline: { sv: 'Lämna tomt för ingen tidsgräns.', en: 'Leave it blank for no deadline.' },
  controllersOnly: {
    sv: 'Endast en controller kan ändra granskningskedjan. Be controllern göra det.',
    en: 'Only a controller can change the review chain. Ask the controller to do so.',
  },
  stuck: { sv: 'Det som ingen kan göra', en: 'What nobody can do' },
  nothingStuck: { sv: 'Inget har fastnat.', en: 'Nothing stands still.' },
  unheld: { sv: 'Granskningssteg som ingen har', en: 'Review steps that nobody has' },
  rolesUnknown: {
    sv: 'Rollerna står i inloggningen och inte i registret. Därför går det inte att veta vad ingen kan göra.',
    en: 'The roles stand in the sign-in and not in the register. So it cannot be known what nobody can do.',
  },
  waysOut: { sv: 'Det här går att göra', en: 'This can be done' },
  cause: {
    STEP_UNHELD: { sv: 'Ingen har steget där granskningen väntar.', en: 'Nobody has the step where the review waits.' },
    HOLDERS_BARRED: {
      sv: 'Alla som har steget har skrivit texten eller godkänt ett tidigare steg.',
      en: 'Everybody who has the step wrote the text or approved an earlier step.',
    },
    AUTHOR_GONE: {
      sv: 'Texten väntar på handläggaren, som inte längre är handläggare i nämnden.',
      en: 'The text waits for its author, who is no longer a clerk of the board.',
    },
    ADJUSTERS_GONE: {
      sv: 'Ingen av dem som är valda att justera protokollet är kvar i nämnden.',
      en: 'Nobody of those who are elected to adjust the minutes is of the board any more.',
    },
  },
} as const;

export function stepNumber(number: number): Words {
  return { sv: `Steg ${number}`, en: `Step ${number}` };
}
