// The rules of the house that one file alone can break. Those about who imports whom are in .dependency-cruiser.cjs;
// test/architecture plants a violation of both kinds and demands that it is seen.

import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** A file without a suffix: no second dot. The doors of the program and the demo are none. */
const pure = {
  files: ['src/**/!(*.*).{ts,tsx}'],
  ignores: ['src/main.ts', 'src/cli.ts', 'src/verify.ts', 'src/config.ts', 'src/demo/**'],
};

const specs = ['src/**/*.spec.ts', 'src/**/*.spec.tsx', 'test/**/*.ts'];

const noDefaultExport = [
  { selector: 'ExportDefaultDeclaration', message: 'No default exports: a thing has one name everywhere.' },
  {
    selector: 'ExportSpecifier[exported.name="default"]',
    message: 'No default exports: a thing has one name everywhere.',
  },
];

const everySpecRuns = [
  {
    selector:
      'MemberExpression[property.name=/^(only|skip|todo)$/]:matches([object.name=/^(it|test|describe)$/], [object.object.name=/^(it|test|describe)$/])',
    message: 'Every spec runs, always.',
  },
  {
    selector: 'CallExpression[callee.name=/^(fit|fdescribe|xit|xtest|xdescribe)$/]',
    message: 'Every spec runs, always.',
  },
];

const noHiddenInput = [
  {
    selector: 'Program > VariableDeclaration[kind="let"]',
    message: 'A pure file remembers nothing between two calls.',
  },
  { selector: 'MetaProperty[meta.name="import"]', message: 'A pure file does not know where it lies.' },
  {
    selector: 'CallExpression[callee.property.name="localeCompare"][arguments.length<2]',
    message: 'Name the language: without it the order is the one of the machine.',
  },
];

const outsideOfPureFiles = [
  'Date',
  'Temporal',
  'crypto',
  'process',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'console',
  'require',
  'globalThis',
  'global',
];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.tertial/']),
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },

  {
    name: 'all TypeScript',
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...noDefaultExport, ...everySpecRuns],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/cqrs',
              importNames: [
                'QueryBus',
                'EventBus',
                'EventPublisher',
                'AggregateRoot',
                'Saga',
                'EventsHandler',
                'QueryHandler',
                'UnhandledExceptionBus',
              ],
              message:
                'Events reach others through the store, so that live and replay are one path; resolvers ask views.',
            },
          ],
        },
      ],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      // The library calls it deprecated so that nobody overlooks it. The settings allow http for this machine alone.
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
      // A row's class is its GraphQL type: rows are plain values of its shape, and nothing maps them.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A mapped type over the event types says more than a record does.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // `x === undefined || x.y !== null` says what it means; the chain that could stand for it does not.
      '@typescript-eslint/prefer-optional-chain': 'off',
      // A module of Nest is a class with nothing but a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },

  {
    name: 'the product',
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    // A table is as long as what it lists.
    ignores: [...specs, 'src/kernel/sentences.ts'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    name: 'the product writes to its log',
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    ignores: ['src/cli.ts', 'src/demo/**'],
    rules: { 'no-console': 'error' },
  },

  {
    name: 'pure files',
    ...pure,
    rules: {
      'no-restricted-syntax': ['error', ...noDefaultExport, ...everySpecRuns, ...noHiddenInput],
      'no-restricted-globals': [
        'error',
        ...outsideOfPureFiles.map((name) => ({
          name,
          message: 'A file without a suffix is pure: time, chance and the world are given to it.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chance is an input: replay must come to the same answer.' },
        { object: 'Intl', property: 'DateTimeFormat', message: 'It reads the clock and the time zone of the machine.' },
      ],
    },
  },

  {
    name: 'specs',
    files: specs,
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      // Matchers such as expect.objectContaining are of type any; fakes are async because what they stand for is.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },

  {
    name: 'scripts and settings',
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error' },
  },
);
