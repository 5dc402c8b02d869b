import { PGliteDialect, PostgresDialect } from 'kysely';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely';
import { correlationId } from '../../src/platform/runtime/correlation.service.js';

/** How one statement fails. */
export interface DriverFault {
  readonly name: string;
  /** False: also after the statement took effect, when the answer to it is lost. */
  readonly isAnswer: boolean;
  make(): Error;
}

function answer(code: string, message: string, severity = 'ERROR'): DriverFault {
  const make = () =>
    Object.assign(new Error(message), { name: 'error', code, severity, detail: 'Key (name)=(hemligt)' });
  return { name: `${severity} ${code} ${message}`, isAnswer: severity === 'ERROR', make };
}

function broken(message: string, code?: string): DriverFault {
  const make = () => Object.assign(new Error(message), code === undefined ? {} : { code });
  return { name: message, isAnswer: false, make };
}

/**
 * At least one error of each class in which a statement can fail (PostgreSQL, appendix A), and those of the network.
 */
export const driverFaults: readonly DriverFault[] = [
  broken('read ECONNRESET', 'ECONNRESET'),
  broken('Connection terminated unexpectedly'),
  broken('timeout exceeded when trying to connect'),
  answer('57P01', 'terminating connection due to administrator command', 'FATAL'),
  answer('57P02', 'terminating connection because of crash of another server process', 'FATAL'),
  answer('57P03', 'the database system is starting up', 'FATAL'),
  answer('53300', 'sorry, too many clients already', 'FATAL'),
  answer('25P03', 'terminating connection due to idle-in-transaction timeout', 'FATAL'),
  answer('XX000', 'could not write to file', 'PANIC'),
  answer('08006', 'connection failure', 'FATAL'),
  answer('0A000', 'cannot use this feature'),
  answer('22P05', 'character has no equivalent in encoding'),
  answer('23505', 'duplicate key value violates unique constraint'),
  answer('25006', 'cannot execute INSERT in a read-only transaction'),
  answer('28000', 'role is not permitted to log in'),
  answer('40001', 'could not serialize access'),
  answer('40P01', 'deadlock detected'),
  answer('42501', 'permission denied for table events'),
  answer('42P01', 'relation does not exist'),
  answer('53100', 'could not extend file: No space left on device'),
  answer('53200', 'out of memory'),
  answer('54000', 'program limit exceeded'),
  answer('55P03', 'canceling statement due to lock timeout'),
  answer('57014', 'canceling statement due to statement timeout'),
  answer('58030', 'could not read block: Input/output error'),
  answer('P0001', 'raised by a trigger'),
  answer('XX001', 'invalid page in block'),
];

/** Only the connections of a pool can fail to be had. */
const dialects = [
  { prototype: PGliteDialect.prototype, isPool: false },
  { prototype: PostgresDialect.prototype, isPool: true },
];

interface Plan {
  readonly fault: DriverFault;
  readonly n: number;
  readonly isAfter: boolean;
}

/**
 * Fails the n-th thing that a request asks of any driver that is made from now on: a connection, the begin or the
 * commit of a transaction, or a statement. What runs in the background does not count.
 */
export class FaultyDrivers {
  #plan: Plan | null = null;
  #asked = 0;
  readonly #undo: (() => void)[] = [];

  install(): void {
    for (const { prototype, isPool } of dialects) {
      const { createDriver } = prototype;
      const spoiled = (driver: Driver): Driver => new FaultyDriver(driver, this, isPool);
      prototype.createDriver = function spoil(this: typeof prototype) {
        return spoiled(createDriver.call(this));
      };
      this.#undo.push(() => (prototype.createDriver = createDriver));
    }
  }

  remove(): void {
    for (const undo of this.#undo) undo();
  }

  /** Runs the work with one fault. Returns whether there was an n-th thing to fail. */
  async with(plan: Plan, work: () => Promise<void>): Promise<boolean> {
    this.#asked = 0;
    this.#plan = plan;
    try {
      await work();
    } finally {
      this.#plan = null;
    }
    return this.#asked >= plan.n;
  }

  /** @param isStatement False: what is asked for cannot take effect and fail, as the begin of a transaction. */
  async passing<Result>(does: () => Promise<Result>, isStatement = true): Promise<Result> {
    const plan = this.#plan;
    if (plan === null || correlationId() === undefined) return does();
    this.#asked += 1;
    if (this.#asked !== plan.n) return does();
    if (plan.isAfter && isStatement) await does();
    throw plan.fault.make();
  }
}

class FaultyDriver implements Driver {
  readonly #known = new WeakMap<DatabaseConnection, FaultyConnection>();

  constructor(
    private readonly driver: Driver,
    private readonly faults: FaultyDrivers,
    private readonly isPool: boolean,
  ) {}

  init(): Promise<void> {
    return this.driver.init();
  }

  async acquireConnection(): Promise<FaultyConnection> {
    const acquire = (): Promise<DatabaseConnection> => this.driver.acquireConnection();
    const connection = await (this.isPool ? this.faults.passing(acquire, false) : acquire());
    const known = this.#known.get(connection) ?? new FaultyConnection(connection, this.faults);
    this.#known.set(connection, known);
    return known;
  }

  beginTransaction({ inner }: FaultyConnection, settings: TransactionSettings): Promise<void> {
    return this.faults.passing(() => this.driver.beginTransaction(inner, settings), false);
  }

  commitTransaction({ inner }: FaultyConnection): Promise<void> {
    return this.faults.passing(() => this.driver.commitTransaction(inner));
  }

  rollbackTransaction({ inner }: FaultyConnection): Promise<void> {
    return this.driver.rollbackTransaction(inner);
  }

  releaseConnection({ inner }: FaultyConnection): Promise<void> {
    return this.driver.releaseConnection(inner);
  }

  destroy(): Promise<void> {
    return this.driver.destroy();
  }
}

class FaultyConnection implements DatabaseConnection {
  constructor(
    readonly inner: DatabaseConnection,
    private readonly faults: FaultyDrivers,
  ) {}

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.faults.passing(() => this.inner.executeQuery<Row>(query));
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.inner.streamQuery<Row>(query, chunkSize);
  }
}
