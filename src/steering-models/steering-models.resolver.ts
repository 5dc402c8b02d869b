import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { permitInMunicipality, type Person } from '../kernel/permissions.js';
import { type Id, idOf, municipalityOf } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { AsOfArgs, AsOfLookup } from '../platform/as-of/as-of.service.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { PageArgs } from '../platform/graphql-types/connection.view.js';
import { CommandGateway } from '../platform/commands/command-gateway.service.js';
import { AdoptSteeringModel } from './adopt-steering-model.command.js';
import { SteeringModelConnection, SteeringModels, SteeringModelView } from './steering-models.view.js';

@Resolver(() => SteeringModelView)
export class SteeringModelsResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly models: SteeringModels,
    private readonly asOf: AsOfLookup,
  ) {}

  @Mutation(() => SteeringModelView, { description: 'Adopts the first or a new version of a steering model.' })
  async adoptSteeringModel(
    @Args('input') input: AdoptSteeringModel,
    @Caller() person: Person,
  ): Promise<SteeringModelView> {
    await this.gateway.submit(input, person);
    return this.shown(input.steeringModelId);
  }

  @Query(() => SteeringModelView)
  async steeringModel(
    @Args('id', { type: () => ID }) text: string,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<SteeringModelView> {
    const id = idOf('SteeringModel', text);
    permitInMunicipality(person, 'readSteeringModels', municipalityOf(id), id);
    return this.shown(id, await this.asOf.momentOf(asOf, person));
  }

  @Query(() => SteeringModelConnection, { description: 'The steering models of your municipality.' })
  async steeringModels(
    @Args() page: PageArgs,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<SteeringModelConnection> {
    const { municipalityId } = person;
    permitInMunicipality(person, 'readSteeringModels', municipalityId, municipalityId);
    return this.models.of(municipalityId, page, await this.asOf.momentOf(asOf, person));
  }

  private async shown(id: Id<'SteeringModel'>, moment: Moment | null = null): Promise<SteeringModelView> {
    const model = await this.models.one(id, moment);
    if (model === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return model;
  }
}
