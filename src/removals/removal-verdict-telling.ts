import { type Change, same, type Telling, type Words } from '../kernel/telling.js';
import { verdictNames } from '../kernel/telling-words.js';
import type { Verdict } from '../matters/review.js';
import {
  type Happened,
  type ProposalAround,
  proposalChanges,
  proposalWords,
  type RemovalContext,
  stepWords,
} from './removal-words.js';

type VerdictGiven = Happened<'RemovalStepApproved' | 'RemovalReturned' | 'RemovalDeclined'>;

/** Tells what a reviewer made of a version of a proposal. */
export function tellOfVerdict(event: VerdictGiven, around: ProposalAround, context: RemovalContext): Telling {
  const { version, step: code, reason, actingFor } = event.data;
  const proposal = proposalWords(context);
  const step = stepWords(around.after, code, actingFor);
  const { verb, end, verdict } = wordsOf(event, around);
  return {
    did: {
      sv: `${verb.sv}, ${step.sv}, version ${version} av ${proposal.sv}${end.sv}`,
      en: `${verb.en}, ${step.en}, version ${version} of ${proposal.en}${end.en}`,
    },
    changes: [verdictChange(verdict), ...proposalChanges(around)],
    reason: reason.trim() === '' ? null : reason,
  };
}

function wordsOf(
  event: VerdictGiven,
  { after }: ProposalAround,
): { readonly verb: Words; readonly end: Words; readonly verdict: Verdict } {
  switch (event.type) {
    case 'RemovalStepApproved':
      return {
        verdict: 'APPROVE',
        verb: { sv: 'godkände', en: 'approved' },
        end:
          after.status === 'REVIEWED'
            ? { sv: ', och förslaget är därmed färdiggranskat', en: ', and the proposal has thereby passed its review' }
            : same(''),
      };
    case 'RemovalReturned':
      return {
        verdict: 'RETURN',
        verb:
          event.data.to === 'AUTHOR'
            ? { sv: 'återlämnade till författaren', en: 'returned to the author' }
            : { sv: 'återlämnade till föregående steg', en: 'returned to the previous step' },
        end: same(''),
      };
    case 'RemovalDeclined':
      return { verdict: 'DECLINE', verb: { sv: 'avstyrkte', en: 'declined' }, end: same('') };
  }
}

function verdictChange(verdict: Verdict): Change {
  return { what: { sv: 'Ställningstagande', en: 'Verdict' }, before: null, after: verdictNames[verdict] };
}
