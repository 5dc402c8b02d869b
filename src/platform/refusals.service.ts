import { Injectable, Logger } from '@nestjs/common';
import type { RequestContext } from './caller.resolver.js';
import { type ErrorFormatter, formatErrors } from './errors.service.js';
import { Metrics } from './metrics.service.js';
import { RootFields } from './root-fields.service.js';
import type { TokenFault } from './token-faults.service.js';

/** The codes by which somebody is kept out. What is another board's is refused as what has never been (rule 43). */
const ACCESS_REFUSED = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'CROSS_ORIGIN'];

type Extensions = Readonly<Record<string, unknown>>;

/** Keeps count of the errors that people are answered with, and a log of those who are kept out. */
@Injectable()
export class Refusals {
  readonly #log = new Logger(Refusals.name);

  constructor(private readonly metrics: Metrics) {}

  /** As {@link formatErrors}. */
  readonly format: ErrorFormatter = (execution, context) => {
    const answer = formatErrors(execution, context);
    const personId = 'person' in context ? personIn(context.person) : null;
    const fields = new RootFields(context);
    for (const { path, extensions } of answer.response.errors ?? []) {
      this.take(extensions, personId, () => fields.at(path));
    }
    return answer;
  };

  /** One error as it is shown, where it is not in an answer of GraphQL over HTTP. */
  readonly takeOne = (
    { extensions }: { readonly extensions: Extensions },
    { person }: Pick<RequestContext, 'person'>,
    field: string | null = null,
  ): void => {
    this.take(extensions, person?.personId ?? null, () => field);
  };

  /** Credentials that were shown and do not hold; nothing of them is told but why. */
  takeCredentials(because: TokenFault): void {
    if (because !== 'none was shown') this.#log.warn({ message: 'Credentials were refused.', because });
  }

  private take({ code }: Extensions = {}, personId: string | null, field: () => string | null): void {
    const given = String(code);
    this.metrics.refused(given);
    if (!ACCESS_REFUSED.includes(given)) return;
    this.#log.warn({ message: 'Access was refused.', code: given, field: field(), personId });
  }
}

function personIn(person: unknown): string | null {
  return typeof person === 'object' && person !== null && 'personId' in person ? String(person.personId) : null;
}
