import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType('Label', { description: 'A name in Swedish and English.' })
export class LabelView {
  @Field()
  readonly sv!: string;

  @Field()
  readonly en!: string;
}

@ObjectType('Sign', { description: 'How a word is shown.' })
export class SignView {
  @Field(() => LabelView)
  readonly label!: LabelView;

  @Field(() => String, { nullable: true, description: 'Such as #2e7d32, to be shown beside the label.' })
  readonly colour!: string | null;
}
