import type { Json } from '../kernel/fold.js';

/** Returns the path of the first difference between two values, such as `goals[1].title`; null when they are equal. */
export function firstDifference(one: Json | undefined, other: Json | undefined, path = ''): string | null {
  if (isList(one) && isList(other)) {
    return firstOf(Math.max(one.length, other.length), (index) =>
      firstDifference(one[index], other[index], `${path}[${index}]`),
    );
  }
  if (isRecord(one) && isRecord(other)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
    return firstOf(keys.length, (index) => {
      const key = keys[index] ?? '';
      return firstDifference(own(one, key), own(other, key), path === '' ? key : `${path}.${key}`);
    });
  }
  return one === other ? null : path;
}

function firstOf(count: number, look: (index: number) => string | null): string | null {
  for (let index = 0; index < count; index += 1) {
    const found = look(index);
    if (found !== null) return found;
  }
  return null;
}

function own(record: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
