import { Injectable } from '@nestjs/common';
import { type Matter, matterFold } from '../matters/matter.js';
import { Decisions } from '../platform/commands/decisions.service.js';
import type { Meeting } from './meeting.js';

/** Reads the newest state of each matter that is listed to be summoned. */
@Injectable()
export class AgendaReader {
  constructor(private readonly decisions: Decisions) {}

  async listed(meeting: Meeting | null): Promise<Matter[]> {
    const ids = (meeting?.agenda ?? []).filter(({ state }) => state === 'LISTED').map(({ matterId }) => matterId);
    const matters = await Promise.all(ids.map((id) => this.decisions.newest(matterFold, id)));
    return matters.filter((matter) => matter !== null);
  }
}
