import type { Language } from '../kernel/language.js';
import { paragraphWords } from '../kernel/history-labels.js';
import { outcomeNames } from '../kernel/outcome.js';
import { declareRefusals, eitherIn, listed, nameIn, refusal } from '../kernel/refusal.js';
import { dayWords, localTimeWords, theDay } from '../kernel/local-time.js';
import type { IsoDate } from '../kernel/tertial.js';
import { statusIn } from '../reviews/case-status-names.js';
import { meetingStatusNames, paragraphStatusNames } from './meeting-process.js';

type SeatProblem = 'TWICE' | 'NOT_OF_THE_BOARD' | 'SEAT_TAKEN' | 'OF_THE_BOARD';

const seatProblems: Record<SeatProblem, Record<Language, string>> = {
  TWICE: { sv: 'är angiven två gånger', en: 'is named twice' },
  NOT_OF_THE_BOARD: { sv: 'är varken ledamot eller ersättare i nämnden', en: 'is no member or substitute there' },
  SEAT_TAKEN: { sv: 'har redan en plats eller är jävig', en: 'has a seat already, or is in conflict' },
  OF_THE_BOARD: {
    sv: 'tillhör nämnden och kan inte antecknas som övrig närvarande',
    en: 'is of the board, and no other person',
  },
};

const momentNames: Record<string, Record<Language, string>> = {
  AS_REVIEWED: { sv: 'färdiggranskat', en: 'reviewed' },
  AS_SUMMONED: { sv: 'på en kallelse', en: 'summoned' },
  AS_DECIDED: { sv: 'föremål för beslut', en: 'decided' },
  AS_ADJUSTED: { sv: 'i ett justerat protokoll', en: 'in adjusted minutes' },
};

function partWords(language: Language, paragraph: string, point: number | null): string {
  const name = { sv: 'punkt', en: 'point' }[language];
  return point === null ? paragraphWords(paragraph) : `${paragraphWords(paragraph)} ${name} ${point}`;
}

/** The refusal codes for meetings, minutes, notices and appeals, with their sentences in Swedish and English. */
export const meetingRefusals = declareRefusals({
  MEETING_EXISTS: refusal<{ meetingId: string }>({
    sv: 'Det finns redan ett sammanträde med det numret den dagen. Ange ett annat nummer, eller använd det sammanträdet om det inte är inställt.',
    en: 'There is a meeting with that number on that day already. Give another number, or use that meeting unless it is cancelled.',
    samples: [{ meetingId: 'exempel.ks.meeting-2026-05-27' }],
  }),
  MEETING_DAY_PASSED: refusal<{ date: IsoDate }>({
    sv: ({ date }) => `Sammanträdesdagen ${dayWords(date).sv} har passerat. Välj en senare dag.`,
    en: ({ date }) => `The day of the meeting, ${date}, has passed. Choose a day to come.`,
    samples: [{ date: '2026-05-27' }],
  }),
  MEETING_NOT_YET: refusal<{ date: IsoDate }>({
    sv: ({ date }) => `Sammanträdet är ${theDay(date)}. Öppna det då.`,
    en: ({ date }) => `The meeting is on ${date}. Open it then.`,
    samples: [{ date: '2026-05-27' }],
  }),
  MEETING_STATUS: refusal<{ status: string; needed: readonly string[] }>({
    sv: ({ status, needed }) =>
      `Sammanträdet är ${nameIn('sv', meetingStatusNames, status)}. Åtgärden kan bara vidtas när sammanträdet är ${eitherIn('sv', meetingStatusNames, needed)}.`,
    en: ({ status, needed }) =>
      `The meeting is ${nameIn('en', meetingStatusNames, status)}. This can only be done when it is ${eitherIn('en', meetingStatusNames, needed)}.`,
    samples: [{ status: 'SCHEDULED', needed: ['OPEN', 'CLOSED'] }],
  }),
  MATTER_NOT_REVIEWED: refusal<{ matterId: string; status: string }>({
    sv: ({ status }) =>
      `Ärendet är ${statusIn('sv', status)}. Endast granskade eller bordlagda ärenden kan lämnas till nämnden. Invänta granskningen, eller ta ärendet av föredragningslistan.`,
    en: ({ status }) =>
      `The matter is ${statusIn('en', status)}. The board is given what has passed its review or was postponed; wait for the review, or take the matter off the agenda.`,
    samples: [{ matterId: 'exempel.ks.dnr-7', status: 'IN_REVIEW' }],
  }),
  ON_AGENDA_ALREADY: refusal<{ matterId: string }>({
    sv: 'Ärendet står redan på föredragningslistan. Det behöver inte läggas till.',
    en: 'The matter is on the agenda already. It need not be added.',
    samples: [{ matterId: 'exempel.ks.dnr-7' }],
  }),
  NOT_ON_AGENDA: refusal<{ matterId: string }>({
    sv: 'Ärendet behandlas inte vid sammanträdet. Välj ett ärende på föredragningslistan.',
    en: 'The matter is not handled at the meeting. Choose one that is.',
    samples: [{ matterId: 'exempel.ks.dnr-7' }],
  }),
  SUMMONED_ALREADY: refusal<{ matterId: string }>({
    sv: 'Kallelsen till ärendet är utsänd. Endast nämnden kan nu låta ärendet utgå.',
    en: 'The summons with the matter has been sent. Only the board can withdraw it now.',
    samples: [{ matterId: 'exempel.ks.dnr-7' }],
  }),
  AGENDA_EMPTY: refusal({
    sv: 'Det finns inget nytt på föredragningslistan att kalla till. Lägg till ett ärende först.',
    en: 'There is nothing new on the agenda to summon to. Add a matter first.',
  }),
  ATTENDANCE_UNSOUND: refusal<{ personId: string; problem: SeatProblem }>({
    sv: ({ personId, problem }, name) => `${name(personId)} ${seatProblems[problem].sv}. Rätta uppgiften.`,
    en: ({ personId, problem }, name) => `${name(personId)} ${seatProblems[problem].en}. Correct it.`,
    samples: [
      { personId: 'anna', problem: 'TWICE' },
      { personId: 'anna', problem: 'NOT_OF_THE_BOARD' },
      { personId: 'anna', problem: 'SEAT_TAKEN' },
      { personId: 'anna', problem: 'OF_THE_BOARD' },
    ],
  }),
  NOT_SERVING: refusal<{ personId: string }>({
    sv: ({ personId }, name) =>
      `${name(personId)} tjänstgör inte. Ange någon som tjänstgör, eller anteckna närvaron på nytt.`,
    en: ({ personId }, name) =>
      `${name(personId)} is not serving. Choose somebody who is, or record the attendance anew.`,
    samples: [{ personId: 'anna' }],
  }),
  CHAIR_IN_CONFLICT: refusal<{ personId: string }>({
    sv: ({ personId }, name) =>
      `${name(personId)} är ordförande och jävig. Ange vem som tjänstgör som ordförande i ärendet.`,
    en: ({ personId }, name) =>
      `${name(personId)} presides and is in conflict. Say who presides in this matter instead.`,
    samples: [{ personId: 'anna' }],
  }),
  CHAIR_MISSING: refusal({
    sv: 'Ordföranden tjänstgör inte i ärendet. Anteckna vem som tjänstgör som ordförande.',
    en: 'The chair does not serve in this matter. Record who presides.',
  }),
  CHAIR_MUST_VOTE: refusal<{ personId: string }>({
    sv: ({ personId }, name) =>
      `Vid lika röstetal har ordföranden utslagsröst, men ${name(personId)} avstod. Anteckna hur ordföranden röstade.`,
    en: ({ personId }, name) =>
      `The vote is a tie, and ${name(personId)}, who presides, abstained. Record how the chair voted.`,
    samples: [{ personId: 'anna' }],
  }),
  NO_QUORUM: refusal<{ serving: number; members: number }>({
    sv: ({ serving, members }) =>
      `Nämnden är inte beslutför: ${serving} av ${members} ledamöter tjänstgör, och fler än hälften måste vara närvarande. Kalla in ersättare, eller avsluta sammanträdet.`,
    en: ({ serving, members }) =>
      `${serving} of ${members} are serving. More than half must be present for the board to decide; call in substitutes, or close the meeting.`,
    samples: [{ serving: 2, members: 5 }],
  }),
  VOTES_DO_NOT_ADD_UP: refusal<{ missing: readonly string[]; extra: readonly string[] }>({
    sv: ({ missing, extra }, name) =>
      [
        'Rösterna stämmer inte med de tjänstgörande.',
        ...(missing.length === 0 ? [] : [`Röst saknas från ${listed(missing.map(name))}.`]),
        ...(extra.length === 0 ? [] : [`Röst för mycket från ${listed(extra.map(name))}.`]),
        'Rätta voteringen.',
      ].join(' '),
    en: ({ missing, extra }, name) =>
      `The votes do not add up to those serving. Missing: ${listed(missing.map(name)) || 'nobody'}. Too many: ${listed(extra.map(name)) || 'nobody'}.`,
    samples: [
      { missing: ['anna'], extra: [] },
      { missing: [], extra: ['bo', 'carin'] },
    ],
  }),
  VOTE_AGAINST_OUTCOME: refusal<{ voted: string; outcome: string }>({
    sv: ({ voted, outcome }) =>
      voted === outcome
        ? 'Punkten avgjordes i en tidigare votering. Ta bort de voteringar som är antecknade efter den voteringen.'
        : `Voteringen gav utfallet ${nameIn('sv', outcomeNames, voted)}, men beslutet är antecknat som ${nameIn('sv', outcomeNames, outcome)}. Rätta voteringen eller beslutet.`,
    en: ({ voted, outcome }) =>
      voted === outcome
        ? 'An earlier vote settled the point. Leave out the votes that are recorded after it.'
        : `The vote came to ${nameIn('en', outcomeNames, voted)}, but the decision is recorded as ${nameIn('en', outcomeNames, outcome)}. Correct one of them.`,
    samples: [
      { voted: 'APPROVED', outcome: 'REJECTED' },
      { voted: 'APPROVED', outcome: 'APPROVED' },
    ],
  }),
  RESERVATION_NOT_ALLOWED: refusal<{ personId: string }>({
    sv: ({ personId }, name) =>
      `${name(personId)} deltog inte i beslutet och kan inte reservera sig. Ta bort reservationen.`,
    en: ({ personId }, name) =>
      `${name(personId)} did not take part in the decision and cannot record a reservation. Leave it out.`,
    samples: [{ personId: 'anna' }],
  }),
  RESERVATION_BY_WINNER: refusal<{ personId: string }>({
    sv: ({ personId }, name) =>
      `${name(personId)} röstade med majoriteten och kan inte reservera sig. Ta bort reservationen.`,
    en: ({ personId }, name) =>
      `${name(personId)} voted with the winners and cannot record a reservation. Leave it out.`,
    samples: [{ personId: 'anna' }],
  }),
  REMARK_NOT_ALLOWED: refusal<{ personId: string }>({
    sv: ({ personId }, name) =>
      `${name(personId)} deltog inte i ärendet. Endast den som deltog kan göra en anteckning eller lämna ett yttrande. Ta bort det.`,
    en: ({ personId }, name) =>
      `${name(personId)} did not take part in the matter. Only somebody who did can make a note or a statement. Leave it out.`,
    samples: [{ personId: 'gun' }],
  }),
  PARAGRAPH_NOT_A_NUMBER: refusal<{ paragraph: string }>({
    sv: ({ paragraph }) => `”${paragraph}” är inget paragrafnummer. Ange ett nummer, till exempel 90 eller 90 a.`,
    en: ({ paragraph }) => `${paragraph} is no number of a paragraph. Give a number, such as 90 or 90 a.`,
    samples: [{ paragraph: 'nittio' }],
  }),
  PARAGRAPH_TAKEN: refusal<{ paragraph: string; date: IsoDate }>({
    sv: ({ paragraph, date }) =>
      `${paragraphWords(paragraph)} är redan använd vid sammanträdet ${theDay(date)}. Ange ett annat paragrafnummer.`,
    en: ({ paragraph, date }) =>
      `${paragraphWords(paragraph)} is used already at the meeting of ${date}. Give another number.`,
    samples: [{ paragraph: '45', date: '2026-05-27' }],
  }),
  PARAGRAPH_WITHDRAWN: refusal<{ paragraph: string; date: IsoDate }>({
    sv: ({ paragraph, date }) =>
      `${paragraphWords(paragraph)} utgår ur protokollet från sammanträdet ${theDay(date)}. Ange ett annat paragrafnummer.`,
    en: ({ paragraph, date }) =>
      `${paragraphWords(paragraph)} is withdrawn from the minutes of the meeting of ${date}. Give another number.`,
    samples: [{ paragraph: '47', date: '2026-05-27' }],
  }),
  PARAGRAPH_STATUS: refusal<{ paragraph: string; status: string; needed: readonly string[] }>({
    sv: ({ paragraph, status, needed }) =>
      `${paragraphWords(paragraph)} är ${nameIn('sv', paragraphStatusNames, status)}. Åtgärden kan bara vidtas när paragrafen är ${eitherIn('sv', paragraphStatusNames, needed)}.`,
    en: ({ paragraph, status, needed }) =>
      `${paragraphWords(paragraph)} is ${nameIn('en', paragraphStatusNames, status)}. This can only be done when it is ${eitherIn('en', paragraphStatusNames, needed)}.`,
    samples: [{ paragraph: '45', status: 'DECIDED', needed: ['ADJUSTED'] }],
  }),
  PARAGRAPHS_MISSING: refusal({
    sv: 'Ingen paragraf är angiven. Ange minst en.',
    en: 'No paragraph is given. Give at least one.',
  }),
  POINTS_UNDECIDED: refusal<{ points: readonly string[] }>({
    sv: ({ points }) =>
      `Följande beslutspunkter är inte avgjorda: ${listed(points)}. Anteckna beslut eller bordläggning.`,
    en: ({ points }) =>
      `These points have not been decided: ${listed(points)}. Record a decision, or that they are postponed.`,
    samples: [{ points: ['KS 2026/7: 2'] }],
  }),
  POINT_NOT_BEFORE_BOARD: refusal<{ point: number }>({
    sv: ({ point }) =>
      `Nämnden har inte kallats till beslutspunkt ${point} i den här versionen. Kalla till den, eller anteckna att nämnden tar upp ärendet vid sammanträdet.`,
    en: ({ point }) =>
      `The board has not been summoned to point ${point} in this version. Summon to it, or record that the board takes the matter up at the meeting.`,
    samples: [{ point: 1 }],
  }),
  WORDING_NEEDS_APPROVAL: refusal({
    sv: 'Endast vid bifall kan beslutet ha en annan lydelse än förslaget. Ta bort lydelsen, eller ange bifall.',
    en: 'Only an approval can have another wording than proposed. Leave the wording out, or approve.',
  }),
  ADJUSTERS_MISSING: refusal({
    sv: 'Ingen justerare är angiven. Ange vem som har justerat protokollet.',
    en: 'No adjuster is given. Say who has adjusted the minutes.',
  }),
  ADJUSTER_ABSENT: refusal<{ personId: string }>({
    sv: ({ personId }, name) =>
      `${name(personId)} deltog inte i sammanträdet och kan inte justera protokollet. Ange någon som deltog.`,
    en: ({ personId }, name) =>
      `${name(personId)} was not at the meeting and cannot adjust its minutes. Name somebody who was.`,
    samples: [{ personId: 'lars' }],
  }),
  ADJUSTER_NOT_ELECTED: refusal<{ personId: string; elected: readonly string[] }>({
    sv: ({ personId, elected }, name) =>
      `${name(personId)} är inte vald att justera protokollet. Ange någon av ${listed(elected.map(name))}, eller anteckna vem nämnden har valt.`,
    en: ({ personId, elected }, name) =>
      `${name(personId)} was not elected to adjust the minutes. Name one of ${listed(elected.map(name))}, or record whom the board elected.`,
    samples: [{ personId: 'lars', elected: ['anna', 'eva'] }],
  }),
  RECIPIENTS_MISSING: refusal({
    sv: 'Ingen mottagare är angiven. Ange minst en.',
    en: 'No recipient is given. Give at least one.',
  }),
  TIME_MALFORMED: refusal<{ time: string }>({
    sv: ({ time }) => `”${time}” är ingen tidpunkt. Ange dag och klockslag på formen ”2026-05-11T13:05”.`,
    en: ({ time }) => `${time} is no time. Give the day and the time of day, such as 2026-05-11T13:05.`,
    samples: [{ time: '2026-02-30T13:05' }],
  }),
  TIMES_OUT_OF_ORDER: refusal<{ earlier: string; later: string }>({
    sv: ({ earlier, later }) =>
      `Tiden den ${localTimeWords(later).sv} är före den ${localTimeWords(earlier).sv}. Ange tiderna för öppnande, ajournering och avslutande i ordning.`,
    en: ({ earlier, later }) =>
      `The time ${localTimeWords(later).en} is before ${localTimeWords(earlier).en}. Give the times of opening, adjournment and closing in order.`,
    samples: [{ earlier: '2026-05-11T15:30', later: '2026-05-11T13:05' }],
  }),
  TOO_EARLY: refusal<{ date: IsoDate; earliest: IsoDate }>({
    sv: ({ date, earliest }) =>
      `Datumet ${dayWords(date).sv} är för tidigt. Ange ett datum från och med ${theDay(earliest)}.`,
    en: ({ date, earliest }) => `${date} is too early. Give a date no earlier than ${earliest}.`,
    samples: [{ date: '2026-05-10', earliest: '2026-05-12' }],
  }),
  APPEAL_PERIOD_RUNS: refusal<{ lastAppealDay: IsoDate }>({
    sv: ({ lastAppealDay }) =>
      `Beslutet kan överklagas till och med ${theDay(lastAppealDay)}. Låt anslaget sitta till dess, eller ange varför det togs ned tidigare.`,
    en: ({ lastAppealDay }) =>
      `Appeals can come until ${lastAppealDay}. Leave the notice up until then, or say why it was taken down earlier.`,
    samples: [{ lastAppealDay: '2026-06-02' }],
  }),
  NOTICE_TAKEN_DOWN: refusal<{ notice: number; date: IsoDate }>({
    sv: ({ notice, date }) => `Anslag ${notice} togs ned ${theDay(date)}. Det kan varken tas ned igen eller rättas.`,
    en: ({ notice, date }) =>
      `Notice ${notice} was taken down on ${date}. It can neither be taken down again nor be corrected.`,
    samples: [{ notice: 1, date: '2026-06-03' }],
  }),
  APPEAL_SETTLED: refusal<{ appeal: number; ruling: string }>({
    sv: ({ appeal }) => `Överklagande ${appeal} är redan avgjort. Avgörandet står fast.`,
    en: ({ appeal }) => `Appeal ${appeal} has been settled already. What was ruled stands.`,
    samples: [{ appeal: 1, ruling: 'DISMISSED' }],
  }),
  NOT_APPEALED: refusal<{ appeal: number; paragraph: string; point: number | null }>({
    sv: ({ appeal, paragraph, point }) =>
      `Överklagande ${appeal} har inte upphävt ${partWords('sv', paragraph, point)}. Ange endast delar som är överklagade och upphävda.`,
    en: ({ appeal, paragraph, point }) =>
      `Appeal ${appeal} has not annulled ${partWords('en', paragraph, point)}. Name only parts that were appealed and annulled.`,
    samples: [
      { appeal: 1, paragraph: '45', point: 2 },
      { appeal: 1, paragraph: '46', point: null },
    ],
  }),
  NO_SUCH_MOMENT: refusal<{ matterId: string; moment: string }>({
    sv: ({ moment }) =>
      `Ärendet har inte varit ${nameIn('sv', momentNames, moment)}. Välj en annan tidpunkt, eller visa ärendet som det är nu.`,
    en: ({ moment }) =>
      `The matter has not been ${nameIn('en', momentNames, moment)}. Choose a moment from matterMoments, or ask without asOf.`,
    samples: [{ matterId: 'exempel.ks.dnr-ks-2026-123', moment: 'AS_ADJUSTED' }],
  }),
});
