import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Id } from '../../kernel/identity.js';
import { BoardIdField, PersonIdsField } from './named.view.js';
import { LabelView } from './values.view.js';

export const StuckCauseEnum = {
  STEP_UNHELD: 'STEP_UNHELD',
  HOLDERS_BARRED: 'HOLDERS_BARRED',
  AUTHOR_GONE: 'AUTHOR_GONE',
  ADJUSTERS_GONE: 'ADJUSTERS_GONE',
} as const;
registerEnumType(StuckCauseEnum, {
  name: 'StuckCause',
  description: 'Why nobody can carry on with a text or with minutes.',
  valuesMap: {
    STEP_UNHELD: { description: 'Nobody has the step where the review waits.' },
    HOLDERS_BARRED: { description: 'Everybody who has the step wrote the text or approved an earlier step.' },
    AUTHOR_GONE: { description: 'The text waits for its author, who is no longer a clerk of the board.' },
    ADJUSTERS_GONE: { description: 'Nobody of those who are elected to adjust the minutes is of the board any more.' },
  },
});

@ObjectType('StuckStep')
export class StuckStepRow {
  @Field()
  readonly code!: string;

  @Field(() => LabelView)
  readonly name!: LabelView;
}

@ObjectType('StuckText', { description: 'A removal proposal, a matter or minutes that nobody can carry on with.' })
export class StuckTextRow {
  @BoardIdField()
  readonly boardId!: Id<'Board'>;

  @Field(() => ID, { description: 'Id of the proposal, the matter or the meeting.' })
  readonly id!: string;

  @Field()
  readonly title!: string;

  @Field(() => StuckCauseEnum)
  readonly cause!: keyof typeof StuckCauseEnum;

  @Field(() => StuckStepRow, {
    nullable: true,
    description: 'The step where the review waits. Null where it waits at none.',
  })
  readonly step!: StuckStepRow | null;

  @PersonIdsField({ description: 'The persons who have the step and may not act, the author, or the adjusters.' })
  readonly persons!: readonly string[];

  @Field(() => [LabelView], { description: 'What can be done, each as a sentence. One of them is enough.' })
  readonly waysOut!: readonly LabelView[];
}

@ObjectType('Stuck', { description: 'What stands still at a board because nobody can act, with the ways out.' })
export class StuckRow {
  @BoardIdField()
  readonly boardId!: Id<'Board'>;

  @Field({ description: 'False when the sign-in tokens say who has which role: nothing can then be told.' })
  readonly rolesKnown!: boolean;
}
