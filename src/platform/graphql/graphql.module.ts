import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyRequest } from 'fastify';
import {
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  specifiedRules,
  validate,
} from 'graphql';
import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import { notAdmitted, type ReaderSocket, type RequestContext } from '../sign-in/caller.resolver.js';
import { Authentication } from '../sign-in/authentication.service.js';
import { formatError, formatFault, languageOfContext, MOST_TOKENS } from '../errors/errors.service.js';
import { LARGEST_BODY_IN_BYTES } from '../runtime/body-sizes.js';
import type { Language } from '../../kernel/language.js';
import { languageOf } from '../errors/language.service.js';
import { mediaTypeOf } from '../errors/media-type.service.js';
import { documentHooks } from './document-hooks.service.js';
import { queryLimits, requireShortText } from './query-limits.service.js';
import { LogTail } from '../projections/log-tail.service.js';
import { AccessLog } from '../sign-in/access-log.service.js';
import { removeDefaultResolvers } from './default-resolvers.service.js';
import { Names, resolveNames } from './named-fields.service.js';
import { References, resolveReferences } from './reference-fields.service.js';
import { makeQueriesNullable } from './nullable-queries.service.js';
import { noteMutations } from './mutation-fields.service.js';
import { shareResults } from './shared-results.service.js';
import { endStopped } from './stopped-subscriptions.service.js';
import { formatSubscriptionErrors } from './subscription-errors.service.js';
import { limitSubscriptions } from './subscription-limit.service.js';
import type { SignIn } from '../sign-in/tokens.service.js';

const PATIENCE_WITH_LOG_IN_MILLISECONDS = 1_000;

export interface ApiOptions {
  /** Whether the API answers introspection queries, which tools use to explore the schema. */
  readonly introspection: boolean;
  /** Path of the file that Nest writes the schema to. When absent, the schema stays in memory. */
  readonly schemaFile?: string;
}

/** Makes the GraphQL module: Mercurius with a code-first schema and with safer settings than its defaults. */
export function graphqlModule({ introspection, schemaFile }: ApiOptions) {
  const validationRules = introspection ? [queryLimits] : [queryLimits, NoSchemaIntrospectionCustomRule];
  return GraphQLModule.forRootAsync<MercuriusDriverConfig>({
    driver: MercuriusDriver,
    inject: [Authentication, AccessLog, LogTail, Names, References],
    useFactory: (
      authentication: Authentication,
      accessLog: AccessLog,
      tail: LogTail,
      names: Names,
      references: References,
    ): MercuriusDriverConfig => ({
      autoSchemaFile: schemaFile ?? true,
      sortSchema: true,
      // Nest would answer a whole introspection query at each start. The specs and the command `schema` check the schema.
      buildSchemaOptions: { skipCheck: true },
      path: '/graphql',
      graphiql: false,
      jit: 1,
      graphql: { parseOptions: { maxTokens: MOST_TOKENS } },
      additionalRouteOptions: { bodyLimit: LARGEST_BODY_IN_BYTES },
      errorFormatter: accessLog.format,
      transformSchema: (schema: GraphQLSchema) => adapted(schema, accessLog, names, references),
      context: async (request: FastifyRequest) => contextOf(await authentication.of(request), request),
      subscription: {
        context: (socket: RequestContext['socket']) => ({ socket }),
        // Mercurius calls this function as a method of its connection. The WebSocket is reachable only through `this`.
        async onConnect(this: unknown, { payload }: { payload?: Record<string, unknown> }) {
          const headers = { 'accept-language': languageIn(payload) };
          const context = contextOf(await authentication.by(authorizationIn(payload)), { headers });
          if (context.person !== null) return context;
          const cause = context.fault ?? notAdmitted(context.isUnknown);
          const shown = formatError(cause, context.language);
          accessLog.takeOne(shown, context);
          // Tertial could not check the credentials, so the close code lets the client try again.
          if (context.fault !== undefined) closeForNow(this, String(shown.extensions.code));
          return false;
        },
      },
      hooks: hooksOf(validationRules, tail, accessLog),
    }),
  });
}

function hooksOf(validationRules: readonly ValidationRule[], tail: LogTail, accessLog: AccessLog) {
  return {
    ...documentHooks(validationRules),
    // Mercurius does not compile a document that this hook returns. To compile takes longer than to answer a
    // stranger. A compiled mutation would refuse an absent non-null input field that has a default. A compiled
    // document with several operations would always execute the operation that was compiled first.
    preExecution: async (_schema: GraphQLSchema, document: DocumentNode, context: object) => {
      // A request without a person reads nothing (rule 44), so it does not wait for the log.
      if (!isSignedIn(context)) return { document };
      await upToDate(tail);
      return isMutation(document) || hasSeveralOperations(document) ? { document } : undefined;
    },
    preSubscriptionExecution: async (schema: GraphQLSchema, document: DocumentNode, context: object) => {
      const fault = faultIn(schema, document, validationRules);
      if (fault !== undefined) throw logged(fault, languageOfContext(context), accessLog);
      await upToDate(tail);
    },
  };
}

/**
 * Adapts the schema: GraphQL itself reads plain fields, a query can be null, names and things stand beside ids, and
 * subscriptions are limited, shared, logged and ended.
 */
function adapted(schema: GraphQLSchema, accessLog: AccessLog, names: Names, references: References): GraphQLSchema {
  const named = resolveNames(makeQueriesNullable(removeDefaultResolvers(schema)), names);
  const referring = resolveReferences(named, references);
  const formatted = formatSubscriptionErrors(noteMutations(referring), accessLog.takeOne);
  const limited = limitSubscriptions(shareResults(formatted), (code) =>
    accessLog.takeOne({ extensions: { code } }, { person: null }),
  );
  return endStopped(limited);
}

function logged(fault: GraphQLError, language: Language, accessLog: AccessLog): GraphQLError {
  const shown = formatFault(fault, language);
  accessLog.takeOne(shown, { person: null });
  return shown;
}

/**
 * Waits until this process has every event of the log, because another process may have answered the client's command.
 * When the log does not answer in time, the request sees the events that this process has.
 */
async function upToDate(tail: LogTail): Promise<void> {
  await tail.upToDate(PATIENCE_WITH_LOG_IN_MILLISECONDS).catch(() => null);
}

/** Validates the document of a subscription, because Mercurius does not. Returns the first fault. */
function faultIn(
  schema: GraphQLSchema,
  document: DocumentNode,
  validationRules: readonly ValidationRule[],
): GraphQLError | undefined {
  try {
    requireShortText(document);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    if (error instanceof Error) return new GraphQLError(error.message, { originalError: error });
    throw error;
  }
  const rules = [...specifiedRules, ...validationRules];
  return validate(schema, document, rules, { maxErrors: 1, hideSuggestions: true })[0];
}

function isSignedIn(context: object): boolean {
  return 'person' in context && context.person !== null;
}

function isMutation({ definitions }: DocumentNode): boolean {
  return definitions.some(
    (one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.MUTATION,
  );
}

function hasSeveralOperations({ definitions }: DocumentNode): boolean {
  return definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length > 1;
}

function contextOf(signIn: SignIn, request: { headers: Record<string, unknown> }): RequestContext {
  const said = { language: languageOf(request), mediaType: mediaTypeOf(request) };
  if (signIn.person !== null) return { ...said, ...signIn };
  const { person, cause, fault } = signIn;
  const isUnknown = fault === 'not in the register';
  return {
    ...said,
    person,
    expiresAt: 0,
    ...(cause !== undefined && { fault: cause }),
    ...(isUnknown && { isUnknown }),
  };
}

/** WebSocket close code that lets the client try again later (IANA registry of close codes). */
const TRY_AGAIN_LATER = 1013;

function closeForNow(connection: unknown, reason: string): void {
  const socket: unknown = typeof connection === 'object' && connection !== null && Reflect.get(connection, 'socket');
  if (isSocket(socket)) socket.close(TRY_AGAIN_LATER, reason);
}

function isSocket(value: unknown): value is Pick<ReaderSocket, 'close'> {
  return typeof value === 'object' && value !== null && 'close' in value;
}

function authorizationIn(payload: Record<string, unknown> | undefined): string | undefined {
  const given = payload?.authorization ?? payload?.Authorization;
  return typeof given === 'string' ? given : undefined;
}

function languageIn(payload: Record<string, unknown> | undefined): string {
  const given = payload?.language;
  return typeof given === 'string' ? given : 'sv';
}
