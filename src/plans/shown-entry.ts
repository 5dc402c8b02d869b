import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
import type { Warning } from '../kernel/warning.js';
import type { Label, SteeringModel, SteeringModelVersion } from '../steering-models/steering-model.js';
import { type Assessment, currentEntry, type Entry, type Goal, type StatusReport } from './goal.js';
import { stillProved } from './goal-assessment.js';

export interface ShownEntry {
  readonly code: string;
  readonly label: Label;
  readonly comment: string;
  readonly validOn: IsoDate;
  readonly modelVersion: number;
  readonly by: string;
  readonly at: IsoInstant;
  /** The entries that this one stands in the place of, oldest first (rule 8). */
  readonly earlier: readonly ShownEarlier[];
  readonly correctionReason: string | null;
}

export interface ShownEarlier {
  readonly code: string;
  readonly label: Label;
  readonly comment: string;
  readonly by: string;
  readonly at: IsoInstant;
  /** It came after the follow-up was closed and never counted. */
  readonly voided: boolean;
}

export interface ShownStatus extends ShownEntry {
  readonly deviation: boolean;
  readonly warnings: readonly Warning[];
}

export interface ShownAssessment extends ShownEntry {
  readonly proof: readonly { readonly activityId: string; readonly status: string }[] | null;
  /** False when a later status has taken away what the fulfilment rests on. */
  readonly stillProved: boolean;
}

export function shownStatus(
  reports: readonly StatusReport[],
  tertial: Tertial,
  model: SteeringModel,
): ShownStatus | null {
  const current = currentEntry(reports, tertial);
  if (current === undefined) return null;
  const status = versionOf(model, current)?.activityStatuses.find(({ code }) => code === current.status);
  return {
    ...shownEntry(current, reports, (entry) => activityLabel(model, entry)),
    deviation: status?.deviation ?? false,
    warnings: current.warnings,
  };
}

export function shownAssessment(goal: Goal, tertial: Tertial, model: SteeringModel): ShownAssessment | null {
  const current = currentEntry(goal.assessments, tertial);
  if (current === undefined) return null;
  return {
    ...shownEntry(current, goal.assessments, (entry) => goalLabel(model, entry)),
    proof: proofShown(current),
    stillProved: stillProved(current, goal),
  };
}

function proofShown({ proof }: Assessment) {
  return proof === null ? null : proof.activities.map(({ activityId, status }) => ({ activityId, status }));
}

function shownEntry(current: Entry, entries: readonly Entry[], label: (entry: Entry) => Label): ShownEntry {
  const { status: code, comment, validOn, modelVersion, by, at, correction, tertial } = current;
  const earlier = entries
    .filter((entry) => entry.tertial === tertial && entry.number !== current.number)
    .map((entry) => ({
      code: entry.status,
      label: label(entry),
      comment: entry.comment,
      by: entry.by,
      at: entry.at,
      voided: entry.voided !== null,
    }));
  const correctionReason = correction?.reason ?? null;
  return { code, label: label(current), comment, validOn, modelVersion, by, at, earlier, correctionReason };
}

/** The words of the version that the entry was given under: an adopted model never rewords an old entry (rule 9). */
function versionOf(model: SteeringModel, { modelVersion }: Entry): SteeringModelVersion | undefined {
  return model.versions.find(({ version }) => version === modelVersion);
}

function activityLabel(model: SteeringModel, entry: Entry): Label {
  return labelOf(versionOf(model, entry)?.activityStatuses ?? [], entry.status);
}

function goalLabel(model: SteeringModel, entry: Entry): Label {
  return labelOf(versionOf(model, entry)?.goalStatuses ?? [], entry.status);
}

function labelOf(statuses: readonly { readonly code: string; readonly label: Label }[], code: string): Label {
  return statuses.find((status) => status.code === code)?.label ?? { sv: code, en: code };
}
