// The rooms of the house and who may look into which. test/architecture plants a violation of each rule below and
// demands that it is seen: a rule that cannot fail protects nothing.

const specOrTest = String.raw`\.spec\.tsx?$|^test/`;
const doors = String.raw`^src/(?:main|cli|verify)\.ts$`;

const appModule = String.raw`^src/app\.module\.ts$`;

/** A file without a suffix. The doors of the program and the demo, which is data and not a part of the house, are none. */
const pure = String.raw`^src/(?!(?:main|cli|verify|config)\.ts$|demo/)[^.]+\.tsx?$`;

/** Every room that is not named here is a feature, so that a new feature is under the rules from its first file. */
const feature = String.raw`^src/(?!(?:kernel|platform|web|demo)/)([^/]+)/`;

/** The rooms of the platform, each with those that stand on the same floor. A room imports from lower floors alone. */
const floors = [
  ['runtime', 'graphql-types'],
  ['telemetry'],
  ['database'],
  ['event-store'],
  ['event-store/kurrentdb'],
  ['projections'],
  ['commands'],
  ['spreadsheets'],
  ['processes'],
  ['as-of', 'errors'],
  ['sign-in'],
  ['http', 'graphql'],
  ['operations', 'backup'],
];

const filesIn = (room) => `^src/platform/${room}/[^/]+$`;
const platformRoot = String.raw`^src/platform/[^/]+$`;

/** For each room of a floor: no import from the floor's other rooms, from a higher floor, or from what joins the rooms. */
function roomsInOrder(floor, index) {
  return floor.map((room) => ({
    name: `rooms-in-order-${room.replace('/', '-')}`,
    severity: 'error',
    comment:
      'Each room can be read, tested and replaced with those below it. An import upwards would join all of them.',
    from: { path: filesIn(room), pathNot: specOrTest },
    to: {
      path: [
        platformRoot,
        ...[...floor.filter((other) => other !== room), ...floors.slice(index + 1).flat()].map(filesIn),
      ],
    },
  }));
}

/** Makes a rule about a file's being there at all: it is seen long before it has as many dependents as this. */
const anyNumber = { numberOfDependentsLessThan: 100 };

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'pure-imports-pure',
      severity: 'error',
      comment:
        'A file without a suffix touches no technology: no package, nothing of Node, no file with a suffix. So its rules ' +
        'run anywhere, replay to the same answer, and are tested without a server.',
      from: { path: pure },
      to: { pathNot: pure },
    },
    {
      name: 'kernel-imports-kernel',
      severity: 'error',
      comment: 'Every room uses the words of the kernel. If the kernel knew a room, every room would know it.',
      from: { path: '^src/kernel/', pathNot: specOrTest },
      to: { pathNot: '^src/kernel/' },
    },
    {
      name: 'suffix-is-known',
      severity: 'error',
      comment: 'The suffix names the technology a file touches. An invented one would be a way around the pure files.',
      module: {
        path: '^src/',
        pathNot: [
          String.raw`^src/[^.]+\.tsx?$`,
          String.raw`^src/[^.]+\.(?:command|view|resolver|page|service|module|spec)\.tsx?$`,
          String.raw`^src/[^.]+\.(?:command|view|resolver|page|service|module)\.spec\.tsx?$`,
          // A browser loads it. It imports nothing, and no file of the service imports it.
          String.raw`^src/[^.]+\.browser\.js$`,
          String.raw`\.(?:json|csv)$`,
        ],
        ...anyNumber,
      },
      from: {},
    },
    {
      name: 'only-modules-wire',
      severity: 'error',
      comment: 'A module gathers what is below it. What is below and knows the module closes a circle of classes.',
      from: { pathNot: [String.raw`\.module\.ts$`, doors, '^src/demo/', specOrTest] },
      to: { path: String.raw`\.module\.ts$`, pathNot: appModule },
    },
    {
      name: 'only-doors-open-the-app',
      severity: 'error',
      comment:
        'app.module is the table of contents: read where the program is started, known by nothing that stands in it.',
      from: { pathNot: [doors, '^src/demo/', String.raw`^src/application\.service\.ts$`, specOrTest] },
      to: { path: appModule },
    },
    {
      name: 'nobody-imports-a-door',
      severity: 'error',
      comment: 'Each starts something when it is loaded. Whoever imports one starts a second program.',
      from: {},
      to: { path: doors },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      comment: 'The platform is the same for any feature; a feature can be added or taken away without opening it.',
      from: { path: '^src/platform/', pathNot: specOrTest },
      to: {
        path: '^src/',
        pathNot: [
          '^src/(?:kernel|platform)/',
          String.raw`^src/config\.ts$`,
          // Told of by the rules of their own.
          doors,
          '^src/demo/',
          String.raw`\.module\.ts$`,
          String.raw`\.spec\.tsx?$`,
        ],
      },
    },
    ...floors.flatMap(roomsInOrder),
    {
      name: 'rooms-are-known',
      severity: 'error',
      comment: 'A room that no floor names would be under no order.',
      module: {
        path: '^src/platform/.+/',
        pathNot: floors.flat().map(filesIn),
        ...anyNumber,
      },
      from: {},
    },
    {
      name: 'features-meet-in-pure-files',
      severity: 'error',
      comment: 'One feature may use the facts and rules of another, never its tables, doors or handlers.',
      from: { path: feature, pathNot: [String.raw`\.module\.ts$`, specOrTest] },
      to: { path: feature, pathNot: ['^src/$1/', pure, String.raw`\.(?:module|spec)\.tsx?$`] },
    },
    {
      name: 'modules-meet-in-modules',
      severity: 'error',
      comment: 'What a feature offers to another by wiring is what its module exports; the class itself stays its own.',
      from: { path: feature + String.raw`.*\.module\.ts$` },
      to: { path: feature, pathNot: ['^src/$1/', pure, String.raw`\.(?:module|spec)\.tsx?$`] },
    },
    {
      name: 'pages-ask-the-api',
      severity: 'error',
      comment:
        'A page has one way in: the documents that it sends as the person who is signed in. Whatever else it imported ' +
        'would be another, past the guards.',
      from: { path: String.raw`^src/([^/]+)/.*\.page\.tsx?$` },
      to: {
        pathNot: [
          pure,
          String.raw`\.page\.tsx?$`,
          '^node_modules/preact/',
          // Told of by rules of their own.
          String.raw`\.(?:module|spec)\.tsx?$`,
          String.raw`^src/(?!$1/|platform/|web/)[^/]+/`,
          String.raw`^src/[^/]+$`,
        ],
      },
    },
    {
      name: 'web-knows-no-feature',
      severity: 'error',
      comment: 'The shell is the same for any page. Each feature has its pages, and they know the shell.',
      from: { path: '^src/web/', pathNot: specOrTest },
      to: {
        path: '^src/',
        pathNot: [
          '^src/(?:kernel|platform|web)/',
          // Told of by the rules of their own.
          doors,
          appModule,
          '^src/demo/',
          String.raw`\.(?:module|spec)\.tsx?$`,
        ],
      },
    },
    {
      name: 'only-pages-know-the-shell',
      severity: 'error',
      comment: 'The service stands without its pages: what a page needs of a feature, the API has.',
      from: {
        path: '^src/[^/]+/',
        pathNot: [String.raw`\.page\.tsx?$`, '^src/(?:kernel|platform|web|demo)/', pure, specOrTest],
      },
      to: { path: '^src/web/', pathNot: [pure, String.raw`\.(?:module|spec)\.tsx?$`] },
    },
    {
      name: 'nobody-imports-the-demo',
      severity: 'error',
      comment: 'The demo is a guest: it may look everywhere, and the service stands without it.',
      from: { pathNot: ['^src/demo/', String.raw`^src/(?:cli|app\.module)\.ts$`, specOrTest] },
      to: { path: '^src/demo/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment:
        'Under ESM a cycle between decorated classes crashes at start, and a cycle of types alone is two files that are one.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nobody imports and that imports nothing does nothing.',
      from: { orphan: true, path: '^src/', pathNot: String.raw`\.browser\.js$` },
      to: {},
    },
    {
      name: 'no-index',
      severity: 'error',
      comment: 'An index hides which file is meant, and turns two files that do not know each other into a cycle.',
      module: { path: String.raw`/index\.[cm]?[jt]sx?$`, pathNot: 'node_modules/', ...anyNumber },
      from: {},
    },
    {
      name: 'names-say-what',
      severity: 'error',
      comment: 'A file called utils or common says nothing of what is in it, so that everything ends up in it.',
      module: {
        path: String.raw`^(?:src|test)/.*(?<=[/-])(?:utils?|helpers?|common|base)[./]`,
        ...anyNumber,
      },
      from: {},
    },
    {
      name: 'features-are-flat',
      severity: 'error',
      comment:
        'A feature is read in one listing. A folder in it is a thing of its own: how its streams read as history, the ' +
        'comparison of two plans, the import of a file, what is shown of a tertial, the corrections of what was recorded, what a reader of a plan may do, ' +
        'who answers for activities, what the secretary records of a meeting, the adoption of another log, the pages of a feature, the forms of a document, the making and keeping of its files, its publication.',
      module: {
        path: String.raw`^src/(?!(?:platform|web|demo)/)[^/]+/(?!(?:history|comparison|import|permitted|tertial-view|corrections|responsibility|record|adoption|pages|forms|making|publishing)/[^/]+$)[^/]+/`,
        ...anyNumber,
      },
      from: {},
    },
    {
      name: 'not-to-tests',
      severity: 'error',
      comment: 'What only tests need is not delivered.',
      from: { path: '^src/', pathNot: [String.raw`\.spec\.tsx?$`, pure] },
      to: { path: specOrTest },
    },
    {
      name: 'not-to-dev-dependencies',
      severity: 'error',
      comment:
        'A dev dependency is not there where the service is installed. Only the demo loads GraphiQL, when it starts.',
      from: { path: '^src/', pathNot: [String.raw`\.spec\.tsx?$`, pure] },
      to: {
        dependencyTypes: ['npm-dev'],
        pathNot: ['node_modules/@types/', 'node_modules/@graphql-yoga/render-graphiql/'],
      },
    },
    {
      name: 'only-declared-packages',
      severity: 'error',
      comment: 'A package that is here only because another one needs it goes away when that one no longer does.',
      from: { pathNot: pure },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'not-to-the-outside',
      severity: 'error',
      comment: 'The service is what is in src. What is beside it is not there where the service is installed.',
      from: { path: '^src/', pathNot: [String.raw`\.spec\.tsx?$`, pure] },
      to: { dependencyTypes: ['local'], pathNot: ['^(?:src|test)/', 'node_modules/'], couldNotResolve: false },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'An import that leads nowhere fails at start, or later still.',
      from: { pathNot: pure },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-deprecated-core',
      severity: 'error',
      comment: 'What Node has deprecated will not be there in the next Node.',
      from: {},
      to: {
        dependencyTypes: ['core'],
        path: String.raw`^(?:node:)?(?:punycode|domain|constants|sys|_linklist|_stream_wrap)$`,
      },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // The bench and the browser have packages of their own; the drill runs what was built.
    exclude: { path: '^(?:dist|coverage|test/(?:bench|browser|tamper))/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
