import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { type GqlContextType, GqlArgumentsHost } from '@nestjs/graphql';
import type { Person } from '../../kernel/permissions.js';
import { isRefusal, type Refusal } from '../../kernel/refusal.js';
import type { RequestContext } from '../sign-in/caller.resolver.js';

/** Reads the names of persons within the reach of a reader's roles (rule 97). Leaves out the others. */
export type ReadNamesFor = (reader: Person, personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Injection token for {@link ReadNamesFor}. Absent: there is no register. */
export const NAMES_FOR_READER = 'NAMES_FOR_READER';

/** Reads the names of the persons whom refusals are about. */
@Injectable()
export class NamesInRefusals {
  readonly #log = new Logger('GraphQL');

  constructor(private readonly modules: ModuleRef) {}

  /** Reads the names that the reader may know, at once. It reads nothing when the refusals are about nobody. */
  async of(told: readonly Refusal[], reader: Person): Promise<ReadonlyMap<string, string>> {
    const ids = new Set(told.flatMap((refusal) => refusal.persons()));
    if (ids.size === 0) return new Map();
    // A refusal is told with ids when the register is out of reach.
    try {
      return await this.modules.get<ReadNamesFor>(NAMES_FOR_READER, { strict: false })(reader, [...ids]);
    } catch (error) {
      this.#log.warn(
        `The names in a refusal could not be read: ${error instanceof Error ? error.message : String(error)}`,
      );
      return new Map();
    }
  }
}

/**
 * Rethrows every error of a resolver without logging it. Nest's own filter would log refusals as failures, and would
 * log each failure a second time. The sentence of a refusal calls persons by their names.
 */
@Catch()
export class PassOn implements ExceptionFilter {
  constructor(private readonly names: NamesInRefusals) {}

  /** Throws at once what has no names to look up: Nest waits for a filter in GraphQL alone. */
  catch(error: unknown, host: ArgumentsHost): Promise<never> {
    const ids = isRefusal(error) && host.getType<GqlContextType>() === 'graphql' ? error.persons() : [];
    if (!isRefusal(error) || ids.length === 0) throw error;
    return this.named(error, host);
  }

  private async named(refusal: Refusal, host: ArgumentsHost): Promise<never> {
    const { person } = GqlArgumentsHost.create(host).getContext<RequestContext>();
    throw person === null ? refusal : refusal.naming(await this.names.of([refusal], person));
  }
}
