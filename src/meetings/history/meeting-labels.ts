import { listed, paragraphWords, personsWords, quoted } from '../../kernel/history-labels.js';
import { naming, type Phrase, same, text, type Words } from '../../kernel/history.js';
import { dayWords, localTimeWords } from '../../kernel/local-time.js';
import type { Id } from '../../kernel/identity.js';
import { matterWords, meetingWords, paragraphsWords } from '../../matters/history/board-labels.js';
import type { Serving, Vote } from '../deliberation.js';
import type { Attendance } from '../meeting-event.js';
import type { AdjusterElection, LocalTime, OtherPresent, ParagraphPart } from '../meeting-record.js';
import type { Meeting } from '../meeting.js';

// Both the sentences and the properties in the history of a meeting use these labels.

/** The registry number (dnr) and the title that name a matter. */
export interface MatterName {
  readonly id: Id<'Matter'>;
  readonly dnr: string;
  readonly title: string;
}

/** Returns the name of a matter, or null when only the id is known. */
export type NameOf = (matterId: Id<'Matter'>) => MatterName | null;

/** Returns a function that finds a matter's name in the meetings' agendas and summonses, and in `lookedUp`. */
export function namesIn(meetings: readonly Meeting[], lookedUp: MatterName | null): NameOf {
  const listed = meetings.flatMap(({ agenda }) => agenda.flatMap((one) => ('item' in one ? [one.item] : [])));
  const summoned = meetings.flatMap(({ summonses }) => summonses.flatMap(({ items }) => items));
  const sent = [...summoned, ...listed].map(({ matterId: id, dnr, title }) => ({ id, dnr, title }));
  const all = lookedUp === null ? sent : [lookedUp, ...sent];
  return (matterId) => all.findLast(({ id }) => id === matterId) ?? null;
}

/** Returns the label of a matter, which contains the matter's id when the name is unknown. */
export function matterNamed(matterId: Id<'Matter'>, nameOf: NameOf): Words {
  const name = nameOf(matterId);
  return name === null ? { sv: `ärendet ${matterId}`, en: `the matter ${matterId}` } : matterWords(name);
}

/** Names paragraphs and their meeting, such as *§§ 45 och 46 från sammanträdet den 11 maj 2026*. */
export function paragraphsOfMeeting(paragraphs: readonly string[], meetingId: Id<'Meeting'>): Words {
  const [{ sv, en }, meeting] = [paragraphsWords(paragraphs), meetingWords(meetingId)];
  return { sv: `${sv} från ${meeting.sv}`, en: `${en} of ${meeting.en}` };
}

/** Names parts of the minutes, such as *§ 45 punkt 2 och § 46 från sammanträdet den 11 maj 2026*. */
export function partsOfMeeting(parts: readonly ParagraphPart[], meetingId: Id<'Meeting'>): Words {
  if (parts.every(({ point }) => point === null))
    return paragraphsOfMeeting(
      parts.map(({ paragraph }) => paragraph),
      meetingId,
    );
  const [{ sv, en }, meeting] = [listed(parts.map(partWords)), meetingWords(meetingId)];
  return { sv: `${sv} från ${meeting.sv}`, en: `${en} of ${meeting.en}` };
}

function partWords({ paragraph, point }: ParagraphPart): Words {
  const name = paragraphWords(paragraph);
  return point === null ? same(name) : { sv: `${name} punkt ${point}`, en: `${name} point ${point}` };
}

/** Names the persons with a vote, such as *Anna Ek och Filip Berg (i stället för Bo Alm)*. */
export function servingWords(serving: readonly Serving[]): Phrase {
  return listed(
    serving.map(({ personId, inPlaceOf }) => {
      if (inPlaceOf === null) return naming(personId);
      const [who, other] = [naming(personId), naming(inPlaceOf)];
      return { sv: text`${who.sv} (i stället för ${other.sv})`, en: text`${who.en} (in place of ${other.en})` };
    }),
  );
}

/** Writes when something happened at a meeting; empty when the time is not recorded. It omits the meeting's own day. */
export function atTime(time: LocalTime | null, meetingId: Id<'Meeting'>): Words {
  if (time === null) return same('');
  const [day, clock] = [time.slice(0, 10), time.slice(11)];
  const { sv, en } = meetingId.includes(`meeting-${day}`)
    ? { sv: `kl. ${clock.replace(':', '.')}`, en: `at ${clock}` }
    : { sv: `den ${localTimeWords(time).sv}`, en: `on ${localTimeWords(time).en}` };
  return { sv: ` ${sv}`, en: ` ${en}` };
}

/** Writes who was elected to adjust the minutes, and the day and the place of the adjustment if they were set. */
export function electionWords({ adjusters, date, place }: Omit<AdjusterElection, 'reason'>): Phrase {
  const chosen = personsWords(adjusters);
  const day = date === null ? same('') : { sv: ` den ${dayWords(date).sv}`, en: ` on ${dayWords(date).en}` };
  const where = place === '' ? same('') : same(` (${place})`);
  return {
    sv: text`att justera protokollet${day.sv}${where.sv} utsågs ${chosen.sv}`,
    en: text`${chosen.en} ${adjusters.length === 1 ? 'was' : 'were'} elected to adjust the minutes${day.en}${where.en}`,
  };
}

/** Names officials and guests with their titles, such as *Nora Lind (ekonomichef)*. */
export function othersWords(others: readonly OtherPresent[]): Phrase {
  return listed(others.map(({ personId, title }) => withNote(personId, title)));
}

/** Names a person with a text in parentheses. */
export function withNote(personId: Id<'Person'>, note: string): Phrase {
  const { sv, en } = naming(personId);
  return { sv: text`${sv} (${note})`, en: text`${en} (${note})` };
}

/** Describes who presided, who served and who else was present. */
export function presentWords({ serving, notServing, chair, others }: Attendance): Phrase {
  const listening = notServing.length === 0 ? [] : [personsWords(notServing)];
  const guests = others.length === 0 ? [] : [othersWords(others)];
  const [seats, rest, chaired] = [servingWords(serving), listed([...listening, ...guests]), naming(chair)];
  const { sv, en } = {
    sv: text`med ${chaired.sv} som ordförande och med ${seats.sv} som tjänstgörande`,
    en: text`with ${chaired.en} presiding and with ${seats.en} serving`,
  };
  return listening.length + guests.length === 0
    ? { sv, en }
    : { sv: text`${sv}, i närvaro av ${rest.sv}`, en: text`${en}, in the presence of ${rest.en}` };
}

/** Describes a vote, such as *votering med 3 ja (”Bifall”), 2 nej (”Avslag”) och 0 som avstod: ja vann*. */
export function voteWords(vote: Vote): Words {
  const { yes, no, abstained } = vote;
  const [forYes, forNo, result] = [quoted(vote.yesMeans), quoted(vote.noMeans), resultWords(vote)];
  return {
    sv: `votering med ${yes.length} ja (${forYes.sv}), ${no.length} nej (${forNo.sv}) och ${abstained.length} som avstod: ${result.sv}`,
    en: `a vote with ${yes.length} yes (${forYes.en}), ${no.length} no (${forNo.en}) and ${abstained.length} who abstained: ${result.en}`,
  };
}

/** Returns the label of a vote, with the name of each voter instead of the numbers of votes. */
export function voteByName(vote: Vote): Phrase {
  const [forYes, forNo, result] = [quoted(vote.yesMeans), quoted(vote.noMeans), resultWords(vote)];
  const [yes, no, abstained] = [votersWords(vote.yes), votersWords(vote.no), votersWords(vote.abstained)];
  const called = calledFor(vote.calledBy);
  return {
    sv: text`${called.sv}ja (${forYes.sv}): ${yes.sv}; nej (${forNo.sv}): ${no.sv}; avstod: ${abstained.sv}; ${result.sv}`,
    en: text`${called.en}yes (${forYes.en}): ${yes.en}; no (${forNo.en}): ${no.en}; abstained: ${abstained.en}; ${result.en}`,
  };
}

function calledFor(personId: Vote['calledBy']): Phrase {
  if (personId === null) return same('');
  const { sv, en } = naming(personId);
  return { sv: text`begärd av ${sv}; `, en: text`called for by ${en}; ` };
}

function votersWords(voters: Vote['yes']): Phrase {
  return voters.length === 0 ? { sv: 'ingen', en: 'nobody' } : personsWords(voters);
}

/** Describes the result of a vote. At a tie the words say that the chair's vote decided (rule 31). */
function resultWords({ result, decidedBy }: Vote): Words {
  const { sv, en } = { YES: { sv: 'ja vann', en: 'yes won' }, NO: { sv: 'nej vann', en: 'no won' } }[result];
  switch (decidedBy) {
    case 'MAJORITY':
      return { sv, en };
    case 'CHAIR':
      return {
        sv: `lika röstetal, ${sv} med ordförandens röst`,
        en: `a tie, ${en} by the vote of whoever presided`,
      };
  }
}
