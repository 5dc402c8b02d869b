import type { Act } from '../../src/kernel/permissions.js';
import { activityOf, boardOf, type Id, matterIdOf, planOf } from '../../src/kernel/identity.js';
import type { Matter } from '../../src/matters/matter.js';
import { clearMatterDraft, openMatter, saveMatterDraft } from '../../src/matters/matter-draft.js';
import type { OpenMatterData, SaveMatterDraftData } from '../../src/matters/matter-draft.js';
import { withdrawMatter, type WithdrawMatterData } from '../../src/matters/corrections/withdrawal.js';
import type { MatterEvent } from '../../src/matters/matter-event.js';
import { addOtherPoint, addRemovalPoint, addReportPoint, strikePoint } from '../../src/matters/matter-points.js';
import type {
  AddOtherPointData,
  AddRemovalPointData,
  AddReportPointData,
  StrikePointData,
} from '../../src/matters/matter-points.js';
import { reviewMatter, type ReviewMatterData } from '../../src/matters/matter-review.js';
import { acceptReportChange, type AcceptReportChangeData } from '../../src/matters/report-acceptance.js';
import { submitMatter, type SubmitMatterData } from '../../src/matters/matter-submission.js';
import type { CommandOf } from './command.js';
import { chainOf, goalsOf, hashOf, reportsOf, subjectsOf } from './reading.js';
import type { World } from './world.js';

export type MatterCommand = CommandOf<
  'matter',
  {
    openMatter: OpenMatterData;
    addReportPoint: AddReportPointData;
    addRemovalPoint: AddRemovalPointData;
    addOtherPoint: AddOtherPointData;
    strikePoint: StrikePointData;
    submitMatter: SubmitMatterData;
    reviewMatter: ReviewMatterData;
    acceptReportChange: AcceptReportChangeData;
    withdrawMatter: WithdrawMatterData;
  }
>;

export function carryOutOnMatter(world: World, given: MatterCommand, act: Act): void {
  const { command, data } = given;
  const id = command === 'openMatter' ? matterIdOf(data.boardId, data.dnr) : data.matterId;
  const events = decided(world, given, world.matters.newest(id), act);
  world.append(world.matters, id, events, { actor: act.actor, command });
}

function decided(world: World, { command, data }: MatterCommand, matter: Matter | null, act: Act): MatterEvent[] {
  switch (command) {
    case 'openMatter':
      return openMatter(data, matter, act);
    case 'addReportPoint':
      return addReportPoint(data, matter, world.plans.newest(data.planId), act);
    case 'addRemovalPoint': {
      const { proposalId } = data;
      const proposals = world.removals.newest(activityOf(proposalId));
      return addRemovalPoint(data, matter, { proposals, goals: goalsOf(world, planOf(proposalId)) }, act);
    }
    case 'addOtherPoint':
      return addOtherPoint(data, matter, act);
    case 'strikePoint':
      return strikePoint(data, matter, act);
    case 'submitMatter': {
      const draft = world.drafts.get(data.matterId) ?? null;
      const chain = chainOf(world, boardOf(data.matterId), matter?.kind ?? null);
      return submitMatter(data, matter, { ...subjectsOf(world, matter), draft, chain, hashOf }, act);
    }
    case 'reviewMatter':
      return reviewMatter(data, matter, reportsOf(world, matter), act);
    case 'withdrawMatter':
      return withdrawMatter(data, matter, act);
    case 'acceptReportChange':
      return acceptReportChange(data, matter, reportsOf(world, matter), act);
  }
}

export type DraftCommand = CommandOf<
  'draft',
  {
    saveDraft: SaveMatterDraftData;
    clearDraft: { readonly matterId: Id<'Matter'>; readonly expectedDraftRevision: number };
  }
>;

export function carryOutOnDraft(world: World, { command, data }: DraftCommand, act: Act): void {
  const { matterId } = data;
  const kept = world.drafts.get(matterId) ?? null;
  const matter = world.matters.newest(matterId);
  const changed =
    command === 'saveDraft'
      ? saveMatterDraft(data, matter, kept, act, world.now)
      : clearMatterDraft(data, matter, kept, act, world.now);
  world.drafts.set(matterId, changed);
}
