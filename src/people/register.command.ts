import { InputType } from '@nestjs/graphql';
import { CommandIdField, RevisionField } from '../platform/commands/fields.command.js';

/** What every command to the register has besides its content. It makes no events: the register is kept apart. */
@InputType({ isAbstract: true })
export abstract class RegisterCommand {
  abstract readonly commandName: string;

  @CommandIdField()
  commandId?: string;

  @RevisionField()
  expectedRevision?: number;
}
