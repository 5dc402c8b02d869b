// The measures of a page beside axe. Each function runs in the page and returns the faults that it sees, as texts.

/** Content past the edge: the page itself or a box is wider than it shows. */
export function pastTheEdge() {
  const root = document.documentElement;
  const width = root.clientWidth;
  if (root.scrollWidth <= width + 1) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((one) => {
    const { right, width: own } = one.getBoundingClientRect();
    return own > 0 && right > width + 1 && one.childElementCount === 0;
  });
  return (wide.length === 0 ? [document.body] : wide).map(
    (one) => `past the edge of ${width}: ${one.tagName} "${one.textContent.trim().slice(0, 40)}"`,
  );
}

/**
 * Words that are broken between two letters although each would fit on a line of its own. What has no place to break and is
 * wider than its line, such as a checksum on a phone, must break somewhere. A hyphen that is written is a place to break.
 */
export function cutWords() {
  const widthOfLine = (element) => {
    const { display, paddingLeft, paddingRight } = getComputedStyle(element);
    const around = element.parentElement;
    // A box within a line, a cell and a box in a row could have more room than they have.
    const isPart = /^(?:inline|table-)/.test(display) || /flex|grid/.test(getComputedStyle(around).display);
    if (isPart && element !== document.body) return widthOfLine(around);
    return element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  };
  const rectsOf = (node, start, end) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return [...range.getClientRects()].filter(({ width }) => width > 0);
  };
  const linesOf = (rects) => new Set(rects.map(({ top }) => Math.round(top))).size;
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || !parent.checkVisibility() || parent.closest('svg, option, textarea') !== null) continue;
    for (const { 0: run, index } of node.data.matchAll(/[^\s\-–—]+/gu)) {
      const rects = rectsOf(node, index, index + run.length);
      if (linesOf(rects) < 2) continue;
      if (rects.reduce((sum, { width }) => sum + width, 0) > widthOfLine(parent)) continue;
      for (const { 0: word, index: within } of run.matchAll(/[\p{L}\p{N}]{2,}/gu)) {
        const lines = linesOf(rectsOf(node, index + within, index + within + word.length));
        if (lines > 1) found.push(`cut into ${lines}: "${word}"`);
      }
    }
  }
  return found;
}

/** Text that a box hides, because it does not fit. In a field of one line, the text moves with the caret. */
export function hiddenText() {
  return [...document.body.querySelectorAll('*')]
    .filter((one) => {
      const { overflowX, position } = getComputedStyle(one);
      const hides = (overflowX === 'hidden' || overflowX === 'clip') && position !== 'absolute';
      return (
        hides &&
        one.closest('svg, input[type=text]') === null &&
        one.checkVisibility() &&
        one.scrollWidth > one.clientWidth + 1
      );
    })
    .map((one) => `hidden: ${one.tagName} "${one.textContent.trim().slice(0, 40)}"`);
}

/** Targets under 24 px (WCAG 2.5.8). A link in a sentence may be as high as its line. */
export function smallTargets() {
  const inSentence = (one) =>
    one.tagName === 'A' &&
    [...(one.parentElement?.childNodes ?? [])].some(
      (near) => near.nodeType === Node.TEXT_NODE && near.data.trim() !== '',
    );
  const boxOf = (one) => (one.labels?.[0]?.contains(one) === true ? one.labels[0] : one).getBoundingClientRect();
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((one) => one.checkVisibility() && !one.matches('.ds-skip-link') && !inSentence(one))
    .filter((one) => boxOf(one).width < 23.5 || boxOf(one).height < 23.5)
    .map((one) => {
      const { width, height } = boxOf(one);
      return `target of ${Math.round(width)} × ${Math.round(height)} px: "${one.textContent.trim().slice(0, 40) || one.name}"`;
    });
}

/** How the element in focus looks; null when nothing in the page has the focus. */
export function focusLook() {
  const one = document.activeElement;
  if (one === null || one === document.body) return null;
  const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one);
  const { top, bottom, left, right } = one.getBoundingClientRect();
  const isOnScreen = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  const isSeen = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
  const name = `${one.tagName} "${(one.textContent.trim() || one.name || '').slice(0, 40)}"`;
  return {
    name,
    fault: isOnScreen && isSeen ? null : `focus not seen: ${name} (${outlineStyle} ${outlineWidth} ${outlineColor})`,
  };
}

/** A page with one fault for each measure, to see that each is found. */
export const FAULTY = `<!doctype html><html lang="sv"><title>Fel</title><body style="margin:0;font-size:30px">
<p style="width:300px;word-break:break-all">Alla tertialens uppföljningar</p>
<table style="width:300px"><tr><td style="width:30px;overflow-wrap:anywhere">Antal</td><td>Uppföljningar</td></tr></table>
<p style="width:60px;overflow-wrap:anywhere">Verksamhetsplaner</p>
<p style="width:900px">Bred</p>
<p style="width:60px;overflow:hidden;white-space:nowrap">Verksamhetsplaner och mer</p>
<a href="#" style="display:inline-block;font-size:8px;line-height:1;outline:none">x</a>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></body></html>`;
