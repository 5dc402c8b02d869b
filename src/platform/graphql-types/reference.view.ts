import { Extensions, Field, type FieldOptions, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Id } from '../../kernel/identity.js';
import type { IsoDate } from '../../kernel/tertial.js';
import { LocalDate } from './values.view.js';

@ObjectType('PlanReference', { description: 'A plan, by its year.' })
export class PlanReferenceRow {
  @Field(() => ID)
  readonly id!: Id<'Plan'>;

  @Field(() => Int)
  readonly year!: number;
}

@ObjectType('GoalReference', { description: 'A goal, with its title at the moment of the answer.' })
export class GoalReferenceRow {
  @Field(() => ID)
  readonly id!: Id<'Goal'>;

  @Field()
  readonly title!: string;
}

@ObjectType('ActivityReference', { description: 'An activity, with its heading and goal at the moment of the answer.' })
export class ActivityReferenceRow {
  @Field(() => ID)
  readonly id!: Id<'Activity'>;

  @Field()
  readonly heading!: string;

  @Field(() => GoalReferenceRow)
  readonly goal!: GoalReferenceRow;
}

@ObjectType('MeasureReference', { description: 'A measure, with its name and goal at the moment of the answer.' })
export class MeasureReferenceRow {
  @Field(() => ID)
  readonly id!: Id<'Measure'>;

  @Field()
  readonly name!: string;

  @Field(() => GoalReferenceRow)
  readonly goal!: GoalReferenceRow;
}

@ObjectType('ProposalReference', { description: 'A proposal to take an activity out of the plan.' })
export class ProposalReferenceRow {
  @Field(() => ID)
  readonly id!: Id<'RemovalProposal'>;

  @Field(() => ActivityReferenceRow)
  readonly activity!: ActivityReferenceRow;
}

@ObjectType('MatterReference', { description: 'A matter, with its title at the moment of the answer.' })
export class MatterReferenceRow {
  @Field(() => ID)
  readonly id!: Id<'Matter'>;

  @Field()
  readonly dnr!: string;

  @Field({ description: 'The title. For a board member, that of the newest version that the board has received.' })
  readonly title!: string;
}

@ObjectType('MeetingReference', { description: 'A meeting, by its day.' })
export class MeetingReferenceRow {
  @Field(() => ID)
  readonly id!: Id<'Meeting'>;

  @Field(() => LocalDate)
  readonly date!: IsoDate;

  @Field()
  readonly place!: string;
}

@ObjectType('SteeringModelReference', { description: 'A steering model, by its name.' })
export class SteeringModelReferenceRow {
  @Field(() => ID)
  readonly id!: Id<'SteeringModel'>;

  @Field()
  readonly name!: string;
}

const rowOf = {
  plan: PlanReferenceRow,
  goal: GoalReferenceRow,
  activity: ActivityReferenceRow,
  measure: MeasureReferenceRow,
  proposal: ProposalReferenceRow,
  matter: MatterReferenceRow,
  meeting: MeetingReferenceRow,
  steeringModel: SteeringModelReferenceRow,
} as const;

export type ReferenceKind = keyof typeof rowOf;
export type ReferenceRow = InstanceType<(typeof rowOf)[ReferenceKind]>;

/** Key of a field's extension, which holds a {@link ReferenceEdge}. */
export const REFERENCE = 'reference';

/** The field of the same object that holds the id of the thing that a field gives. */
export interface ReferenceEdge {
  readonly kind: ReferenceKind;
  readonly idField: string;
}

type IdOptions = Pick<FieldOptions, 'description' | 'nullable'>;

/** Declares a field with the id of a thing and, beside it, a field with the thing, named after its kind. */
export function ThingIdField(kind: ReferenceKind, options: IdOptions = {}): PropertyDecorator {
  return (target, key) => {
    const of: ReferenceEdge = { kind, idField: String(key) };
    Field(() => ID, options)(target, key);
    // The edge is nullable, because a reader of the id may lack the right to read the thing.
    Field(() => rowOf[kind], { nullable: true })(target, kind);
    Extensions({ [REFERENCE]: of })(target, kind);
  };
}
