import type { ComponentChildren } from 'preact';
import type { Phase } from '../../steering-models/steering-model.js';

/** What a mark says besides its word and its colour. */
export type MarkShape = Phase | 'FULFILLED' | 'PARTLY' | 'NOT_FULFILLED' | 'MISSING';

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
export function Sign({ children, ...mark }: MarkProps & { readonly children: ComponentChildren }) {
  return (
    <span class="sign">
      <Mark {...mark} /> {children}
    </span>
  );
}
