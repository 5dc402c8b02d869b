import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Person } from '../../kernel/permissions.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Refusal } from '../../kernel/refusal.js';
import type { Language } from '../../kernel/language.js';
import type { MediaType } from '../errors/media-type.service.js';

/** What is known of a request before any resolver runs. */
export interface RequestContext {
  /** Null: no credentials were shown, or none that hold. */
  readonly person: Person | null;
  /** Until when the credentials hold, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** What the person has become since, where a register says it. */
  readonly asNow?: () => Promise<Person | null>;
  /** Why it cannot be said whose the credentials are. */
  readonly fault?: Error;
  readonly language: Language;
  readonly mediaType: MediaType;
  /** Where the question came over a WebSocket. */
  readonly socket?: { close(code: number, reason: string): void };
}

/** Identifies, no more: who may do what is decided by the rules. Refuses before anything is read (rule 44). */
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
  // Rule 44: a WebSocket may stay open for longer than the credentials hold that it was opened with.
  if (person === null || expiresAt <= Date.now()) throw new Refusal(platformRefusals.UNAUTHENTICATED, {});
  return person;
}
