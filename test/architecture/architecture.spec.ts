import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerOf, type PlantedTree, plantTree, projectRoot } from '../support/planted-tree.js';
import { wrongRows } from '../support/wrong-rows.js';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

interface Answer {
  readonly summary: {
    readonly violations: readonly Violation[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string; readonly comment: string }[] };
  };
}

/** A planted file: what it imports, and the faults that shall be seen in it (by the end of the path they lead to). */
interface Planted {
  readonly file: string;
  readonly imports: readonly string[];
  readonly leadsTo: readonly string[];
}

/** A fault of a file's being there, whatever it imports. */
function misplaced(file: string, imports: string): Planted {
  return { file, imports: [imports], leadsTo: [file] };
}

function wrongImport(file: string, imports: string, leadsTo: string): Planted {
  return { file, imports: [imports], leadsTo: [leadsTo] };
}

/** The imports that no room of the platform may have: of the files that join the rooms, and of the other rooms given. */
function upwards(room: string, ...others: readonly Planted[]): readonly Planted[] {
  const up = '../'.repeat(room.split('/').length);
  const joins = 'src/platform/feature.service.ts';
  return [wrongImport(`src/platform/${room}/upwards.service.ts`, `${up}feature.service.js`, joins), ...others];
}

const planted: Readonly<Record<string, readonly Planted[]>> = {
  'pure-imports-pure': [
    wrongImport('src/plans/stored.ts', 'node:fs', 'fs'),
    wrongImport('src/plans/framed.ts', 'some-package', 'node_modules/some-package/index.js'),
    wrongImport('src/plans/seen.ts', './plans.view.js', 'src/plans/plans.view.ts'),
    wrongImport('src/plans/configured.ts', '../config.js', 'src/config.ts'),
    wrongImport('src/platform/port.ts', './runtime/clock.service.js', 'src/platform/runtime/clock.service.ts'),
  ],
  'kernel-imports-kernel': [wrongImport('src/kernel/gossip.ts', '../plans/plan.js', 'src/plans/plan.ts')],
  'suffix-is-known': [misplaced('src/plans/plan.trick.ts', './plan.js')],
  'only-modules-wire': [
    wrongImport('src/plans/early.resolver.ts', './plans.module.js', 'src/plans/plans.module.ts'),
    wrongImport('src/platform/early.service.ts', '../plans/plans.module.js', 'src/plans/plans.module.ts'),
  ],
  'only-doors-open-the-app': [
    wrongImport('src/plans/round.module.ts', '../app.module.js', 'src/app.module.ts'),
    wrongImport('src/plans/round.resolver.ts', '../app.module.js', 'src/app.module.ts'),
  ],
  'nobody-imports-a-door': [
    wrongImport('src/plans/starting.command.ts', '../main.js', 'src/main.ts'),
    wrongImport('test/journeys/starting.ts', '../../src/cli.js', 'src/cli.ts'),
  ],
  'platform-knows-no-feature': [
    wrongImport('src/platform/partial.service.ts', '../plans/plan.js', 'src/plans/plan.ts'),
    wrongImport('src/platform/partial.ts', '../plans/plan.js', 'src/plans/plan.ts'),
  ],
  'rooms-in-order-runtime': upwards(
    'runtime',
    wrongImport('src/platform/runtime/high.service.ts', '../http/gate.service.js', 'src/platform/http/gate.service.ts'),
  ),
  'rooms-in-order-graphql-types': upwards('graphql-types'),
  'rooms-in-order-telemetry': upwards('telemetry'),
  'rooms-in-order-database': upwards('database'),
  'rooms-in-order-event-store': upwards(
    'event-store',
    wrongImport(
      'src/platform/event-store/into.service.ts',
      './kurrentdb/append.service.js',
      'src/platform/event-store/kurrentdb/append.service.ts',
    ),
  ),
  'rooms-in-order-event-store-kurrentdb': upwards('event-store/kurrentdb'),
  'rooms-in-order-projections': upwards('projections'),
  'rooms-in-order-commands': upwards('commands'),
  'rooms-in-order-spreadsheets': upwards('spreadsheets'),
  'rooms-in-order-processes': upwards('processes'),
  'rooms-in-order-as-of': upwards('as-of'),
  'rooms-in-order-errors': upwards('errors'),
  'rooms-in-order-sign-in': upwards('sign-in'),
  'rooms-in-order-http': upwards('http'),
  'rooms-in-order-graphql': upwards(
    'graphql',
    wrongImport('src/platform/graphql/beside.ts', '../http/port.js', 'src/platform/http/port.ts'),
  ),
  'rooms-in-order-operations': upwards('operations'),
  'rooms-in-order-backup': upwards('backup'),
  'rooms-are-known': [misplaced('src/platform/attic/trunk.ts', '../../kernel/act.js')],
  'features-meet-in-pure-files': [
    wrongImport('src/removals/prying.command.ts', '../plans/plans.view.js', 'src/plans/plans.view.ts'),
    wrongImport('src/some-new-feature/prying.page.tsx', '../plans/plans.view.js', 'src/plans/plans.view.ts'),
  ],
  'modules-meet-in-modules': [
    wrongImport('src/removals/prying.module.ts', '../plans/plans.view.js', 'src/plans/plans.view.ts'),
  ],
  'pages-ask-the-api': [
    wrongImport('src/plans/pages/stored.page.tsx', 'some-package', 'node_modules/some-package/index.js'),
    wrongImport('src/plans/pages/read.page.tsx', 'node:fs', 'fs'),
    wrongImport('src/plans/pages/seen.page.tsx', '../plans.view.js', 'src/plans/plans.view.ts'),
    wrongImport(
      'src/web/timed.page.tsx',
      '../platform/runtime/clock.service.js',
      'src/platform/runtime/clock.service.ts',
    ),
    wrongImport('src/web/shelled.page.tsx', './shell.service.js', 'src/web/shell.service.ts'),
  ],
  'web-knows-no-feature': [
    wrongImport('src/web/partial.service.ts', '../plans/plan.js', 'src/plans/plan.ts'),
    wrongImport('src/web/partial.page.tsx', '../plans/pages/plan.page.js', 'src/plans/pages/plan.page.tsx'),
  ],
  'only-pages-know-the-shell': [
    wrongImport('src/plans/shown.resolver.ts', '../web/frame.page.js', 'src/web/frame.page.tsx'),
  ],
  'nobody-imports-the-demo': [
    wrongImport('src/plans/staged.service.ts', '../demo/stage.js', 'src/demo/stage.ts'),
    wrongImport('src/platform/staged.service.ts', '../demo/stage.js', 'src/demo/stage.ts'),
  ],
  'no-cycles': [
    // Seen once, from the file that is first in the alphabet.
    wrongImport('src/plans/egg.ts', './hen.js', 'src/plans/hen.ts'),
    { file: 'src/plans/hen.ts', imports: ['./egg.js'], leadsTo: [] },
  ],
  'no-orphans': [{ file: 'src/plans/alone.ts', imports: [], leadsTo: ['src/plans/alone.ts'] }],
  'no-index': [
    misplaced('src/plans/index.ts', './plan.js'),
    misplaced('test/journeys/index.ts', '../../src/plans/plan.js'),
  ],
  'names-say-what': [
    misplaced('src/plans/common.ts', './plan.js'),
    misplaced('src/plans/plan-helpers.ts', './plan.js'),
    misplaced('test/utils/plans.ts', '../../src/plans/plan.js'),
  ],
  'features-are-flat': [
    misplaced('src/plans/deep/plan-part.ts', '../plan.js'),
    misplaced('src/plans/history/deep/plan-history.ts', '../../plan.js'),
    misplaced('src/kernel/deep/word.ts', '../act.js'),
  ],
  'not-to-tests': [
    wrongImport('src/plans/faked.command.ts', '../../test/support/fake.js', 'test/support/fake.ts'),
    wrongImport('src/plans/specified.command.ts', './plan.spec.js', 'src/plans/plan.spec.ts'),
  ],
  'not-to-dev-dependencies': [
    wrongImport('src/plans/built.command.ts', 'dev-package', 'node_modules/dev-package/index.js'),
  ],
  'only-declared-packages': [
    wrongImport('src/plans/lent.command.ts', 'undeclared-package', 'node_modules/undeclared-package/index.js'),
    wrongImport('test/support/lent.ts', 'undeclared-package', 'node_modules/undeclared-package/index.js'),
  ],
  'not-to-the-outside': [wrongImport('src/plans/outside.command.ts', '../../beside/thing.js', 'beside/thing.ts')],
  'no-unresolvable': [wrongImport('src/plans/lost.command.ts', './nowhere.js', './nowhere.js')],
  'no-deprecated-core': [wrongImport('src/plans/old.command.ts', 'node:punycode', 'punycode')],
};

/** A small house in order: each of its imports is allowed, and next to one that is not. */
const inOrder: Readonly<Record<string, readonly string[]>> = {
  'src/main.ts': ['./app.module.js', './config.js'],
  'src/cli.ts': ['./app.module.js', './demo/stage.js'],
  'src/config.ts': ['node:process'],
  'src/app.module.ts': ['./plans/plans.module.js', './removals/removals.module.js'],
  'src/kernel/act.ts': ['./role.js'],
  'src/kernel/role.ts': [],
  'src/kernel/act.spec.ts': ['dev-package', './act.js', '../plans/plan.js'],
  'src/plans/plan.ts': ['../kernel/act.js'],
  'src/plans/history/plan-history.ts': ['../plan.js'],
  'src/plans/plan.spec.ts': ['./plan.js', '../../test/support/fake.js', '../removals/removals.view.js', 'node:fs'],
  'src/plans/plans.view.ts': ['./plan.js', 'some-package', 'node:fs'],
  'src/plans/plans.module.ts': ['./plans.view.js'],
  'src/removals/removal.ts': ['../plans/plan.js'],
  'src/removals/removals.view.ts': ['./removal.js', '../plans/plan.js', '../platform/runtime/clock.service.js'],
  'src/removals/removals.module.ts': ['./removals.view.js', './removal.js', '../plans/plans.module.js'],
  'src/platform/runtime/clock.service.ts': ['../../config.js', '../../kernel/act.js', 'some-package'],
  'src/application.service.ts': ['./app.module.js', './pages.page.js', './web/shell.service.js'],
  'src/platform/feature.service.ts': ['./http/gate.service.js'],
  'src/platform/http/gate.service.ts': ['../runtime/clock.service.js', './port.js'],
  'src/platform/http/port.ts': [],
  'src/platform/event-store/port.ts': [],
  'src/platform/event-store/kurrentdb/append.service.ts': ['../port.js'],
  'src/demo/stage.ts': ['../plans/plans.view.js', '../plans/plans.module.js', 'node:fs'],
  'src/web/words.ts': ['../kernel/act.js'],
  'src/web/frame.page.tsx': ['preact', './words.js', '../kernel/act.js'],
  'src/web/shell.service.ts': ['./frame.page.js', '../platform/runtime/clock.service.js', 'some-package', 'node:fs'],
  'src/plans/pages/plan.page.tsx': ['../../web/frame.page.js', '../plan.js', 'preact', '../../removals/removal.js'],
  'src/pages.page.ts': ['./plans/pages/plan.page.js'],
  'test/support/fake.ts': ['../../src/plans/plans.module.js', 'dev-package', '../../src/application.service.js'],
  'beside/thing.ts': [],
};

function textOf(imports: readonly string[]): string {
  return [...imports.map((path) => `import type {} from '${path}';`), 'export const one = 1;', ''].join('\n');
}

function packageFiles(name: string): [string, string][] {
  return [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
    [`node_modules/${name}/index.js`, ''],
  ];
}

function checkImports(folder: string): Answer['summary'] {
  const config = join(projectRoot, '.dependency-cruiser.cjs');
  const args = ['--config', config, '--output-type', 'json', 'src', 'test'];
  const answer = answerOf('dependency-cruiser/bin/dependency-cruiser.mjs', args, folder);
  if (!isAnswer(answer)) throw new Error('dependency-cruiser answers in another form than before');
  return answer.summary;
}

function isAnswer(answer: unknown): answer is Answer {
  return typeof answer === 'object' && answer !== null && 'summary' in answer;
}

function lineOf({ from, to, rule }: Violation): string {
  return `${rule.name}: ${from} → ${to}`;
}

describe('the rules of who imports whom', () => {
  const everything = Object.values(planted).flat();
  let tree: PlantedTree | undefined;
  let violations: Answer['summary']['violations'];
  let ruleSetUsed: Answer['summary']['ruleSetUsed'];

  beforeAll(() => {
    tree = plantTree({
      ...Object.fromEntries(Object.entries(inOrder).map(([file, imports]) => [file, textOf(imports)])),
      ...Object.fromEntries(everything.map(({ file, imports }) => [file, textOf(imports)])),
      ...Object.fromEntries(['some-package', 'dev-package', 'undeclared-package', 'preact'].flatMap(packageFiles)),
      'package.json': JSON.stringify({
        type: 'module',
        dependencies: { 'some-package': '1.0.0', preact: '1.0.0' },
        devDependencies: { 'dev-package': '1.0.0' },
      }),
      'tsconfig.json': readFileSync(join(projectRoot, 'tsconfig.json'), 'utf8'),
    });
    ({ violations, ruleSetUsed } = checkImports(tree.root));
  });
  afterAll(() => tree?.remove());

  it('has a planted violation for each rule', () => {
    expect(Object.keys(planted)).toEqual(ruleSetUsed.forbidden.map(({ name }) => name));
  });

  it('says why each rule is there', () => {
    expect(ruleSetUsed.forbidden.filter(({ comment }) => !comment)).toEqual([]);
  });

  it('see what is planted', () => {
    const wrong = wrongRows(Object.keys(planted), (rule) => {
      const expected = (planted[rule] ?? []).flatMap(({ file, leadsTo }) =>
        leadsTo.map((to) => `${rule}: ${file} → ${to}`),
      );
      const seen = violations.filter((violation) => violation.rule.name === rule).map(lineOf);
      expect(seen.sort()).toEqual(expected.sort());
    });
    expect(wrong).toEqual([]);
  });

  it('sees each violation by one rule only', () => {
    const seen = violations.map(({ from, to }) => `${from} → ${to}`);
    expect(seen.filter((line, index) => seen.indexOf(line) !== index)).toEqual([]);
  });

  it('leaves what is in order alone', () => {
    expect(violations.filter(({ from }) => from in inOrder).map(lineOf)).toEqual([]);
  });
});

describe('this house', () => {
  it('keeps them', () => {
    expect(checkImports(projectRoot).violations.map(lineOf)).toEqual([]);
  });
});
