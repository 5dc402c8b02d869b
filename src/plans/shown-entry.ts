import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type {
  ActivityStatus,
  GoalStatus,
  Sign,
  SteeringModel,
  SteeringModelVersion,
} from '../steering-models/steering-model.js';
import type { Entry } from './reported-fact.js';

export interface ShownEntry extends Sign {
  readonly code: string;
  readonly comment: string;
  readonly validOn: IsoDate;
  readonly modelVersion: number;
  readonly by: string;
  readonly at: IsoInstant;
  /** The entries that this one stands in the place of, oldest first (rule 8). */
  readonly earlier: readonly ShownEarlier[];
  readonly correctionReason: string | null;
}

export interface ShownEarlier extends Sign {
  readonly code: string;
  readonly comment: string;
  readonly by: string;
  readonly at: IsoInstant;
  /** It came after the follow-up was closed and never counted. */
  readonly voided: boolean;
}

/** A word, and the version of the model that it is spoken in. */
export type Spoken = Pick<Entry, 'status' | 'modelVersion'>;

export function shownEntry(
  current: Entry,
  entries: readonly Entry[],
  meant: (entry: Spoken) => Sign | undefined,
): ShownEntry {
  const { status: code, comment, validOn, modelVersion, by, at, correction, tertial } = current;
  const signOf = (entry: Entry): Sign => {
    const { label, colour } = meant(entry) ?? { label: { sv: entry.status, en: entry.status }, colour: null };
    return { label, colour };
  };
  const earlier = entries
    .filter((entry) => entry.tertial === tertial && entry.number !== current.number)
    .map((entry) => ({
      code: entry.status,
      ...signOf(entry),
      comment: entry.comment,
      by: entry.by,
      at: entry.at,
      voided: entry.voided !== null,
    }));
  const correctionReason = correction?.reason ?? null;
  return { code, ...signOf(current), comment, validOn, modelVersion, by, at, earlier, correctionReason };
}

/** The words of the version that the entry was given under: an adopted model never rewords an old entry (rule 9). */
function versionOf(model: SteeringModel, { modelVersion }: Spoken): SteeringModelVersion | undefined {
  return model.versions.find(({ version }) => version === modelVersion);
}

export function activityStatus(model: SteeringModel, spoken: Spoken): ActivityStatus | undefined {
  return versionOf(model, spoken)?.activityStatuses.find(({ code }) => code === spoken.status);
}

export function goalStatus(model: SteeringModel, spoken: Spoken): GoalStatus | undefined {
  return versionOf(model, spoken)?.goalStatuses.find(({ code }) => code === spoken.status);
}
