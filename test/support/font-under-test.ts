/** Reads which code points a TrueType font has, from the tables of its `cmap` (OpenType 1.9, formats 4 and 12). */
export function codePointsOf(font: Buffer): ReadonlySet<number> {
  const found = new Set<number>();
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, at) => 12 + 16 * at);
  const record = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap');
  if (record === undefined) throw new Error('The font has no cmap.');
  const cmap = font.readUInt32BE(record + 8);
  for (let at = 0; at < font.readUInt16BE(cmap + 2); at += 1) {
    const table = font.subarray(cmap + font.readUInt32BE(cmap + 4 + 8 * at + 4));
    const format = table.readUInt16BE(0);
    if (format === 12) addGroups(table, found);
    else if (format === 4) addSegments(table, found);
  }
  return found;
}

function addGroups(table: Buffer, found: Set<number>): void {
  for (let at = 0; at < table.readUInt32BE(12); at += 1) {
    const group = 16 + 12 * at;
    for (let code = table.readUInt32BE(group); code <= table.readUInt32BE(group + 4); code += 1) found.add(code);
  }
}

function addSegments(table: Buffer, found: Set<number>): void {
  const size = table.readUInt16BE(6);
  for (let at = 0; at < size; at += 2) {
    const first = table.readUInt16BE(16 + size + at);
    const offset = 16 + 3 * size + at;
    const ranges = table.readUInt16BE(offset);
    for (let code = first; code <= table.readUInt16BE(14 + at) && code < 0xffff; code += 1) {
      const glyph =
        ranges === 0
          ? (code + table.readInt16BE(16 + 2 * size + at)) & 0xffff
          : table.readUInt16BE(offset + ranges + 2 * (code - first));
      if (glyph !== 0) found.add(code);
    }
  }
}
