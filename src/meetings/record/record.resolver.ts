import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { Id } from '../../kernel/identity.js';
import type { Person } from '../../kernel/permissions.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import { CommandGateway } from '../../platform/commands/command-gateway.service.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import { MeetingRow } from '../meeting-row.view.js';
import { Meetings } from '../meetings.view.js';
import { DecidePoint } from './decision.command.js';
import { AdjournMeeting, DispatchParagraph, ElectAdjusters } from './facts.command.js';

/** The commands about the decisions, and about the facts that stand in the minutes beside them. */
@Resolver(() => MeetingRow)
export class MeetingRecordResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly view: Meetings,
  ) {}

  @Mutation(() => MeetingRow, { description: "Records the board's decision on one decision point of a matter." })
  async decidePoint(@Args('input') input: DecidePoint, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, { description: 'Records a break of an open meeting (ajournering).' })
  async adjournMeeting(@Args('input') input: AdjournMeeting, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description: 'Records whom the board elected to adjust the minutes (justerare). The last election applies.',
  })
  async electAdjusters(@Args('input') input: ElectAdjusters, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description: 'Records that the extract of an adjusted paragraph (§) was sent to its recipients (expediering).',
  })
  async dispatchParagraph(@Args('input') input: DispatchParagraph, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  private async shown(id: Id<'Meeting'>): Promise<MeetingRow> {
    const meeting = await this.view.one(id, null);
    if (meeting === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return meeting;
  }
}
