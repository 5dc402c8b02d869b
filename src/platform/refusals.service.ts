import { Injectable, Logger } from '@nestjs/common';
import type { RequestContext } from './caller.resolver.js';
import { type ErrorFormatter, formatErrors } from './errors.service.js';
import { Metrics } from './metrics.service.js';

/** The codes by which somebody is kept out. */
const ACCESS_REFUSED = ['UNAUTHENTICATED', 'FORBIDDEN'];

/** Keeps count of the errors that people are answered with, and a log of those who are kept out. */
@Injectable()
export class Refusals {
  readonly #log = new Logger(Refusals.name);

  constructor(private readonly metrics: Metrics) {}

  /** As {@link formatErrors}. */
  readonly format: ErrorFormatter = (execution, context) => {
    const answer = formatErrors(execution, context);
    const person = 'person' in context ? personIn(context.person) : null;
    for (const { extensions } of answer.response.errors ?? []) this.take(extensions, person);
    return answer;
  };

  /** One error as it is shown, where it is not in an answer of GraphQL over HTTP. */
  readonly takeOne = (
    { extensions }: { readonly extensions: Readonly<Record<string, unknown>> },
    { person }: RequestContext,
  ): void => {
    this.take(extensions, person?.personId ?? null);
  };

  private take({ code }: Readonly<Record<string, unknown>> = {}, personId: string | null): void {
    const given = String(code);
    this.metrics.refused(given);
    if (ACCESS_REFUSED.includes(given)) this.#log.log({ message: 'Access was refused.', code: given, personId });
  }
}

function personIn(person: unknown): string | null {
  return typeof person === 'object' && person !== null && 'personId' in person ? String(person.personId) : null;
}
