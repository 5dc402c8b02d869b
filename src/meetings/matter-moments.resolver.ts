import { Args, Field, Float, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { Person } from '../kernel/act.js';
import { type Id, idOf } from '../kernel/identity.js';
import type { MomentName } from '../kernel/moment.js';
import type { IsoInstant } from '../kernel/tertial.js';
import { MomentNameEnum } from '../platform/as-of/as-of.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { DateTimeISO } from '../platform/graphql-types/dates.view.js';
import { LabelView } from '../platform/graphql-types/label.view.js';
import type { MatterMoment } from './matter-moments.js';
import { MatterMomentsReader } from './matter-moments.service.js';

@ObjectType('MatterMoment', {
  description:
    'Something that happened to a matter. Its position, or its name, is given in asOf to see what was known.',
})
class MatterMomentRow implements MatterMoment {
  @Field(() => ID)
  readonly matterId!: Id<'Matter'>;

  @Field(() => MomentNameEnum)
  readonly name!: MomentName;

  @Field(() => LabelView)
  readonly label!: LabelView;

  @Field(() => Float, { description: 'Its place in the log.' })
  readonly position!: number;

  @Field(() => DateTimeISO, { description: 'When it was recorded.' })
  readonly knownAt!: IsoInstant;

  @Field(() => Int, { nullable: true, description: 'Of the matter: what was reviewed, summoned or decided.' })
  readonly version!: number | null;

  @Field(() => ID, { nullable: true })
  readonly meetingId!: Id<'Meeting'> | null;

  @Field(() => Int, { nullable: true, description: 'The point that was decided.' })
  readonly point!: number | null;

  @Field(() => [String], { description: '§§ of the minutes.' })
  readonly paragraphs!: readonly string[];
}

@Resolver(() => MatterMomentRow)
export class MatterMomentsResolver {
  constructor(private readonly reader: MatterMomentsReader) {}

  @Query(() => [MatterMomentRow], {
    description: 'As reviewed, as summoned, as decided by point, and as adjusted: in the order in which they came.',
  })
  matterMoments(@Args('id', { type: () => ID }) text: string, @Caller() person: Person): Promise<MatterMomentRow[]> {
    return this.reader.of(idOf('Matter', text), person);
  }
}
