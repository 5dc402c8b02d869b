import { Logger } from '@nestjs/common';

/** What stopping needs of the process. */
export interface StoppableProcess {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  exit(code: number): unknown;
}

const LONGEST_STOP_IN_MILLISECONDS = 10_000;

/**
 * Sees to it that a stop ends. The first signal lets what is under way be answered, as Nest does by itself; the second,
 * or ten seconds, end the process as it is, which loses nothing that has been acknowledged.
 */
export function limitShutdown(running: StoppableProcess): void {
  const log = new Logger('Stop');
  let isStopping = false;
  const end = (why: string): void => {
    log.warn(`${why} The process ends with work under way.`);
    running.exit(1);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    running.on(signal, () => {
      if (isStopping) {
        end('It was told to stop a second time.');
        return;
      }
      isStopping = true;
      log.log('Stopping: what is under way is answered, and nothing new is taken in.');
      const seconds = LONGEST_STOP_IN_MILLISECONDS / 1000;
      setTimeout(() => end(`After ${seconds} seconds it has not stopped.`), LONGEST_STOP_IN_MILLISECONDS).unref();
    });
  }
}
