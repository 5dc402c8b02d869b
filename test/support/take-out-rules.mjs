// Takes each rule out, one at a time, and demands that a spec turns red. A rule is what throws a Refusal in a pure file,
// with the `if` around it. It is taken out of a copy of the project; the working tree is not touched.
//
//   node test/support/take-out-rules.mjs [--only <part of a path>] [--json]
//
// A rule is held to the specs of its own room; one of the kernel, which every room uses, to those of all rooms. Only
// specs of pure files count: that a journey fails too says nothing of where the rule is written down.

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
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';

const RULES_IN_A_BATCH = 40;
const LONGEST_BATCH_IN_MS = 600_000;
const UNTOUCHED = 'untouched';

const root = resolve(import.meta.dirname, '../..');
const { values: options } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' } } });

/** A file without a suffix; its specs may be told by their name. */
const isPure = (path) => /^[^.]+\.tsx?$/.test(basename(path));
const isSpec = (path) => /^[^.]+\.spec\.tsx?$/.test(basename(path));
const roomOf = (path) => dirname(path);

function filesOfRooms() {
  return readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'demo')
    .flatMap(({ name }) => readdirSync(join(root, 'src', name)).map((file) => `src/${name}/${file}`))
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

/** The numbers of the rule, from the comment on its line or else the nearest above it or around it. */
function numbersAt(source, statement) {
  const text = source.text + '\n';
  const rest = text.slice(statement.getStart(), text.indexOf('\n', statement.getStart()));
  const comments = [rest.match(/\/\/.*|\/\*.*?\*\//)?.[0] ?? ''];
  for (let node = statement; !ts.isSourceFile(node); node = node.parent) {
    comments.push(text.slice(node.getFullStart(), node.getStart()));
  }
  const numbers = /\brules?\s+(\d+(?:(?:\s*,\s*|\s+and\s+|–)\d+)*)/i;
  return comments.map((comment) => numbers.exec(comment)?.[1]).find((found) => found !== undefined) ?? '';
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
  const own = { rootDir: folder, roots: ['<rootDir>'], watchman: false, workerIdleMemoryLimit: '700MB' };
  writeFileSync(join(folder, 'jest.config.json'), JSON.stringify({ ...settings, ...own }));
  return folder;
}

function copyProject(folder, name) {
  for (const part of ['src', 'test']) cpSync(join(root, part), join(folder, name, part), { recursive: true });
}

/** Runs specs in the scratch folder; answers with the paths of those that turned red and of those that stayed green. */
async function run(folder, specs) {
  const answer = join(folder, 'answer.json');
  rmSync(answer, { force: true });
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
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
  const pathsWith = (wanted) =>
    testResults
      .filter(({ status }) => (status === 'failed') === wanted)
      .map(({ name }) => name.slice(folder.length + 1));
  return { red: pathsWith(true), green: pathsWith(false) };
}

async function demandGreen(folder, specs) {
  copyProject(folder, UNTOUCHED);
  const { red, green } = await run(
    folder,
    specs.map((spec) => `${UNTOUCHED}/${spec}`),
  );
  rmSync(join(folder, UNTOUCHED), { recursive: true });
  if (red.length > 0 || green.length !== specs.length) {
    throw new Error(`Before a rule is taken out, the specs are to be green. These are not:\n${red.join('\n')}`);
  }
}

async function tryBatch(folder, rules, specsFor) {
  const specs = rules.flatMap((rule, index) => {
    copyProject(folder, `without-${index}`);
    writeFileSync(join(folder, `without-${index}`, rule.file), rule.without);
    return specsFor(rule).map((spec) => `without-${index}/${spec}`);
  });
  const { red } = specs.length === 0 ? { red: [] } : await run(folder, specs);
  rules.forEach((_, index) => rmSync(join(folder, `without-${index}`), { recursive: true }));
  return rules.map(({ file, line, code, rule }, index) => {
    const killedBy = red
      .filter((path) => path.startsWith(`without-${index}/`))
      .map((path) => path.replace(/^[^/]+\//, ''));
    return { file, line, code, rule, outcome: killedBy.length > 0 ? 'killed' : 'SURVIVED', killedBy };
  });
}

function print({ file, line, code, rule, outcome }) {
  const place = `${file}:${line}`;
  console.log(`${outcome.padEnd(9)} ${place.padEnd(44)} ${code.padEnd(28)} ${rule && `rule ${rule}`}`.trimEnd());
}

const files = filesOfRooms();
const pureSpecs = files.filter((file) => isSpec(file) && isPureSpec(file));
const found = files.filter((file) => isPure(file) && file.includes(options.only ?? '')).flatMap(rulesOf);
const rules = found.filter(({ without }) => without !== undefined);
const notTried = found.filter(({ without }) => without === undefined);

function specsFor({ file }) {
  return roomOf(file) === 'src/kernel' ? pureSpecs : pureSpecs.filter((spec) => roomOf(spec) === roomOf(file));
}

const folder = await makeScratch();
const needed = [...new Set(rules.flatMap(specsFor))];
if (needed.length > 0) await demandGreen(folder, needed);

const results = [];
for (let next = 0; next < rules.length; next += RULES_IN_A_BATCH) {
  const batch = await tryBatch(folder, rules.slice(next, next + RULES_IN_A_BATCH), specsFor);
  results.push(...batch);
  if (!options.json) batch.forEach(print);
}

const failed = results.filter(({ outcome }) => outcome === 'SURVIVED').length;
if (options.json) {
  const left = notTried.map(({ file, line, code }) => ({ file, line, code }));
  console.log(JSON.stringify({ passed: results.length - failed, failed, results, notTried: left }, null, 2));
} else {
  for (const rule of notTried) print({ ...rule, outcome: 'not tried' });
  console.log(`${results.length - failed} passed, ${failed} failed`);
}
process.exitCode = failed > 0 ? 1 : 0;
