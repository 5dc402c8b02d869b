import { dirname, normalize } from 'node:path';
import { projectFiles, projectText } from '../support/project-files.js';

const MOST_FILES_IN_A_FOLDER = 30;
const MOST_LINES_OF_A_FILE = 300;
const LARGEST_SHARE_OF_IMPORTS = 0.08;

/** Paths of files, and what stands in them. */
type House = ReadonlyMap<string, string>;

/** Modules, the doors of the program and the demonstration put things together: they may look everywhere. */
const wires = /\.module\.ts$|^src\/[^/]+$|^src\/demo\//;

function linesOf(text: string): number {
  return text.split('\n').length - 1;
}

function crowdedFolders(house: House): string[] {
  return [...Map.groupBy(house.keys(), (path) => dirname(path))]
    .filter(([, files]) => files.length > MOST_FILES_IN_A_FOLDER)
    .map(([folder, files]) => `${folder} has ${files.length} files`);
}

function longFiles(house: House): string[] {
  return [...house]
    .filter(([, text]) => linesOf(text) > MOST_LINES_OF_A_FILE)
    .map(([path, text]) => `${path} has ${linesOf(text)} lines`);
}

/** Lines of import statements, as a share of all lines. */
function shareOfImports(house: House): number {
  const texts = [...house.values()];
  const imports = texts.flatMap((text) => text.match(/^import [^;]*;$/gm) ?? []);
  return (
    imports.reduce((sum, statement) => sum + statement.split('\n').length, 0) /
    texts.reduce((sum, text) => sum + linesOf(text), 0)
  );
}

/** Each folder with the folders that its files import from. */
function importsOfFolders(house: House): ReadonlyMap<string, ReadonlySet<string>> {
  const arrows = new Map<string, Set<string>>();
  for (const [path, text] of house) {
    const folder = dirname(path);
    for (const [, imported = ''] of text.matchAll(/ from '(\.[^']+)'/g)) {
      const other = dirname(normalize(`${folder}/${imported}`));
      if (other !== folder) arrows.set(folder, (arrows.get(folder) ?? new Set()).add(other));
    }
  }
  return arrows;
}

/** The folders from which imports lead back to themselves, each with the folder where the way begins. */
function foldersInCycles(house: House): string[] {
  const arrows = importsOfFolders(house);
  const reachable = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const waiting = [...(arrows.get(from) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(...(arrows.get(next) ?? []));
    }
    return seen;
  };
  return [...arrows.keys()].filter((folder) => reachable(folder).has(folder)).sort();
}

describe('the measures of the house', () => {
  const sources = projectFiles(/^src\/.*\.tsx?$/).filter((path) => !/\.spec\.tsx?$/.test(path));
  const house: House = new Map(sources.map((path) => [path, projectText(path)]));

  it('are taken of the whole product', () => {
    expect(house.size).toBeGreaterThan(300);
  });

  it(`no folder has more than ${MOST_FILES_IN_A_FOLDER} files, specs apart`, () => {
    const crowd = Array.from({ length: 31 }, (_, index): [string, string] => [`src/plans/plan-${index}.ts`, '']);
    expect(crowdedFolders(new Map(crowd))).toEqual(['src/plans has 31 files']);
    expect(crowdedFolders(house)).toEqual([]);
  });

  it(`no file has more than ${MOST_LINES_OF_A_FILE} lines`, () => {
    expect(longFiles(new Map([['src/long.ts', 'one();\n'.repeat(301)]]))).toEqual(['src/long.ts has 301 lines']);
    expect(longFiles(house)).toEqual([]);
  });

  it(`imports are less than ${LARGEST_SHARE_OF_IMPORTS * 100} % of all lines`, () => {
    const text = "import { one } from './one.js';\nimport {\n  two,\n} from './two.js';\none(two);\n";
    expect(shareOfImports(new Map([['src/three.ts', text]]))).toBe(4 / 5);
    expect(shareOfImports(house)).toBeLessThan(LARGEST_SHARE_OF_IMPORTS);
  });

  it('no folder imports from a folder that leads back to it, wiring apart', () => {
    const round: House = new Map([
      ['src/plans/plan.ts', "import { a } from '../removals/removal.js';\n"],
      ['src/removals/removal.ts', "import { b } from '../reviews/review.js';\n"],
      ['src/reviews/review-chain.ts', "import type { c } from '../plans/goal.js';\n"],
      ['src/kernel/act.ts', "import type { c } from './role.js';\n"],
    ]);
    expect(foldersInCycles(round)).toEqual(['src/plans', 'src/removals', 'src/reviews']);
    expect(foldersInCycles(new Map([...house].filter(([path]) => !wires.test(path))))).toEqual([]);
  });
});
