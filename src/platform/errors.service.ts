import { Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import type { MercuriusOptions } from 'mercurius';
import { randomUUID } from 'node:crypto';
import { isRefusal, Refusal } from '../kernel/refusal.js';
import { type Language, languages, sentenceOf } from '../kernel/sentences.js';
import { StoreUnavailable } from './event-store.js';

const log = new Logger('GraphQL');

/** A refusal is an answer and no failure: Nest would write each one to the log as an error, with its stack. */
@Catch(Refusal)
export class RefusalFilter implements ExceptionFilter<Refusal> {
  catch(refusal: Refusal): never {
    throw refusal;
  }
}

export type ErrorFormatter = NonNullable<MercuriusOptions['errorFormatter']>;

/** Turns every error into what a client may see: a refusal's code and sentence, or no more than that something failed. */
export const formatErrors: ErrorFormatter = (execution, context) => {
  const language = languageOf(context);
  const errors = execution.errors.flatMap((error) => formatted(error, language));
  const data = execution.data ?? null;
  return { statusCode: statusOf(execution.errors), response: { data, errors } };
};

const METHOD_NOT_ALLOWED = 405;

/** What could be read as GraphQL is answered as GraphQL, also with a no. But a method that changes nothing is the wrong one. */
function statusOf(errors: readonly GraphQLError[]): number {
  const isWrongMethod = errors.some(
    ({ originalError: cause }) =>
      cause !== undefined && 'statusCode' in cause && cause.statusCode === METHOD_NOT_ALLOWED,
  );
  return isWrongMethod ? METHOD_NOT_ALLOWED : 200;
}

function languageOf(context: object): Language {
  const given = 'language' in context ? context.language : undefined;
  return languages.find((language) => language === given) ?? 'sv';
}

function formatted(error: GraphQLError, language: Language): GraphQLError[] {
  const { originalError: cause } = error;
  if (cause === undefined || !isFaultOfClient(cause)) return [formatError(error, language)];
  // Mercurius gathers all that is wrong with a document or its variables in one error that says nothing itself.
  const faults: unknown[] = 'errors' in cause && Array.isArray(cause.errors) ? cause.errors : [error];
  return faults.map((fault) => invalid(fault instanceof GraphQLError ? fault : new GraphQLError(messageOf(fault))));
}

/** What Fastify and Mercurius say of a request that they cannot read. */
function isFaultOfClient(cause: Error): boolean {
  if (!('code' in cause && 'statusCode' in cause)) return false;
  return /^(?:FST|MER)_/.test(String(cause.code)) && String(cause.statusCode).startsWith('4');
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

function invalid(fault: GraphQLError): GraphQLError {
  return shown(fault, withoutSuggestion(fault.message), { code: 'INVALID_QUERY' });
}

/** One error as a client may see it. */
export function formatError(error: GraphQLError | Error, language: Language): GraphQLError {
  const place = error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
  const failed = place.originalError ?? error;
  const cause = failed instanceof StoreUnavailable ? new Refusal('STORE_UNAVAILABLE', {}, { cause: failed }) : failed;
  if (isRefusal(cause)) {
    const { code, details } = cause;
    return shown(place, sentenceOf(cause, language), { code, details });
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

/** A schema is not for guessing at. */
function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean .*$/s, '');
}
