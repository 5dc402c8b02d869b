import { Inject, Injectable } from '@nestjs/common';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { DIRECTORY, type ReadDirectory } from '../people/directory.js';
import { OptionalIdField } from '../platform/commands/gateway.command.js';
import { requireKnown, type ResponsibleData } from './responsible.js';

@InputType('ResponsibleInput', {
  description: 'The unit or the person of the register that is responsible. Both at once give ONE_RESPONSIBLE.',
})
export class ResponsibleInput implements ResponsibleData {
  @OptionalIdField('Unit', 'A unit of the board.')
  readonly unitId?: Id<'Unit'> | null;

  @OptionalIdField('Person', 'A person with a role or a unit of the board.')
  readonly personId?: Id<'Person'> | null;
}

/** Checks responsible units and persons against the register. It reads the register only when a command gives some. */
@Injectable()
export class KnownResponsibles {
  constructor(@Inject(DIRECTORY) private readonly directory: ReadDirectory) {}

  /** @throws Refusal `NOT_FOUND` for a unit or a person that the board does not have. */
  async require(boardId: Id<'Board'>, given: readonly ResponsibleData[]): Promise<void> {
    if (given.length > 0) requireKnown(given, await this.directory.of(boardId));
  }
}
