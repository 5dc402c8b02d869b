import { AsyncLocalStorage } from 'node:async_hooks';

/** One field of a mutation, and the id of the command that it has carried out; null: none yet. */
interface MutationField {
  commandId: string | null;
}

const fields = new AsyncLocalStorage<MutationField>();
const byContext = new WeakMap<object, Map<string | number, MutationField>>();

/** Runs the resolver of a mutation's field. `key` is the name of the field in the answer. */
export function withinField<Result>(context: object, key: string | number, work: () => Result): Result {
  const field: MutationField = { commandId: null };
  const known = byContext.get(context) ?? new Map<string | number, MutationField>();
  byContext.set(context, known.set(key, field));
  return fields.run(field, work);
}

/** Notes that the command that a person gave was carried out. The commands of reactions are no answer to that person. */
export function noteCarriedOut(commandId: string): void {
  const field = fields.getStore();
  if (field !== undefined) field.commandId ??= commandId;
}

/** The id of the command that a field of this answer has carried out; null: none. */
export function carriedOutBy(context: object, key: string | number | undefined): string | null {
  return key === undefined ? null : (byContext.get(context)?.get(key)?.commandId ?? null);
}
