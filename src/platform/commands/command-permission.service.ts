import { capacityIn } from '../../kernel/permissions.js';
import { isRefusal, Refusal, refusals } from '../../kernel/refusal.js';
import type { GatewayCommand } from './gateway.command.js';

/**
 * Refuses a person who may not give the command before anything is read (rules 43, 51 and 52). An answer about what
 * exists is then no different from one about what does not.
 */
export function requireMayGive(command: GatewayCommand, id: string): void {
  try {
    capacityIn(command.stamp.actor, command.commandName, id);
  } catch (error) {
    if (isRefusal(error) && error.code === 'NOT_FOUND')
      throw new Refusal(refusals.NOT_FOUND, { id: named(command, id) });
    throw error;
  }
}

/** Returns the id by which the command names the stream's entity, its part or its whole; else the stream's own id. */
function named(command: GatewayCommand, id: string): string {
  const given = Object.values(command).filter((value) => typeof value === 'string');
  return given.find((one) => one === id || one.startsWith(`${id}.`) || id.startsWith(`${one}.`)) ?? id;
}
