import { Injectable } from '@nestjs/common';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import type { IsoDate } from '../kernel/tertial.js';
import { connectionOf, openedAfter, PageArgs, pageOf } from '../platform/graphql-types/connection.view.js';
import type { Connection } from '../platform/graphql-types/connection.view.js';
import { DecisionReferenceView, LocalDate, SignView } from '../platform/graphql-types/values.view.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { ListTables } from '../platform/projections/list-tables.service.js';
import type { StatesTable } from '../platform/database/state-tables.view.js';
import { steeringModelFold } from './steering-model.js';
import type { ActivityStatus, GoalStatus, Phase, SteeringModel } from './steering-model.js';

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

  @Field(() => SignView, { description: 'Label and colour for a goal without an assessment (ej bedömd).' })
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

  @Field(() => [SteeringModelVersionView], { description: 'All versions of the model, oldest first.' })
  readonly versions!: readonly SteeringModelVersionView[];
}

@ObjectType()
export class SteeringModelConnection extends connectionOf(SteeringModelView, 'SteeringModel') {}

@Injectable()
export class SteeringModels {
  constructor(
    private readonly tables: ListTables,
    private readonly asOf: AsOfLookup,
  ) {}

  /** Returns null for an unknown id. @param moment null reads the current state */
  async one(id: Id<'SteeringModel'>, moment: Moment | null): Promise<SteeringModelView | null> {
    return this.asOf.states(moment).one(steeringModelFold, id);
  }

  /**
   * Reads a page of models in the order of first adoption. It loads all of them, because a municipality has few models.
   *
   * @param moment null reads the current state
   */
  async of(
    municipalityId: Id<'Municipality'>,
    page: PageArgs,
    moment: Moment | null,
  ): Promise<Connection<SteeringModelView>> {
    const after = openedAfter(page);
    const models =
      moment === null ? await this.listedNow(municipalityId) : await this.listedAsOf(municipalityId, moment);
    const rows = models
      .map((row) => ({ opened: row.position, row }))
      .filter(({ opened }) => opened > after)
      .toSorted((one, other) => one.opened - other.opened);
    return pageOf(rows, page);
  }

  private async listedNow(municipalityId: Id<'Municipality'>): Promise<SteeringModel[]> {
    const db = await this.tables.current();
    const rows = await db
      .$extendTables<{ states: StatesTable<SteeringModel> }>()
      .selectFrom('states')
      .select('state')
      .where('kind', '=', steeringModelFold.kind)
      .where('id', 'like', `${municipalityId}.%`)
      .execute();
    return rows.map(({ state }) => state);
  }

  private async listedAsOf(municipalityId: Id<'Municipality'>, moment: Moment): Promise<SteeringModel[]> {
    const states = this.asOf.statesAsOf(moment);
    const ids = (await states.streamsIn(steeringModelFold, municipalityId)).map(({ id }) => id);
    return (await states.load(steeringModelFold, ids)).filter((model) => model !== null);
  }
}
