import type { Recorded } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import { caseStatusNames } from '../kernel/sentences.js';
import { type Around, type Change, same, type Words } from '../kernel/telling.js';
import { compared, named, quoted, textWords } from '../kernel/telling-words.js';
import type { Matter } from '../matters/matter.js';
import { waitingStep } from '../matters/review.js';
import { proposalIn, type ReasonCategory, type RemovalEvent, type RemovalProposal } from './removal.js';

export type Happened<Type extends RemovalEvent['type']> = Recorded<Extract<RemovalEvent, { type: Type }>>;

/** What an event about a proposal is told by. */
export interface RemovalContext {
  /** Of the activity that the proposals are about. */
  readonly heading: string;
  /** The matter that the event refers to; null when it refers to none. */
  readonly matter: Matter | null;
}

/** The proposal right before and right after an event about it. */
export interface ProposalAround {
  readonly before: RemovalProposal | undefined;
  readonly after: RemovalProposal;
}

export function proposalAround(
  { before, after }: Around<readonly RemovalProposal[]>,
  proposalId: Id<'RemovalProposal'>,
): ProposalAround {
  return { before: before.find(({ id }) => id === proposalId), after: proposalIn(after, proposalId) };
}

export const reasonNames: Readonly<Record<ReasonCategory, Words>> = {
  POSTPONED: { sv: 'uppskjuten', en: 'postponed' },
  LACKS_RESOURCES: { sv: 'resurser saknas', en: 'lack of resources' },
  NO_LONGER_RELEVANT: { sv: 'inte längre aktuell', en: 'no longer relevant' },
  DONE_ELSEWHERE: { sv: 'görs på annat håll', en: 'done elsewhere' },
  OTHER: { sv: 'annat', en: 'other' },
};

export function proposalWords({ heading }: RemovalContext): Words {
  const { sv, en } = quoted(heading);
  return {
    sv: `förslaget att ta aktiviteten ${sv} ur planen`,
    en: `the proposal to take the activity ${en} out of the plan`,
  };
}

export function matterWords({ matter }: RemovalContext, id: Id<'Matter'>): Words {
  if (matter === null) return { sv: `ärendet ${id}`, en: `the matter ${id}` };
  const title = quoted(matter.title);
  return { sv: `ärendet ${title.sv} (dnr ${matter.dnr})`, en: `the matter ${title.en} (reg. no. ${matter.dnr})` };
}

/** Of a matter whose registry number is said beside. */
export function matterTitle({ matter }: RemovalContext, id: Id<'Matter'>): Words {
  return quoted(matter?.title ?? id);
}

export function proposalChanges({ before, after }: ProposalAround): Change[] {
  const change = compared(before, after);
  const textChange = compared(before?.versions.at(-1), after.versions.at(-1));
  return [
    ...change({ sv: 'Förslagets status', en: 'Status of the proposal' }, ({ status }) =>
      named(caseStatusNames, status),
    ),
    ...change({ sv: 'Väntar på', en: 'Waits for' }, ({ status, review }) =>
      status === 'IN_REVIEW' ? (waitingStep(review)?.name ?? null) : null,
    ),
    ...textChange({ sv: 'Skäl', en: 'Reason' }, ({ category }) => reasonNames[category]),
    ...textChange({ sv: 'Motivering', en: 'Motivation' }, ({ motivation }) => textWords(motivation)),
  ];
}

/** Where in the chain a verdict was given, and for whom when it was given as a deputy. */
export function stepWords({ review }: RemovalProposal, code: string, actingFor: Id<'Person'> | undefined): Words {
  const step = review.chain.steps.find((candidate) => candidate.code === code)?.name ?? same(code);
  return actingFor === undefined
    ? { sv: `i steget ${step.sv}`, en: `at the step ${step.en}` }
    : {
        sv: `i steget ${step.sv} som ersättare för ${actingFor}`,
        en: `at the step ${step.en} as deputy of ${actingFor}`,
      };
}
