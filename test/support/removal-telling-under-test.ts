import { matterFold } from '../../src/matters/matter.js';
import { goalFold } from '../../src/plans/goal.js';
import type { RemovalEvent } from '../../src/removals/removal.js';
import { removalNarration } from '../../src/removals/removal-telling.js';
import { board, type Happened } from './given.js';
import { activityId, goalId, matterId } from './removal-under-test.js';
import { said, stream, tellingOf } from './telling-under-test.js';

const planned = { description: '', startDate: '2026-01-01', endDate: '2026-12-31', responsibleUnit: 'Stab' };

const goal = stream(goalFold, goalId, {
  type: 'GoalEstablished',
  data: {
    goalId,
    title: 'Digital förvaltning',
    measures: [],
    activities: [{ activityId, heading: 'Införa e-arkiv', ...planned }],
  },
});

const matter = stream(matterFold, matterId, {
  type: 'MatterOpened',
  data: { matterId, boardId: board, kind: 'FOLLOW_UP', dnr: 'KS 2026/7', title: 'Uppföljning tertial 1 2026' },
});

/** What is told of the last thing that happened to the proposals about an activity. */
export async function toldOfRemoval(...events: readonly Happened<RemovalEvent>[]) {
  return said(await tellingOf(removalNarration, activityId, events, goal, matter));
}

/** As where neither the activity nor the matter is to be had. */
export async function toldOfRemovalAlone(...events: readonly Happened<RemovalEvent>[]) {
  return said(await tellingOf(removalNarration, activityId, events));
}
