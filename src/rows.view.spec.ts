import { transformFileSync } from '@swc/core';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type PlantedTree, plantTree, projectRoot } from '../test/support/planted-tree.js';
import { projectFiles } from '../test/support/project-files.js';
import { schemaOf } from './platform/projections/view-schemas.service.js';
import { textsOfCode } from './platform/runtime/code-files.service.js';
import { rows } from './rows.view.js';

// The name of the schema, from a compiled copy of this build in which one file after another is changed.

const reaction = { name: 'settle', kind: 'plan', types: ['PlanAdopted'] };
const kysely = 'node_modules/kysely/package.json';
const kyselyExports = { '.': './index.js', './migration': './migration.js' };
let copy: PlantedTree;

beforeAll(() => {
  copy = plantTree({
    [kysely]: JSON.stringify({ name: 'kysely', version: '1.0.0', type: 'module', exports: kyselyExports }),
    'node_modules/kysely/index.js': `export * from '${import.meta.resolve('kysely')}';`,
    'node_modules/kysely/migration.js': `export * from '${import.meta.resolve('kysely/migration')}';`,
  });
  for (const path of projectFiles(/^src\/.*(?<!\.spec)\.ts$/)) {
    const { code } = transformFileSync(join(projectRoot, path), { configFile: join(projectRoot, '.swcrc') });
    const compiled = join(copy.root, path.replace(/^src/, 'dist').replace(/\.ts$/, '.js'));
    mkdirSync(dirname(compiled), { recursive: true });
    writeFileSync(compiled, code);
  }
});

afterAll(() => copy.remove());

function urlInCopy(): string {
  return pathToFileURL(join(copy.root, 'dist/rows.view.js')).href;
}

function nameInCopy(reactions = [reaction]): string {
  return schemaOf(urlInCopy(), reactions);
}

/** The files of the build that Node loads for a module. */
function loadedFor(url: string): string[] {
  const script = `
    import { registerHooks } from 'node:module';
    registerHooks({ load: (loaded, context, next) => (console.log(loaded), next(loaded, context)) });
    await import(${JSON.stringify(url)});`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const files = stdout.split('\n').filter((line) => line.startsWith(new URL('./', url).href));
  if (files.length === 0) throw new Error(stderr);
  return files.map((file) => readFileSync(fileURLToPath(file), 'utf8'));
}

/** Whether the schema gets another name when a file of the copy is changed. */
function renames(path: string): boolean {
  const before = nameInCopy();
  appendFileSync(join(copy.root, path), ' ');
  return nameInCopy() !== before;
}

describe('the name of the schema of the rows', () => {
  it.each([
    ['the list of folds and views', 'dist/rows.view.js'],
    ['a fold', 'dist/removals/removal.js'],
    ['what a fold imports', 'dist/plans/measure.js'],
    ['what all folds import in the end', 'dist/kernel/days.js'],
    ['what upcasts an event', 'dist/kernel/fold.js'],
    ['a pure view function', 'dist/removals/removal-view.js'],
    ['what only a view imports', 'dist/meetings/meeting-process.js'],
    ['the table of a view', 'dist/meetings/meetings-table.view.js'],
    ['the tables of the projection', 'dist/platform/database/state-tables.view.js'],
    ['the projection', 'dist/platform/projections/projection.service.js'],
    ['the version of a package that writes the rows', kysely],
  ])('changes with %s', (_, path) => {
    expect(renames(path)).toBe(true);
  });

  it.each([
    ['the demonstration', 'dist/demo/case.service.js'],
    ['a resolver', 'dist/plans/plans.resolver.js'],
    ['what reads a table', 'dist/matters/matters.view.js'],
    ['a view without a table', 'dist/plans/tertial-view/tertial-view.js'],
    ['the sentences of the history', 'dist/removals/history/removal-history.js'],
    ['the handling of commands', 'dist/platform/commands/command-handling.service.js'],
    ['what is imported for its types alone', 'dist/platform/feature.service.js'],
    ['the wiring', 'dist/app.module.js'],
  ])('does not change with %s', (_, path) => {
    expect(renames(path)).toBe(false);
  });

  it('does not depend on where the build lies', () => {
    const moved = plantTree({});
    writeFileSync(join(moved.root, 'a.js'), 'export const a = 1;');
    writeFileSync(join(copy.root, 'a.js'), 'export const a = 1;');
    const names = [moved, copy].map(({ root }) => schemaOf(pathToFileURL(join(root, 'a.js')).href, []));
    expect(names[0]).toBe(names[1]);
    moved.remove();
  });

  it('changes with a kind of reaction, because only a leader that has it reacts', () => {
    expect(nameInCopy([reaction, { ...reaction, name: 'release' }])).not.toBe(nameInCopy());
    expect(nameInCopy([{ ...reaction, types: ['PlanRevised'] }])).not.toBe(nameInCopy());
  });

  it('is made of all the code that is loaded for the rows, and of no other', () => {
    const version = readFileSync(join(copy.root, kysely), 'utf8');
    // The package is imported by two names.
    const versions = [version, version];
    expect(textsOfCode(urlInCopy()).toSorted()).toEqual([...loadedFor(urlInCopy()), ...versions].toSorted());
  });

  it('can be made from the code as it is written', () => {
    expect(schemaOf(rows.code, [reaction])).toMatch(/^views_[0-9a-f]{12}$/);
  });
});
