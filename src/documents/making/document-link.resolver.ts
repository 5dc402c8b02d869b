import { Args, ArgsType, Field, ID, ObjectType, Query, registerEnumType, Resolver } from '@nestjs/graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { idOf } from '../../kernel/identity.js';
import type { Language } from '../../kernel/language.js';
import type { Person } from '../../kernel/permissions.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { DateTimeISO } from '../../platform/graphql-types/values.view.js';
import { Clock } from '../../platform/runtime/clock.service.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import type { DocumentKind } from '../document.js';
import type { DocumentMoment } from '../document-request.js';
import { type DocumentFormat, formatsOfFiles } from '../forms/document-format.js';
import { Documents } from './documents.service.js';
import { documentEnums } from './document-keeping.resolver.js';
import { type DocumentLink, fileNameOf, writtenLink } from './document-link.js';

const DocumentFormatEnum = {
  PDF_UA: 'pdf-ua',
  PDF_A: 'pdf-a',
  DOCX: 'docx',
  HTML: 'html',
} as const satisfies Readonly<Record<string, DocumentFormat>>;
registerEnumType(DocumentFormatEnum, {
  name: 'DocumentFormat',
  description: 'PDF/UA-1 for reading with any aid, PDF/A-2a for the archive, a file for a word processor, and a page.',
});

const DocumentMomentEnum = {
  NOW: 'now',
  SUBMITTED: 'submitted',
  SUMMONED: 'summoned',
  ADJUSTED: 'adjusted',
  POSTED: 'posted',
} as const satisfies Readonly<Record<string, DocumentMoment>>;
registerEnumType(DocumentMomentEnum, { name: 'DocumentMoment' });

const LINK_IN_MILLISECONDS = 10 * 60_000;
const LONGEST_PARAGRAPH_IN_CHARACTERS = 20;

@ArgsType()
class DocumentArgs {
  @Field(() => ID)
  readonly matterId!: string;

  @Field(() => documentEnums.kind)
  readonly kind!: DocumentKind;

  @Field(() => DocumentFormatEnum)
  readonly format!: DocumentFormat;

  @Field(() => DocumentMomentEnum, { defaultValue: 'now', description: 'The moment of the matter as of which it is.' })
  readonly moment!: DocumentMoment;

  @Field(() => documentEnums.language, { defaultValue: 'sv', description: 'The language of the fixed texts.' })
  readonly language!: Language;

  @Field(() => String, {
    nullable: true,
    description: 'The paragraph (§) of an extract. Null means the first one about the matter.',
  })
  @IsOptional()
  @MaxLength(LONGEST_PARAGRAPH_IN_CHARACTERS)
  readonly paragraph?: string | null;
}

@ObjectType('DocumentLink', {
  description:
    'Where a document is fetched, with GET and the same sign-in. Another person gets NOT_FOUND, and after `expiresAt` it is DOCUMENT_LINK_EXPIRED.',
})
class DocumentLinkRow {
  @Field({ description: "The path and the query of the address, on the service's own host." })
  readonly url!: string;

  @Field(() => DateTimeISO)
  readonly expiresAt!: IsoInstant;

  @Field({ description: 'The name that the file has when it is saved.' })
  readonly fileName!: string;

  @Field()
  readonly mediaType!: string;
}

@Resolver()
export class DocumentLinksResolver {
  constructor(
    private readonly documents: Documents,
    private readonly clock: Clock,
  ) {}

  @Query(() => DocumentLinkRow, {
    description:
      'A link to a document of a matter, as of now or of a moment of the matter. A document that cannot be made gives the refusal that its link would give.',
  })
  async document(@Args() args: DocumentArgs, @Caller() person: Person): Promise<DocumentLinkRow> {
    const { kind, format, language, moment: asOf, paragraph = null } = args;
    const request = { matterId: idOf('Matter', args.matterId), kind, asOf, language, paragraph };
    await this.documents.find(request, person);
    const until = new Date(Date.parse(this.clock.now()) + LINK_IN_MILLISECONDS).toISOString();
    const link: DocumentLink = { ...request, format, personId: person.personId, until };
    const { mediaType } = formatsOfFiles[format];
    return { url: writtenLink(link), expiresAt: until, fileName: fileNameOf(link), mediaType };
  }
}
