import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { languageOf } from '../errors/language.service.js';
import type { Clock } from '../runtime/clock.service.js';
import { type DemoSignIn, demoPeople } from './demo-sign-in.service.js';
import { startPage, startPagePolicy } from './start-page.service.js';

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
 * Serves the start page, GraphiQL and the demonstration's sign-in. GraphiQL opens signed in as the person of `?as=ID`,
 * otherwise as the clerk. Only a demonstration loads GraphiQL's nine megabytes of code.
 *
 * @throws Error when GraphiQL is not installed, with a sentence that says what to do.
 */
export async function serveDemo(app: NestFastifyApplication, demo: DemoSignIn, clock: Clock): Promise<void> {
  // GraphiQL is a dev dependency, which an install for a service alone leaves out.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql').catch((cause: unknown) => {
    throw new Error('GraphiQL is not installed, and the demo serves it. Run npm ci without --omit.', { cause });
  });
  const server = app.getHttpAdapter().getInstance();
  server.get('/', { helmet: { contentSecurityPolicy: startPagePolicy } }, async (request, reply) =>
    reply.type('text/html; charset=utf-8').send(startPage(languageOf(request), clock.today())),
  );
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
    if (person === undefined || !LOOPBACK.includes(request.ip)) return reply.code(404).send();
    return { token: await demo.tokenFor(person) };
  });
}
