import { fillRegister } from '../../src/demo/register.service.js';
import { type AppUnderTest, startApp } from '../support/app-under-test.js';
import { copyOfPlayedCase } from '../support/played-case.js';
import { projectFiles, projectText } from '../support/project-files.js';

interface Example {
  readonly who: string;
  readonly query: string;
  readonly expected: unknown;
}

const pages = projectFiles(/\.md$/)
  .map((path) => ({ path, text: projectText(path) }))
  .filter(({ text }) => text.includes('```graphql'));

function examplesOf(text: string): Example[] {
  const blocks = text.matchAll(/```graphql\n# as (\w+)\n(.*?)```\n\n```json\n(.*?)```/gs);
  return [...blocks].map(([, who = '', query = '', json = '']) => ({ who, query, expected: JSON.parse(json) }));
}

it('README.md and the pages of docs have examples', () => {
  expect(pages.map(({ path, text }) => [path, examplesOf(text).length])).toEqual([
    ['README.md', 1],
    ['docs/api.md', 12],
    ['docs/auditing.md', 1],
    ['docs/signing-in.md', 2],
  ]);
});

// A reader follows a page on a demonstration that has just started.
describe.each(pages)('the examples of $path, in order', ({ text }) => {
  const examples = examplesOf(text);
  let service: AppUnderTest;
  beforeAll(async () => {
    const { places, end } = await copyOfPlayedCase();
    service = await startApp(end, places);
    await fillRegister(service.app, service.clock);
  });
  afterAll(() => service.close());

  it('are all followed by their answer', () => {
    expect(examples).toHaveLength([...text.matchAll(/^```graphql$/gm)].length);
  });

  it.each(examples)('as $who: $query', async ({ who, query, expected }) => {
    const { data, errors } = await service.send(who, query);
    if (errors.length === 0) expect(data).toEqual(expected);
    else expect({ errors }).toMatchObject(expected ?? {});
  });
});
