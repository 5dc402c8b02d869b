/** A text of a page that stands by itself: a heading, a paragraph, an item of a list, or a row of a table. */
export interface Line {
  readonly text: string;
  readonly isHeading: boolean;
}

/** A tag of HTML as Preact writes it, with each value of an attribute in quotation marks. */
const TAG = /<(?<close>\/?)(?<name>[a-z][a-z0-9]*)(?<attributes>(?:\s+[^\s"=<>/]+(?:="[^"]*")?)*)\s*(?<empty>\/?)>/g;

/** Tags within a line of text. */
const INLINE = new Set(['a', 'b', 'code', 'del', 'em', 'i', 'ins', 'mark', 'small', 'span', 'strong', 'time']);
/** Elements without content. */
const VOID = new Set(['br', 'hr', 'img', 'input']);
/** Elements that lead elsewhere or draw, and tell nothing of the thing itself. */
const SKIPPED = new Set(['button', 'form', 'nav', 'script', 'style', 'svg']);
/** The sign after an element whose line goes on. */
const JOINED: Readonly<Record<string, string>> = { dt: ': ', td: ' · ', th: ' · ' };

/** Returns the lines of text in the HTML of a page, in their order. */
export function linesOf(html: string): Line[] {
  const lines: Line[] = [];
  let [text, end, hidden] = ['', 0, 0];
  let isHeading = false;
  const finish = () => {
    for (const part of unescaped(text).split('\n')) {
      const plain = part
        .replaceAll(/\s+/g, ' ')
        .replace(/(?: ·)+ $/, '')
        .trim();
      if (plain !== '') lines.push({ text: plain, isHeading });
    }
    text = '';
  };
  for (const tag of html.matchAll(TAG)) {
    const { close, name = '', attributes = '', empty } = tag.groups ?? {};
    if (hidden === 0) text += html.slice(end, tag.index);
    end = tag.index + tag[0].length;
    const isEmpty = empty === '/' || VOID.has(name);
    if (hidden > 0) {
      if (!isEmpty) hidden += close === '/' ? -1 : 1;
      continue;
    }
    if (close === '' && !isEmpty && (SKIPPED.has(name) || attributes.includes('class="said"'))) {
      hidden = 1;
      continue;
    }
    if (INLINE.has(name)) continue;
    const joined = JOINED[name];
    if (joined !== undefined) text += close === '/' ? joined : '';
    else if (name !== 'dd' || close === '/') finish();
    isHeading = close === '' && /^h[1-6]$/.test(name);
  }
  text += html.slice(end);
  finish();
  return lines;
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
