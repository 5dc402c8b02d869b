import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Id } from '../../kernel/identity.js';
import { PermittedCommands, PermittedField } from '../../platform/graphql/permitted.service.js';
import type { PermittedRow } from '../../platform/graphql-types/permitted.view.js';
import { ReadBy, type Reader } from '../../platform/sign-in/caller.resolver.js';
import { type AgendaItemRow, SummonedPointRow } from '../agenda.view.js';
import { readGuardsOfMeeting, readGuardsOfParagraph, readGuardsOfPoint } from './meeting-permitted.js';
import type { AgendaItemView } from '../meeting-view.js';
import { MeetingRow, ParagraphRow } from '../meeting-row.view.js';
import { MinutedParagraphRow } from '../minutes.resolver.js';

@Resolver(() => MeetingRow)
export class PermittedOnMeetingResolver {
  constructor(private readonly commands: PermittedCommands) {}

  @PermittedField()
  permitted(@Parent() meeting: MeetingRow, @ReadBy() reader: Reader): Promise<PermittedRow[] | null> {
    return this.commands.about(meeting, reader, (read, act) => readGuardsOfMeeting(meeting.id, read, act));
  }

  /** Tells each point of the agenda of now the meeting that decides on it. The view itself has no such field. */
  @ResolveField()
  agenda(@Parent() { id: meetingId, agenda, moment }: MeetingRow): readonly AgendaItemRow[] {
    return (moment ?? null) === null ? agenda.map((listed) => beforeMeeting(meetingId, listed)) : agenda;
  }
}

function beforeMeeting(meetingId: Id<'Meeting'>, listed: AgendaItemView): AgendaItemRow {
  const { item, matterId } = listed;
  if (item === null) return { ...listed, item };
  const before = { meetingId, matterId };
  return { ...listed, item: { ...item, points: item.points.map((point) => ({ ...point, before })) } };
}

@Resolver(() => SummonedPointRow)
export class PermittedOnPointResolver {
  constructor(private readonly commands: PermittedCommands) {}

  /** Null for a point that is not on the agenda of now, such as a point of a summons. */
  @PermittedField()
  async permitted(@Parent() { number: point, before }: SummonedPointRow, @ReadBy() reader: Reader) {
    if (before === undefined) return null;
    return this.commands.about({}, reader, (read, act) => readGuardsOfPoint({ ...before, point }, read, act));
  }
}

@Resolver(() => ParagraphRow)
export class PermittedOnParagraphResolver {
  constructor(private readonly commands: PermittedCommands) {}

  @PermittedField()
  permitted(@Parent() paragraph: ParagraphRow, @ReadBy() reader: Reader): Promise<PermittedRow[] | null> {
    return this.commands.about(paragraph, reader, (read, act) => readGuardsOfParagraph(paragraph, read, act));
  }
}

@Resolver(() => MinutedParagraphRow)
export class PermittedOnMinutedParagraphResolver {
  constructor(private readonly commands: PermittedCommands) {}

  @PermittedField()
  permitted(@Parent() paragraph: MinutedParagraphRow, @ReadBy() reader: Reader): Promise<PermittedRow[] | null> {
    return this.commands.about(paragraph, reader, (read, act) => readGuardsOfParagraph(paragraph, read, act));
  }
}
