/** The output and error streams of a command-line program. */
export interface Output {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** Limits printing to once a second. Work that takes less than a second prints nothing. */
export function eachSecond<Value>(print: (value: Value) => void): (value: Value) => void {
  let last = performance.now();
  return (value) => {
    if (performance.now() - last < 1000) return;
    last = performance.now();
    print(value);
  };
}
