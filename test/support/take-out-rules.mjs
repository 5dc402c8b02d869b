// Takes each rule out, one at a time, and demands that a spec turns red. A rule is what throws a Refusal in a pure file,
// with the `if` around it. The working tree is not touched: in a copy of the project each rule has a switch, so that the
// copy is read and compiled once for all rules.
//
//   node test/support/take-out-rules.mjs [--only <part of a path>] [--json]
//
// A rule is held to the specs of its own room; one of the kernel, which every room uses, to those of all rooms. Each spec
// first runs with all rules in force, and tells which of them refused. A rule that is out is then tried with the specs in
// which it refused: first with one of them, then with the others. Only a rule that they let live is tried with the rest:
// its condition may do more than to judge. Only specs of pure files count: that a journey fails too says nothing of
// where the rule is written down. A spec that could not be run at all has shown nothing either: it kills no rule.

import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';

const LONGEST_RUN_IN_MS = 900_000;
const COPY = 'copy';

const root = resolve(import.meta.dirname, '../..');
const { values: options } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' } } });

/** A file without a suffix; its specs may be told by their name. */
const isPure = (path) => /^[^.]+\.tsx?$/.test(basename(path));
const isSpec = (path) => /^[^.]+\.spec\.tsx?$/.test(basename(path));
// A folder within a feature is of the feature's room.
const roomOf = (path) => path.split('/').slice(0, 2).join('/');

function filesOfRooms() {
  return readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'demo')
    .flatMap(({ name }) => {
      // A feature has rooms within it, such as the corrections of a plan. Those of the platform are not tried.
      const within = readdirSync(join(root, 'src', name), { recursive: name !== 'platform' });
      return within.map((file) => `src/${name}/${file}`);
    })
    .sort();
}

/** A spec of pure files only: it imports no file with a suffix, so that it needs no database and takes no time. */
function isPureSpec(path) {
  const text = readFileSync(join(root, path), 'utf8');
  return !/from '\.[^']*\.(?:command|view|resolver|page|service|module)\.js'/.test(text);
}

function isRefusal(node) {
  return ts.isNewExpression(node) && node.expression.getText() === 'Refusal';
}

function codeOf(refusal) {
  const code = refusal.arguments?.[0] ?? refusal;
  return ts.isStringLiteralLike(code) ? code.text : code.getText();
}

/** The lines to take out with a rule: the `if` that does nothing but throw, or else the throw alone. */
function ruleAround(thrown) {
  const { parent } = thrown;
  const body = ts.isBlock(parent) && parent.statements.length === 1 ? parent : thrown;
  return ts.isIfStatement(body.parent) && body.parent.thenStatement === body ? body.parent : thrown;
}

const NUMBERS = /\brules?\s+(\d+(?:(?:\s*,\s*|\s+and\s+|–)\d+)*)/i;

/** The numbers of the rule, from the comment on its line or else the nearest above it or around it. */
function numbersAt(source, statement) {
  const text = source.text + '\n';
  const rest = text.slice(statement.getStart(), text.indexOf('\n', statement.getStart()));
  const comments = [rest.match(/\/\/.*|\/\*.*?\*\//)?.[0] ?? ''];
  for (let node = statement; !ts.isSourceFile(node); node = node.parent) {
    comments.push(text.slice(node.getFullStart(), node.getStart()));
  }
  return comments.map((comment) => NUMBERS.exec(comment)?.[1]).find((found) => found !== undefined) ?? '';
}

/** Each refusal of a file. One that is thrown on the spot has `rule`, the statement that goes with it. */
function refusalsOf(path) {
  const source = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true);
  const found = [];
  const look = (node) => {
    if (isRefusal(node)) {
      const thrown = ts.isThrowStatement(node.parent) ? node.parent : undefined;
      const statement = thrown && ruleAround(thrown);
      found.push({
        file: path,
        line: source.getLineAndCharacterOfPosition((statement ?? node).getStart()).line + 1,
        code: codeOf(node),
        rule: statement ? numbersAt(source, statement) : '',
        place: statement && placeOf(statement, node),
      });
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

/** The places of a rule's statement and of its refusal, and the text in the rule's place when it is out. */
function placeOf(statement, refusal) {
  return {
    begins: statement.getStart(),
    instead: `{ ${statement.elseStatement?.getText() ?? ''} }`,
    refusal: { begins: refusal.getStart(), ends: refusal.getEnd() },
  };
}

/** The file's text with a switch at each of its rules, and a note of each refusal. */
function switched(file, ofFile) {
  const insertions = ofFile.flatMap(({ number, place }) => [
    { at: place.begins, text: `if (ruleSwitch.isOut(${number})) ${place.instead} else ` },
    { at: place.refusal.begins, text: `ruleSwitch.refused(${number}, ` },
    { at: place.refusal.ends, text: ')' },
  ]);
  const original = readFileSync(join(root, file), 'utf8');
  // From the end to the beginning, so that no place moves.
  return insertions
    .toSorted((one, other) => other.at - one.at)
    .reduce((text, { at, text: added }) => text.slice(0, at) + added + text.slice(at), original);
}

/** A folder in which a copy of the project uses the project's packages and settings. */
async function makeScratch() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tertial-rules-')));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const file of ['package.json', 'tsconfig.json', '.swcrc']) {
    if (existsSync(join(root, file))) cpSync(join(root, file), join(folder, file));
  }
  const { default: settings } = await import(join(root, 'jest.config.js'));
  // Pure specs open no database, and none of them is long.
  const own = {
    rootDir: folder,
    roots: ['<rootDir>'],
    testEnvironment: 'node',
    runtime: undefined,
    testSequencer: undefined,
    globalSetup: undefined,
    globalTeardown: undefined,
    watchman: false,
  };
  writeFileSync(join(folder, 'jest.config.json'), JSON.stringify({ ...settings, ...own }));
  return folder;
}

/** All but what pure specs cannot import: the fewer files the copy has, the sooner Jest knows them all. */
function partsOfCopy() {
  return ['src', 'test/support', 'test/vectors', 'test/inputs']
    .flatMap((room) => readdirSync(join(root, room), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !/\.tsx?$/.test(path) || isPure(path) || !path.startsWith('src/') || pureSpecs.includes(path));
}

function makeCopy(folder) {
  for (const part of partsOfCopy()) cpSync(join(root, part), join(folder, COPY, part));
  for (const [file, ofFile] of Map.groupBy(rules, (rule) => rule.file)) {
    writeFileSync(join(folder, COPY, file), switched(file, ofFile));
  }
}

/** A spec that runs another with one rule out, or with none, and writes down which rules refused. */
function writeTry(folder, name, spec, out) {
  const path = `${name}.spec.ts`;
  const refused = join(folder, `${name}.refused`);
  writeFileSync(
    join(folder, path),
    `import { writeFileSync } from 'node:fs';
const refused = new Set();
globalThis.ruleSwitch = {
  isOut: (number) => number === ${out},
  refused: (number, refusal) => (refused.add(number), refusal),
};
afterAll(() => writeFileSync(${JSON.stringify(refused)}, JSON.stringify([...refused])));
await import('./${COPY}/${spec.replace(/\.tsx?$/, '.js')}');
`,
  );
  return path;
}

/** Runs specs of the scratch folder; answers with the state of each: `red`, `green` or `not run`. */
async function run(folder, paths) {
  const answer = join(folder, 'answer.json');
  rmSync(answer, { force: true });
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-compilation-cache',
      '--no-warnings',
      join(root, 'node_modules/jest/bin/jest.js'),
      ...['--config', 'jest.config.json', '--maxWorkers', '2', '--silent', '--json', '--outputFile', answer],
      ...['--runTestsByPath', ...paths],
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], timeout: LONGEST_RUN_IN_MS },
  );
  const stop = () => child.kill();
  process.once('exit', stop);
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  await new Promise((done) => child.once('close', done));
  process.off('exit', stop);
  if (!existsSync(answer)) throw new Error(`The specs gave no answer.\n${errors.slice(-4000)}`);
  const { testResults } = JSON.parse(readFileSync(answer, 'utf8'));
  return new Map(testResults.map((result) => [result.name.slice(folder.length + 1), stateOf(result)]));
}

function stateOf({ status, assertionResults }) {
  if (assertionResults.some((one) => one.status === 'failed')) return 'red';
  return status === 'passed' ? 'green' : 'not run';
}

/** Runs each spec with all rules in force; answers, for each, with the numbers of the rules that refused. */
async function refusedIn(folder, specs) {
  const tries = specs.map((spec, index) => ({ spec, name: `whole-${index}` }));
  const states = await run(
    folder,
    tries.map(({ spec, name }) => writeTry(folder, name, spec, -1)),
  );
  const notGreen = tries.filter(({ name }) => states.get(`${name}.spec.ts`) !== 'green').map(({ spec }) => spec);
  if (notGreen.length > 0) {
    throw new Error(`Before a rule is taken out, the specs are to be green. These are not:\n${notGreen.join('\n')}`);
  }
  return new Map(
    tries.map(({ spec, name }) => [spec, JSON.parse(readFileSync(join(folder, `${name}.refused`), 'utf8'))]),
  );
}

/** Runs for each rule some specs without it, and notes which turned red and which could not be run. */
async function runWithout(folder, tries, specsOf) {
  const runs = tries.flatMap((one) =>
    specsOf(one.rule).map((spec, index) => {
      const path = writeTry(folder, `without-${one.rule.number}-${one.tried + index}`, spec, one.rule.number);
      return { one, spec, path };
    }),
  );
  if (runs.length === 0) return;
  const states = await run(
    folder,
    runs.map(({ path }) => path),
  );
  for (const { one, spec, path } of runs) {
    one.tried += 1;
    const state = states.get(path) ?? 'not run';
    if (state === 'red') one.killedBy.push(spec);
    if (state === 'not run') one.notRun.push(spec);
  }
}

async function tryAll(folder, refused) {
  const tries = rules.map((rule) => ({ rule, tried: 0, killedBy: [], notRun: [] }));
  const alive = () => tries.filter(({ killedBy }) => killedBy.length === 0);
  const telling = ({ number, file }) => {
    const own = file.replace(/(?=\.tsx?$)/, '.spec');
    const all = specsFor({ file }).filter((spec) => refused.get(spec).includes(number));
    // The spec with the name of the rule's file goes first.
    return all.toSorted((one, other) => Number(other === own) - Number(one === own));
  };
  await runWithout(folder, tries, (rule) => telling(rule).slice(0, 1));
  await runWithout(folder, alive(), (rule) => telling(rule).slice(1));
  await runWithout(folder, alive(), (rule) => specsFor(rule).filter((spec) => !telling(rule).includes(spec)));
  return tries.map(({ rule: { file, line, code, rule }, killedBy, notRun }) => {
    const outcome = killedBy.length > 0 ? 'killed' : notRun.length > 0 ? 'NOT RUN' : 'SURVIVED';
    return { file, line, code, rule, outcome, killedBy };
  });
}

function print({ file, line, code, rule, outcome }) {
  const place = `${file}:${line}`;
  console.log(`${outcome.padEnd(9)} ${place.padEnd(44)} ${code.padEnd(28)} ${rule && `rule ${rule}`}`.trimEnd());
}

const files = filesOfRooms();
const pureSpecs = files.filter((file) => isSpec(file) && isPureSpec(file));
const found = files.filter((file) => isPure(file) && file.includes(options.only ?? '')).flatMap(refusalsOf);
const rules = found.filter(({ place }) => place !== undefined).map((rule, number) => ({ ...rule, number }));
const notTried = found.filter(({ place }) => place === undefined);

function specsFor({ file }) {
  return roomOf(file) === 'src/kernel' ? pureSpecs : pureSpecs.filter((spec) => roomOf(spec) === roomOf(file));
}

const folder = await makeScratch();
makeCopy(folder);
const needed = [...new Set(rules.flatMap(specsFor))];
const results = needed.length > 0 ? await tryAll(folder, await refusedIn(folder, needed)) : [];

const failed = results.filter(({ outcome }) => outcome !== 'killed').length;
if (options.json) {
  const left = notTried.map(({ file, line, code }) => ({ file, line, code }));
  console.log(JSON.stringify({ passed: results.length - failed, failed, results, notTried: left }, null, 2));
} else {
  results.forEach(print);
  for (const rule of notTried) print({ ...rule, outcome: 'not tried' });
  console.log(`${results.length - failed} passed, ${failed} failed`);
}
process.exitCode = failed > 0 ? 1 : 0;
