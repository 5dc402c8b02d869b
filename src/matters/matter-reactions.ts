import { kindAndIdOf } from '../kernel/fold.js';
import type { Reaction } from '../kernel/reaction.js';
import { type RemovalEvent, removalFold, type RemovalProposal } from '../removals/removal.js';
import { type Matter, type MatterEvent, matterFold } from './matter.js';

const itself = { fold: matterFold, id: ({ stream }: { readonly stream: string }) => kindAndIdOf(stream)[1] };

/** A submitted matter claims its proposals: from then on only the board disposes of them (rule 14). */
export const claimProposals: Reaction<MatterEvent, Matter | null> = {
  name: 'claim proposals',
  to: matterFold,
  types: ['MatterSubmitted'],
  looksAt: itself,
  react: ({ type, data }) =>
    type !== 'MatterSubmitted'
      ? []
      : data.points.flatMap(({ number: point, subject }) =>
          subject.kind === 'REMOVE_ACTIVITY'
            ? [
                {
                  command: 'putRemovalToBoard',
                  data: { proposalId: subject.proposalId, version: subject.version, matterId: data.matterId, point },
                },
              ]
            : [],
        ),
};

/** A proposal that was withdrawn or taken in the same instant is no longer a point of the matter. */
export const strikeUnavailable: Reaction<RemovalEvent, readonly RemovalProposal[]> = {
  name: 'strike unavailable proposal',
  to: removalFold,
  types: ['RemovalNotPutToBoard'],
  looksAt: { fold: removalFold, id: ({ stream }) => kindAndIdOf(stream)[1] },
  react: ({ type, data }) =>
    type === 'RemovalNotPutToBoard'
      ? [{ command: 'strikePoint', data: { matterId: data.matterId, point: data.point } }]
      : [],
};

/** What the board decides of a point is carried to its proposal. */
export const settleProposals: Reaction<MatterEvent, Matter | null> = {
  name: 'settle proposals',
  to: matterFold,
  types: ['PointDecided'],
  looksAt: itself,
  react: ({ type, data }) => {
    if (type !== 'PointDecided' || data.subject.kind !== 'REMOVE_ACTIVITY') return [];
    const { matterId, number: point, outcome, reason, date, paragraph, dnr } = data;
    const { proposalId } = data.subject;
    return [{ command: 'settleRemoval', data: { proposalId, matterId, point, outcome, reason, date, paragraph, dnr } }];
  },
};
