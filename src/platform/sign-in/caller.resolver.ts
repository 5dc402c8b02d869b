import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Person } from '../../kernel/permissions.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Refusal } from '../../kernel/refusal.js';
import type { Language } from '../../kernel/language.js';
import type { MediaType } from '../errors/media-type.service.js';

/** The facts of a request that resolvers may use. */
export interface RequestContext {
  /** Null: the request has no valid credentials. */
  readonly person: Person | null;
  /** The time when the credentials expire, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** Reads the person's present roles, where a register holds them. */
  readonly asNow?: () => Promise<Person | null>;
  /** The error that kept Tertial from checking the credentials. */
  readonly fault?: Error;
  readonly language: Language;
  readonly mediaType: MediaType;
  /** Present when the request came over a WebSocket. */
  readonly socket?: { close(code: number, reason: string): void };
}

/** Refuses a request without a person before anything is read (rule 44). The rules decide what the person may do. */
@Injectable()
export class SignedIn implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    callerOf(context);
    return true;
  }
}

/** The signed-in person. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Person => callerOf(context));

function callerOf(context: ExecutionContext): Person {
  const { person, expiresAt, fault } = GqlExecutionContext.create(context).getContext<RequestContext>();
  if (fault !== undefined) throw fault;
  // Rule 44: a WebSocket can outlive the credentials that opened it.
  if (person === null || expiresAt <= Date.now()) throw new Refusal(platformRefusals.UNAUTHENTICATED, {});
  return person;
}
