import { Parent, Resolver } from '@nestjs/graphql';
import { PermittedCommands, PermittedField } from '../../platform/graphql/permitted.service.js';
import type { PermittedRow } from '../../platform/graphql-types/permitted.view.js';
import { ReadBy, type Reader } from '../../platform/sign-in/caller.resolver.js';
import { SummonedPointRow } from '../agenda.view.js';
import { readGuardsOfMeeting, readGuardsOfParagraph, readGuardsOfPoint } from './meeting-permitted.js';
import { MeetingRow, ParagraphRow } from '../meeting-row.view.js';
import { MinutedParagraphRow } from '../minutes.resolver.js';

@Resolver(() => MeetingRow)
export class PermittedOnMeetingResolver {
  constructor(private readonly commands: PermittedCommands) {}

  @PermittedField()
  permitted(@Parent() meeting: MeetingRow, @ReadBy() reader: Reader): Promise<PermittedRow[] | null> {
    return this.commands.about(meeting, reader, (read, act) => readGuardsOfMeeting(meeting.id, read, act));
  }
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
