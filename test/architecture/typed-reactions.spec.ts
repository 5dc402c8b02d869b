import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

// The compiler checks the data of every command that a reaction returns.

const root = resolve(import.meta.dirname, '../..');
const file = join(root, 'src/removals/removal-reactions.ts');
const written = readFileSync(file, 'utf8');
const right = 'voidRemovalCommand({ proposalId: data.proposalId, position })';

/** The errors in the reactions of proposals when another expression stands in the place of the right one. */
function errorsWith(expression: string): string[] {
  const changed = written.replace(right, () => expression);
  const config: unknown = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config;
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const options = { ...parsed.options, noEmit: true, noUnusedLocals: false, noUnusedParameters: false };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (path, ...rest) =>
    resolve(path) === file ? ts.createSourceFile(path, changed, ts.ScriptTarget.ESNext) : read(path, ...rest);
  const program = ts.createProgram([file], options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

it('compiles with the fields that its command has', () => {
  expect(written).toContain(right);
  expect(errorsWith(right)).toEqual([]);
});

it.each([
  [
    'a misspelt field',
    'voidRemovalCommand({ proposalId: data.proposalId, positoin: position })',
    "'positoin' does not exist",
  ],
  [
    'a field too many',
    'voidRemovalCommand({ proposalId: data.proposalId, position, on: null })',
    "'on' does not exist",
  ],
  ['a missing field', 'voidRemovalCommand({ proposalId: data.proposalId })', "Property 'position' is missing"],
  [
    'a field of another type',
    'voidRemovalCommand({ proposalId: data.proposalId, position: null })',
    "Type 'null' is not assignable",
  ],
  [
    'no constructor',
    "{ command: 'voidRemoval', data: { proposalId: data.proposalId, position } }",
    "required in type 'SystemCommand'",
  ],
])('does not compile with %s', (_, expression, error) => {
  const errors = errorsWith(expression);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(error);
});
