// Opens a page with its script, as a browser would, types in its form, and prints what became of it as JSON. jsdom is
// loaded here and not by a spec, because Jest cannot load packages that it needs.
//
//   node test/support/type-in-form.mjs < steps.json

import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { JSDOM } from 'jsdom';

const {
  html,
  script,
  url,
  referrer = '',
  stored = {},
  typed = {},
  answer = null,
  isSent = false,
} = JSON.parse(await text(process.stdin));
const { window } = new JSDOM(html, {
  url,
  ...(referrer !== '' && { referrer }),
  runScripts: 'outside-only',
});
for (const [key, value] of Object.entries(stored)) window.sessionStorage.setItem(key, value);
const requests = [];
window.setTimeout = (act) => void act();
window.fetch = async (_, { body }) => {
  requests.push(body.toString());
  if (answer === null) throw new Error('The network is away.');
  return { ok: answer.status < 400, text: async () => answer.body };
};
window.eval(script);
const form = window.document.querySelector('form[data-minns]');
for (const [name, value] of Object.entries(typed)) {
  form.elements[name].value = value;
  form.elements[name].dispatchEvent(new window.Event('input', { bubbles: true }));
}
for (let n = 0; n < 20; n += 1) await turn();
if (isSent) form.dispatchEvent(new window.Event('submit', { cancelable: true }));
process.stdout.write(
  JSON.stringify({
    requests,
    stored: { ...window.sessionStorage },
    sign: window.document.getElementById('minns')?.textContent ?? '',
    values: form === null ? {} : Object.fromEntries(new window.FormData(form)),
  }),
);
window.close();
