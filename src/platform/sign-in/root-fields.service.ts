import { type DocumentNode, getOperationAST, Kind, parse, type SelectionSetNode } from 'graphql';

/**
 * The fields of the operation that was asked for, by the names that its client gave them. Read once for an answer,
 * however many errors are in it: a document can be long, and can have one error for each of its fields.
 */
export class RootFields {
  readonly #context: object;
  #names: ReadonlyMap<string | number, string> | undefined;

  /** @param context As Mercurius hands it to what formats errors. */
  constructor(context: object) {
    this.#context = context;
  }

  /** The field of a root type where an error is, by the error's place in the answer; null: it is in none. */
  at([key]: readonly (string | number)[] = []): string | null {
    if (key === undefined || !('__currentQuery' in this.#context)) return null;
    this.#names ??= namesIn(parse(String(this.#context.__currentQuery)), operationNameIn(this.#context));
    return this.#names.get(key) ?? null;
  }
}

function namesIn(document: DocumentNode, operationName: string | null): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const spread = new Set<string>();
  const operation = getOperationAST(document, operationName);
  if (operation) take(operation.selectionSet);
  return names;

  function take({ selections }: SelectionSetNode): void {
    for (const one of selections) {
      if (one.kind === Kind.FIELD) names.set((one.alias ?? one.name).value, one.name.value);
      else if (one.kind === Kind.INLINE_FRAGMENT) take(one.selectionSet);
      else takeFragment(one.name.value);
    }
  }

  function takeFragment(name: string): void {
    if (spread.has(name)) return;
    spread.add(name);
    for (const one of document.definitions) {
      if (one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name) take(one.selectionSet);
    }
  }
}

/** In the body of a POST, in the address of a GET. */
function operationNameIn(context: object): string | null {
  const request = valueIn(valueIn(context, 'reply'), 'request');
  const name =
    valueIn(valueIn(request, 'body'), 'operationName') ?? valueIn(valueIn(request, 'query'), 'operationName');
  return typeof name === 'string' ? name : null;
}

function valueIn(thing: unknown, key: string): unknown {
  return typeof thing === 'object' && thing !== null ? Reflect.get(thing, key) : undefined;
}
