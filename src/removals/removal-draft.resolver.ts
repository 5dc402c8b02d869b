import { Args, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { type Id, idOf } from '../kernel/identity.js';
import type { Person } from '../kernel/permissions.js';
import type { IsoInstant } from '../kernel/tertial.js';
import { CommandIdField, IdField, TextField } from '../platform/commands/gateway.command.js';
import { DateTimeISO } from '../platform/graphql-types/values.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import type { RemovalDraft, SaveRemovalDraftData } from './removal-draft.js';
import { RemovalDrafts } from './removal-drafts.service.js';
import { ReasonCategoryEnum } from './removal.command.js';
import type { ReasonCategory } from './removal.js';

@InputType('SaveRemovalDraftInput', { description: 'All of your draft. A draft of nothing is taken away.' })
class SaveRemovalDraft implements SaveRemovalDraftData {
  @CommandIdField()
  commandId?: string;

  @IdField('Activity')
  readonly activityId!: Id<'Activity'>;

  @Field(() => ReasonCategoryEnum, { nullable: true })
  @IsOptional()
  readonly category?: ReasonCategory | null;

  @TextField()
  readonly motivation!: string;
}

@ObjectType('RemovalDraft', {
  description: 'What you have written of a proposal and not submitted. Nobody else reads it.',
})
class RemovalDraftRow implements RemovalDraft {
  @Field(() => ID, { description: 'The id of the activity.' })
  readonly id!: Id<'Activity'>;

  @Field(() => ReasonCategoryEnum, { nullable: true })
  readonly category!: ReasonCategory | null;

  @Field()
  readonly motivation!: string;

  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;
}

@Resolver(() => RemovalDraftRow)
export class RemovalDraftsResolver {
  constructor(private readonly drafts: RemovalDrafts) {}

  @Mutation(() => RemovalDraftRow, {
    nullable: true,
    description:
      'Keeps what you have written of a proposal. It is refused as the proposal would be, whatever it says. A draft that is ' +
      'there can always be emptied.',
  })
  async saveRemovalDraft(
    @Args('input') input: SaveRemovalDraft,
    @Caller() person: Person,
  ): Promise<RemovalDraftRow | null> {
    return this.drafts.save(input, person);
  }

  @Query(() => RemovalDraftRow, { nullable: true, description: 'Your draft of a proposal. Null: there is none.' })
  async removalDraft(
    @Args('activityId', { type: () => ID }) text: string,
    @Caller() person: Person,
  ): Promise<RemovalDraftRow | null> {
    return this.drafts.read(idOf('Activity', text), person);
  }
}
