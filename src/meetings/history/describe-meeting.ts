import { inEach, listed, named, paragraphWords, personsWords, quoted } from '../../kernel/history-labels.js';
import type { Language } from '../../kernel/language.js';
import { dayWords, localTimeWords } from '../../kernel/local-time.js';
import { joined, naming, type Phrase, type Property, same, text, valued, type Words } from '../../kernel/history.js';
import type { Id } from '../../kernel/identity.js';
import { outcomeNames } from '../../kernel/outcome.js';
import { isBlank } from '../../kernel/refusal.js';
import { versionWords } from '../../matters/history/board-labels.js';
import type { Adjustment, AgendaItem, Appeal, Composition, PublicNotice, SummonedItem } from '../meeting-event.js';
import type { ConflictOfInterest } from '../correction.js';
import type { Motion, Remark, Reservation } from '../deliberation.js';
import { meetingStatusNames, paragraphStatusNames } from '../meeting-process.js';
import type { Adjournment, Dispatch, PartyOf } from '../meeting-record.js';
import type { RecordedDecision } from '../correction.js';
import type { Meeting } from '../meeting.js';
import { adjustmentOf, appealsOf, noticeOf, paragraphsOf, paragraphStatus } from '../paragraph.js';
import { type NameOf, othersWords, servingWords, voteByName, withNote } from './meeting-labels.js';

/** Returns the properties of a meeting. The history of the meeting shows the changes of these properties. */
export function describeMeeting(meeting: Meeting, nameOf: NameOf): Property[] {
  const { status, time, place, composition, agenda, summonses } = meeting;
  return valued([
    { name: { sv: 'Status', en: 'Status' }, value: named(meetingStatusNames, status) },
    { name: { sv: 'Tid', en: 'Time' }, value: same(time) },
    { name: { sv: 'Plats', en: 'Place' }, value: same(place) },
    ...describeComposition(composition),
    ...summonses.map(({ number, sentOn, hash }) => {
      const { sv, en } = dayWords(sentOn);
      return {
        name: { sv: `Kallelse ${number}`, en: `Summons ${number}` },
        value: { sv: `skickad den ${sv} (SHA-256 ${hash})`, en: `sent on ${en} (SHA-256 ${hash})` },
      };
    }),
    ...agenda.flatMap((item) => describeItem(item, nameOf)),
    ...describeAttendance(meeting),
    ...describeConflicts(meeting, nameOf),
    ...describePoints(meeting),
    ...paragraphsOf(meeting).flatMap((paragraph) => describeParagraph(meeting, paragraph)),
  ]);
}

function describeComposition({ chair, viceChairs, members, substitutes }: Composition): Property[] {
  return [
    { name: { sv: 'Nämndens ordförande', en: 'Chair of the board' }, value: naming(chair) },
    ...describePersons({ sv: 'Nämndens vice ordförande', en: 'Vice chairs of the board' }, viceChairs),
    ...describePersons({ sv: 'Ledamöter', en: 'Members' }, members),
    ...describePersons({ sv: 'Ersättare', en: 'Substitutes' }, substitutes),
  ];
}

function describePersons(name: Words, personIds: readonly Id<'Person'>[]): Property[] {
  return [{ name, value: personIds.length === 0 ? null : personsWords(personIds) }];
}

function describeItem(item: AgendaItem, nameOf: NameOf): Property[] {
  const name = nameOf(item.matterId);
  // The name is null only if the event is about another matter, so this matter has no change for the history to show.
  return name === null
    ? []
    : [{ name: { sv: `Ärende ${name.dnr}`, en: `Matter ${name.dnr}` }, value: agendaItemWords(item) }];
}

function agendaItemWords(listedItem: AgendaItem): Words {
  switch (listedItem.state) {
    case 'LISTED':
      return { sv: 'på föredragningslistan', en: 'on the agenda' };
    case 'SUMMONED': {
      const { sv, en } = versionWords(listedItem.item);
      return { sv: `på kallelsen i ${sv}`, en: `on the summons in ${en}` };
    }
    case 'ADDED': {
      const [{ sv, en }, where] = [versionWords(listedItem.item), paragraphWords(listedItem.paragraph)];
      return { sv: `upptaget i ${where} i ${sv}`, en: `taken up in ${where} in ${en}` };
    }
    case 'VOIDED':
      return { sv: 'struket från kallelsen', en: 'struck from the summons' };
    case 'WITHDRAWN': {
      const where = paragraphWords(listedItem.paragraph);
      return { sv: `inte upptaget, ${where} utgår`, en: `not taken up, ${where} is withdrawn` };
    }
  }
}

function describeAttendance({ attendance, adjusters, openedAt, closedAt, adjournments }: Meeting): Property[] {
  if (attendance === null) return [];
  const { serving, notServing, chair, others, parties } = attendance;
  return [
    { name: { sv: 'Ordförande vid sammanträdet', en: 'Presiding' }, value: naming(chair) },
    { name: { sv: 'Tjänstgörande', en: 'Serving' }, value: servingWords(serving) },
    ...describePersons({ sv: 'Närvarande utan att tjänstgöra', en: 'There without serving' }, notServing),
    {
      name: { sv: 'Övriga närvarande', en: 'Others present' },
      value: others.length === 0 ? null : othersWords(others),
    },
    ...describeAll({ sv: 'Partier', en: 'Parties' }, parties.map(partyWords)),
    { name: { sv: 'Öppnat', en: 'Opened' }, value: openedAt === null ? null : localTimeWords(openedAt) },
    ...describeAll({ sv: 'Ajourneringar', en: 'Adjournments' }, adjournments.map(adjournmentWords)),
    { name: { sv: 'Avslutat', en: 'Closed' }, value: closedAt === null ? null : localTimeWords(closedAt) },
    ...describePersons({ sv: 'Protokolljusterare', en: 'Adjusters' }, adjusters),
  ];
}

function partyWords({ personId, party }: PartyOf): Phrase {
  return withNote(personId, party);
}

function adjournmentWords({ from, until }: Adjournment): Words {
  const [begun, ended] = [localTimeWords(from), localTimeWords(until)];
  return { sv: `${begun.sv} till ${ended.sv}`, en: `${begun.en} until ${ended.en}` };
}

function describeConflicts({ conflicts }: Meeting, nameOf: NameOf): Property[] {
  return [...Map.groupBy(conflicts, ({ matterId }) => matterId)].map(([matterId, ofMatter]) => {
    const dnr = nameOf(matterId)?.dnr ?? matterId;
    return {
      name: { sv: `Jäv i ${dnr}`, en: `Conflicts of interest in ${dnr}` },
      value: listed(ofMatter.map(conflictWords)),
    };
  });
}

function conflictWords({ personId, substitute, chair }: ConflictOfInterest): Phrase {
  const [who, other] = [naming(personId), substitute === null ? { sv: 'ingen', en: 'nobody' } : naming(substitute)];
  const { sv, en } = { sv: text`${other.sv} tjänstgör i stället`, en: text`${other.en} serves instead` };
  if (chair === null) return { sv: text`${who.sv} (${sv})`, en: text`${who.en} (${en})` };
  const chaired = naming(chair);
  return {
    sv: text`${who.sv} (${sv}, ${chaired.sv} är ordförande)`,
    en: text`${who.en} (${en}, ${chaired.en} presides)`,
  };
}

/** Returns the properties of each decision point on the agenda and of the board's decision on the point. */
function describePoints({ agenda, decisions }: Pick<Meeting, 'agenda' | 'decisions'>): Property[] {
  return agenda.flatMap((listedItem) => ('item' in listedItem ? describePointsOf(listedItem.item, decisions) : []));
}

function describePointsOf({ matterId, dnr, points }: SummonedItem, decisions: readonly RecordedDecision[]): Property[] {
  return points.flatMap(({ number, proposedWording }) => {
    const decision = decisions.find((one) => one.matterId === matterId && one.number === number);
    const point = { sv: `${dnr}, beslutspunkt ${number}`, en: `${dnr}, decision point ${number}` };
    const of = ({ sv, en }: Words): Words => ({ sv: `${point.sv}, ${sv}`, en: `${point.en}, ${en}` });
    return [
      { name: of({ sv: 'beslut', en: 'decision' }), value: decisionWords(decision) },
      // Rule 27: when the board amends the wording, the history shows a change of this property.
      { name: of({ sv: 'lydelse', en: 'wording' }), value: same(decision?.wording ?? proposedWording) },
      ...(decision === undefined ? [] : describeDecision(decision, of)),
    ];
  });
}

function decisionWords(decision: RecordedDecision | undefined): Words {
  return decision === undefined ? { sv: 'inte fattat', en: 'not taken' } : named(outcomeNames, decision.outcome);
}

function describeDecision(decision: RecordedDecision, of: (name: Words) => Words): Property[] {
  const { reason, motions, proposalsPut, votes, reservations, remarks, serving, chair } = decision;
  return [
    { name: of({ sv: 'skäl', en: 'reason' }), value: isBlank(reason) ? null : same(reason) },
    ...describeAll(of({ sv: 'yrkanden', en: 'motions' }), motions.map(motionWords)),
    ...describeAll(of({ sv: 'propositionsordning', en: 'proposals put' }), proposalsPut.map(same)),
    ...describeAll(of({ sv: 'votering', en: 'votes' }), votes.map(voteByName)),
    ...describeAll(of({ sv: 'reservationer', en: 'reservations' }), reservations.map(reservationWords)),
    ...describeAll(of({ sv: 'anteckningar och yttranden', en: 'notes and statements' }), remarks.map(remarkWords)),
    { name: of({ sv: 'ordförande', en: 'presiding' }), value: naming(chair) },
    { name: of({ sv: 'deltog', en: 'took part' }), value: servingWords(serving) },
  ];
}

function describeAll(name: Words, all: readonly Phrase[]): Property[] {
  const allIn = (language: Language) =>
    joined(
      all.map((one) => one[language]),
      '; ',
    );
  return [{ name, value: all.length === 0 ? null : inEach(allIn) }];
}

function motionWords({ by, outcome, wording, withdrawn }: Motion): Phrase {
  const [mover, { sv, en }, asked] = [naming(by), named(outcomeNames, outcome), quoted(wording)];
  const back = withdrawn ? { sv: ', återtaget', en: ', taken back' } : same('');
  return {
    sv: text`${mover.sv}: ${sv}, ${asked.sv}${back.sv}`,
    en: text`${mover.en}: ${en}, ${asked.en}${back.en}`,
  };
}

function reservationWords({ by, text: why }: Reservation): Phrase {
  const { sv, en } = naming(by);
  return isBlank(why) ? { sv, en } : { sv: text`${sv}: ${why}`, en: text`${en}: ${why}` };
}

function remarkWords({ kind, by, text: remark }: Remark): Phrase {
  const [{ sv, en }, author] = [remarkNames[kind], naming(by)];
  return { sv: text`${sv} av ${author.sv}: ${remark}`, en: text`${en} by ${author.en}: ${remark}` };
}

const remarkNames = {
  NOTE: { sv: 'protokollsanteckning', en: 'note' },
  STATEMENT: { sv: 'särskilt yttrande', en: 'separate statement' },
} as const;

/** Returns the properties of a paragraph, such as its status, adjustment, notice, appeals and legal force. */
function describeParagraph(meeting: Meeting, paragraph: string): Property[] {
  const name = paragraphWords(paragraph);
  const of = ({ sv, en }: Words): Words => ({ sv: `${name}, ${sv}`, en: `${name}, ${en}` });
  const [adjustment, notice] = [adjustmentOf(meeting, paragraph), noticeOf(meeting, paragraph)];
  const appeals = appealsOf(meeting, paragraph).map(appealWords);
  const sent = meeting.dispatches.filter((one) => one.paragraph === paragraph).map(dispatchWords);
  const force = meeting.legalForce.find(({ parts }) => parts.some((part) => part.paragraph === paragraph));
  return [
    { name: same(name), value: named(paragraphStatusNames, paragraphStatus(meeting, paragraph)) },
    {
      name: of({ sv: 'justering', en: 'adjustment' }),
      value: adjustment === undefined ? null : adjustmentWords(adjustment),
    },
    ...describeAll(of({ sv: 'expedierad', en: 'sent' }), sent),
    { name: of({ sv: 'anslag', en: 'notice' }), value: notice === undefined ? null : noticeWords(notice) },
    ...describeAll(of({ sv: 'överklaganden', en: 'appeals' }), appeals),
    { name: of({ sv: 'laga kraft', en: 'legal force' }), value: force === undefined ? null : sinceWords(force.on) },
  ];
}

function sinceWords(day: string): Words {
  const { sv, en } = dayWords(day);
  return { sv: `från den ${sv}`, en: `from ${en}` };
}

function adjustmentWords({ date, adjusters }: Adjustment): Phrase {
  const [{ sv, en }, by] = [dayWords(date), personsWords(adjusters)];
  return { sv: text`den ${sv} av ${by.sv}`, en: text`on ${en} by ${by.en}` };
}

function dispatchWords({ recipients, date }: Dispatch): Words {
  const [{ sv, en }, to] = [dayWords(date), recipients.join(', ')];
  return { sv: `den ${sv} till ${to}`, en: `on ${en} to ${to}` };
}

function noticeWords({ date, lastAppealDay, takenDown, earlyReason, keptAt }: PublicNotice): Words {
  const [posted, last] = [dayWords(date), dayWords(lastAppealDay)];
  const where =
    keptAt === '' ? same('') : { sv: `, protokollet förvaras ${keptAt}`, en: `, minutes kept at ${keptAt}` };
  const { sv, en } = {
    sv: `anslaget den ${posted.sv}, sista dag att överklaga den ${last.sv}${where.sv}`,
    en: `posted on ${posted.en}, last day to appeal ${last.en}${where.en}`,
  };
  if (takenDown === null) return { sv, en };
  const down = dayWords(takenDown);
  if (earlyReason !== null) {
    return { sv: `${sv}, nedtaget i förtid den ${down.sv}`, en: `${en}, taken down early on ${down.en}` };
  }
  return { sv: `${sv}, nedtaget den ${down.sv}`, en: `${en}, taken down on ${down.en}` };
}

function appealWords({ number, receivedOn, parts, settled }: Appeal): Words {
  const day = dayWords(receivedOn);
  const inTime = parts.every(({ late }) => late) ? { sv: 'för sent', en: 'too late' } : { sv: 'i tid', en: 'in time' };
  const what = {
    sv: `överklagande ${number}, inkommet ${inTime.sv} den ${day.sv}`,
    en: `appeal ${number}, received ${inTime.en} on ${day.en}`,
  };
  if (settled === null) return what;
  const [ruling, on] = [rulingNames[settled.ruling], dayWords(settled.date)];
  return { sv: `${what.sv}, ${ruling.sv} den ${on.sv}`, en: `${what.en}, ${ruling.en} on ${on.en}` };
}

const rulingNames = {
  DISMISSED: { sv: 'lämnat utan bifall', en: 'dismissed' },
  ANNULLED: { sv: 'bifallet', en: 'upheld' },
  WITHDRAWN: { sv: 'återkallat', en: 'withdrawn' },
} as const;
