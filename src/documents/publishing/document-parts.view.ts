import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Block, Column, Document, Fact, SignatureLine } from '../document.js';
import { blockKinds, type FlatBlock, flatOf } from './document-parts.js';

const BlockKindEnum = Object.fromEntries(blockKinds.map((kind) => [kind.toUpperCase(), kind]));
registerEnumType(BlockKindEnum, { name: 'DocumentBlockKind' });

@ObjectType('DocumentFact')
class FactRow implements Fact {
  @Field()
  readonly label!: string;

  @Field()
  readonly value!: string;
}

@ObjectType('DocumentColumn')
class ColumnRow implements Column {
  @Field()
  readonly heading!: string;

  @Field()
  readonly isNumeric!: boolean;
}

@ObjectType('DocumentSignature')
class SignatureRow implements SignatureLine {
  @Field()
  readonly role!: string;

  @Field({ description: 'Empty when a person not yet known signs.' })
  readonly name!: string;
}

@ObjectType('DocumentBlock', { description: 'A block of a document. A field that its kind does not have is null.' })
class BlockRow implements FlatBlock {
  @Field(() => BlockKindEnum)
  readonly kind!: Block['kind'];

  @Field(() => Int, { nullable: true, description: 'The level of a heading, from 1 to 3.' })
  readonly level!: number | null;

  @Field(() => String, { nullable: true })
  readonly text!: string | null;

  @Field(() => Boolean, { nullable: true })
  readonly numbered!: boolean | null;

  @Field(() => [String], { nullable: true })
  readonly items!: readonly string[] | null;

  @Field(() => String, { nullable: true })
  readonly caption!: string | null;

  @Field(() => [ColumnRow], { nullable: true })
  readonly columns!: readonly ColumnRow[] | null;

  @Field(() => [[String]], { nullable: true, description: 'The cells of each row of a table.' })
  readonly cells!: readonly (readonly string[])[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the first cell of each row is its heading.' })
  readonly hasRowHeadings!: boolean | null;

  @Field(() => [String], { nullable: true, description: 'The last row of a table, which sums up the others.' })
  readonly sum!: readonly string[] | null;

  @Field(() => [FactRow], { nullable: true })
  readonly facts!: readonly FactRow[] | null;

  @Field(() => [SignatureRow], { nullable: true })
  readonly lines!: readonly SignatureRow[] | null;
}

@ObjectType('DocumentParts', { description: 'A document in the blocks of which it is shown.' })
export class DocumentPartsRow {
  @Field()
  readonly title!: string;

  @Field()
  readonly municipality!: string;

  @Field(() => String, { nullable: true })
  readonly sender!: string | null;

  @Field(() => [FactRow])
  readonly facts!: readonly FactRow[];

  @Field(() => [BlockRow])
  readonly blocks!: readonly BlockRow[];

  @Field(() => [String])
  readonly footLines!: readonly string[];
}

export function documentPartsOf({ title, letterhead, facts, blocks, foot }: Document): DocumentPartsRow {
  const { municipality, sender } = letterhead;
  return { title, municipality, sender, facts, blocks: blocks.map(flatOf), footLines: foot.lines };
}
