import type { FastifyInstance, FastifyReply } from 'fastify';
import { Refusal } from '../kernel/refusal.js';
import { webRefusals } from './web-refusals.js';

type Texts = Readonly<Record<string, string>>;

const FORM = 'application/x-www-form-urlencoded';

/** Makes the pages read the body of a form, and no other body. */
export function readForms(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, formIn(String(body)));
    } catch {
      // A replaced character would stay in the log for ever.
      done(new Refusal(webRefusals.FORM_UNREADABLE, {}));
    }
  });
}

/** @throws URIError for bytes that are not UTF-8 */
function formIn(body: string): Texts {
  const decoded = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
  const pairs = body.split('&').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair): [string, string] => {
      const [name = '', ...value] = pair.split('=');
      // A form sends each line break as CR and LF (HTML, form submission). The API's texts have LF alone.
      return [decoded(name), decoded(value.join('=')).replaceAll('\r\n', '\n')];
    }),
  );
}

/** Returns the texts among the values; a parameter that is given twice is none. */
export function textsIn(values: unknown): Texts {
  if (typeof values !== 'object' || values === null) return {};
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Returns the address if it leads to this service, and otherwise that of the first page. */
export function localAddress(address: string | undefined): string {
  const here = 'http://localhost';
  if (address?.startsWith('/') !== true || !URL.canParse(address, here)) return '/';
  const { origin, pathname, search, hash } = new URL(address, here);
  // A browser reads two slashes as the name of another site. They are left of `/.//name`, without its dots.
  return origin === here && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}

/** Sends the browser on to an address of this service, after a form or a choice. */
export function sendOn(reply: FastifyReply, wanted: string | undefined): FastifyReply {
  return reply.redirect(localAddress(wanted), 303);
}
