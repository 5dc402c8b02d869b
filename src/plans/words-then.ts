import type { Label, Sign } from '../steering-models/steering-model.js';
import type { AssessmentThen, OutcomeThen, WordThen } from './comparison/plan-difference.js';
import { type Compared, ofOneTertial } from './plan-difference-cause.js';
import type { ShownEntry } from './shown-entry.js';
import type { ShownOutcome } from './shown-measure.js';
import type { ShownAssessment, ShownStatus, TertialView } from './tertial-view/tertial-view.js';

const notReported: Sign = { label: { sv: 'Ej rapporterad', en: 'Not reported' }, colour: null };
/** Where no version of the model was in force. */
const notAssessed: Sign = { label: { sv: 'Ej bedömd', en: 'Not assessed' }, colour: null };

export function statusThen(status: ShownStatus | null): WordThen {
  return status === null ? noWord(notReported) : wordOf(status);
}

/** Rule 4: the absence of an assessment is shown as the version of that side shows it. */
export function assessmentThen(assessment: ShownAssessment | null, { notAssessedSign }: TertialView): AssessmentThen {
  if (assessment === null) return { ...noWord(notAssessedSign ?? notAssessed), stillProved: null };
  return { ...wordOf(assessment), stillProved: assessment.stillProved };
}

export function outcomeThen(outcome: ShownOutcome | null): OutcomeThen | null {
  if (outcome === null) return null;
  const { value, targetReached, comment, validOn, by, at } = outcome;
  return { value, targetReached, comment, validOn, by, at };
}

function wordOf({ code, label, colour, modelVersion, comment, validOn, by, at }: ShownEntry): WordThen {
  return { code, label, colour, modelVersion, comment, validOn, by, at };
}

function noWord({ label, colour }: Sign): WordThen {
  return { code: null, label, colour, modelVersion: null, comment: null, validOn: null, by: null, at: null };
}

/** How what is told for a tertial differs. */
export type Retold = 'FIRST_TOLD' | 'NOT_TOLD' | 'CHANGED' | 'RESTATED';

export function retoldWord(before: WordThen, after: WordThen, compared: Compared): Retold | null {
  if (before.code === null || after.code === null) return appeared(before.code !== null, after.code !== null);
  if (before.code !== after.code || !isSameLabel(before.label, after.label)) return 'CHANGED';
  return ofOneTertial(compared) && isRestated(before, after) ? 'RESTATED' : null;
}

export function retoldOutcome(
  before: OutcomeThen | null,
  after: OutcomeThen | null,
  compared: Compared,
): Retold | null {
  if (before === null || after === null) return appeared(before !== null, after !== null);
  if (before.value !== after.value || before.targetReached !== after.targetReached) return 'CHANGED';
  return ofOneTertial(compared) && isRestated(before, after) ? 'RESTATED' : null;
}

function appeared(wasTold: boolean, isTold: boolean): Retold | null {
  if (wasTold === isTold) return null;
  return isTold ? 'FIRST_TOLD' : 'NOT_TOLD';
}

/** A code that a later version of the model gives another name is another word to who reads the reports. */
function isSameLabel(one: Label, other: Label): boolean {
  return one.sv === other.sv && one.en === other.en;
}

type Stated = Pick<WordThen, 'comment' | 'validOn' | 'by' | 'at'>;

function isRestated(one: Stated, other: Stated): boolean {
  return one.at !== other.at || one.by !== other.by || one.comment !== other.comment || one.validOn !== other.validOn;
}
