import { existing } from '../../kernel/fold.js';
import { inEach, listed, paragraphWords, personsWords, witnessed } from '../../kernel/history-labels.js';
import { dayWords } from '../../kernel/local-time.js';
import { joined, naming, same, type Sentences, type StreamHistory, text, type Words } from '../../kernel/history.js';
import { matterWords, meetingWords, outcomeWords } from '../../matters/history/board-labels.js';
import { pointsWords, wordingWords } from '../../matters/history/board-labels.js';
import { matterFold } from '../../matters/matter.js';
import type { MeetingEvent, SummonedItem } from '../meeting-event.js';
import { type Meeting, meetingFold } from '../meeting.js';
import { noticeOf } from '../paragraph.js';
import { undecidedPoints } from '../scheduling.js';
import { correctionSentences } from './correction-sentences.js';
import { describeMeeting } from './describe-meeting.js';
import { atTime, electionWords, matterNamed, type NameOf, namesIn } from './meeting-labels.js';
import { paragraphsOfMeeting, partsOfMeeting, presentWords, servingWords, voteWords } from './meeting-labels.js';

interface Context {
  readonly meeting: Meeting;
  readonly nameOf: NameOf;
}

const sentences: Sentences<MeetingEvent, Context> = {
  ...correctionSentences,
  MeetingScheduled: ({ data: { meetingId, time, place } }) => {
    const { sv, en } = meetingWords(meetingId);
    return {
      sv: `planerade ${sv} klockan ${time.replace(':', '.')}, ${place}`,
      en: `scheduled ${en} at ${time}, ${place}`,
    };
  },
  MeetingCancelled: ({ data: { meetingId } }) => {
    const { sv, en } = meetingWords(meetingId);
    return { sv: `ställde in ${sv}`, en: `called off ${en}` };
  },
  MatterPutOnAgenda: ({ data: { meetingId, matterId } }, { nameOf }) => {
    const [about, { sv, en }] = [matterNamed(matterId, nameOf), meetingWords(meetingId)];
    return {
      sv: `satte upp ${about.sv} på föredragningslistan för ${sv}`,
      en: `put ${about.en} on the agenda of ${en}`,
    };
  },
  MatterTakenOffAgenda: ({ data: { meetingId, matterId } }, { nameOf }) => {
    const [about, { sv, en }] = [matterNamed(matterId, nameOf), meetingWords(meetingId)];
    return {
      sv: `tog bort ${about.sv} från föredragningslistan för ${sv}`,
      en: `took ${about.en} off the agenda of ${en}`,
    };
  },
  SummonsSent: ({ data: { meetingId, number, sentOn, items, checkpoint } }) => {
    const [day, { sv, en }, matters] = [dayWords(sentOn), meetingWords(meetingId), listed(items.map(itemWords))];
    const witness = witnessed(checkpoint);
    const what =
      number === 1
        ? { sv: 'kallelsen', en: 'the summons' }
        : { sv: `kompletterande kallelse ${number}`, en: `supplementary summons ${number}` };
    return {
      sv: `skickade den ${day.sv} ${what.sv} till ${sv} med ${matters.sv}${witness.sv}`,
      en: `sent on ${day.en} ${what.en} to ${en} with ${matters.en}${witness.en}`,
    };
  },
  AgendaItemVoided: ({ data: { meetingId, matterId, point } }, { nameOf }) => {
    const [about, { sv, en }] = [matterNamed(matterId, nameOf), meetingWords(meetingId)];
    if (point === null) {
      return {
        sv: `strök ${about.sv} från ${sv}, eftersom den kallade versionen inte gick att få`,
        en: `struck ${about.en} from ${en}, since the summoned version was not to be had`,
      };
    }
    const which = pointsWords([{ number: point }]);
    return {
      sv: `strök ${which.sv} i ${about.sv} från ${sv}, eftersom förslaget inte längre gick att ta upp`,
      en: `struck ${which.en} of ${about.en} from ${en}, since the proposal could no longer be taken up`,
    };
  },
  MeetingOpened: ({ data }) => {
    const { meetingId, attendance, adjusters, openedAt } = data;
    const [meeting, present, at] = [meetingWords(meetingId), presentWords(attendance), atTime(openedAt, meetingId)];
    const { sv, en } = {
      sv: text`öppnade ${meeting.sv}${at.sv} ${present.sv}`,
      en: text`opened ${meeting.en}${at.en} ${present.en}`,
    };
    const chosen = electionWords(data);
    return adjusters.length === 0 ? { sv, en } : { sv: text`${sv}; ${chosen.sv}`, en: text`${en}; ${chosen.en}` };
  },
  MeetingAdjourned: ({ data: { meetingId, from, until } }) => {
    const { sv, en } = meetingWords(meetingId);
    const [begun, ended] = [atTime(from, meetingId), atTime(until, meetingId)];
    return {
      sv: `antecknade att ${sv} ajournerades${begun.sv} och återupptogs${ended.sv}`,
      en: `recorded that ${en} was adjourned${begun.en} and went on${ended.en}`,
    };
  },
  AdjustersElected: ({ data }) => {
    const [{ sv, en }, chosen] = [meetingWords(data.meetingId), electionWords(data)];
    return { sv: text`antecknade vid ${sv}: ${chosen.sv}`, en: text`recorded at ${en}: ${chosen.en}` };
  },
  ParagraphDispatched: ({ data: { meetingId, paragraph, recipients, date } }) => {
    const [about, day, to] = [
      paragraphsOfMeeting([paragraph], meetingId),
      dayWords(date),
      listed(recipients.map(same)),
    ];
    return {
      sv: `expedierade den ${day.sv} ${about.sv} till ${to.sv}`,
      en: `sent on ${day.en} ${about.en} to ${to.en}`,
    };
  },
  AttendanceRecorded: ({ data: { meetingId, attendance } }) => {
    const [{ sv, en }, present] = [meetingWords(meetingId), presentWords(attendance)];
    return {
      sv: text`antecknade att ${sv} från och med nästa paragraf fortsatte ${present.sv}`,
      en: text`recorded that from the next § on ${en} went on ${present.en}`,
    };
  },
  ConflictOfInterestRecorded: ({ data: { meetingId, matterId, personId, substitute, chair } }, { nameOf }) => {
    const [{ sv, en }, about] = [meetingWords(meetingId), matterNamed(matterId, nameOf)];
    const [who, other] = [naming(personId), substitute === null ? { sv: 'ingen', en: 'nobody' } : naming(substitute)];
    const chaired = chair === null ? [] : [naming(chair)];
    const facts = listed([
      { sv: text`${who.sv} var jävig i ${about.sv}`, en: text`${who.en} had a conflict of interest in ${about.en}` },
      { sv: text`att ${other.sv} tjänstgjorde i stället`, en: text`that ${other.en} served instead` },
      ...chaired.map((one) => ({ sv: text`att ${one.sv} var ordförande`, en: text`that ${one.en} presided` })),
    ]);
    return { sv: text`antecknade vid ${sv} att ${facts.sv}`, en: text`recorded at ${en} that ${facts.en}` };
  },
  // Rule 26: the board itself decides to take up the matter, so the sentence names the persons who took part.
  MatterAddedAtMeeting: ({ data: { meetingId, paragraph, item, serving, chair } }) => {
    const [about, meeting, by] = [itemWords(item), meetingWords(meetingId), servingWords(serving)];
    const [where, chaired] = [paragraphWords(paragraph), naming(chair)];
    return {
      sv: text`antecknade i ${where} vid ${meeting.sv} nämndens beslut att ta upp ${about.sv}, som inte stod på kallelsen, fattat av ${by.sv} med ${chaired.sv} som ordförande`,
      en: text`recorded in ${where} at ${meeting.en} the board's decision to take up ${about.en}, which was not on the summons, taken by ${by.en} with ${chaired.en} presiding`,
    };
  },
  // The sentence omits motions, voters and participants, because the list of changed properties shows them.
  DecisionRecorded: ({ data }, { nameOf }) => {
    const { meetingId, matterId, version, outcome, number, votes, reservations } = data;
    const [{ sv, en }, about] = [meetingWords(meetingId), matterNamed(matterId, nameOf)];
    const [what, wording] = [outcomeWords(outcome, number), wordingWords(data)];
    const voted = votes.map(voteWords).map((vote) => ({ sv: `efter ${vote.sv}`, en: `after ${vote.en}` }));
    const by = personsWords(reservations.map((reservation) => reservation.by));
    const dissent = { sv: text`mot beslutet reserverade sig ${by.sv}`, en: text`reserving against it: ${by.en}` };
    const more = [...voted, ...(reservations.length === 0 ? [] : [dissent])];
    const rest = inEach((language) =>
      joined(
        more.map((one) => text`; ${one[language]}`),
        '',
      ),
    );
    const where = paragraphWords(data.paragraph);
    return {
      sv: text`antecknade i ${where} vid ${sv} nämndens beslut i ${about.sv}, version ${version}: ${what.sv}, ${wording.sv}${rest.sv}`,
      en: text`recorded in ${where} at ${en} the board's decision in ${about.en}, version ${version}: ${what.en}, ${wording.en}${rest.en}`,
    };
  },
  // Rule 28: the sentence names the points that remain undecided because the board had no quorum.
  MeetingClosed: ({ data: { meetingId, closedAt } }, { meeting, nameOf }) => {
    const [named, at] = [meetingWords(meetingId), atTime(closedAt, meetingId)];
    const { sv, en } = { sv: `${named.sv}${at.sv}`, en: `${named.en}${at.en}` };
    const byMatter = Map.groupBy(undecidedPoints(meeting), ({ matterId }) => matterId);
    if (byMatter.size === 0) return { sv: `avslutade ${sv}`, en: `closed ${en}` };
    const left = listed(
      [...byMatter].map(([matterId, points]) => {
        const [asked, about] = [pointsWords(points), matterNamed(matterId, nameOf)];
        return { sv: `${asked.sv} i ${about.sv}`, en: `${asked.en} of ${about.en}` };
      }),
    );
    return {
      sv: `avslutade ${sv} utan att nämnden var beslutför om ${left.sv}`,
      en: `closed ${en} with too few left to decide ${left.en}`,
    };
  },
  MinutesAdjusted: ({ data: { meetingId, paragraphs, adjusters, date, atOnce, overdue, checkpoint } }) => {
    const [about, by] = [paragraphsOfMeeting(paragraphs, meetingId), personsWords(adjusters)];
    const [day, witness] = [dayWords(date), witnessed(checkpoint)];
    const how = atOnce ? { sv: ' omedelbart', en: ' at once' } : same('');
    const late = overdue
      ? { sv: ', senare än fjorton dagar efter sammanträdet', en: ', later than fourteen days after the meeting' }
      : same('');
    return {
      sv: text`antecknade att ${by.sv} den ${day.sv}${how.sv} justerade ${about.sv}${late.sv}${witness.sv}`,
      en: text`recorded that on ${day.en} ${by.en} adjusted ${about.en}${how.en}${late.en}${witness.en}`,
    };
  },
  NoticePosted: ({ data: { meetingId, paragraphs, date, lastAppealDay, overdue } }) => {
    const [about, day, last] = [paragraphsOfMeeting(paragraphs, meetingId), dayWords(date), dayWords(lastAppealDay)];
    const late = overdue
      ? { sv: ', senare än två dagar efter justeringen', en: ', later than two days after the adjustment' }
      : same('');
    return {
      sv: `tillkännagav den ${day.sv} justeringen av ${about.sv} på anslagstavlan${late.sv}, med den ${last.sv} som sista dag att överklaga`,
      en: `posted on ${day.en} the notice of ${about.en}${late.en}, with ${last.en} as the last day to appeal`,
    };
  },
  NoticeTakenDown: ({ data: { meetingId, notice, date } }, { meeting }) => {
    const paragraphs = meeting.notices.find(({ number }) => number === notice)?.paragraphs ?? [];
    const [about, day] = [paragraphsOfMeeting(paragraphs, meetingId), dayWords(date)];
    return {
      sv: `tog den ${day.sv} ned anslaget om ${about.sv}`,
      en: `took down on ${day.en} the notice of ${about.en}`,
    };
  },
  NoticeTakenDownEarly: ({ data: { meetingId, notice: number, date, legalForceLost } }, { meeting }) => {
    const notice = meeting.notices.find((one) => one.number === number);
    const [about, day] = [paragraphsOfMeeting(notice?.paragraphs ?? [], meetingId), dayWords(date)];
    const last = dayWords(notice?.lastAppealDay ?? date);
    const lost =
      legalForceLost.length === 0
        ? { sv: 'ett nytt anslag behövs för laga kraft', en: 'a new notice is needed for legal force' }
        : {
            sv: 'laga kraft upphävs, och ett nytt anslag behövs',
            en: 'legal force is withdrawn, and a new notice is needed',
          };
    return {
      sv: `antecknade att anslaget om ${about.sv} togs ned den ${day.sv}, före sista dagen att överklaga (den ${last.sv}); ${lost.sv}`,
      en: `recorded that the notice of ${about.en} was taken down on ${day.en}, before the last day to appeal (${last.en}); ${lost.en}`,
    };
  },
  AppealRecorded: ({ data: { meetingId, number, parts, appellant, courtDnr, receivedOn } }, { meeting }) => {
    const [about, day, late] = [partsOfMeeting(parts, meetingId), dayWords(receivedOn), parts.find((one) => one.late)];
    const last = dayWords(noticeOf(meeting, late?.paragraph ?? '')?.lastAppealDay ?? receivedOn);
    const tooLate =
      late === undefined
        ? same('')
        : { sv: `, för sent: sista dagen var den ${last.sv}`, en: `, too late: the last day was ${last.en}` };
    const by = appellant === null ? same('') : { sv: ` av ${appellant}`, en: ` by ${appellant}` };
    const court = courtDnr === '' ? same('') : { sv: `, domstolens dnr ${courtDnr}`, en: `, ${courtDnr} at the court` };
    return {
      sv: `antecknade att ${about.sv} överklagades${by.sv} den ${day.sv} (överklagande ${number}${court.sv})${tooLate.sv}`,
      en: `recorded that on ${day.en} ${about.en} was appealed${by.en} (appeal ${number}${court.en})${tooLate.en}`,
    };
  },
  AppealSettled: ({ data: { meetingId, appeal, parts, annulled, ruling, date, caseNumber } }) => {
    const about = partsOfMeeting(ruling === 'ANNULLED' ? annulled : parts, meetingId);
    const [day, found] = [dayWords(date), caseWords(caseNumber)];
    switch (ruling) {
      case 'DISMISSED':
        return {
          sv: `antecknade att överklagande ${appeal} av ${about.sv} lämnades utan bifall den ${day.sv}${found.sv}`,
          en: `recorded that on ${day.en} appeal ${appeal} of ${about.en} was dismissed${found.en}`,
        };
      case 'ANNULLED':
        return {
          sv: `antecknade att domstolen den ${day.sv} upphävde ${about.sv} efter överklagande ${appeal}${found.sv}`,
          en: `recorded that on ${day.en} the court annulled ${about.en} after appeal ${appeal}${found.en}`,
        };
      case 'WITHDRAWN':
        return {
          sv: `antecknade att överklagande ${appeal} av ${about.sv} återkallades den ${day.sv}${found.sv}`,
          en: `recorded that on ${day.en} appeal ${appeal} of ${about.en} was withdrawn${found.en}`,
        };
    }
  },
  LegalForceGained: ({ data: { meetingId, parts, on } }) => {
    const [about, day] = [partsOfMeeting(parts, meetingId), dayWords(on)];
    return {
      sv: `antecknade att ${about.sv} vann laga kraft den ${day.sv}`,
      en: `noted that on ${day.en} ${about.en} gained legal force`,
    };
  },
};

export const meetingHistory: StreamHistory<Meeting | null, MeetingEvent, Context> = {
  fold: meetingFold,
  // A meeting's state has no name for a matter that waits for a summons, so the code reads the matter's own state.
  context: async ({ event: { type, data }, before, after }, lookAt) => {
    const isListed = type === 'MatterPutOnAgenda' || type === 'MatterTakenOffAgenda';
    const matter = isListed ? await lookAt(matterFold, data.matterId) : null;
    const meeting = existing(after, data.meetingId);
    return { meeting, nameOf: namesIn(before === null ? [meeting] : [before, meeting], matter) };
  },
  sentences,
  describe: (meeting, _, { nameOf }) => (meeting === null ? [] : describeMeeting(meeting, nameOf)),
};

function itemWords(item: SummonedItem): Words {
  const [{ sv, en }, points] = [matterWords(item), pointsWords(item.points)];
  return {
    sv: `${sv} i version ${item.version} (${points.sv})`,
    en: `${en} in version ${item.version} (${points.en})`,
  };
}

/** Returns the label of a court case. It removes the word *Mål*, which some secretaries write before the number. */
function caseWords(caseNumber: string): Words {
  const number = caseNumber.replace(/^mål(?:nummer| nr)? +/i, '');
  return number === '' ? same('') : { sv: `, mål ${number}`, en: `, case ${number}` };
}
