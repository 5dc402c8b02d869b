import { Args, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { type Id, idOf } from '../../kernel/identity.js';
import type { Moment } from '../../kernel/moment.js';
import { permit, type Person } from '../../kernel/permissions.js';
import { AsOfArgs, AsOfLookup } from '../../platform/as-of/as-of.service.js';
import { CommandGateway } from '../../platform/commands/command-gateway.service.js';
import { LabelView } from '../../platform/graphql-types/values.view.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import type { Logo } from '../document.js';
import { type AdoptedTemplate, documentTemplateFold, type ReportSection } from '../template.js';
import {
  AdoptDocumentTemplate,
  LogoFormatEnum,
  PointWordingEnum,
  ReportSectionEnum,
} from './document-template.command.js';

@ObjectType('Logo')
class LogoRow implements Logo {
  @Field(() => LogoFormatEnum)
  readonly format!: Logo['format'];

  @Field({ description: 'The bytes of the picture in Base64.' })
  readonly base64!: string;

  @Field({ description: 'The text that a reader hears in place of the picture.' })
  readonly alternative!: string;
}

@ObjectType('TemplateSection', { description: 'A section of a report: one that Tertial makes, or one of the board.' })
class TemplateSectionRow {
  @Field(() => ReportSectionEnum, { nullable: true })
  readonly section!: ReportSection | null;

  @Field(() => LabelView, { nullable: true })
  readonly heading!: LabelView | null;

  @Field(() => LabelView, { nullable: true })
  readonly text!: LabelView | null;
}

@ObjectType('DocumentTemplate', { description: "How a board's documents look, and their fixed texts." })
class DocumentTemplateRow implements Omit<AdoptedTemplate, 'sections'> {
  @Field(() => Int, { description: 'The number of the version, from 1. The default template has the number 0.' })
  readonly version!: number;

  @Field(() => LabelView)
  readonly administration!: LabelView;

  @Field(() => LogoRow, { nullable: true })
  readonly logo!: LogoRow | null;

  @Field(() => [TemplateSectionRow])
  readonly sections!: readonly TemplateSectionRow[];

  @Field(() => PointWordingEnum)
  readonly points!: AdoptedTemplate['points'];

  @Field(() => [LabelView])
  readonly openingItems!: readonly LabelView[];

  @Field(() => LabelView)
  readonly noticeBoard!: LabelView;

  @Field(() => LabelView)
  readonly appeal!: LabelView;
}

@Resolver(() => DocumentTemplateRow)
export class DocumentTemplatesResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly asOf: AsOfLookup,
  ) {}

  @Mutation(() => DocumentTemplateRow, {
    description:
      "Adopts a template for a board's documents. A document is made with the template in force at its moment.",
  })
  async adoptDocumentTemplate(
    @Args('input') input: AdoptDocumentTemplate,
    @Caller() person: Person,
  ): Promise<DocumentTemplateRow> {
    await this.gateway.submit(input, person);
    return this.template(input.boardId, null);
  }

  @Query(() => DocumentTemplateRow, {
    description: "The template of a board's documents, or else the default template.",
  })
  async documentTemplate(
    @Args('boardId', { type: () => ID }) text: string,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<DocumentTemplateRow> {
    const boardId = idOf('Board', text);
    permit(person, 'readNames', boardId, boardId);
    return this.template(boardId, await this.asOf.momentOf(asOf, person));
  }

  private async template(boardId: Id<'Board'>, moment: Moment | null): Promise<DocumentTemplateRow> {
    const template = await this.asOf.states(moment).one(documentTemplateFold, boardId);
    const sections = template.sections.map((one) =>
      one.kind === 'MADE'
        ? { section: one.section, heading: null, text: null }
        : { section: null, heading: one.heading, text: one.text },
    );
    return { ...template, sections };
  }
}
