import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType('PermittedCommand', { description: 'Whether the rules now let you give a command about a thing.' })
export class PermittedRow {
  @Field({ description: 'The name of the mutation, such as reviewRemoval.' })
  readonly command!: string;

  @Field({ description: 'True if the service would accept the command now. It may still refuse faulty data.' })
  readonly allowed!: boolean;

  @Field(() => String, { nullable: true, description: 'The code of the refusal. Null when the command is allowed.' })
  readonly code!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The refusal in the language of the request. Null when allowed.',
  })
  readonly sentence!: string | null;
}
