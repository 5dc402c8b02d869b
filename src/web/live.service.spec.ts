import Fastify, { type FastifyInstance } from 'fastify';
import { LivePages } from './live.service.js';

const WHOLE = 'exempel.ks.2026';

/** Pages that follow a whole whose position is asked of `positionOf`, and the number of those who listen for its changes. */
async function served(positionOf: () => Promise<number | null>) {
  const following = new Set<() => void>();
  const onChange = (_: string, listener: () => void) => {
    following.add(listener);
    return () => following.delete(listener);
  };
  const pages = new LivePages({ positionOf, onChange });
  const server: FastifyInstance = Fastify();
  pages.serve(server, () => 'session');
  await server.ready();
  return { pages, server, following };
}

describe('a page that listens', () => {
  it('leaves nothing behind when it cannot be found out whether something has changed', async () => {
    const answers = [() => Promise.resolve(7), () => Promise.reject(new Error('The database is away.'))];
    const { pages, server, following } = await served(() => answers.shift()?.() ?? Promise.resolve(7));
    const address = await pages.addressFor(WHOLE, 'session');
    expect((await server.inject(address ?? '')).statusCode).toBe(500);
    expect(following.size).toBe(0);
    await server.close();
  });

  it('is forgotten as soon as it is told, and when the service stops', async () => {
    const { pages, server, following } = await served(() => Promise.resolve(7));
    const address = (await pages.addressFor(WHOLE, 'session')) ?? '';
    const told = server.inject(address);
    while (following.size === 0) await new Promise(setImmediate);
    for (const change of following) change();
    expect((await told).body).toContain('event: andrat');
    expect(following.size).toBe(0);
    const waiting = server.inject(address);
    while (following.size === 0) await new Promise(setImmediate);
    await server.close();
    expect((await waiting).body).not.toContain('event: andrat');
    expect(following.size).toBe(0);
  });

  it('is told once with all others, after as many changes', async () => {
    const { pages, server, following } = await served(() => Promise.resolve(7));
    const address = (await pages.addressFor(WHOLE, 'session')) ?? '';
    const told = Array.from({ length: 12 }, () => server.inject(address));
    while (following.size < 12) await new Promise(setImmediate);
    for (let n = 0; n < 3; n += 1) for (const change of following) change();
    for (const { body } of await Promise.all(told)) expect(body.match(/event: andrat/g)).toHaveLength(1);
    expect(following.size).toBe(0);
    await server.close();
  });
});
