import { permissions } from '../../web/act.page.js';
import { theBoard } from '../../web/board-lists.page.js';
import type { Visit } from '../../web/page.page.js';
import { aReview } from '../../web/review/review.page.js';
import {
  aFlag,
  aName,
  aNumber,
  asked,
  aText,
  fields,
  listOf,
  oneOf,
  orNull,
  query,
  type Selection,
  type ValueOf,
} from '../../web/selection.js';
import { matterStatuses } from '../matter-process.js';

/** A number, or a sentence that tells numbers. */
const aFigure: Selection<string | number> = {
  text: '',
  is: (answer) => typeof answer === 'string' || typeof answer === 'number',
};

const texts = fields({ title: aText, brief: aText, considerations: aText });
const attachments = listOf(fields({ name: aText, reference: aText }));
const removal = orNull(
  fields({ heading: aText, goalTitle: aText, category: aText, motivation: aText, responsibleUnit: aText }),
);

const aVersion = fields({
  ...{ number: aNumber, at: aText, by: aText, byNamed: orNull(aName), hash: aText, asRead: texts },
  ...{ recipients: listOf(aText), attachments, figures: listOf(fields({ name: aText, value: aFigure })) },
  points: listOf(fields({ number: aNumber, proposedWording: aText, removal })),
});

const aPoint = fields({
  ...{ number: aNumber, kind: aText, status: aText, proposedWording: aText, permitted: permissions },
  ...{ proposalId: orNull(aText), planId: orNull(aText), tertial: orNull(aText) },
  decisions: listOf(
    fields({ date: aText, paragraph: aText, outcome: aText, wording: aText, meetingId: orNull(aText) }),
  ),
});

const changed = listOf(fields({ what: aText, before: orNull(aText), after: orNull(aText) }));

const aMatter = fields({
  ...{ id: aText, boardId: aText, board: orNull(aName), dnr: aText, kind: aText, title: aText, revision: aNumber },
  ...{ status: oneOf(matterStatuses), permitted: permissions, points: listOf(aPoint), versions: listOf(aVersion) },
  ...aReview,
  summoned: listOf(fields({ version: aNumber, meetingId: aText, meeting: orNull(fields({ date: aText })) })),
  drift: listOf(fields({ name: aText, written: aFigure, now: orNull(aFigure) })),
  changesSinceReviewed: orNull(
    fields({
      ...{ from: aNumber, to: aNumber, texts: changed, points: changed, removals: changed, figures: changed },
      ...{ attachments: changed, recipients: changed },
    }),
  ),
  reportDifference: orNull(
    fields({
      hash: aText,
      changes: listOf(fields({ id: aText, name: aText, part: aText, before: orNull(aText), after: orNull(aText) })),
    }),
  ),
});

export type Matter = ValueOf<typeof aMatter>;
export type Version = Matter['versions'][number];

/** A matter, and what the person may do with it. */
export const matterQuestion = query('$id: ID!, $asOf: AsOfInput', { matter: asked('id: $id, asOf: $asOf', aMatter) });

const aDraft = fields({
  ...{ revision: aNumber, at: orNull(aText), by: orNull(aText), byNamed: orNull(aName), texts },
  ...{ recipients: listOf(aText), attachments },
});
export type Draft = ValueOf<typeof aDraft>;

export const draftQuestion = query('$id: ID!', { matterDraft: asked('matterId: $id', aDraft) });

/** The proposals of a board that can become points. */
export const reviewedProposals = query('$boardId: ID!', {
  removalProposals: asked(
    'boardId: $boardId, first: 100, status: REVIEWED',
    fields({ edges: listOf(fields({ node: fields({ id: aText, heading: aText }) })) }),
  ),
});

/** The plans of a board with their follow-ups, which can become points. */
export const followedPlans = query('$boardId: ID!', {
  plans: asked(
    'boardId: $boardId, first: 100',
    fields({
      edges: listOf(
        fields({ node: fields({ id: aText, year: aNumber, followUps: listOf(fields({ tertial: aText })) }) }),
      ),
    }),
  ),
});

/** The meetings of a board in one status. */
export const comingMeetings = query('$boardId: ID!, $status: MeetingStatus', {
  meetings: asked(
    'boardId: $boardId, status: $status, first: 100',
    fields({ edges: listOf(fields({ node: fields({ id: aText, date: aText, place: aText }) })) }),
  ),
});

/** The matters of a board, the newest last. */
export const mattersOfBoard = query('$boardId: ID!, $after: String, $asOf: AsOfInput', {
  matters: asked(
    'boardId: $boardId, asOf: $asOf, first: 50, after: $after, order: NEWEST_FIRST',
    fields({
      edges: listOf(fields({ node: fields({ id: aText, dnr: aText, title: aText, status: oneOf(matterStatuses) }) })),
      pageInfo: fields({ endCursor: orNull(aText), hasNextPage: aFlag }),
    }),
  ),
});

/** A matter with what is beside it on the pages of its acts. */
export interface MatterPlace {
  readonly matter: Matter;
  readonly roles: readonly string[];
  /** Null for whoever may not write it. */
  readonly draft: Draft | null;
}

const writing: readonly string[] = ['saveMatterDraft', 'submitMatter'];

export async function matterPlace(visit: Visit): Promise<MatterPlace> {
  const id = visit.params.matter ?? '';
  const { matter } = await visit.ask(matterQuestion, { id });
  const mayWrite = matter.permitted?.some(({ command, allowed }) => allowed && writing.includes(command)) === true;
  const draft = mayWrite ? (await visit.ask(draftQuestion, { id })).matterDraft : null;
  return { matter, draft, roles: (await theBoard(visit, matter.boardId)).roles };
}
