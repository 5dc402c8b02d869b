import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { plantTree, projectRoot } from '../support/planted-tree.js';

const places = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/**/*.md', 'docker/README.md'];

function pagesIn(root: string): string[] {
  return globSync(places, { cwd: root }).sort();
}

/** The text without what stands in fences, where nothing is a link or a heading. */
function proseOf(text: string): string {
  return text.replaceAll(/^```.*?^```$/gms, '');
}

/** Returns the name of a heading in an address, as GitHub makes it. The second of the same name ends with -1. */
function anchorsIn(text: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = [...proseOf(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = words.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/g, '-');
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
  return new Set(anchors);
}

/** Each relative link of a page that leads to no file, or to no heading of its page. */
function deadLinksOf(root: string, page: string): string[] {
  const prose = proseOf(readFileSync(join(root, page), 'utf8')).replaceAll(/`[^`\n]*`/g, '``');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? join(root, page) : join(root, dirname(page), path);
      if (relative(root, file).startsWith('..') || !existsSync(file)) return true;
      return anchor !== undefined && !anchorsIn(readFileSync(file, 'utf8')).has(anchor);
    })
    .map((target) => `${page}: ${target}`);
}

function deadLinksIn(root: string): string[] {
  return pagesIn(root).flatMap((page) => deadLinksOf(root, page));
}

/** Returns the names on the pages, such as the script in `npm run SCRIPT`, each with its page. */
function named(pattern: RegExp): { readonly page: string; readonly name: string }[] {
  return pagesIn(projectRoot).flatMap((page) =>
    [...readFileSync(join(projectRoot, page), 'utf8').matchAll(pattern)].map(([, name = '']) => ({ page, name })),
  );
}

function textOf(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}

describe('the documents', () => {
  it('have links that lead somewhere', () => {
    expect(pagesIn(projectRoot).length).toBeGreaterThan(10);
    expect(deadLinksIn(projectRoot)).toEqual([]);
  });

  it('name scripts that package.json has', () => {
    const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(textOf('package.json'));
    const scriptsNamed = named(/npm run (?:--silent )?([a-z:]+)/g);
    expect(scriptsNamed.length).toBeGreaterThan(0);
    expect(scriptsNamed.filter(({ name }) => !(name in scripts))).toEqual([]);
  });

  it('name commands that the command line has', () => {
    const [, usage = ''] = textOf('src/cli.ts').split('`');
    const commands = [...usage.matchAll(/^ {2}([a-z]+)/gm)].map(([, command]) => command);
    const commandsNamed = named(/(?:npx tertial|node dist\/cli\.js) ([a-z]+)/g);
    expect(commandsNamed.length).toBeGreaterThan(0);
    expect(commandsNamed.filter(({ name }) => !commands.includes(name))).toEqual([]);
  });

  it('explain variables that the configuration reads', () => {
    const config = textOf('src/config.ts');
    const variables = [...textOf('docs/operating.md').matchAll(/^\| `([A-Z_]+)` /gm)].map(([, name = '']) => name);
    expect(variables.length).toBeGreaterThan(10);
    expect(variables.filter((name) => !config.includes(name))).toEqual([]);
  });
});

describe('the search for dead links', () => {
  const other = '# One page\n\n## Two `words`\n\n## Two words\n';
  const alive = [
    '[a file](docs/other.md)',
    '[a heading of the page itself](#alive)',
    '[a heading of another page](docs/other.md#two-words)',
    '[the second heading of a name](docs/other.md#two-words-1)',
    '[an address elsewhere](https://example.se/nothing)',
    '`[in code](nothing.md)`',
    '```md\n[in a fence](nothing.md)\n```',
  ];
  const dead = ['docs/another.md', '../outside.md', '#three-words', 'docs/other.md#alive', 'docs/another.md#one-page'];

  it('finds each dead one and leaves the others alone', () => {
    const links = [...alive, ...dead.map((target) => `[x](${target})`)];
    const tree = plantTree({ 'README.md': `## Alive\n\n${links.join('\n\n')}\n`, 'docs/other.md': other });
    try {
      expect(deadLinksIn(tree.root)).toEqual(dead.map((target) => `README.md: ${target}`));
    } finally {
      tree.remove();
    }
  });
});
