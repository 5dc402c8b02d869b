/** Writes lines to the standard output and the standard error of a command-line program. */
export interface Output {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
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
