import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { IsInt, Min } from 'class-validator';
import type { Id } from '../../kernel/identity.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import { GatewayCommand, IdField, TextField } from '../../platform/commands/gateway.command.js';
import { eraseDocument, keptDocumentsFold } from '../document-keeping.js';
import type { EraseDocumentData, KeptDocumentEvent } from '../document-keeping.js';

@InputType('EraseDocumentInput')
export class EraseDocument extends GatewayCommand<KeptDocumentEvent> implements EraseDocumentData {
  readonly commandName = 'eraseDocument';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int, { description: 'The number of the document among the kept documents of the meeting.' })
  @IsInt()
  @Min(1)
  readonly number!: number;

  @TextField('The reason, which stays in the log. It must not repeat what is erased.')
  readonly reason!: string;
}

@CommandHandler(EraseDocument)
export class EraseDocumentHandler implements ICommandHandler<EraseDocument> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: EraseDocument) {
    return this.handling.decide(keptDocumentsFold, command.meetingId, command, (kept) =>
      eraseDocument(command, kept, command.stamp),
    );
  }
}
