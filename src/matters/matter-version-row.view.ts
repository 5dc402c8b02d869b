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

@ObjectType('Attachment', { description: 'A document that belongs to the matter and is kept elsewhere.' })
class AttachmentRow implements Attachment {
  @Field()
  readonly name!: string;

  @Field({ description: 'Where it is kept: an address, or its number in the registry.' })
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

@ObjectType('MatterVersion', { description: 'What entered a review. It is a record, and never changes.' })
export class VersionRow implements VersionView {
  @Field(() => Int)
  readonly number!: number;

  @Field({ description: 'SHA-256 of the canonical JSON (RFC 8785) of the content. A verdict names it.' })
  readonly hash!: string;

  @Field(() => TextsRow, { description: 'As written: figures stand in them as {{name}}.' })
  readonly texts!: TextsRow;

  @Field(() => TextsRow, { description: 'As they are read, with their figures in place.' })
  readonly asRead!: TextsRow;

  @Field(() => [FigureRow], { description: 'As they were when it was submitted.' })
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

@ObjectType('FigureDrift', { description: 'A figure of the texts that no longer agrees.' })
export class FigureDriftRow implements FigureDrift {
  @Field()
  readonly name!: string;

  @Field(() => Float)
  readonly written!: number;

  @Field(() => Float, { nullable: true, description: 'Null: there is no such figure any more.' })
  readonly now!: number | null;
}

@ObjectType('Changed')
class ChangedRow implements Changed {
  @Field({ description: 'Which text, which point by its number, which figure or attachment, or which recipient.' })
  readonly what!: string;

  @Field(() => String, { nullable: true, description: 'Null: it was not there.' })
  readonly before!: string | null;

  @Field(() => String, { nullable: true, description: 'Null: it is no more.' })
  readonly after!: string | null;
}

@ObjectType('MatterDifference', { description: 'What has changed between two versions, and nothing that has not.' })
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

@ObjectType('MatterDraft', { description: 'What the next version is made of. It is no record, and can be cleared.' })
export class DraftRow implements MatterDraft {
  @Field(() => TextsRow)
  readonly texts!: TextsRow;

  @Field(() => [AttachmentRow])
  readonly attachments!: readonly AttachmentRow[];

  @Field(() => [String])
  readonly recipients!: readonly string[];

  @Field(() => [ID], { description: 'Everyone who has written in it. None of them may review what is made of it.' })
  readonly authors!: readonly string[];

  @Field(() => Int, { description: 'Name it to save, to clear and to submit. 0: nothing has been saved.' })
  readonly revision!: number;

  @Field(() => ID, { nullable: true })
  readonly by!: string | null;

  @Field(() => DateTimeISO, { nullable: true })
  readonly at!: IsoInstant | null;
}
