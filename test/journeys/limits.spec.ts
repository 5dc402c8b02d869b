import { Socket } from '../support/socket-under-test.js';
import { type DoorUnderTest, openDoor } from '../support/request-gate-under-test.js';

let door: DoorUnderTest;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.app.close());

interface Refused {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly details?: unknown };
}

const deep = (levels: number) => `{ ${'goals { '.repeat(levels)}title${' }'.repeat(levels)} }`;
const view = (selection: string) => `{ tertialView(planId: "exempel.ks.2026", tertial: T1) ${selection} }`;
const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, index) => `a${index}: year`).join(' ')} }`;
/** Each fragment spreads the one before it twice: of a few words comes more than there is room for. */
const doubled = (times: number) =>
  Array.from({ length: times }, (_, index) => `fragment f${index + 1} on TertialView { ...f${index} ...f${index} }`)
    .concat('fragment f0 on TertialView { year }')
    .join(' ');

/** Documents that are refused, for queries and for subscriptions alike. */
const tooMuch = [
  { what: 'too deep', code: 'QUERY_TOO_DEEP', selection: deep(14), more: '', details: { depth: 16, most: 15 } },
  {
    what: 'of too many aliases',
    code: 'TOO_MANY_ALIASES',
    selection: aliases(51),
    more: '',
    details: { aliases: 51, most: 50 },
  },
  {
    what: 'too costly',
    code: 'QUERY_TOO_COSTLY',
    selection: '{ ...f20 }',
    more: doubled(20),
    details: { cost: 1_048_577, most: 50_000 },
  },
  {
    what: 'costlier than there are numbers for',
    code: 'QUERY_TOO_COSTLY',
    selection: '{ ...f300 }',
    more: doubled(300),
    details: { cost: Number.MAX_SAFE_INTEGER, most: 50_000 },
  },
  {
    what: 'too long',
    code: 'QUERY_TOO_LONG',
    selection: `{ ${'year '.repeat(5_000)} }`,
    more: '',
    details: { most: 5_000 },
  },
];

async function overHttp(query: string, language = 'en', variables: object = {}): Promise<readonly Refused[]> {
  return (await door.api.send('auditor', query, variables, { 'accept-language': language })).errors;
}

async function overSocket(query: string, language = 'en', variables: object = {}): Promise<readonly Refused[]> {
  const socket = new Socket(door.socketUrl);
  expect(await socket.open({ ...(await door.signIn('auditor')), language })).toEqual({ type: 'connection_ack' });
  socket.subscribe('1', query, variables);
  const { type, payload } = await socket.next();
  socket.close();
  expect(type).toBe('error');
  const errors: Refused[] = JSON.parse(JSON.stringify(payload));
  return errors;
}

describe('a document', () => {
  it.each(tooMuch)('$what is refused over HTTP: $code', async ({ code, selection, more, details }) => {
    for (let time = 1; time <= 2; time += 1) {
      const errors = await overHttp(`query ${view(selection)} ${more}`);
      expect(errors.map(({ extensions }) => extensions)).toContainEqual({ code, details });
    }
  });

  it.each(tooMuch)('$what is refused over a WebSocket: $code', async ({ code, selection, more, details }) => {
    const document = view(selection).replace('tertialView', 'tertialViewChanged');
    expect(await overSocket(`subscription ${document} ${more}`)).toMatchObject([{ extensions: { code, details } }]);
  });

  it.each([
    ['sv', 'Frågan har 51 alias, och 50 är det största antalet. Dela upp den.'],
    ['en', 'The document has 51 aliases, and 50 is the limit. Divide it.'],
  ])('is refused in the language that is asked for: %s', async (language, message) => {
    const document = view(aliases(51));
    expect(await overHttp(`query ${document}`, language)).toMatchObject([{ message }]);
    const followed = document.replace('tertialView', 'tertialViewChanged');
    expect(await overSocket(`subscription ${followed}`, language)).toMatchObject([{ message }]);
  });

  it('of all limits at once is told of each', async () => {
    const selection = `{ ...f20 ${aliases(51).slice(1, -1)} ${deep(15).slice(1, -1)} }`;
    const codes = (await overHttp(`query ${view(selection)} ${doubled(20)}`)).map(({ extensions }) => extensions.code);
    expect(codes).toEqual(expect.arrayContaining(['QUERY_TOO_DEEP', 'TOO_MANY_ALIASES', 'QUERY_TOO_COSTLY']));
  });

  it('is weighed by the pages that it asks for', async () => {
    const pages = (count: number, args: string) => {
      const fields = `edges { node { id title status boardId dnr } }`;
      const plans = Array.from(
        { length: count },
        (_, index) => `p${index}: matters(boardId: "exempel.ks"${args}) { ${fields} }`,
      );
      return `{ ${plans.join(' ')} }`;
    };
    const codes = async (query: string) => (await overHttp(query)).map(({ extensions }) => extensions.code);
    expect(await codes(pages(50, ''))).toEqual([]);
    expect(await codes(pages(50, ', first: 100'))).toEqual([]);
    expect(await codes(pages(50, ', first: 1000'))).toContain('QUERY_TOO_COSTLY');
    // A few times as many fields, each of the longest page: as a number, and as a variable that nobody knows yet.
    const many = (args: string) =>
      pages(50, args).replaceAll('id title', 'id title points { number proposedWording decisions { outcome } }');
    expect(await codes(many(''))).toEqual([]);
    expect(await codes(many(', first: 100'))).toEqual(['QUERY_TOO_COSTLY']);
    expect(await codes(`query ($n: Int! = 1) ${many(', first: $n')}`)).toEqual(['QUERY_TOO_COSTLY']);
  });

  it('is weighed by what is folded from the log when it asks for what was known at a moment', async () => {
    const page = (args: string) => `p: matters(boardId: "exempel.ks", first: 100${args}) { edges { node { id } } }`;
    const codes = async (query: string, variables: object = {}) =>
      (await overHttp(query, 'en', variables)).map(({ extensions }) => extensions.code);
    const two = (args: string) => `{ ${page(args)} ${page(args).replace('p:', 'q:')} }`;
    expect(await codes(`{ ${page(', asOf: { position: 0 }')} }`)).toEqual([]);
    expect(await codes(two(', asOf: { position: 0 }'))).toEqual(['QUERY_TOO_COSTLY']);
    expect(await codes(two(', asOf: null'))).toEqual([]);
    // Given by a variable, nobody knows yet that it is none.
    expect(await codes(`query ($asOf: AsOfInput) ${two(', asOf: $asOf')}`)).toEqual(['QUERY_TOO_COSTLY']);
  });

  it('is weighed by what is folded from the log when it asks to be told what has happened', async () => {
    const page = (first: number) => `history(of: "exempel.ks", first: ${first}) { edges { node { index } } }`;
    const codes = async (query: string) => (await overHttp(query)).map(({ extensions }) => extensions.code);
    expect(await codes(`{ ${page(100)} }`)).not.toContain('QUERY_TOO_COSTLY');
    expect(await codes(`{ ${page(100)} q: ${page(100)} }`)).toEqual(['QUERY_TOO_COSTLY']);
    expect(await codes(`{ ${page(20)} q: ${page(20)} }`)).not.toContain('QUERY_TOO_COSTLY');
  });

  it('whose fragments go in a circle comes to an end', async () => {
    const circle = 'fragment a on TertialView { year ...b } fragment b on TertialView { ...a }';
    expect(await overHttp(`${view('{ ...a }')} ${circle}`)).toMatchObject([{ extensions: { code: 'INVALID_QUERY' } }]);
  });

  it('that was made a tree is not taken: nobody has counted its words', async () => {
    const name = { kind: 'Name', value: '__typename' };
    const selectionSet = { kind: 'SelectionSet', selections: [{ kind: 'Field', name }] };
    const tree = (operation: string) => ({
      kind: 'Document',
      loc: { startToken: null },
      definitions: [{ kind: 'OperationDefinition', operation, selectionSet }],
    });
    const refused = [{ message: 'The query is not a text.', extensions: { code: 'INVALID_QUERY' } }];
    expect(await overHttp(JSON.stringify(tree('query')))).toMatchObject(refused);
    const socket = new Socket(door.socketUrl);
    await socket.open(await door.signIn('auditor'));
    socket.send({ id: '1', type: 'subscribe', payload: { query: tree('subscription') } });
    expect(await socket.next()).toMatchObject({ type: 'error', payload: refused });
    socket.close();
  });

  it.each([
    ['a query', '{ __typename }'],
    ['a mutation', 'mutation { openMatter(input: {boardId: "exempel.ks", dnr: "KS 2026/1", title: "Ärende"}) { id } }'],
    ['one of two', 'subscription A { tertialViewChanged(planId: "x", tertial: T1) { year } } query B { __typename }'],
    ['nothing', ''],
  ])('that is %s is not carried out over a WebSocket, and no more is told than that', async (_, query) => {
    const before = await door.api.head();
    const [error, ...others] = await overSocket(query);
    expect(error).toMatchObject({ extensions: { code: 'INVALID_QUERY' } });
    expect(others).toEqual([]);
    expect(error?.message).toMatch(/^(?:Send one subscription, and name it|Syntax Error: )/);
    expect(await door.api.head()).toBe(before);
  });

  it('with a bad variable is told of it over a WebSocket, without a guess at what was meant', async () => {
    const query = 'subscription ($t: Tertial!) { tertialViewChanged(planId: "x", tertial: $t) { year } }';
    const errors = await overSocket(query, 'en', { t: 'T11' });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_QUERY' } }]);
    expect(errors[0]?.message).toMatch(/^Variable "\$t" got invalid value "T11"; Value "T11" does not exist/);
    expect(JSON.stringify(errors)).not.toContain('Did you mean');
  });
});
