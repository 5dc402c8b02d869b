import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Alarms } from '../telemetry/alarms.service.js';
import { Health } from './health.service.js';
import { Lag } from '../processes/lag.service.js';
import { Metrics } from '../telemetry/metrics.service.js';
import { DeadLetters } from '../processes/dead-letters.view.js';
import { keepSockets } from '../http/sockets.service.js';

/**
 * Serves liveness, readiness and metrics to operators. These endpoints need no sign-in and contain no secrets. The
 * reverse proxy must not expose `/metrics` to the internet.
 */
export function serveOperations(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const health = app.get(Health);
  const metrics = app.get(Metrics);
  showState(app, metrics);
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const readiness = await health.readiness();
    return reply.code(readiness.status === 'ready' ? 200 : 503).send(readiness);
  });
  server.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}

/** The two followers of the log. Each entry is the name in metrics, the noun in help texts and the key of the lag. */
const followers = [
  ['projection', 'views', 'views'],
  ['reaction', 'reactions', 'reactions'],
] as const;

function showState(app: NestFastifyApplication, metrics: Metrics): void {
  const lag = app.get(Lag);
  const deadLetters = app.get(DeadLetters);
  for (const [name, who, of] of followers) {
    const behind = async () => (await lag.measure())[of];
    const events = `Events that the ${who} are behind the log, counted up to 10 000.`;
    metrics.show(`tertial_${name}_lag_events`, events, async () => (await behind()).events);
    const seconds = `Age of the oldest event that the ${who} have not taken in.`;
    metrics.show(`tertial_${name}_lag_seconds`, seconds, async () => (await behind()).seconds);
  }
  metrics.show('tertial_dead_letters', 'Consequences that could not be carried out.', () => deadLetters.count());
  const alarms = app.get(Alarms);
  metrics.show(
    'tertial_alarms',
    'What is wrong and has to be looked at; /health/ready names it.',
    () => alarms.raised.length,
  );
  metrics.show('tertial_open_sockets', 'WebSockets that are open, for subscriptions.', keepSockets(app));
}
