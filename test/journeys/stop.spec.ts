import { once } from 'node:events';
import { EVENT_STORE, type EventStore } from '../../src/platform/event-store/event-store.js';
import { adoptSmallPlan, plan, startMunicipality } from '../support/municipality-under-test.js';

describe('a service that is told to stop', () => {
  let municipality: Awaited<ReturnType<typeof startMunicipality>>;

  beforeAll(async () => {
    municipality = await startMunicipality();
    await adoptSmallPlan(municipality.api, 2);
  });

  it('answers what is under way, says goodbye to sockets, takes nothing new and ends', async () => {
    const { api, signIn } = municipality;
    await api.app.listen(0, '127.0.0.1');
    const url = await api.app.getUrl();
    const headers = { ...(await signIn('cecilia')), 'content-type': 'application/json' };

    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    const goodbye = once(socket, 'close');

    // The store takes its time with the command, and the stop comes in between.
    const store = api.app.get<EventStore>(EVENT_STORE);
    const append = store.append.bind(store);
    const isClosing = Promise.withResolvers<null>();
    const asked = new Promise<void>((resolve) => {
      Reflect.set(store, 'append', async (...given: Parameters<EventStore['append']>) => {
        resolve();
        await isClosing.promise;
        return append(...given);
      });
    });
    const document = api.documentFor('openFollowUp', ['input']);
    const input = { planId: plan, tertial: 'T1', cutOff: '2026-05-15' };
    const body = JSON.stringify({ query: document, variables: { input } });
    const answer = fetch(`${url}/graphql`, { method: 'POST', headers, body });
    await asked;
    const closed = api.app.close();

    expect(await goodbye).toEqual([expect.objectContaining({ code: 1001, reason: 'The service is stopping.' })]);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow('fetch failed');
    isClosing.resolve(null);
    const response = await answer;
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ data: { openFollowUp: { followUp: 'OPEN' } } });
    await closed;
  });
});
