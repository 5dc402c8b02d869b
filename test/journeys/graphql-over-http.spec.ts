import { serverAudits } from 'graphql-http';
import { demoSignIn } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { type DoorUnderTest, openDoor } from '../support/request-gate-under-test.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';

// The audits that the working group of GraphQL over HTTP keeps, of what a server must, should and may do.

let door: DoorUnderTest;
let headers: Record<string, string>;

beforeAll(async () => {
  // Some of them read the schema.
  door = await openDoor({ demo: await demoSignIn() });
  headers = await door.signIn('auditor');
});
afterAll(() => door.app.close());

const audits = serverAudits({
  url: () => door.url,
  fetchFn: (address: string, init: RequestInit = {}) =>
    fetch(address, { ...init, headers: { ...headers, ...Object.fromEntries(new Headers(init.headers)) } }),
});

describe('GraphQL over HTTP', () => {
  it('has 61 audits', () => {
    expect(audits).toHaveLength(61);
  });

  it('passes every audit', async () => {
    const wrong = await wrongRowsInTurn(
      audits.map(({ id, name, fn }) => ({ id, name, fn })),
      async ({ fn }) => {
        const result = await fn();
        expect(result).toMatchObject({ status: 'ok' });
      },
    );
    expect(wrong).toEqual([]);
  });
});
