import { adoptPlan } from '../../src/plans/plan.js';
import { idOf, planIdOf } from '../../src/kernel/identity.js';
import { adoption, modelId, planned } from '../support/plan-under-test.js';
import { give } from './giving.js';
import { person } from './people.js';
import { model } from './reading.js';
import { reacting, settle } from './reacting.js';
import { World } from './world.js';

export const board = idOf('Board', 'exempel.ks');
export const planId = planIdOf(board, 2026);

function begun(): World {
  const world = reacting(new World());
  const actor = person('cilla');
  const goals = [
    {
      title: 'Medarbetare ska känna sig delaktiga',
      measures: [],
      activities: ['Plan', 'Samtal'].map((h) => planned(h)),
    },
    { title: 'Arkivet ska vara digitalt', measures: [], activities: [planned('Införa e-arkiv')] },
  ];
  const command = { boardId: board, year: 2026, steeringModelId: modelId, decision: adoption, goals };
  world.append(world.plans, planId, adoptPlan(command, null, model, { actor, today: world.today }), {
    actor,
    command: 'adoptPlan',
  });
  settle(world);
  give(world, 'cilla', {
    area: 'plan',
    command: 'openFollowUp',
    data: { planId, tertial: 'T1', cutOff: '2026-05-12' },
  });
  give(world, 'cilla', {
    area: 'plan',
    command: 'closeFollowUp',
    data: { planId, tertial: 'T1', acceptIncomplete: true },
  });
  give(world, 'cilla', {
    area: 'plan',
    command: 'openFollowUp',
    data: { planId, tertial: 'T2', cutOff: '2026-09-12' },
  });
  settle(world);
  return world;
}

const base = begun();

/** A board with a plan of two goals and three activities, whose first tertial is reported. */
export function boardWithPlan(): World {
  return reacting(new World(base));
}
