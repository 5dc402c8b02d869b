import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Person } from '../../kernel/permissions.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Refusal } from '../../kernel/refusal.js';
import type { Language } from '../../kernel/language.js';
import type { MediaType } from '../errors/media-type.service.js';

/** The data about a request that resolvers may use. */
export interface RequestContext {
  /** Null when the request has no valid credentials. */
  readonly person: Person | null;
  /** The time when the credentials expire, in milliseconds since 1970; 0 when `person` is null. */
  readonly expiresAt: number;
  /** Reads the person's current roles from the register. Absent when the token contains the roles. */
  readonly asNow?: () => Promise<Person | null>;
  /** The error that prevented the check of the credentials. */
  readonly fault?: Error;
  /** True when the credentials are valid and the register does not have their person. */
  readonly isUnknown?: true;
  readonly language: Language;
  readonly mediaType: MediaType;
  /** Present when the request came over a WebSocket. */
  readonly socket?: ReaderSocket;
}

/** The WebSocket of a reader. */
export interface ReaderSocket {
  /** The subprotocol: `graphql-transport-ws` or `graphql-ws`. */
  readonly protocol: string;
  /** Sends one frame. `fin` is false when the message goes on in the next frame. */
  send(
    data: string | Buffer,
    options: { readonly binary: boolean; readonly fin: boolean },
    sent?: (error?: Error | null) => void,
  ): void;
  close(code: number, reason: string): void;
}

/** Refuses a request without a person before a resolver runs (rule 44). Rules decide later what the person may do. */
@Injectable()
export class SignedIn implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    callerOf(context);
    return true;
  }
}

/** Parameter decorator of resolvers for the signed-in person. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Person => callerOf(context));

/** The person who reads a thing, and the language in which the service answers the person. */
export interface Reader {
  readonly person: Person;
  readonly language: Language;
}

/** Parameter decorator of field resolvers that answer each reader differently. */
export const ReadBy = createParamDecorator((_: unknown, context: ExecutionContext): Reader => {
  const { language } = GqlExecutionContext.create(context).getContext<RequestContext>();
  return { person: callerOf(context), language };
});

function callerOf(context: ExecutionContext): Person {
  const { person, expiresAt, fault, isUnknown } = GqlExecutionContext.create(context).getContext<RequestContext>();
  if (fault !== undefined) throw fault;
  // Rule 44: a WebSocket can outlive the credentials that opened it.
  if (person === null || expiresAt <= Date.now()) throw notAdmitted(isUnknown);
  return person;
}

/** Returns the refusal of credentials that are missing or invalid, or whose person the register does not have. */
export function notAdmitted(isUnknown = false): Refusal {
  return new Refusal(isUnknown ? platformRefusals.NOT_IN_REGISTER : platformRefusals.UNAUTHENTICATED, {});
}
