import type { Act } from '../../src/kernel/permissions.js';
import { isRefusal } from '../../src/kernel/refusal.js';
import { carryOutOnDraft, carryOutOnMatter, type DraftCommand, type MatterCommand } from './matter-commands.js';
import { carryOutAtMeeting, carryOutInMinutes, type MeetingCommand, type MinutesCommand } from './meeting-commands.js';
import { type Name, person } from './people.js';
import { carryOutInPlan, carryOutOnRemoval, type PlanCommand, type RemovalCommand } from './plan-commands.js';
import type { World } from './world.js';

export type Command = PlanCommand | RemovalCommand | MatterCommand | DraftCommand | MeetingCommand | MinutesCommand;

/** Gives the command as its handler does, on the newest states. The code of the refusal; null when it is accepted. */
export function give(world: World, name: Name, command: Command): string | null {
  try {
    carryOut(world, command, { actor: person(name), today: world.today });
    return null;
  } catch (error) {
    if (isRefusal(error)) return error.code;
    throw error;
  }
}

function carryOut(world: World, given: Command, act: Act): void {
  switch (given.area) {
    case 'plan':
      carryOutInPlan(world, given, act);
      return;
    case 'removal':
      carryOutOnRemoval(world, given, act);
      return;
    case 'matter':
      carryOutOnMatter(world, given, act);
      return;
    case 'draft':
      carryOutOnDraft(world, given, act);
      return;
    case 'meeting':
      carryOutAtMeeting(world, given, act);
      return;
    case 'minutes':
      carryOutInMinutes(world, given, act);
      return;
  }
}
