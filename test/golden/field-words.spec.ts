import { buildSchema, getNamedType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { readFileSync } from 'node:fs';
import { fieldNames } from '../../src/kernel/field-words.js';

const schema = buildSchema(readFileSync(new URL('../../schema.gql', import.meta.url), 'utf8'));

/** The fields that a text, a number or a list is given in, which can be too long, too small or too many. */
function boundedFields(): string[] {
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  return inputs.flatMap((input) =>
    Object.values(input.getFields())
      .filter(({ type }) => {
        const given = isNonNullType(type) ? type.ofType : type;
        return isListType(given) || ['String', 'Int', 'Float'].includes(getNamedType(given).name);
      })
      .map(({ name }) => name),
  );
}

it('each field of a command that can be refused has a name in both languages', () => {
  const fields = [...new Set(boundedFields())].sort();
  expect(fields.length).toBeGreaterThan(50);
  expect(fields.filter((field) => fieldNames[field] === undefined)).toEqual([]);
});
