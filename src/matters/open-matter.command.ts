import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import { type Id, matterIdOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { IdField, TextField } from '../platform/commands/fields.command.js';
import { matterFold } from './matter.js';
import { openMatter, type OpenMatterData } from './matter-draft.js';
import type { MatterEvent } from './matter-event.js';
import { type MatterKind, matterKinds } from './matter-kind.js';

export const MatterKindEnum = Object.fromEntries(matterKinds.map((kind) => [kind, kind]));
registerEnumType(MatterKindEnum, { name: 'MatterKind' });

/** Letters, digits and the signs that registries put between them; at least one digit. */
const DNR = /^(?=.*[0-9])[\p{L}0-9][\p{L}0-9 ./:-]{0,39}$/u;

@InputType('OpenMatterInput')
export class OpenMatter extends GatewayCommand<MatterEvent> implements OpenMatterData {
  readonly commandName = 'openMatter';

  @IdField('Board')
  readonly boardId!: Id<'Board'>;

  @Field(() => MatterKindEnum, { defaultValue: 'FOLLOW_UP' })
  readonly kind!: MatterKind;

  @Field({ description: 'The registry number, such as KS 2026/123.' })
  @Matches(DNR)
  readonly dnr!: string;

  @TextField()
  readonly title!: string;
}

@CommandHandler(OpenMatter)
export class OpenMatterHandler implements ICommandHandler<OpenMatter> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: OpenMatter) {
    return this.handling.decide(matterFold, matterIdOf(command.boardId, command.dnr), command, (matter) =>
      openMatter(command, matter, command.stamp),
    );
  }
}
