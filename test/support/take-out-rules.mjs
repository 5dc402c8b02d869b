// Takes each rule out, one at a time, and demands that a spec turns red. A rule is what throws a Refusal in a pure file,
// with the `if` around it. It is taken out of a copy of the project; the working tree is not touched.
//
//   node test/support/take-out-rules.mjs [--only <part of a path>] [--json]
//
// A rule is held to the specs of its own room; one of the kernel, which every room uses, to those of all rooms. The spec
// with its file's name comes first. What that one let live is tried with the specs that cite the rule or its refusal, and
// with all others only what they let live too. Only specs of pure files count: that
// a journey fails too says nothing of where the rule is written down. A spec that could not be run at all has shown
// nothing either: it kills no rule.

import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
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

const RULES_IN_A_BATCH = 100;
const LONGEST_BATCH_IN_MS = 600_000;
const UNTOUCHED = 'untouched';

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

/** What is to go for the rule to be gone: the `if` that does nothing but throw, or else the throw alone. */
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

/** Each refusal of a file, with the file's text without the rule that throws it where it is thrown on the spot. */
function rulesOf(path) {
  const text = readFileSync(join(root, path), 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const rules = [];
  const look = (node) => {
    if (isRefusal(node)) {
      const thrown = ts.isThrowStatement(node.parent) ? node.parent : undefined;
      const rule = thrown && ruleAround(thrown);
      rules.push({
        file: path,
        line: source.getLineAndCharacterOfPosition((rule ?? node).getStart()).line + 1,
        code: codeOf(node),
        rule: rule ? numbersAt(source, rule) : '',
        without:
          rule && text.slice(0, rule.getStart()) + (rule.elseStatement?.getText() ?? '{}') + text.slice(rule.getEnd()),
      });
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return rules;
}

/** A folder in which copies of the project stand next to each other and share its packages and settings. */
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
  // Each copy is a copy of the packages' names too, which is what a haste map stumbles over; it is not needed here.
  // Pure specs open no database, and none of them is long.
  const own = {
    rootDir: folder,
    roots: ['<rootDir>'],
    testEnvironment: 'node',
    testSequencer: undefined,
    globalSetup: undefined,
    globalTeardown: undefined,
    watchman: false,
  };
  writeFileSync(join(folder, 'jest.config.json'), JSON.stringify({ ...settings, ...own }));
  return folder;
}

/** All but what pure specs cannot import: the fewer files a copy has, the sooner Jest knows them all. */
function partsOfCopy() {
  return ['src', 'test/support', 'test/vectors', 'test/inputs']
    .flatMap((room) => readdirSync(join(root, room), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !/\.tsx?$/.test(path) || isPure(path) || !path.startsWith('src/') || pureSpecs.includes(path));
}

function copyUntouched(folder) {
  for (const part of parts) cpSync(join(root, part), join(folder, UNTOUCHED, part));
}

/** The untouched copy over again, in links: only the file that the rule stands in is another. */
function copyWithout({ file, without }, folder, name) {
  for (const room of new Set(parts.map(dirname))) mkdirSync(join(folder, name, room), { recursive: true });
  for (const part of parts.filter((one) => one !== file)) {
    linkSync(join(folder, UNTOUCHED, part), join(folder, name, part));
  }
  writeFileSync(join(folder, name, file), without);
}

/**
 * Runs specs in the scratch folder; answers with the paths of those of which a test turned red, of those that could not be
 * run, and of those that stayed green.
 */
async function run(folder, specs) {
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
      ...['--runTestsByPath', ...specs],
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], timeout: LONGEST_BATCH_IN_MS },
  );
  const stop = () => child.kill();
  process.once('exit', stop);
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  await new Promise((done) => child.once('close', done));
  process.off('exit', stop);
  if (!existsSync(answer)) throw new Error(`The specs gave no answer.\n${errors.slice(-4000)}`);
  const { testResults } = JSON.parse(readFileSync(answer, 'utf8'));
  const pathsWhere = (wanted) => testResults.filter(wanted).map(({ name }) => name.slice(folder.length + 1));
  const hasRedTest = ({ assertionResults }) => assertionResults.some(({ status }) => status === 'failed');
  return {
    red: pathsWhere(hasRedTest),
    notRun: pathsWhere((spec) => spec.status === 'failed' && !hasRedTest(spec)),
    green: pathsWhere(({ status }) => status === 'passed'),
  };
}

async function demandGreen(folder, specs) {
  const { red, notRun, green } = await run(
    folder,
    specs.map((spec) => `${UNTOUCHED}/${spec}`),
  );
  if (green.length !== specs.length) {
    const notGreen = [...red, ...notRun].join('\n');
    throw new Error(`Before a rule is taken out, the specs are to be green. These are not:\n${notGreen}`);
  }
}

/** Runs for each rule some specs against the copy without it, and notes which turned red and which could not be run. */
async function runWithout(folder, tries, specsOf) {
  const specs = tries.flatMap((one) => specsOf(one.rule).map((spec) => `${one.copy}/${spec}`));
  if (specs.length === 0) return;
  const { red, notRun } = await run(folder, specs);
  for (const one of tries) {
    const ofCopy = (paths) =>
      paths.filter((path) => path.startsWith(`${one.copy}/`)).map((path) => path.slice(one.copy.length + 1));
    one.killedBy.push(...ofCopy(red));
    one.notRun.push(...ofCopy(notRun));
  }
}

async function tryBatch(folder, rules) {
  const tries = rules.map((rule, index) => ({ rule, copy: `without-${index}`, killedBy: [], notRun: [] }));
  for (const { rule, copy } of tries) copyWithout(rule, folder, copy);
  const alive = () => tries.filter(({ killedBy }) => killedBy.length === 0);
  await runWithout(folder, tries, ownSpecOf);
  for (const isCiting of [true, false]) await runWithout(folder, alive(), (rule) => otherSpecsOf(rule, isCiting));
  for (const { copy } of tries) rmSync(join(folder, copy), { recursive: true });
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
const parts = partsOfCopy();
const found = files.filter((file) => isPure(file) && file.includes(options.only ?? '')).flatMap(rulesOf);
const rules = found.filter(({ without }) => without !== undefined);
const notTried = found.filter(({ without }) => without === undefined);

function specsFor({ file }) {
  return roomOf(file) === 'src/kernel' ? pureSpecs : pureSpecs.filter((spec) => roomOf(spec) === roomOf(file));
}

/** None, or the one with the name of the rule's file. */
function ownSpecOf(rule) {
  const name = rule.file.replace(/(?=\.tsx?$)/, '.spec');
  return specsFor(rule).filter((spec) => spec === name);
}

const texts = new Map(pureSpecs.map((spec) => [spec, readFileSync(join(root, spec), 'utf8')]));

/** The numbers in what a citation says, such as `3, 5 and 7–9`. */
function numbersOf(citation) {
  return citation.split(/\s*,\s*|\s+and\s+/).flatMap((part) => {
    const [first, last = first] = part.split('–').map(Number);
    return Array.from({ length: last - first + 1 }, (_, n) => first + n);
  });
}

function cites(spec, { code, rule }) {
  const text = texts.get(spec);
  if (text.includes(code)) return true;
  const cited = [...text.matchAll(new RegExp(NUMBERS, 'gi'))].flatMap(([, numbers]) => numbersOf(numbers));
  return rule !== '' && numbersOf(rule).some((number) => cited.includes(number));
}

/** The specs that are tried after the rule's own: those that cite the rule, or those that do not. */
function otherSpecsOf(rule, isCiting) {
  return specsFor(rule).filter((spec) => !ownSpecOf(rule).includes(spec) && cites(spec, rule) === isCiting);
}

const folder = await makeScratch();
copyUntouched(folder);
const needed = [...new Set(rules.flatMap(specsFor))];
if (needed.length > 0) await demandGreen(folder, needed);

const results = [];
for (let next = 0; next < rules.length; next += RULES_IN_A_BATCH) {
  const batch = await tryBatch(folder, rules.slice(next, next + RULES_IN_A_BATCH));
  results.push(...batch);
  if (!options.json) batch.forEach(print);
}

const failed = results.filter(({ outcome }) => outcome !== 'killed').length;
if (options.json) {
  const left = notTried.map(({ file, line, code }) => ({ file, line, code }));
  console.log(JSON.stringify({ passed: results.length - failed, failed, results, notTried: left }, null, 2));
} else {
  for (const rule of notTried) print({ ...rule, outcome: 'not tried' });
  console.log(`${results.length - failed} passed, ${failed} failed`);
}
process.exitCode = failed > 0 ? 1 : 0;
