import { existing } from '../../kernel/fold.js';
import {
  counted,
  decisionWords,
  deputyOf,
  finalityNames,
  finalityRecordedWords,
  named,
  quoted,
  textWords,
  verdictNames,
  warned,
} from '../../kernel/history-labels.js';
import { reasonIn, same, text } from '../../kernel/history.js';
import type { Facts, Phrase, Property, Sentences, StreamHistory, Words } from '../../kernel/history.js';
import { activityOf, goalOf, type Id, yearOf } from '../../kernel/identity.js';
import { dayWords } from '../../kernel/local-time.js';
import { type Finality, type Outcome, outcomeNames } from '../../kernel/outcome.js';
import { matterWords } from '../../matters/history/board-labels.js';
import { type Matter, matterFold } from '../../matters/matter.js';
import { goalFold } from '../../plans/goal.js';
import { caseStatusNames } from '../../reviews/case-status-names.js';
import { waitingStep } from '../../reviews/review.js';
import { decisionOn, finalityOf, type TakenDecision } from '../removal-process.js';
import { type ActivityChange, proposalIn, type RemovalEvent, removalFold, type RemovalProposal } from '../removal.js';
import { reasonNames } from '../reason-names.js';

/** The proposal before and after an event, and the names that the event's sentence uses. */
interface Context {
  readonly before: RemovalProposal | undefined;
  readonly after: RemovalProposal;
  readonly heading: string;
  /** The matter that the event refers to; null when the event refers to no matter. */
  readonly matter: Matter | null;
}

type DataOf<Type extends RemovalEvent['type']> = Extract<RemovalEvent, { type: Type }>['data'];

const sentences: Sentences<RemovalEvent, Context> = {
  RemovalProposed: ({ data: { activityId, category, warnings } }, { heading }) => {
    const [activity, cause, year, end] = [quoted(heading), reasonNames[category], yearOf(activityId), warned(warnings)];
    return {
      sv: `föreslog att aktiviteten ${activity.sv} tas ur planen för ${year} (skäl: ${cause.sv})${end.sv}`,
      en: `proposed to take the activity ${activity.en} out of the plan for ${year} (reason: ${cause.en})${end.en}`,
    };
  },
  RemovalRevised: (_, context) => {
    const [proposal, { version }, end] = [proposalWords(context), context.after.review, lostApprovals(context)];
    return {
      sv: `skrev version ${version} av ${proposal.sv}${end.sv}`,
      en: `wrote version ${version} of ${proposal.en}${end.en}`,
    };
  },
  RemovalActivityChanged: ({ data }, context) => {
    const [proposal, change, by] = [proposalWords(context), changeWords(data), decisionWords(data.decision)];
    const lost = lostApprovals(context);
    const end =
      context.after.status === 'BEFORE_BOARD'
        ? { sv: 'nämnden har redan förslaget', en: 'the board has the proposal already' }
        : { sv: `förslaget granskas på nytt${lost.sv}`, en: `the proposal is reviewed anew${lost.en}` };
    return {
      sv: `antecknade om ${proposal.sv} att aktiviteten ${change.sv} genom nämndens beslut ${by.sv}; ${end.sv}`,
      en: `noted about ${proposal.en} that the activity ${change.en} by the board's decision ${by.en}; ${end.en}`,
    };
  },
  RemovalWithdrawn: (_, context) => {
    const { sv, en } = proposalWords(context);
    return { sv: `drog tillbaka ${sv}`, en: `withdrew ${en}` };
  },
  RemovalWithdrawalVoided: (_, context) => {
    const { sv, en } = proposalWords(context);
    return {
      sv: `lämnade återkallelsen av ${sv} utan verkan, eftersom kallelsen redan hade sänts`,
      en: `left the withdrawal of ${en} without effect, since the summons had been sent already`,
    };
  },
  RemovalStepApproved: ({ data }, context) => {
    const { sv, en } = atStep({ sv: 'godkände', en: 'approved' }, data, context);
    return context.after.status === 'REVIEWED'
      ? {
          sv: text`${sv}, och förslaget är därmed färdiggranskat`,
          en: text`${en}, and the proposal has thereby passed its review`,
        }
      : { sv, en };
  },
  RemovalReturned: ({ data }, context) => atStep(returnedWords[data.to], data, context),
  RemovalDeclined: ({ data }, context) => atStep({ sv: 'avstyrkte', en: 'declined' }, data, context),
  RemovalVoided: (_, context) => {
    const { sv, en } = proposalWords(context);
    return {
      sv: `förklarade ${sv} inaktuellt, eftersom aktiviteten redan var avslutad när det kom in`,
      en: `declared ${en} void, since the activity was completed already when it came in`,
    };
  },
  RemovalPutToBoard: ({ data: { matterId, point } }, context) => {
    const [proposal, matter] = [proposalWords(context), matterNamed(context, matterId)];
    return {
      sv: `lämnade ${proposal.sv} till nämnden som beslutspunkt ${point} i ${matter.sv}`,
      en: `submitted ${proposal.en} for decision by the board as decision point ${point} of ${matter.en}`,
    };
  },
  RemovalNotPutToBoard: ({ data: { matterId, point, status } }, context) => {
    const [proposal, matter, is] = [proposalWords(context), matterNamed(context, matterId), caseWords(status)];
    // With the status REVIEWED, the only possible cause is that the version in the matter is not the current version.
    const cause =
      status === 'REVIEWED'
        ? {
            sv: 'dess text hade ändrats sedan ärendet lämnades in',
            en: 'its text had changed after the matter was submitted',
          }
        : { sv: `det var ${is.sv}`, en: `it was ${is.en}` };
    return {
      sv: `lämnade inte ${proposal.sv} till nämnden som beslutspunkt ${point} i ${matter.sv}, eftersom ${cause.sv}`,
      en: `did not submit ${proposal.en} for decision by the board as decision point ${point} of ${matter.en}, since ${cause.en}`,
    };
  },
  RemovalReleased: ({ data: { matterId } }, context) => {
    const [proposal, matter] = [proposalWords(context), matterNamed(context, matterId)];
    return {
      sv: `lät ${matter.sv} släppa ${proposal.sv}, eftersom sammanträdet inte behandlar ärendet`,
      en: `let ${matter.en} release ${proposal.en}, since the meeting does not handle the matter`,
    };
  },
  RemovalDecided: ({ data }, context) => {
    const { matterId, point, outcome } = data;
    const [by, made] = [decisionWords(data), decidedWords(outcome, proposalWords(context))];
    const matter = quoted(context.matter?.title ?? matterId);
    return {
      sv: `antecknade att nämnden genom beslut ${by.sv}, ${made.sv} (beslutspunkt ${point} i ${matter.sv})`,
      en: `noted that the board by its decision ${by.en}, ${made.en} (decision point ${point} of ${matter.en})`,
    };
  },
  RemovalFinalityRecorded: ({ data }, context) => {
    const decision = existing(decisionOn(context.after.decisions, data) ?? null, data.proposalId);
    const [by, proposal] = [decisionWords(decision), proposalWords(context)];
    const became = finalityRecordedWords(data.finality, data.on, finalityBefore(context, data));
    return {
      sv: `antecknade att nämndens beslut ${by.sv}, om ${proposal.sv} ${became.sv}`,
      en: `noted that the board's decision ${by.en}, on ${proposal.en} ${became.en}`,
    };
  },
};

const verdict = { sv: 'Ställningstagande', en: 'Verdict' };

const facts: Facts<RemovalEvent> = {
  RemovalStepApproved: () => [{ name: verdict, value: verdictNames.APPROVE }],
  RemovalReturned: () => [{ name: verdict, value: verdictNames.RETURN }],
  RemovalDeclined: () => [{ name: verdict, value: verdictNames.DECLINE }],
  RemovalDecided: ({ data: { outcome } }) => [
    { name: { sv: 'Nämndens beslut', en: "The board's decision" }, value: named(outcomeNames, outcome) },
  ],
};

/** Defines the history of the removal proposals about one activity, which share one stream. */
export const removalHistory: StreamHistory<readonly RemovalProposal[], RemovalEvent, Context> = {
  fold: removalFold,
  context: async ({ event: { data }, before, after }, lookAt) => {
    const activityId = activityOf(data.proposalId);
    const goal = await lookAt(goalFold, goalOf(activityId));
    return {
      before: before.find(({ id }) => id === data.proposalId),
      after: proposalIn(after, data.proposalId),
      heading: goal?.activities.find(({ id }) => id === activityId)?.heading ?? activityId,
      matter: 'matterId' in data ? await lookAt(matterFold, data.matterId) : null,
    };
  },
  sentences,
  facts,
  describe: (proposals, event) => {
    const proposal = proposals.find(({ id }) => id === event.data.proposalId);
    return proposal === undefined ? [] : describeProposal(proposal, event);
  },
  reason: (event) => (event.type === 'RemovalProposed' ? event.data.motivation : reasonIn(event)),
  because: ({ type }) => (type === 'RemovalProposed' ? { sv: 'Motivering', en: 'Motivation' } : undefined),
};

function describeProposal({ status, review, versions, decisions }: RemovalProposal, event: RemovalEvent): Property[] {
  const newest = versions.at(-1);
  return [
    ...(event.type === 'RemovalFinalityRecorded' ? describeFinality(decisionOn(decisions, event.data)) : []),
    { name: { sv: 'Förslagets status', en: 'Status of the proposal' }, value: caseWords(status) },
    {
      name: { sv: 'Väntar på', en: 'Waits for' },
      value: status === 'IN_REVIEW' ? (waitingStep(review)?.name ?? null) : null,
    },
    { name: { sv: 'Skäl', en: 'Reason' }, value: newest === undefined ? null : reasonNames[newest.category] },
    { name: { sv: 'Motivering', en: 'Motivation' }, value: textWords(newest?.motivation ?? '') },
  ];
}

function describeFinality(decision: TakenDecision | undefined): Property[] {
  const name = { sv: 'Beslutets laga kraft', en: 'Legal force of the decision' };
  return [{ name, value: decision === undefined ? null : named(finalityNames, finalityOf(decision)) }];
}

const returnedWords = {
  AUTHOR: { sv: 'återlämnade till författaren', en: 'returned to the author' },
  PREVIOUS_STEP: { sv: 'återlämnade till föregående steg', en: 'returned to the previous step' },
} as const;

function decidedWords(outcome: Outcome, { sv, en }: Words): Words {
  switch (outcome) {
    case 'APPROVED':
      return { sv: `biföll ${sv}`, en: `approved ${en}` };
    case 'REJECTED':
      return { sv: `avslog ${sv}`, en: `rejected ${en}` };
    case 'REFERRED_BACK':
      return { sv: `återremitterade ${sv}`, en: `referred back ${en}` };
    case 'POSTPONED':
      return { sv: `bordlade ${sv}`, en: `postponed ${en}` };
    case 'WITHDRAWN':
      return { sv: `lät ${sv} utgå`, en: `let ${en} drop` };
  }
}

function caseWords(status: RemovalProposal['status']): Words {
  return named(caseStatusNames, status);
}

function lostApprovals({ before, after }: Context): Words {
  const lost = after.review.lapsed.length - (before?.review.lapsed.length ?? 0);
  const approvals = counted(lost, { sv: 'godkännande', en: 'approval' }, { sv: 'godkännanden', en: 'approvals' });
  return lost === 0 ? same('') : { sv: `, varmed ${approvals.sv} förföll`, en: `, whereby ${approvals.en} lapsed` };
}

function changeWords({ heading, startDate, endDate }: ActivityChange): Words {
  if (heading === null) {
    const [from, to] = [dayWords(startDate ?? ''), dayWords(endDate ?? '')];
    return { sv: `fick tiden ${from.sv} – ${to.sv}`, en: `was given the dates ${from.en} – ${to.en}` };
  }
  const { sv, en } = quoted(heading);
  return { sv: `fick ny lydelse (${sv})`, en: `was given a new wording (${en})` };
}

function proposalWords({ heading }: Context): Words {
  const { sv, en } = quoted(heading);
  return {
    sv: `förslaget att ta aktiviteten ${sv} ur planen`,
    en: `the proposal to take the activity ${en} out of the plan`,
  };
}

function matterNamed({ matter }: Context, id: Id<'Matter'>): Words {
  return matter === null ? { sv: `ärendet ${id}`, en: `the matter ${id}` } : matterWords(matter);
}

function finalityBefore({ before }: Context, data: DataOf<'RemovalFinalityRecorded'>): Finality {
  const decision = decisionOn(before?.decisions ?? [], data);
  return decision === undefined ? 'NOT_IN_FORCE' : finalityOf(decision);
}

/** Writes a verdict with its step and version, and with the person whom a deputy represented, if a deputy acted. */
function atStep(verb: Words, { version, step: code, actingFor }: DataOf<'RemovalDeclined'>, context: Context): Phrase {
  const [proposal, deputy] = [proposalWords(context), deputyOf(actingFor)];
  const step = context.after.review.chain.steps.find((candidate) => candidate.code === code)?.name ?? same(code);
  return {
    sv: text`${verb.sv}, i steget ${step.sv}${deputy.sv}, version ${version} av ${proposal.sv}`,
    en: text`${verb.en}, at the step ${step.en}${deputy.en}, version ${version} of ${proposal.en}`,
  };
}
