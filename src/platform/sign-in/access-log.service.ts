import { Injectable, Logger } from '@nestjs/common';
import type { Person } from '../../kernel/permissions.js';
import type { RequestContext } from './caller.resolver.js';
import { type ErrorFormatter, formatErrors } from '../errors/errors.service.js';
import { Outages } from '../telemetry/outages.service.js';
import { Metrics } from '../telemetry/metrics.service.js';
import type { Ignored } from './claims.service.js';
import { RootFields } from './root-fields.service.js';
import type { TokenError } from './token-errors.service.js';

/** Codes that deny access. `NOT_FOUND` is one, because it also answers a request for another board's id (rule 43). */
const ACCESS_REFUSED = ['UNAUTHENTICATED', 'NOT_IN_REGISTER', 'FORBIDDEN', 'NOT_FOUND', 'CROSS_ORIGIN'];

type Extensions = Readonly<Record<string, unknown>>;

/** Counts the errors in answers, and logs each denied access. */
@Injectable()
export class AccessLog {
  readonly #log = new Logger(AccessLog.name);

  constructor(
    private readonly metrics: Metrics,
    private readonly outages: Outages,
  ) {}

  /** Formats errors like {@link formatErrors}. It counts each error, and logs errors that deny access. */
  readonly format: ErrorFormatter = (execution, context) => {
    const answer = formatErrors(execution, context, this.outages.isAny);
    const who = whoIn('person' in context ? context.person : null);
    const fields = new RootFields(context);
    for (const { path, extensions } of answer.response.errors ?? []) {
      this.take(extensions, who, () => fields.at(path));
    }
    return answer;
  };

  /** Counts one error that `format` does not get, and logs the error when it denies access. */
  readonly takeOne = (
    { extensions }: { readonly extensions: Extensions },
    { person }: Pick<RequestContext, 'person'>,
    field: string | null = null,
  ): void => {
    this.take(extensions, whoIn(person), () => field);
  };

  /** Logs why credentials were refused, unless the request had none. Of the credentials it names at most a claim. */
  takeCredentials(because: TokenError, claim?: string): void {
    if (because === 'none was shown') return;
    this.#log.warn({ message: 'Credentials were refused.', because, ...(claim !== undefined && { claim }) });
  }

  /** Logs the boards and roles in a person's token that count for nothing. */
  takeIgnored({ personId }: Person, ignored: readonly Ignored[]): void {
    this.#log.warn({ message: 'Roles in a token were not understood.', personId, ignored });
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

/** The ids and the roles of the person whose access was denied. The log contains no names. */
interface Who {
  readonly personId: string | null;
  readonly municipalityId?: string;
  readonly roles?: readonly string[];
}

function whoIn(person: unknown): Who {
  if (!isPerson(person)) return { personId: null };
  const { personId, municipalityId, grants } = person;
  const roles = grants.map(({ role, boardId }) => `${role} ${boardId ?? municipalityId}`);
  return { personId, municipalityId, roles: [...new Set(roles)] };
}

/** Whether the value is a person. The context has no person when a request fails before sign-in. */
function isPerson(person: unknown): person is Person {
  return typeof person === 'object' && person !== null && 'personId' in person && 'grants' in person;
}

/** Returns the name of the command or query that no role of the person allows; undefined for other refusals. */
function commandIn(details: unknown): string | undefined {
  const command: unknown =
    typeof details === 'object' && details !== null && 'command' in details ? details.command : undefined;
  return typeof command === 'string' ? command : undefined;
}
