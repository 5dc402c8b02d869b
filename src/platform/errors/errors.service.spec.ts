import { Logger } from '@nestjs/common';
import fastify, { type FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import mercurius from 'mercurius';
import { Refusal, refusals } from '../../kernel/refusal.js';
import { matterRefusals } from '../../matters/matter-refusals.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { formatError, formatErrors } from './errors.service.js';
import { StoreUnavailable } from '../runtime/store-unavailable.js';

const secret = 'connect ECONNREFUSED postgres://tertial:hemligt@10.0.0.5/log';
const incident = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

beforeAll(() => Logger.overrideLogger(false));

/** Returns the JSON form of the error that a client receives. */
function sent(error: GraphQLError): object {
  const text: object = JSON.parse(JSON.stringify(error));
  return text;
}

describe('a refusal', () => {
  const refusal = new Refusal(refusals.NOT_FOUND, { id: 'exempel.ks.2026' });

  it('is told in Swedish and English, with its code and details', () => {
    expect(sent(formatError(refusal, 'sv'))).toEqual({
      message: 'exempel.ks.2026 finns inte. Kontrollera beteckningen.',
      extensions: { code: 'NOT_FOUND', details: { id: 'exempel.ks.2026' } },
    });
    expect(formatError(refusal, 'en').message).toBe('exempel.ks.2026 does not exist. Check the id.');
  });

  it('rule 42: tells what happened last, in which role, by whom and when, and nothing when nothing has', () => {
    const latest = { event: 'DecisionRecorded', actor: 'sara', role: 'SECRETARY', at: '2026-05-27T11:00:00.000Z' };
    const late = new Refusal(matterRefusals.POINT_DECIDED, { point: 1, outcome: 'REJECTED' }, { latest });
    expect(sent(formatError(late, 'en'))).toMatchObject({ extensions: { code: 'POINT_DECIDED', latest } });
    expect(formatError(refusal, 'en').extensions).not.toHaveProperty('latest');
  });

  it('keeps its place, and not its cause', () => {
    const unknown = new Refusal(platformRefusals.OUTCOME_UNKNOWN, { commandId: 'c1' }, { cause: new Error(secret) });
    const path = ['plan', 'goals', 0];
    const shown = sent(formatError(new GraphQLError('OUTCOME_UNKNOWN', { path, originalError: unknown }), 'en'));
    expect(shown).toMatchObject({ path, extensions: { code: 'OUTCOME_UNKNOWN', details: { commandId: 'c1' } } });
    expect(JSON.stringify(shown)).not.toContain('hemligt');
  });
});

describe('a store that does not answer', () => {
  it('is told as such, without its address', () => {
    const shown = formatError(new StoreUnavailable(secret), 'en');
    expect(shown.message).toBe('The database does not answer just now. Nothing was saved. Try again in a moment.');
    expect(sent(shown)).toMatchObject({ extensions: { code: 'STORE_UNAVAILABLE' } });
    expect(JSON.stringify(sent(shown))).not.toContain('hemligt');
  });
});

describe('what fails inside', () => {
  const several = new AggregateError([new Error(secret)], secret);
  const detailed = Object.assign(new Error(secret), {
    code: 'ECONNREFUSED',
    errors: [new Error(secret)],
    validationErrors: [secret],
    extensions: { where: secret },
  });

  it.each([
    ['an error', new Error(secret)],
    ['one with a cause', new Error(secret, { cause: new Error(secret) })],
    ['several in one', several],
    ['one with much to tell', detailed],
    ['one thrown by a resolver', new GraphQLError(secret, { originalError: new TypeError(secret) })],
    ['one thrown with details', new GraphQLError(secret, { originalError: detailed, extensions: { where: secret } })],
  ])('%s: is an incident and nothing more', (_, error) => {
    for (const [language, words] of [
      ['sv', 'Något gick fel hos oss.'],
      ['en', 'Something failed on our side.'],
    ] as const) {
      const shown = formatError(error, language);
      expect(shown.message).toContain(words);
      expect(shown.extensions).toEqual({ code: 'INTERNAL', incident: expect.stringMatching(incident) });
      expect(shown.message).toContain(shown.extensions.incident);
      expect(JSON.stringify(sent(shown))).not.toMatch(/hemligt|10\.0\.0\.5|ECONNREFUSED|errors\.service/);
    }
  });

  it('has another incident each time', () => {
    const incidents = [1, 2, 3].map(() => formatError(new Error(secret), 'sv').extensions.incident);
    expect(new Set(incidents).size).toBe(3);
  });
});

describe('a fault in what was asked', () => {
  it('is told, without a guess at what was meant', () => {
    const fault = new GraphQLError('Cannot query field "plans" on type "Query". Did you mean "plan" or\n"plants"?');
    expect(sent(formatError(fault, 'sv'))).toEqual({
      message: 'Cannot query field "plans" on type "Query".',
      extensions: { code: 'INVALID_QUERY' },
    });
  });
});

describe('over the API', () => {
  let app: FastifyInstance;

  beforeAll(async () => {
    app = fastify();
    await app.register(mercurius, {
      schema: 'type Query { secret: String, refused: String, name: String, times(n: Int!): Int }',
      resolvers: {
        Query: {
          secret: () => {
            throw new Error(secret);
          },
          refused: () => {
            throw new Refusal(platformRefusals.UNAUTHENTICATED, {});
          },
          name: () => 'Tertial',
        },
      },
      context: ({ headers }: { headers: Record<string, unknown> }) => ({ language: headers['accept-language'] }),
      errorFormatter: formatErrors,
    });
  });

  afterAll(() => app.close());

  async function asked(query: string, language = 'sv', variables = {}) {
    const headers = { 'accept-language': language };
    const response = await app.inject({ method: 'POST', url: '/graphql', headers, payload: { query, variables } });
    return { status: response.statusCode, text: response.body, answer: response.json<unknown>() };
  }

  it('an error in one field leaves the others as they are', async () => {
    const { status, answer, text } = await asked('{ name secret }');
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      data: { name: 'Tertial', secret: null },
      errors: [{ path: ['secret'], extensions: { code: 'INTERNAL' } }],
    });
    expect(text).not.toContain('hemligt');
  });

  it.each([
    ['sv', 'Du är inte inloggad'],
    ['en', 'You are not signed in'],
    ['de', 'Du är inte inloggad'],
  ])('a refusal is told in the language of the request: %s', async (language, words) => {
    const { answer } = await asked('{ refused }', language);
    expect(answer).toMatchObject({
      errors: [{ message: expect.stringContaining(words), extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it.each([
    ['a field that there is none of', '{ naem }', 'Cannot query field "naem" on type "Query".'],
    ['what is no query', '{ name', 'Syntax Error: Expected Name, found <EOF>.'],
    ['a variable that is missing', 'query ($n: Int!) { times(n: $n) }', 'Variable "$n" of required type "Int!"'],
  ])('%s is told, and no suggestion is made', async (_, query, words) => {
    const { answer, text } = await asked(query);
    expect(answer).toMatchObject({
      errors: [{ message: expect.stringContaining(words), extensions: { code: 'INVALID_QUERY' } }],
    });
    expect(answer).not.toHaveProperty('data');
    expect(text).not.toContain('Did you mean');
  });
});
