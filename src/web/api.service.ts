import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { GraphQLError } from 'graphql';
import { AccessLog } from '../platform/sign-in/access-log.service.js';
import type { RequestContext } from '../platform/sign-in/caller.resolver.js';
import { type Given, type PageRefusal, PageRefused } from './page.page.js';
import type { ApiDocument } from './selection.js';

/** Runs the documents of pages in the API of this process, with the rights of the person in the context. */
export class Api {
  readonly #accessLog: AccessLog;
  /** The answers of each request, so that a page and the frame around it ask the same question once. */
  readonly #answers = new WeakMap<RequestContext, Map<string, Promise<Given<unknown>>>>();

  constructor(private readonly app: NestFastifyApplication) {
    this.#accessLog = app.get(AccessLog);
  }

  /** @throws PageRefused when the API refuses the question, or answers in another form than the document says. */
  async ask<Value>(context: RequestContext, document: ApiDocument<Value>, variables: object = {}): Promise<Value> {
    const answers = this.#answers.get(context) ?? new Map<string, Promise<Given<unknown>>>();
    this.#answers.set(context, answers);
    const question = JSON.stringify([document.text, variables]);
    const answer = answers.get(question) ?? this.run(context, document, variables);
    answers.set(question, answer);
    const given = await answer;
    if ('refusal' in given) throw new PageRefused(given.refusal);
    if (!document.is(given.value)) throw otherForm(document);
    return given.value;
  }

  /** Gives a command. What was answered before it is asked anew. */
  async give<Value>(context: RequestContext, document: ApiDocument<Value>, variables: object): Promise<Given<Value>> {
    try {
      return await this.run(context, document, variables);
    } finally {
      this.#answers.delete(context);
    }
  }

  /** Returns the answer, or why the API refuses it. */
  async run<Value>(
    { ...context }: RequestContext,
    document: ApiDocument<Value>,
    variables: object,
  ): Promise<Given<Value>> {
    const { graphql } = this.app.getHttpAdapter().getInstance();
    const { data, errors = [] } = await graphql(document.text, context, { ...variables });
    if (errors.length > 0) return { refusal: this.refusalIn(errors, context) };
    // Mercurius makes answers without a prototype, and the check reads them as any other object.
    const answer: unknown = data;
    if (!document.is(answer)) throw otherForm(document);
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

function otherForm({ text }: ApiDocument<unknown>): Error {
  return new Error(`The API answered in another form than this document says: ${text}`);
}
