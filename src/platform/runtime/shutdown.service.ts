import { Logger } from '@nestjs/common';

/** The part of `process` that the shutdown uses. */
export interface StoppableProcess {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  exit(code: number): unknown;
}

const LONGEST_STOP_IN_MILLISECONDS = 10_000;

/**
 * Limits how long a shutdown takes. After the first signal Nest finishes the requests in progress. The process ends at
 * a second signal or after ten seconds. It loses no acknowledged command, because the log has the command's events.
 */
export function limitShutdown(running: StoppableProcess): void {
  const log = new Logger('Stop');
  let isStopping = false;
  const end = (why: string): void => {
    log.warn(`${why} The process ends with work in progress.`);
    running.exit(1);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    running.on(signal, () => {
      if (isStopping) {
        end('The process received a second stop signal.');
        return;
      }
      isStopping = true;
      log.log('Shutting down: requests in progress are finished, and new ones are rejected.');
      const seconds = LONGEST_STOP_IN_MILLISECONDS / 1000;
      setTimeout(() => end(`The shutdown took longer than ${seconds} seconds.`), LONGEST_STOP_IN_MILLISECONDS).unref();
    });
  }
}
