import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType('Label', { description: 'A name in Swedish and English.' })
export class LabelView {
  @Field()
  readonly sv!: string;

  @Field()
  readonly en!: string;
}

@ObjectType('Sign', { description: 'How a status or an assessment is shown.' })
export class SignView {
  @Field(() => LabelView)
  readonly label!: LabelView;

  @Field(() => String, { nullable: true, description: 'Colour beside the label, such as #2e7d32.' })
  readonly colour!: string | null;
}
