import { request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type DoorUnderTest, openDoor } from '../support/request-gate-under-test.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';

// What a stranger can send to take the memory or the time of everybody else.

let door: DoorUnderTest;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.app.close());

interface Refused {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly details?: unknown };
}

interface Met {
  readonly status: number;
  readonly length: number;
  readonly data?: unknown;
  readonly errors: readonly Refused[];
}

const strict = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };

async function post(payload: string, headers: Readonly<Record<string, string>> = {}): Promise<Met> {
  const answer = await door.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { ...strict, ...headers },
    payload,
  });
  return { status: answer.statusCode, length: answer.body.length, errors: [], ...answer.json<object>() };
}

function ask(query: string, variables: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<Met> {
  return post(JSON.stringify({ query, variables }), headers);
}

/** Sends a body in chunks, without its length. */
function postInChunks(chunks: readonly string[], headers: Readonly<Record<string, string>> = {}): Promise<Met> {
  return new Promise((resolve, reject) => {
    const sent = request(door.url, { method: 'POST', headers: { ...strict, ...headers } }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => (body += text));
      answer.on('end', () => {
        const { errors }: { errors: Refused[] } = JSON.parse(body);
        resolve({ status: answer.statusCode ?? 0, length: body.length, errors });
      });
    });
    sent.on('error', reject);
    for (const chunk of chunks) sent.write(chunk);
    sent.end();
  });
}

const codesOf = ({ errors }: Met): string[] => errors.map(({ extensions }) => extensions.code);

describe('the memory', () => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  const MIBIBYTE = 1024 * 1024;

  function heapInMebibytes(): number {
    for (let time = 1; time <= 3; time += 1) if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
    return process.memoryUsage().heapUsed / MIBIBYTE;
  }

  /** Sends many documents, each another, and returns by how much the heap has grown. */
  async function grownBy(document: (index: number) => string, count: number): Promise<number> {
    await ask(document(-1));
    const before = heapInMebibytes();
    for (let index = 0; index < count; index += 1) await ask(document(index));
    return heapInMebibytes() - before;
  }

  it('keeps of accepted documents no more than there is room for', async () => {
    // A parsed comment needs fifty times the memory of its text: 150 of these documents need 400 MiB.
    const document = (index: number) => `{ __typename } #${index}\n${'#\n'.repeat(30_000)}`;
    expect((await ask(document(0))).data).toEqual({ __typename: 'Query' });
    expect(await grownBy(document, 150)).toBeLessThan(100);
  });

  it('keeps nothing of refused documents', async () => {
    // Each needs 2 MiB for as long as its faults are kept.
    const document = (index: number) => `{ ${Array.from({ length: 2_400 }, (_, n) => `x${index}y${n}`).join(' ')} }`;
    expect(codesOf(await ask(document(0)))).toContain('INVALID_QUERY');
    expect(await grownBy(document, 100)).toBeLessThan(20);
  });

  it('has no more metrics by what is sent', async () => {
    const series = async () =>
      (await door.app.inject('/metrics')).body.split('\n').filter((line) => !line.startsWith('#'));
    await ask('{ none }');
    const before = (await series()).length;
    for (let index = 0; index < 50; index += 1) {
      await ask(`{ x${index} }`, {}, { 'x-request-id': `request-${index}`, authorization: `Bearer ${index}.x.y` });
    }
    expect((await series()).length).toBe(before);
  });
});

describe('a document', () => {
  it('of more than 64 KiB is refused before it is parsed', async () => {
    for (const more of ['#'.repeat(70_000), ' '.repeat(70_000), 'å'.repeat(35_000)]) {
      const query = `{ __typename } #${more}`;
      const bytes = Buffer.byteLength(query);
      const met = await ask(query);
      expect(met).toMatchObject({ status: 400, errors: [{ extensions: { code: 'QUERY_TOO_LARGE' } }] });
      expect(met.errors[0]?.extensions.details).toEqual({ bytes, most: 65_536 });
    }
  });

  it('with deep brackets is refused', async () => {
    const wrong = await wrongRowsInTurn(
      [
        ['lists', `{ plans(boardId: ${'['.repeat(1_500)}1${']'.repeat(1_500)}) { edges { node { id } } } }`],
        ['objects', `{ plan(id: "x", asOf: ${'{position: '.repeat(1_500)}1${'}'.repeat(1_500)}) { id } }`],
        ['selections', `${'{ plan '.repeat(1_500)}${'}'.repeat(1_500)}`],
        ['types', `query ($x: ${'['.repeat(1_500)}Int${']'.repeat(1_500)}) { __typename }`],
        ['brackets alone', '{'.repeat(60_000)],
      ],
      async ([, query]) => {
        expect(codesOf(await ask(query))).toEqual(['QUERY_TOO_DEEP']);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('may have brackets in its texts', async () => {
    expect(codesOf(await ask(`{ plan(id: "${'['.repeat(1_500)}") { id } }`))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('a body', () => {
  const padded = (length: number) => `{"query":"{ __typename }","x":"${'x'.repeat(length)}"}`;

  it.each([
    ['nobody', 128 * 1024],
    ['reviewer', 1024 * 1024],
    ['clerk', 8 * 1024 * 1024],
    ['controller', 8 * 1024 * 1024],
  ])('of %s has %d bytes at most', async (who, most) => {
    const headers = who === 'nobody' ? {} : await door.signIn(who);
    expect(await post(padded(most - 100), headers)).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    const refused = { status: 413, errors: [{ extensions: { code: 'BODY_TOO_LARGE', details: { most } } }] };
    expect(await post(padded(most), headers)).toMatchObject(refused);
  });

  it.each([
    ['nobody', 128 * 1024],
    ['reviewer', 1024 * 1024],
  ])('of %s that does not tell its length has %d bytes at most', async (who, most) => {
    const headers = who === 'nobody' ? {} : await door.signIn(who);
    const chunks = Array.from({ length: 10 }, () => ' '.repeat(most / 10));
    const refused = { status: 413, errors: [{ extensions: { code: 'BODY_TOO_LARGE', details: { most } } }] };
    expect(await postInChunks([...chunks, padded(0)], headers)).toMatchObject(refused);
    expect(codesOf(await postInChunks(['{"query":', '"{ none }"}'], headers))).toEqual(['INVALID_QUERY']);
  });

  it('of a token that does not hold is a stranger’s', async () => {
    const met = await post(padded(200_000), { authorization: 'Bearer x.y.z' });
    expect(met).toMatchObject({ status: 413, errors: [{ extensions: { code: 'BODY_TOO_LARGE' } }] });
  });

  it('with deep brackets is refused before it is parsed, in both languages', async () => {
    const depth = 50_000;
    const body = `{"query":"{ __typename }","variables":{"x":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
    for (const [language, message] of [
      ['sv', 'Innehållet har djupet 50002, och 64 är det största. Skicka det mindre djupt.'],
      ['en', 'The content has a depth of 50002, and 64 is the limit. Send it less deep.'],
    ] as const) {
      const extensions = { code: 'BODY_TOO_DEEP', details: { depth: depth + 2, most: 64 } };
      const met = await post(body, { 'accept-language': language });
      expect(met).toMatchObject({ status: 400, errors: [{ message, extensions }] });
    }
  });

  it('is not read where there is nothing', async () => {
    const headers = { 'content-type': 'application/json' };
    const payload = '['.repeat(100_000);
    const answer = await door.app.inject({ method: 'POST', url: '/nothing', headers, payload });
    expect(answer.statusCode).toBe(404);
  });
});

describe('what a request has said', () => {
  it('is not repeated whole in a refusal', async () => {
    const long = 'x'.repeat(100_000);
    const clerk = await door.signIn('clerk');
    const wrong = await wrongRowsInTurn(
      [
        ['an id', 'query ($x: ID!) { plan(id: $x) { id } }', long, 'NOT_FOUND'],
        [
          'a value of another type',
          'query ($x: Int) { plans(boardId: "exempel.ks", first: $x) { edges { node { id } } } }',
          long,
          'INVALID_QUERY',
        ],
        ['a name', `{ ${long.slice(0, 60_000)} }`, '', 'INVALID_QUERY'],
      ] as const,
      async ([, query, x, code]) => {
        const met = await ask(query, { x }, clerk);
        expect(codesOf(met)).toEqual([code]);
        expect(met.length).toBeLessThan(5_000);
      },
    );
    expect(wrong).toEqual([]);
  });
});
