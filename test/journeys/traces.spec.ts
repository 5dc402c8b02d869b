import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { createApplication } from '../../src/application.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { demoSignIn } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { ListTables } from '../../src/platform/projections/list-tables.service.js';
import { EVENT_STORE, type EventStore, type StoredEvent } from '../../src/platform/event-store/event-store.js';
import { openTelemetry } from '../../src/platform/telemetry/open-telemetry.service.js';
import { Api } from '../support/api-under-test.js';
import { called } from '../support/app-under-test.js';
import { adoptSmallPlan, plan } from '../support/municipality-under-test.js';
import { projectRoot } from '../support/planted-tree.js';
import { all } from '../stores/store-under-test.js';

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly status: { readonly code?: number };
}

/** A request to a collector (OTLP over HTTP, in JSON). */
interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const REFUSED = 'a3ce929d0e0e47364bf92f3577b34da6';
const received: string[] = [];
let collector: Server;
let spans: readonly SentSpan[];
let logged: readonly StoredEvent[];

beforeAll(async () => {
  collector = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      received.push(`${request.url ?? ''} ${body}`);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const address = collector.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${port ?? 0}`;
  const demo = await demoSignIn();
  const app = await createApplication({
    places: { folder: 'memory', eventsUrl: null, viewsUrl: null },
    tokens: demo.tokens,
    clock: new SimulatedClock('2026-05-12T08:00:00.000Z'),
    isSimulated: true,
    demo,
    followsLog: true,
    logger: ['fatal'],
    tracing: openTelemetry('tertial'),
  });
  const api = new Api(app, async (who) => ({ authorization: `Bearer ${await demo.tokenFor(called(who))}` }));
  await adoptSmallPlan(api, 2);
  const goal = { title: 'Ett mål till', activities: [] };
  const decision = { date: '2026-05-06', paragraph: '80', dnr: 'KS 2026/99' };
  const traceparent = (trace: string) => ({ traceparent: `00-${trace}-${PARENT}-01` });
  await api.ask('cecilia', 'addGoal', { input: { planId: plan, goal, decision } }, traceparent(TRACE));
  await api.ask('rut', 'addGoal', { input: { planId: plan, goal, decision } }, traceparent(REFUSED));
  await app.inject({ method: 'GET', url: '/health/live', headers: traceparent(TRACE) });
  await app.inject({ method: 'GET', url: '/graphql?query={__typename}', headers: traceparent(REFUSED) });
  // The tables are written a moment after the answer.
  await app.get(ListTables).current();
  logged = await all(app.get<EventStore>(EVENT_STORE).readAll(0));
  await app.close();
  spans = received.flatMap((one) => {
    const sent: Sent = JSON.parse(one.slice(one.indexOf(' ')));
    return sent.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  });
});

afterAll(() => {
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  collector.closeAllConnections();
  collector.close();
});

function of(traceId: string): readonly SentSpan[] {
  return spans.filter((span) => span.traceId === traceId);
}

/** The names from a span to its outermost. */
function pathTo({ name, parentSpanId }: SentSpan): string[] {
  const parent = spans.find(({ spanId }) => spanId === parentSpanId);
  return parent === undefined ? [name] : [...pathTo(parent), name];
}

describe('the traces', () => {
  it('are sent to where the standard variable says, under the name of the service', () => {
    expect(received.length).toBeGreaterThan(0);
    for (const one of received) expect(one).toMatch(/^\/v1\/traces /);
    expect(received[0]).toContain('{"key":"service.name","value":{"stringValue":"tertial"}}');
  });

  it('go from the caller’s span over the request and the command to the append', () => {
    const paths = of(TRACE).map((span) => pathTo(span).join(' > '));
    expect(paths).toContain('POST /graphql');
    expect(paths).toContain('POST /graphql > addGoal');
    expect(paths).toContain('POST /graphql > addGoal > append');
    const request = of(TRACE).find(({ name }) => name === 'POST /graphql');
    expect(request?.parentSpanId).toBe(PARENT);
  });

  it('go on to what followed by itself, and to the views', () => {
    const names = of(TRACE).map(({ name }) => name);
    expect(names.filter((name) => name === 'append')).toHaveLength(2);
    expect(names.filter((name) => name === 'establishGoal')).toHaveLength(1);
    expect(names).toContain('project');
    for (const span of of(TRACE)) expect(pathTo(span)[0]).toBe('POST /graphql');
  });

  it('stand in the metadata of the events', () => {
    const traced = logged.filter(({ metadata }) => metadata.traceId === TRACE);
    expect(traced.map(({ type }) => type)).toEqual(['GoalAdded', 'GoalEstablished']);
    for (const { metadata } of logged) expect(metadata.traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('show what was refused as such', () => {
    const [command] = of(REFUSED).filter(({ name }) => name === 'addGoal');
    expect(command?.status.code).toBe(2);
    expect(of(REFUSED).some(({ name }) => name === 'append')).toBe(false);
  });

  it('have nothing of operators’ questions, and of nobody’s words', () => {
    expect(spans.map(({ name }) => name)).not.toContain('GET /health/live');
    expect(received.join()).not.toMatch(/Ett mål till|Digital förvaltning|__typename|Bearer|cecilia/);
  });
});

describe('the program that collects traces', () => {
  it('is asked for by one file, which is loaded only where there is a collector', () => {
    const files = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const filesWith = (text: string) =>
      files.filter((file) => readFileSync(join(projectRoot, 'src', file), 'utf8').includes(text));
    expect(filesWith("from '@opentelemetry/")).toEqual(['platform/telemetry/open-telemetry.service.ts']);
    expect(filesWith("from './platform/telemetry/open-telemetry.service.js'")).toEqual([]);
    expect(filesWith("from './open-telemetry.service.js'")).toEqual([]);
    expect(filesWith("await import('./platform/telemetry/open-telemetry.service.js')")).toEqual(['main.ts']);
  });
});
