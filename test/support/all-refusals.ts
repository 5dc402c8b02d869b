import { documentRefusals } from '../../src/documents/document-refusals.js';
import { formRefusals } from '../../src/documents/forms/form-refusals.js';
import { publicationRefusals } from '../../src/documents/publishing/publication-refusals.js';
import { evidenceRefusals } from '../../src/evidence/evidence-refusals.js';
import { correctingRefusals } from '../../src/kernel/correcting.js';
import { Refusal, type RefusalKind, refusals } from '../../src/kernel/refusal.js';
import { matterRefusals } from '../../src/matters/matter-refusals.js';
import { reviewRefusals } from '../../src/reviews/review-refusals.js';
import { meetingCorrectionRefusals } from '../../src/meetings/corrections/meeting-correction-refusals.js';
import { meetingRefusals } from '../../src/meetings/meeting-refusals.js';
import { registerRefusals } from '../../src/people/register-refusals.js';
import { correctionRefusals } from '../../src/plans/correction-refusals.js';
import { planRefusals } from '../../src/plans/plan-refusals.js';
import { platformRefusals } from '../../src/platform/runtime/platform-refusals.js';
import { spreadsheetRefusals } from '../../src/platform/spreadsheets/spreadsheet-refusals.js';
import { removalRefusals } from '../../src/removals/removal-refusals.js';
import { steeringModelRefusals } from '../../src/steering-models/steering-model-refusals.js';
import { webRefusals } from '../../src/web/web-refusals.js';

/** Every table of refusals, in the order in which a command meets them. */
export const tablesOfRefusals = {
  platform: platformRefusals,
  kernel: refusals,
  spreadsheets: spreadsheetRefusals,
  correcting: correctingRefusals,
  people: registerRefusals,
  'steering-models': steeringModelRefusals,
  plans: planRefusals,
  corrections: correctionRefusals,
  removals: removalRefusals,
  reviews: reviewRefusals,
  matters: matterRefusals,
  meetings: meetingRefusals,
  'meeting-corrections': meetingCorrectionRefusals,
  documents: documentRefusals,
  publications: publicationRefusals,
  evidence: evidenceRefusals,
  web: webRefusals,
  forms: formRefusals,
} as const;

type Tables = typeof tablesOfRefusals;
type Kind = { [Room in keyof Tables]: Tables[Room][keyof Tables[Room]] }[keyof Tables];

export type RefusalCode = Kind['code'];

/** The details of a refusal, besides its code. */
export type DetailsOf<Code extends RefusalCode> =
  Extract<Kind, { code: Code }> extends RefusalKind<infer Details> ? Details : never;

/** Each refusal with each of its samples. */
export function sampledRefusals(table: Readonly<Record<string, RefusalKind>>): Refusal[] {
  return Object.values(table).flatMap((kind) =>
    kind.samples.length === 0 ? new Refusal(kind, {}) : kind.samples.map((details) => new Refusal(kind, details)),
  );
}

/** The codes of all refusals; one that two tables have stands here twice. */
export const refusalCodes: readonly string[] = Object.values(tablesOfRefusals).flatMap((table) => Object.keys(table));
