import { Field, Float, ObjectType } from '@nestjs/graphql';
import { HistoryEntryRow } from './history.view.js';
import type { ReplayedEvent } from './replay.service.js';

@ObjectType('ReplayedEvent')
export class ReplayedEventRow implements ReplayedEvent {
  @Field(() => HistoryEntryRow)
  readonly entry!: HistoryEntryRow;

  @Field(() => Float, { description: 'The position of the newest event in the log when the replay began.' })
  readonly head!: number;
}
