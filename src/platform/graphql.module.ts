import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyRequest } from 'fastify';
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  validate,
  GraphQLError,
  specifiedRules,
} from 'graphql';
import type { RequestContext } from './caller.resolver.js';
import { Refusals } from './refusals.service.js';
import { formatSubscriptionErrors } from './subscription-errors.service.js';
import { languageOf } from './language.service.js';
import { type Tokens, TOKENS } from './tokens.service.js';

const DEEPEST_QUERY = 12;
/** The question about the schema that exploring tools begin with. */
const DEPTH_OF_INTROSPECTION = 15;
const MOST_TOKENS = 5_000;

export interface ApiOptions {
  /** Lets anybody read the schema, for tools that explore it. */
  readonly introspection: boolean;
  /** Where to write the schema; kept in memory when absent. */
  readonly schemaFile?: string;
}

/** The API: Mercurius, code first, with what its defaults leave open closed. */
export function graphqlModule({ introspection, schemaFile }: ApiOptions) {
  const validationRules = introspection ? [] : [NoSchemaIntrospectionCustomRule];
  return GraphQLModule.forRootAsync<MercuriusDriverConfig>({
    driver: MercuriusDriver,
    inject: [TOKENS, Refusals],
    useFactory: (tokens: Tokens, refusals: Refusals): MercuriusDriverConfig => ({
      autoSchemaFile: schemaFile ?? true,
      sortSchema: true,
      path: '/graphql',
      graphiql: false,
      jit: 1,
      queryDepth: introspection ? DEPTH_OF_INTROSPECTION : DEEPEST_QUERY,
      graphql: { parseOptions: { maxTokens: MOST_TOKENS }, validateOptions: { maxErrors: 10 } },
      validationRules,
      errorFormatter: refusals.format,
      transformSchema: (schema: GraphQLSchema) => formatSubscriptionErrors(schema, refusals.takeOne),
      context: (request: FastifyRequest) => contextOf(tokens, request.headers.authorization, request),
      subscription: {
        verifyClient: ({ origin, req }: { origin?: string; req: { headers: { host?: string } } }) =>
          isOwnOrigin(origin, req.headers.host),
        onConnect: async ({ payload }: { payload?: Record<string, unknown> }) => {
          const headers = { 'accept-language': languageIn(payload) };
          const context = await contextOf(tokens, authorizationIn(payload), { headers });
          return context.person === null ? false : context;
        },
      },
      hooks: {
        // Compiled, an operation no longer knows the default of a non-null field of an input, and refuses its absence.
        preExecution: (_schema: GraphQLSchema, document: DocumentNode) =>
          isMutation(document) ? { document } : undefined,
        // Mercurius runs a subscription's document without looking at it.
        preSubscriptionExecution: (schema: GraphQLSchema, document: DocumentNode) => {
          requireFewTokens(document);
          const rules = [...specifiedRules, ...validationRules];
          const [error] = validate(schema, document, rules, { maxErrors: 1, hideSuggestions: true });
          if (error !== undefined) throw error;
        },
      },
    }),
  });
}

/** Nor does it count a subscription's tokens. */
function requireFewTokens({ loc }: DocumentNode): void {
  let count = 0;
  for (let token = loc?.startToken ?? null; token !== null; token = token.next) {
    count += 1;
    if (count > MOST_TOKENS) throw new GraphQLError(`The document has more than ${MOST_TOKENS} tokens.`);
  }
}

function isMutation({ definitions }: DocumentNode): boolean {
  return definitions.some(
    (one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.MUTATION,
  );
}

async function contextOf(
  tokens: Tokens,
  authorization: string | undefined,
  request: { headers: Record<string, unknown> },
): Promise<RequestContext> {
  const language = languageOf(request);
  try {
    return { person: await tokens.personOf(authorization), language };
  } catch (error) {
    return { person: null, language, fault: error instanceof Error ? error : new Error(String(error)) };
  }
}

function authorizationIn(payload: Record<string, unknown> | undefined): string | undefined {
  const given = payload?.authorization ?? payload?.Authorization;
  return typeof given === 'string' ? given : undefined;
}

function languageIn(payload: Record<string, unknown> | undefined): string {
  const given = payload?.language;
  return typeof given === 'string' ? given : 'sv';
}

/** Programs send no origin; a browser's page must be one of ours. */
function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
