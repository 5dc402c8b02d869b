// What a story demands of a page.

/** Makes the demand that a text stands in the main part of a page. */
export function expecting(page, where, say) {
  return async (text) => {
    const main = await page.textContent('main');
    if (!main.replaceAll(/\s+/g, ' ').includes(text)) say(`${where}: "${text}" is not on ${page.url()}`);
  };
}

/** Presses what leads to the next page, on which a text is demanded, and looks at that page. */
export function pressing({ page, where, expect, look }) {
  return async (selector, text) => {
    await Promise.all([page.waitForEvent('load'), page.click(selector)]);
    await expect(text);
    await look(page, `${where}, ${text}`);
  };
}
