import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType('Label', { description: 'A name in Swedish and English.' })
export class LabelView {
  @Field()
  readonly sv!: string;

  @Field()
  readonly en!: string;
}
