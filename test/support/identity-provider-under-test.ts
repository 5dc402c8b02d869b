import { fork } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './planted-tree.js';

/** A real provider of OpenID Connect on a port of its own. */
export interface IdentityProvider {
  readonly issuer: string;
  /** An access token that somebody gets for a service, as its client. */
  tokenFor(person: string, resource?: string): Promise<string>;
  /** Signs with another key from now on, and publishes no other. */
  rotate(): Promise<void>;
  /** Says who signs in at it from now on. `''` is somebody who breaks off. */
  as(person: string): Promise<void>;
  /** Puts its clock back. */
  late(seconds: number): Promise<void>;
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): void;
}

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const child = fork(join(projectRoot, 'test/support/identity-provider.mjs'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const said = () =>
    new Promise<string>((resolve, reject) => {
      child.once('message', (message) => {
        resolve(typeof message === 'object' && 'issuer' in message ? String(message.issuer) : '');
      });
      child.once('exit', (code) => {
        reject(new Error(`The provider ended with ${String(code)}.`));
      });
    });
  const issuer = await said();
  const order = async (what: 'rotate' | 'down' | 'up' | `as:${string}` | `late:${number}`): Promise<void> => {
    const done = said();
    child.send(what);
    await done;
  };
  return {
    issuer,
    tokenFor: (person, resource = 'urn:tertial') => tokenFrom(issuer, person, resource),
    rotate: () => order('rotate'),
    as: (person) => order(`as:${person}`),
    late: (seconds) => order(`late:${seconds}`),
    down: () => order('down'),
    up: () => order('up'),
    stop: () => {
      child.removeAllListeners('exit');
      child.kill();
    },
  };
}

async function tokenFrom(issuer: string, person: string, resource: string): Promise<string> {
  const secret = Buffer.from(`${person}:${encodeURIComponent(`secret of ${person}`)}`).toString('base64');
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${secret}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'api', resource }),
  });
  const said: unknown = await answer.json();
  if (typeof said !== 'object' || said === null || !('access_token' in said)) throw new Error(JSON.stringify(said));
  return String(said.access_token);
}

/** A browser at a provider. It keeps the provider's cookies, and follows its redirections until one leads elsewhere. */
export class BrowserAtProvider {
  readonly #cookies = new Map<string, string>();

  /** Returns the first address outside the provider, or that of a page of the provider. */
  async visit(address: string): Promise<URL> {
    const { origin } = new URL(address);
    let next = new URL(address);
    for (let step = 0; step < 10 && next.origin === origin; step += 1) {
      const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        if (value === '') this.#cookies.delete(name);
        else this.#cookies.set(name, value);
      }
      const to = answer.headers.get('location');
      if (to === null) return next;
      next = new URL(to, next);
    }
    return next;
  }
}
