import { Inject, Injectable } from '@nestjs/common';
import { Args, Field, Float, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { Person } from '../../kernel/permissions.js';
import { boardOf, type Id, idOf } from '../../kernel/identity.js';
import type { MomentName, NamedMoment } from '../../kernel/moment.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { readingOf } from '../../matters/matter-view.js';
import { AsOfLookup, MomentNameEnum } from '../../platform/as-of/as-of.service.js';
import { EVENT_STORE, type EventStore } from '../../platform/event-store/event-store.js';
import { DateTimeISO, LabelView } from '../../platform/graphql-types/values.view.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import type { MatterMoment } from './matter-moments.js';
import { momentsOf, positionOf, type RecordedMatter, recordedMatter } from './recorded-matter.js';
import { ThingIdField } from '../../platform/graphql-types/reference.view.js';

/** Reads the named moments of a matter from the event log. */
@Injectable()
export class MatterMomentsReader {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly asOf: AsOfLookup,
  ) {}

  /** @throws Refusal `NOT_FOUND` for a missing or hidden matter, `FORBIDDEN` when the person may read no matters. */
  async of(
    matterId: Id<'Matter'>,
    person: Person,
  ): Promise<(MatterMoment & { readonly matterId: Id<'Matter'>; readonly knownAt: IsoInstant })[]> {
    const found = await momentsOf(await readBy(person, matterId, this.store), this.store);
    const known = await this.asOf.knownAtOf(found.map(({ position }) => position));
    return found.map((moment) => {
      const knownAt = known.get(moment.position);
      if (knownAt === undefined) throw new Error(`The event at ${moment.position} is not in the index of the log.`);
      return { ...moment, matterId, knownAt };
    });
  }
}

/**
 * Returns the log position of a named moment of a matter.
 *
 * @throws Refusal `NO_SUCH_MOMENT` when the matter has no such moment, or a refusal of {@link MatterMomentsReader.of}.
 */
export async function positionOfMoment(moment: NamedMoment, person: Person, store: EventStore): Promise<number> {
  return positionOf(await readBy(person, moment.matterId, store), moment, store);
}

function readBy(person: Person, matterId: Id<'Matter'>, store: EventStore): Promise<RecordedMatter> {
  return recordedMatter(matterId, readingOf(person, boardOf(matterId), matterId), store);
}

@ObjectType('MatterMoment', {
  description:
    'A named moment of a matter (ärende). To read the state at this moment, give `position` in `asOf`. A name in `asOf` means the latest moment of that name.',
})
class MatterMomentRow implements MatterMoment {
  @ThingIdField('matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => MomentNameEnum)
  readonly name!: MomentName;

  @Field(() => LabelView)
  readonly label!: LabelView;

  @Field(() => Float, { description: 'The position in the log of the event that made the moment.' })
  readonly position!: number;

  @Field(() => DateTimeISO, { description: 'The earliest `asOf.knownAt` with which a query shows this moment.' })
  readonly knownAt!: IsoInstant;

  @Field(() => Int, {
    nullable: true,
    description: "Number of the matter's version at this moment. Null when an early build of Tertial recorded none.",
  })
  readonly version!: number | null;

  @ThingIdField('meeting', { nullable: true })
  readonly meetingId!: Id<'Meeting'> | null;

  @Field(() => Int, { nullable: true, description: 'Number of the decided point. Null unless `name` is AS_DECIDED.' })
  readonly point!: number | null;

  @Field(() => [String], { description: 'The paragraphs (§) of the decision or the adjustment. Otherwise empty.' })
  readonly paragraphs!: readonly string[];
}

@Resolver(() => MatterMomentRow)
export class MatterMomentsResolver {
  constructor(private readonly reader: MatterMomentsReader) {}

  @Query(() => [MatterMomentRow], {
    description:
      'Returns the named moments of a matter (ärende) in log order: each approval that completed a review, each summons, each addition at a meeting, each decision, and each confirmation of minutes about the matter. A person with only the role BOARD_MEMBER gets no approvals.',
  })
  matterMoments(@Args('id', { type: () => ID }) text: string, @Caller() person: Person): Promise<MatterMomentRow[]> {
    return this.reader.of(idOf('Matter', text), person);
  }
}
