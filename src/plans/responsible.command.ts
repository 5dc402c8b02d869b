import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { OptionalIdField } from '../platform/commands/gateway.command.js';
import type { ResponsibleData } from './responsible.js';

@InputType('ResponsibleInput', {
  description: 'The unit or the person of the register that is responsible. Both at once give ONE_RESPONSIBLE.',
})
export class ResponsibleInput implements ResponsibleData {
  @OptionalIdField('Unit', 'A unit of the board.')
  readonly unitId?: Id<'Unit'> | null;

  @OptionalIdField('Person', 'A person with a role or a unit of the board.')
  readonly personId?: Id<'Person'> | null;
}
