import fc from 'fast-check';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { type DoorUnderTest, openDoor } from '../support/request-gate-under-test.js';

let door: DoorUnderTest;
let credentials: Readonly<Record<string, string>>;

beforeAll(async () => {
  door = await openDoor();
  credentials = await door.signIn('administrator');
});
afterAll(() => door.app.close());

const types = ['application/json', 'application/graphql'] as const;

/** Sends the bytes as a body over a real connection, in the pieces given. */
async function send(type: string, ...pieces: readonly Uint8Array[]): Promise<{ status: number; body: unknown }> {
  const headers = { ...credentials, 'content-type': type, 'accept-language': 'en' };
  const sending = request(door.url, { method: 'POST', headers });
  for (const piece of pieces) sending.write(piece);
  sending.end();
  const [answer]: IncomingMessage[] = await once(sending, 'response');
  const status = answer?.statusCode ?? 0;
  const body: unknown = JSON.parse(answer === undefined ? '' : await text(answer));
  return { status, body };
}

function bodyOf(type: string, comment: string): Buffer {
  const query = `{ __typename } # ${comment}`;
  return Buffer.from(type === 'application/json' ? JSON.stringify({ query }) : query);
}

const refusal = {
  errors: [
    {
      message: 'The content is not encoded in UTF-8. Send it in UTF-8.',
      extensions: { code: 'NOT_UTF8', details: { encoding: 'UTF-8' } },
    },
  ],
};

describe('a body', () => {
  it.each(types)('that is not UTF-8 is answered with 400 and the encoding, as %s', async (type) => {
    const sound = bodyOf(type, 'Å');
    const windows = Buffer.from(sound.toString('utf8'), 'latin1');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(sound.toString('utf8'), 'utf16le')]);
    for (const bytes of [windows, utf16]) {
      expect(await send(type, bytes)).toEqual({ status: 400, body: refusal });
    }
  });

  it('that ends within a character is not UTF-8', async () => {
    const cut = Buffer.from('{ __typename } # Å').subarray(0, -1);
    expect(await send('application/graphql', cut)).toEqual({ status: 400, body: refusal });
  });

  it('is taken in pieces that are cut within a character', async () => {
    const bytes = bodyOf('application/json', 'Å');
    const within = bytes.indexOf(0xc3) + 1;
    expect(await send('application/json', bytes.subarray(0, within), bytes.subarray(within))).toEqual({
      status: 200,
      body: { data: { __typename: 'Query' } },
    });
  });

  it('is refused exactly when its bytes are not UTF-8', async () => {
    const anywhere = fc.tuple(fc.constantFrom(...types), fc.uint8Array({ minLength: 1, maxLength: 12 }), fc.nat());
    await fc.assert(
      fc.asyncProperty(anywhere, async ([type, noise, at]) => {
        const sound = bodyOf(type, 'Åtgärd');
        const place = at % sound.length;
        const bytes = Buffer.concat([sound.subarray(0, place), noise, sound.subarray(place)]);
        const isUtf8 = Buffer.from(bytes.toString('utf8')).equals(bytes);
        const { status, body } = await send(type, bytes);
        if (isUtf8) expect(body).not.toEqual(refusal);
        else expect({ status, body }).toEqual({ status: 400, body: refusal });
      }),
      { numRuns: 200 },
    );
  });
});
