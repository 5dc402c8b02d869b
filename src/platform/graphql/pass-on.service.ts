import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { type GqlContextType, GqlArgumentsHost } from '@nestjs/graphql';
import type { Person } from '../../kernel/permissions.js';
import { isRefusal, type Refusal } from '../../kernel/refusal.js';
import type { RequestContext } from '../sign-in/caller.resolver.js';

/** Reads the names of persons within the reach of a reader's roles (rule 97). Leaves out the others. */
export type ReadNamesFor = (reader: Person, personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Injection token for {@link ReadNamesFor}. Absent: there is no register. */
export const NAMES_FOR_READER = 'NAMES_FOR_READER';

/**
 * Rethrows every error of a resolver without logging it. Nest's own filter would log refusals as failures, and would
 * log each failure a second time. The sentence of a refusal calls persons by their names.
 */
@Catch()
export class PassOn implements ExceptionFilter {
  readonly #log = new Logger('GraphQL');

  constructor(private readonly modules: ModuleRef) {}

  /** Throws at once what has no names to look up: Nest waits for a filter in GraphQL alone. */
  catch(error: unknown, host: ArgumentsHost): Promise<never> {
    const ids = isRefusal(error) && host.getType<GqlContextType>() === 'graphql' ? error.persons() : [];
    if (!isRefusal(error) || ids.length === 0) throw error;
    return this.named(error, ids, host);
  }

  private async named(refusal: Refusal, ids: readonly string[], host: ArgumentsHost): Promise<never> {
    const { person } = GqlArgumentsHost.create(host).getContext<RequestContext>();
    throw person === null ? refusal : refusal.naming(await this.namesFor(person, ids));
  }

  /** A refusal is told with ids when the register is out of reach. */
  private async namesFor(person: Person, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    try {
      return await this.modules.get<ReadNamesFor>(NAMES_FOR_READER, { strict: false })(person, ids);
    } catch (error) {
      this.#log.warn(
        `The names in a refusal could not be read: ${error instanceof Error ? error.message : String(error)}`,
      );
      return new Map();
    }
  }
}
