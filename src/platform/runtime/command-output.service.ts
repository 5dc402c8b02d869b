/** Writes lines to the standard output and the standard error of a command-line program. */
export interface Output {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/**
 * Ignores that nobody reads the standard output or error any more, as after `| head`. A command then does its work and
 * keeps its exit code. Returns a function that says whether somebody still reads the standard output.
 */
export function tolerateClosedPipes(): () => boolean {
  let isRead = true;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    isRead = false;
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return () => isRead;
}

const PERCENT = 100;

/**
 * Says how far a reading of the log has come. It gives a share, because the positions of some stores are not numbers of
 * events.
 */
export function shareOfLog({ position, head }: { readonly position: number; readonly head: number }): string {
  const share = head === 0 ? 1 : Math.min(1, position / head);
  return `${Math.floor(PERCENT * share)} % of the log`;
}

/** Returns a function that prints at most once a second. It prints nothing in the first second. */
export function eachSecond<Value>(print: (value: Value) => void): (value: Value) => void {
  let last = performance.now();
  return (value) => {
    if (performance.now() - last < 1000) return;
    last = performance.now();
    print(value);
  };
}
