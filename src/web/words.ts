import type { Words } from '../kernel/history.js';
import type { WaitingKind } from '../kernel/waiting.js';

/** The texts of the shell. */
export const shellWords = {
  service: { sv: 'Tertial', en: 'Tertial' },
  skip: { sv: 'Hoppa till innehållet', en: 'Skip to the content' },
  navigation: { sv: 'Huvudmeny', en: 'Main menu' },
  waiting: { sv: 'Väntar på dig', en: 'Waiting for you' },
  plans: { sv: 'Verksamhetsplaner', en: 'Plans' },
  meetings: { sv: 'Sammanträden', en: 'Meetings' },
  matters: { sv: 'Ärenden', en: 'Matters' },
  proposals: { sv: 'Förslag', en: 'Proposals' },
  models: { sv: 'Styrmodeller', en: 'Steering models' },
  register: { sv: 'Register', en: 'Register' },
  history: { sv: 'Historik: allt som har hänt', en: 'History: all that has happened' },
  changed: { sv: 'Det som visas här har ändrats sedan du öppnade sidan.', en: 'What is shown here has changed since.' },
  showChanged: { sv: 'Visa det nya', en: 'Show what is new' },
  signOut: { sv: 'Logga ut', en: 'Sign out' },
  signIn: { sv: 'Logga in', en: 'Sign in' },
  signInAsAnother: { sv: 'Logga in som någon annan', en: 'Sign in as somebody else' },
  otherLanguage: { sv: 'In English', en: 'På svenska' },
  toStart: { sv: 'Till det som väntar på dig', en: 'To what waits for you' },
  tryAgain: { sv: 'Försök igen', en: 'Try again' },
} satisfies Readonly<Record<string, Words>>;

/** The texts about the moment as of which a page is shown. */
export const momentWords = {
  THE_PAST: { sv: 'Sidan visar det som var känt', en: 'The page shows what was known' },
  NOW: {
    sv: 'Den här sidan visar det som gäller nu, fast du har valt att se det som var känt',
    en: 'This page shows what holds now, although you chose to see what was known',
  },
  AN_ERROR: { sv: 'Du har valt att se det som var känt', en: 'You chose to see what was known' },
  now: { sv: 'Visa det som gäller nu', en: 'Show what holds now' },
  choose: {
    sv: 'Vad visste nämnden? Visa sidan som den såg ut vid en tidpunkt',
    en: 'What did the board know? Show the page as of a moment',
  },
  day: { sv: 'Dag', en: 'Day' },
  clock: { sv: 'Klockslag, eller tomt för dagens slut', en: 'Time of day, or blank for the end of the day' },
  show: { sv: 'Visa', en: 'Show' },
  compare: { sv: 'Jämför två tidpunkter', en: 'Compare two moments' },
  timeline: { sv: 'Gå bakåt i tiden, händelse för händelse', en: 'Go back in time, event by event' },
  steps: { sv: 'Tidslinje', en: 'Time line' },
  previous: { sv: 'Föregående händelse', en: 'The event before' },
  next: { sv: 'Nästa händelse', en: 'The event after' },
  step: (number: number, count: number): Words => ({
    sv: `Händelse ${number} av ${count}. Välj en annan`,
    en: `Event ${number} of ${count}. Choose another`,
  }),
  compareWithNow: { sv: 'Jämför med det som gäller nu', en: 'Compare with what holds now' },
};

/** The act that each task asks its person for. */
export const acts: Readonly<Record<WaitingKind, Words>> = {
  REPORT_STATUS: { sv: 'Rapportera status', en: 'Report the status' },
  REPORT_MEASURE: { sv: 'Rapportera utfallet av måttet', en: 'Report the outcome of the measure' },
  ASSESS_GOAL: { sv: 'Bedöm målet', en: 'Assess the goal' },
  CLOSE_FOLLOW_UP: { sv: 'Klarmarkera uppföljningen', en: 'Close the follow-up' },
  REVIEW_REMOVAL: { sv: 'Granska förslaget att ta ur planen', en: 'Review the removal proposal' },
  REVISE_REMOVAL: { sv: 'Skriv om förslaget att ta ur planen', en: 'Revise the removal proposal' },
  PUT_TO_BOARD: { sv: 'Lägg förslaget i ett ärende till nämnden', en: 'Put the proposal into a matter for the board' },
  SUBMIT_MATTER: { sv: 'Lämna ärendet till granskning', en: 'Submit the matter for review' },
  REVIEW_MATTER: { sv: 'Granska ärendet', en: 'Review the matter' },
  ACCEPT_REPORT_CHANGE: { sv: 'Ta ställning till ändrade siffror', en: 'Decide on the changed figures' },
  RESOLVE_STUCK: { sv: 'Lös det som har fastnat', en: 'Resolve what stands still' },
  FILL_ROLE: { sv: 'Utse någon till rollen', en: 'Give somebody the role' },
  REVISE_MATTER: { sv: 'Skriv om ärendet', en: 'Revise the matter' },
  PUT_ON_AGENDA: { sv: 'Sätt upp ärendet på föredragningslistan', en: 'Put the matter on the agenda' },
  SEND_SUMMONS: { sv: 'Skicka kallelsen', en: 'Send the summons' },
  READ_SUMMONS: { sv: 'Läs kallelsen', en: 'Read the summons' },
  OPEN_MEETING: { sv: 'Öppna sammanträdet', en: 'Open the meeting' },
  DECIDE_POINT: { sv: 'Anteckna beslutet', en: 'Record the decision' },
  CLOSE_MEETING: { sv: 'Avsluta sammanträdet', en: 'Close the meeting' },
  ADJUST_MINUTES: { sv: 'Justera protokollet', en: 'Adjust the minutes' },
  POST_NOTICE: { sv: 'Tillkännage justeringen på anslagstavlan', en: 'Post the notice' },
  TAKE_DOWN_NOTICE: { sv: 'Ta ned anslaget', en: 'Take the notice down' },
  SETTLE_APPEAL: { sv: 'Anteckna hur överklagandet avgjordes', en: 'Record how the appeal was settled' },
};

export const waitingWords = {
  nothing: { sv: 'Ingenting väntar på dig just nu.', en: 'Nothing waits for you just now.' },
  by: { sv: 'Klart senast den', en: 'Due on' },
  late: { sv: 'Försenat, skulle ha varit klart den', en: 'Late, was due on' },
  since: { sv: 'Har väntat sedan den', en: 'Has waited since' },
} satisfies Readonly<Record<string, Words>>;

/** The texts around each form. */
export const formWords = {
  required: { sv: 'obligatoriskt', en: 'required' },
  missing: (label: string): Words => ({ sv: `Fyll i ”${label}”.`, en: `Fill in “${label}”.` }),
  faults: { sv: 'Det gick inte att spara', en: 'It could not be saved' },
  noOptions: { sv: 'Det finns inget att välja än.', en: 'There is nothing to choose yet.' },
  more: { sv: 'Fler rader', en: 'More rows' },
  next: { sv: 'Att göra', en: 'To do' },
  notNow: { sv: 'Det som inte går nu', en: 'What cannot be done now' },
  recalled: {
    sv: 'Det du skrev tidigare är återställt. Det är inte sparat.',
    en: 'What you typed before is back. It is not saved.',
  },
  savedQuietly: { sv: 'Utkastet sparades automatiskt kl.', en: 'The draft was saved by itself at' },
  notSaved: {
    sv: 'Utkastet kunde inte sparas automatiskt. Det du skrev finns kvar i den här fliken. Använd knappen för att se varför.',
    en: 'The draft could not be saved by itself. What you typed is still in this tab. Use the button to see why.',
  },
  notYours: { sv: 'Du kan inte göra det här.', en: 'You cannot do this.' },
};

/** The documents of a matter. */
export const documentWords = {
  documents: { sv: 'Handlingar', en: 'Documents' },
  kallelse: { sv: 'Kallelse', en: 'Summons' },
  'kallad-tjansteskrivelse': {
    sv: 'Tjänsteskrivelse, som den skickades med kallelsen',
    en: 'Report, as it was summoned',
  },
  tjansteskrivelse: { sv: 'Tjänsteskrivelse, som den lämnades', en: 'Report, as it was submitted' },
  protokoll: { sv: 'Protokoll', en: 'Minutes' },
  utdrag: { sv: 'Protokollsutdrag', en: 'Extract from the minutes' },
  anslag: { sv: 'Anslag', en: 'Notice' },
} satisfies Readonly<Record<string, Words>>;

/** The texts of a review and of what has changed in a text. */
export const reviewWords = {
  removed: { sv: 'borttaget', en: 'removed' },
  added: { sv: 'tillagt', en: 'added' },
  waitsFor: { sv: 'Väntar på granskning av', en: 'Waits for the review of' },
  actingFor: { sv: 'för', en: 'for' },
  version: { sv: 'version', en: 'version' },
  APPROVE: { sv: 'Godkänd', en: 'Approved' },
  RETURN: { sv: 'Återlämnad', en: 'Returned' },
  DECLINE: { sv: 'Avstyrkt', en: 'Declined' },
  give: {
    APPROVE: { sv: 'Godkänn', en: 'Approve' },
    RETURN: { sv: 'Återlämna för omarbetning', en: 'Return for changes' },
    DECLINE: { sv: 'Avstyrk', en: 'Decline' },
  },
  verdict: { sv: 'Ditt utlåtande', en: 'Your verdict' },
  reason: { sv: 'Skäl', en: 'Reason' },
  reasonHint: {
    sv: 'Behövs när du återlämnar eller avstyrker.',
    en: 'Needed when you return or decline.',
  },
  history: { sv: 'Granskning', en: 'Review' },
  changes: { sv: 'Ändrat sedan du granskade senast', en: 'Changed since your last review' },
} as const;

/** The heading of an error page by its HTTP status. */
export const errorTitles: Readonly<Record<number, Words>> = {
  400: { sv: 'Det gick inte att läsa', en: 'It could not be read' },
  401: { sv: 'Du är inte inloggad', en: 'You are not signed in' },
  403: { sv: 'Du saknar behörighet', en: 'You have no access' },
  404: { sv: 'Sidan finns inte', en: 'There is no such page' },
  410: { sv: 'Handlingen är nedtagen', en: 'The document was taken down' },
  413: { sv: 'Texten är för stor', en: 'The text is too large' },
  429: { sv: 'För många frågor', en: 'Too many requests' },
  500: { sv: 'Något gick fel', en: 'Something failed' },
  503: { sv: 'Tertial svarar inte just nu', en: 'Tertial does not answer just now' },
};

/** The heading of an error page about a sign-in that failed. */
export const signInFailed: Words = { sv: 'Inloggningen lyckades inte', en: 'The sign-in failed' };

/** The page on which somebody of the demonstration signs in. */
export const demoWords = {
  title: { sv: 'Demonstration', en: 'Demonstration' },
  intro: {
    sv:
      'Här finns en påhittad kommun med en verksamhetsplan för 2026. Planen följs upp, två aktiviteter föreslås utgå ' +
      'och kommunstyrelsen beslutar. Allt börjar om när demonstrationen startas om.',
    en:
      'This is an invented municipality with a plan for 2026. The plan is followed up, the removal of two activities is ' +
      'proposed, and the board decides. Everything begins anew when the demonstration is started again.',
  },
  today: { sv: 'I demonstrationen är det', en: 'In the demonstration it is' },
  choose: { sv: 'Välj vem du vill vara', en: 'Choose who you want to be' },
  api: { sv: 'Ställ frågor till tjänsten', en: 'Ask the service questions' },
  apiIntro: {
    sv: 'Här ställer du frågor direkt till tjänstens API, inloggad som den du väljer.',
    en: 'Here you ask the API of the service, signed in as the person that you choose.',
  },
  clock: {
    sv:
      'Skriv ett datum i fönstret där demonstrationen startades för att flytta klockan framåt. Starta om med ' +
      'npm run demo -- --clock 2026-05-20 för att stå mitt i ärendet.',
    en:
      'Type a date in the window where the demonstration was started to move the clock forward. Start again with ' +
      'npm run demo -- --clock 2026-05-20 to stand in the middle of the case.',
  },
} satisfies Readonly<Record<string, Words>>;
