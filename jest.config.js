import { readFileSync } from 'node:fs';

// The build leaves specs out; the tests are made of them.
const { exclude, $schema, ...swc } = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));

// `npm test` runs Node with --no-compilation-cache. V8's compilation cache keeps each module that Jest has loaded, and with
// it the globals of its spec file, until the process ends (https://github.com/nodejs/node/issues/59118).
export default {
  testEnvironment: '<rootDir>/test/support/embedded-environment.mjs',
  runtime: '<rootDir>/test/support/shared-modules.mjs',
  globalSetup: '<rootDir>/test/support/run-folder.mjs',
  globalTeardown: '<rootDir>/test/support/remove-run-folder.mjs',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  // What is demanded of the stores takes long and waits much: `npm run test:stores`. Here is a first look.
  testPathIgnorePatterns: ['/node_modules/', '/test/stores/(?!smoke)'],
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  // They have packages of their own.
  modulePathIgnorePatterns: ['<rootDir>/test/bench/', '<rootDir>/test/browser/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@electric-sql/pglite$': '<rootDir>/test/support/pglite.ts',
  },
  transform: { '^.+\\.tsx?$': ['@swc/jest', { ...swc, swcrc: false }] },
  // A loaded machine is slow, and no test fails for that.
  testTimeout: 300_000,
  // One more than the gate has cores: a spec that waits for a process or the disk leaves its core to another.
  maxWorkers: 3,
  // Specs that start the whole service still keep memory. A process whose heap holds more than this starts anew.
  workerIdleMemoryLimit: '600MB',
};
