import { getOperationAST, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import type { MercuriusContext } from 'mercurius';
import { InvalidDocument, MOST_TOKENS } from '../errors/errors.service.js';
import { DocumentCacheBudget } from './document-cache.service.js';
import { requireSmallText } from '../runtime/document-size.service.js';
import { requireShortText } from './query-limits.service.js';

const MOST_FAULTS = 10;

/** Makes the hooks of Mercurius that check a document before it is parsed, and before Mercurius keeps it. */
export function documentHooks(validationRules: readonly ValidationRule[]) {
  const cached = new DocumentCacheBudget();
  return {
    preParsing: (schema: GraphQLSchema, source: string, context: MercuriusContext): void => {
      requireSmallText(source);
      // A page runs its document in process, without a request for the API.
      if ('reply' in context) requireOperation(schema, source, context);
    },
    // Mercurius validates after this hook, and keeps what it refuses. So it gets valid documents only.
    preValidation: (schema: GraphQLSchema, document: DocumentNode, { app }: MercuriusContext): void => {
      requireShortText(document);
      const faults = validate(schema, document, [...specifiedRules, ...validationRules], { maxErrors: MOST_FAULTS });
      if (faults.length > 0) throw new InvalidDocument(faults);
      cached.add(document, () => app.graphql.replaceSchema(schema));
    },
  };
}

/** Refuses a GET request that selects no operation. Mercurius would answer it with an internal error. */
function requireOperation(_schema: GraphQLSchema, source: string, { reply }: MercuriusContext): void {
  const { method, query } = reply.request;
  if (method !== 'GET') return;
  const name =
    typeof query === 'object' && query !== null && 'operationName' in query ? String(query.operationName) : null;
  const document = documentIn(source);
  if (document === undefined || getOperationAST(document, name) !== null) return;
  throw new GraphQLError('Send one operation, or name one of those in the document.');
}

/** Parses a document. Returns undefined when the text is malformed, because Mercurius refuses it later. */
function documentIn(source: string): DocumentNode | undefined {
  try {
    return parse(source, { maxTokens: MOST_TOKENS });
  } catch {
    return undefined;
  }
}
