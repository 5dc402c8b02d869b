import { type DecisionReference, requireDecision } from '../kernel/outcome.js';
import { type Act, permitInMunicipality } from '../kernel/permissions.js';
import type { EventOf, Fold, Json } from '../kernel/fold.js';
import { type Id, municipalityOf } from '../kernel/identity.js';
import { steeringModelRefusals } from './steering-model-refusals.js';
import { isBlank, Refusal } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import { folded } from '../kernel/text.js';

export interface Label {
  readonly sv: string;
  readonly en: string;
}

export const phases = ['NOT_STARTED', 'ON_HOLD', 'ONGOING', 'COMPLETED'] as const;
export type Phase = (typeof phases)[number];

/** The label and the colour of a status, or of a missing assessment. */
export interface Sign {
  readonly label: Label;
  /** A colour as `#rrggbb`. A client must show it beside the label, not instead of the label. Null for no colour. */
  readonly colour: string | null;
}

export interface ActivityStatus extends Sign {
  readonly code: string;
  readonly phase: Phase;
  readonly deviation: boolean;
}

export interface GoalStatus extends Sign {
  readonly code: string;
  /** The rank of the status among the goal statuses. The best status has the highest number. */
  readonly rank: number;
  /** Whether the status means that the goal is reached. The value is true for exactly one status of a model version. */
  readonly fulfilment: boolean;
}

export interface AssessmentRules {
  /** Whether a goal without adopted measures is fulfilled only when all its activities in the plan are completed. */
  readonly fulfilmentByActivities: boolean;
  /** Whether an activity that was completed with deviation counts as completed for `fulfilmentByActivities`. */
  readonly completionWithDeviationCounts: boolean;
  /** Whether a goal with adopted measures is fulfilled only when every measure has reached its target. */
  readonly fulfilmentByMeasures: boolean;
  readonly activityStatusNeedsComment: boolean;
  readonly goalStatusNeedsComment: boolean;
  /** Whether the fulfilment status needs a comment too. The value matters only if `goalStatusNeedsComment` is true. */
  readonly fulfilmentNeedsComment: boolean;
}

/** The statuses and assessment rules that a council adopts for the follow-up of plans (rule 58). */
export interface Vocabulary {
  readonly activityStatuses: readonly ActivityStatus[];
  readonly goalStatuses: readonly GoalStatus[];
  /** The label and colour for a goal without an assessment. A missing assessment is not a status (rule 4). */
  readonly notAssessed: Sign;
  readonly rules: AssessmentRules;
}

export interface SteeringModelVersion extends Vocabulary {
  /** The number of the version in its model, from 1. */
  readonly version: number;
  readonly holdsFrom: IsoDate;
  readonly decision: DecisionReference;
}

export interface SteeringModel {
  /** The stream revision of the newest event of the model. */
  readonly revision: number;
  /** The log position of the model's first event. */
  readonly position: number;
  readonly id: Id<'SteeringModel'>;
  readonly municipalityId: Id<'Municipality'>;
  readonly name: string;
  readonly versions: readonly SteeringModelVersion[];
}

export interface AdoptSteeringModelData extends Vocabulary {
  readonly steeringModelId: Id<'SteeringModel'>;
  readonly name: string;
  readonly holdsFrom: IsoDate;
  readonly decision: DecisionReference;
}

export type SteeringModelEvent = EventOf<'SteeringModelAdopted', AdoptSteeringModelData>;

/** Upcasts version 1 of the event, which had no colours, no label for a missing assessment and no rule for measures. */
function withSigns(data: Json): Json {
  const { activityStatuses = [], goalStatuses = [], rules = {}, ...rest } = fieldsOf(data);
  const plain = (statuses: Json) =>
    Array.isArray(statuses) ? statuses.map((status: Json) => ({ ...fieldsOf(status), colour: null })) : [];
  return {
    ...rest,
    activityStatuses: plain(activityStatuses),
    goalStatuses: plain(goalStatuses),
    notAssessed: { label: { sv: 'Ej bedömd', en: 'Not assessed' }, colour: null },
    rules: { ...fieldsOf(rules), fulfilmentByMeasures: false },
  };
}

function fieldsOf(data: Json): { readonly [key: string]: Json } {
  return typeof data === 'object' && data !== null && !isList(data) ? data : {};
}

function isList(data: Json): data is readonly Json[] {
  return Array.isArray(data);
}

export const steeringModelFold: Fold<SteeringModel | null, SteeringModelEvent> = {
  kind: 'steeringModel',
  initial: null,
  events: { SteeringModelAdopted: [withSigns] },
  evolve: (model, { data, revision, position }) => {
    const { steeringModelId, name, ...adopted } = data;
    const before = model?.versions ?? [];
    return {
      revision,
      position: model?.position ?? position,
      id: steeringModelId,
      municipalityId: municipalityOf(steeringModelId),
      name,
      versions: [...before, { version: before.length + 1, ...adopted }],
    };
  },
};

/** Adopts the first or a later version of a steering model. */
export function adoptSteeringModel(
  command: AdoptSteeringModelData,
  model: SteeringModel | null,
  act: Act,
): SteeringModelEvent[] {
  const { steeringModelId, name, holdsFrom, decision, activityStatuses, goalStatuses, notAssessed, rules } = command;
  permitInMunicipality(act.actor, 'adoptSteeringModel', municipalityOf(steeringModelId), steeringModelId);
  requireDecision(decision, act.today);
  const latest = model?.versions.at(-1);
  // Rule 9: a later version starts today or later, and not before its predecessor starts, so no past tertial changes.
  const earliest = latest === undefined || latest.holdsFrom < act.today ? act.today : latest.holdsFrom;
  if (latest !== undefined && holdsFrom < earliest) {
    throw new Refusal(steeringModelRefusals.STEERING_MODEL_BACKDATED, { holdsFrom, earliest });
  }
  const missing = whatIsMissing(command);
  if (missing !== undefined) throw new Refusal(steeringModelRefusals.STEERING_MODEL_INCOMPLETE, { missing });
  const disguised = goalStatuses.find(({ label }) => isNamedAs(label, notAssessed.label));
  // Rule 4: a missing assessment is not a status, so no status may have the same label.
  if (disguised !== undefined)
    throw new Refusal(steeringModelRefusals.NOT_ASSESSED_IS_NO_STATUS, { code: disguised.code });
  const data = { steeringModelId, name, holdsFrom, decision, activityStatuses, goalStatuses, notAssessed, rules };
  return [{ type: 'SteeringModelAdopted', data }];
}

function isNamedAs(label: Label, other: Label): boolean {
  const alike = (one: string, another: string) => folded(one).toLowerCase() === folded(another).toLowerCase();
  return alike(label.sv, other.sv) || alike(label.en, other.en);
}

function whatIsMissing({
  activityStatuses,
  goalStatuses,
  notAssessed,
  name,
}: AdoptSteeringModelData): string | undefined {
  if (isBlank(name)) return 'name';
  if (activityStatuses.length === 0) return 'activityStatuses';
  if (goalStatuses.length === 0) return 'goalStatuses';
  if (isBlank(notAssessed.label.sv) || isBlank(notAssessed.label.en)) return 'notAssessed';
  const codes = [activityStatuses, goalStatuses].map((statuses) => statuses.map((status) => status.code));
  if (codes.some((list) => new Set(list).size < list.length)) return 'distinct codes';
  if (goalStatuses.filter((status) => status.fulfilment).length !== 1) return 'exactly one fulfilment status';
  return undefined;
}

/**
 * Returns the version in force on a day. A tertial is judged by the version in force on its last day (rule 9).
 *
 * @throws Refusal `STEERING_MODEL_NOT_IN_FORCE` when no version was in force.
 */
export function modelInForce(model: SteeringModel, day: IsoDate): SteeringModelVersion {
  const version = model.versions.findLast((candidate) => candidate.holdsFrom <= day);
  if (version === undefined) throw new Refusal(steeringModelRefusals.STEERING_MODEL_NOT_IN_FORCE, { day });
  return version;
}

/** Finds a status by its code. @throws Refusal `UNKNOWN_STATUS` with the allowed codes and their labels. */
export function statusIn<Status extends { readonly code: string; readonly label: Label }>(
  statuses: readonly Status[],
  given: string,
): Status {
  const status = statuses.find((candidate) => candidate.code === given);
  // Rule 1: the code must belong to the version of the model that is in force.
  if (status === undefined) {
    const [allowed, labels] = [statuses.map(({ code }) => code), statuses.map(({ label }) => label)];
    throw new Refusal(steeringModelRefusals.UNKNOWN_STATUS, { given, allowed, labels });
  }
  return status;
}
