import { generateKeyPair, SignJWT } from 'jose';
import { setTimeout as sleep } from 'node:timers/promises';
import { JsonLog } from '../../src/platform/telemetry/json-log.service.js';
import { Plans } from '../../src/plans/plans.view.js';
import { Api } from '../support/api-under-test.js';
import { type DoorUnderTest, openDoor } from '../support/request-gate-under-test.js';
import { newIssuer } from '../support/issuer-under-test.js';
import { activity, adoptSmallPlan, plan } from '../support/municipality-under-test.js';
import { Socket } from '../support/socket-under-test.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';

type Line = Readonly<Record<string, unknown>>;

const SECRET = 'Ingen ska läsa detta i loggen.';
const written: string[] = [];
let door: DoorUnderTest;

beforeAll(async () => {
  door = await openDoor({ logger: new JsonLog({ write: (line) => written.push(line) }) });
  await adoptSmallPlan(new Api(door.app, () => door.signIn('controller')), 2);
  const input = { planId: plan, tertial: 'T1', cutOff: '2026-05-15' };
  await door.api.give('controller', 'openFollowUp', input);
});
afterAll(() => door.app.close());

/** The warnings since, which are all that is told of those who were kept out. */
async function warned(work: () => Promise<unknown>): Promise<Line[]> {
  const from = written.length;
  await work();
  const lines: Line[] = written.slice(from).map((line) => JSON.parse(line));
  return lines.filter(({ level }) => level === 'warn');
}

/** The roles that were lacking, by the field that was asked for. */
const wanting: Readonly<Record<string, string>> = {
  plan: 'readPlans',
  tertialViewChanged: 'readPlans',
  proposeRemoval: 'proposeRemoval',
};

/** The administrator's role is for the whole municipality. */
function roleOf(personId: string): string {
  return `${personId.toUpperCase()} ${personId === 'administrator' ? 'exempel' : 'exempel.ks'}`;
}

function refusal(code: string, field: string | null, personId: string | null, correlationId: unknown = 'request-0001') {
  return {
    level: 'warn',
    time: expect.any(String),
    context: 'AccessLog',
    message: 'Access was refused.',
    code,
    field,
    ...(code === 'FORBIDDEN' && { command: wanting[field ?? ''] }),
    personId,
    ...(personId !== null && { municipalityId: 'exempel', roles: [roleOf(personId)] }),
    correlationId,
  };
}

const id = { 'x-request-id': 'request-0001' };
const proposal = { activityId: activity(1), category: 'OTHER', motivation: SECRET };

describe('rule 44: access that is refused is in the log, once', () => {
  it('to nobody, a query', async () => {
    const lines = await warned(() =>
      door.app.inject({ method: 'GET', url: `/graphql?query={plan(id:"${plan}"){id}}`, headers: id }),
    );
    expect(lines).toEqual([refusal('UNAUTHENTICATED', 'plan', null)]);
  });

  it('to somebody without the role, a query', async () => {
    expect(await warned(() => door.api.ask('administrator', 'plan', { id: plan }, id))).toEqual([
      refusal('FORBIDDEN', 'plan', 'administrator'),
    ]);
  });

  it('to somebody of another board, a query, each time that it is asked', async () => {
    for (let time = 1; time <= 3; time += 1) {
      const lines = await warned(() => door.api.ask('auditor', 'plan', { id: 'exempel.bun.2026' }, id));
      expect(lines).toEqual([refusal('NOT_FOUND', 'plan', 'auditor')]);
    }
  });

  it('by the name that the field has, whatever the client calls it', async () => {
    const query = 'query ($id: ID!) { matters: plan(id: $id) { plan: id } }';
    for (let time = 1; time <= 3; time += 1) {
      const lines = await warned(() => door.api.send('auditor', query, { id: `exempel.bun.${SECRET}` }, id));
      expect(lines).toEqual([refusal('NOT_FOUND', 'plan', 'auditor')]);
    }
  });

  it('by the name of the field where the error is, and of none that is called the same elsewhere', async () => {
    const query = `
      fragment OfPlan on Plan { here: boardId }
      query Other { here: names(ids: []) { id } }
      query Asked($id: ID!) { waitingForMe { here: removals { id } } here: plan(id: $id) { ...OfPlan } }`;
    const headers = { ...id, ...(await door.signIn('auditor')) };
    const payload = { query, variables: { id: 'exempel.bun.2026' }, operationName: 'Asked' };
    for (let time = 1; time <= 3; time += 1) {
      const lines = await warned(() => door.app.inject({ method: 'POST', url: '/graphql', headers, payload }));
      expect(lines).toEqual([refusal('NOT_FOUND', 'plan', 'auditor')]);
    }
  });

  it('to somebody without the role, a command', async () => {
    expect(await warned(() => door.api.refused('auditor', 'proposeRemoval', proposal, id))).toEqual([
      refusal('FORBIDDEN', 'proposeRemoval', 'auditor'),
    ]);
  });

  it('to another site', async () => {
    const lines = await warned(() =>
      door.api.send('auditor', '{ __typename }', {}, { ...id, origin: 'https://evil.example' }),
    );
    expect(lines).toEqual([refusal('CROSS_ORIGIN', null, null)]);
  });

  it.each([
    ['somebody of another board', 'auditor', 'exempel.bun.2026', 'NOT_FOUND'],
    ['somebody without the role', 'administrator', plan, 'FORBIDDEN'],
  ])('to %s, a subscription', async (_, who, planId, code) => {
    const socket = new Socket(door.socketUrl);
    await socket.open(await door.signIn(who));
    const lines = await warned(async () => {
      socket.subscribe('1', `subscription { mine: tertialViewChanged(planId: "${planId}", tertial: T1) { year } }`);
      expect(await socket.next()).toMatchObject({ type: 'error', payload: [{ extensions: { code } }] });
    });
    // The request by which the WebSocket was opened.
    expect(lines).toEqual([refusal(code, 'tertialViewChanged', who, expect.stringMatching(/^[0-9a-f-]{36}$/))]);
    socket.close();
  });

  it('to nobody, a WebSocket', async () => {
    const lines = await warned(async () => {
      const socket = new Socket(door.socketUrl);
      expect(await socket.open({})).toEqual({ type: 'closed' });
    });
    expect(lines).toEqual([refusal('UNAUTHENTICATED', null, null, expect.any(String))]);
  });

  it('and what is refused for another reason is not', async () => {
    await door.api.give('clerk', 'proposeRemoval', proposal);
    expect(await warned(() => door.api.refused('clerk', 'proposeRemoval', proposal, id))).toEqual([]);
    expect(await warned(() => door.api.send('auditor', '{ plann }'))).toEqual([]);
  });

  it('tells nothing of what was sent', () => {
    expect(written.join('')).not.toContain(SECRET);
    expect(written.join('')).not.toContain('exempel.bun');
  });
});

describe('rule 44: credentials that do not hold are in the log, with why', () => {
  const now = Math.floor(Date.now() / 1000);
  const claims = { person: 'auditor', municipality: 'exempel', boards: {} };

  const credentials: Readonly<Record<string, () => Promise<string>>> = {
    expired: async () => door.issuer.sign(claims, { expires: now - 60 }),
    'wrong audience': async () => door.issuer.sign(claims, { audience: 'other' }),
    'wrong issuer': async () => door.issuer.sign(claims, { issuer: 'other' }),
    'bad signature': async () => (await newIssuer()).sign(claims),
    'claims not understood': async () => door.issuer.sign({ ...claims, person: 'no id' }),
    'algorithm not taken': async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`,
    malformed: async () => 'x.y.z',
    'unknown key': async () => {
      const { privateKey } = await generateKeyPair('EdDSA');
      return new SignJWT({}).setProtectedHeader({ alg: 'EdDSA', kid: 'other' }).sign(privateKey);
    },
  };

  it('whatever is wrong with them', async () => {
    const wrong = await wrongRowsInTurn(Object.keys(credentials), async (because) => {
      const token = (await credentials[because]?.()) ?? '';
      const from = written.length;
      const headers = { ...id, authorization: `Bearer ${token}` };
      const expected = { level: 'warn', message: 'Credentials were refused.', because };
      expect(await warned(() => door.api.ask('', 'plan', { id: plan }, headers))).toMatchObject([
        { ...expected, correlationId: 'request-0001' },
        { code: 'UNAUTHENTICATED', field: 'plan', personId: null },
      ]);
      const lines = await warned(async () => {
        const socket = new Socket(door.socketUrl);
        expect(await socket.open({ authorization: `Bearer ${token}` })).toEqual({ type: 'closed' });
      });
      expect(lines).toMatchObject([expected, { code: 'UNAUTHENTICATED', field: null, personId: null }]);
      const text = written.slice(from).join('');
      for (const part of token.split('.').filter(({ length }) => length > 3)) expect(text).not.toContain(part);
    });
    expect(wrong).toEqual([]);
  });

  it('also what is not understood in those that hold, once', async () => {
    const roles = { 'exempel.ks': ['AUDITOR', 'MAYOR'], 'grannen.ks': ['CLERK'] };
    const headers = { authorization: `Bearer ${await door.issuer.sign({ ...claims, boards: roles })}` };
    const ask = () =>
      warned(() => door.app.inject({ method: 'POST', url: '/graphql', headers, payload: { query: '{ __typename }' } }));
    expect(await ask()).toMatchObject([
      {
        message: 'Roles in a token were not understood.',
        personId: 'auditor',
        ignored: [{ board: 'exempel.ks', role: 'MAYOR' }, { board: 'grannen.ks' }],
      },
    ]);
    expect(await ask()).toEqual([]);
  });

  it('and none at all are no wrong ones', async () => {
    const lines = await warned(() =>
      door.app.inject({ method: 'POST', url: '/graphql', payload: { query: '{ __typename }' } }),
    );
    expect(lines).toEqual([]);
  });
});

describe('rule 44: when a sign-in expires', () => {
  const document = `subscription { tertialViewChanged(planId: "${plan}", tertial: T1) { year } }`;
  const refused = { type: 'error', payload: [{ extensions: { code: 'UNAUTHENTICATED' } }] };

  /** Expired already, but for the seconds that clocks may differ. */
  async function opened(): Promise<Socket> {
    const socket = new Socket(door.socketUrl);
    const expires = Math.floor(Date.now() / 1000) - 3;
    expect(await socket.open(await door.signIn('auditor', { expires }))).toEqual({ type: 'connection_ack' });
    return socket;
  }

  it('a subscription ends with a refusal, and the WebSocket is closed', async () => {
    const socket = await opened();
    const lines = await warned(async () => {
      socket.subscribe('1', document);
      expect(await socket.next()).toMatchObject({ id: '1', type: 'next' });
      expect(await socket.next()).toMatchObject({ id: '1', ...refused });
      expect(await socket.next()).toEqual({ type: 'closed' });
    });
    expect(socket.code).toBe(4401);
    expect(lines).toEqual([refusal('UNAUTHENTICATED', 'tertialViewChanged', 'auditor', expect.any(String))]);
  });

  it('a replay ends as well, also while it waits for its next event', async () => {
    const socket = await opened();
    socket.subscribe('1', `subscription { replay(of: "${plan}", speed: "0.001") { head } }`);
    expect(await socket.next()).toMatchObject({ id: '1', type: 'next' });
    expect(await socket.next()).toMatchObject({ id: '1', ...refused });
    expect(await socket.next()).toEqual({ type: 'closed' });
    expect(socket.code).toBe(4401);
  });

  it('no other is begun on the same WebSocket', async () => {
    const socket = await opened();
    await sleep(3_000);
    socket.subscribe('1', document);
    expect(await socket.next()).toMatchObject({ id: '1', ...refused });
    expect(await socket.next()).toEqual({ type: 'closed' });
    expect(socket.code).toBe(4401);
  });
});

describe('what fails inside', () => {
  it('is in the log once', async () => {
    const plans = door.app.get(Plans);
    Reflect.set(plans, 'one', () => {
      Reflect.deleteProperty(plans, 'one');
      return Promise.reject(new Error('The disk is on fire.'));
    });
    const from = written.length;
    expect((await door.api.ask('auditor', 'plan', { id: plan })).errors).toMatchObject([
      { extensions: { code: 'INTERNAL' } },
    ]);
    const lines = written.slice(from).filter((line) => line.includes('The disk is on fire.'));
    expect(lines.map((line): Line => JSON.parse(line))).toMatchObject([
      { level: 'error', message: expect.stringMatching(/^Incident /), context: 'GraphQL' },
    ]);
  });
});
