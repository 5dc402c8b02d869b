import { type DocumentNode, getOperationAST, Kind, parse, type SelectionSetNode } from 'graphql';

/**
 * Finds the name of a root field by the alias that the client gave the field. It parses the document once for all
 * errors of an answer, because a long document can have an error for each of its fields.
 */
export class RootFields {
  readonly #context: object;
  #names: ReadonlyMap<string | number, string> | undefined;

  /** @param context The context that Mercurius passes to the error formatter. */
  constructor(context: object) {
    this.#context = context;
  }

  /** Returns the root field at an error's path in the answer, or null when the error is in no field. */
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

/** Reads the operation's name. A POST request has it in the body, a GET request in the query string. */
function operationNameIn(context: object): string | null {
  const request = valueIn(valueIn(context, 'reply'), 'request');
  const name =
    valueIn(valueIn(request, 'body'), 'operationName') ?? valueIn(valueIn(request, 'query'), 'operationName');
  return typeof name === 'string' ? name : null;
}

function valueIn(thing: unknown, key: string): unknown {
  return typeof thing === 'object' && thing !== null ? Reflect.get(thing, key) : undefined;
}
