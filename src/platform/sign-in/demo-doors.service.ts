import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { type DemoSignIn, demoPeople } from './demo-sign-in.service.js';

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

const firstQuery = `# Sign in as somebody else by their token, in Headers below.
{
  tertialView(planId: "exempel.ks.2026", tertial: T1) {
    goals {
      title
      assessment {
        label {
          sv
        }
      }
      activities {
        heading
        status {
          label {
            sv
          }
        }
        removed {
          date
          paragraph
        }
      }
    }
  }
}
`;

/**
 * Serves GraphiQL and the demonstration's sign-in. GraphiQL opens signed in as the person of `?as=ID`,
 * otherwise as the clerk. Only a demonstration loads GraphiQL's nine megabytes of code.
 *
 * @throws Error when GraphiQL is not installed, with a sentence that says what to do.
 */
export async function serveDemo(app: NestFastifyApplication, demo: DemoSignIn): Promise<void> {
  // GraphiQL is a dev dependency, which an install for a service alone leaves out.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql').catch((cause: unknown) => {
    throw new Error('GraphiQL is not installed, and the demo serves it. Run npm ci without --omit.', { cause });
  });
  const server = app.getHttpAdapter().getInstance();
  // GraphiQL's page contains an inline script, which the Content-Security-Policy would block.
  server.get<{ Querystring: { as?: string } }>(
    '/graphiql',
    { helmet: { contentSecurityPolicy: false } },
    async ({ query }, reply) => {
      const person = demoPeople.find(({ id }) => id === query.as) ?? demoPeople.find(({ role }) => role === 'CLERK');
      const token = person === undefined ? '' : await demo.tokenFor(person);
      const headers = JSON.stringify({ Authorization: `Bearer ${token}` });
      const page = renderGraphiQL({ endpoint: '/graphql', title: 'Tertial', headers, defaultQuery: firstQuery });
      return reply.type('text/html').send(page);
    },
  );
  server.post('/demo/sign-in/:person', async (request, reply) => {
    const person = demoPeople.find(({ id }) => request.url.endsWith(`/${id}`));
    if (person === undefined || !isLoopback(request)) return reply.code(404).send();
    return { token: await demo.tokenFor(person) };
  });
}

const LOCAL_NAMES = ['localhost', ...LOOPBACK];

/**
 * Whether a request comes from the same machine and was sent to it by name. A page of another site can give its own name
 * the address of this machine, and would then send that name.
 */
export function isLoopback({ ip, hostname }: FastifyRequest): boolean {
  return LOOPBACK.includes(ip) && LOCAL_NAMES.includes(hostname.replace(/^\[(.*)\]$/, '$1'));
}
