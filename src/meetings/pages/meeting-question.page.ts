import { permissions } from '../../web/act.page.js';
import {
  aFlag,
  aName,
  aNumber,
  asked,
  aText,
  called,
  fields,
  listOf,
  oneOf,
  orNull,
  query,
  type ValueOf,
} from '../../web/selection.js';
import type { Language } from '../../kernel/language.js';
import { dayWords } from '../../kernel/local-time.js';
import { outcomes } from '../../kernel/outcome.js';
import { meetingStatuses, paragraphStatuses } from '../meeting-process.js';
import { meetingWords } from './meeting-words.js';

const aPerson = orNull(aName);
const people = orNull(listOf(aName));
const outcome = oneOf(outcomes);
const serving = listOf(fields({ personId: aText, person: aPerson, inPlaceOf: orNull(aText), inPlaceOfNamed: aPerson }));
const part = fields({ paragraph: aText, point: orNull(aNumber) });

const aPoint = fields({ number: aNumber, proposedWording: aText, permitted: permissions });
const anItem = fields({
  ...{ dnr: aText, title: aText, version: aNumber, matterId: aText },
  points: listOf(aPoint),
});

const aVote = fields({
  ...{ calledBy: orNull(aText), calledByNamed: aPerson, yesMeans: aText, noMeans: aText },
  ...{ yesOutcome: orNull(outcome), noOutcome: orNull(outcome), result: aText, decidedBy: aText },
  ...{ yes: listOf(aText), yesNamed: people, no: listOf(aText), noNamed: people },
  ...{ abstained: listOf(aText), abstainedNamed: people },
});

const aDecision = fields({
  ...{ matterId: aText, dnr: aText, number: aNumber, paragraph: aText, outcome, wording: aText },
  ...{ proposedWording: aText, reason: aText, proposalsPut: listOf(aText), votes: listOf(aVote) },
  motions: listOf(fields({ by: aText, byNamed: aPerson, outcome, wording: aText, withdrawn: aFlag })),
  reservations: listOf(fields({ by: aText, byNamed: aPerson, text: aText })),
  remarks: listOf(fields({ kind: oneOf(['NOTE', 'STATEMENT']), by: aText, byNamed: aPerson, text: aText })),
  earlier: listOf(fields({ corrected: fields({ at: aText, by: aText, byNamed: aPerson, reason: aText }) })),
});

const anAttendance = fields({
  serving,
  ...{ chair: aText, chairNamed: aPerson, notServing: listOf(aText), notServingNamed: people },
  others: listOf(fields({ personId: aText, person: aPerson, title: aText })),
  parties: listOf(fields({ personId: aText, party: aText })),
});

const anAppeal = fields({
  ...{ number: aNumber, receivedOn: aText, courtDnr: aText, appellant: orNull(aText) },
  parts: listOf(fields({ paragraph: aText, point: orNull(aNumber), late: aFlag })),
  settled: orNull(fields({ ruling: aText, date: aText, caseNumber: aText, annulled: listOf(part) })),
});

const aNotice = fields({
  ...{ number: aNumber, paragraphs: listOf(aText), date: aText, lastAppealDay: aText, keptAt: aText },
  ...{ overdue: aFlag, takenDown: orNull(aText), earlyReason: orNull(aText) },
});

const agendaStates = ['LISTED', 'SUMMONED', 'ADDED', 'VOIDED', 'WITHDRAWN'] as const;

const aMeeting = fields({
  ...{ id: aText, boardId: aText, board: aPerson, date: aText, time: aText, place: aText, revision: aNumber },
  ...{ status: oneOf(meetingStatuses), cancelReason: orNull(aText), movedTo: orNull(aText) },
  ...{ openedAt: orNull(aText), closedAt: orNull(aText), permitted: permissions },
  composition: fields({
    ...{ chair: aText, chairNamed: aPerson, viceChairs: listOf(aText) },
    ...{ members: listOf(aText), membersNamed: people, substitutes: listOf(aText), substitutesNamed: people },
  }),
  agenda: listOf(
    fields({
      matterId: aText,
      matter: orNull(fields({ dnr: aText, title: aText })),
      ...{ state: oneOf(agendaStates), paragraph: orNull(aText), item: orNull(anItem) },
    }),
  ),
  summonses: listOf(
    fields({ number: aNumber, sentOn: aText, at: aText, by: aText, byNamed: aPerson, items: listOf(anItem) }),
  ),
  attendance: orNull(anAttendance),
  adjournments: listOf(fields({ from: aText, until: aText })),
  conflicts: listOf(
    fields({ matterId: aText, personId: aText, person: aPerson, substitute: orNull(aText), substituteNamed: aPerson }),
  ),
  decisions: listOf(aDecision),
  paragraphs: listOf(fields({ paragraph: aText, status: oneOf(paragraphStatuses), permitted: permissions })),
  elections: listOf(fields({ adjusters: listOf(aText), adjustersNamed: people, date: orNull(aText), place: aText })),
  adjusters: listOf(aText),
  adjustersNamed: people,
  adjustments: listOf(
    fields({ number: aNumber, paragraphs: listOf(aText), adjustersNamed: people, date: aText, overdue: aFlag }),
  ),
  notices: listOf(aNotice),
  appeals: listOf(anAppeal),
  legalForce: listOf(fields({ on: aText, parts: listOf(part) })),
  dispatches: listOf(fields({ paragraph: aText, date: aText, recipients: listOf(aText) })),
});

/** All that is known of a meeting, and what the person may do with it. */
export const meetingQuestion = query('$id: ID!, $asOf: AsOfInput', {
  meeting: asked('id: $id, asOf: $asOf', aMeeting),
});

/** The matters of a board in one status, for the agenda. */
export const mattersQuestion = query('$boardId: ID!, $status: MatterStatus', {
  matters: asked(
    'boardId: $boardId, status: $status, first: 100',
    fields({ edges: listOf(fields({ node: fields({ id: aText, dnr: aText, title: aText }) })) }),
  ),
});

export type Meeting = ValueOf<typeof aMeeting>;
export type Decision = Meeting['decisions'][number];
export type Vote = Decision['votes'][number];
type Name = ValueOf<typeof aName>;

/** Returns the names in the order in which the answer has them. */
export function calledAll(named: readonly Name[] | null): string {
  return (named ?? []).map((one) => called(one)).join(', ');
}

/** The members, with the substitutes after them. */
export function boardOf({ composition }: Meeting): readonly Name[] {
  return [...(composition.membersNamed ?? []), ...(composition.substitutesNamed ?? [])];
}

/** Names a meeting by its day, within a sentence. */
export function meetingDay(date: string, language: Language): string {
  return `${meetingWords.meeting[language].toLowerCase()} ${dayWords(date)[language]}`;
}
