import { type KeptDocument, keptDocumentsFold, subjectKey } from '../documents/document-keeping.js';
import { documentTemplateFold } from '../documents/template.js';
import { adoptedLogFold } from '../evidence/adopted-log.js';
import { type AnyEvent, decode, type Fold, type Stored } from '../kernel/fold.js';
import { yearOf } from '../kernel/identity.js';
import type { PointSubject } from '../matters/decision-point.js';
import { type Matter, matterFold } from '../matters/matter.js';
import { type Meeting, meetingFold } from '../meetings/meeting.js';
import { currentFact } from '../plans/reported-fact.js';
import { type Activity, type Goal, goalFold } from '../plans/goal.js';
import { type Plan, planFold } from '../plans/plan.js';
import { removalFold, type RemovalProposal } from '../removals/removal.js';
import { type SteeringModel, steeringModelFold } from '../steering-models/steering-model.js';

/** The types of the things, with the names of their attributes. */
export const ocelTypes = {
  'steering model': ['name'],
  plan: ['year', 'adopted', 'paragraph', 'dnr'],
  goal: ['title', 'assessment T1', 'assessment T2', 'assessment T3'],
  activity: [
    'heading',
    'start date',
    'end date',
    'responsible unit',
    'membership',
    ...['status T1', 'status T2', 'status T3'],
  ],
  proposal: ['status', 'category'],
  'review chain': [],
  log: [],
  matter: ['dnr', 'title', 'status'],
  meeting: ['date', 'place', 'status'],
  document: ['subject', 'bytes'],
  template: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type OcelType = keyof typeof ocelTypes;

/** The state of an OCEL object, such as a plan or an activity, after an event. */
export interface OcelThing {
  readonly id: string;
  readonly type: OcelType;
  /** The values of the attributes by name; null when the object has no value of that name. */
  readonly values: Readonly<Record<string, string | null>>;
  readonly relations: readonly (readonly [objectId: string, qualifier: string])[];
}

export interface ThingsAt {
  readonly at: string;
  readonly things: readonly OcelThing[];
}

/**
 * Returns the OCEL objects of a stream after each event. A review chain and the log are returned only once, because
 * they have no attributes.
 */
export function thingsOf(kind: string, id: string, events: readonly Stored[]): readonly ThingsAt[] {
  switch (kind) {
    case steeringModelFold.kind:
      return after(steeringModelFold, events, modelThings);
    case planFold.kind:
      return after(planFold, events, planThings);
    case goalFold.kind:
      return after(goalFold, events, goalThings);
    case removalFold.kind:
      return after(removalFold, events, (proposals) => proposals.map(proposalThing));
    case matterFold.kind:
      return after(matterFold, events, matterThings);
    case meetingFold.kind:
      return after(meetingFold, events, meetingThings);
    case keptDocumentsFold.kind:
      return after(keptDocumentsFold, events, (kept) => keptDocumentThings(id, kept));
    case documentTemplateFold.kind:
      return [
        {
          at: events[0]?.recordedAt ?? '',
          things: [{ id: idOfThing(kind, id), type: 'template', values: {}, relations: [] }],
        },
      ];
    case adoptedLogFold.kind:
      return [{ at: events[0]?.recordedAt ?? '', things: [{ id, type: 'log', values: {}, relations: [] }] }];
    default:
      return [{ at: events[0]?.recordedAt ?? '', things: [{ id, type: 'review chain', values: {}, relations: [] }] }];
  }
}

/** Returns the id of the thing that a stream is about. A board's template and its review chain are two things. */
export function idOfThing(kind: string, id: string): string {
  return kind === documentTemplateFold.kind ? `${id}.template` : id;
}

function after<State, Event extends AnyEvent>(
  fold: Fold<State, Event>,
  events: readonly Stored[],
  things: (state: State) => readonly OcelThing[],
): readonly ThingsAt[] {
  let state = fold.initial;
  return events.map((stored) => {
    state = fold.evolve(state, decode(fold, stored));
    return { at: stored.recordedAt, things: things(state) };
  });
}

function modelThings(model: SteeringModel | null): OcelThing[] {
  if (model === null) return [];
  return [{ id: model.id, type: 'steering model', values: { name: model.name }, relations: [] }];
}

function planThings(plan: Plan | null): OcelThing[] {
  if (plan === null) return [];
  const { id, decision, goalIds, steeringModelId } = plan;
  const { date, paragraph, dnr } = decision;
  const values = { year: String(yearOf(id)), adopted: date, paragraph, dnr };
  const goals = goalIds.map((goalId) => [goalId, 'has'] as const);
  return [{ id, type: 'plan', values, relations: [[steeringModelId, 'is judged under'], ...goals] }];
}

function goalThings(goal: Goal | null): OcelThing[] {
  if (goal === null) return [];
  const { id, title, activities, assessments } = goal;
  const values = {
    title,
    'assessment T1': currentFact(assessments, 'T1')?.status ?? null,
    'assessment T2': currentFact(assessments, 'T2')?.status ?? null,
    'assessment T3': currentFact(assessments, 'T3')?.status ?? null,
  };
  const relations = activities.map((activity) => [activity.id, 'has'] as const);
  return [{ id, type: 'goal', values, relations }, ...activities.map(activityThing)];
}

function activityThing({ id, heading, startDate, endDate, responsibleUnit, removed, reports }: Activity): OcelThing {
  const values = {
    heading,
    'start date': startDate,
    'end date': endDate,
    'responsible unit': responsibleUnit,
    membership: removed === null ? 'in the plan' : 'removed',
    'status T1': currentFact(reports, 'T1')?.status ?? null,
    'status T2': currentFact(reports, 'T2')?.status ?? null,
    'status T3': currentFact(reports, 'T3')?.status ?? null,
  };
  return { id, type: 'activity', values, relations: [] };
}

function proposalThing({ id, activityId, status, versions, matter }: RemovalProposal): OcelThing {
  const put = matter === null ? [] : [[matter.matterId, 'is put to the board by'] as const];
  const values = { status, category: versions.at(-1)?.category ?? null };
  return { id, type: 'proposal', values, relations: [[activityId, 'proposes to remove'], ...put] };
}

function matterThings(matter: Matter | null): OcelThing[] {
  if (matter === null) return [];
  const { id, dnr, title, status, points, summoned } = matter;
  const asked = points.flatMap(({ subject }) => subjectOf(subject));
  const handled = summoned.map(({ meetingId }) => [meetingId, 'is handled at'] as const);
  const relations = [...new Map([...asked, ...handled])];
  return [{ id, type: 'matter', values: { dnr, title, status }, relations }];
}

function subjectOf(subject: PointSubject): (readonly [string, string])[] {
  switch (subject.kind) {
    case 'APPROVE_REPORT':
      return [[subject.planId, 'reports on']];
    case 'REMOVE_ACTIVITY':
      return [[subject.proposalId, 'asks to decide on']];
    case 'OTHER':
      return [];
  }
}

function keptDocumentThings(meetingId: string, kept: readonly KeptDocument[]): OcelThing[] {
  return kept.map(({ number, subject, erased }) => ({
    id: `${meetingId}.document-${number}`,
    type: 'document',
    values: { subject: subjectKey(subject), bytes: erased === null ? 'kept' : 'erased' },
    relations: [[meetingId, 'is of']],
  }));
}

function meetingThings(meeting: Meeting | null): OcelThing[] {
  if (meeting === null) return [];
  const { id, date, place, status } = meeting;
  return [{ id, type: 'meeting', values: { date, place, status }, relations: [] }];
}
