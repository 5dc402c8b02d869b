import { clerk, type Happened } from '../../../test/support/given.js';
import {
  inReview,
  matterAfter,
  matterApprovedByManager,
  opened,
  unchanged,
  versionSubmitted,
  wayToMatter,
  wordingOf,
  other,
} from '../../../test/support/matter-under-test.js';
import { actOf, answerOf, coAuthor, codeIn, readers, toldBy } from '../../../test/support/permitted-under-test.js';
import {
  bothSteps,
  matterId,
  planId,
  proposalId,
  proposalsAfter,
  wayTo,
} from '../../../test/support/removal-under-test.js';
import { openPlan, submitting } from '../../../test/support/submission-under-test.js';
import { wrongRows } from '../../../test/support/wrong-rows.js';
import type { Act } from '../../kernel/permissions.js';
import { withdrawMatter } from '../corrections/withdrawal.js';
import { clearMatterDraft, saveMatterDraft } from '../matter-draft.js';
import type { MatterEvent } from '../matter-event.js';
import { guardsOfMatter, guardsOfPoint } from './matter-permitted.js';
import { addOtherPoint, addRemovalPoint, addReportPoint, strikePoint } from '../matter-points.js';
import { matterStatuses } from '../matter-process.js';
import { reviewMatter } from '../matter-review.js';
import { submitMatter } from '../matter-submission.js';
import type { Matter } from '../matter.js';
import { acceptReportChange } from '../report-acceptance.js';

type Case = { readonly matter: Matter | null; readonly submitting: typeof submitting };

const plan = submitting.plans[0] ?? null;
const [goal = null] = submitting.goals;
const reviewed = proposalsAfter(...wayTo.REVIEWED);
const draft = { matterId, expectedDraftRevision: 3 };
const texts = { title: null, brief: 'Kort.', considerations: null, attachments: null, recipients: null };
const at = '2026-05-12T08:00:00.000Z';

/** The points of a matter without those that a command is about to add, so that no point is there twice. */
function without(kind: string, matter: Matter | null): Matter | null {
  if (matter === null) return null;
  return { ...matter, points: matter.points.filter(({ subject }) => subject.kind !== kind || isPostponed(matter)) };
}

function isPostponed({ status }: Matter): boolean {
  return status === 'POSTPONED';
}

/** Each command that a person gives about a matter, with data that no rule can refuse. */
const commands: readonly (readonly [string, (one: Case, act: Act) => unknown])[] = [
  [
    'addReportPoint',
    ({ matter }, act) =>
      addReportPoint({ matterId, planId, tertial: 'T1' }, without('APPROVE_REPORT', matter), plan, act),
  ],
  [
    'addRemovalPoint',
    ({ matter }, act) =>
      addRemovalPoint(
        { matterId, proposalId },
        without('REMOVE_ACTIVITY', matter),
        { proposals: reviewed, goals: goal === null ? [] : [goal] },
        act,
      ),
  ],
  ['addOtherPoint', ({ matter }, act) => addOtherPoint({ matterId, wording: wordingOf(other) }, matter, act)],
  ['saveMatterDraft', ({ matter }, act) => saveMatterDraft({ ...draft, ...texts }, matter, submitting.draft, act, at)],
  ['clearMatterDraft', ({ matter }, act) => clearMatterDraft(draft, matter, submitting.draft, act, at)],
  [
    'submitMatter',
    ({ matter, submitting: given }, act) => submitMatter({ matterId, draftRevision: 3 }, matter, given, act),
  ],
  ...(['APPROVE', 'RETURN', 'DECLINE'] as const).map((verdict) => {
    const give = ({ matter }: Case, act: Act) => {
      const { number: version = 1, hash = '' } = matter?.versions.at(-1) ?? {};
      const about = { matterId, version, hash, reportHash: null };
      return reviewMatter({ ...about, verdict, reason: 'Därför.' }, matter, unchanged, act);
    };
    return ['reviewMatter', give] as const;
  }),
  ['withdrawMatter', ({ matter }, act) => withdrawMatter({ matterId, reason: 'Misstag.' }, matter, act)],
  [
    'acceptReportChange',
    ({ matter }, act) => {
      const { number: version = 1 } = matter?.versions.at(-1) ?? {};
      return acceptReportChange({ matterId, version, reportHash: '' }, matter, unchanged, act);
    },
  ],
];

const openedOther: Happened<MatterEvent> = {
  actor: clerk,
  event: {
    type: 'MatterOpened',
    data: { matterId, boardId: matterAfter(opened).boardId, kind: 'OTHER', dnr: 'KS 2026/7', title: 'Annat' },
  },
};
const coAuthored = versionSubmitted(2, undefined, { authors: [clerk.personId, coAuthor.personId] });

/** A matter in each status, and those in which a rule looks at more than the status. */
const cases: readonly (Case & { readonly name: string })[] = [
  ...matterStatuses.map((status) => ({ name: status, matter: matterAfter(...wayToMatter[status]), submitting })),
  { name: 'no matter', matter: null, submitting },
  { name: 'without points', matter: matterAfter(opened), submitting },
  { name: 'of another kind', matter: matterAfter(openedOther), submitting },
  { name: 'with a co-author', matter: matterAfter(...inReview, coAuthored), submitting },
  {
    name: 'at the second step',
    matter: matterAfter(...inReview, matterApprovedByManager(1, bothSteps)),
    submitting,
  },
  {
    name: 'with an open follow-up',
    matter: matterAfter(...wayToMatter.DRAFT),
    submitting: { ...submitting, plans: [openPlan] },
  },
  {
    name: 'with a proposal in review',
    matter: matterAfter(...wayToMatter.DRAFT),
    submitting: { ...submitting, proposals: proposalsAfter(...wayTo.IN_REVIEW) },
  },
];
const rows = cases.flatMap((one) => Object.keys(readers).map((reader) => ({ reader, ...one })));

describe('the commands about a matter that a reader is told of', () => {
  it('rule 45: are allowed or refused just as the command is, in every status and for everybody', () => {
    const codes = new Set<string>();
    const wrong = wrongRows(rows, ({ reader, ...one }) => {
      const act = actOf(reader);
      const told = guardsOfMatter(matterId, one.matter, one.submitting, act);
      for (const [command, give] of commands) {
        const answer = answerOf(() => give(one, act));
        codes.add(codeIn(answer));
        expect(`${command} ${toldBy(told, command)}`).toBe(`${command} ${answer}`);
      }
    });
    expect(wrong).toEqual([]);
    expect([...codes].sort()).toEqual([
      ...['DEPUTY_OF_AUTHOR', 'FOLLOW_UP_NOT_CLOSED', 'FORBIDDEN', 'MATTER_POSTPONED', 'MATTER_STATUS'],
      ...[
        'MATTER_WITHOUT_POINTS',
        'MATTER_WITH_BOARD',
        'NOT_APPROVED_BY_YOU',
        'NOT_FOUND',
        'NOT_YOUR_STEP',
        'OTHER_KIND_OF_MATTER',
        'OWN_TEXT',
      ],
      ...['PROPOSAL_NOT_REVIEWED', 'SECOND_STEP_BY_SAME_PERSON', 'accepted'],
    ]);
  });

  it('rule 45: tell of each point whether it can be struck', () => {
    const codes = new Set<string>();
    const wrong = wrongRows(
      rows.flatMap((one) => [1, 2].map((point) => ({ point, ...one }))),
      ({ point, reader, matter }) => {
        const [act, command] = [actOf(reader), { matterId, point }];
        const answer = answerOf(() => strikePoint(command, matter, act));
        codes.add(codeIn(answer));
        expect(toldBy(guardsOfPoint(command, matter, act), 'strikePoint')).toBe(answer);
      },
    );
    expect(wrong).toEqual([]);
    expect([...codes].sort()).toEqual([
      ...['FORBIDDEN', 'MATTER_POSTPONED', 'MATTER_STATUS', 'NOT_FOUND', 'POINT_DECIDED', 'accepted'],
    ]);
  });
});
