import type { ReadState } from '../../kernel/fold.js';
import type { Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import type { Guards } from '../../kernel/permitted.js';
import { requireMayWithdrawMatter } from '../corrections/withdrawal.js';
import { requireMayDraftMatter } from '../matter-draft.js';
import {
  requireMayAddOtherPoint,
  requireMayAddRemovalPoint,
  requireMayAddReportPoint,
  requireMayStrikePoint,
  type StrikePointData,
} from '../matter-points.js';
import { requireMayReviewMatter } from '../matter-review.js';
import { type PointSubjects, readPointSubjects, requireMaySubmitMatter } from '../matter-submission.js';
import { requireMayAcceptReportChange } from '../report-acceptance.js';
import { type Matter, matterFold } from '../matter.js';

/** The commands about a matter. Each status allows all three verdicts of a review or none, so APPROVE tells of all. */
export function guardsOfMatter(id: Id<'Matter'>, matter: Matter | null, subjects: PointSubjects, act: Act): Guards {
  return {
    addReportPoint: () => requireMayAddReportPoint(id, matter, act),
    addRemovalPoint: () => requireMayAddRemovalPoint(id, matter, act),
    addOtherPoint: () => requireMayAddOtherPoint(id, matter, act),
    saveMatterDraft: () => requireMayDraftMatter(id, matter, act),
    clearMatterDraft: () => requireMayDraftMatter(id, matter, act),
    submitMatter: () => requireMaySubmitMatter(id, matter, subjects, act),
    reviewMatter: () => requireMayReviewMatter(id, 'APPROVE', matter, act),
    acceptReportChange: () => requireMayAcceptReportChange(id, matter, act),
    withdrawMatter: () => requireMayWithdrawMatter(id, matter, act),
  };
}

export async function readGuardsOfMatter(id: Id<'Matter'>, read: ReadState, act: Act): Promise<Guards> {
  const matter = await read(matterFold, id);
  return guardsOfMatter(id, matter, await readPointSubjects(read, matter), act);
}

/** The commands about a decision point of a matter. */
export function guardsOfPoint(point: StrikePointData, matter: Matter | null, act: Act): Guards {
  return { strikePoint: () => requireMayStrikePoint(point, matter, act) };
}

export async function readGuardsOfPoint(point: StrikePointData, read: ReadState, act: Act): Promise<Guards> {
  return guardsOfPoint(point, await read(matterFold, point.matterId), act);
}
