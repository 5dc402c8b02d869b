import { Extensions, Field, type FieldOptions, ID, ObjectType } from '@nestjs/graphql';

@ObjectType('Named', {
  description: 'A person, board, unit or municipality with the name that the register has today.',
})
export class NamedRow {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'The name. Null for an unknown id or an erased name.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: "A person's title at work. Null for others, and without one." })
  readonly title?: string | null;
}

export type NamedKind = 'person' | 'board' | 'unit';

/** Key of a field's extension, which holds a {@link NamedEdge}. */
export const NAMED = 'named';

/** The field of the same object that holds the id, or the ids, whose names a field gives. */
export interface NamedEdge {
  readonly kind: NamedKind;
  readonly idField: string;
}

type IdOptions = Pick<FieldOptions, 'description' | 'nullable'>;

/** Declares a field with a person's id and, beside it, a field with the id and the name. */
export function PersonIdField(options: IdOptions = {}): PropertyDecorator {
  return named('person', () => ID, options);
}

/** Declares a field with the ids of persons and, beside it, a field with their ids and names in the same order. */
export function PersonIdsField(options: IdOptions = {}): PropertyDecorator {
  return named('person', () => [ID], options);
}

/** Declares a field with a board's id and, beside it, a field with the id and the name. */
export function BoardIdField(options: IdOptions = {}): PropertyDecorator {
  return named('board', () => ID, options);
}

/** Declares a field with a unit's id and, beside it, a field with the id and the name. */
export function UnitIdField(options: IdOptions = {}): PropertyDecorator {
  return named('unit', () => ID, options);
}

function named(kind: NamedKind, idType: () => typeof ID | [typeof ID], options: IdOptions): PropertyDecorator {
  return (target, key) => {
    const [idField, edge] = [String(key), edgeOf(String(key))];
    const of: NamedEdge = { kind, idField };
    const isList = Array.isArray(idType());
    Field(idType, options)(target, idField);
    // The edge is nullable, so that the rest of the answer stays when the register cannot be read.
    Field(() => (isList ? [NamedRow] : NamedRow), { nullable: true })(target, edge);
    Extensions({ [NAMED]: of })(target, edge);
  };
}

/** Returns the name of the field beside an id: `boardId` has `board`, and `author` has `authorNamed`. */
function edgeOf(idField: string): string {
  return idField.endsWith('Id') ? idField.slice(0, -'Id'.length) : `${idField}Named`;
}
