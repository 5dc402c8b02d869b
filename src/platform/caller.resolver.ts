import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Person } from '../kernel/act.js';
import { Refusal } from '../kernel/refusal.js';
import type { Language } from '../kernel/sentences.js';

/** What is known of a request before any resolver runs. */
export interface RequestContext {
  /** Null: no credentials were shown. */
  readonly person: Person | null;
  /** Why it cannot be said whose the credentials are. */
  readonly fault?: Error;
  readonly language: Language;
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
  const { person, fault } = GqlExecutionContext.create(context).getContext<RequestContext>();
  if (fault !== undefined) throw fault;
  if (person === null) throw new Refusal('UNAUTHENTICATED', {});
  return person;
}
