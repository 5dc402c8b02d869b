import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '../kernel/identity.js';
import { DIRECTORY, type ReadDirectory } from '../people/directory.js';
import { requireKnown, type ResponsibleData } from './responsible.js';

/** Checks responsible units and persons against the register. It reads the register only when a command gives some. */
@Injectable()
export class KnownResponsibles {
  constructor(@Inject(DIRECTORY) private readonly directory: ReadDirectory) {}

  /** @throws Refusal `NOT_FOUND` for a unit or a person that the board does not have. */
  async require(boardId: Id<'Board'>, given: readonly ResponsibleData[]): Promise<void> {
    if (given.length > 0) requireKnown(given, await this.directory.of(boardId));
  }
}
