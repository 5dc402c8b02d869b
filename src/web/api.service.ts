import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { GraphQLError } from 'graphql';
import { AccessLog } from '../platform/sign-in/access-log.service.js';
import type { RequestContext } from '../platform/sign-in/caller.resolver.js';
import { type Given, type PageRefusal, PageRefused } from './page.page.js';
import type { ApiDocument } from './selection.js';

/** Runs the documents of pages in the API of this process, with the rights of the person in the context. */
export class Api {
  readonly #accessLog: AccessLog;

  constructor(private readonly app: NestFastifyApplication) {
    this.#accessLog = app.get(AccessLog);
  }

  /** @throws PageRefused when the API refuses the question, or answers in another form than the document says. */
  async ask<Value>(context: RequestContext, document: ApiDocument<Value>, variables: object = {}): Promise<Value> {
    const given = await this.run(context, document, variables);
    if ('refusal' in given) throw new PageRefused(given.refusal);
    return given.value;
  }

  /** Returns the answer, or why the API refuses it. */
  async run<Value>(
    { ...context }: RequestContext,
    { text, is }: ApiDocument<Value>,
    variables: object,
  ): Promise<Given<Value>> {
    const { graphql } = this.app.getHttpAdapter().getInstance();
    const { data, errors = [] } = await graphql(text, context, { ...variables });
    if (errors.length > 0) return { refusal: this.refusalIn(errors, context) };
    // Mercurius makes answers without a prototype, and the check reads them as any other object.
    const answer: unknown = data;
    if (!is(answer)) throw new Error(`The API answered in another form than this document says: ${text}`);
    return { value: answer };
  }

  private refusalIn(errors: readonly GraphQLError[], context: RequestContext): PageRefusal {
    // Mercurius has formatted them for the reader, as it does for a request.
    const [first] = errors;
    if (first === undefined) throw new Error('An answer with errors has none to show.');
    this.#accessLog.takeOne({ extensions: first.extensions }, context, String(first.path?.[0] ?? '') || null);
    return { code: String(first.extensions.code), sentence: first.message };
  }
}
