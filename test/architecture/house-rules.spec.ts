import { readFileSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { answerOf, type PlantedTree, plantTree, projectRoot } from '../support/planted-tree.js';
import { wrongRows } from '../support/wrong-rows.js';

interface FileReport {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

/** A text in a file, and each fault that shall be seen in it: the rule's name, or the words of one that has none. */
interface Planted {
  readonly file: string;
  readonly text: string;
  readonly faults: readonly string[];
}

function switchOver(cases: string): string {
  return `export function f(x: 'A' | 'B'): number {\n  switch (x) {\n${cases}\n  }\n}\n`;
}

function linesOf(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

const hundredStatements = `export function f(list: string[]): void {\n${linesOf(60, () => "  list.push('');")}\n}\n`;

const planted: Readonly<Record<string, Planted>> = {
  'any as a type': {
    file: 'src/plans/anything.view.ts',
    text: 'export type Anything = any;\n',
    faults: ['@typescript-eslint/no-explicit-any'],
  },
  'a type assertion': {
    file: 'src/plans/asserted.view.ts',
    text: "export const x = JSON.stringify('') as 'A';\n",
    faults: ['@typescript-eslint/consistent-type-assertions'],
  },
  'a type assertion in a spec': {
    file: 'src/plans/asserted.spec.ts',
    text: "export const x = JSON.stringify('') as 'A';\n",
    faults: ['@typescript-eslint/consistent-type-assertions'],
  },
  'a claim that something is there': {
    file: 'src/plans/claimed.view.ts',
    text: 'export const first = (list: readonly string[]): string => list[0]!;\n',
    faults: ['@typescript-eslint/no-non-null-assertion'],
  },
  'a default in a complete switch': {
    file: 'src/plans/defaulted.view.ts',
    text: switchOver("    case 'A':\n    case 'B':\n      return 1;\n    default:\n      return 2;"),
    faults: ['@typescript-eslint/switch-exhaustiveness-check'],
  },
  'a default in the place of a case': {
    file: 'src/plans/incomplete.view.ts',
    text: switchOver("    case 'A':\n      return 1;\n    default:\n      return 2;"),
    faults: ['@typescript-eslint/switch-exhaustiveness-check'],
  },
  'a promise left alone': {
    file: 'src/plans/floating.service.ts',
    text: 'export function f(work: () => Promise<void>): void {\n  work();\n}\n',
    faults: ['@typescript-eslint/no-floating-promises'],
  },
  'a default export': {
    file: 'src/plans/nameless.view.ts',
    text: 'export default 1;\n',
    faults: ['no-restricted-syntax'],
  },
  'a default export under another name': {
    file: 'src/plans/renamed.view.ts',
    text: 'const one = 1;\nexport { one as default };\n',
    faults: ['no-restricted-syntax'],
  },
  'the event bus': {
    file: 'src/plans/bus.service.ts',
    text: "export { CommandBus, EventBus } from '@nestjs/cqrs';\n",
    faults: ['no-restricted-imports'],
  },
  'a rule switched off in a comment': {
    file: 'src/plans/switched-off.view.ts',
    text: '/* eslint-disable */\n// eslint-disable-next-line no-restricted-syntax\nexport default 1;\n',
    faults: ['no-restricted-syntax', "'/* eslint-disable */' has no effect", "'// eslint-disable-next-line"],
  },
  'a type error hushed': {
    file: 'src/plans/hushed.view.ts',
    text: '// @ts-ignore: no reason is good enough\nexport const one: number = 1;\n',
    faults: ['@typescript-eslint/ban-ts-comment', '@typescript-eslint/no-inferrable-types'],
  },
  'the console': {
    file: 'src/plans/loud.service.ts',
    text: "console.log('');\n",
    faults: ['no-console'],
  },
  'a long function': {
    file: 'src/plans/long-function.view.ts',
    text: hundredStatements,
    faults: ['max-lines-per-function'],
  },
  'a long file': {
    file: 'src/plans/long-file.view.ts',
    text: linesOf(301, (index) => `export const line${index} = ${index};`),
    faults: ['max-lines'],
  },
  'a spec that stands alone': {
    file: 'src/plans/alone.spec.ts',
    text: linesOf(
      3,
      (index) => `${['it.only', 'describe.skip', 'it.only.each([1])'][index] ?? ''}('', () => undefined);`,
    ),
    faults: ['no-restricted-syntax', 'no-restricted-syntax', 'no-restricted-syntax'],
  },
  'a spec left out by a letter': {
    file: 'test/journeys/left-out.ts',
    text: "xit('', () => undefined);\nfdescribe('', () => undefined);\n",
    faults: ['no-restricted-syntax', 'no-restricted-syntax'],
  },
  'the world in a pure file': {
    file: 'src/plans/worldly.ts',
    text: [
      'export const list = [',
      '  Date.now(),',
      '  new Date(0),',
      '  crypto.randomUUID(),',
      '  process.cwd(),',
      '  performance.now(),',
      '  setTimeout(() => undefined, 1),',
      "  fetch(''),",
      '  globalThis.name,',
      '];',
      '',
    ].join('\n'),
    faults: Array.from({ length: 8 }, () => 'no-restricted-globals'),
  },
  'chance and place in a pure file': {
    file: 'src/kernel/lucky.ts',
    text: "export const list = [Math.random(), new Intl.DateTimeFormat('sv').format()];\n",
    faults: ['no-restricted-properties', 'no-restricted-properties'],
  },
  'hidden input to a pure file': {
    file: 'src/kernel/remembering.ts',
    text: [
      'let count = 0;',
      "export const f = (): number => (count += 'a'.localeCompare('b'));",
      'export const place = import.meta.dirname;',
      '',
    ].join('\n'),
    faults: ['no-restricted-syntax', 'no-restricted-syntax', 'no-restricted-syntax'],
  },
};

/** Texts that are close to a fault and are right. */
const inOrder: Readonly<Record<string, string>> = {
  'src/plans/constant.ts':
    "export const codes = ['A', 'B'] as const;\nexport const order = 'a'.localeCompare('b', 'sv');\n",
  'src/plans/complete.ts': switchOver("    case 'A':\n      return 1;\n    case 'B':\n      return 2;"),
  'src/plans/clock.service.ts': 'export const now = (): string => new Date().toISOString();\n',
  'src/plans/number.ts': 'export const text = (n: number): string => `${n}`;\n',
  'src/plans/plans.module.ts': "import { Module } from '@nestjs/common';\n\n@Module({})\nexport class PlansModule {}\n",
  'src/plans/bus.command.ts': "export { CommandBus, CommandHandler } from '@nestjs/cqrs';\n",
  'src/cli.ts': "console.log('');\n",
  'src/demo/stage.ts': 'console.log(Date.now());\n',
  'test/journeys/long.spec.ts': hundredStatements,
  'jest.config.js': 'export default {};\n',
};

describe('the rules of the house', () => {
  let tree: PlantedTree | undefined;
  let seen: Record<string, string[]>;

  beforeAll(() => {
    tree = plantTree({
      ...Object.fromEntries(Object.values(planted).map(({ file, text }) => [file, text])),
      ...inOrder,
      ...Object.fromEntries(
        ['eslint.config.js', 'tsconfig.json', 'package.json'].map((file) => [
          file,
          readFileSync(join(projectRoot, file), 'utf8'),
        ]),
      ),
    });
    symlinkSync(join(projectRoot, 'node_modules'), join(tree.root, 'node_modules'));
    const answer = answerOf('eslint/bin/eslint.js', ['--format', 'json', '.'], tree.root);
    if (!isReports(answer)) throw new Error('eslint answers in another form than before');
    const { root } = tree;
    seen = Object.fromEntries(
      answer.map(({ filePath, messages }) => [
        relative(root, filePath).replaceAll('\\', '/'),
        messages.map(({ ruleId, message }) => ruleId ?? message),
      ]),
    );
  });
  afterAll(() => tree?.remove());

  it('see every planted fault', () => {
    const wrong = wrongRows(Object.keys(planted), (what) => {
      const { file, faults } = planted[what] ?? { file: '', faults: [] };
      expect(seen[file]?.sort()).toEqual([...faults].sort().map((fault) => expect.stringContaining(fault)));
    });
    expect(wrong).toEqual([]);
  });

  it('leave alone what is in order', () => {
    const wrong = wrongRows(Object.keys(inOrder), (file) => {
      expect(seen[file]).toEqual([]);
    });
    expect(wrong).toEqual([]);
  });
});

function isReports(answer: unknown): answer is FileReport[] {
  return (
    Array.isArray(answer) &&
    answer.every((report) => typeof report === 'object' && report !== null && 'messages' in report)
  );
}
