import type { ComponentChildren } from 'preact';
import type { Language } from '../../kernel/language.js';
import type { ValueOf } from '../../web/selection.js';
import { type MarkShape, Sign } from './mark.page.js';
import { tertialWords } from './plan-words.js';
import type { aSign, aTertial } from './tertial-questions.page.js';

type Reported = ValueOf<typeof aSign> | null;
type TertialShown = ValueOf<typeof aTertial>;

interface SignProps<Counts> {
  /** Null: nobody has reported. */
  readonly of: Reported;
  /** The statuses of the steering model in force. */
  readonly among: Counts;
  readonly language: Language;
}

/** The status of an activity. A missing report is no status and looks like none. */
export function StatusSign({ of, among, language }: SignProps<TertialShown['activityCounts']>) {
  if (of === null) return <Missing>{tertialWords.notReported[language]}</Missing>;
  const { phase = 'ONGOING', deviation = false } = among.find(({ code }) => code === of.code) ?? {};
  return (
    <Sign {...{ shape: phase, deviation, colour: of.colour }}>
      <span>{of.label[language]}</span>
    </Sign>
  );
}

interface AssessmentProps extends SignProps<TertialShown['goalCounts']> {
  readonly missing: TertialShown['notAssessedSign'];
}

/** The assessment of a goal. *Not assessed* is no assessment. */
export function AssessmentSign({ of, among, missing, language }: AssessmentProps) {
  if (of === null) {
    const word = missing?.label[language] ?? tertialWords.notAssessed[language];
    return <Missing colour={missing?.colour ?? null}>{word}</Missing>;
  }
  return (
    <Sign {...{ shape: shapeAmong(among, of.code), colour: of.colour }}>
      <span>{of.label[language]}</span>
    </Sign>
  );
}

function Missing({
  colour = null,
  children,
}: {
  readonly colour?: string | null;
  readonly children: ComponentChildren;
}) {
  return (
    <Sign {...{ shape: 'MISSING', colour }}>
      <span class="missing">{children}</span>
    </Sign>
  );
}

/** The worst status of a model has a cross, the one that means that the goal is reached a tick. */
function shapeAmong(among: TertialShown['goalCounts'], wanted: string): MarkShape {
  const status = among.find(({ code }) => code === wanted);
  if (status?.fulfilment === true) return 'FULFILLED';
  const lowest = Math.min(...among.map(({ rank }) => rank));
  return status?.rank === lowest ? 'NOT_FULFILLED' : 'PARTLY';
}
