import { Args, Field, ID, Int, Mutation, ObjectType, Query, registerEnumType, Resolver } from '@nestjs/graphql';
import { existing } from '../../kernel/fold.js';
import { boardOf, type Id, idOf } from '../../kernel/identity.js';
import type { Language } from '../../kernel/language.js';
import { permit, type Person } from '../../kernel/permissions.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { meetingFold } from '../../meetings/meeting.js';
import { AsOfArgs, AsOfLookup } from '../../platform/as-of/as-of.service.js';
import { CommandGateway } from '../../platform/commands/command-gateway.service.js';
import { PersonIdField } from '../../platform/graphql-types/named.view.js';
import { ThingIdField } from '../../platform/graphql-types/reference.view.js';
import { DateTimeISO } from '../../platform/graphql-types/values.view.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import type { DocumentKind } from '../document.js';
import { type KeptDocument, keptDocumentsFold, type KeptFile, type KeptForm } from '../document-keeping.js';
import { EraseDocument } from './document-keeping.command.js';
import { KeptFiles } from './document-files.service.js';

const DocumentKindEnum = {
  REPORT: 'report',
  SUMMONS: 'summons',
  MINUTES: 'minutes',
  EXTRACT: 'extract',
  NOTICE: 'notice',
} as const satisfies Readonly<Record<string, DocumentKind>>;
registerEnumType(DocumentKindEnum, {
  name: 'DocumentKind',
  description: 'Tjänsteskrivelse, kallelse, protokoll, protokollsutdrag, and anslag.',
});

const LanguageEnum = { SV: 'sv', EN: 'en' } as const satisfies Readonly<Record<string, Language>>;
registerEnumType(LanguageEnum, { name: 'Language' });

/** Enums that the links to documents use as well. */
export const documentEnums = { kind: DocumentKindEnum, language: LanguageEnum } as const;

const KeptFormEnum = {
  PDF_UA: 'pdf-ua',
  PDF_A: 'pdf-a',
  DOCX: 'docx',
  HTML: 'html',
  TREE: 'tree',
} as const satisfies Readonly<Record<string, KeptForm>>;
registerEnumType(KeptFormEnum, {
  name: 'KeptForm',
  description: 'A form of a kept document. TREE is the document before it has a form, of which other forms are made.',
});

@ObjectType('KeptFile', { description: 'A file of a kept document.' })
class KeptFileRow implements KeptFile {
  @Field(() => LanguageEnum)
  readonly language!: Language;

  @Field(() => KeptFormEnum)
  readonly form!: KeptForm;

  @Field({
    description: 'The SHA-256 of the bytes, as 64 hexadecimal digits. For TREE, of the canonical JSON (RFC 8785).',
  })
  readonly sha256!: string;

  @Field(() => Int)
  readonly bytes!: number;
}

@ObjectType('ErasedDocument', { description: 'When and why the bytes of a kept document were erased.' })
class ErasedRow {
  @Field()
  readonly reason!: string;

  @PersonIdField()
  readonly by!: string;

  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;
}

@ObjectType('KeptDocument', {
  description: 'A document that was summoned, adjusted or posted. Its bytes are kept as they were, beside the log.',
})
class KeptDocumentRow implements Omit<KeptDocument, 'subject'> {
  @Field(() => Int, { description: 'The number among the kept documents of the meeting, from 1.' })
  readonly number!: number;

  @Field(() => DocumentKindEnum)
  readonly kind!: DocumentKind;

  @Field(() => Int, { description: 'The number of the summons, the adjustment or the notice within the meeting.' })
  readonly of!: number;

  @ThingIdField('matter', { nullable: true })
  readonly matterId!: Id<'Matter'> | null;

  @Field(() => String, { nullable: true, description: 'The paragraph (§) of an extract, otherwise null.' })
  readonly paragraph!: string | null;

  @Field(() => Int, { description: "The version of the board's template. The default template has the number 0." })
  readonly template!: number;

  @Field(() => [KeptFileRow])
  readonly files!: readonly KeptFileRow[];

  @Field(() => DateTimeISO)
  readonly keptAt!: IsoInstant;

  @Field(() => ErasedRow, { nullable: true, description: 'Null while the bytes are kept.' })
  readonly erased!: ErasedRow | null;
}

@Resolver(() => KeptDocumentRow)
export class KeptDocumentsResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly asOf: AsOfLookup,
    private readonly files: KeptFiles,
  ) {}

  @Query(() => [KeptDocumentRow], {
    description: 'The documents that are kept of a meeting, with the hashes of their files, in the order of keeping.',
  })
  async keptDocuments(
    @Args('meetingId', { type: () => ID }) text: string,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<KeptDocumentRow[]> {
    const meetingId = idOf('Meeting', text);
    permit(person, 'readMeetings', boardOf(meetingId), meetingId);
    const states = this.asOf.states(await this.asOf.momentOf(asOf, person));
    existing(await states.one(meetingFold, meetingId), meetingId);
    return (await states.one(keptDocumentsFold, meetingId)).map(rowOf);
  }

  @Mutation(() => KeptDocumentRow, {
    description:
      'Erases the bytes of a kept document, such as one with personal data that must not be kept. The hashes stay in the log. ' +
      'An older backup still has the bytes.',
  })
  async eraseDocument(@Args('input') input: EraseDocument, @Caller() person: Person): Promise<KeptDocumentRow> {
    const { meetingId, number } = input;
    await this.gateway.submit(input, person);
    const kept = await this.asOf.states(null).one(keptDocumentsFold, meetingId);
    const document = existing(kept.find((one) => one.number === number) ?? null, meetingId);
    // The leading process erases what an outage leaves behind.
    await this.files.erase(meetingId, document.subject);
    return rowOf(document);
  }
}

function rowOf({ subject, files, ...kept }: KeptDocument): KeptDocumentRow {
  const of = { ...kept, kind: subject.kind, files: [...files], matterId: null, paragraph: null };
  switch (subject.kind) {
    case 'summons':
      return { ...of, of: subject.summons };
    case 'report':
      return { ...of, of: subject.summons, matterId: subject.matterId };
    case 'minutes':
      return { ...of, of: subject.adjustment };
    case 'extract':
      return { ...of, of: subject.adjustment, paragraph: subject.paragraph };
    case 'notice':
      return { ...of, of: subject.notice };
  }
}
