import { permissions } from '../../src/kernel/permission-table.js';
import { JsonLog } from '../../src/platform/telemetry/json-log.service.js';
import { Api } from '../support/api-under-test.js';
import { everyRole, holder, idsAt, keeping, missingAt, reviewing, settle } from '../support/board-things-under-test.js';
import { type DoorUnderTest, openDoor } from '../support/request-gate-under-test.js';
import { argsOf, fieldsOf, type Ids, type RootField } from '../support/inputs-under-test.js';
import type { Claims } from '../support/issuer-under-test.js';

// Generated from the schema: a mutation that is added later is tried here without anybody's having thought of it.

const BOARD = 'exempel.ks';

const people: Readonly<Record<string, Claims>> = {
  alva: holder('alva', BOARD, everyRole),
  uno: holder('uno', BOARD, reviewing),
  hedda: holder('hedda', BOARD, reviewing),
  keeper: holder('kim', 'exempel', keeping),
  auditor: holder('rut', BOARD, ['AUDITOR']),
};

type Line = Readonly<Record<string, unknown>>;

const written: string[] = [];
let door: DoorUnderTest;
let api: Api;
let mutations: RootField[];

beforeAll(async () => {
  door = await openDoor({ logger: new JsonLog({ write: (line) => written.push(line) }) });
  api = new Api(door.app, async (who): Promise<Record<string, string>> => {
    const claims = people[who];
    return claims === undefined ? {} : { authorization: `Bearer ${await door.issuer.sign(claims)}` };
  });
  mutations = fieldsOf(api.schema.getMutationType());
  await settle(api, { keeper: 'keeper', author: 'alva', unitManager: 'uno', head: 'hedda' }, BOARD);
});
afterAll(() => door.app.close());

/** The auditor's answer, and all warnings about it. */
async function attempt(field: RootField, ids: Ids, correlationId: string) {
  const from = written.length;
  const { data, errors } = await api.ask('auditor', field.name, argsOf(field, ids), { 'x-request-id': correlationId });
  const lines: Line[] = written.slice(from).map((line) => JSON.parse(line));
  const codes = errors.map(({ extensions }) => extensions.code);
  return { data, codes, warnings: lines.filter(({ level }) => level === 'warn'), text: written.slice(from).join('') };
}

const rut = { personId: 'rut', municipalityId: 'exempel', roles: [`AUDITOR ${BOARD}`] };

describe('rule 52: an auditor writes nothing at all', () => {
  it.each([
    ['about what is there', idsAt],
    ['about what is not there', missingAt],
  ])('is refused every mutation %s, and each attempt is in the log, once', async (_, idsIn) => {
    const head = await api.head();
    expect(mutations.length).toBeGreaterThan(40);
    for (const [number, field] of mutations.entries()) {
      const correlationId = `attempt-${String(number).padStart(4, '0')}`;
      const { data, codes, warnings } = await attempt(field, idsIn(BOARD), correlationId);
      expect({ [field.name]: data, codes }).toEqual({ [field.name]: null, codes: ['FORBIDDEN'] });
      expect({ [field.name]: warnings }).toEqual({
        [field.name]: [
          {
            level: 'warn',
            time: expect.any(String),
            context: 'AccessLog',
            message: 'Access was refused.',
            code: 'FORBIDDEN',
            field: field.name,
            command: expect.stringMatching(new RegExp(`^(?:${Object.keys(permissions).join('|')})$`)),
            ...rut,
            correlationId,
          },
        ],
      });
    }
    expect(await api.head()).toBe(head);
  });

  it('rule 43: is refused what is another board’s as what has never been, and that is in the log, too', async () => {
    for (const field of mutations) {
      const { codes, warnings } = await attempt(field, idsAt('exempel.bun'), 'attempt-elsewhere');
      const [code] = codes;
      expect({ [field.name]: code }).toEqual({ [field.name]: expect.stringMatching(/^(?:NOT_FOUND|FORBIDDEN)$/) });
      expect({ [field.name]: warnings }).toMatchObject({
        [field.name]: [{ code, field: field.name, ...rut, correlationId: 'attempt-elsewhere' }],
      });
    }
  });

  it('tells nothing of what was sent', async () => {
    for (const field of mutations) {
      const { text } = await attempt(field, idsAt(BOARD), 'attempt-secret');
      expect({ [field.name]: text }).not.toEqual({ [field.name]: expect.stringMatching(/Text|dnr-ks|\.g1|KS 2026/) });
    }
  });
});
