import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import type { Person } from '../kernel/permissions.js';
import type { AnyEvent } from '../kernel/fold.js';
import { idOf } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { SimulatedClock } from '../platform/runtime/clock.service.js';
import { DEMO_BOARD, DEMO_MUNICIPALITY, demoPeople } from '../platform/sign-in/demo-sign-in.service.js';
import type { GatewayCommand } from '../platform/commands/gateway.command.js';
import type { CommandGateway } from '../platform/commands/command-gateway.service.js';

/** Ends the case early: its next step is on a day after the last one that is played. */
export class LastDayPlayed extends Error {}

/** Gives commands in the names of people of the sample municipality, at simulated times. */
export class Player {
  /** @param lastDay The last day of the case that is played. Null: the case is played to its end. */
  constructor(
    private readonly gateway: CommandGateway,
    private readonly clock: SimulatedClock,
    private readonly lastDay: IsoDate | null,
  ) {}

  /** Goes on to a day of the case. @throws LastDayPlayed when the day is after the last one that is played. */
  on(day: IsoDate): void {
    if (this.lastDay !== null && day > this.lastDay) throw new LastDayPlayed();
    this.clock.set(`${day}T08:00:00.000Z`);
  }

  async give<Event extends AnyEvent>(who: string, command: Type<GatewayCommand<Event>>, content: object) {
    return this.gateway.submit(plainToInstance(command, content), personCalled(who));
  }
}

export function personCalled(id: string): Person {
  const { role, step, scope } = found(demoPeople.find((person) => person.id === id));
  const boardId = scope === undefined ? idOf('Board', DEMO_BOARD) : null;
  const grant = step === undefined ? { boardId, role } : { boardId, role, step };
  const municipalityId = idOf('Municipality', DEMO_MUNICIPALITY);
  return { kind: 'person', personId: idOf('Person', id), municipalityId, grants: [grant] };
}

export function found<Thing>(thing: Thing | null | undefined): Thing {
  if (thing === null || thing === undefined) throw new Error('The sample data does not fit the case.');
  return thing;
}
