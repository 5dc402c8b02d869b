import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Person } from '../kernel/permissions.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { type Id, idOf, matterIdOf } from '../kernel/identity.js';
import { CommandGateway } from '../platform/commands/command-gateway.service.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { MatterDrafts } from './matter-drafts.service.js';
import { MatterRow } from './matter-row.view.js';
import { DraftRow } from './matter-version-row.view.js';
import { ClearMatterDraft, OpenMatter, ReviewMatter, SaveMatterDraft, SubmitMatter } from './matter.command.js';
import { Matters } from './matters.view.js';
import { AddOtherPoint, AddRemovalPoint, AddReportPoint, StrikePoint } from './points.command.js';

/** What the administration does with a matter: its points, its draft, its versions and their review. */
@Resolver(() => MatterRow)
export class MatterCommandsResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly view: Matters,
    private readonly drafts: MatterDrafts,
  ) {}

  @Mutation(() => MatterRow)
  async openMatter(@Args('input') input: OpenMatter, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(matterIdOf(input.boardId, input.dnr));
  }

  @Mutation(() => MatterRow, { description: "Asks the board to approve a closed follow-up's report." })
  async addReportPoint(@Args('input') input: AddReportPoint, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, {
    description: 'Asks the board to take the activity of a reviewed proposal out of the plan.',
  })
  async addRemovalPoint(@Args('input') input: AddRemovalPoint, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, { description: 'Asks the board to decide something else, in words of your own.' })
  async addOtherPoint(@Args('input') input: AddOtherPoint, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, { description: 'Takes a point out of a matter that is not before the board.' })
  async strikePoint(@Args('input') input: StrikePoint, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, {
    description: 'Makes a version of the draft and the points, and gives it to the reviewers.',
  })
  async submitMatter(@Args('input') input: SubmitMatter, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => MatterRow, { description: 'Approves, returns or declines at the step that you hold.' })
  async reviewMatter(@Args('input') input: ReviewMatter, @Caller() person: Person): Promise<MatterRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.matterId);
  }

  @Mutation(() => DraftRow, { description: 'Saves what you write while you write it. You become a co-author.' })
  saveMatterDraft(@Args('input') input: SaveMatterDraft, @Caller() person: Person): Promise<DraftRow> {
    return this.drafts.save(input, person);
  }

  @Mutation(() => DraftRow, { description: 'Throws away what was written since the newest version.' })
  clearMatterDraft(@Args('input') input: ClearMatterDraft, @Caller() person: Person): Promise<DraftRow> {
    return this.drafts.clear(input, person);
  }

  @Query(() => DraftRow, { description: 'For those who write on it.' })
  matterDraft(@Args('matterId', { type: () => ID }) text: string, @Caller() person: Person): Promise<DraftRow> {
    return this.drafts.read(idOf('Matter', text), person);
  }

  private async shown(id: Id<'Matter'>): Promise<MatterRow> {
    const matter = await this.view.one(id, 'WHOLE', null);
    if (matter === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return matter;
  }
}
