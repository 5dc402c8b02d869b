import { fillRegister } from '../../src/demo/register.service.js';
import { demoPeople } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { type AppUnderTest, startApp } from '../support/app-under-test.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import { copyOfPlayedCase } from '../support/played-case.js';

// What every page says to people after the sample case: names, and no id and no code.

let service: AppUnderTest;

beforeAll(async () => {
  const { places, end } = await copyOfPlayedCase();
  service = await startApp(end, places);
  await fillRegister(service.app, service.clock);
});
afterAll(() => service.close());

/** The persons of the sample case: who may sign in, and the other members of the board. */
const persons = [...demoPeople.map(({ id }) => id), 'karin', 'maria', 'nils', 'olle', 'petra', 'rolf'];
const aPerson = `(?<![\\p{L}\\d.@])(?:${persons.join('|')})(?![\\p{L}\\d@]|\\.\\p{L})`;
const anId = 'exempel\\.[a-z0-9][\\w.-]*';
const aCode = '\\b[A-Z]+_[A-Z_]+\\b';
const unnamed = new RegExp(`${aPerson}|${anId}|${aCode}`, 'gu');

/** The pages of a person tell the ids by which the log and the sign-in know them, and a form gives an example of a code. */
const APART =
  /(?:Beteckning i inloggningstjänsten|Beteckning i loggen|Identifier in the sign-in service|Id in the log|till exempel|such as) \S+/g;
/** Proofs show events as they are. The other addresses lead to the same pages as they were, or are no pages. */
const ELSEWHERE =
  /^\/(?:sprak\/|da\?|jamfor|graphiql)|\/bevis\/|\.(?:css|svg|woff2|js|ico|pdf|docx|csv|xlsx|zip|json|xml)\b/;

/** Opens every page that the links of others lead to, as one of the demonstration's people. */
async function* pagesOf(person: string, language: string): AsyncGenerator<string, void> {
  const browser = await BrowserUnderTest.signedIn(service.app, person);
  browser.setCookie('tertial-sprak', language);
  const [left, seen] = [['/'], new Set(['/'])];
  for (let at = left.shift(); at !== undefined; at = left.shift()) {
    const { status, body } = await browser.open(at);
    if (status === 200) yield `${at}: ${browser.text}`;
    for (const [, link = ''] of body.matchAll(/ href="(\/[^"#]*)[^"]*"/g)) {
      const to = link.replaceAll('&amp;', '&');
      if (seen.has(to) || ELSEWHERE.test(to)) continue;
      seen.add(to);
      left.push(to);
    }
  }
}

it.each([
  ['rut', 'sv'],
  ['rut', 'en'],
  ['sara', 'sv'],
  ['lars', 'sv'],
])('no page calls a person or a thing by an id or a code to %s, in the language %s', async (person, language) => {
  const [seen, found] = [new Set<string>(), new Set<string>()];
  for await (const page of pagesOf(person, language)) {
    const [at = ''] = page.split(':', 1);
    seen.add(at);
    for (const [word] of page.slice(at.length).replaceAll(APART, '').matchAll(unnamed)) found.add(`${word} at ${at}`);
  }
  const kinds = ['planer', 'sammantraden', 'arenden'];
  expect(kinds.filter((kind) => ![...seen].some((at) => at.startsWith(`/${kind}/exempel`)))).toEqual([]);
  expect([...found]).toEqual([]);
});
