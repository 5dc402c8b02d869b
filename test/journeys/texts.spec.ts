import fc from 'fast-check';
import { forbiddenIn } from '../../src/kernel/text.js';
import { type DoorUnderTest, openDoor } from '../support/request-gate-under-test.js';
import { requestWith, type TextField, textFields } from '../support/text-fields-under-test.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';

let door: DoorUnderTest;
let credentials: Readonly<Record<string, string>>;
let fields: readonly TextField[];

/** Hold a file, whose faults are told by row and column. */
const FILES = ['input.file', 'input.csv'];

beforeAll(async () => {
  door = await openDoor();
  credentials = await door.signIn('administrator');
  fields = textFields(door.api.schema).filter(({ path }) => !FILES.includes(path.join('.')));
});
afterAll(() => door.app.close());

async function send(request: object): Promise<unknown> {
  const answer = await door.app.inject({ method: 'POST', url: '/graphql', headers: credentials, payload: request });
  return answer.json();
}

/** The refusal of a text in a field, by which the client finds the field in what it sent. */
function refusalOf({ path }: TextField, text: string): object {
  const [first = '', ...rest] = path;
  // An argument that is an input object itself has no name in refusals.
  const field = rest.length === 0 ? first : expect.stringMatching(`^(?:${first}\\.)?${rest.join('\\.')}$`);
  const fault = { field, problem: forbiddenIn(text)?.problem };
  return { errors: [{ extensions: { code: 'INVALID_INPUT', details: { fields: [fault] } } }] };
}

describe('a text with a forbidden character', () => {
  it('is looked for in every command', () => {
    const commands = Object.values(door.api.schema.getMutationType()?.getFields() ?? {});
    const seen = new Set(fields.filter(({ operation }) => operation === 'mutation').map(({ field }) => field.name));
    expect(commands.filter(({ name }) => !seen.has(name))).toEqual([]);
    expect(fields.length).toBeGreaterThan(200);
  });

  it.each([
    ['as a variable', false],
    ['as a literal', true],
  ])('is refused in every field %s', async (_, isLiteral) => {
    const byName = new Map(fields.map((one) => [`${one.field.name} ${one.path.join('.')}`, one]));
    const wrong = await wrongRowsInTurn([...byName.keys()], async (name) => {
      const one = byName.get(name);
      if (one === undefined) throw new Error(`There is no ${name}.`);
      for (const text of ['a\u0000', '\u202ea']) {
        expect(await send(requestWith(one, text, isLiteral))).toMatchObject(refusalOf(one, text));
      }
    });
    expect(wrong).toEqual([]);
  });

  it('is refused wherever in the text it is, and whatever else is there', async () => {
    const forbidden = fc
      .oneof(
        fc.integer({ min: 0, max: 0x9f }),
        fc.integer({ min: 0x2000, max: 0x206f }),
        fc.integer({ min: 0xd800, max: 0xdfff }),
      )
      .map((code) => String.fromCharCode(code))
      .filter((one) => forbiddenIn(one) !== null);
    const around = fc.string({ unit: 'grapheme', maxLength: 20 });
    const places = fc.nat().map((index) => fields[index % fields.length]);
    await fc.assert(
      fc.asyncProperty(places, around, forbidden, around, async (one, before, character, after) => {
        const text = `${before}${character}${after}`;
        if (one !== undefined) expect(await send(requestWith(one, text, false))).toMatchObject(refusalOf(one, text));
      }),
      { numRuns: 300 },
    );
  });

  it('cannot be written as a literal when it is half of a character', async () => {
    const [one] = fields;
    if (one === undefined) throw new Error('There is no field.');
    const answer = await send(requestWith(one, 'a\ud800', true));
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'INVALID_QUERY' } }] });
  });
});

describe('a text that is given in another form', () => {
  it('is stored in normal form C, and a name as it looks', async () => {
    const given = { boardId: 'exempel.ks', name: ' Kommunstyrelsen\u00a0 i O\u0308rebro\u200b' };
    const query = 'mutation($input: RenameBoardInput!) { renameBoard(input: $input) { name } }';
    const add = 'mutation($input: AddBoardInput!) { addBoard(input: $input) { name } }';
    const input = { ...given, boardId: 'exempel.bun' };
    expect([await send({ query: add, variables: { input } }), await send({ query, variables: { input } })]).toEqual([
      { data: { addBoard: { name: 'Kommunstyrelsen i Örebro' } } },
      { data: { renameBoard: { name: 'Kommunstyrelsen i Örebro' } } },
    ]);
  });
});
