import { readFileSync } from 'node:fs';
import { type AppUnderTest, startApp } from '../support/app-under-test.js';
import { copyOfPlayedCase } from '../support/played-case.js';

interface Example {
  readonly who: string;
  readonly query: string;
  readonly expected: unknown;
}

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const blocks = readme.matchAll(/```graphql\n# as (\w+)\n(.*?)```\n\n```json\n(.*?)```/gs);
const examples: Example[] = [...blocks].map(([, who = '', query = '', json = '']) => ({
  who,
  query,
  expected: JSON.parse(json),
}));

describe('the examples of README.md, in order', () => {
  let service: AppUnderTest;
  beforeAll(async () => {
    const { places, end } = await copyOfPlayedCase();
    service = await startApp(end, places);
  });
  afterAll(() => service.close());

  it('are all followed by their answer', () => {
    expect(examples).toHaveLength([...readme.matchAll(/^```graphql$/gm)].length);
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(examples)('as $who: $query', async ({ who, query, expected }) => {
    const { data, errors } = await service.send(who, query);
    if (errors.length === 0) expect(data).toEqual(expected);
    else expect({ errors }).toMatchObject(expected ?? {});
  });
});
