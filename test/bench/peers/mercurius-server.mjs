// Mercurius by itself, compiled as ours is, with a resolver that returns the same view as a constant: no signing in, no
// database, no framework. The least that answering this query with this library can cost.

import Fastify from 'fastify';
import mercurius from 'mercurius';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../places.mjs';

const { view } = JSON.parse(process.argv[2]);

const server = Fastify();
server.register(mercurius, {
  schema: readFileSync(join(root, 'schema.gql'), 'utf8'),
  resolvers: { Query: { tertialView: () => view } },
  jit: 1,
});
const address = await server.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`listening on ${address}\n`);
process.once('SIGTERM', () => process.exit(0));
