/** The deepest nesting of brackets in a request that the service reads. Deeper texts can exhaust the stack. */
export const DEEPEST_NESTING = 64;

/**
 * Returns how deep the brackets of a text are nested. The text is JSON or a GraphQL document. Brackets in strings and
 * comments do not count. The function needs no memory and no recursion, so it is safe for a text from a stranger.
 */
export function nestingOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charAt(at)) {
      case '{':
      case '[':
      case '(':
        depth += 1;
        if (depth > deepest) deepest = depth;
        break;
      case '}':
      case ']':
      case ')':
        depth -= 1;
        break;
      case '"':
        at = text.startsWith('"""', at) ? endOfBlock(text, at + 3) : endOfString(text, at + 1);
        break;
      case '#':
        at = endOfLine(text, at);
        break;
      default:
    }
  }
  return deepest;
}

/** Returns the place of the quotation mark that ends a string. A string ends at the latest where its line ends. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"' || character === '\n' || character === '\r') return at;
    if (character === '\\') at += 1;
  }
  return text.length;
}

/** Returns the place of the last quotation mark of a block string, which only GraphQL has. */
function endOfBlock(text: string, from: number): number {
  for (let at = text.indexOf('"""', from); at !== -1; at = text.indexOf('"""', at + 3)) {
    if (text[at - 1] !== '\\') return at + 2;
  }
  return text.length;
}

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (text[at] === '\n' || text[at] === '\r') return at;
  return text.length;
}
