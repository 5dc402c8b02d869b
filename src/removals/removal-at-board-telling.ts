import { existing } from '../kernel/existing.js';
import type { Finality } from '../kernel/finality.js';
import type { Outcome } from '../kernel/outcome.js';
import { caseStatusNames, outcomeNames } from '../kernel/sentences.js';
import type { Change, Telling, Words } from '../kernel/telling.js';
import { compared, dayWords, decisionWords, finalityNames, named } from '../kernel/telling-words.js';
import { type BoardDecision, decisionOn, finalityOf } from './board-decision.js';
import {
  type Happened,
  matterTitle,
  matterWords,
  type ProposalAround,
  proposalChanges,
  proposalWords,
  type RemovalContext,
} from './removal-words.js';

/** Tells what became of a proposal in the matter that puts it to the board, at the board and after. */
export function tellOfBoardsHandling(
  event: Happened<
    'RemovalPutToBoard' | 'RemovalNotPutToBoard' | 'RemovalReleased' | 'RemovalDecided' | 'RemovalFinalityRecorded'
  >,
  around: ProposalAround,
  context: RemovalContext,
): Telling {
  switch (event.type) {
    case 'RemovalPutToBoard':
      return putToBoard(event, around, context);
    case 'RemovalNotPutToBoard':
      return notPutToBoard(event, around, context);
    case 'RemovalReleased':
      return released(event, around, context);
    case 'RemovalDecided':
      return decided(event, around, context);
    case 'RemovalFinalityRecorded':
      return finalityRecorded(event, around, context);
  }
}

function putToBoard({ data }: Happened<'RemovalPutToBoard'>, around: ProposalAround, context: RemovalContext): Telling {
  const { matterId, point } = data;
  const proposal = proposalWords(context);
  const matter = matterWords(context, matterId);
  return {
    did: {
      sv: `lämnade ${proposal.sv} till nämnden som beslutspunkt ${point} i ${matter.sv}`,
      en: `submitted ${proposal.en} for decision by the board as decision point ${point} of ${matter.en}`,
    },
    changes: proposalChanges(around),
    reason: null,
  };
}

function notPutToBoard(
  { data: { matterId, point, status } }: Happened<'RemovalNotPutToBoard'>,
  around: ProposalAround,
  context: RemovalContext,
): Telling {
  const proposal = proposalWords(context);
  const matter = matterWords(context, matterId);
  const is = named(caseStatusNames, status);
  // A reviewed proposal can be had, but for a version that the matter was not submitted with.
  const cause =
    status === 'REVIEWED'
      ? {
          sv: 'dess text hade ändrats sedan ärendet lämnades in',
          en: 'its text had changed after the matter was submitted',
        }
      : { sv: `det var ${is.sv}`, en: `it was ${is.en}` };
  return {
    did: {
      sv: `lämnade inte ${proposal.sv} till nämnden som beslutspunkt ${point} i ${matter.sv}, eftersom ${cause.sv}`,
      en: `did not submit ${proposal.en} for decision by the board as decision point ${point} of ${matter.en}, since ${cause.en}`,
    },
    changes: proposalChanges(around),
    reason: null,
  };
}

function released(
  { data: { matterId } }: Happened<'RemovalReleased'>,
  around: ProposalAround,
  context: RemovalContext,
): Telling {
  const proposal = proposalWords(context);
  const matter = matterWords(context, matterId);
  return {
    did: {
      sv: `lät ${matter.sv} släppa ${proposal.sv}, eftersom sammanträdet inte behandlar ärendet`,
      en: `let ${matter.en} release ${proposal.en}, since the meeting does not handle the matter`,
    },
    changes: proposalChanges(around),
    reason: null,
  };
}

function decided({ data }: Happened<'RemovalDecided'>, around: ProposalAround, context: RemovalContext): Telling {
  const by = decisionWords(data);
  const made = decidedWords(data.outcome, proposalWords(context));
  const { matterId, point, outcome, reason } = data;
  const matter = matterTitle(context, matterId);
  return {
    did: {
      sv: `antecknade att nämnden genom beslut ${by.sv}, ${made.sv} (beslutspunkt ${point} i ${matter.sv})`,
      en: `noted that the board by its decision ${by.en}, ${made.en} (decision point ${point} of ${matter.en})`,
    },
    changes: [
      {
        what: { sv: 'Nämndens beslut', en: "The board's decision" },
        before: null,
        after: named(outcomeNames, outcome),
      },
      ...proposalChanges(around),
    ],
    reason: reason.trim() === '' ? null : reason,
  };
}

function decidedWords(outcome: Outcome, proposal: Words): Words {
  switch (outcome) {
    case 'APPROVED':
      return { sv: `biföll ${proposal.sv}`, en: `approved ${proposal.en}` };
    case 'REJECTED':
      return { sv: `avslog ${proposal.sv}`, en: `rejected ${proposal.en}` };
    case 'REFERRED_BACK':
      return { sv: `återremitterade ${proposal.sv}`, en: `referred back ${proposal.en}` };
    case 'POSTPONED':
      return { sv: `bordlade ${proposal.sv}`, en: `postponed ${proposal.en}` };
    case 'WITHDRAWN':
      return { sv: `lät ${proposal.sv} utgå`, en: `let ${proposal.en} drop` };
  }
}

function finalityRecorded(
  { data }: Happened<'RemovalFinalityRecorded'>,
  around: ProposalAround,
  context: RemovalContext,
): Telling {
  const proposal = proposalWords(context);
  const decision = existing(decisionOn(around.after.decisions, data) ?? null, data.proposalId);
  const by = decisionWords(decision);
  const became = finalityWords(data.finality);
  const day = dayWords(data.on);
  return {
    did: {
      sv: `antecknade att nämndens beslut ${by.sv}, om ${proposal.sv} ${became.sv} den ${day.sv}`,
      en: `noted that the board's decision ${by.en}, on ${proposal.en} ${became.en} on ${day.en}`,
    },
    changes: [...finalityChange(around, data), ...proposalChanges(around)],
    reason: null,
  };
}

function finalityWords(finality: Finality): Words {
  switch (finality) {
    case 'NOT_IN_FORCE':
      return { sv: 'upphörde att vara överklagat', en: 'ceased to be under appeal' };
    case 'APPEALED':
      return { sv: 'överklagades', en: 'was appealed' };
    case 'IN_FORCE':
      return { sv: 'vann laga kraft', en: 'gained legal force' };
    case 'ANNULLED':
      return { sv: 'upphävdes av domstol', en: 'was annulled by a court' };
  }
}

function finalityChange({ before, after }: ProposalAround, point: Pick<BoardDecision, 'matterId' | 'point'>): Change[] {
  const change = compared(decisionOn(before?.decisions ?? [], point), decisionOn(after.decisions, point));
  return change({ sv: 'Beslutets laga kraft', en: 'Legal force of the decision' }, (decision) =>
    named(finalityNames, finalityOf(decision)),
  );
}
