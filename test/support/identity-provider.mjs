// A real provider of OpenID Connect, as a process of its own. Its clients are people who get access tokens for themselves,
// and the pages of a service. Says `{ issuer }` when it listens; `rotate` gives it other keys, `down` and `up` stop and
// start its listening, `as:hanna` says who signs in at it from now on (`as:` is somebody who breaks off), and `late:60`
// puts its clock back by so many seconds.

import { exportJWK, generateKeyPair } from 'jose';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const people = {
  hanna: { municipality: 'exempel', boards: { 'exempel.ks': ['CLERK'] } },
  rut: { municipality: 'exempel', boards: { 'exempel.ks': ['AUDITOR'] } },
};

/** The audiences of the services that tokens are asked for, by their resource indicators, and how long tokens hold. */
const resources = {
  'urn:tertial': { audience: 'tertial', seconds: 600 },
  'urn:tertial:short': { audience: 'tertial', seconds: 1 },
  'urn:other': { audience: 'other', seconds: 600 },
};

const PAGES = 'https://tertial.exempel.se';
let turns = 0;
let somebody = 'hanna';

async function newKeys() {
  turns += 1;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { keys: [{ ...(await exportJWK(privateKey)), kid: `key-${turns}`, alg: 'ES256', use: 'sig' }] };
}

async function newProvider(issuer) {
  const provider = new Provider(issuer, {
    jwks: await newKeys(),
    clients: [
      ...Object.keys(people).map((client_id) => ({
        client_id,
        client_secret: `secret of ${client_id}`,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        id_token_signed_response_alg: 'ES256',
      })),
      {
        client_id: 'pages',
        client_secret: 'secret of pages',
        grant_types: ['authorization_code'],
        redirect_uris: [`${PAGES}/logga-in/svar`],
        post_logout_redirect_uris: [`${PAGES}/utloggad`],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    pkce: { required: () => true },
    cookies: { keys: ['secret of the cookies'] },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    // Everybody agrees to everything.
    loadExistingGrant: async ({ oidc }) => {
      const known = oidc.session.grantIdFor(oidc.client.clientId);
      if (known !== undefined) return oidc.provider.Grant.find(known);
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid');
      grant.addResourceScope('urn:tertial', 'api');
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, resource) => ({
          scope: 'api',
          audience: resources[resource].audience,
          accessTokenTTL: resources[resource].seconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    extraTokenClaims: (_context, token) => people[token.accountId ?? token.clientId],
  });
  const serve = provider.callback();
  return (request, response) => {
    if (!request.url.startsWith('/interaction/')) return serve(request, response);
    const signedIn = { login: { accountId: somebody } };
    return provider.interactionFinished(request, response, somebody === '' ? { error: 'access_denied' } : signedIn);
  };
}

const server = createServer((request, response) => handle(request, response));
server.listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const { port } = server.address();
const issuer = `http://127.0.0.1:${port}`;
let handle = await newProvider(issuer);
process.send({ issuer });

const orders = {
  rotate: async () => {
    handle = await newProvider(issuer);
  },
  down: () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  up: () => server.listening || new Promise((resolve) => server.listen(port, '127.0.0.1', resolve)),
  as: (who) => {
    somebody = who;
  },
  late: (seconds) => {
    Date.now = () => Math.round(performance.timeOrigin + performance.now()) - Number(seconds) * 1000;
  },
};

process.on('message', async (order) => {
  const [name, about] = order.split(':');
  await orders[name](about);
  process.send({ done: order });
});

// Nobody is left who could stop it.
process.on('disconnect', () => process.exit());
