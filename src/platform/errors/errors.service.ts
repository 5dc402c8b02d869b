import { Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import type { MercuriusOptions } from 'mercurius';
import { randomUUID } from 'node:crypto';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { isRefusal, Refusal } from '../../kernel/refusal.js';
import { type Language, languages } from '../../kernel/language.js';
import { StoreUnavailable } from '../event-store/event-store.js';

const log = new Logger('GraphQL');

/**
 * Passes on what a resolver throws. Nest's own filter would log each refusal, which is an answer and no failure, and would
 * log each failure a second time.
 */
@Catch()
export class PassOn implements ExceptionFilter {
  catch(error: unknown): never {
    throw error;
  }
}

export type ErrorFormatter = NonNullable<MercuriusOptions['errorFormatter']>;

/** Formats every error for the client: a refusal's code and sentence, or the bare fact that something failed. */
export const formatErrors: ErrorFormatter = (execution, context) => {
  const language = languageOfContext(context);
  const errors = execution.errors.flatMap((error) => formatted(error, language));
  const { data } = execution;
  if (data !== undefined) return { statusCode: OK, response: { data, errors } };
  return { statusCode: statusOf(execution.errors, context), response: { errors } };
};

const OK = 200;
const BAD_REQUEST = 400;
const FAILED = 500;

/** The HTTP status of a request that was not executed (GraphQL over HTTP). A request that is not GraphQL has its own status. */
function statusOf(errors: readonly GraphQLError[], context: object): number {
  const causes = errors.map(({ originalError }) => originalError).filter((cause) => cause !== undefined);
  const [fault] = causes.filter(isFaultOfClient);
  if (fault === undefined) return causes.every(isOfRequest) ? statusOfDocument(context) : FAILED;
  return isOfDocument(fault) ? statusOfDocument(context) : Number(fault.statusCode);
}

/** Whether the request caused the error: a rule refused it, or a variable is invalid. */
function isOfRequest(cause: Error): boolean {
  return isRefusal(cause) || cause instanceof GraphQLError;
}

/** With `application/json`, a fault in a document is an answer with status 200. */
function statusOfDocument(context: object): number {
  const isStrict = 'mediaType' in context && context.mediaType === 'application/graphql-response+json';
  return isStrict ? BAD_REQUEST : OK;
}

/** Whether GraphQL parsed the document and found faults in it or in its variables. */
function isOfDocument(fault: FaultOfClient): boolean {
  return gatheredIn(fault)?.every((one) => one instanceof GraphQLError) === true;
}

export function languageOfContext(context: object): Language {
  const given = 'language' in context ? context.language : undefined;
  return languages.find((language) => language === given) ?? 'sv';
}

function formatted(error: GraphQLError, language: Language): GraphQLError[] {
  const { originalError: cause } = error;
  if (cause === undefined || !isFaultOfClient(cause)) return [formatError(error, language)];
  return (gatheredIn(cause) ?? [error]).map((fault) =>
    fault instanceof GraphQLError ? formatFault(fault, language) : invalid(new GraphQLError(messageOf(fault))),
  );
}

interface FaultOfClient extends Error {
  readonly statusCode: unknown;
  readonly errors?: unknown;
}

/** An error of Fastify or Mercurius about a request that they cannot read. */
function isFaultOfClient(cause: Error): cause is FaultOfClient {
  if (!('code' in cause && 'statusCode' in cause)) return false;
  return /^(?:FST|MER)_/.test(String(cause.code)) && String(cause.statusCode).startsWith('4');
}

/** The faults that Mercurius gathers in one error without a message of its own. */
function gatheredIn({ errors }: FaultOfClient): unknown[] | undefined {
  return Array.isArray(errors) ? errors : undefined;
}

/** The longest document, in tokens. GraphQL's parser refuses a longer one. */
export const MOST_TOKENS = 5_000;

/** The parser's error for too many tokens has no code: its text is compared. */
const TOO_LONG = /^Syntax Error: Document contains more that \d+ tokens/;

/** Formats one fault in a document, found by GraphQL or by Tertial's limits. */
export function formatFault(fault: GraphQLError, language: Language): GraphQLError {
  if (isRefusal(fault.originalError)) return formatError(fault, language);
  if (TOO_LONG.test(fault.message))
    return formatError(new Refusal(platformRefusals.QUERY_TOO_LONG, { most: MOST_TOKENS }), language);
  return invalid(fault);
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

function invalid(fault: GraphQLError): GraphQLError {
  return shown(fault, withoutSuggestion(fault.message), { code: 'INVALID_QUERY' });
}

/** Formats one error for the client. An unexpected error is logged with an incident number. */
export function formatError(error: GraphQLError | Error, language: Language): GraphQLError {
  const place = error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
  const failed = place.originalError ?? error;
  const cause =
    failed instanceof StoreUnavailable
      ? new Refusal(platformRefusals.STORE_UNAVAILABLE, {}, { cause: failed })
      : failed;
  if (isRefusal(cause)) {
    const { code, details, latest } = cause;
    return shown(place, cause.sentence(language), { code, details, ...(latest !== undefined && { latest }) });
  }
  if (cause instanceof GraphQLError) return invalid(place);
  const incident = randomUUID();
  log.error(`Incident ${incident}`, cause.stack);
  return shown(place, internal[language](incident), { code: 'INTERNAL', incident });
}

const internal: Record<Language, (incident: string) => string> = {
  sv: (incident) => `Något gick fel hos oss. Försök igen, och uppge ${incident} om du hör av dig.`,
  en: (incident) => `Something failed on our side. Try again, and give ${incident} when you get in touch.`,
};

function shown({ nodes, source, positions, path }: GraphQLError, message: string, extensions: Record<string, unknown>) {
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}

/** Removes GraphQL's suggestions, which would disclose the schema. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean .*$/s, '');
}
