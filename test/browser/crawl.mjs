// Follows the links of the pages, and gives one address of each kind of page.

/** The links that lead to no page, or to another language or moment. */
const NO_PAGE =
  /^\/(?:sprak|da|logga-ut|graphi?ql|filer|health|metrics)\b|\.(?:json|xml|atom|csv|xlsx|pdf|docx|html)\b|\/fil(?:er)?\//;
/** A part of an address that names one thing of many. */
const ID = /^(?=.*[\d.]).+$|^[0-9a-f-]{36}$/;

/** Returns the kind of an address: its parts that name things, and the values of its search, are left out. */
function kindOf(address) {
  const { pathname, searchParams } = new URL(address);
  const parts = pathname.split('/').map((part, n, all) => (ID.test(part) || all[n - 1] === 'personer' ? ':id' : part));
  return `${parts.join('/')}?${[...searchParams.keys()].sort().join('&')}`;
}

/** Opens one page of each kind that can be reached from an address, and calls `look` on each. */
export async function crawl(page, from, known, look) {
  const { origin } = new URL(from);
  const waiting = [from];
  // Each person begins there, and may see another page than the one before.
  let isFirst = true;
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = kindOf(address);
    if (known.has(kind) && !isFirst) continue;
    isFirst = false;
    known.add(kind);
    const answer = await page.goto(address);
    if (!answer.headers()['content-type']?.startsWith('text/html')) continue;
    await look(address.slice(origin.length));
    const links = await page.$$eval('a[href]', (found) => found.map(({ href }) => href.split('#')[0]));
    waiting.push(...links.filter((link) => link.startsWith(`${origin}/`) && !NO_PAGE.test(link.slice(origin.length))));
  }
}
