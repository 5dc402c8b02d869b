import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { IdField, NameField, OptionalNameField } from '../platform/commands/fields.command.js';
import type { AddPersonData, ErasePersonNameData, RenamePersonData } from './persons.js';
import { RegisterCommand } from './register.command.js';

@InputType('AddPersonInput')
export class AddPerson extends RegisterCommand implements AddPersonData {
  readonly commandName = 'addPerson';

  @IdField('Person', 'Stands in the log for ever, so let it be no name.')
  readonly personId!: Id<'Person'>;

  @NameField()
  readonly name!: string;

  @OptionalNameField('What the sign-in calls them, `sub` in their token; the id when it is left out.')
  readonly subject?: string | null;
}

@InputType('RenamePersonInput')
export class RenamePerson extends RegisterCommand implements RenamePersonData {
  readonly commandName = 'renamePerson';

  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @NameField()
  readonly name!: string;
}

@InputType('ErasePersonNameInput')
export class ErasePersonName extends RegisterCommand implements ErasePersonNameData {
  readonly commandName = 'erasePersonName';

  @IdField('Person')
  readonly personId!: Id<'Person'>;
}
