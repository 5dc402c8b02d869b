import type { ComponentChildren } from 'preact';
import type { Language } from '../../kernel/language.js';
import type { Phase } from '../../steering-models/steering-model.js';
import type { ValueOf } from '../../web/selection.js';
import { tertialWords } from './plan-words.js';
import type { aSign, aTertial } from './tertial-questions.page.js';

/** The meaning of a mark, besides its word and its colour. */
type MarkShape = Phase | 'FULFILLED' | 'PARTLY' | 'NOT_FULFILLED' | 'MISSING';

interface MarkProps {
  readonly shape: MarkShape;
  /** A deviation has a rhombus in place of a circle. */
  readonly deviation?: boolean;
  /** The colour of the steering model. Null: that of the text. */
  readonly colour: string | null;
}

const CIRCLE = 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13Z';
const RHOMBUS = 'M8 0.8L15.2 8L8 15.2L0.8 8Z';
const LEFT_OF_CIRCLE = 'M8 1.5a6.5 6.5 0 1 0 0 13Z';
const LEFT_OF_RHOMBUS = 'M8 0.8L0.8 8L8 15.2Z';

/** The strokes inside the mark. */
const strokes: Readonly<Partial<Record<MarkShape, string>>> = {
  ON_HOLD: 'M6.2 5.5v5M9.8 5.5v5',
  COMPLETED: 'M5 8.2l2.2 2.2L11 6',
  FULFILLED: 'M5 8.2l2.2 2.2L11 6',
  NOT_FULFILLED: 'M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6',
};

/** A shape for each status, so that nobody needs its colour to tell it from another. The word stands beside it. */
function Mark({ shape, deviation = false, colour }: MarkProps) {
  const fill = colour ?? 'none';
  const isHalf = shape === 'ONGOING' || shape === 'PARTLY';
  const half = deviation ? LEFT_OF_RHOMBUS : LEFT_OF_CIRCLE;
  return (
    <svg class="mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={deviation ? RHOMBUS : CIRCLE}
        fill={isHalf ? 'none' : fill}
        stroke="currentColor"
        stroke-dasharray={shape === 'MISSING' ? '2 2' : undefined}
      />
      {isHalf && <path d={half} fill={colour ?? 'currentColor'} />}
      <path d={strokes[shape] ?? ''} fill="none" stroke="currentColor" stroke-width="1.6" />
    </svg>
  );
}

/** A mark with its word. */
function Sign({ children, ...mark }: MarkProps & { readonly children: ComponentChildren }) {
  return (
    <span class="sign">
      <Mark {...mark} /> {children}
    </span>
  );
}

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
