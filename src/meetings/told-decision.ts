import { outcomeNames } from '../kernel/sentences.js';
import { same, type Words } from '../kernel/telling.js';
import { type Told, toldIf } from '../kernel/telling-changes.js';
import { inEach, named, quoted } from '../kernel/telling-words.js';
import type { SummonedItem } from './agenda-item.js';
import type { Motion, Reservation } from './deliberation.js';
import type { Meeting, RecordedDecision } from './meeting.js';
import { servingWords } from './serving-words.js';
import { voteByName } from './vote-words.js';

/** The points that the board has before it, and what it has decided of them. */
export function toldPoints({ agenda, decisions }: Pick<Meeting, 'agenda' | 'decisions'>): Told[] {
  return agenda.flatMap((listedItem) => ('item' in listedItem ? toldItem(listedItem.item, decisions) : []));
}

function toldItem({ matterId, dnr, points }: SummonedItem, decisions: readonly RecordedDecision[]): Told[] {
  return points.flatMap(({ number, proposedWording }) => {
    const decision = decisions.find((one) => one.matterId === matterId && one.number === number);
    const point = { sv: `${dnr}, beslutspunkt ${number}`, en: `${dnr}, decision point ${number}` };
    const of = ({ sv, en }: Words): Words => ({ sv: `${point.sv}, ${sv}`, en: `${point.en}, ${en}` });
    return [
      { what: of({ sv: 'beslut', en: 'decision' }), is: outcomeWords(decision) },
      // Rule 27: what was decided in other words than were proposed shows as a change of the wording.
      { what: of({ sv: 'lydelse', en: 'wording' }), is: same(decision?.wording ?? proposedWording) },
      ...(decision === undefined ? [] : toldDecision(decision, of)),
    ];
  });
}

function outcomeWords(decision: RecordedDecision | undefined): Words {
  return decision === undefined ? { sv: 'inte fattat', en: 'not taken' } : named(outcomeNames, decision.outcome);
}

function toldDecision(decision: RecordedDecision, of: (what: Words) => Words): Told[] {
  const { motions, proposalsPut, votes, reservations, serving, chair } = decision;
  return [
    ...toldAll(of({ sv: 'yrkanden', en: 'motions' }), motions.map(motionWords)),
    ...toldAll(of({ sv: 'propositionsordning', en: 'proposals put' }), proposalsPut.map(same)),
    ...toldAll(of({ sv: 'votering', en: 'votes' }), votes.map(voteByName)),
    ...toldAll(of({ sv: 'reservationer', en: 'reservations' }), reservations.map(reservationWords)),
    { what: of({ sv: 'ordförande', en: 'presiding' }), is: same(chair) },
    { what: of({ sv: 'deltog', en: 'took part' }), is: servingWords(serving) },
  ];
}

function toldAll(what: Words, all: readonly Words[]): Told[] {
  return toldIf(what, all.length === 0 ? null : inEach((language) => all.map((one) => one[language]).join('; ')));
}

function motionWords({ by, outcome, wording, withdrawn }: Motion): Words {
  const [{ sv, en }, text] = [named(outcomeNames, outcome), quoted(wording)];
  const back = withdrawn ? { sv: ', återtaget', en: ', taken back' } : same('');
  return { sv: `${by}: ${sv}, ${text.sv}${back.sv}`, en: `${by}: ${en}, ${text.en}${back.en}` };
}

function reservationWords({ by, text }: Reservation): Words {
  return same(text.trim() === '' ? by : `${by}: ${text}`);
}
