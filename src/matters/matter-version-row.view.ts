import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLScalarType } from 'graphql';
import type { IsoInstant } from '../kernel/tertial.js';
import { ApprovalRow } from '../platform/graphql-types/review.view.js';
import { DateTimeISO } from '../platform/graphql-types/values.view.js';
import type { Changed, MatterDifference } from './difference.js';
import type { FigureDrift, FigurePoint, FigureSource } from './figures.js';
import { SubmittedPointRow } from './matter-point-row.view.js';
import type { VersionView } from './matter-view.js';
import type { Attachment, Figure, MatterDraft, MatterTexts } from './matter-version.js';
import { PersonIdField, PersonIdsField } from '../platform/graphql-types/named.view.js';
import { type ReportChange, type ReportPart, reportParts } from './tertial-report.js';

@ObjectType('MatterTexts')
class TextsRow implements MatterTexts {
  @Field()
  readonly title!: string;

  @Field({ description: 'The summary of the matter (Ärendet i korthet).' })
  readonly brief!: string;

  @Field({ description: "The administration's considerations (Förvaltningens övervägande)." })
  readonly considerations!: string;
}

@ObjectType('Attachment', { description: 'A document of the matter. Another system stores the document.' })
class AttachmentRow implements Attachment {
  @Field()
  readonly name!: string;

  @Field({ description: "The document's address, or its number in the registry." })
  readonly reference!: string;

  @Field({ description: 'SHA-256 of the document, 64 lower-case hexadecimal digits.' })
  readonly sha256!: string;
}

const FigureValue = new GraphQLScalarType({
  name: 'FigureValue',
  description: 'A number, or a sentence in Swedish that tells numbers.',
});

@ObjectType('Figure', { description: 'A computed number or sentence in the texts of a matter.' })
class FigureRow implements Figure {
  @Field({ description: 'The name in the placeholder. That of a sentence ends with `.sentence`.' })
  readonly name!: string;

  @Field(() => FigureValue)
  readonly value!: number | string;
}

@ObjectType('MatterVersion', { description: 'An unchangeable version of a matter that a clerk submitted for review.' })
export class VersionRow implements VersionView {
  @Field(() => Int)
  readonly number!: number;

  @Field({ description: 'SHA-256 of the content as canonical JSON (RFC 8785). A verdict must give this hash.' })
  readonly hash!: string;

  @Field(() => TextsRow, { description: 'The texts with a placeholder {{name}} for each figure.' })
  readonly texts!: TextsRow;

  @Field(() => TextsRow, { description: 'The texts with the figures instead of the placeholders.' })
  readonly asRead!: TextsRow;

  @Field(() => [FigureRow], {
    description: 'The computed numbers and sentences in the texts, with their values at submission.',
  })
  readonly figures!: readonly FigureRow[];

  @Field(() => [SubmittedPointRow])
  readonly points!: readonly SubmittedPointRow[];

  @Field(() => [AttachmentRow])
  readonly attachments!: readonly AttachmentRow[];

  @Field(() => [String])
  readonly recipients!: readonly string[];

  @PersonIdField()
  readonly by!: string;

  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;

  readonly figureSource!: FigureSource | null;
  readonly figurePoints!: readonly FigurePoint[];
}

@ObjectType('FigureDrift', { description: 'A figure that has changed since the clerk submitted the version.' })
export class FigureDriftRow implements FigureDrift {
  @Field()
  readonly name!: string;

  @Field(() => FigureValue)
  readonly written!: number | string;

  @Field(() => FigureValue, {
    nullable: true,
    description: 'The value now or at the as-of moment. Null if none exists.',
  })
  readonly now!: number | string | null;
}

@ObjectType('Changed')
class ChangedRow implements Changed {
  @Field({
    description:
      'The part that differs: the name of a text, computed number or attachment, the number of a decision point, or ' +
      'a recipient. A part of a removal has the number of its point first, such as `2 motivation`.',
  })
  readonly what!: string;

  @Field(() => String, { nullable: true, description: 'The content in the earlier version. Null if there was none.' })
  readonly before!: string | null;

  @Field(() => String, { nullable: true, description: 'The content in the later version. Null if there is none.' })
  readonly after!: string | null;
}

@ObjectType('MatterDifference', { description: 'The parts that differ between two versions of a matter.' })
export class DifferenceRow implements MatterDifference {
  @Field(() => Int)
  readonly from!: number;

  @Field(() => Int)
  readonly to!: number;

  @Field(() => [ChangedRow])
  readonly texts!: readonly ChangedRow[];

  @Field(() => [ChangedRow])
  readonly points!: readonly ChangedRow[];

  @Field(() => [ChangedRow], { description: 'The parts of the removals: the reason, the goal and the activity.' })
  readonly removals!: readonly ChangedRow[];

  @Field(() => [ChangedRow])
  readonly figures!: readonly ChangedRow[];

  @Field(() => [ChangedRow])
  readonly attachments!: readonly ChangedRow[];

  @Field(() => [ChangedRow])
  readonly recipients!: readonly ChangedRow[];
}

@ObjectType('MatterDraft', { description: 'The unfinished next version of a matter. A person may clear a draft.' })
export class DraftRow implements MatterDraft {
  @Field(() => TextsRow)
  readonly texts!: TextsRow;

  @Field(() => [AttachmentRow])
  readonly attachments!: readonly AttachmentRow[];

  @Field(() => [String])
  readonly recipients!: readonly string[];

  @PersonIdsField({
    description: 'The persons who saved the draft since its last clear. These persons may not review the matter.',
  })
  readonly authors!: readonly string[];

  @Field(() => Int, {
    description:
      'The number of saves and clears. Send this number in a command that saves, clears or submits the draft.',
  })
  readonly revision!: number;

  @PersonIdField({ nullable: true })
  readonly by!: string | null;

  @Field(() => DateTimeISO, { nullable: true })
  readonly at!: IsoInstant | null;
}

export const ReportPartEnum = Object.fromEntries(reportParts.map((part) => [part, part]));
registerEnumType(ReportPartEnum, { name: 'ReportPart', description: 'A part of the report of a tertial.' });

@ObjectType('ReportChange', { description: 'A part of a report that differs from what a version of a matter holds.' })
class ReportChangeRow implements ReportChange {
  @Field(() => ID, { description: 'Id of the goal, measure or activity; of the plan for a part of the whole report.' })
  readonly id!: string;

  @Field({ description: 'The title, name or heading; the tertial for a part of the whole report.' })
  readonly name!: string;

  @Field(() => ReportPartEnum)
  readonly part!: ReportPart;

  @Field(() => String, { nullable: true, description: 'The text that the version holds. Null if it has no such part.' })
  readonly before!: string | null;

  @Field(() => String, { nullable: true, description: 'The text now. Null if the report has no such part any more.' })
  readonly after!: string | null;
}

@ObjectType('ReportDifference', {
  description: 'How the reports of a matter differ now from what its newest version holds of them.',
})
export class ReportDifferenceRow {
  @Field({
    description:
      'SHA-256 of the reports as they are now, as canonical JSON (RFC 8785). A reviewer who accepts them sends it.',
  })
  readonly hash!: string;

  @Field(() => [ReportChangeRow])
  readonly changes!: readonly ReportChangeRow[];

  @Field(() => [ApprovalRow], {
    description: 'The approvals that are void until their reviewers accept the change. Empty for board members.',
  })
  readonly voidApprovals!: readonly ApprovalRow[];
}
