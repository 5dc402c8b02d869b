import { Injectable, Logger } from '@nestjs/common';
import type { Person } from '../../kernel/permissions.js';
import type { RequestContext } from './caller.resolver.js';
import { type ErrorFormatter, formatErrors } from '../errors/errors.service.js';
import { Metrics } from '../telemetry/metrics.service.js';
import { RootFields } from './root-fields.service.js';
import type { TokenError } from './token-errors.service.js';

/** The codes by which somebody is kept out. What is another board's is refused as what has never been (rule 43). */
const ACCESS_REFUSED = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'CROSS_ORIGIN'];

type Extensions = Readonly<Record<string, unknown>>;

/** Keeps count of the errors that people are answered with, and a log of those who are kept out. */
@Injectable()
export class AccessLog {
  readonly #log = new Logger(AccessLog.name);

  constructor(private readonly metrics: Metrics) {}

  /** As {@link formatErrors}. */
  readonly format: ErrorFormatter = (execution, context) => {
    const answer = formatErrors(execution, context);
    const who = whoIn('person' in context ? context.person : null);
    const fields = new RootFields(context);
    for (const { path, extensions } of answer.response.errors ?? []) {
      this.take(extensions, who, () => fields.at(path));
    }
    return answer;
  };

  /** One error as it is shown, where it is not in an answer of GraphQL over HTTP. */
  readonly takeOne = (
    { extensions }: { readonly extensions: Extensions },
    { person }: Pick<RequestContext, 'person'>,
    field: string | null = null,
  ): void => {
    this.take(extensions, whoIn(person), () => field);
  };

  /** Credentials that were shown and do not hold; nothing of them is told but why. */
  takeCredentials(because: TokenError): void {
    if (because !== 'none was shown') this.#log.warn({ message: 'Credentials were refused.', because });
  }

  private take({ code, details }: Extensions = {}, who: Who, field: () => string | null): void {
    const given = String(code);
    this.metrics.refused(given);
    if (!ACCESS_REFUSED.includes(given)) return;
    const command = commandIn(details);
    const what = { code: given, field: field(), ...(command !== undefined && { command }) };
    this.#log.warn({ message: 'Access was refused.', ...what, ...who });
  }
}

/** Who was kept out, and what they are: by ids alone. */
interface Who {
  readonly personId: string | null;
  readonly municipalityId?: string;
  readonly roles?: readonly string[];
}

function whoIn(person: unknown): Who {
  if (!isPerson(person)) return { personId: null };
  const { personId, municipalityId, grants } = person;
  return { personId, municipalityId, roles: [...new Set(grants.map(({ role, boardId }) => `${role} ${boardId}`))] };
}

/** What is in the context of a request is what was put there, unless it failed before anybody was recognised. */
function isPerson(person: unknown): person is Person {
  return typeof person === 'object' && person !== null && 'personId' in person && 'grants' in person;
}

/** The command, or the reading, that a role was wanting for. */
function commandIn(details: unknown): string | undefined {
  const command: unknown =
    typeof details === 'object' && details !== null && 'command' in details ? details.command : undefined;
  return typeof command === 'string' ? command : undefined;
}
