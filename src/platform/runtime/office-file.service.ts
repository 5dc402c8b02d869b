import { strToU8, zipSync, type Zippable } from 'fflate';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** The first day that an archive can have. The bytes do not depend on when the file is written (rule 49). */
const ALWAYS = new Date(1980, 0, 1);

/**
 * Returns the bytes of an office file (ECMA-376): always the same for the same parts.
 *
 * @param xml the parts that are XML, by their paths, each without its declaration
 * @param pictures the bytes of the other parts, by their paths
 */
export function officeFile(
  xml: Readonly<Record<string, string>>,
  pictures: Readonly<Record<string, Uint8Array>> = {},
): Uint8Array<ArrayBuffer> {
  const texts = Object.entries(xml).map(([path, text]): [string, Uint8Array] => [path, strToU8(`${HEAD}${text}`)]);
  const archive: Zippable = Object.fromEntries(
    [...texts, ...Object.entries(pictures)].map(([path, bytes]) => [path, [bytes, { mtime: ALWAYS }]]),
  );
  return zipSync(archive);
}
