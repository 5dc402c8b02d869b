import { activityOf, goalOf, yearOf } from '../kernel/identity.js';
import { type Narration, same, type Telling } from '../kernel/telling.js';
import { counted, quoted, warned } from '../kernel/telling-words.js';
import { matterFold } from '../matters/matter.js';
import { goalFold } from '../plans/goal.js';
import { type RemovalEvent, removalFold, type RemovalProposal } from './removal.js';
import { tellOfBoardsHandling } from './removal-at-board-telling.js';
import { tellOfVerdict } from './removal-verdict-telling.js';
import {
  type Happened,
  type ProposalAround,
  proposalAround,
  proposalChanges,
  proposalWords,
  reasonNames,
  type RemovalContext,
} from './removal-words.js';

export const removalNarration: Narration<readonly RemovalProposal[], RemovalEvent, RemovalContext> = {
  fold: removalFold,
  context: async (_id, lookAt, { data }) => {
    const activityId = activityOf(data.proposalId);
    const goal = await lookAt(goalFold, goalOf(activityId));
    const heading = goal?.activities.find(({ id }) => id === activityId)?.heading ?? activityId;
    return { heading, matter: 'matterId' in data ? await lookAt(matterFold, data.matterId) : null };
  },
  tell: (event, proposals, context) => {
    const around = proposalAround(proposals, event.data.proposalId);
    switch (event.type) {
      case 'RemovalProposed':
        return proposed(event, around, context);
      case 'RemovalRevised':
        return revised(around, context);
      case 'RemovalWithdrawn':
        return withdrawn(event, around, context);
      case 'RemovalVoided':
        return voided(around, context);
      case 'RemovalStepApproved':
      case 'RemovalReturned':
      case 'RemovalDeclined':
        return tellOfVerdict(event, around, context);
      case 'RemovalPutToBoard':
      case 'RemovalNotPutToBoard':
      case 'RemovalReleased':
      case 'RemovalDecided':
      case 'RemovalFinalityRecorded':
        return tellOfBoardsHandling(event, around, context);
    }
  },
};

function proposed({ data }: Happened<'RemovalProposed'>, around: ProposalAround, { heading }: RemovalContext): Telling {
  const { activityId, category, motivation, warnings } = data;
  const activity = quoted(heading);
  const cause = reasonNames[category];
  const year = yearOf(activityId);
  const end = warned(warnings);
  return {
    did: {
      sv: `föreslog att aktiviteten ${activity.sv} tas ur planen för ${year} (skäl: ${cause.sv})${end.sv}`,
      en: `proposed to take the activity ${activity.en} out of the plan for ${year} (reason: ${cause.en})${end.en}`,
    },
    changes: proposalChanges(around),
    reason: motivation,
  };
}

function revised(around: ProposalAround, context: RemovalContext): Telling {
  const proposal = proposalWords(context);
  const { version, lapsed } = around.after.review;
  const lost = lapsed.length - (around.before?.review.lapsed.length ?? 0);
  const approvals = counted(lost, { sv: 'godkännande', en: 'approval' }, { sv: 'godkännanden', en: 'approvals' });
  const end =
    lost === 0 ? same('') : { sv: `, varmed ${approvals.sv} förföll`, en: `, whereby ${approvals.en} lapsed` };
  return {
    did: {
      sv: `skrev version ${version} av ${proposal.sv}${end.sv}`,
      en: `wrote version ${version} of ${proposal.en}${end.en}`,
    },
    changes: proposalChanges(around),
    reason: null,
  };
}

function withdrawn(
  { data: { reason } }: Happened<'RemovalWithdrawn'>,
  around: ProposalAround,
  context: RemovalContext,
): Telling {
  const proposal = proposalWords(context);
  return {
    did: { sv: `drog tillbaka ${proposal.sv}`, en: `withdrew ${proposal.en}` },
    changes: proposalChanges(around),
    reason: reason.trim() === '' ? null : reason,
  };
}

function voided(around: ProposalAround, context: RemovalContext): Telling {
  const proposal = proposalWords(context);
  return {
    did: {
      sv: `förklarade ${proposal.sv} inaktuellt, eftersom aktiviteten redan var avslutad när det kom in`,
      en: `declared ${proposal.en} void, since the activity was completed already when it came in`,
    },
    changes: proposalChanges(around),
    reason: null,
  };
}
