import { projectFiles, projectText } from '../support/project-files.js';

/** A name that a script imports from the built program. */
interface BuiltImport {
  readonly script: string;
  readonly source: string;
  readonly name: string;
}

function builtImportsIn(script: string, text: string): BuiltImport[] {
  return [...text.matchAll(/import \{([^}]*)\} from '(?:\.\.\/)+dist\/([^']+)\.js'/g)].flatMap(
    ([, names = '', path = '']) =>
      names
        .split(',')
        .map((name) => name.trim().replace(/ as .*/, ''))
        .filter((name) => name !== '')
        .map((name) => ({ script, source: `src/${path}.ts`, name })),
  );
}

function exportsOf(text: string): Set<string> {
  const declared = /^export (?:abstract )?(?:async )?(?:const|function\*?|class) (\w+)/gm;
  return new Set([...text.matchAll(declared)].map(([, name = '']) => name));
}

// Nothing compiles the scripts of the bench, the crash tests and the drill: a moved file would be found when they run.
describe('the scripts that use the built program', () => {
  const sources = new Set(projectFiles(/^src\/.*\.ts$/));
  const imports = projectFiles(/^test\/.*\.mjs$/).flatMap((script) => builtImportsIn(script, projectText(script)));

  function wrong({ script, source, name }: BuiltImport): string[] {
    if (!sources.has(source)) return [`${script}: there is no ${source}`];
    return exportsOf(projectText(source)).has(name) ? [] : [`${script}: ${source} does not export ${name}`];
  }

  it('import what is there', () => {
    expect(imports.length).toBeGreaterThan(50);
    expect(imports.flatMap(wrong)).toEqual([]);
  });

  it('would be seen to import what is not there', () => {
    const text =
      "import { one, clerk as two } from '../../dist/nowhere.js';\nimport { nothing } from '../dist/config.js';";
    expect(builtImportsIn('test/bench/lost.mjs', text).flatMap(wrong)).toEqual([
      'test/bench/lost.mjs: there is no src/nowhere.ts',
      'test/bench/lost.mjs: there is no src/nowhere.ts',
      'test/bench/lost.mjs: src/config.ts does not export nothing',
    ]);
  });
});
