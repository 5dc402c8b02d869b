import type { Change, Words } from '../kernel/telling.js';
import { compared, dayWords, named, textWords } from '../kernel/telling-words.js';
import type { SteeringModel, SteeringModelVersion } from '../steering-models/steering-model.js';
import type { Entry, Told } from './entry.js';

type Spoken = Pick<Entry, 'status' | 'modelVersion'>;

/** What an activity's status was called when it was reported. */
export function activityStatusWords(model: SteeringModel | null, spoken: Spoken): Words {
  return wordIn(versionOf(model, spoken)?.activityStatuses ?? [], spoken.status);
}

/** What a goal's status was called when it was assessed. */
export function goalStatusWords(model: SteeringModel | null, spoken: Spoken): Words {
  return wordIn(versionOf(model, spoken)?.goalStatuses ?? [], spoken.status);
}

/** Whether a status tells that the activity deviates from the plan; null when the word is not known. */
export function isDeviation(model: SteeringModel | null, spoken: Spoken): boolean | null {
  const statuses = versionOf(model, spoken)?.activityStatuses ?? [];
  return statuses.find(({ code }) => code === spoken.status)?.deviation ?? null;
}

function versionOf(model: SteeringModel | null, { modelVersion }: Spoken): SteeringModelVersion | undefined {
  return model?.versions.find(({ version }) => version === modelVersion);
}

function wordIn(signs: readonly { readonly code: string; readonly label: Words }[], code: string): Words {
  return named(Object.fromEntries(signs.map((sign) => [sign.code, sign.label])), code);
}

/** What is told beside the status, the assessment or the outcome itself. */
export function toldChanges(before: Told | undefined, after: Told | undefined): Change[] {
  const change = compared(before, after);
  return [
    ...change({ sv: 'Kommentar', en: 'Comment' }, ({ comment }) => textWords(comment)),
    ...change({ sv: 'Gäller per', en: 'As of' }, ({ validOn }) => dayWords(validOn)),
  ];
}

/** Recalls in a sentence what was told earlier for the same tertial; empty when nothing else was. */
export function formerly(before: Words | null, now: Words): Words {
  return before === null || (before.sv === now.sv && before.en === now.en)
    ? { sv: '', en: '' }
    : { sv: ` (tidigare ${before.sv})`, en: ` (before: ${before.en})` };
}

/** Why a voided entry does not count, as the end of a sentence. */
export const cameTooLate: Words = {
  sv: 'eftersom uppföljningen redan var klarmarkerad',
  en: 'since the follow-up had been closed already',
};
