import { type DecisionReference, requireDecision } from '../kernel/outcome.js';
import { type Act, permitInMunicipality } from '../kernel/permissions.js';
import type { EventOf, Fold, Json } from '../kernel/fold.js';
import { type Id, municipalityOf } from '../kernel/identity.js';
import { steeringModelRefusals } from './steering-model-refusals.js';
import { isBlank, Refusal } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';

export interface Label {
  readonly sv: string;
  readonly en: string;
}

export const phases = ['NOT_STARTED', 'ON_HOLD', 'ONGOING', 'COMPLETED'] as const;
export type Phase = (typeof phases)[number];

/** How a word is shown. */
export interface Sign {
  readonly label: Label;
  /** `#rrggbb`, beside the label and never instead of it; null for none. */
  readonly colour: string | null;
}

export interface ActivityStatus extends Sign {
  readonly code: string;
  readonly phase: Phase;
  readonly deviation: boolean;
}

export interface GoalStatus extends Sign {
  readonly code: string;
  /** Higher is better. */
  readonly rank: number;
  /** Marks the status that means that the goal is reached. */
  readonly fulfilment: boolean;
}

export interface AssessmentRules {
  /** A goal without adopted measures is fulfilled only when all its remaining activities are completed. */
  readonly fulfilmentByActivities: boolean;
  /** Whether completion with deviation counts as completed there. */
  readonly completionWithDeviationCounts: boolean;
  /** A goal with adopted measures is fulfilled only when each is reported to have reached its target. */
  readonly fulfilmentByMeasures: boolean;
  readonly activityStatusNeedsComment: boolean;
  readonly goalStatusNeedsComment: boolean;
  /** Whether also the fulfilment status needs a comment when the others do. */
  readonly fulfilmentNeedsComment: boolean;
}

/** What a council decides about how plans are followed up: its words and its rules (rule 58). */
export interface Vocabulary {
  readonly activityStatuses: readonly ActivityStatus[];
  readonly goalStatuses: readonly GoalStatus[];
  /** How the absence of an assessment is shown. It is no status, whatever a council calls it (rule 4). */
  readonly notAssessed: Sign;
  readonly rules: AssessmentRules;
}

export interface SteeringModelVersion extends Vocabulary {
  /** From 1. */
  readonly version: number;
  readonly holdsFrom: IsoDate;
  readonly decision: DecisionReference;
}

export interface SteeringModel {
  /** Of its newest event. */
  readonly revision: number;
  /** Where it began in the log. */
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

/** In version 1 no word had a colour, the absence of an assessment had one name, and measures proved nothing. */
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

/** Adopts a steering model, or a new version of it. */
export function adoptSteeringModel(
  command: AdoptSteeringModelData,
  model: SteeringModel | null,
  act: Act,
): SteeringModelEvent[] {
  const { steeringModelId, name, holdsFrom, decision, activityStatuses, goalStatuses, notAssessed, rules } = command;
  permitInMunicipality(act.actor, 'adoptSteeringModel', municipalityOf(steeringModelId), steeringModelId);
  requireDecision(decision, act.today);
  const latest = model?.versions.at(-1);
  // Rule 9: a new version holds from its adoption or later, so that no tertial is judged anew.
  const earliest = latest === undefined || latest.holdsFrom < act.today ? act.today : latest.holdsFrom;
  if (latest !== undefined && holdsFrom < earliest) {
    throw new Refusal(steeringModelRefusals.STEERING_MODEL_BACKDATED, { holdsFrom, earliest });
  }
  const missing = whatIsMissing(command);
  if (missing !== undefined) throw new Refusal(steeringModelRefusals.STEERING_MODEL_INCOMPLETE, { missing });
  const disguised = goalStatuses.find(({ label }) => isNamedAs(label, notAssessed.label));
  // Rule 4: *not assessed* is the absence of an assessment, so no assessment can be given in that word.
  if (disguised !== undefined)
    throw new Refusal(steeringModelRefusals.NOT_ASSESSED_IS_NO_STATUS, { code: disguised.code });
  const data = { steeringModelId, name, holdsFrom, decision, activityStatuses, goalStatuses, notAssessed, rules };
  return [{ type: 'SteeringModelAdopted', data }];
}

function isNamedAs(label: Label, other: Label): boolean {
  const alike = (one: string, another: string) => one.trim().toLowerCase() === another.trim().toLowerCase();
  return alike(label.sv, other.sv) || alike(label.en, other.en);
}

function whatIsMissing({
  activityStatuses,
  goalStatuses,
  notAssessed,
  name,
}: AdoptSteeringModelData): string | undefined {
  if (name.trim() === '') return 'name';
  if (activityStatuses.length === 0) return 'activityStatuses';
  if (goalStatuses.length === 0) return 'goalStatuses';
  if (isBlank(notAssessed.label.sv) || isBlank(notAssessed.label.en)) return 'notAssessed';
  const codes = [activityStatuses, goalStatuses].map((statuses) => statuses.map((status) => status.code));
  if (codes.some((list) => new Set(list).size < list.length)) return 'distinct codes';
  if (goalStatuses.filter((status) => status.fulfilment).length !== 1) return 'exactly one fulfilment status';
  return undefined;
}

/**
 * The version that a tertial is judged under: the one in force on its last day (rule 9).
 *
 * @throws Refusal `STEERING_MODEL_NOT_IN_FORCE` when none was.
 */
export function modelInForce(model: SteeringModel, day: IsoDate): SteeringModelVersion {
  const version = model.versions.findLast((candidate) => candidate.holdsFrom <= day);
  if (version === undefined) throw new Refusal(steeringModelRefusals.STEERING_MODEL_NOT_IN_FORCE, { day });
  return version;
}

/** @throws Refusal `UNKNOWN_STATUS`, naming the codes allowed. */
export function statusIn<Status extends { readonly code: string }>(statuses: readonly Status[], given: string): Status {
  const status = statuses.find((candidate) => candidate.code === given);
  // Rule 1: an unknown code, or one of another version of the model, is refused.
  if (status === undefined)
    throw new Refusal(steeringModelRefusals.UNKNOWN_STATUS, { given, allowed: statuses.map(({ code }) => code) });
  return status;
}
