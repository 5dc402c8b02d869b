import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import { soundTexts } from '../../kernel/text.js';

const FILE = 'tertial:file';

/** Marks an input field that holds a whole file. Its reader says where in the file a character is at fault. */
export function HoldsFile(): PropertyDecorator {
  return (target, property) => Reflect.defineMetadata(FILE, true, target, property);
}

/**
 * Checks the texts and the shape of every argument of the API. Each text of each command and query passes here, whether
 * it is a variable or a literal, so that no field needs a check of its own.
 */
export class InputPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // A custom parameter, such as the caller, does not come from the client's input.
    if (metadata.type === 'custom') return value;
    return super.transform(soundTexts(value, nameOf(value, metadata), isFileOf(metadata)), metadata);
  }
}

/** Returns the name of the argument. An input object has none, because refusals name its fields directly. */
function nameOf(value: unknown, { data }: ArgumentMetadata): string {
  return typeof value === 'object' ? '' : (data ?? '');
}

function isFileOf({ metatype }: ArgumentMetadata): (field: string) => boolean {
  const target: unknown = metatype?.prototype;
  if (typeof target !== 'object' || target === null) return () => false;
  return (field) => Reflect.getMetadata(FILE, target, field) === true;
}
