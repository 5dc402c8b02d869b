import { existing, type ReadState } from '../kernel/fold.js';
import { activityOf, boardOf, type Id, planOf } from '../kernel/identity.js';
import { type Act, permit } from '../kernel/permissions.js';
import { Refusal, requireText } from '../kernel/refusal.js';
import { type Goal, goalFold } from '../plans/goal.js';
import { type Plan, planFold } from '../plans/plan.js';
import { type TertialView, tertialView } from '../plans/tertial-view/tertial-view.js';
import { proposalIn, removalFold, type RemovalProposal } from '../removals/removal.js';
import type { ReviewChain } from '../reviews/review.js';
import { type SteeringModel, steeringModelFold } from '../steering-models/steering-model.js';
import { type DecisionPoint, isUndecided, type PointSubject, type VersionPoint } from './decision-point.js';
import { figuresOf, type FigureSource, figureSource } from './figures.js';
import { draftOf, requireSameDraft } from './matter-draft.js';
import type { MatterEvent } from './matter-event.js';
import { removalWording, reportWording, requireChangeable, requireClosed, requireReviewed } from './matter-points.js';
import { matterRefusals } from './matter-refusals.js';
import type { KeptDraft, MatterContent, MatterTexts } from './matter-version.js';
import { removalBasis } from './removal-basis.js';
import { reportOf, type TertialReport } from './tertial-report.js';
import type { Matter } from './matter.js';

export interface SubmitMatterData {
  readonly matterId: Id<'Matter'>;
  /** The revision of the draft that the person read; 0 before the first save or clear. */
  readonly draftRevision: number;
}

/** The things that the points of a matter refer to, each in its newest state: plans, models, goals and proposals. */
export interface PointSubjects {
  readonly plans: readonly Plan[];
  readonly models: readonly SteeringModel[];
  readonly proposals: readonly RemovalProposal[];
  /** All goals of the plans. */
  readonly goals: readonly Goal[];
}

export interface Subjects extends PointSubjects {
  /** The tertial view that gives the numbers in the texts; null when the points give no numbers. */
  readonly view: TertialView | null;
}

/** The data besides the matter that `submitMatter` needs in order to make a version. */
export interface Submitting extends Subjects {
  readonly draft: KeptDraft | null;
  /** The newest review chain for the kind of matter. It applies unless the matter has been in review before. */
  readonly chain: ReviewChain;
  /** Returns the SHA-256 of the content's canonical JSON (RFC 8785), in hexadecimal digits. */
  hashOf(content: MatterContent | TertialReport): string;
}

/**
 * Makes a version from the draft and submits it for review. The version contains the wordings, numbers and proposal
 * versions of that moment. The version is a record (rule 47), and each approval names the hash of the version (rule
 * 75).
 */
export function submitMatter(
  { matterId, draftRevision }: SubmitMatterData,
  matter: Matter | null,
  submitting: Submitting,
  act: Act,
): MatterEvent[] {
  const submittable = requireMaySubmitMatter(matterId, matter, submitting, act);
  const { title, points, versions, review, pointAuthors } = submittable;
  requireSameDraft(draftRevision, submitting.draft);
  const draft = draftOf({ title, versions }, submitting.draft);
  const { texts, attachments, recipients } = draft;
  requireTexts(texts);
  const submitted = points.filter(isUndecided).map((point) => pointNow(point, submitting));
  const figures = figuresOf(texts, submitted, submitting.view);
  const content = { texts, figures, points: submitted, attachments, recipients };
  const hash = submitting.hashOf(content);
  const authors = [...new Set([act.actor.personId, ...draft.authors, ...pointAuthors])];
  // A review keeps the chain under which it began, also when the board adopts another chain.
  const chain = review?.chain ?? submitting.chain;
  const version = versions.length + 1;
  return [{ type: 'MatterVersionSubmitted', data: { matterId, version, hash, ...content, authors, chain } }];
}

/** Returns the matter when the actor may submit it now. @throws Refusal otherwise */
export function requireMaySubmitMatter(
  matterId: Id<'Matter'>,
  matter: Matter | null,
  subjects: PointSubjects,
  act: Act,
): Matter {
  permit(act.actor, 'submitMatter', boardOf(matterId), matterId);
  const submittable = requireChangeable(existing(matter, matterId), 'submit');
  const left = submittable.points.filter(isUndecided);
  if (left.length === 0) throw new Refusal(matterRefusals.MATTER_WITHOUT_POINTS, {});
  for (const { subject } of left) requireSubmittable(subject, subjects);
  return submittable;
}

/** @throws Refusal when the point cannot be part of a version: its report is not closed, or its removal not reviewed. */
function requireSubmittable(subject: PointSubject, { plans, proposals }: PointSubjects): void {
  switch (subject.kind) {
    case 'APPROVE_REPORT':
      requireClosed(existing(plans.find(({ id }) => id === subject.planId) ?? null, subject.planId), subject.tertial);
      return;
    case 'REMOVE_ACTIVITY':
      requireReviewed(proposalIn(proposals, subject.proposalId));
      return;
    case 'OTHER':
  }
}

function requireTexts({ title, brief, considerations }: MatterTexts): void {
  requireText('title', title);
  requireText('brief', brief);
  requireText('considerations', considerations);
}

/**
 * Returns the point with the activity's current heading (rule 33), the proposal's reviewed version (rule 26), and the
 * reason and the activity (rule 108). A report is held whole, with its hash (rule 110).
 */
function pointNow({ number, subject, proposedWording }: DecisionPoint, subjects: Submitting): VersionPoint {
  const { plans, models, proposals } = subjects;
  switch (subject.kind) {
    case 'APPROVE_REPORT': {
      const { planId } = subject;
      const read = reportOf(existing(viewOf(subject, subjects), planId));
      const report = { hash: subjects.hashOf(read), read };
      return { number, subject, proposedWording: reportWording(subject), report };
    }
    case 'REMOVE_ACTIVITY': {
      const { activityId, proposalId } = subject;
      const proposal = proposalIn(proposals, proposalId);
      const plan = plans.find(({ id }) => id === planOf(activityId));
      const goals = subjects.goals.filter(({ id }) => planOf(id) === planOf(activityId));
      const model = models.find(({ id }) => id === plan?.steeringModelId) ?? null;
      const reviewed = { ...subject, version: proposal.review.version };
      const removal = removalBasis(proposal, goals, model);
      return { number, subject: reviewed, proposedWording: removalWording(activityId, goals), removal };
    }
    case 'OTHER':
      return { number, subject, proposedWording };
  }
}

/** Reads the subjects of a matter's undecided points, and the tertial view that gives the numbers in its texts. */
export async function readSubjects(read: ReadState, matter: Matter | null): Promise<Subjects> {
  const subjects = await readPointSubjects(read, matter);
  const source = figureSource((matter?.points ?? []).filter(isUndecided));
  return { ...subjects, view: source === null ? null : viewOf(source, subjects) };
}

/** Reads the plans, proposals and goals that the undecided points of a matter refer to, each once. */
export async function readPointSubjects(read: ReadState, matter: Matter | null): Promise<PointSubjects> {
  const left = (matter?.points ?? []).filter(isUndecided);
  const subjects = left.map(({ subject }) => subject);
  const ids = subjects.flatMap((subject) => (subject.kind === 'REMOVE_ACTIVITY' ? [subject.proposalId] : []));
  const reported = subjects.flatMap((subject) => (subject.kind === 'APPROVE_REPORT' ? [subject.planId] : []));
  const plans = await readEach([...reported, ...ids.map(planOf)], (id) => read(planFold, id));
  const found = plans.filter((plan) => plan !== null);
  const models = await readEach(
    found.map(({ steeringModelId }) => steeringModelId),
    (id) => read(steeringModelFold, id),
  );
  const proposals = await readEach(ids.map(activityOf), (id) => read(removalFold, id));
  return {
    plans: found,
    models: models.filter((model) => model !== null),
    goals: await readGoals(read, found),
    proposals: proposals.flat(),
  };
}

/** Reads all goals of the plans. */
export async function readGoals(read: ReadState, plans: readonly (Plan | null)[]): Promise<Goal[]> {
  const goals = await readEach(
    plans.flatMap((plan) => plan?.goalIds ?? []),
    (id) => read(goalFold, id),
  );
  return goals.filter((goal) => goal !== null);
}

/** Makes a tertial view without proposals, because no number in the texts counts them; null without its plan. */
export function viewOf(
  { planId, tertial }: Pick<FigureSource, 'planId' | 'tertial'>,
  { plans, models, goals }: Pick<Subjects, 'plans' | 'models' | 'goals'>,
): TertialView | null {
  const plan = plans.find(({ id }) => id === planId);
  const model = models.find(({ id }) => id === plan?.steeringModelId);
  return plan === undefined || model === undefined ? null : tertialView(model, plan, goals, [], tertial);
}

function readEach<ThingId, State>(ids: readonly ThingId[], read: (id: ThingId) => Promise<State>): Promise<State[]> {
  return Promise.all([...new Set(ids)].map(read));
}
