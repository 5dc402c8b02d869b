import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { refusalCodes } from '../support/all-refusals.js';
import { projectRoot } from '../support/planted-tree.js';
import { wrongRows } from '../support/wrong-rows.js';

/** These name every code, and provoke none. */
const notCounted = ['test/golden/messages.spec.ts', 'test/architecture/refusal-codes.spec.ts'];

const specs = ['src', 'test']
  .flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8', withFileTypes: true }),
  )
  .filter((entry) => entry.isFile() && /\.spec\.tsx?$/.test(entry.name))
  .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .filter((path) => !notCounted.includes(path))
  .sort();

/**
 * The texts that a spec expects as the code of a refusal: `refused(…, 'CODE')`, `toMatchObject('CODE')`, `code:
 * 'CODE'`.
 */
function provokedIn(path: string, text: string): Set<string> {
  const provoked = new Set<string>();
  const look = (node: ts.Node, expected: boolean): void => {
    if (ts.isStringLiteralLike(node) && expected) provoked.add(node.text);
    ts.forEachChild(node, (child) => {
      look(child, expectsCode(node, child) ?? expected);
    });
  };
  look(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true), false);
  return provoked;
}

/** Whether what stands here is a refusal's code; undefined where it is what it was around it. */
function expectsCode(parent: ts.Node, child: ts.Node): boolean | undefined {
  if (ts.isPropertyAssignment(parent) && child === parent.initializer) return isCodeName(parent.name);
  if (ts.isFunctionLike(child)) return false;
  if (ts.isCallExpression(parent) && child !== parent.expression) {
    return /refus|toMatchObject|(?<!de)code/i.test(parent.expression.getText());
  }
  return undefined;
}

function isCodeName(name: ts.PropertyName): boolean | undefined {
  return ts.isIdentifier(name) && name.text === 'code' ? true : undefined;
}

describe('the refusals', () => {
  const provoked = new Set(
    specs.flatMap((path) => [...provokedIn(path, readFileSync(join(projectRoot, path), 'utf8'))]),
  );

  it('have a code each', () => {
    expect(refusalCodes.length).toBeGreaterThan(100);
    expect(refusalCodes.filter((code, index) => refusalCodes.indexOf(code) !== index)).toEqual([]);
  });

  it('rule 45: are each provoked by some spec', () => {
    expect(refusalCodes.filter((code) => !provoked.has(code))).toEqual([]);
  });
});

describe('the search for what is provoked', () => {
  const found = (text: string) => [...provokedIn('planted.spec.ts', text)];

  it('sees a code wherever it is expected', () => {
    const wrong = wrongRows(
      [
        "refused(() => decide(), 'BUSY', { id: 'x' });",
        "await refusal(send(command), 'BUSY');",
        "expect(error).toMatchObject({ code: 'BUSY' });",
        "expect(answer.errors).toEqual([{ extensions: { code: 'BUSY' } }]);",
        "expect(error.code).toBe('BUSY');",
        "it.each([{ given: 1, code: 'BUSY' }])('%s', () => undefined);",
      ],
      (text) => {
        expect(found(text)).toContain('BUSY');
      },
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    "it('is not BUSY', () => { expect(status).toBe('BUSY'); });",
    "const codes = ['BUSY'];",
    "refused(() => decide('BUSY'), 'NOT_FOUND');",
    "// refused(decide, 'BUSY')",
  ])('does not see %s', (text) => {
    expect(found(text)).not.toContain('BUSY');
  });
});
