import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { correlationId } from '../runtime/correlation.service.js';

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type Level = (typeof levels)[number];

/** The levels that the log can be limited to. Each has the ones before it too. */
export const logLevels: readonly Level[] = levels;

/**
 * Writes log lines as JSON with level, time, message, context and correlation id. For an error it writes only the
 * message, the stack and the causes, because database drivers attach the whole query with its data to their errors.
 */
export class JsonLog implements LoggerService {
  readonly #pino: Logger;

  /**
   * @param destination The stream to write to. When absent, the log goes to standard output.
   * @param level The least level that is written.
   */
  constructor(destination?: DestinationStream, level: Level = 'info') {
    const options = {
      level,
      base: null,
      messageKey: 'message',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (level: string) => ({ level }) },
      mixin: () => ({ correlationId: correlationId() }),
      hooks: { streamWrite: withoutSecrets },
    };
    this.#pino = destination === undefined ? pino(options) : pino(options, destination);
  }

  log(message: unknown, ...more: unknown[]): void {
    this.write('info', message, more);
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.write('fatal', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.write('error', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.write('warn', message, more);
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.write('debug', message, more);
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.write('trace', message, more);
  }

  /** Writes one line. Nest passes the context as the last argument, and an error or its stack before it. */
  private write(level: Level, message: unknown, more: readonly unknown[]): void {
    const last = more.at(-1);
    const context = typeof last === 'string' ? last : undefined;
    const error =
      (context === undefined ? more : more.slice(0, -1)).find((one) => one !== undefined) ??
      (isErrorLike(message) ? message : undefined);
    this.#pino[level]({ ...contentOf(message), context, ...(error !== undefined && { error: errorFields(error) }) });
  }
}

function contentOf(message: unknown): object {
  if (isErrorLike(message)) return { message: message.message };
  return typeof message === 'object' && message !== null ? message : { message: String(message) };
}

interface ErrorLike {
  readonly message: string;
  readonly stack?: string;
  readonly cause?: unknown;
}

/** Checks the shape of an error, because `instanceof Error` fails for errors of another JavaScript realm. */
function isErrorLike(value: unknown): value is ErrorLike {
  return typeof value === 'object' && value !== null && 'message' in value && 'stack' in value;
}

const MOST_CAUSES = 3;

function errorFields(error: unknown, depth = 0): object {
  if (!isErrorLike(error)) return { stack: String(error) };
  const { message, stack, cause } = error;
  return {
    message,
    stack,
    ...(cause !== undefined && depth < MOST_CAUSES && { cause: errorFields(cause, depth + 1) }),
  };
}

/**
 * Masks credentials in a log line. This is a second safeguard, because other code should not log credentials at all.
 */
function withoutSecrets(line: string): string {
  return line
    .replaceAll(/:\/\/[^\s"]*@/g, '://***@')
    .replaceAll(/\bBearer\s+[\w.~+/=-]+/gi, 'Bearer ***')
    .replaceAll(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***');
}
