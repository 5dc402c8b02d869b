import { Inject, Injectable } from '@nestjs/common';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Kysely } from 'kysely';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { type Connection, connectionOf, openedAfter, PageArgs, pageOf } from '../platform/connection.view.js';
import { LocalDate } from '../platform/dates.view.js';
import { DecisionReferenceView } from '../platform/decision-reference.view.js';
import { SignView } from '../platform/sign.view.js';
import { type StatesTable, States, VIEWS_DB, type ViewTables } from '../platform/states.view.js';
import {
  type ActivityStatus,
  type GoalStatus,
  type Phase,
  type SteeringModel,
  steeringModelFold,
} from './steering-model.js';

@ObjectType('ActivityStatus')
class ActivityStatusView extends SignView implements ActivityStatus {
  @Field()
  readonly code!: string;

  @Field(() => String)
  readonly phase!: Phase;

  @Field()
  readonly deviation!: boolean;
}

@ObjectType('GoalStatus')
class GoalStatusView extends SignView implements GoalStatus {
  @Field()
  readonly code!: string;

  @Field(() => Int)
  readonly rank!: number;

  @Field()
  readonly fulfilment!: boolean;
}

@ObjectType('AssessmentRules')
class AssessmentRulesView {
  @Field()
  readonly fulfilmentByActivities!: boolean;

  @Field()
  readonly completionWithDeviationCounts!: boolean;

  @Field()
  readonly fulfilmentByMeasures!: boolean;

  @Field()
  readonly activityStatusNeedsComment!: boolean;

  @Field()
  readonly goalStatusNeedsComment!: boolean;

  @Field()
  readonly fulfilmentNeedsComment!: boolean;
}

@ObjectType('SteeringModelVersion')
class SteeringModelVersionView {
  @Field(() => Int)
  readonly version!: number;

  @Field(() => LocalDate)
  readonly holdsFrom!: IsoDate;

  @Field(() => DecisionReferenceView)
  readonly decision!: DecisionReferenceView;

  @Field(() => [ActivityStatusView])
  readonly activityStatuses!: readonly ActivityStatusView[];

  @Field(() => [GoalStatusView])
  readonly goalStatuses!: readonly GoalStatusView[];

  @Field(() => SignView, { description: 'How the absence of an assessment is shown. It is no status.' })
  readonly notAssessed!: SignView;

  @Field(() => AssessmentRulesView)
  readonly rules!: AssessmentRulesView;
}

@ObjectType('SteeringModel')
export class SteeringModelView {
  @Field(() => ID)
  readonly id!: Id<'SteeringModel'>;

  @Field(() => Int)
  readonly revision!: number;

  @Field()
  readonly name!: string;

  @Field(() => [SteeringModelVersionView], { description: 'Oldest first.' })
  readonly versions!: readonly SteeringModelVersionView[];
}

@ObjectType()
export class SteeringModelConnection extends connectionOf(SteeringModelView, 'SteeringModel') {}

@Injectable()
export class SteeringModels {
  readonly #db: Kysely<ViewTables>;

  constructor(@Inject(VIEWS_DB) db: Kysely<ViewTables>) {
    this.#db = db;
  }

  async one(id: Id<'SteeringModel'>): Promise<SteeringModelView | null> {
    return new States(this.#db).one(steeringModelFold, id);
  }

  async of(municipalityId: Id<'Municipality'>, page: PageArgs): Promise<Connection<SteeringModelView>> {
    const rows = await this.#db
      .$extendTables<{ states: StatesTable<SteeringModel> }>()
      .selectFrom('states')
      .select(['state as row', 'position as opened'])
      .where('kind', '=', steeringModelFold.kind)
      .where('id', 'like', `${municipalityId}.%`)
      .where('position', '>', openedAfter(page))
      .orderBy('position')
      .limit(page.first + 1)
      .execute();
    return pageOf(rows, page);
  }
}
