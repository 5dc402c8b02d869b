import { paragraphWords } from '../../kernel/history-labels.js';
import { theDay } from '../../kernel/local-time.js';
import { declareRefusals, listed, refusal } from '../../kernel/refusal.js';
import type { IsoDate } from '../../kernel/tertial.js';

/** The refusals of corrections of what was recorded by mistake about a meeting. */
export const meetingCorrectionRefusals = declareRefusals({
  POINT_UNDECIDED: refusal<{ point: number }>({
    sv: ({ point }) =>
      `Nämnden har inte beslutat om beslutspunkt ${point} vid sammanträdet. Ange en beslutspunkt som är avgjord.`,
    en: ({ point }) => `The board has not decided point ${point} at the meeting. Give a point that is decided.`,
    samples: [{ point: 1 }],
  }),
  PARAGRAPH_ADJUSTED: refusal<{ paragraph: string; date: IsoDate }>({
    sv: ({ paragraph, date }) =>
      `${paragraphWords(paragraph)} justerades ${theDay(date)} och kan inte rättas. Låt nämnden ta upp frågan på nytt i ett eget ärende.`,
    en: ({ paragraph, date }) =>
      `${paragraphWords(paragraph)} was adjusted on ${date} and cannot be corrected. Let the board take up the question anew in a matter of its own.`,
    samples: [{ paragraph: '45', date: '2026-05-13' }],
  }),
  CONFLICT_UNRECORDED: refusal<{ personId: string }>({
    sv: ({ personId }, name) =>
      `Det finns inget registrerat jäv för ${name(personId)} i ärendet. Kontrollera ärendet och personen, eller registrera jävet.`,
    en: ({ personId }, name) =>
      `No conflict of interest is recorded for ${name(personId)} in the matter. Check the matter and the person, or record the conflict.`,
    samples: [{ personId: 'carin' }],
  }),
  NOTICE_RELIED_ON: refusal<{ notice: number }>({
    sv: ({ notice }) =>
      `Anslag ${notice} kan inte rättas, eftersom ett överklagande har registrerats eller ett beslut har vunnit laga kraft. Ta ned anslaget, ange skälet och anslå justeringen på nytt.`,
    en: ({ notice }) =>
      `Notice ${notice} cannot be corrected, since an appeal has been recorded or a decision has gained legal force. Take the notice down with a reason, and post a new one.`,
    samples: [{ notice: 1 }],
  }),
  ATTENDANCE_ADJUSTED: refusal<{ date: IsoDate }>({
    sv: ({ date }) =>
      `Närvaron står i protokollet, som började justeras ${theDay(date)}, och kan inte rättas. Låt nämnden anteckna det rätta i protokollet från nästa sammanträde.`,
    en: ({ date }) =>
      `The attendance is in the minutes, whose adjustment began on ${date}, and cannot be corrected. Let the board record what is right in the minutes of its next meeting.`,
    samples: [{ date: '2026-05-13' }],
  }),
  ATTENDANCE_ACTED_ON: refusal({
    sv: 'Nämnden har beslutat sedan närvaron antecknades, så de tjänstgörande och ordföranden kan inte rättas. Rätta det övriga, och behåll dem.',
    en: 'The board has decided since the attendance was recorded, so those with a vote and the chair cannot be corrected. Correct the rest, and keep them.',
  }),
  ATTENDANCE_GIVES_QUORUM: refusal<{ points: readonly string[] }>({
    sv: ({ points }) =>
      `Sammanträdet avslutades utan att nämnden var beslutför om ${listed(points)}, och med de tjänstgörande som du anger hade den varit beslutför. Rätta det övriga, och behåll dem.`,
    en: ({ points }) =>
      `The meeting was closed without a quorum for ${listed(points)}, and those with a vote whom you give would have been one. Correct the rest, and keep them.`,
    samples: [{ points: ['KS 2026/7: 2'] }],
  }),
  TIMES_ADJUSTED: refusal<{ date: IsoDate }>({
    sv: ({ date }) =>
      `Tiderna står i protokollet, som började justeras ${theDay(date)}, och kan inte rättas. Låt nämnden anteckna det rätta i protokollet från nästa sammanträde.`,
    en: ({ date }) =>
      `The times are in the minutes, whose adjustment began on ${date}, and cannot be corrected. Let the board record what is right in the minutes of its next meeting.`,
    samples: [{ date: '2026-05-13' }],
  }),
  MEETING_NOT_CLOSED: refusal({
    sv: 'Sammanträdet är inte avslutat, så det har ingen tid för avslutandet. Lämna den tiden tom, eller avsluta sammanträdet först.',
    en: 'The meeting is not closed, so it has no time of closing. Leave that time out, or close the meeting first.',
  }),
  ADJUSTMENT_RELIED_ON: refusal<{ paragraph: string }>({
    sv: ({ paragraph }) =>
      `Justeringen av ${paragraphWords(paragraph)} kan inte rättas, eftersom den har anslagits eller expedierats. Låt nämnden anteckna det rätta i protokollet från nästa sammanträde.`,
    en: ({ paragraph }) =>
      `The adjustment of ${paragraphWords(paragraph)} cannot be corrected, since a notice or an extract has told of it. Let the board record what is right in the minutes of its next meeting.`,
    samples: [{ paragraph: '45' }],
  }),
  APPEAL_TIMELINESS: refusal<{ appeal: number; paragraph: string }>({
    sv: ({ appeal, paragraph }) =>
      `Med den dagen ändras det om överklagande ${appeal} av ${paragraphWords(paragraph)} kom in i rätt tid, vilket laga kraft beror på. Registrera överklagandet på nytt med den rätta dagen, och registrera det felaktiga som återkallat.`,
    en: ({ appeal, paragraph }) =>
      `With that day it changes whether appeal ${appeal} of ${paragraphWords(paragraph)} came in time, on which legal force depends. Record the appeal anew with the right day, and record the wrong one as withdrawn.`,
    samples: [{ appeal: 1, paragraph: '45' }],
  }),
  MATTER_NOT_ADDED: refusal({
    sv: 'Nämnden har inte beslutat att ta upp ärendet vid sammanträdet. Välj ett ärende som inte stod i kallelsen.',
    en: 'The board did not decide to take up the matter at the meeting. Choose a matter that was not in the summons.',
  }),
  CONFLICT_IN_MATTER: refusal({
    sv: 'Ärendet kan inte tas tillbaka, eftersom jäv är antecknat i det. Rätta jävet först, om det är fel antecknat.',
    en: 'The matter cannot be taken back, since a conflict of interest is recorded in it. Correct the conflict first, if it was recorded wrong.',
  }),
  NOTICE_NOT_TAKEN_DOWN: refusal<{ notice: number }>({
    sv: ({ notice }) => `Anslag ${notice} är inte antecknat som nedtaget. Anteckna när det togs ned.`,
    en: ({ notice }) => `Notice ${notice} is not recorded as taken down. Record when it was taken down.`,
    samples: [{ notice: 1 }],
  }),
  TAKING_DOWN_RELIED_ON: refusal<{ notice: number; later: number }>({
    sv: ({ notice, later }) =>
      `Anslag ${later} sattes upp för att anslag ${notice} hade tagits ned i förtid. Ange en dag före sista dagen att överklaga, och inte senare än anslag ${later}.`,
    en: ({ notice, later }) =>
      `Notice ${later} was posted because notice ${notice} had come down early. Give a day before the last day to appeal, and not later than notice ${later}.`,
    samples: [{ notice: 1, later: 2 }],
  }),
  TAKING_DOWN_APPEALED: refusal<{ notice: number; appeal: number; paragraph: string }>({
    sv: ({ notice, appeal, paragraph }) =>
      `Överklagande ${appeal} av ${paragraphWords(paragraph)} räknades som i rätt tid, eftersom anslag ${notice} hade tagits ned i förtid, och laga kraft beror på det. Låt nedtagningen stå kvar, och sätt upp ett nytt anslag.`,
    en: ({ notice, appeal, paragraph }) =>
      `Appeal ${appeal} of ${paragraphWords(paragraph)} counted as in time because notice ${notice} had come down early, and legal force depends on it. Leave the taking down as it is, and post a new notice.`,
    samples: [{ notice: 1, appeal: 2, paragraph: '45' }],
  }),
  MEETING_ON_THAT_DAY: refusal<{ date: IsoDate }>({
    sv: ({ date }) =>
      `Sammanträdet är redan ${theDay(date)}. Ange en annan dag, eller rätta sammanträdets tid och plats.`,
    en: ({ date }) => `The meeting is on ${date} already. Give another day, or correct the time and the place.`,
    samples: [{ date: '2026-05-27' }],
  }),
  MEETING_OF_ANOTHER_YEAR: refusal<{ date: IsoDate }>({
    sv: ({ date }) =>
      `Sammanträdet kan inte flyttas till ${theDay(date)}, eftersom paragraferna numreras för varje år. Ställ in sammanträdet, och planera ett nytt.`,
    en: ({ date }) =>
      `The meeting cannot be moved to ${date}, since the paragraphs (§) are numbered for each year. Call the meeting off, and schedule a new one.`,
    samples: [{ date: '2027-01-13' }],
  }),
  DECISION_CARRIED_OUT: refusal<{ paragraph: string }>({
    sv: ({ paragraph }) =>
      `Förslaget att ta aktiviteten ur planen har avgjorts med hänvisning till ${paragraphWords(paragraph)} och skälet där, så de kan inte ändras. Rätta det övriga, och behåll paragrafen och skälet.`,
    en: ({ paragraph }) =>
      `The proposal to take the activity out of the plan was settled with reference to ${paragraphWords(paragraph)} and its reason, which cannot be changed. Correct the rest, and keep both.`,
    samples: [{ paragraph: '45' }],
  }),
});
