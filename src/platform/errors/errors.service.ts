import { Logger } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import type { MercuriusOptions } from 'mercurius';
import { randomUUID } from 'node:crypto';
import { carriedOutBy } from '../runtime/carried-out.service.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { NewerEvent } from '../../kernel/fold.js';
import { isRefusal, Refusal } from '../../kernel/refusal.js';
import { type Language, languages } from '../../kernel/language.js';
import { AnotherLog, StoreUnavailable } from '../runtime/store-unavailable.js';

const log = new Logger('GraphQL');

export type ErrorFormatter = NonNullable<MercuriusOptions['errorFormatter']>;

/**
 * Formats all errors of a request for the client, and sets the HTTP status of the answer. `isOutageTold`: whether the
 * log has been told that a store is away, so that the questions that fail for that reason need no lines of their own.
 */
export function formatErrors(
  execution: Parameters<ErrorFormatter>[0],
  context: object,
  isOutageTold = false,
): ReturnType<ErrorFormatter> {
  const language = languageOfContext(context);
  const errors = execution.errors.flatMap((error) => formatted(error, language, context, isOutageTold));
  const { data } = execution;
  if (data !== undefined) return { statusCode: OK, response: { data, errors } };
  return { statusCode: statusOf(execution.errors, context), response: { errors } };
}

const OK = 200;
const BAD_REQUEST = 400;
const FAILED = 500;

/** The HTTP status of a refusal of the body. The body is at fault before there is a document. */
const STATUS_OF_BODY: Readonly<Record<string, number>> = {
  [platformRefusals.BODY_TOO_LARGE.code]: 413,
  [platformRefusals.BODY_TOO_DEEP.code]: BAD_REQUEST,
  [platformRefusals.NOT_UTF8.code]: BAD_REQUEST,
};

/** Returns the HTTP status of an answer without data (GraphQL over HTTP). The causes of the errors determine it. */
function statusOf(errors: readonly GraphQLError[], context: object): number {
  const causes = errors.map(({ originalError }) => originalError).filter((cause) => cause !== undefined);
  const [status] = causes.filter(isRefusal).flatMap(({ code }) => STATUS_OF_BODY[code] ?? []);
  if (status !== undefined) return status;
  const [fault] = causes.filter(isFaultOfClient);
  if (fault === undefined) return causes.every(isOfRequest) ? statusOfDocument(context) : FAILED;
  return isOfDocument(fault) ? statusOfDocument(context) : Number(fault.statusCode);
}

/** Whether the request caused the error, because the service refused it or a variable is invalid. */
function isOfRequest(cause: Error): boolean {
  return isRefusal(cause) || cause instanceof GraphQLError;
}

/** Returns the HTTP status when the request is at fault: 400, or 200 for an answer in `application/json`. */
function statusOfDocument(context: object): number {
  const isStrict = 'mediaType' in context && context.mediaType === 'application/graphql-response+json';
  return isStrict ? BAD_REQUEST : OK;
}

/** Whether the fault consists of GraphQL errors in the document or its variables. */
function isOfDocument(fault: FaultOfClient): boolean {
  return gatheredIn(fault)?.every((one) => one instanceof GraphQLError) === true;
}

export function languageOfContext(context: object): Language {
  const given = 'language' in context ? context.language : undefined;
  return languages.find((language) => language === given) ?? 'sv';
}

function formatted(error: GraphQLError, language: Language, context: object, isOutageTold: boolean): GraphQLError[] {
  const { originalError: cause } = error;
  const commandId = carriedOutBy(context, error.path?.[0]);
  if (commandId !== null && cause !== undefined && !isOfRule(cause)) {
    return [formatError(notVisible(error, commandId), language)];
  }
  if (cause === undefined || !isFaultOfClient(cause)) return [formatError(error, language, isOutageTold)];
  return (gatheredIn(cause) ?? [error]).map((fault) =>
    fault instanceof GraphQLError ? formatFault(fault, language) : invalid(new GraphQLError(messageOf(fault))),
  );
}

/** The codes that tell the client to try again, which it must not do after its command was carried out. */
const TRY_AGAIN = ['STARTING', 'STORE_UNAVAILABLE', 'SIGN_IN_UNAVAILABLE'];

function isOfRule(cause: Error): boolean {
  return isRefusal(cause) && !TRY_AGAIN.includes(cause.code);
}

/** The command was carried out, and what failed afterwards only showed its effects. */
function notVisible(error: GraphQLError, commandId: string): GraphQLError {
  const { nodes, source, positions, path, originalError: cause } = error;
  log.error(`The answer to the command ${commandId}, which was carried out, failed.`, cause?.stack);
  const originalError = new Refusal(platformRefusals.NOT_YET_VISIBLE, { commandId }, { cause });
  return new GraphQLError(originalError.code, { nodes, source, positions, path, originalError });
}

interface FaultOfClient extends Error {
  readonly statusCode: unknown;
  readonly errors?: unknown;
}

/** Whether Fastify or Mercurius threw the error because of a faulty request, with a status of 4xx. */
function isFaultOfClient(cause: Error): cause is FaultOfClient {
  if (!('code' in cause && 'statusCode' in cause)) return false;
  return /^(?:FST|MER)_/.test(String(cause.code)) && String(cause.statusCode).startsWith('4');
}

/** The faults of a document. Mercurius's own error of this kind comes only after it has kept the document. */
export class InvalidDocument extends Error implements FaultOfClient {
  override readonly name = 'InvalidDocument';
  readonly code = 'MER_ERR_GQL_VALIDATION';
  readonly statusCode = BAD_REQUEST;

  constructor(readonly errors: readonly GraphQLError[]) {
    super('The document is not valid.');
  }
}

/** Returns the faults that Mercurius collects in one error; undefined when the error has no such list. */
function gatheredIn({ errors }: FaultOfClient): unknown[] | undefined {
  return Array.isArray(errors) ? errors : undefined;
}

/** Maximum number of tokens in a GraphQL document. The parser rejects a document with more. */
export const MOST_TOKENS = 5_000;

/** Matches the text of the parser's error for too many tokens, because that error has no code. */
const TOO_LONG = /^Syntax Error: Document contains more that \d+ tokens/;

/** Formats one fault that GraphQL or the service's query limits found in a document. */
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

/** Returns the refusal that tells a client of an error of the store or its log in a query; null for any other error. */
function refusalOf(error: Error): Refusal | null {
  if (error instanceof AnotherLog) return new Refusal(platformRefusals.ANOTHER_LOG, {}, { cause: error });
  if (error instanceof NewerEvent) return new Refusal(platformRefusals.NEWER_VERSION, {}, { cause: error });
  if (error instanceof StoreUnavailable) return new Refusal(platformRefusals.STORE_UNAVAILABLE, {}, { cause: error });
  return null;
}

/** Formats one error for the client. Logs an unexpected error, and shows the client only its incident id. */
export function formatError(error: GraphQLError | Error, language: Language, isOutageTold = false): GraphQLError {
  const place = error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
  const failed = place.originalError ?? error;
  if (failed instanceof StoreUnavailable) {
    log[isOutageTold ? 'debug' : 'warn'](`A question was not answered: ${failed.message}`);
  }
  const cause = refusalOf(failed) ?? failed;
  if (isRefusal(cause)) {
    const { code, details, latest } = cause;
    return shown(place, cause.sentence(language), {
      code,
      details: echoedIn(details),
      ...(latest !== undefined && { latest }),
    });
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
  return new GraphQLError(echoed(message), { nodes, source, positions, path, extensions });
}

/** The longest text in an error. A message can repeat what the client sent, such as the value of a variable. */
const LONGEST_ECHO_IN_CHARACTERS = 2_000;

function echoed(text: string): string {
  return text.length <= LONGEST_ECHO_IN_CHARACTERS ? text : `${text.slice(0, LONGEST_ECHO_IN_CHARACTERS)}…`;
}

/** Shortens the texts in the details of a refusal, because a detail can be what the client sent. */
function echoedIn(details: unknown): unknown {
  if (typeof details === 'string') return echoed(details);
  if (Array.isArray(details)) return details.map(echoedIn);
  if (typeof details !== 'object' || details === null) return details;
  return Object.fromEntries(Object.entries(details).map(([key, value]) => [key, echoedIn(value)]));
}

/** Removes the suggestion that GraphQL adds to a message, because suggestions would disclose the schema. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean .*$/s, '');
}
