import type { Change, Refusal, RefusalCode, RefusalDetails, RowFault } from './refusal.js';

export const languages = ['sv', 'en'] as const;
export type Language = (typeof languages)[number];

type Sentence<Details> = Record<Language, string | ((details: Details) => string)>;

export const roleNames: Record<string, Record<Language, string>> = {
  CONTROLLER: { sv: 'controller', en: 'controller' },
  CLERK: { sv: 'handläggare', en: 'clerk' },
  REVIEWER: { sv: 'granskare', en: 'reviewer' },
  SECRETARY: { sv: 'nämndsekreterare', en: 'secretary' },
  BOARD_MEMBER: { sv: 'ledamot', en: 'board member' },
  AUDITOR: { sv: 'revisor', en: 'auditor' },
  ADMINISTRATOR: { sv: 'administratör', en: 'administrator' },
  SYSTEM: { sv: 'systemet självt', en: 'the system itself' },
};

/** Of a matter or a proposal. */
export const caseStatusNames: Record<string, Record<Language, string>> = {
  DRAFT: { sv: 'ett utkast', en: 'a draft' },
  IN_REVIEW: { sv: 'under granskning', en: 'in review' },
  RETURNED: { sv: 'återlämnat', en: 'returned' },
  REVIEWED: { sv: 'granskat', en: 'reviewed' },
  BEFORE_BOARD: { sv: 'hos nämnden', en: 'before the board' },
  REFERRED_BACK: { sv: 'återremitterat', en: 'referred back' },
  POSTPONED: { sv: 'bordlagt', en: 'postponed' },
  DECIDED: { sv: 'avgjort', en: 'decided' },
  APPROVED: { sv: 'bifallet', en: 'approved' },
  REJECTED: { sv: 'avslaget', en: 'rejected' },
  DECLINED: { sv: 'avstyrkt', en: 'declined' },
  WITHDRAWN: { sv: 'tillbakadraget', en: 'withdrawn' },
  VOIDED: { sv: 'inaktuellt', en: 'void' },
  ANNULLED: { sv: 'upphävt', en: 'annulled' },
};

export const meetingStatusNames: Record<string, Record<Language, string>> = {
  SCHEDULED: { sv: 'planerat', en: 'scheduled' },
  SUMMONED: { sv: 'sammankallat', en: 'summoned' },
  OPEN: { sv: 'öppnat', en: 'open' },
  CLOSED: { sv: 'avslutat', en: 'closed' },
  CANCELLED: { sv: 'inställt', en: 'cancelled' },
};

const momentNamesTold: Record<string, Record<Language, string>> = {
  AS_REVIEWED: { sv: 'färdiggranskat', en: 'reviewed' },
  AS_SUMMONED: { sv: 'på en kallelse', en: 'summoned' },
  AS_DECIDED: { sv: 'föremål för beslut', en: 'decided' },
  AS_ADJUSTED: { sv: 'i ett justerat protokoll', en: 'in adjusted minutes' },
};

export const paragraphStatusNames: Record<string, Record<Language, string>> = {
  DECIDED: { sv: 'beslutad', en: 'decided' },
  ADJUSTED: { sv: 'justerad', en: 'adjusted' },
  NOTICED: { sv: 'anslagen', en: 'noticed' },
  APPEALED: { sv: 'överklagad', en: 'appealed' },
  IN_FORCE: { sv: 'lagakraftvunnen', en: 'in legal force' },
  ANNULLED: { sv: 'upphävd', en: 'annulled' },
};

export const outcomeNames: Record<string, Record<Language, string>> = {
  APPROVED: { sv: 'bifall', en: 'approval' },
  REJECTED: { sv: 'avslag', en: 'rejection' },
  REFERRED_BACK: { sv: 'återremiss', en: 'referral back' },
  POSTPONED: { sv: 'bordläggning', en: 'postponement' },
  WITHDRAWN: { sv: 'utgår', en: 'withdrawal' },
};

const fieldNames: Record<string, Record<Language, string>> = {
  brief: { sv: 'Ärendet i korthet', en: 'brief' },
  caseNumber: { sv: 'målnummer', en: 'case number' },
  considerations: { sv: 'Förvaltningens övervägande', en: 'considerations' },
  dnr: { sv: 'diarienummer', en: 'registry number' },
  heading: { sv: 'rubrik', en: 'heading' },
  name: { sv: 'namn', en: 'name' },
  paragraph: { sv: 'paragraf', en: 'paragraph' },
  place: { sv: 'plats', en: 'place' },
  subject: { sv: 'inloggning', en: 'sign-in' },
  title: { sv: 'rubrik', en: 'title' },
  value: { sv: 'utfall', en: 'value' },
  wording: { sv: 'lydelse', en: 'wording' },
};

const seatProblems: Record<RefusalDetails['ATTENDANCE_UNSOUND']['problem'], Record<Language, string>> = {
  TWICE: { sv: 'står två gånger', en: 'is named twice' },
  NOT_OF_THE_BOARD: { sv: 'är inte ledamot eller ersättare där', en: 'is no member or substitute there' },
  SEAT_TAKEN: { sv: 'har redan en plats, eller är jävig', en: 'has a seat already, or is in conflict' },
};

const problems: Record<RowFault['problem'], Record<Language, string>> = {
  MISSING: { sv: 'saknas', en: 'is missing' },
  NOT_CSV: { sv: 'kan inte läsas som kommaseparerad text', en: 'cannot be read as comma-separated text' },
  NOT_A_DATE: { sv: 'är inget datum, skriv som 2026-04-30', en: 'is not a date, write it as 2026-04-30' },
  DATES_REVERSED: { sv: 'ligger före startdatumet', en: 'is before the start date' },
  OUTSIDE_YEAR: { sv: 'ligger inte i planens år', en: 'is not in the year of the plan' },
  DUPLICATE: { sv: 'finns redan under samma mål', en: 'is there already under the same goal' },
  TOO_LONG: { sv: 'är för lång', en: 'is too long' },
};

/** Each refusal in the person's language: what is wrong, and what to do. */
export const sentences: { readonly [Code in RefusalCode]: Sentence<RefusalDetails[Code]> } = {
  STARTING: {
    sv: 'Tertial håller på att starta. Försök igen om en stund.',
    en: 'Tertial is starting. Try again in a moment.',
  },
  STORE_UNAVAILABLE: {
    sv: 'Databasen svarar inte just nu. Ingenting är sparat. Försök igen om en stund.',
    en: 'The database does not answer just now. Nothing was saved. Try again in a moment.',
  },
  CROSS_ORIGIN: {
    sv: 'Frågan kommer från en annan webbplats. Ställ den från den här, eller från ett program.',
    en: 'The request comes from another site. Send it from this one, or from a program.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    sv: ({ allowed }) => `Innehållet är av en typ som inte tas emot. Skicka det som ${listed(allowed)}.`,
    en: ({ allowed }) => `The content is of a type that is not taken. Send it as ${listed(allowed)}.`,
  },
  TOO_MANY_REQUESTS: {
    sv: ({ seconds }) => `Det kommer för många frågor. Försök igen om ${seconds} sekunder.`,
    en: ({ seconds }) => `There are too many requests. Try again in ${seconds} seconds.`,
  },
  QUERY_TOO_LONG: {
    sv: ({ most }) => `Frågan är längre än ${most} ord och tecken. Dela upp den.`,
    en: ({ most }) => `The document has more than ${most} tokens. Divide it.`,
  },
  QUERY_TOO_DEEP: {
    sv: ({ depth, most }) => `Frågan har djupet ${depth}, och ${most} är det största. Fråga efter mindre åt gången.`,
    en: ({ depth, most }) => `The document has a depth of ${depth}, and ${most} is the limit. Ask for less at a time.`,
  },
  TOO_MANY_ALIASES: {
    sv: ({ aliases, most }) => `Frågan har ${aliases} alias, och ${most} är det största antalet. Dela upp den.`,
    en: ({ aliases, most }) => `The document has ${aliases} aliases, and ${most} is the limit. Divide it.`,
  },
  QUERY_TOO_COSTLY: {
    sv: ({ cost, most }) =>
      `Frågan kan ge ${cost} värden, och ${most} är det största antalet. Fråga efter färre fält eller kortare sidor.`,
    en: ({ cost, most }) =>
      `The document can give ${cost} values, and ${most} is the limit. Ask for fewer fields or shorter pages.`,
  },
  SIGN_IN_UNAVAILABLE: {
    sv: 'Inloggningstjänsten svarar inte just nu. Ingenting är sparat. Försök igen om en stund.',
    en: 'The sign-in service does not answer just now. Nothing was saved. Try again in a moment.',
  },
  UNAUTHENTICATED: {
    sv: 'Du är inte inloggad, eller så har inloggningen gått ut. Logga in och försök igen.',
    en: 'You are not signed in, or your sign-in has expired. Sign in and try again.',
  },
  INVALID_INPUT: {
    sv: ({ fields }) =>
      `Uppgifterna kunde inte läsas. Rätta: ${listed(fields.map((one) => `${one.field} (${one.problem})`))}.`,
    en: ({ fields }) =>
      `The input could not be read. Correct: ${listed(fields.map((one) => `${one.field} (${one.problem})`))}.`,
  },
  NOT_FOUND: {
    sv: ({ id }) => `${id} finns inte. Kontrollera beteckningen.`,
    en: ({ id }) => `${id} does not exist. Check the id.`,
  },
  FORBIDDEN: {
    sv: ({ allowed }) => `Det här får bara göras av ${rolesIn('sv', allowed)}. Be någon med den rollen.`,
    en: ({ allowed }) => `Only ${rolesIn('en', allowed)} may do this. Ask somebody with that role.`,
  },
  COMMAND_ID_REUSED: {
    sv: ({ commandId }) => `Kommandots id ${commandId} är redan använt till något annat. Skicka med ett nytt id.`,
    en: ({ commandId }) => `The command id ${commandId} has been used for something else. Send it with a new id.`,
  },
  REVISION_CONFLICT: {
    sv: ({ changes }) => `Det du läste har ändrats: ${changesIn('sv', changes)}. Läs om och försök igen.`,
    en: ({ changes }) => `What you read has been changed: ${changesIn('en', changes)}. Read it again and retry.`,
  },
  BUSY: {
    sv: 'Många ändrar samma sak just nu. Ingenting är sparat. Försök igen om en stund.',
    en: 'Many are changing the same thing just now. Nothing was saved. Try again in a moment.',
  },
  OUTCOME_UNKNOWN: {
    sv: ({ commandId }) => `Det går inte att säga om det sparades. Skicka samma kommando igen med id ${commandId}.`,
    en: ({ commandId }) => `Whether it was saved is not known. Send the same command again with the id ${commandId}.`,
  },
  NOT_YET_VISIBLE: {
    sv: 'Det är sparat men syns inte än. Läs om sidan om en stund; skicka inte igen.',
    en: 'It is saved but does not show yet. Read again in a moment; do not send it again.',
  },
  TEXT_MISSING: {
    sv: ({ field }) => `Fältet ${nameIn('sv', fieldNames, field)} är tomt. Fyll i det.`,
    en: ({ field }) => `The field ${nameIn('en', fieldNames, field)} is empty. Fill it in.`,
  },
  COMMENT_MISSING: {
    sv: 'En kommentar saknas. Beskriv läget och hur bedömningen har gjorts.',
    en: 'A comment is missing. Describe the state of things and how it was judged.',
  },
  REASON_MISSING: {
    sv: 'Ett skäl saknas. Skriv varför.',
    en: 'A reason is missing. Write why.',
  },
  DECISION_REFERENCE_MISSING: {
    sv: 'Hänvisning till beslutet saknas. Ange paragraf och diarienummer.',
    en: 'The reference to the decision is missing. Give its paragraph and registry number.',
  },
  IN_FUTURE: {
    sv: ({ date, today }) => `${date} har inte inträffat än. Ange ett datum till och med ${today}.`,
    en: ({ date, today }) => `${date} has not come yet. Give a date no later than ${today}.`,
  },
  DATES_REVERSED: {
    sv: ({ startDate, endDate }) => `Slutdatum ${endDate} ligger före startdatum ${startDate}. Rätta datumen.`,
    en: ({ startDate, endDate }) => `The end date ${endDate} is before the start date ${startDate}. Correct the dates.`,
  },
  MOMENT_NOT_YET: {
    sv: ({ latest }) => `Vad som är känt då kan ännu bli mer. Fråga om en tidpunkt senast ${latest}, eller utan asOf.`,
    en: ({ latest }) =>
      `What is known then can still become more. Ask about a moment at ${latest} at the latest, or without asOf.`,
  },
  NO_SUCH_MOMENT: {
    sv: ({ moment }) =>
      `Ärendet har inte varit ${nameIn('sv', momentNamesTold, moment)}. Välj ett ögonblick ur matterMoments, eller fråga utan asOf.`,
    en: ({ moment }) =>
      `The matter has not been ${nameIn('en', momentNamesTold, moment)}. Choose a moment from matterMoments, or ask without asOf.`,
  },
  OUTSIDE_YEAR: {
    sv: ({ date, year }) => `Slutdatum ${date} ligger inte i planens år. Ange ett datum i ${year}.`,
    en: ({ date, year }) => `The end date ${date} is not in the year of the plan. Give a date in ${year}.`,
  },
  ALREADY_REGISTERED: {
    sv: ({ id }) => `${id} finns redan i registret. Ändra den som finns, eller välj en annan beteckning.`,
    en: ({ id }) => `${id} is in the register already. Change the one there is, or choose another id.`,
  },
  SIGN_IN_TAKEN: {
    sv: ({ subject }) =>
      `Inloggningen ${subject} hör redan till någon. Kontrollera den hos den som sköter inloggningen.`,
    en: ({ subject }) => `The sign-in ${subject} is somebody's already. Check it with those who run the sign-in.`,
  },
  NAME_ERASED: {
    sv: ({ personId }) => `Namnet på ${personId} är raderat. Lägg till personen på nytt med en annan beteckning.`,
    en: ({ personId }) => `The name of ${personId} has been erased. Add the person anew with another id.`,
  },
  HOLDS_ROLES: {
    sv: ({ personId, roles }) => `${personId} har roller: ${listed(roles)}. Avsluta dem först.`,
    en: ({ personId, roles }) => `${personId} holds roles: ${listed(roles)}. End them first.`,
  },
  STEP_UNFIT: {
    sv: ({ role, allowed }) =>
      `Steget passar inte rollen ${rolesIn('sv', [role])}. Ange ${stepFor('sv', role, allowed)}.`,
    en: ({ role, allowed }) =>
      `The step does not fit the role ${rolesIn('en', [role])}. Give ${stepFor('en', role, allowed)}.`,
  },
  ROLE_OVERLAPS: {
    sv: ({ id }) =>
      `Personen har redan detta under en del av tiden (${id}). Välj andra dagar, eller avsluta det först.`,
    en: ({ id }) => `The person has this already for a part of the time (${id}). Choose other days, or end that first.`,
  },
  CHAIR_TAKEN: {
    sv: ({ personId }) => `${personId} är ordförande under en del av tiden. Välj andra dagar, eller avsluta det först.`,
    en: ({ personId }) => `${personId} is chair for a part of the time. Choose other days, or end that first.`,
  },
  ROLE_ENDED: {
    sv: ({ id, lastDay }) => `${id} upphörde ${lastDay}. Det som har varit ändras inte; lägg till en ny.`,
    en: ({ id, lastDay }) => `${id} ended on ${lastDay}. What has been is not changed; add a new one.`,
  },
  LAST_ADMINISTRATOR: {
    sv: 'Någon måste vara administratör utan slutdatum. Ge rollen till en annan först.',
    en: 'Somebody must be administrator without an end date. Grant the role to another first.',
  },
  ADMINISTRATOR_EXISTS: {
    sv: ({ municipalityId }) => `${municipalityId} har redan en administratör. Be den personen.`,
    en: ({ municipalityId }) => `${municipalityId} has an administrator already. Ask that person.`,
  },
  DEPUTY_IS_HOLDER: {
    sv: 'Ingen är sin egen ersättare. Välj en annan person.',
    en: 'Nobody is their own deputy. Choose another person.',
  },
  OWN_DEPUTYSHIP: {
    sv: 'Ingen gör sig själv till någons ersättare. Be en annan administratör.',
    en: "Nobody makes themselves somebody's deputy. Ask another administrator.",
  },
  MEMBER_HAS_NO_DEPUTY: {
    sv: 'En ledamot ersätts bara av den som är vald. Lägg till en ledamot med platsen SUBSTITUTE.',
    en: 'Only who is elected serves for a member. Grant somebody the seat SUBSTITUTE.',
  },
  STEERING_MODEL_NOT_IN_FORCE: {
    sv: ({ day }) => `Ingen styrmodell gällde ${day}. Anta en version som gäller från den dagen eller tidigare.`,
    en: ({ day }) => `No steering model was in force on ${day}. Adopt a version that holds from that day or earlier.`,
  },
  STEERING_MODEL_BACKDATED: {
    sv: ({ earliest }) => `En ny version ändrar inte det som varit. Låt den gälla från ${earliest} eller senare.`,
    en: ({ earliest }) => `A new version does not change what has been. Let it hold from ${earliest} or later.`,
  },
  STEERING_MODEL_INCOMPLETE: {
    sv: ({ missing }) => `Styrmodellen är inte hel. Det här fattas: ${missing}.`,
    en: ({ missing }) => `The steering model is not whole. This is missing: ${missing}.`,
  },
  NOT_ASSESSED_IS_NO_STATUS: {
    sv: ({ code }) => `${code} är det ord som visar att en bedömning saknas. Ta bort det ur målens statusar.`,
    en: ({ code }) => `${code} is the word for the absence of an assessment. Take it out of the statuses of the goals.`,
  },
  UNKNOWN_STATUS: {
    sv: ({ given, allowed }) =>
      `Statusen ${given} finns inte i den styrmodell som gäller. Välj en av ${listed(allowed)}.`,
    en: ({ given, allowed }) => `The steering model in force has no status ${given}. Choose one of ${listed(allowed)}.`,
  },
  PLAN_EXISTS: {
    sv: ({ planId }) => `Nämnden har redan en plan för året: ${planId}. Ändra i den.`,
    en: ({ planId }) => `The board has a plan for that year already: ${planId}. Make changes in it.`,
  },
  IMPORT_FAULTS: {
    sv: ({ faults }) =>
      `Filen har ${faults.length} fel och inget är inläst. ${faultsIn('sv', faults)} Rätta och läs in igen.`,
    en: ({ faults }) =>
      `The file has ${faults.length} faults and nothing was read in. ${faultsIn('en', faults)} Correct them and import again.`,
  },
  TERTIAL_NOT_BEGUN: {
    sv: ({ firstDay }) => `Tertialet börjar ${firstDay}. Öppna uppföljningen då.`,
    en: ({ firstDay }) => `The tertial begins on ${firstDay}. Open the follow-up then.`,
  },
  CUT_OFF_TOO_EARLY: {
    sv: ({ cutOff, earliest }) => `Stoppdatum ${cutOff} har passerat. Ange ${earliest} eller senare.`,
    en: ({ cutOff, earliest }) => `The cut-off date ${cutOff} has passed. Give ${earliest} or later.`,
  },
  FOLLOW_UP_EXISTS: {
    sv: ({ tertial }) => `Uppföljningen av ${tertial} är redan öppnad. Fortsätt i den.`,
    en: ({ tertial }) => `The follow-up of ${tertial} has been opened already. Go on with that one.`,
  },
  FOLLOW_UP_NOT_OPEN: {
    sv: ({ tertial }) => `Uppföljningen av ${tertial} är inte öppnad. Be controllern öppna den.`,
    en: ({ tertial }) => `The follow-up of ${tertial} has not been opened. Ask the controller to open it.`,
  },
  FOLLOW_UP_CLOSED: {
    sv: ({ tertial }) => `Uppföljningen av ${tertial} är klarmarkerad. Det som är rapporterat kan rättas, med skäl.`,
    en: ({ tertial }) =>
      `The follow-up of ${tertial} is closed. What has been reported can be corrected, with a reason.`,
  },
  FOLLOW_UP_NOT_CLOSED: {
    sv: ({ tertial }) => `Uppföljningen av ${tertial} är inte klarmarkerad. Klarmarkera den innan nämnden får den.`,
    en: ({ tertial }) => `The follow-up of ${tertial} is not closed. Close it before it is given to the board.`,
  },
  AFTER_TERTIAL: {
    sv: ({ validOn, lastDay }) => `${validOn} hör till nästa tertial. Ange ett datum till och med ${lastDay}.`,
    en: ({ validOn, lastDay }) => `${validOn} belongs to the next tertial. Give a date no later than ${lastDay}.`,
  },
  NOTHING_TO_CORRECT: {
    sv: ({ tertial }) =>
      `Inget rapporterades i ${tertial}, så det finns inget att rätta. Rapportera det i nästa tertial.`,
    en: ({ tertial }) =>
      `Nothing was reported in ${tertial}, so there is nothing to correct. Report it in the next tertial.`,
  },
  NOT_IN_PLAN_THEN: {
    sv: ({ id, tertial }) => `${id} fanns inte i planen under ${tertial}. Välj ett tertial då det fanns där.`,
    en: ({ id, tertial }) => `${id} was not in the plan in ${tertial}. Choose a tertial when it was.`,
  },
  NOT_FULFILLED_BY_ACTIVITIES: {
    sv: ({ obstacles }) =>
      obstacles.length === 0
        ? 'Målet har inga kvarvarande aktiviteter och kan inte bedömas som uppfyllt. Välj en annan bedömning och skriv en kommentar.'
        : `Målet kan inte bedömas som uppfyllt så länge dessa aktiviteter inte är avslutade enligt plan: ${headings(obstacles)}. Välj en annan bedömning.`,
    en: ({ obstacles }) =>
      obstacles.length === 0
        ? 'The goal has no remaining activities and cannot be assessed as fulfilled. Choose another assessment and write a comment.'
        : `The goal cannot be assessed as fulfilled while these activities are not completed as planned: ${headings(obstacles)}. Choose another assessment.`,
  },
  NOT_FULFILLED_BY_MEASURES: {
    sv: ({ obstacles }) =>
      `Målet kan inte bedömas som uppfyllt så länge dessa mått inte är rapporterade som nådda: ${listed(obstacles.map(({ name }) => name))}. Välj en annan bedömning.`,
    en: ({ obstacles }) =>
      `The goal cannot be assessed as fulfilled while these measures are not reported as reached: ${listed(obstacles.map(({ name }) => name))}. Choose another assessment.`,
  },
  OTHER_YEARS_PLAN: {
    sv: ({ year }) => `Aktiviteten hör till planen för ${year}. Bara årets plan kan ändras genom ett förslag.`,
    en: ({ year }) =>
      `The activity belongs to the plan for ${year}. Only this year's plan can be changed by a proposal.`,
  },
  ACTIVITY_REMOVED: {
    sv: ({ activityId }) => `Aktiviteten ${activityId} är redan tagen ur planen. Inget mer kan göras med den.`,
    en: ({ activityId }) =>
      `The activity ${activityId} has been taken out of the plan. Nothing more can be done with it.`,
  },
  ACTIVITY_COMPLETED: {
    sv: 'Aktiviteten är avslutad. Det finns inget att ta ur planen.',
    en: 'The activity is completed. There is nothing to take out of the plan.',
  },
  REMOVAL_ALREADY_OPEN: {
    sv: ({ proposalId }) => `Det finns redan ett förslag om aktiviteten: ${proposalId}. Arbeta vidare med det.`,
    en: ({ proposalId }) => `There is a proposal about the activity already: ${proposalId}. Work on that one.`,
  },
  REMOVAL_STATUS: {
    sv: ({ status, needed }) =>
      `Förslaget är ${statusIn('sv', status)}. Det här går bara när det är ${listed(needed.map((one) => statusIn('sv', one)))}.`,
    en: ({ status, needed }) =>
      `The proposal is ${statusIn('en', status)}. This can only be done when it is ${listed(needed.map((one) => statusIn('en', one)))}.`,
  },
  MOTIVATION_MISSING: {
    sv: 'Motiveringen är tom. Skriv varför aktiviteten ska tas ur planen.',
    en: 'The motivation is empty. Write why the activity should be taken out of the plan.',
  },
  NOT_THE_AUTHOR: {
    sv: 'Bara den som skrev förslaget kan dra tillbaka det. Be författaren.',
    en: 'Only the author of the proposal can withdraw it. Ask the author.',
  },
  REMOVAL_BEFORE_BOARD: {
    sv: ({ matterId }) => `Förslaget ligger hos nämnden i ärendet ${matterId}. Bara nämnden kan avgöra det nu.`,
    en: ({ matterId }) =>
      `The proposal is before the board in the matter ${matterId}. Only the board can settle it now.`,
  },
  OWN_TEXT: {
    sv: 'Du har skrivit eller ändrat texten och kan inte granska den. Någon annan behöver göra det.',
    en: 'You have written or changed the text and cannot review it. Somebody else has to.',
  },
  SECOND_STEP_BY_SAME_PERSON: {
    sv: ({ step }) => `Du har redan godkänt steget ${step}. En annan person behöver ta det här steget.`,
    en: ({ step }) => `You have approved the step ${step} already. Another person has to take this one.`,
  },
  NOT_YOUR_STEP: {
    sv: ({ step }) => `Texten väntar på steget ${step}, som du inte innehar. Vänta på din tur.`,
    en: ({ step }) => `The text waits at the step ${step}, which you do not hold. Wait for your turn.`,
  },
  CHANGED_SINCE_READ: {
    sv: ({ read, current }) =>
      `Du läste version ${read} men texten är nu version ${current}. Läs ändringen och ta ställning igen.`,
    en: ({ read, current }) =>
      `You read version ${read} but the text is now version ${current}. Read the change and decide again.`,
  },
  REVIEW_CHAIN_INCOMPLETE: {
    sv: ({ missing }) => `Granskningskedjan är inte hel. Det här fattas: ${missing}.`,
    en: ({ missing }) => `The review chain is not whole. This is missing: ${missing}.`,
  },
  OTHER_KIND_OF_MATTER: {
    sv: 'Redovisningar och förslag att ta ur planen hör till ett uppföljningsärende, som har en egen granskningskedja. Öppna ett sådant.',
    en: "Reports and removals belong to a follow-up's matter, which has a review chain of its own. Open one.",
  },
  MATTER_EXISTS: {
    sv: ({ matterId }) => `Diarienumret har redan ett ärende: ${matterId}. Använd det eller ett annat nummer.`,
    en: ({ matterId }) => `The registry number has a matter already: ${matterId}. Use it, or another number.`,
  },
  MATTER_STATUS: {
    sv: ({ status, needed }) =>
      `Ärendet är ${statusIn('sv', status)}. Det här går bara när det är ${listed(needed.map((one) => statusIn('sv', one)))}.`,
    en: ({ status, needed }) =>
      `The matter is ${statusIn('en', status)}. This can only be done when it is ${listed(needed.map((one) => statusIn('en', one)))}.`,
  },
  MATTER_WITHOUT_POINTS: {
    sv: 'Ärendet har inga beslutspunkter. Lägg till minst en.',
    en: 'The matter has no decision points. Add at least one.',
  },
  MATTER_POSTPONED: {
    sv: ({ point }) => `Punkt ${point} är bordlagd. Inget läggs till i ärendet förrän den är avgjord.`,
    en: ({ point }) => `Point ${point} is postponed. Nothing is added to the matter until it is decided.`,
  },
  DRAFT_CHANGED: {
    sv: ({ by, at }) => `Utkastet har ändrats sedan du läste det, av ${by} ${at}. Läs om det och försök igen.`,
    en: ({ by, at }) => `The draft has been changed since you read it, by ${by} ${at}. Read it again and retry.`,
  },
  UNKNOWN_FIGURE: {
    sv: ({ given, allowed }) =>
      allowed.length === 0
        ? `Ärendet har ingen punkt att hämta uppgiften ${given} från. Lägg till redovisningen som punkt, eller ta bort uppgiften.`
        : `Uppgiften ${given} finns inte. Välj en av ${listed(allowed)}.`,
    en: ({ given, allowed }) =>
      allowed.length === 0
        ? `The matter has no point to take the figure ${given} from. Add the report as a point, or leave the figure out.`
        : `There is no figure ${given}. Choose one of ${listed(allowed)}.`,
  },
  POINT_EXISTS: {
    sv: ({ point }) => `Detta är redan beslutspunkt ${point} i ärendet. Använd den.`,
    en: ({ point }) => `This is decision point ${point} of the matter already. Use that one.`,
  },
  PROPOSAL_NOT_REVIEWED: {
    sv: ({ proposalId, status }) =>
      `Förslaget ${proposalId} är ${statusIn('sv', status)}. Nämnden kan få det när det är granskat; vänta på granskningen, eller ta bort punkten.`,
    en: ({ proposalId, status }) =>
      `The proposal ${proposalId} is ${statusIn('en', status)}. The board can be given it when it is reviewed; wait for the review, or strike the point.`,
  },
  POINT_NOT_BEFORE_BOARD: {
    sv: ({ point }) =>
      `Nämnden har inte kallats till punkt ${point} i den här versionen. Kalla till den, eller anteckna att nämnden tar upp ärendet vid sammanträdet.`,
    en: ({ point }) =>
      `The board has not been summoned to point ${point} in this version. Summon to it, or record that the board takes the matter up at the meeting.`,
  },
  POINT_DECIDED: {
    sv: ({ point }) => `Punkt ${point} är redan avgjord. Beslutet står fast.`,
    en: ({ point }) => `Point ${point} has been decided already. The decision stands.`,
  },
  WORDING_NEEDS_APPROVAL: {
    sv: 'Bara ett bifall kan ha en annan lydelse än förslaget. Ta bort lydelsen eller välj bifall.',
    en: 'Only an approval can have another wording than proposed. Leave the wording out, or approve.',
  },
  MEETING_STATUS: {
    sv: ({ status, needed }) =>
      `Sammanträdet är ${nameIn('sv', meetingStatusNames, status)}. Det här går bara när det är ${namesIn('sv', meetingStatusNames, needed)}.`,
    en: ({ status, needed }) =>
      `The meeting is ${nameIn('en', meetingStatusNames, status)}. This can only be done when it is ${namesIn('en', meetingStatusNames, needed)}.`,
  },
  PARAGRAPH_STATUS: {
    sv: ({ paragraph, status, needed }) =>
      `§ ${paragraph} är ${nameIn('sv', paragraphStatusNames, status)}. Det här går bara när den är ${namesIn('sv', paragraphStatusNames, needed)}.`,
    en: ({ paragraph, status, needed }) =>
      `§ ${paragraph} is ${nameIn('en', paragraphStatusNames, status)}. This can only be done when it is ${namesIn('en', paragraphStatusNames, needed)}.`,
  },
  PARAGRAPHS_MISSING: {
    sv: 'Ingen paragraf är angiven. Ange minst en.',
    en: 'No paragraph is given. Give at least one.',
  },
  ADJUSTERS_MISSING: {
    sv: 'Ingen justerare är angiven. Ange vem som har justerat.',
    en: 'No adjuster is given. Say who has adjusted the minutes.',
  },
  ADJUSTER_ABSENT: {
    sv: ({ personId }) => `${personId} var inte med på sammanträdet och kan inte justera. Ange någon som var där.`,
    en: ({ personId }) => `${personId} was not at the meeting and cannot adjust its minutes. Name somebody who was.`,
  },
  TOO_EARLY: {
    sv: ({ date, earliest }) => `${date} är för tidigt. Ange ett datum från och med ${earliest}.`,
    en: ({ date, earliest }) => `${date} is too early. Give a date no earlier than ${earliest}.`,
  },
  APPEAL_PERIOD_RUNS: {
    sv: ({ lastAppealDay }) =>
      `Beslutet kan överklagas till och med ${lastAppealDay}. Ta ned anslaget efter den dagen.`,
    en: ({ lastAppealDay }) => `Appeals can come until ${lastAppealDay}. Take the notice down after that day.`,
  },
  NOTICE_TAKEN_DOWN: {
    sv: ({ notice, date }) => `Anslag ${notice} togs ned ${date}. Inget mer behöver göras med det.`,
    en: ({ notice, date }) => `Notice ${notice} was taken down on ${date}. Nothing more needs to be done with it.`,
  },
  APPEAL_SETTLED: {
    sv: ({ appeal }) => `Överklagande ${appeal} är redan avgjort. Avgörandet står fast.`,
    en: ({ appeal }) => `Appeal ${appeal} has been settled already. What was ruled stands.`,
  },
  MEETING_EXISTS: {
    sv: ({ meetingId }) =>
      `Det finns redan ett sammanträde den dagen: ${meetingId}. Använd det, eller ge ett nytt nummer.`,
    en: ({ meetingId }) => `There is a meeting on that day already: ${meetingId}. Use it, or give another number.`,
  },
  MEETING_DAY_PASSED: {
    sv: ({ date }) => `Sammanträdets dag ${date} har passerat. Välj en dag som inte har varit.`,
    en: ({ date }) => `The day of the meeting, ${date}, has passed. Choose a day to come.`,
  },
  MEETING_NOT_YET: {
    sv: ({ date }) => `Sammanträdet är den ${date}. Öppna det då.`,
    en: ({ date }) => `The meeting is on ${date}. Open it then.`,
  },
  MATTER_NOT_REVIEWED: {
    sv: ({ matterId, status }) =>
      `Ärendet ${matterId} är ${statusIn('sv', status)}. Nämnden får det som är färdiggranskat eller bordlagt; vänta på granskningen.`,
    en: ({ matterId, status }) =>
      `The matter ${matterId} is ${statusIn('en', status)}. The board is given what has passed its review or was postponed; wait for the review.`,
  },
  ON_AGENDA_ALREADY: {
    sv: ({ matterId }) => `Ärendet ${matterId} står redan på föredragningslistan. Det behöver inte läggas till.`,
    en: ({ matterId }) => `The matter ${matterId} is on the agenda already. It need not be added.`,
  },
  NOT_ON_AGENDA: {
    sv: ({ matterId }) => `Ärendet ${matterId} behandlas inte vid sammanträdet. Välj ett ärende som gör det.`,
    en: ({ matterId }) => `The matter ${matterId} is not handled at the meeting. Choose one that is.`,
  },
  SUMMONED_ALREADY: {
    sv: ({ matterId }) => `Kallelsen med ärendet ${matterId} är utsänd. Nu kan bara nämnden låta det utgå.`,
    en: ({ matterId }) => `The summons with the matter ${matterId} has been sent. Only the board can withdraw it now.`,
  },
  AGENDA_EMPTY: {
    sv: 'Det finns inget nytt på föredragningslistan att kalla till. Lägg till ett ärende först.',
    en: 'There is nothing new on the agenda to summon to. Add a matter first.',
  },
  ATTENDANCE_UNSOUND: {
    sv: ({ personId, problem }) => `${personId} ${seatProblems[problem].sv}. Rätta uppgiften.`,
    en: ({ personId, problem }) => `${personId} ${seatProblems[problem].en}. Correct it.`,
  },
  NOT_SERVING: {
    sv: ({ personId }) => `${personId} tjänstgör inte. Välj någon som gör det, eller anteckna närvaron på nytt.`,
    en: ({ personId }) => `${personId} is not serving. Choose somebody who is, or record the attendance anew.`,
  },
  CHAIR_IN_CONFLICT: {
    sv: ({ personId }) => `${personId} är ordförande och jävig. Ange vem som leder ärendet i stället.`,
    en: ({ personId }) => `${personId} presides and is in conflict. Say who presides in this matter instead.`,
  },
  CHAIR_MISSING: {
    sv: 'Ordföranden tjänstgör inte i ärendet. Anteckna vem som leder det.',
    en: 'The chair does not serve in this matter. Record who presides.',
  },
  CHAIR_MUST_VOTE: {
    sv: ({ personId }) =>
      `Rösterna är lika, och ${personId}, som är ordförande, avstod. Anteckna hur ordföranden röstade.`,
    en: ({ personId }) => `The vote is a tie, and ${personId}, who presides, abstained. Record how the chair voted.`,
  },
  NO_QUORUM: {
    sv: ({ serving, members }) =>
      `${serving} av ${members} tjänstgör. Fler än hälften måste vara närvarande för att nämnden ska få besluta; kalla in ersättare, eller avsluta sammanträdet.`,
    en: ({ serving, members }) =>
      `${serving} of ${members} are serving. More than half must be present for the board to decide; call in substitutes, or close the meeting.`,
  },
  VOTES_DO_NOT_ADD_UP: {
    sv: ({ missing, extra }) =>
      `Rösterna går inte ihop med de tjänstgörande. Saknas: ${listed(missing) || 'ingen'}. För mycket: ${listed(extra) || 'ingen'}.`,
    en: ({ missing, extra }) =>
      `The votes do not add up to those serving. Missing: ${listed(missing) || 'nobody'}. Too many: ${listed(extra) || 'nobody'}.`,
  },
  VOTE_AGAINST_OUTCOME: {
    sv: ({ voted, outcome }) =>
      voted === outcome
        ? 'Punkten avgjordes i en tidigare votering. Ta bort de voteringar som är antecknade efter den.'
        : `Voteringen gav utfallet ${nameIn('sv', outcomeNames, voted)}, men beslutet är antecknat som ${nameIn('sv', outcomeNames, outcome)}. Rätta det ena.`,
    en: ({ voted, outcome }) =>
      voted === outcome
        ? 'An earlier vote settled the point. Leave out the votes that are recorded after it.'
        : `The vote came to ${nameIn('en', outcomeNames, voted)}, but the decision is recorded as ${nameIn('en', outcomeNames, outcome)}. Correct one of them.`,
  },
  RESERVATION_NOT_ALLOWED: {
    sv: ({ personId }) => `${personId} deltog inte i beslutet och kan inte reservera sig. Ta bort reservationen.`,
    en: ({ personId }) =>
      `${personId} did not take part in the decision and cannot record a reservation. Leave it out.`,
  },
  PARAGRAPH_TAKEN: {
    sv: ({ paragraph }) => `§ ${paragraph} är redan använd vid sammanträdet. Ange ett annat nummer.`,
    en: ({ paragraph }) => `§ ${paragraph} is used already at the meeting. Give another number.`,
  },
  POINTS_UNDECIDED: {
    sv: ({ points }) => `Dessa punkter är inte avgjorda: ${listed(points)}. Anteckna beslut, eller att de bordläggs.`,
    en: ({ points }) =>
      `These points have not been decided: ${listed(points)}. Record a decision, or that they are postponed.`,
  },
};

/** The refusal's sentence. */
export function sentenceOf<Code extends RefusalCode>({ code, details }: Refusal<Code>, language: Language): string {
  const sentence: string | ((details: RefusalDetails[Code]) => string) = sentences[code][language];
  return typeof sentence === 'string' ? sentence : sentence(details);
}

function listed(texts: readonly string[]): string {
  return texts.join(', ');
}

function stepFor(language: Language, role: string, allowed: readonly string[]): string {
  if (allowed.length > 0) return listed(allowed);
  return role === 'REVIEWER'
    ? { sv: 'koden för ett steg i granskningskedjan', en: 'the code of a step of the review chain' }[language]
    : { sv: 'inget steg', en: 'no step' }[language];
}

function statusIn(language: Language, code: string): string {
  return nameIn(language, caseStatusNames, code);
}

function nameIn(language: Language, names: Record<string, Record<Language, string>>, code: string): string {
  return names[code]?.[language] ?? code;
}

function namesIn(
  language: Language,
  names: Record<string, Record<Language, string>>,
  codes: readonly string[],
): string {
  return listed(codes.map((code) => nameIn(language, names, code)));
}

function headings(obstacles: readonly { heading: string }[]): string {
  return listed(obstacles.map(({ heading }) => heading));
}

function rolesIn(language: Language, codes: readonly string[]): string {
  return listed(codes.map((code) => roleNames[code]?.[language] ?? code));
}

function changesIn(language: Language, changes: readonly Change[]): string {
  return listed(changes.map(({ event, actor, role, at }) => `${event}, ${actor} (${rolesIn(language, [role])}) ${at}`));
}

const FAULTS_IN_A_SENTENCE = 5;

function faultsIn(language: Language, faults: readonly RowFault[]): string {
  const row = language === 'sv' ? 'Rad' : 'Row';
  return faults
    .slice(0, FAULTS_IN_A_SENTENCE)
    .map(
      ({ row: number, column, problem, value }) =>
        `${row} ${number}: ${column} ${value} ${problems[problem][language]}.`,
    )
    .join(' ')
    .replaceAll(/ {2,}/g, ' ');
}
