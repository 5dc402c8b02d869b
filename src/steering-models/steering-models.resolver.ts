import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Person } from '../kernel/act.js';
import { type Id, idOf, municipalityOf } from '../kernel/identity.js';
import { permitInMunicipality } from '../kernel/may.js';
import { Refusal } from '../kernel/refusal.js';
import { Caller } from '../platform/caller.resolver.js';
import { PageArgs } from '../platform/connection.view.js';
import { Desk } from '../platform/desk.service.js';
import { AdoptSteeringModel } from './adopt-steering-model.command.js';
import { SteeringModelConnection, SteeringModels, SteeringModelView } from './steering-models.view.js';

@Resolver(() => SteeringModelView)
export class SteeringModelsResolver {
  constructor(
    private readonly desk: Desk,
    private readonly models: SteeringModels,
  ) {}

  @Mutation(() => SteeringModelView, { description: 'Adopts a steering model, or a new version of one.' })
  async adoptSteeringModel(
    @Args('input') input: AdoptSteeringModel,
    @Caller() person: Person,
  ): Promise<SteeringModelView> {
    await this.desk.submit(input, person);
    return this.shown(input.steeringModelId);
  }

  @Query(() => SteeringModelView)
  async steeringModel(
    @Args('id', { type: () => ID }) text: string,
    @Caller() person: Person,
  ): Promise<SteeringModelView> {
    const id = idOf('SteeringModel', text);
    permitInMunicipality(person, 'readSteeringModels', municipalityOf(id), id);
    return this.shown(id);
  }

  @Query(() => SteeringModelConnection, { description: 'The steering models of your municipality.' })
  async steeringModels(@Args() page: PageArgs, @Caller() person: Person): Promise<SteeringModelConnection> {
    const { municipalityId } = person;
    permitInMunicipality(person, 'readSteeringModels', municipalityId, municipalityId);
    return this.models.of(municipalityId, page);
  }

  private async shown(id: Id<'SteeringModel'>): Promise<SteeringModelView> {
    const model = await this.models.one(id);
    if (model === null) throw new Refusal('NOT_FOUND', { id });
    return model;
  }
}
