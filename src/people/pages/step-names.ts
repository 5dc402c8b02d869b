import type { Words } from '../../kernel/history.js';

interface Step {
  readonly boardId: string;
  readonly code: string;
  readonly name: Words;
}

/** The names of the review steps of some boards. A person's role has the code of its step. */
export class StepNames {
  constructor(private readonly steps: readonly Step[]) {}

  /** Each name once, in the order of the boards and their steps. */
  names(): readonly Words[] {
    return [...new Map(this.steps.map(({ name: { sv, en } }) => [JSON.stringify([sv, en]), { sv, en }])).values()];
  }

  /** Returns the name of a step of a board. A step that is in none of the board's chains any more has no name. */
  of(boardId: string, code: string): Words | undefined {
    return this.steps.find((step) => step.boardId === boardId && step.code === code)?.name;
  }
}
