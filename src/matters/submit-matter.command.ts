import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import { SubjectsReader } from './subjects.service.js';
import type { Id } from '../kernel/identity.js';
import { Decisions } from '../platform/decisions.service.js';
import { DeskCommand } from '../platform/desk.command.js';
import { IdField } from '../platform/fields.command.js';
import { type MatterEvent, matterFold } from './matter.js';
import { submitMatter, type SubmitMatterData } from './matter-draft.js';

@InputType('SubmitMatterInput')
export class SubmitMatter extends DeskCommand<MatterEvent> implements SubmitMatterData {
  readonly commandName = 'submitMatter';

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;
}

@CommandHandler(SubmitMatter)
export class SubmitMatterHandler implements ICommandHandler<SubmitMatter> {
  constructor(
    private readonly decisions: Decisions,
    private readonly subjects: SubjectsReader,
  ) {}

  execute(command: SubmitMatter) {
    return this.decisions.decide(matterFold, command.matterId, command, async (matter) =>
      submitMatter(command, matter, await this.subjects.of(matter), command.stamp),
    );
  }
}
