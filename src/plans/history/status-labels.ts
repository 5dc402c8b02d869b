import { named, quoted } from '../../kernel/history-labels.js';
import { same, type Words } from '../../kernel/history.js';
import type { SteeringModel, SteeringModelVersion } from '../../steering-models/steering-model.js';
import type { Entry } from '../reported-fact.js';

// Labels of the steering model's version that a status or an assessment was given under.

type Coded = Pick<Entry, 'status' | 'modelVersion'>;
type Model = SteeringModel | null;

export function activityStatusLabel(model: Model, coded: Coded): Words {
  return labelIn(versionOf(model, coded)?.activityStatuses ?? [], coded.status);
}

export function goalStatusLabel(model: Model, coded: Coded): Words {
  return labelIn(versionOf(model, coded)?.goalStatuses ?? [], coded.status);
}

/** Null where the model does not have the status. */
export function isDeviation(model: Model, coded: Coded): boolean | null {
  const statuses = versionOf(model, coded)?.activityStatuses ?? [];
  return statuses.find(({ code }) => code === coded.status)?.deviation ?? null;
}

function versionOf(model: Model, { modelVersion }: Coded): SteeringModelVersion | undefined {
  return model?.versions.find(({ version }) => version === modelVersion);
}

function labelIn(signs: readonly { readonly code: string; readonly label: Words }[], code: string): Words {
  return named(Object.fromEntries(signs.map((sign) => [sign.code, sign.label])), code);
}

/** Recalls the earlier label of the same tertial in a sentence; empty when there was none or the same. */
export function formerly(before: Words | null, now: Words): Words {
  if (before === null || (before.sv === now.sv && before.en === now.en)) return same('');
  const { sv, en } = quoted(before);
  return { sv: ` (tidigare ${sv})`, en: ` (before: ${en})` };
}

/** The end of a sentence about an entry that does not count. */
export const cameTooLate: Words = {
  sv: 'eftersom uppföljningen redan var klarmarkerad',
  en: 'since the follow-up had been closed already',
};
