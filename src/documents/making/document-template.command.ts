import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, MaxLength, ValidateNested } from 'class-validator';
import type { Id } from '../../kernel/identity.js';
import { isRefusal, Refusal } from '../../kernel/refusal.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import { GatewayCommand, IdField, LabelInput, LineField, TextField } from '../../platform/commands/gateway.command.js';
import { documentRefusals } from '../document-refusals.js';
import type { Document, Logo } from '../document.js';
import { Typesetting } from '../forms/typesetting.service.js';
import { adoptTemplate, type AdoptTemplateData, type AskedSection, MOST_BYTES_OF_LOGO } from '../template-adoption.js';
import { type DocumentTemplate, documentTemplateFold, type ReportSection, reportSections } from '../template.js';
import type { TemplateEvent } from '../template.js';

export const ReportSectionEnum = Object.fromEntries(reportSections.map((section) => [section, section]));
registerEnumType(ReportSectionEnum, {
  name: 'ReportSection',
  description: 'A section that Tertial makes in a report (tjänsteskrivelse).',
});
export const LogoFormatEnum = { SVG: 'svg', PNG: 'png' } as const satisfies Readonly<Record<string, Logo['format']>>;
registerEnumType(LogoFormatEnum, { name: 'LogoFormat' });
export const PointWordingEnum = { CLAUSES: 'CLAUSES', SENTENCES: 'SENTENCES' } as const;
registerEnumType(PointWordingEnum, {
  name: 'PointWording',
  description: 'Points as att-clauses after one introduction, or as whole sentences with the board as their subject.',
});

const MOST_SECTIONS = 30;
const MOST_OPENING_ITEMS = 30;

@InputType({ description: 'A text in Swedish (sv) and in English (en), with a paragraph for each line.' })
class TextInput {
  @TextField()
  readonly sv!: string;

  @TextField()
  readonly en!: string;
}

@InputType()
class LogoInput implements Logo {
  @Field(() => LogoFormatEnum)
  readonly format!: Logo['format'];

  @Field({
    description: `The bytes of the picture in Base64, at most ${MOST_BYTES_OF_LOGO / 1024} kB. A fault gives LOGO_UNSOUND.`,
  })
  @MaxLength(MOST_BYTES_OF_LOGO * 2)
  readonly base64!: string;

  @LineField('The text that a reader hears in place of the picture.')
  readonly alternative!: string;
}

@InputType({ description: 'A section of a report: one that Tertial makes, or a heading and a text of the board.' })
class TemplateSectionInput implements AskedSection {
  @Field(() => ReportSectionEnum, { nullable: true })
  @IsOptional()
  readonly section?: ReportSection | null;

  @Field(() => LabelInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => LabelInput)
  readonly heading?: LabelInput | null;

  @Field(() => TextInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => TextInput)
  readonly text?: TextInput | null;
}

@InputType('AdoptDocumentTemplateInput')
export class AdoptDocumentTemplate extends GatewayCommand<TemplateEvent> implements AdoptTemplateData {
  readonly commandName = 'adoptDocumentTemplate';

  @IdField('Board')
  readonly boardId!: Id<'Board'>;

  @Field(() => LabelInput, { description: 'The name of the administration, such as Kommunförvaltningen.' })
  @ValidateNested()
  @Type(() => LabelInput)
  readonly administration!: LabelInput;

  @Field(() => LogoInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => LogoInput)
  readonly logo: LogoInput | null = null;

  @Field(() => [TemplateSectionInput], { description: 'The sections of a report (tjänsteskrivelse), in their order.' })
  @ArrayMaxSize(MOST_SECTIONS)
  @ValidateNested()
  @Type(() => TemplateSectionInput)
  readonly sections!: TemplateSectionInput[];

  @Field(() => PointWordingEnum, { defaultValue: 'CLAUSES' })
  readonly points!: DocumentTemplate['points'];

  @Field(() => [LabelInput], { description: 'The items of a meeting before its matters, such as Upprop.' })
  @ArrayMaxSize(MOST_OPENING_ITEMS)
  @ValidateNested()
  @Type(() => LabelInput)
  readonly openingItems!: LabelInput[];

  @Field(() => LabelInput, { description: 'The place of the public notices.' })
  @ValidateNested()
  @Type(() => LabelInput)
  readonly noticeBoard!: LabelInput;

  @Field(() => TextInput, { description: 'The text about how to appeal, with the address of the court.' })
  @ValidateNested()
  @Type(() => TextInput)
  readonly appeal!: TextInput;
}

@CommandHandler(AdoptDocumentTemplate)
export class AdoptDocumentTemplateHandler implements ICommandHandler<AdoptDocumentTemplate> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly typesetting: Typesetting,
  ) {}

  execute(command: AdoptDocumentTemplate) {
    return this.handling.decide(documentTemplateFold, command.boardId, command, async () => {
      const events = adoptTemplate(command, command.stamp);
      if (command.logo !== null) await this.tryLogo(command.logo);
      return events;
    });
  }

  /** A logo that the typesetter cannot read would fail each later document. @throws Refusal `LOGO_UNSOUND` */
  private async tryLogo(logo: Logo): Promise<void> {
    const document: Document = {
      kind: 'notice',
      language: 'sv',
      title: 'Logotyp',
      kindName: '',
      date: '2026-01-01',
      letterhead: { municipality: 'Kommun', sender: null, logo },
      facts: [],
      blocks: [],
      annexes: [],
      foot: { lines: [], initials: [] },
    };
    try {
      for (const standard of ['ua-1', 'a-2a'] as const) await this.typesetting.pdf(document, standard);
    } catch (error) {
      if (isRefusal(error)) throw error;
      throw new Refusal(documentRefusals.LOGO_UNSOUND, { problem: 'unreadable' }, { cause: error });
    }
  }
}
