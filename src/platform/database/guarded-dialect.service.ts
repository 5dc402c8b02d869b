import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  DialectAdapter,
  Driver,
  Kysely,
  QueryCompiler,
  QueryResult,
  TransactionSettings,
} from 'kysely';
import { StoreRefused, StoreUnavailable } from '../runtime/store-unavailable.js';
import type { Outage } from '../telemetry/outages.service.js';

/**
 * A dialect that turns each error of the driver into {@link StoreUnavailable}. The error says whether the statement may
 * have been carried out: only the place where it failed tells, and no caller knows that place.
 */
export class GuardedDialect implements Dialect {
  /** @param outage Takes note of whether the database answers. Absent: nobody does. */
  constructor(
    private readonly dialect: Dialect,
    private readonly outage?: Outage,
  ) {}

  createDriver(): Driver {
    return new GuardedDriver(this.dialect.createDriver(), this.outage);
  }

  createQueryCompiler(): QueryCompiler {
    return this.dialect.createQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return this.dialect.createAdapter();
  }

  createIntrospector<Tables>(db: Kysely<Tables>) {
    return this.dialect.createIntrospector(db);
  }
}

class GuardedDriver implements Driver {
  readonly #guarded = new WeakMap<DatabaseConnection, GuardedConnection>();

  constructor(
    private readonly driver: Driver,
    private readonly outage: Outage | undefined,
  ) {}

  init(): Promise<void> {
    return this.driver.init().catch(beforeAnything);
  }

  async acquireConnection(): Promise<GuardedConnection> {
    const connection = await this.driver.acquireConnection().catch((error: unknown) => {
      throw noted(this.outage, error, true);
    });
    const guarded = this.#guarded.get(connection) ?? new GuardedConnection(connection, this.outage);
    this.#guarded.set(connection, guarded);
    return guarded;
  }

  async beginTransaction(guarded: GuardedConnection, settings: TransactionSettings): Promise<void> {
    await this.driver.beginTransaction(guarded.connection, settings).catch(beforeAnything);
    guarded.isInTransaction = true;
  }

  async commitTransaction(guarded: GuardedConnection): Promise<void> {
    guarded.isInTransaction = false;
    await this.driver.commitTransaction(guarded.connection).catch((error: unknown) => {
      throw noted(this.outage, error, isAnswer(error));
    });
  }

  /** Never fails: the server rolls back what a broken connection leaves. The error that caused it must be told. */
  async rollbackTransaction(guarded: GuardedConnection): Promise<void> {
    guarded.isInTransaction = false;
    await this.driver.rollbackTransaction(guarded.connection).catch(() => undefined);
  }

  releaseConnection({ connection }: GuardedConnection): Promise<void> {
    return this.driver.releaseConnection(connection);
  }

  destroy(): Promise<void> {
    return this.driver.destroy();
  }
}

class GuardedConnection implements DatabaseConnection {
  isInTransaction = false;

  constructor(
    readonly connection: DatabaseConnection,
    private readonly outage: Outage | undefined,
  ) {}

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      const result = await this.connection.executeQuery<Row>(query);
      this.outage?.answered();
      return result;
    } catch (error) {
      // A transaction whose commit was not sent changes nothing.
      throw noted(this.outage, error, this.isInTransaction || isAnswer(error) || isReading(query));
    }
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.connection.streamQuery<Row>(query, chunkSize);
  }
}

/** The functions that write, and that statements of this service call in a `select`. */
const WRITING_FUNCTIONS = /\b(?:log\.append\w*|pg_notify)\b/;

function isReading({ query, sql }: CompiledQuery): boolean {
  if (query.kind === 'SelectQueryNode') return true;
  return query.kind === 'RawNode' && /^\s*select\b/i.test(sql) && !WRITING_FUNCTIONS.test(sql);
}

function beforeAnything(error: unknown): never {
  throw faultOf(error, true);
}

/**
 * SQLSTATE codes of temporary errors (PostgreSQL, appendix A): connection exception, operator intervention, transaction
 * rollback, read-only transaction (a server in recovery), too many connections.
 */
const TEMPORARY = /^(?:08|57|40|25006|53300)/;

/** SQLSTATE codes of an account that is not known, or that has not the right. */
const REFUSED = /^(?:28|42501)/;

/** SQLSTATE codes with which the server ends the session. It may have committed the statement before. */
const ENDING = /^(?:08|57P|25P0[345])/;

/** Also takes note that the database is away, unless it answered: then the error is that of one statement. */
function noted(outage: Outage | undefined, error: unknown, isNothingDone: boolean): StoreUnavailable {
  const fault = faultOf(error, isNothingDone);
  if (!isAnswer(error)) outage?.failed(fault.message);
  return fault;
}

/** Has only the message of the driver's error, because its other fields contain the data of the statement. */
function faultOf(error: unknown, isNothingDone: boolean): StoreUnavailable {
  const code = codeOf(error);
  const said = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  if (code !== null && REFUSED.test(code)) return new StoreRefused(String(said), { code });
  return new StoreUnavailable(String(said), {
    isNothingDone,
    isTemporary: code === null || TEMPORARY.test(code),
    code,
  });
}

/** Whether the server rejected the statement and rolled it back. */
function isAnswer(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && !ENDING.test(code) && !/^(?:FATAL|PANIC)$/.test(severityOf(error));
}

/** The SQLSTATE of an error that the server sent; null for an error of the network or of the driver. */
function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error && 'severity' in error)) return null;
  return String(error.code);
}

function severityOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'severity' in error ? String(error.severity) : '';
}
