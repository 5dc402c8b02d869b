import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import type { IsoInstant } from '../kernel/tertial.js';
import { DateTimeISO } from '../platform/graphql-types/values.view.js';
import type { Changed, MatterDifference } from './difference.js';
import type { FigureDrift, FigurePoint, FigureSource } from './figures.js';
import { SubmittedPointRow } from './matter-point-row.view.js';
import type { VersionView } from './matter-view.js';
import type { Attachment, Figure, MatterDraft, MatterTexts } from './matter-version.js';

@ObjectType('MatterTexts')
class TextsRow implements MatterTexts {
  @Field()
  readonly title!: string;

  @Field({ description: 'Ärendet i korthet.' })
  readonly brief!: string;

  @Field({ description: 'Förvaltningens övervägande.' })
  readonly considerations!: string;
}

@ObjectType('Attachment', { description: 'A document of the matter that is stored elsewhere.' })
class AttachmentRow implements Attachment {
  @Field()
  readonly name!: string;

  @Field({ description: "The document's address, or its number in the registry." })
  readonly reference!: string;

  @Field({ description: 'SHA-256 of the document.' })
  readonly sha256!: string;
}

@ObjectType('Figure')
class FigureRow implements Figure {
  @Field()
  readonly name!: string;

  @Field(() => Float)
  readonly value!: number;
}

@ObjectType('MatterVersion', { description: 'A submitted version. It is a record and never changes.' })
export class VersionRow implements VersionView {
  @Field(() => Int)
  readonly number!: number;

  @Field({ description: 'SHA-256 of the canonical JSON (RFC 8785) of the content. A verdict must name it.' })
  readonly hash!: string;

  @Field(() => TextsRow, { description: 'The texts with placeholders {{name}} for figures.' })
  readonly texts!: TextsRow;

  @Field(() => TextsRow, { description: 'The texts with the figures filled in.' })
  readonly asRead!: TextsRow;

  @Field(() => [FigureRow], { description: 'The figures at submission.' })
  readonly figures!: readonly FigureRow[];

  @Field(() => [SubmittedPointRow])
  readonly points!: readonly SubmittedPointRow[];

  @Field(() => [AttachmentRow])
  readonly attachments!: readonly AttachmentRow[];

  @Field(() => [String])
  readonly recipients!: readonly string[];

  @Field(() => ID)
  readonly by!: string;

  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;

  readonly figureSource!: FigureSource | null;
  readonly figurePoints!: readonly FigurePoint[];
}

@ObjectType('FigureDrift', { description: 'A figure in the texts whose value has changed.' })
export class FigureDriftRow implements FigureDrift {
  @Field()
  readonly name!: string;

  @Field(() => Float)
  readonly written!: number;

  @Field(() => Float, { nullable: true, description: 'Null when the figure no longer exists.' })
  readonly now!: number | null;
}

@ObjectType('Changed')
class ChangedRow implements Changed {
  @Field({ description: "The text's field, the point's number, the figure's or attachment's name, or the recipient." })
  readonly what!: string;

  @Field(() => String, { nullable: true, description: 'Null when the part was missing.' })
  readonly before!: string | null;

  @Field(() => String, { nullable: true, description: 'Null when the part is gone.' })
  readonly after!: string | null;
}

@ObjectType('MatterDifference', { description: 'The changes between two versions; equal parts are left out.' })
export class DifferenceRow implements MatterDifference {
  @Field(() => Int)
  readonly from!: number;

  @Field(() => Int)
  readonly to!: number;

  @Field(() => [ChangedRow])
  readonly texts!: readonly ChangedRow[];

  @Field(() => [ChangedRow])
  readonly points!: readonly ChangedRow[];

  @Field(() => [ChangedRow])
  readonly figures!: readonly ChangedRow[];

  @Field(() => [ChangedRow])
  readonly attachments!: readonly ChangedRow[];

  @Field(() => [ChangedRow])
  readonly recipients!: readonly ChangedRow[];
}

@ObjectType('MatterDraft', { description: 'The draft of the next version. It is not a record.' })
export class DraftRow implements MatterDraft {
  @Field(() => TextsRow)
  readonly texts!: TextsRow;

  @Field(() => [AttachmentRow])
  readonly attachments!: readonly AttachmentRow[];

  @Field(() => [String])
  readonly recipients!: readonly string[];

  @Field(() => [ID], { description: 'Every person who wrote in it. None of them may review its version.' })
  readonly authors!: readonly string[];

  @Field(() => Int, { description: 'Required to save, clear or submit. 0 when no draft was saved.' })
  readonly revision!: number;

  @Field(() => ID, { nullable: true })
  readonly by!: string | null;

  @Field(() => DateTimeISO, { nullable: true })
  readonly at!: IsoInstant | null;
}
