import { Logger } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import type { MercuriusOptions } from 'mercurius';
import { randomUUID } from 'node:crypto';
import { isRefusal } from '../kernel/refusal.js';
import { type Language, languages, sentenceOf } from '../kernel/sentences.js';

const log = new Logger('GraphQL');

type ErrorFormatter = NonNullable<MercuriusOptions['errorFormatter']>;

/** Turns every error into what a client may see: a refusal's code and sentence, or no more than that something failed. */
export const formatErrors: ErrorFormatter = (execution, context) => {
  const language = languageOf(context);
  const errors = execution.errors.flatMap((error) => formatted(error, language));
  const data = execution.data ?? null;
  return { statusCode: 200, response: { data, errors } };
};

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
  const cause = place.originalError ?? error;
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
