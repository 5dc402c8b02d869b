import type { Id } from '../kernel/identity.js';
import { quoted } from '../kernel/history-labels.js';
import { isRefusal, Refusal } from '../kernel/refusal.js';
import { counted, type TakingPart, type Vote } from '../meetings/deliberation.js';
import type { Composition } from '../meetings/meeting-event.js';
import type { MinutedDecision, MinutesView } from '../meetings/meeting-view.js';
import { documentRefusals } from './document-refusals.js';
import type { Block } from './document.js';
import { memberName } from './meeting-people.js';
import { boardWithin, heading, nameOf, type Setting } from './setting.js';

/**
 * Rule 147: the totals of a named vote are reconciled before minutes are made of it.
 *
 * @throws Refusal `VOTE_NOT_RECONCILED` unless each person with a vote answered once, nobody else did, and the result
 * follows from the answers.
 */
export function requireReconciled({ votes, number, serving, chair }: MinutedDecision, paragraph: string): void {
  const wrong = votes.findIndex((vote) => !addsUp(vote, { serving, chair }));
  if (wrong !== -1)
    throw new Refusal(documentRefusals.VOTE_NOT_RECONCILED, { paragraph, point: number, vote: wrong + 1 });
}

function addsUp(vote: Vote, took: TakingPart): boolean {
  try {
    // The person who called for the vote does not change its totals.
    const { result, decidedBy } = counted({ ...vote, calledBy: null }, took);
    return result === vote.result && decidedBy === vote.decidedBy;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

/** Says who called for the vote, and what a yes and a no mean. */
export function voteCall({ calledBy, yesMeans, noMeans }: Vote, minutes: MinutesView, setting: Setting): string {
  const board = boardWithin(setting);
  const by = calledBy === null ? '' : memberName(calledBy, minutes, setting);
  const [yes, no] = [quoted(yesMeans), quoted(noMeans)];
  return {
    sv: `${by === '' ? 'Omröstning begärs.' : `${by} begär omröstning.`} Propositionsordning för ${board}: ja-röst för ${yes.sv}, nej-röst för ${no.sv}.`,
    en: `${by === '' ? 'A vote is called for.' : `${by} calls for a vote.`} Order of the vote for ${board}: yes for ${yes.en}, no for ${no.en}.`,
  }[setting.language];
}

/** Tells the result of a vote with its totals. */
export function voteResult(vote: Vote, list: number, setting: Setting): string {
  const { yes, no, abstained, result, yesMeans, noMeans, decidedBy } = vote;
  const board = boardWithin(setting);
  const won = quoted(result === 'YES' ? yesMeans : noMeans);
  const [aye, nay] = [yes.length, no.length];
  const sv = [
    `Med ${aye} ${aye === 1 ? 'ja-röst' : 'ja-röster'} mot ${nay} ${nay === 1 ? 'nej-röst' : 'nej-röster'}`,
    ...(abstained.length === 0
      ? []
      : [` samt ${abstained.length} ${abstained.length === 1 ? 'ledamot' : 'ledamöter'} som avstår från att rösta`]),
    ` beslutar ${board} i enlighet med ${won.sv}.`,
    ...(decidedBy === 'CHAIR' ? [' Vid lika röstetal fäller ordförandens utslagsröst avgörandet.'] : []),
    ` Se omröstningslista nr ${list}.`,
  ];
  const en = [
    `With ${aye} ${aye === 1 ? 'vote' : 'votes'} for and ${nay} against`,
    ...(abstained.length === 0 ? [] : [`, and ${abstained.length} abstaining`]),
    `, ${board} decides in accordance with ${won.en}.`,
    ...(decidedBy === 'CHAIR' ? [' The votes are equal, and the casting vote of the chair decides.'] : []),
    ` See voting list no. ${list}.`,
  ];
  return { sv: sv.join(''), en: en.join('') }[setting.language];
}

/** Makes the list of how each person voted (omröstningslista), with the totals. */
export function votingList(
  vote: Vote,
  { serving }: Pick<MinutedDecision, 'serving'>,
  list: number,
  where: string,
  of: { readonly minutes: MinutesView; readonly composition: Composition },
  setting: Setting,
): Block[] {
  const { language } = setting;
  const { yes, no, abstained } = vote;
  const head = {
    sv: { voter: 'Ledamot', yes: 'Ja', no: 'Nej', abstained: 'Avstår', sum: 'Summa', absent: 'Frånvarande' },
    en: { voter: 'Member', yes: 'Yes', no: 'No', abstained: 'Abstains', sum: 'Total', absent: 'Absent' },
  }[language];
  const mark = (voters: readonly Id<'Person'>[], id: Id<'Person'>) => (voters.includes(id) ? 'X' : '');
  const seats = serving.flatMap(({ personId, inPlaceOf }) => [personId, ...(inPlaceOf === null ? [] : [inPlaceOf])]);
  const absent = of.composition.members.filter((id) => !seats.includes(id)).map((id) => nameOf(id, setting));
  const title = { sv: `Omröstningslista nr ${list}`, en: `Voting list no. ${list}` }[language];
  return [
    heading(2, title),
    {
      kind: 'table',
      caption: `${title}, ${where}`,
      columns: [head.voter, head.yes, head.no, head.abstained].map((text) => ({ heading: text, isNumeric: false })),
      rows: serving.map(({ personId }) => [
        memberName(personId, of.minutes, setting),
        mark(yes, personId),
        mark(no, personId),
        mark(abstained, personId),
      ]),
      hasRowHeadings: true,
      sum: [head.sum, String(yes.length), String(no.length), String(abstained.length)],
    },
    ...(absent.length === 0
      ? []
      : [{ kind: 'facts', rows: [{ label: head.absent, value: absent.join(', ') }] } as const]),
  ];
}
