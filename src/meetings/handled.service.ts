import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/identity.js';
import { matterFold } from '../matters/matter.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { removalFold } from '../removals/removal.js';
import type { Handled } from './decision.js';

/** Reads the newest state of a matter and of the proposals that one of its points speaks of. */
@Injectable()
export class HandledReader {
  constructor(private readonly handling: CommandHandling) {}

  async of(matterId: Id<'Matter'>, number: number): Promise<Handled> {
    const matter = await this.handling.read(matterFold, matterId);
    const subject = matter?.points.find((point) => point.number === number)?.subject;
    const isRemoval = subject?.kind === 'REMOVE_ACTIVITY';
    const proposals = isRemoval ? await this.handling.read(removalFold, subject.activityId) : [];
    return { matter, proposals };
  }
}
