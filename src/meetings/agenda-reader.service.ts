import { Injectable } from '@nestjs/common';
import { type Matter, matterFold } from '../matters/matter.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import type { Meeting } from './meeting.js';

/** Reads the newest state of each matter that is listed to be summoned. */
@Injectable()
export class AgendaReader {
  constructor(private readonly handling: CommandHandling) {}

  async listed(meeting: Meeting | null): Promise<Matter[]> {
    const ids = (meeting?.agenda ?? []).filter(({ state }) => state === 'LISTED').map(({ matterId }) => matterId);
    const matters = await Promise.all(ids.map((id) => this.handling.read(matterFold, id)));
    return matters.filter((matter) => matter !== null);
  }
}
