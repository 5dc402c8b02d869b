// What a story demands of a page.

/** Makes the demand that a text stands in the main part of a page. */
export function expecting(page, where, say) {
  return async (text) => {
    const main = await page.textContent('main');
    if (!main.replaceAll(/\s+/g, ' ').includes(text)) say(`${where}: "${text}" is not on ${page.url()}`);
  };
}
